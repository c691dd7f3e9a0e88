package rules

import (
	"slices"
	"sync"

	"matcalc/ast"
)

// Rewrite applies a Simplify rule to n: where the left side matches n, or a part of the sum or
// product that n is, it gives n with the right side in its place.
//
// A name of the rule matches any expression whose shape conforms and that has the structure with
// which the rule declares it; in a product it matches a stretch of factors, and a transposed vector
// any row. Factors of Hadamard products and terms of sums match in any order.
func (r *Rule) Rewrite(t *ast.Table, n ast.Node) (ast.Node, bool) {
	form := r.MustForm()
	if !sameHead(form.Left, n) || !mayBePart(form.Left, n) {
		return nil, false
	}
	m := matchers.Get().(*matcher)
	m.t = t
	defer m.release()
	var out ast.Node
	found := m.part(form.Left, n, func(rest func(ast.Node) ast.Node) bool {
		right := form.template()
		var room [8]ast.Node
		args := room[:0]
		for _, s := range right.holes {
			args = append(args, m.valueOf(s.(*ast.Symbol)))
		}
		out = rest(right.InstantiateWith(t, args, m.dims))
		return out != n
	})
	return out, found
}

// template is the right side for the values of the names on the left side; an index that a sum on the right side binds
// stands for nothing.
func (f *Form) template() *Template {
	f.once.Do(func() {
		var holes []ast.Node
		for _, s := range f.Names {
			if ast.Contains(f.Left, s) {
				holes = append(holes, s)
			}
		}
		f.right = NewTemplate(f.Right, holes, nil)
	})
	return f.right
}

// sameHead reports quickly whether a pattern can match n at all.
func sameHead(p, n ast.Node) bool {
	switch p := p.(type) {
	case *ast.Call:
		c, ok := n.(*ast.Call)
		return ok && c.Fn == p.Fn
	case *ast.Mul:
		m, ok := n.(*ast.Mul)
		return ok && len(m.Chain) >= len(p.Chain) && len(m.Scalars) >= len(p.Scalars)
	case *ast.Hadamard:
		_, ok := n.(*ast.Hadamard)
		return ok && len(n.Args()) >= len(p.Args())
	case *ast.Add:
		_, ok := n.(*ast.Add)
		return ok && len(n.Args()) >= len(p.Args())
	case *ast.Power:
		_, ok := n.(*ast.Power)
		return ok
	case *ast.EntryPower:
		_, ok := n.(*ast.EntryPower)
		return ok
	case *ast.Inner:
		_, ok := n.(*ast.Inner)
		return ok
	case *ast.Transpose:
		_, ok := n.(*ast.Transpose)
		return ok
	case *ast.IndexSum:
		_, ok := n.(*ast.IndexSum)
		return ok
	case *ast.Entry:
		e, ok := n.(*ast.Entry)
		return ok && (e.Row == nil) == (p.Row == nil) && (e.Col == nil) == (p.Col == nil)
	}
	return false
}

// mayBePart reports quickly whether a pattern can match a part of the product that n is; all else it may.
func mayBePart(p, n ast.Node) bool {
	pattern, ok := p.(*ast.Mul)
	if !ok {
		return true
	}
	product := n.(*ast.Mul)
	return (pattern.Coef.IsOne() || pattern.Coef.Equal(product.Coef)) && (pattern.Shape().IsScalar() || anchored(pattern.Chain, product.Chain))
}

// maxParts bounds the length of sums and entry-by-entry products in which parts are looked for.
const maxParts = 12

// A matcher finds values for the names of a rule. Its methods call next for each way to match,
// until next accepts; what was bound on the way is taken back otherwise.
type matcher struct {
	t     *ast.Table
	bound []binding
	dims  Dims
}

// A binding is a name of a rule and what it stands for.
type binding struct {
	name *ast.Symbol
	node ast.Node
}

// valueOf is what a name stands for, or nil.
func (m *matcher) valueOf(s *ast.Symbol) ast.Node {
	for i := range m.bound {
		if m.bound[i].name == s {
			return m.bound[i].node
		}
	}
	return nil
}

// matchers are kept for the next rule, since most rules do not match and are many.
var matchers = sync.Pool{New: func() any { return &matcher{} }}

func (m *matcher) release() {
	m.t = nil
	clear(m.bound)
	m.bound, m.dims = m.bound[:0], m.dims[:0]
	matchers.Put(m)
}

