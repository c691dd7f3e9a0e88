package contraction

import (
	"slices"

	"matcalc/ast"
)

// An open term has, beside its operands, the indices with which each direction occurs.
type open struct {
	coef     ast.Rat
	scalars  []ast.Node
	operands []Operand
	at       map[int][2]Index
}

// An expansion writes entries of expressions as open terms.
type expansion struct {
	directions []*ast.Symbol
	sizes      map[Index]ast.Dim
	// splits gives the two parts of an index, of which the second runs faster.
	splits map[Index][2]Index
	// moves tells which nodes contain a direction, free which index symbols occur freely in a node.
	moves *ast.Set
	free  map[ast.Node][]*ast.Symbol
	// bound are the indices of the sums around the node in hand.
	bound  map[*ast.Symbol]Index
	axes   []Index    // the axes of the result
	places [][2]Index // the indices of each direction in the result
}

func newExpansion(n ast.Node, directions []*ast.Symbol) *expansion {
	nodes := ast.Topo(n)
	targets := make([]ast.Node, len(directions))
	for i, d := range directions {
		targets[i] = d
	}
	return &expansion{
		directions: directions, sizes: map[Index]ast.Dim{}, splits: map[Index][2]Index{},
		moves: ast.DependsOn(nodes, targets...), free: freeIndices(nodes), bound: map[*ast.Symbol]Index{},
	}
}

func (e *expansion) index(size ast.Dim) Index {
	i := Index(len(e.sizes))
	e.sizes[i] = size
	return i
}

// parts are the indices without parts of which x is made; none for an index of size 1.
func (e *expansion) parts(x Index) []Index {
	if s, ok := e.splits[x]; ok {
		return append(e.parts(s[0]), e.parts(s[1])...)
	}
	if e.sizes[x] == ast.One {
		return nil
	}
	return []Index{x}
}

// constant reports whether the value of n is the same in all the sums around it, without a direction.
func (e *expansion) constant(n ast.Node) bool {
	return !e.moves.Has(n) && !slices.ContainsFunc(e.free[n], func(s *ast.Symbol) bool { _, ok := e.bound[s]; return ok })
}

// expand writes the entry of n at row and col as open terms.
func (e *expansion) expand(n ast.Node, row, col Index) ([]open, bool) {
	if e.constant(n) {
		return e.expandConstant(n, row, col), true
	}
	for i, d := range e.directions {
		if n == ast.Node(d) {
			return []open{{coef: ast.RatInt(1), at: map[int][2]Index{i: {row, col}}}}, true
		}
	}
	if !e.moves.Has(n) && !isPart(n) {
		index, ok := e.varies(n)
		if !ok {
			return nil, false
		}
		return []open{{coef: ast.RatInt(1), operands: []Operand{e.stackOf(index, n, e.proper(row, col)...)}}}, true
	}
	args := n.Args()
	switch n := n.(type) {
	case *ast.Add:
		var all []open
		for _, a := range args {
			terms, ok := e.expand(a, row, col)
			if !ok || len(all)+len(terms) > maxTerms {
				return nil, false
			}
			all = append(all, terms...)
		}
		return all, true
	case *ast.Mul:
		return e.product(n, row, col)
	case *ast.Hadamard:
		factors := make([]place, len(args))
		for i, a := range args {
			factors[i] = place{a, row, col}
		}
		return e.multiply(nil, factors...)
	case *ast.Inner:
		s := args[0].Shape()
		r, c := e.index(s.Rows), e.index(s.Cols)
		return e.multiply(nil, place{args[0], r, c}, place{args[1], r, c})
	case *ast.Transpose:
		return e.expand(n.Arg(), col, row)
	case *ast.Call:
		return e.call(n, row, col)
	case *ast.Apply:
		return e.apply(n, row, col)
	case *ast.Entry:
		return e.entry(n, row, col)
	case *ast.IndexSum:
		return e.indexSum(n, row, col)
	case *ast.Delta:
		return e.equal(args[0], args[1])
	case *ast.Constant:
		return e.unit(n, row)
	}
	return nil, false
}

// expandConstant takes apart the constants that are cheaper than arrays.
func (e *expansion) expandConstant(n ast.Node, row, col Index) []open {
	one := ast.RatInt(1)
	s := n.Shape()
	call, isCall := n.(*ast.Call)
	switch {
	case ast.IsZero(n), isCall && call.Fn.Name == "kron" && slices.ContainsFunc(n.Args(), ast.IsZero):
		return nil
	case ast.IsNumber(n, 1):
		return []open{{coef: one}}
	case s.IsScalar():
		return []open{{coef: one, scalars: []ast.Node{n}}}
	}
	var operands []Operand
	base, r, c := n, row, col
	if t, ok := n.(*ast.Transpose); ok {
		base, r, c = t.Arg(), col, row
	}
	call, isCall = base.(*ast.Call)
	switch {
	case ast.IsConstant(base, ast.Eye):
		operands = []Operand{e.delta(row, col)}
	case ast.IsConstant(base, ast.Ones):
		operands = append(e.ones(r), e.ones(c)...)
	case isCall && call.Fn.Name == "Diag":
		operands = []Operand{{Chain: call.Args(), Indices: []Index{row}}, e.delta(row, col)}
	default:
		operands = []Operand{{Chain: []ast.Node{n}, Indices: e.proper(row, col)}}
	}
	return []open{{coef: one, operands: operands}}
}

// proper drops the indices of size 1.
func (e *expansion) proper(indices ...Index) []Index {
	return slices.DeleteFunc(indices, func(x Index) bool { return e.sizes[x] == ast.One })
}

func (e *expansion) delta(a, b Index) Operand {
	return Operand{Kind: Delta, Dims: []ast.Dim{e.sizes[a]}, Indices: []Index{a, b}}
}

// ones is an operand of ones along x, none where x has size 1.
func (e *expansion) ones(x Index) []Operand {
	if e.sizes[x] == ast.One {
		return nil
	}
	return []Operand{{Kind: Ones, Dims: []ast.Dim{e.sizes[x]}, Indices: []Index{x}}}
}
