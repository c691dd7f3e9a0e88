package derive

import (
	"fmt"
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/rules"
	"matcalc/rules/differential"
	"matcalc/rules/operation"
	"matcalc/rules/verify"
	"matcalc/simplify"
)

// Derive answers a request. Mistakes in the input are *ast.Error; a result that fails its check is
// no error, its verdict says so. What is more than the budget of the request is an *ast.Error of kind
// timeout or limit.
func Derive(req Request) (_ *Answer, err error) {
	defer ast.Recover(&err)
	if err := req.complete(); err != nil {
		return nil, err
	}
	in, err := parse(req)
	if err != nil {
		return nil, err
	}
	vars, err := variables(in, req.Wrt)
	if err != nil {
		return nil, err
	}
	large := ""
	if req.FormsUpTo > 0 && len(req.Forms) > 0 {
		if parts := len(ast.Topo(in.Expr)); parts > req.FormsUpTo {
			req.Forms = nil
			large = fmt.Sprintf("the expression has %d parts, so only the differential form is derived; --form all has every form", parts)
		}
	}
	d := newDeriver(req, in, in.Table, in.Expr)
	d.vars = vars
	answer := &Answer{Request: req, Parsed: in, Table: in.Table, Value: in.Expr, Variables: len(vars), Notes: d.notes(vars), Names: names(in), simplifier: d.simplifier}
	if large != "" {
		answer.Notes = append(answer.Notes, large)
	}
	answer.Results, err = d.results(sequences(vars, req.Order))
	if err != nil {
		return nil, err
	}
	answer.Stops, answer.Conditions = d.simplifier.Stops(), d.together
	return answer, nil
}

// results differentiates by each sequence of variables, and checks all results together.
func (d *deriver) results(sequences [][]variable) ([]Result, error) {
	out := make([]Result, len(sequences))
	claims := make([]verify.Claim, len(sequences))
	for i, wrt := range sequences {
		r, claim, err := d.derive(wrt)
		if err != nil {
			return nil, err
		}
		out[i], claims[i] = *r, claim
	}
	each, together := d.conditions(sequences, out)
	for i, c := range each {
		out[i].Conditions = c
	}
	d.together = together
	if d.Verify != nil {
		for i, v := range verify.RunAll(claims, *d.Verify) {
			out[i].Verdict = v
		}
	}
	return out, nil
}

// conditions lists for each result where it holds, and where all of them do.
func (d *deriver) conditions(sequences [][]variable, results []Result) (each [][]rules.Condition, together []rules.Condition) {
	f := differential.Expression{Node: d.given}
	if d.in != nil {
		f.Cancelled = d.in.Cancelled
	}
	questions := make([]differential.Question, len(results))
	for i, wrt := range sequences {
		questions[i].Derivative = results[i].Derivative
		for _, v := range wrt {
			questions[i].By = append(questions[i].By, v.symbol)
		}
	}
	order := d.Order
	if d.Mode == HVP {
		order = 2
	}
	return differential.Conditions(d.t, f, order, questions...)
}

// parse reads the input. A name bound by = that is a variable of the request is held free, and an
// orthogonal variable is no longer taken to be orthogonal, since it leaves their manifold.
func parse(req Request) (*parser.Input, error) {
	opts := parser.Options{Let: req.Let, Limits: req.Limits, Budget: req.Budget}
	in, err := parser.Parse(req.Input, opts)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, p := range splitList(req.Wrt) {
		names = append(names, p.text)
	}
	if len(names) == 0 {
		if v, err := only(in); err == nil {
			names = []string{v[0].text}
		}
	}
	bound := map[string]bool{}
	for _, b := range in.Bound {
		bound[b.Name] = true
	}
	for _, name := range names {
		name, _, _ = strings.Cut(name, "[")
		name = parser.Canonical(strings.TrimSpace(name))
		if bound[name] {
			opts.Free = append(opts.Free, name)
		}
		if s := in.Table.Lookup(name); s != nil && s.Structure == ast.Orthogonal {
			opts.Loose = append(opts.Loose, name)
		}
	}
	if len(opts.Free)+len(opts.Loose) == 0 {
		return in, nil
	}
	return parser.Parse(req.Input, opts)
}

// sequences lists the variables to differentiate by, one after the other: each variable order
// times, or for the second order of several variables every pair.
func sequences(vars []variable, order int) [][]variable {
	var out [][]variable
	if order == 2 && len(vars) > 1 {
		for _, v := range vars {
			for _, w := range vars {
				out = append(out, []variable{v, w})
			}
		}
		return out
	}
	for _, v := range vars {
		out = append(out, slices.Repeat([]variable{v}, order))
	}
	return out
}