// part matches p against n or a part of n; rest puts what replaces the part back into n.
func (m *matcher) part(p, n ast.Node, next func(rest func(ast.Node) ast.Node) bool) bool {
	switch p := p.(type) {
	case *ast.Mul:
		return m.partOfProduct(p, n.(*ast.Mul), next)
	case *ast.Hadamard:
		return m.subset(p.Args(), n.Args(), func(left []ast.Node) bool {
			return next(func(r ast.Node) ast.Node { return m.t.Hadamard(append(left, r)...) })
		})
	case *ast.Add:
		return m.subset(p.Args(), n.Args(), func(left []ast.Node) bool {
			return next(func(r ast.Node) ast.Node { return m.t.Add(append(left, r)...) })
		})
	}
	return m.match(p, n, func() bool { return next(func(r ast.Node) ast.Node { return r }) })
}

// subset matches each pattern against another one of the nodes; next gets those that are left.
func (m *matcher) subset(patterns, nodes []ast.Node, next func(left []ast.Node) bool) bool {
	if len(patterns) == 0 {
		return next(slices.Clone(nodes))
	}
	if len(nodes) > maxParts {
		return false
	}
	for i, n := range nodes {
		if m.match(patterns[0], n, func() bool {
			return m.subset(patterns[1:], slices.Delete(slices.Clone(nodes), i, i+1), next)
		}) {
			return true
		}
	}
	return false
}

// all matches patterns against nodes in any order, with none left; the last name takes what is
// left, joined by join.
func (m *matcher) all(patterns, nodes []ast.Node, join func(...ast.Node) ast.Node, next func() bool) bool {
	if len(patterns) > len(nodes) || len(nodes) > maxParts {
		return false
	}
	if last, ok := patterns[len(patterns)-1].(*ast.Symbol); ok && len(nodes) > len(patterns) {
		return m.subset(patterns[:len(patterns)-1], nodes, func(left []ast.Node) bool {
			return m.match(last, join(left...), next)
		})
	}
	return m.subset(patterns, nodes, func(left []ast.Node) bool { return len(left) == 0 && next() })
}

// match matches p against the whole of n.
func (m *matcher) match(p, n ast.Node, next func() bool) bool {
	switch p := p.(type) {
	case *ast.Symbol:
		if p.Kind == ast.Dimension {
			return m.size(p, n, next)
		}
		return m.name(p, n, next)
	case *ast.Number:
		num, ok := n.(*ast.Number)
		return ok && num.Value.Equal(p.Value) && next()
	case *ast.Constant:
		return m.constant(p, n, next)
	case *ast.Transpose:
		if s, ok := p.Arg().(*ast.Symbol); ok && p.Shape().Rows == ast.One && n.Shape().Rows == ast.One {
			return m.name(s, m.t.Transpose(n), next)
		}
		tr, ok := n.(*ast.Transpose)
		return ok && m.match(p.Arg(), tr.Arg(), next)
	}
	if x := m.multiple(p); x != nil {
		return (x == n || m.t.Add(x) == n) && next()
	}
	if !sameHead(p, n) {
		return false
	}
	switch p := p.(type) {
	case *ast.Mul:
		if len(p.Args()) == 1 { // a number times a name, which may be any product
			coef, core := m.t.SplitCoef(n)
			return p.Coef.Equal(coef) && m.match(p.Args()[0], core, next)
		}
		n := n.(*ast.Mul)
		return p.Coef.Equal(n.Coef) && len(p.Scalars) == len(n.Scalars) &&
			m.subset(p.Scalars, n.Scalars, func([]ast.Node) bool {
				return m.chain(p.Chain, n.Chain, next) || m.backwards(p, n, next)
			})
	case *ast.Hadamard:
		return m.all(p.Args(), n.Args(), m.t.Hadamard, next)
	case *ast.Add:
		return m.all(p.Args(), n.Args(), m.t.Add, next)
	case *ast.IndexSum:
		return m.indexSum(p, n.(*ast.IndexSum), next)
	case *ast.Call:
		return m.sizes(p.Sizes, n.(*ast.Call).Sizes, func() bool { return m.list(p.Args(), n.Args(), next) })
	case *ast.Inner:
		a, b := n.Args()[0], n.Args()[1]
		return m.list(p.Args(), []ast.Node{a, b}, next) || m.list(p.Args(), []ast.Node{b, a}, next)
	}
	return m.list(p.Args(), n.Args(), next)
}

