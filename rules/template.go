package rules

import (
	"fmt"
	"slices"

	"matcalc/ast"
)

// A Template is an expression with places for arguments. It is made once and instantiated often,
// in any table, for arguments of any shapes that conform.
type Template struct {
	steps []step
	holes []ast.Node // the nodes that arguments stand for
	sizes []string   // names of dimensions that are given with the arguments
	sized bool       // a step is made of dimensions
}

// A step makes one node from the values of earlier steps; hole is the place of an argument, or -1.
type step struct {
	node ast.Node
	args []int
	hole int
}

// NewTemplate makes a template of root in which the holes, nodes that occur in root, stand for
// arguments, and the names in sizes for dimensions that are given apart from them.
func NewTemplate(root ast.Node, holes []ast.Node, sizes []string) *Template {
	tpl := &Template{holes: holes, sizes: sizes}
	at := map[ast.Node]int{}
	hole := map[ast.Node]int{}
	for i, h := range holes {
		hole[h] = i
	}
	for _, n := range needed(root, hole) {
		s := step{node: n, hole: -1}
		if i, ok := hole[n]; ok {
			s.hole = i
		} else {
			for _, a := range n.Args() {
				s.args = append(s.args, at[a])
			}
		}
		at[n] = len(tpl.steps)
		tpl.steps = append(tpl.steps, s)
		tpl.sized = tpl.sized || s.hole < 0 && isSized(n)
	}
	return tpl
}

// isSized reports whether a node is made of dimensions, apart from its arguments.
func isSized(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Symbol:
		return n.Kind == ast.Dimension
	case *ast.Constant:
		return len(n.Dims) > 0
	case *ast.Call:
		return len(n.Sizes) > 0
	}
	return false
}

// needed lists what root is made of, in topological order, without looking into the holes.
func needed(root ast.Node, hole map[ast.Node]int) []ast.Node {
	if _, ok := hole[root]; ok {
		return []ast.Node{root}
	}
	var out []ast.Node
	inside := map[ast.Node]bool{root: true}
	nodes := ast.Topo(root)
	for i := len(nodes) - 1; i >= 0; i-- {
		n := nodes[i]
		if _, ok := hole[n]; ok || !inside[n] {
			continue
		}
		for _, a := range n.Args() {
			inside[a] = true
		}
	}
	for _, n := range nodes {
		if inside[n] {
			out = append(out, n)
		}
	}
	return out
}

// Instantiate makes the expression in t with the given arguments, one for each hole, and sizes.
func (tpl *Template) Instantiate(t *ast.Table, args []ast.Node, sizes []ast.Dim) ast.Node {
	var dims Dims
	if tpl.sized {
		dims = tpl.Dims(args, sizes)
	}
	return tpl.InstantiateWith(t, args, dims)
}

// InstantiateWith is Instantiate with dimensions that are known already.
func (tpl *Template) InstantiateWith(t *ast.Table, args []ast.Node, dims Dims) ast.Node {
	values := make([]ast.Node, len(tpl.steps))
	indices := tpl.indices(t, args)
	var list []ast.Node
	for i, s := range tpl.steps {
		if s.hole >= 0 {
			values[i] = args[s.hole]
			continue
		}
		list = list[:0]
		for _, a := range s.args {
			list = append(list, values[a])
		}
		values[i] = rebuild(t, s.node, list, dims, indices)
	}
	return values[len(values)-1]
}

// indices gives the symbols in t for the indices that sums of the template bind: of the same name,
// or of another one where an argument or a variable has that name.
func (tpl *Template) indices(t *ast.Table, args []ast.Node) map[*ast.Symbol]*ast.Symbol {
	var out map[*ast.Symbol]*ast.Symbol
	for _, s := range tpl.steps {
		sum, ok := s.node.(*ast.IndexSum)
		if !ok {
			continue
		}
		if out == nil {
			out = map[*ast.Symbol]*ast.Symbol{}
		}
		out[sum.Index] = FreeIndex(t, sum.Index.Name, args...)
	}
	return out
}

// FreeIndex gives an index symbol that does not occur in the expressions in use: of the given name,
// or with a number behind it.
func FreeIndex(t *ast.Table, name string, use ...ast.Node) *ast.Symbol {
	var inUse *ast.Set // all indices in use, once the first name is one of them
	occurs := func(s *ast.Symbol) bool {
		if inUse != nil {
			return inUse.Has(s)
		}
		if !slices.ContainsFunc(use, func(n ast.Node) bool { return ast.Contains(n, s) }) {
			return false
		}
		inUse = indicesOf(use)
		return true
	}
	for i := 0; ; i++ {
		candidate := name
		if i > 0 {
			candidate = fmt.Sprintf("%s%d", name, i)
		}
		if t.Taken(candidate) {
			old := t.Lookup(candidate)
			if old == nil || old.Kind != ast.Index || occurs(old) {
				continue
			}
			return old
		}
		return t.Symbol(candidate, ast.Index, ast.Scalar, ast.Unstructured)
	}
}

// indicesOf collects the indices that occur in expressions.
func indicesOf(nodes []ast.Node) *ast.Set {
	out := &ast.Set{}
	for _, n := range ast.Topo(nodes...) {
		if s, ok := n.(*ast.Symbol); ok && s.Kind == ast.Index {
			out.Add(s)
		}
	}
	return out
}

// rebuild makes the node n of a template in another table, from other arguments and dimensions.
func rebuild(t *ast.Table, n ast.Node, args []ast.Node, dims Dims, indices map[*ast.Symbol]*ast.Symbol) ast.Node {
	of := func(i int) ast.Dim { return n.(*ast.Constant).Dims[i].Subst(dims.Of) }
	switch n := n.(type) {
	case *ast.Number:
		return t.Number(n.Value)
	case *ast.Symbol:
		switch n.Kind {
		case ast.Dimension:
			return t.DimNode(ast.DimName(n.Name).Subst(dims.Of))
		case ast.Index:
			return indices[n]
		}
		panic(fmt.Sprintf("rules: the name %s of a template has no argument", n.Name))
	case *ast.Constant:
		switch n.Kind {
		case ast.Pi:
			return t.Pi()
		case ast.Eye:
			return t.Eye(of(0))
		case ast.Ones:
			return t.Ones(ast.Matrix(of(0), of(1)))
		case ast.Zeros:
			return t.Zeros(ast.Matrix(of(0), of(1)))
		case ast.Unit:
			return t.Unit(args[0], of(0))
		case ast.Commutation:
			return t.Commutation(of(0), of(1))
		case ast.Duplication:
			return t.Duplication(of(0))
		case ast.Elimination:
			return t.Elimination(of(0))
		}
	case *ast.IndexSum:
		return t.IndexSum(indices[n.Index], args[0], args[1], args[2])
	case *ast.Call:
		sizes := make([]ast.Dim, len(n.Sizes))
		for i, s := range n.Sizes {
			sizes[i] = s.Subst(dims.Of)
		}
		return t.Call(n.Fn, sizes, args...)
	}
	return t.Rebuild(n, args)
}