// A deriver answers one request.
type deriver struct {
	Request
	in          *parser.Input
	t           *ast.Table
	given       ast.Node // the expression
	f           ast.Node // the expression, simplified
	vars        []variable
	together    []rules.Condition // of all results
	simplifier  *simplify.Simplifier
	engines     map[string]engine // of the forms that were needed so far
	orthogonals map[string]bool   // what is declared to be an orthogonal matrix
	// gradients holds those of f by each of the variables, once they are needed.
	gradients map[ast.Node]ast.Node
	// directions holds the directions and the cotangent by name and shape.
	directions map[string]*ast.Symbol
}

func newDeriver(req Request, in *parser.Input, t *ast.Table, f ast.Node) *deriver {
	d := &deriver{Request: req, in: in, t: t, given: f, simplifier: simplify.New(t), engines: map[string]engine{}}
	d.f = d.simplifier.Simplify(f)
	d.t.KeepRanges(d.f)
	return d
}

func (d *deriver) notes(vars []variable) []string {
	notes := slices.Clone(d.in.Notes)
	var occurs ast.Set
	for _, n := range ast.Topo(d.in.Expr) {
		if len(n.Args()) == 0 {
			occurs.Add(n)
		}
	}
	for _, v := range vars {
		if !occurs.Has(v.symbol) {
			notes = append(notes, fmt.Sprintf("the expression does not depend on %s, so the derivative is zero", v.symbol.Name))
		}
	}
	return notes
}

// derive differentiates by the variables in wrt, one after the other, and tells what has to be checked.
func (d *deriver) derive(wrt []variable) (*Result, verify.Claim, error) {
	r := &Result{Forms: map[string]*rules.Derivation{DifferentialForm: {}}}
	for _, v := range wrt {
		r.Wrt = append(r.Wrt, v.text)
		r.Variables = append(r.Variables, v.node())
	}
	var checks []verify.Check
	var err error
	switch d.Mode {
	case JVP, VJP, HVP:
		checks, err = d.product(r, wrt[0])
	default:
		if checks, err = d.diff(r, wrt); err == nil {
			err = d.forms(r, wrt)
		}
	}
	if err != nil {
		return nil, verify.Claim{}, err
	}
	r.Forms[DifferentialForm].Result = r.Derivative
	if d.Steps {
		for _, f := range r.Forms {
			d.explain(f)
		}
	}
	for i := range checks {
		if checks[i].Value == d.f { // the check is of what was given, not of what it became
			checks[i].Value = d.given
		}
	}
	claim := verify.Claim{Checks: checks}
	if d.Verify != nil {
		claim.Agreement = d.agreement(r, wrt)
	}
	return r, claim, nil
}

// diff is the derivative by wrt[0], then by wrt[1], and so on, as an array where it has at most two
// axes, else as a map in directions.
func (d *deriver) diff(r *Result, wrt []variable) ([]verify.Check, error) {
	var checks []verify.Check
	current := d.f
	for i, v := range wrt {
		next, kind, dir, err := d.step(current, v, i, r.Directions)
		if err != nil {
			return nil, err
		}
		if kind == Map && len(r.Directions) < i {
			return d.maps(r, wrt)
		}
		if dir != nil {
			r.Directions = append(r.Directions, dir)
		}
		checks = append(checks, verify.Check{Value: current, Derivative: next, Symbol: v.symbol, Entry: v.entry, Direction: dir})
		current, r.Kind = next, kind
	}
	if len(wrt) == 2 && r.Kind == Jacobian && d.f.Shape().IsScalar() {
		r.Kind = Hessian
	}
	r.Derivative, r.Laid = current, d.lay(current, r.Kind)
	if err := d.differentialLines(r, wrt, checks); err != nil {
		return nil, err
	}
	if r.Kind == Gradient && d.orthogonal(wrt[0].symbol) {
		r.Riemannian = d.simplifier.Simplify(differential.Riemannian(d.t, wrt[0].symbol, current))
	}
	return checks, nil
}

// maps is diff where an array would have more than two axes: the k-th derivative is linear in each
// of k directions.
func (d *deriver) maps(r *Result, wrt []variable) ([]verify.Check, error) {
	var checks []verify.Check
	current := d.f
	r.Directions, r.Kind = nil, Map
	for i, v := range wrt {
		dir := d.direction(v, i)
		next, err := operation.Tangent(d.t, current, []ast.Node{v.symbol}, []ast.Node{d.moved(v, dir)})
		if err != nil {
			return nil, err
		}
		next = d.simplifier.Simplify(next)
		checks = append(checks, verify.Check{Value: current, Derivative: next, Symbol: v.symbol, Entry: v.entry, Direction: dir})
		r.Directions = append(r.Directions, dir)
		current = next
	}
	r.Derivative, r.Laid = current, current
	return checks, d.differentialLines(r, wrt, checks)
}

