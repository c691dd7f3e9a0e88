package render

import (
	"math"
	"strconv"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules/claim"
)

// The object of judged claims.
type (
	checkedObject struct {
		Input        string            `json:"input"`
		Order        int               `json:"order"`
		Layout       string            `json:"layout"`
		Declarations []declarationJSON `json:"declarations"`
		Notes        []string          `json:"notes"`
		OK           *bool             `json:"ok"` // null where a claim is not decided and none is wrong
		Shared       []sharedJSON      `json:"shared"`
		Results      []judgementJSON   `json:"results"`
	}
	judgementJSON struct {
		resultJSON
		Claim            claimJSON     `json:"claim"`
		Verdict          string        `json:"verdict"`
		OK               *bool         `json:"ok"`
		Message          string        `json:"message"`
		Advice           []string      `json:"advice"`
		Form             string        `json:"form"`
		Transposed       bool          `json:"transposed"`
		Factor           *factorJSON   `json:"factor"`
		OnlyIf           []string      `json:"only_if"`
		Convention       string        `json:"convention,omitempty"`
		Mendings         []mendingJSON `json:"mendings"`
		Points           int           `json:"points"`
		MaxRelativeError *float64      `json:"max_relative_error"`
		Counterexample   *counterJSON  `json:"counterexample"`
	}
	claimJSON struct {
		Input string `json:"input"`
		Plain string `json:"plain"`
		LaTeX string `json:"latex"`
		Text  string `json:"text"`
		// Shape is that of the claim as it is written.
		Shape []string `json:"shape"`
	}
	factorJSON struct {
		Plain string   `json:"plain"`
		Value *float64 `json:"value"` // null where it is no number
	}
	mendingJSON struct {
		Kind string `json:"kind"`
		Part string `json:"part"`
		By   string `json:"by,omitempty"`
	}
	counterJSON struct {
		Sizes            map[string]int       `json:"sizes"`
		Values           map[string][]rowJSON `json:"values"`
		Functions        []string             `json:"functions"`
		Entry            []int                `json:"entry"`
		Claimed          *float64             `json:"claimed"`
		Derivative       *float64             `json:"derivative"`
		FiniteDifference *float64             `json:"finite_difference"`
	}
	rowJSON []float64
)

// checkedJSON writes one object.
func checkedJSON(a *claim.Answer, o Options) (string, error) {
	shown := a.Shown
	if shown.Steps && o.Steps == "" {
		o.Steps = YesSteps
	}
	s := newSheet(shown, o)
	doc := checkedObject{
		Input: a.Input, Order: a.Order, Layout: string(a.Layout), Declarations: declarationsJSON(a.Parsed.Declarations),
		Notes: append(append([]string{}, a.Notes...), claimNotes(a)...), Shared: shared(s, o.unicode()),
	}
	counter := newCounts(shown, o)
	ok, decided := true, true
	for i := range a.Judgements {
		j := &a.Judgements[i]
		out := judgementOf(a, i, o)
		out.resultJSON = result(shown, &shown.Results[i], s, counter, o)
		ok = ok && (j.OK() || j.Verdict == claim.Undecided)
		decided = decided && j.Verdict != claim.Undecided
		doc.Results = append(doc.Results, out)
	}
	if decided || !ok {
		doc.OK = &ok
	}
	return encode(doc)
}

// judgementOf is the object of one judgement, without the derivative.
func judgementOf(a *claim.Answer, i int, o Options) judgementJSON {
	j := &a.Judgements[i]
	w := wording{print: notation.Plain, size: func(n ast.Node) string { return n.Shape().String() }}
	out := judgementJSON{
		Claim:   claimJSON{j.Text, notation.Plain(j.Node), notation.LaTeX(j.Node, o.unicode()), notation.Text(j.Node, o.unicode()), sizes(j.Node.Shape())},
		Verdict: string(j.Verdict), Message: w.verdict(a.Answer, j, &a.Results[i]), Advice: append([]string{}, w.advice(a.Answer, j, &a.Results[i])...),
		Form: j.Form, Transposed: j.Transposed, OnlyIf: []string{}, Convention: j.Convention, Mendings: []mendingJSON{}, Points: j.Points,
	}
	if j.Verdict != claim.Undecided {
		ok := j.OK()
		out.OK = &ok
	}
	if j.OK() {
		out.MaxRelativeError = finiteNumber(j.MaxRelativeError)
	}
	if j.Factor != nil {
		out.Factor = &factorJSON{Plain: notation.Plain(j.Factor)}
		if n, ok := j.Factor.(*ast.Number); ok {
			out.Factor.Value = finiteNumber(n.Value.Float())
		}
	}
	for _, c := range j.Conditions {
		out.OnlyIf = append(out.OnlyIf, c.Print(notation.Plain))
	}
	for _, m := range j.Mendings {
		by := ""
		if m.By != nil {
			by = notation.Plain(m.By)
		}
		out.Mendings = append(out.Mendings, mendingJSON{string(m.Kind), notation.Plain(m.Part), by})
	}
	if c := j.Counterexample; c != nil {
		out.Counterexample = counterOf(c)
	}
	return out
}

// counterOf is the object of a counter-example; arrays are lists of rows.
func counterOf(c *claim.Counterexample) *counterJSON {
	out := &counterJSON{
		Sizes: map[string]int{}, Values: map[string][]rowJSON{}, Functions: append([]string{}, c.Functions...), Entry: append([]int{}, c.Entry...),
		Claimed: shortNumber(c.Claimed), Derivative: shortNumber(c.Derivative), FiniteDifference: shortNumber(c.Difference),
	}
	for _, s := range c.Sizes {
		out.Sizes[s.Name] = s.Size
	}
	for _, v := range c.Values {
		rows := []rowJSON{}
		for i := range v.Array.Rows {
			rows = append(rows, v.Array.Data[i*v.Array.Cols:(i+1)*v.Array.Cols])
		}
		out.Values[v.Name] = rows
	}
	return out
}

// shortNumber is x with nine digits, which are those that a finite difference has.
func shortNumber(x float64) *float64 {
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 9, 64), 64); err == nil {
		x = rounded
	}
	return finiteNumber(x)
}

// finiteNumber is x, or null where JSON has no number for it.
func finiteNumber(x float64) *float64 {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return nil
	}
	return &x
}
