package numeric

import (
	"hash/fnv"
	"math/rand/v2"

	"matcalc/ast"
)

// differential is d(X): for a symbol a fixed direction, for an expression its derivative in the
// directions of all symbols in it, by finite differences. The differential of a differential of a
// symbol is 0.
func (p *plan) differential(at *program, n *ast.Differential, out *ast.Array) (func() error, error) {
	if s, ok := n.Arg().(*ast.Symbol); ok {
		if s.Kind == ast.Variable {
			copy(out.Data, p.in.direction(s, out).Data)
		}
		return nothing, nil
	}
	nodes := ast.Topo(n.Arg())
	step := Step{}
	for _, m := range nodes {
		s, ok := m.(*ast.Symbol)
		if !ok || s.Kind != ast.Variable || !outside(n.Arg(), s) {
			continue
		}
		v, ok := p.in.values[s.Name]
		if ok {
			step[s.Name] = p.in.direction(s, &v)
		}
	}
	return func() error {
		d, _, err := p.here(at).Difference(n.Arg(), 0, step)
		if err == nil {
			copy(out.Data, d.Data)
		}
		return err
	}, nil
}

// outside reports whether s occurs in n other than in a differential of s itself, whose direction
// is constant.
func outside(n ast.Node, s *ast.Symbol) bool {
	for _, m := range ast.Topo(n) {
		if d, ok := m.(*ast.Differential); ok && d.Arg() == s {
			continue
		}
		for _, a := range m.Args() {
			if a == s {
				return true
			}
		}
	}
	return n == s
}

// here is the instance with the present values of moving symbols and of the indices of sums.
func (p *plan) here(at *program) *Instance {
	in := p.in
	for name, slot := range p.moving {
		in = in.With(name, *slot)
	}
	for ; at.parent != nil; at = at.parent {
		in = in.With(at.index.Name, *at.slots[at.index])
	}
	return in
}

// direction is the value of the differential of a symbol, within its structure.
func (in *Instance) direction(s *ast.Symbol, like *ast.Array) ast.Array {
	if d, ok := in.directions[s.Name]; ok {
		return d
	}
	h := fnv.New64a()
	h.Write([]byte("d " + s.Name))
	d := drawDirection(rand.New(rand.NewPCG(in.seed, h.Sum64())), s.Structure, like.Rows, like.Cols)
	in.directions[s.Name] = d
	return d
}