// direction is the symbol d_X, for the second order d2_X, in which a map is linear.
func (d *deriver) direction(v variable, i int) *ast.Symbol {
	name := "d_" + v.symbol.Name
	if i > 0 {
		name = fmt.Sprintf("d%d_%s", i+1, v.symbol.Name)
	}
	return d.fresh(name, v.node().Shape())
}

// fresh is the symbol of that name and shape, or of one like it that the input does not use: the
// same for all results.
func (d *deriver) fresh(name string, shape ast.Shape) *ast.Symbol {
	key := name + " " + shape.String()
	if d.directions[key] == nil {
		if d.directions == nil {
			d.directions = map[string]*ast.Symbol{}
		}
		d.directions[key] = d.t.Fresh(ast.Variable, shape, name)
	}
	return d.directions[key]
}

// moved is what the symbol of v moves by when v moves by dir.
func (d *deriver) moved(v variable, dir ast.Node) ast.Node {
	return operation.Moved(d.t, v.rule(), dir)
}

// step is one derivative of f by v; dir is the direction where it is a map.
func (d *deriver) step(f ast.Node, v variable, i int, dirs []*ast.Symbol) (out ast.Node, kind Kind, dir *ast.Symbol, err error) {
	x := v.node().Shape()
	switch {
	case len(dirs) > 0 || f.Shape().Axes()+x.Axes() > 2 || f.Shape().IsRow() && !x.IsScalar():
		kind = Map
		dir = d.direction(v, i)
		out, err = operation.Tangent(d.t, f, []ast.Node{v.symbol}, []ast.Node{d.moved(v, dir)})
	case f.Shape().IsScalar() && v.entry != nil:
		kind = Derivative
		if out, err = d.gradient(f, v.symbol); err == nil {
			out = d.t.Entry(d.simplifier.Simplify(out), v.entry.Row, v.entry.Col)
		}
	case f.Shape().IsScalar() && x.IsScalar():
		kind = Derivative
		out, err = d.gradient(f, v.symbol)
	case x.IsScalar():
		kind = Derivative
		out, err = operation.Tangent(d.t, f, []ast.Node{v.symbol}, []ast.Node{d.moved(v, d.t.Int(1))})
	case f.Shape().IsScalar():
		kind = Gradient
		out, err = d.gradient(f, v.symbol)
	default:
		kind = Jacobian
		out, err = differential.Jacobian(d.t, f, v.symbol)
	}
	if err != nil {
		return nil, kind, nil, err
	}
	return d.simplifier.Simplify(out), kind, dir, nil
}

// gradient is the gradient of f by x inside the space of the structure of x. Those of the expression
// by all variables come from one sweep.
func (d *deriver) gradient(f ast.Node, x *ast.Symbol) (ast.Node, error) {
	if g, ok := d.gradients[x]; ok && f == d.f {
		return d.inside(x, g), nil
	}
	targets := []ast.Node{x}
	if f == d.f {
		for _, v := range d.vars {
			if v.symbol != x {
				targets = append(targets, v.symbol)
			}
		}
	}
	gs, err := operation.Adjoints(d.t, f, d.t.Int(1), targets...)
	if err != nil {
		return nil, err
	}
	if f == d.f {
		d.gradients = map[ast.Node]ast.Node{}
		for i, v := range targets {
			d.gradients[v] = gs[i]
		}
	}
	return d.inside(x, gs[0]), nil
}

// inside is the gradient g, simplified, inside the space of the structure of x. A g that is seen to
// be there already before its terms are factored needs no projection.
func (d *deriver) inside(x *ast.Symbol, g ast.Node) ast.Node {
	if g.Shape().IsMatrix() && g.Has(x.Structure.Properties(g.Shape())&^ast.IsPositiveDefinite) && x.Structure != ast.Unstructured {
		return d.simplifier.Simplify(g)
	}
	return d.within(x, d.simplifier.Simplify(g))
}

// orthogonal reports whether x is declared to be an orthogonal matrix.
func (d *deriver) orthogonal(x *ast.Symbol) bool {
	if d.orthogonals == nil {
		d.orthogonals = map[string]bool{}
		if d.in != nil {
			for _, decl := range d.in.Declarations {
				d.orthogonals[decl.Name] = d.orthogonals[decl.Name] || decl.Structure == ast.Orthogonal
			}
		}
	}
	return d.orthogonals[x.Name]
}

// within is the projection of g to the space of the structure of x (Srinivasan and Panda 2023 for
// symmetric matrices: the gradient is (G + G')/2).
func (d *deriver) within(x *ast.Symbol, g ast.Node) ast.Node {
	return operation.Project(d.t, x.Structure, g)
}

// lay puts a derivative into the layout of the request.
func (d *deriver) lay(n ast.Node, kind Kind) ast.Node {
	switch {
	case d.Layout == Numerator && kind == Gradient,
		d.Layout == Denominator && (kind == Jacobian || kind == Derivative):
		return d.simplifier.Simplify(d.t.Transpose(n))
	}
	return n
}
