package render

import (
	"bytes"
	"encoding/json"
	"strings"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules"
	"matcalc/rules/derive"
)

// The objects of the JSON format. Sizes are text, as "n" or "n*m + 1".
type (
	answerJSON struct {
		Input        string            `json:"input"`
		Mode         string            `json:"mode"`
		Order        int               `json:"order"`
		Layout       string            `json:"layout"`
		Declarations []declarationJSON `json:"declarations"`
		Notes        []string          `json:"notes"`
		// Simplification tells why it stopped, where that is asked for.
		Simplification []string     `json:"simplification,omitempty"`
		Shared         []sharedJSON `json:"shared"`
		Results        []resultJSON `json:"results"`
	}
	declarationJSON struct {
		Name      string     `json:"name"`
		Kind      string     `json:"kind"`
		Shape     []string   `json:"shape"`            // of a function: of its value
		Params    [][]string `json:"params,omitempty"` // of a function
		Structure string     `json:"structure"`        // of an integer: N or Z
		Inferred  bool       `json:"inferred"`
	}
	sharedJSON struct {
		Name  string `json:"name"`
		Plain string `json:"plain"`
		LaTeX string `json:"latex"`
		Text  string `json:"text"`
	}
	resultJSON struct {
		Wrt        string                `json:"wrt"`
		Kind       string                `json:"kind"`
		Shape      []string              `json:"shape"`
		Directions []string              `json:"directions,omitempty"` // of the differential form
		Indices    []string              `json:"indices,omitempty"`    // those that are free in the index form
		Along      []string              `json:"directions_of_definition,omitempty"`
		Conditions []string              `json:"conditions"`
		Forms      map[string]formJSON   `json:"forms"` // encoded in the order of the names
		Steps      map[string][]stepJSON `json:"steps,omitempty"`
		Riemannian *formJSON             `json:"riemannian,omitempty"`
		Verified   Verified              `json:"verified"`
	}
	formJSON struct {
		Plain    string `json:"plain"`
		LaTeX    string `json:"latex"`
		Text     string `json:"text"`
		Nodes    int64  `json:"nodes"`
		DagNodes int64  `json:"dag_nodes"`
	}
	stepJSON struct {
		Left      string           `json:"left"` // in text; empty where it is that of the step before
		LeftLaTeX string           `json:"left_latex"`
		Plain     string           `json:"plain"`
		LaTeX     string           `json:"latex"`
		Text      string           `json:"text"`
		Rule      string           `json:"rule"` // with commas where there are several
		Source    string           `json:"source"`
		Rules     []ruleOfStepJSON `json:"rules"`               // one by one; empty where the step is a simplification
		Remainder bool             `json:"remainder,omitempty"` // the step holds to first order
		Note      string           `json:"note,omitempty"`
	}
	ruleOfStepJSON struct {
		Name   string `json:"name"`
		Source string `json:"source"`
	}
)

// JSON writes one object.
func JSON(a *derive.Answer, o Options) (_ string, err error) {
	defer ast.Recover(&err)
	if err := o.asked(a); err != nil {
		return "", err
	}
	o = o.of(a)
	s := newSheet(a, o)
	doc := answerJSON{
		Input: a.Input, Mode: string(a.Mode), Order: a.Order, Layout: string(a.Layout),
		Declarations: declarationsJSON(a.Parsed.Declarations),
		Notes:        append([]string{}, a.Notes...),
		Shared:       shared(s, o.unicode()),
	}
	if o.Explain {
		doc.Simplification = Stopped(a)
	}
	counter := newCounts(a, o)
	for i := range a.Results {
		doc.Results = append(doc.Results, result(a, &a.Results[i], s, counter, o))
	}
	return encode(doc)
}

// counts are the numbers of nodes of the results in all forms, counted together.
type counts struct {
	*notation.Counter
	dag ast.Map[int64]
}

func newCounts(a *derive.Answer, o Options) *counts {
	var seen ast.Set
	var nodes []ast.Node
	add := func(n ast.Node) {
		if n != nil && seen.Add(n) {
			nodes = append(nodes, n)
		}
	}
	for i := range a.Results {
		r := &a.Results[i]
		for _, f := range o.chosen() {
			add(f.of(r))
		}
		add(r.Riemannian)
	}
	return countsOf(nodes...)
}

func countsOf(nodes ...ast.Node) *counts {
	c := &counts{Counter: notation.NewCounter()}
	for i, dag := range c.DagNodes(nodes...) {
		c.dag.Set(nodes[i], dag)
	}
	return c
}

// encode writes an object with one key a line; < and & stand as they are.
func encode(object any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(object)
	return b.String(), err
}