// multiple is what a number times a name stands for once the name is bound, nil for all else: -x is -(a - b), or b - a,
// where x is a - b.
func (m *matcher) multiple(p ast.Node) ast.Node {
	product, ok := p.(*ast.Mul)
	if !ok || len(product.Args()) != 1 {
		return nil
	}
	if s, ok := product.Args()[0].(*ast.Symbol); ok {
		if x := m.valueOf(s); x != nil {
			return m.t.Scale(product.Coef, x)
		}
	}
	return nil
}

// list matches patterns against nodes one by one.
func (m *matcher) list(patterns, nodes []ast.Node, next func() bool) bool {
	if len(patterns) != len(nodes) {
		return false
	}
	if len(patterns) == 0 {
		return next()
	}
	return m.match(patterns[0], nodes[0], func() bool { return m.list(patterns[1:], nodes[1:], next) })
}

// name binds a name of the rule to n, or compares n with what it is bound to.
func (m *matcher) name(s *ast.Symbol, n ast.Node, next func() bool) bool {
	if old := m.valueOf(s); old != nil {
		return old == n && next()
	}
	if s.Kind == ast.Variable && !fits(n, s.Structure) {
		return false
	}
	return m.withDims(s.Shape(), n.Shape(), func() bool {
		before := len(m.bound)
		m.bound = append(m.bound, binding{s, n})
		if next() {
			return true
		}
		m.bound = m.bound[:before]
		return false
	})
}

// fits reports whether n is known to have a structure. A scalar is a symmetric, diagonal and
// triangular matrix, but not a skew, an orthogonal or a positive one.
func fits(n ast.Node, s ast.Structure) bool {
	if n.Shape().IsScalar() {
		switch s {
		case ast.SkewSymmetric, ast.Orthogonal, ast.PositiveDefinite:
			return false
		}
	}
	return n.Has(s.Properties(n.Shape()))
}

// withDims binds the dimensions of a pattern and takes that back where next does not accept.
func (m *matcher) withDims(pattern, shape ast.Shape, next func() bool) bool {
	before := len(m.dims)
	if m.dims.Bind(pattern, shape) && next() {
		return true
	}
	m.dims = m.dims[:before]
	return false
}

func (m *matcher) constant(p *ast.Constant, n ast.Node, next func() bool) bool {
	c, ok := n.(*ast.Constant)
	if !ok || c.Kind != p.Kind {
		return false
	}
	return m.sizes(p.Dims, c.Dims, func() bool { return m.list(p.Args(), n.Args(), next) })
}

// size matches a dimension that stands as a number, such as the last value of an index.
func (m *matcher) size(p *ast.Symbol, n ast.Node, next func() bool) bool {
	var d ast.Dim
	switch n := n.(type) {
	case *ast.Symbol:
		if n.Kind == ast.Dimension {
			d = ast.DimName(n.Name)
		}
	case *ast.Number:
		if k, ok := n.Value.Int(); ok {
			d = ast.DimInt(k)
		}
	}
	if d.IsZero() {
		return false
	}
	return m.withDims(ast.Vector(ast.DimName(p.Name)), ast.Vector(d), next)
}

// indexSum matches sums over an index, whatever its name; what the other names match must not
// depend on the index.
func (m *matcher) indexSum(p, n *ast.IndexSum, next func() bool) bool {
	before := len(m.bound)
	m.bound = append(m.bound, binding{p.Index, n.Index})
	if m.list(p.Args(), n.Args(), func() bool {
		for _, b := range m.bound {
			if b.name != p.Index && ast.Contains(b.node, n.Index) {
				return false
			}
		}
		return next()
	}) {
		return true
	}
	m.bound = m.bound[:before]
	return false
}

// sizes matches the sizes that calls take beside their arguments.
func (m *matcher) sizes(patterns, sizes []ast.Dim, next func() bool) bool {
	if len(patterns) != len(sizes) {
		return false
	}
	if len(patterns) == 0 {
		return next()
	}
	return m.withDims(ast.Vector(patterns[0]), ast.Vector(sizes[0]), func() bool {
		return m.sizes(patterns[1:], sizes[1:], next)
	})
}
