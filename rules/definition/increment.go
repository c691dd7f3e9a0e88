package definition

import (
	"slices"

	"matcalc/ast"
	"matcalc/rules/operation"
)

// An increment is what a node n grows by when the variable moves: n(X+H) is n with the linear terms
// added, and the higher ones where they are known, which makes it exact; else o(‖H‖) is missing.
type increment struct {
	linear, higher []ast.Node
	exact          bool
}

// all lists what is to be added to the node.
func (i increment) all() []ast.Node { return append(append([]ast.Node{}, i.linear...), i.higher...) }

// A sweep goes forwards over the graph of f once and finds the increment of each node that depends
// on x, which moves by dir. The layer of a node counts the functions on the way from x to it: what
// is in layer 0 is multiplied out, and each further layer is expanded in what is below it.
type sweep struct {
	t      *ast.Table
	f      ast.Node
	x, dir ast.Node
	nodes  []ast.Node // arguments first
	active *ast.Set
	met    []ast.Node // the active nodes, but for norms that are squared
	of     ast.Map[increment]
	layer  ast.Map[int]
	cut    ast.Map[bool] // polynomials with too many terms to be multiplied out
	tidy   func(ast.Node) ast.Node
	all    bool // tidy all terms, not only those with columns of derivatives
}

// newSweep sweeps over f. tidy simplifies the terms of increments: all of them, or those in which
// derivatives of Jacobians stand column by column.
func newSweep(t *ast.Table, f, x, dir ast.Node, tidy func(ast.Node) ast.Node, all bool) (*sweep, error) {
	s := &sweep{t: t, f: f, x: x, dir: dir, nodes: ast.Topo(f), tidy: tidy, all: all}
	s.active = ast.DependsOn(s.nodes, x)
	for _, n := range s.nodes {
		switch {
		case n == x:
			s.of.Set(n, increment{linear: []ast.Node{dir}, exact: true})
		case s.active.Has(n):
			if err := s.add(n); err != nil {
				return nil, err
			}
		}
	}
	s.met = s.meet()
	return s, nil
}

// meet lists the active nodes that are met when norm(u)^2 is taken as a function of u.
func (s *sweep) meet() []ast.Node {
	var met ast.Map[bool]
	met.Set(s.f, s.active.Has(s.f))
	var out []ast.Node
	for _, n := range slices.Backward(s.nodes) {
		if !met.Of(n) {
			continue
		}
		out = append(out, n)
		if u, ok := operation.Square(n); ok {
			met.Set(u, s.active.Has(u))
			continue
		}
		for _, a := range n.Args() {
			met.Set(a, s.active.Has(a))
		}
	}
	slices.Reverse(out)
	return out
}

// maxTerms bounds the terms of second and higher order up to which products are multiplied out
// exactly; maxLinear bounds the linear terms that are kept apart from one another.
const (
	maxTerms  = 3
	maxLinear = 8
)

// add finds the increment and the layer of n from those of its arguments.
func (s *sweep) add(n ast.Node) error {
	for _, a := range n.Args() {
		s.layer.Set(n, max(s.layer.Of(n), s.layer.Of(a)))
	}
	if u, ok := operation.Square(n); ok {
		s.layer.Set(n, s.layer.Of(u)+1)
	} else if s.curved(n) {
		*s.layer.At(n)++
	}
	i, ok, err := s.exactly(n)
	if err != nil {
		return err
	}
	if ok && len(i.higher) <= maxTerms {
		i.exact = true
		s.of.Set(n, s.tidied(n, s.joined(i)))
		return nil
	}
	if !ok && s.isImage(n) {
		i, _, err := s.image(n)
		s.of.Set(n, s.tidied(n, i))
		return err
	}
	d := make([]ast.Node, len(n.Args()))
	for k, a := range n.Args() {
		if s.active.Has(a) {
			d[k] = s.sum(s.of.Of(a).linear, a.Shape())
		}
	}
	dn, err := operation.Differential(s.t, n, d)
	if err != nil {
		return err
	}
	s.of.Set(n, s.tidied(n, increment{linear: []ast.Node{dn}}))
	s.cut.Set(n, ok)
	if ok && s.layer.Of(n) == 0 {
		s.layer.Set(n, 1)
	}
	return nil
}

// joined makes many linear terms one.
func (s *sweep) joined(i increment) increment {
	if len(i.linear) > maxLinear {
		i.linear = []ast.Node{s.t.Add(i.linear...)}
	}
	return i
}

// tidied simplifies the terms of the increment of n where they are to be.
func (s *sweep) tidied(n ast.Node, i increment) increment {
	_, product := n.(*ast.Mul)
	if s.all || product && slices.ContainsFunc(n.Args(), s.inColumns) {
		for _, terms := range [][]ast.Node{i.linear, i.higher} {
			for k := range terms {
				terms[k] = s.tidy(terms[k])
			}
		}
	}
	return i
}

func (s *sweep) sum(terms []ast.Node, shape ast.Shape) ast.Node {
	if len(terms) == 0 {
		return s.t.Zeros(shape)
	}
	return s.t.Add(terms...)
}

// inColumns reports whether n is a Jacobian or a Hessian of an unknown function that moves: the
// increment is then a sum over its columns.
func (s *sweep) inColumns(n ast.Node) bool {
	a, ok := n.(*ast.Apply)
	return ok && s.active.Has(n) && (a.Form == ast.Jacobian || a.Form == ast.Hessian)
}
