package claim

import (
	"fmt"
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// Points is the number of points at which a claim is compared unless the request says more or less.
const Points = 5

// Check derives and judges the claims. Mistakes in the expression and in the claims are *ast.Error; with those in
// claims the answer has the derivatives and no judgement. A claim that is wrong is no error, its verdict says so.
func Check(req Request) (_ *Answer, err error) {
	defer ast.Recover(&err)
	options := verify.Options{}
	if req.Verify != nil {
		options = *req.Verify
	}
	req.Mode, req.Verify = derive.Diff, &options
	req.Request.Forms = derive.Forms
	if req.Form != "" {
		req.Request.Forms = []string{req.Form}
	}
	answer, err := derive.Derive(req.Request)
	if err != nil {
		return nil, err
	}
	if len(req.Claims) != len(answer.Results) {
		return nil, countError(answer, len(req.Claims))
	}
	out := &Answer{Answer: answer, Shown: answer}
	for i, text := range req.Claims {
		j := newJudge(answer, &answer.Results[i], req.Form, withDefaults(options))
		judgement, err := j.judge(text)
		if err != nil {
			return &Answer{Answer: answer, Shown: answer}, err
		}
		out.Judgements = append(out.Judgements, *judgement)
	}
	return out, out.show(req)
}

// show derives once more, line by line, in the form of the first claim that is not right, or of the first one
// where the lines are asked for.
func (a *Answer) show(req Request) error {
	shown := slices.IndexFunc(a.Judgements, func(j Judgement) bool { return j.Verdict != Undecided && !j.OK() })
	if shown < 0 && req.Request.Steps {
		shown = 0
	}
	a.Form = a.Judgements[max(shown, 0)].Form
	if a.Form == "" {
		a.Form = derive.DifferentialForm
	}
	if req.Form != "" {
		a.Form = req.Form
	}
	if shown < 0 || req.NoSteps {
		return nil
	}
	req.Request.Steps, req.Request.Forms, req.Verify = true, []string{a.Form}, nil
	var err error
	a.Shown, err = derive.Derive(req.Request)
	if err == nil {
		for i := range a.Shown.Results {
			a.Shown.Results[i].Verdict = a.Results[i].Verdict
		}
	}
	return err
}

// A CountError says that there are not as many claims as derivatives: an argument is missing, or one too many.
type CountError struct{ Message, Hint string }

func (e *CountError) Error() string { return e.Message }

// countError tells that there are not as many claims as results.
func countError(a *derive.Answer, claims int) error {
	var by []string
	for _, r := range a.Results {
		by = append(by, strings.Join(r.Wrt, " and "))
	}
	thing := "claims"
	if claims == 1 {
		thing = "claim"
	}
	return &CountError{fmt.Sprintf("there are %d derivatives, by %s, and %d %s", len(by), strings.Join(by, ", by "), claims, thing),
		"write --claim once for each, in this order"}
}

// aliasNames lists the names by which a claim can call the directions: of the first order, then the second.
var aliasNames = [][]string{{"d_%s", "d%s", "H"}, {"d2_%s", "K"}}

// newJudge prepares the judgement of claims on one result.
func newJudge(a *derive.Answer, r *derive.Result, form string, o verify.Options) *judge {
	j := &judge{answer: a, result: r, t: a.Table, form: form, options: o, aliases: map[ast.Node]ast.Node{}, given: map[*ast.Symbol]bool{}}
	j.turned = a.Layout == derive.Numerator && r.Kind == derive.Gradient ||
		a.Layout == derive.Denominator && (r.Kind == derive.Jacobian || r.Kind == derive.Derivative)
	if d := r.Forms[derive.IndexForm]; d != nil {
		j.indices = d.Indices
	}
	for _, n := range ast.Topo(append([]ast.Node{a.Value}, r.Variables...)...) {
		if s, ok := n.(*ast.Symbol); ok && s.Kind == ast.Index {
			j.given[s] = true
		}
	}
	for i, v := range r.Variables {
		x := symbolOf(v)
		names := [][]string{}
		if i < len(aliasNames) {
			names = [][]string{aliasNames[i], freshNames(r, i)}
		}
		var dir ast.Node
		if r.Kind == derive.Map {
			dir = r.Directions[i]
		}
		j.dirs = append(j.dirs, dir)
		j.call(i, x, v.Shape(), names)
		if j.dirs[i] == nil {
			j.dirs[i] = j.t.Fresh(ast.Variable, v.Shape(), "d_"+x.Name)
		}
	}
	var applied ast.Node
	if r.Kind == derive.Map {
		applied = r.Derivative
	} else {
		applied = derive.ApplyArray(j.t, r.Derivative, a.Value.Shape(), j.dirs)
	}
	j.truth = reading{applied: applied}
	return j
}

// freshNames are those by which the result itself calls the direction of one order where the input uses the usual ones.
func freshNames(r *derive.Result, i int) []string {
	var names []string
	if r.Kind == derive.Map {
		names = append(names, symbolOf(r.Directions[i]).Name)
	}
	if d := r.Forms[derive.DefinitionForm]; d != nil && i < len(d.Directions) {
		names = append(names, d.Directions[i].Name)
	}
	return names
}

// call gives the direction of one order the names that the input leaves free.
func (j *judge) call(i int, x *ast.Symbol, shape ast.Shape, names [][]string) {
	for _, list := range names {
		for _, pattern := range list {
			name := pattern
			if strings.Contains(pattern, "%s") {
				name = fmt.Sprintf(pattern, x.Name)
			}
			s := j.t.Lookup(name)
			switch {
			case s != nil && s == j.dirs[i]:
			case s == nil && !j.t.Taken(name):
				if j.answer.Parsed.Declare(ast.Declaration{Name: name, Kind: ast.DeclaredVariable, Shape: shape}) != nil {
					continue // the input has the name for something else
				}
			case s == nil || s.Kind != ast.Variable || s.Shape() != shape || j.declared(name):
				continue
			}
			s = j.t.Symbol(name, ast.Variable, shape, ast.Unstructured)
			if j.dirs[i] == nil {
				j.dirs[i] = s
			}
			j.aliases[s] = j.dirs[i]
			j.called = append(j.called, name)
		}
	}
}

// declared reports whether the input has the name.
func (j *judge) declared(name string) bool {
	for _, d := range j.answer.Parsed.Declarations {
		if d.Name == name {
			return true
		}
	}
	return false
}

// aliasNames names the first direction, for messages.
func (j *judge) aliasNames() string { return strings.Join(j.called, " or ") }

// symbolOf is the symbol that a variable is, or is an entry of.
func symbolOf(v ast.Node) *ast.Symbol {
	if e, ok := v.(*ast.Entry); ok {
		v = e.Arg()
	}
	return v.(*ast.Symbol)
}

// parse reads a claim with the names of the expression.
func (j *judge) parse(text string) (ast.Node, []string, error) {
	var shapes []ast.Shape
	if d := j.result.Laid; j.result.Kind != derive.Map {
		shapes = append(shapes, d.Shape(), d.Shape().T())
	} else {
		s := j.answer.Value.Shape()
		shapes = append(shapes, s, s.T())
	}
	vec := j.vecShape(j.half())
	shapes = append(shapes, vec, vec.T())
	return j.answer.Parsed.ParseClaim(text, shapes...)
}
