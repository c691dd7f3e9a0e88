package simplify

import (
	"maps"
	"slices"
	"strconv"

	"matcalc/ast"
)

// A Term is a product of a number and scalar factors, summed over indices: Σ_k Σ_l 2 A_ik B_kl.
type Term struct {
	Coef    ast.Rat
	Factors []ast.Node
	// Sums are the indices that are summed over, the outermost first; no two are equal.
	Sums []Range
	// Place is what terms that are made of one another are put in order by; see ByPlace.
	Place []int
}

// A Range is an index that runs from Lo to Hi.
type Range struct {
	Index  *ast.Symbol
	Lo, Hi ast.Node
}

// Components simplifies scalars that are made of entries, Kronecker deltas and sums over indices.
// It keeps what it finds out about the nodes of its table.
type Components struct {
	t      *ast.Table
	length Measure
	// reserved are names that no index may get.
	reserved map[string]bool
	names    []*ast.Symbol
	tried    int           // how many names of the pool were looked at
	avoid    []*ast.Symbol // what Collect names no index
	facts    map[ast.Node]*facts
	first    ast.Map[int] // the ID of the leftmost name of a node
	// within lists, for nodes that serve as indices, dimensions that they are known not to exceed.
	within map[ast.Node][]ast.Dim
	// scalars simplifies the functions of scalars among the factors.
	scalars *Simplifier
}

// NewComponents makes a simplifier for components in the table. Indices get no name for which
// reserved is true.
func NewComponents(t *ast.Table, reserved map[string]bool) *Components {
	return &Components{t: t, reserved: reserved, facts: map[ast.Node]*facts{}, within: map[ast.Node][]ast.Dim{}, scalars: New(t)}
}

// Collapse gives the scalar n with its deltas collapsed, Σ_k δ_ki x_k = x_i, like terms collected and
// sums moved outward. A delta stays where its index may be out of the range of the sum.
func Collapse(t *ast.Table, n ast.Node) ast.Node {
	c := NewComponents(t, nil)
	terms, _ := c.Recognised(c.Named(c.Collect(c.Terms(n))))
	return c.Node(c.Short(terms))
}

// Within declares that e, where it serves as an index, is at least 1 and at most d.
func (c *Components) Within(e ast.Node, d ast.Dim) {
	if !slices.Contains(c.within[e], d) {
		c.within[e] = append(c.within[e], d)
	}
}

// Avoid makes Fresh and Collect give other names than these from now on; it gives those avoided before.
func (c *Components) Avoid(indices []*ast.Symbol) (before []*ast.Symbol) {
	before = c.avoid
	c.avoid = union(nil, slices.Compact(slices.SortedFunc(slices.Values(indices), compareIDs)))
	return before
}

// Avoids reports whether the index is one of those to be avoided.
func (c *Components) Avoids(index *ast.Symbol) bool { return slices.Contains(c.avoid, index) }

// Scope gives a function that forgets what Within and During declare from now on.
func (c *Components) Scope() (leave func()) {
	before := c.within
	c.within = maps.Clone(before)
	return func() { c.within = before }
}

// During declares that the index of r, free in what is simplified, lies in its range.
func (c *Components) During(r Range) {
	if d, ok := c.Full(r); ok {
		c.Within(r.Index, d)
	}
}

// Over is the range of an index that runs through all of a dimension.
func (c *Components) Over(index *ast.Symbol, d ast.Dim) Range {
	r := Range{index, c.t.Int(1), c.t.DimNode(d)}
	index.Bind(ast.Range{Lo: r.Lo, Hi: r.Hi})
	return r
}

// Full gives the dimension through which the range runs, where it starts at 1.
func (c *Components) Full(r Range) (ast.Dim, bool) {
	hi, ok := linearOf(r.Hi)
	return hi.constant, ok && len(hi.coef) == 0 && ast.IsNumber(r.Lo, 1)
}

// Length is the length of the expression, as far as Measure counts.
func (c *Components) Length(n ast.Node) int64 { return c.length.Length(n) }

