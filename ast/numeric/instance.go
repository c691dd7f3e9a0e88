package numeric

import (
	"fmt"
	"maps"
	"math"

	"matcalc/ast"
)

// An Instance gives the names of expressions their values: sizes to dimensions, arrays to symbols,
// functions to unknown functions. Names count, not nodes, so expressions of several tables can be
// evaluated on one Instance. It keeps the values of what was evaluated, and is not safe for
// concurrent use.
type Instance struct {
	sizes      map[string]int
	values     map[string]ast.Array
	instead    map[string]ast.Array // values that With put in the place of others
	directions map[string]ast.Array // of the differentials of symbols
	still      bool                 // symbols without a direction do not move
	functions  map[string]*smooth
	manner     map[string]manner // how unknown functions are drawn
	seed       uint64

	memo    *ast.Map[ast.Array]
	settled *settled
	dims    map[ast.Dim]int
	room    *room     // of the arrays of its plans, of those of variations, and of others from its source
	spent   *int      // steps of all evaluations, of variations too
	work    *int      // the same, and of what came before; see [Options]
	parent  *Instance // what With started from
	changed string    // the symbol whose value differs from that in parent
}

// New makes an instance with these sizes of dimensions and values of symbols. The seed determines
// the unknown functions, and the directions that stand for differentials.
func New(sizes map[string]int, values map[string]ast.Array, seed uint64) *Instance {
	return &Instance{
		sizes: sizes, values: values, seed: seed,
		directions: map[string]ast.Array{}, functions: map[string]*smooth{}, manner: map[string]manner{},
		memo: &ast.Map[ast.Array]{}, dims: map[ast.Dim]int{}, room: &room{}, spent: new(int), work: new(int),
	}
}

// Spent is the number of steps that the evaluations on the instance and its variations took.
func (in *Instance) Spent() int { return *in.spent }

// With is a variation of the instance in which one symbol has another value. What does not depend
// on the symbol is not evaluated again.
func (in *Instance) With(symbol string, value ast.Array) *Instance {
	out := *in
	out.instead = make(map[string]ast.Array, len(in.instead)+1)
	maps.Copy(out.instead, in.instead)
	out.instead[symbol] = value
	out.memo = &ast.Map[ast.Array]{}
	out.parent, out.changed = in, symbol
	if in.settled != nil && !in.settled.local[symbol] {
		out.settled = nil
	}
	return &out
}

// WithAll is a variation of the instance in which several symbols have other values; all is evaluated again.
func (in *Instance) WithAll(values map[string]ast.Array) *Instance {
	out := *in
	out.instead = maps.Clone(in.instead)
	if out.instead == nil {
		out.instead = map[string]ast.Array{}
	}
	maps.Copy(out.instead, values)
	out.memo, out.parent, out.settled = &ast.Map[ast.Array]{}, nil, nil
	return &out
}

// Value gives the array of a symbol.
func (in *Instance) Value(symbol string) (ast.Array, bool) {
	if v, ok := in.instead[symbol]; ok {
		return v, true
	}
	v, ok := in.values[symbol]
	return v, ok
}

// Sizes lists the sizes of the dimensions.
func (in *Instance) Sizes() map[string]int { return in.sizes }

// SetDirection fixes the value of the differential of a symbol, d(X).
func (in *Instance) SetDirection(symbol string, value ast.Array) { in.directions[symbol] = value }

// Along is a variation of the instance in which d(X) is the given array for each symbol X in
// directions, and zero for all others.
func (in *Instance) Along(directions map[string]ast.Array) *Instance {
	out := *in
	out.directions, out.still = maps.Clone(directions), true
	out.memo, out.parent, out.settled = &ast.Map[ast.Array]{}, nil, nil
	return &out
}

// Size is the value of a dimension, at least 1.
func (in *Instance) Size(d ast.Dim) (int, error) {
	if n, ok := in.dims[d]; ok {
		return n, nil
	}
	n, err := d.Eval(func(name string) (int, bool) { n, ok := in.sizes[name]; return n, ok })
	if err == nil && n < 1 {
		err = fmt.Errorf("the dimension %s is %d", d, n)
	}
	if err == nil {
		in.dims[d] = n
	}
	return n, err
}

// shape gives the sizes of an array of shape s.
func (in *Instance) shape(s ast.Shape) (rows, cols int, err error) {
	if rows, err = in.Size(s.Rows); err == nil {
		cols, err = in.Size(s.Cols)
	}
	return rows, cols, err
}

// Eval is the value of n. Where it is not defined the entries are NaN or infinite; an error says
// why there is no array at all: a name without a value, an index out of range, a size too large.
func (in *Instance) Eval(n ast.Node) (ast.Array, error) {
	if v, ok := in.memo.Get(n); ok {
		return v, nil
	}
	all, err := in.EvalAll(n)
	if err != nil {
		return ast.Array{}, err
	}
	return all[0], nil
}

// EvalAll gives the values of all roots; what they share is evaluated once.
func (in *Instance) EvalAll(roots ...ast.Node) ([]ast.Array, error) {
	p, err := in.compile(nil, roots)
	if err != nil {
		return nil, err
	}
	if err := p.evaluate(p.main.ops); err != nil {
		return nil, err
	}
	in.remember(p.main.ops)
	out := make([]ast.Array, len(roots))
	for i := range roots {
		out[i] = *p.roots[i]
	}
	return out, nil
}

// remember keeps the values of operations.
func (in *Instance) remember(ops []op) {
	in.memo.Reserve(len(ops))
	for _, o := range ops {
		in.memo.Set(o.node, *o.out)
	}
}

// remembered is the value of n from an earlier evaluation.
func (in *Instance) remembered(n ast.Node, depends func(ast.Node, string) bool) (ast.Array, bool) {
	for at := in; at != nil; at = at.parent {
		if v, ok := at.memo.Get(n); ok {
			return v, true
		}
		if at.parent != nil && depends(n, at.changed) {
			break
		}
	}
	return ast.Array{}, false
}

// IsFinite reports whether all entries of a are finite numbers.
func IsFinite(a ast.Array) bool {
	for _, v := range a.Data {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
