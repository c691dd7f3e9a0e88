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
	step := Step{}
	for _, s := range movable(n.Arg()) {
		if v, ok := p.in.Value(s.Name); ok && !p.in.rests(s) {
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

// movable lists the variables in n. Those that stand in their own differential alone are not among
// them, since their directions are constant.
func movable(n ast.Node) []*ast.Symbol {
	var out []*ast.Symbol
	var seen ast.Set
	for _, m := range ast.Topo(n) {
		d, differential := m.(*ast.Differential)
		for _, a := range m.Args() {
			s, ok := a.(*ast.Symbol)
			if !ok || s.Kind != ast.Variable || seen.Has(s) || differential && d.Arg() == a {
				continue
			}
			seen.Add(s)
			out = append(out, s)
		}
	}
	return out
}

// here is the instance with the present values of moving symbols and of the indices of sums.
func (p *plan) here(at *program) *Instance {
	in := p.in
	for name, slot := range p.moving {
		in = in.With(name, *slot)
	}
	for ; at.parent != nil; at = at.parent {
		in = in.With(at.index.Name, *at.slots.Of(at.index))
	}
	return in
}

// rests reports whether a symbol has no direction because all that move are told.
func (in *Instance) rests(s *ast.Symbol) bool {
	_, moves := in.directions[s.Name]
	return in.still && !moves
}

// direction is the value of the differential of a symbol, within its structure.
func (in *Instance) direction(s *ast.Symbol, like *ast.Array) ast.Array {
	if d, ok := in.directions[s.Name]; ok {
		return d
	}
	if in.rests(s) {
		return ast.NewArray(like.Rows, like.Cols)
	}
	h := fnv.New64a()
	h.Write([]byte("d " + s.Name))
	d := drawDirection(rand.New(rand.NewPCG(in.seed, h.Sum64())), s.Structure, like.Rows, like.Cols)
	in.directions[s.Name] = d
	return d
}