// pool are the names of indices in the order in which they are given; then they get numbers.
var pool = []string{"i", "j", "k", "l", "r", "s", "t", "u", "v", "w"}

// Name gives the index at place i of the pool, without the names that something else has.
func (c *Components) Name(i int) *ast.Symbol {
	for ; len(c.names) <= i; c.tried++ {
		name := pool[c.tried%len(pool)]
		if k := c.tried / len(pool); k > 0 {
			name += strconv.Itoa(k)
		}
		old := c.t.Lookup(name)
		if c.reserved[name] || old == nil && c.t.Taken(name) || old != nil && old.Kind != ast.Index {
			continue
		}
		c.names = append(c.names, c.t.Symbol(name, ast.Index, ast.Scalar, ast.Unstructured))
	}
	return c.names[i]
}

// Fresh gives the first count indices of the pool that are not in use and not to be avoided.
func (c *Components) Fresh(count int, use []*ast.Symbol) []*ast.Symbol {
	out := make([]*ast.Symbol, 0, count)
	for i := 0; len(out) < count; i++ {
		if s := c.Name(i); !slices.Contains(use, s) && !slices.Contains(c.avoid, s) {
			out = append(out, s)
		}
	}
	return out
}

// Indices lists the indices that occur in the terms, free or bound.
func (c *Components) Indices(terms ...Term) []*ast.Symbol {
	var out []*ast.Symbol
	for _, term := range terms {
		for _, r := range term.Sums {
			out = union(out, indexSet{r.Index})
			out = union(union(out, c.of(r.Lo).all), c.of(r.Hi).all)
		}
		for _, f := range term.Factors {
			out = union(out, c.of(f).all)
		}
	}
	return slices.Clip(out)
}

// Times is the product of two terms, each of which sums over indices of its own.
func (c *Components) Times(a, b Term) Term {
	b = c.Apart(b, c.Indices(a))
	return c.Inside(c.Apart(a, c.Indices(b)), b)
}

// Inside is the product of two terms in which indices that are free in b may be those that a sums over.
func (c *Components) Inside(a, b Term) Term {
	b = c.Apart(b, c.Indices(a))
	return Term{a.Coef.Times(b.Coef), slices.Concat(a.Factors, b.Factors), slices.Concat(a.Sums, b.Sums), a.Place}
}

// Apart gives the term with other names for the indices that it sums over and that are in use.
func (c *Components) Apart(term Term, use []*ast.Symbol) Term {
	by := map[*ast.Symbol]ast.Node{}
	for _, r := range term.Sums {
		if slices.Contains(use, r.Index) {
			by[r.Index] = nil
		}
	}
	if len(by) == 0 {
		return term
	}
	fresh := c.Fresh(len(by), union(c.Indices(term), slices.Clone(use)))
	for _, r := range term.Sums {
		if _, ok := by[r.Index]; ok {
			by[r.Index], fresh = fresh[0], fresh[1:]
		}
	}
	return c.rename(term, by)
}

// rename gives the term with its indices renamed, those that it sums over among them.
func (c *Components) rename(term Term, by map[*ast.Symbol]ast.Node) Term {
	out := Term{Coef: term.Coef, Place: term.Place, Factors: make([]ast.Node, len(term.Factors)), Sums: make([]Range, len(term.Sums))}
	for i, f := range term.Factors {
		out.Factors[i] = c.Replace(f, by)
	}
	for i, r := range term.Sums {
		index := r.Index
		if to, ok := by[index].(*ast.Symbol); ok {
			index = to
		}
		out.Sums[i] = Range{index, c.Replace(r.Lo, by), c.Replace(r.Hi, by)}
		index.Bind(ast.Range{Lo: out.Sums[i].Lo, Hi: out.Sums[i].Hi})
	}
	return out
}

// Varies reports whether a differential occurs in n.
func (c *Components) Varies(n ast.Node) bool { return c.of(n).varies }

// Depends reports whether n depends on the index, which is free in it.
func (c *Components) Depends(n ast.Node, index *ast.Symbol) bool {
	return slices.Contains(c.of(n).free, index)
}