func declarationsJSON(all []ast.Declaration) []declarationJSON {
	out := make([]declarationJSON, len(all))
	for i, d := range all {
		out[i] = declarationJSON{Name: d.Name, Kind: string(d.Kind), Shape: sizes(d.Shape), Structure: structure(d), Inferred: d.Inferred}
		for _, p := range d.Params {
			out[i].Params = append(out[i].Params, sizes(p))
		}
	}
	return out
}

// structure names the set that a declaration is of beyond its shape: Sym, or N and Z of integers.
func structure(d ast.Declaration) string {
	switch {
	case d.Kind != ast.DeclaredInteger:
		return d.Structure.String()
	case d.Natural:
		return "N"
	}
	return "Z"
}

func shared(s sheet, o notation.Options) []sharedJSON {
	out := []sharedJSON{}
	latex, text := s.SharedLaTeX(o), s.SharedText(o)
	for i, part := range s.SharedPlain() {
		out = append(out, sharedJSON{part.Name, part.Expression, latex[i].Expression, text[i].Expression})
	}
	return out
}

func result(a *derive.Answer, r *derive.Result, s sheet, counter *counts, o Options) resultJSON {
	out := resultJSON{Kind: string(r.Kind), Shape: axes(a, r), Conditions: conditionsJSON(r.Conditions, s), Forms: map[string]formJSON{}, Verified: verified(r.Verdict)}
	for i, w := range r.Wrt {
		if i > 0 && w != r.Wrt[0] {
			out.Wrt = r.Wrt[0] + "," + w
			break
		}
		out.Wrt = w
	}
	out.Directions = symbolNames(r.Directions)
	for _, f := range o.chosen() {
		n := f.of(r)
		if n == nil {
			continue
		}
		out.Forms[f.name] = formOf(n, s, counter, o)
		d := r.Forms[f.name]
		if d == nil {
			continue
		}
		switch f.name {
		case derive.IndexForm:
			out.Indices = symbolNames(d.Indices)
		case derive.DefinitionForm:
			out.Along = symbolNames(d.Directions)
		}
		if o.Steps != "" && len(d.Lines) > 0 {
			if out.Steps == nil {
				out.Steps = map[string][]stepJSON{}
			}
			out.Steps[f.name] = stepsJSON(a, r, f, s, o)
		}
	}
	if r.Riemannian != nil {
		f := formOf(r.Riemannian, sheet{Sheet: notation.NewSheet(nil, r.Riemannian)}, counter, o)
		out.Riemannian = &f
	}
	return out
}

func symbolNames(symbols []*ast.Symbol) []string {
	var names []string
	for _, x := range symbols {
		names = append(names, x.Name)
	}
	return names
}

// stepsJSON are the steps to a result in a form.
func stepsJSON(a *derive.Answer, r *derive.Result, f form, s sheet, o Options) []stepJSON {
	var out []stepJSON
	text := textScript(a, s.Sheet, o.unicode()).subject(f.name, r).steps(o)
	latex := latexScript(a, s.Sheet, o.unicode()).subject(f.name, r).steps(o)
	for i, t := range text {
		l := latex[i]
		list := make([]ruleOfStepJSON, len(t.Rules))
		for k, r := range t.Rules {
			list[k] = ruleOfStepJSON{r.Name, r.Source}
		}
		out = append(out, stepJSON{
			Left: t.left, LeftLaTeX: l.left, Plain: s.Plain(t.Node), LaTeX: l.right(l.options).String(), Text: t.right(t.options).String(),
			Rule: strings.Join(t.ruleNames(), ", "), Source: strings.Join(t.ruleSources(), "; "), Rules: list, Remainder: t.Remainder, Note: t.Note,
		})
	}
	return out
}

func formOf(n ast.Node, s sheet, counter *counts, o Options) formJSON {
	return formJSON{
		Plain: s.Plain(n), LaTeX: s.LaTeX(n, o.unicode()), Text: s.Text(n, o.unicode()),
		Nodes: counter.Nodes(n), DagNodes: counter.dag.Of(n),
	}
}

func conditionsJSON(all []rules.Condition, s sheet) []string {
	out := []string{}
	for _, c := range all {
		out = append(out, c.Print(inSheet(s.Plain, notation.Plain)))
	}
	return out
}

// axes are the sizes of the array that the derivative is: of the expression as it is printed, or,
// where that is a map, of the value and then of each variable.
func axes(a *derive.Answer, r *derive.Result) []string {
	if r.Kind != derive.Map {
		return sizes(r.Laid.Shape())
	}
	out := sizes(a.Value.Shape())
	for _, v := range r.Variables {
		out = append(out, sizes(v.Shape())...)
	}
	return out
}

// sizes are the sizes of the axes of a shape: none of a scalar, one of a vector.
func sizes(s ast.Shape) []string {
	return [][]string{{}, {s.Rows.String()}, {s.Rows.String(), s.Cols.String()}}[s.Axes()]
}
