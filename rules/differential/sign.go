package differential

import (
	"matcalc/ast"
	"matcalc/rules"
)

// signDepth bounds how deep entries looks.
const signDepth = 8

// entries bounds the entries of n from what it is made of, so many operations deep.
func entries(n ast.Node, depth int) interval {
	if depth == 0 {
		return anywhere
	}
	depth--
	switch n := n.(type) {
	case *ast.Number:
		return exactly(n.Value)
	case *ast.Constant:
		return ofConstant(n)
	case *ast.Symbol:
		return ofInteger(n)
	case *ast.Add:
		sum := exactly(ast.RatInt(0))
		for _, a := range n.Args() {
			if sum = sum.plus(entries(a, depth)); sum == anywhere {
				break
			}
		}
		if !sum.in(positive) && n.Shape().IsScalar() {
			sum = sum.and(ofInteger(n))
		}
		return sum
	case *ast.Mul:
		return ofProduct(n, depth)
	case *ast.Inner:
		i := entries(n.Args()[0], depth).times(entries(n.Args()[1], depth)).several()
		if n.Args()[0] == n.Args()[1] {
			i = i.and(nonnegative)
		}
		return i
	case *ast.Hadamard:
		return ofFactors(n.Args(), depth)
	case *ast.Power:
		if n.Shape().IsScalar() {
			return ofPower(n.Base(), n.Exponent(), depth)
		}
	case *ast.EntryPower:
		return ofPower(n.Base(), n.Exponent(), depth)
	case *ast.Transpose:
		return entries(n.Arg(), depth)
	case *ast.Entry:
		i := entries(n.Arg(), depth)
		if n.Row != nil && n.Row == n.Col {
			i = i.and(definite(n.Arg(), depth).diagonal())
		}
		return i
	case *ast.IndexSum:
		i := entries(n.Body(), depth).several()
		if !rules.AtMost(n.Lo(), n.Hi()) {
			i = i.or(exactly(ast.RatInt(0)))
		}
		return i
	case *ast.Delta:
		return unit
	case *ast.Call:
		return ofCall(n, depth)
	}
	return anywhere
}

// ofInteger bounds what is made of integers by sums, from below.
func ofInteger(n ast.Node) interval {
	for _, least := range []ast.Rat{ast.RatInt(1), ast.RatInt(0)} {
		if rules.AtLeast(n, least) {
			return from(least)
		}
	}
	return anywhere
}

func ofConstant(n *ast.Constant) interval {
	switch n.Kind {
	case ast.Ones:
		return exactly(ast.RatInt(1))
	case ast.Zeros:
		return exactly(ast.RatInt(0))
	case ast.Pi:
		return interval{end{at: ast.RatInt(3), open: true}, end{at: ast.RatInt(4), open: true}}
	}
	return unit
}

// ofFactors bounds the product of factors, entry by entry.
func ofFactors(factors []ast.Node, depth int) interval {
	product := exactly(ast.RatInt(1))
	for _, a := range factors {
		if product = product.times(entries(a, depth)); product == anywhere {
			break
		}
	}
	return product
}

// ofProduct bounds the entries of a product: each is a sum of products of entries, or of A'⋯A with a semidefinite matrix
// in the middle not negative.
func ofProduct(n *ast.Mul, depth int) interval {
	scalars := exactly(n.Coef).times(ofFactors(n.Scalars, depth))
	if len(n.Chain) < 2 {
		return scalars.times(ofFactors(n.Chain, depth))
	}
	chain := ofFactors(n.Chain, depth).several()
	if n.Shape().IsScalar() && inPairs(n.Chain, depth) {
		chain = chain.and(nonnegative)
	}
	return scalars.times(chain)
}

// ofPower bounds a power of each entry.
func ofPower(base, exponent ast.Node, depth int) interval {
	i := entries(base, depth)
	if e, ok := exponent.(*ast.Number); ok {
		return i.raised(e.Value)
	}
	switch {
	case i.in(positive):
		return positive
	case i.in(nonnegative):
		return nonnegative
	}
	return anywhere
}

// ofCall bounds the values of a function by what the catalogue tells of it, and by its arguments.
func ofCall(n *ast.Call, depth int) interval {
	var first interval
	if len(n.Args()) > 0 {
		first = entries(n.Args()[0], depth)
	}
	values := intervalOf(n.Fn.Values)
	switch n.Fn.Name {
	case "abs":
		return first.abs()
	case "relu":
		return first.greater(exactly(ast.RatInt(0)))
	case "norm", "norm1": // at least the absolute value of any entry
		return interval{first.abs().lo, highest}
	case "max":
		return first.greater(entries(n.Args()[1], depth))
	case "min":
		return first.lesser(entries(n.Args()[1], depth))
	case "sum":
		return first.several()
	case "prod":
		if first.in(positive) {
			return positive
		}
	case "det":
		return definite(n.Args()[0], depth).diagonal()
	case "tr":
		return first.several().and(definite(n.Args()[0], depth).diagonal())
	case "diag":
		return first.and(definite(n.Args()[0], depth).diagonal())
	case "vec", "vech", "unvec":
		return first
	case "logsumexp": // at least any entry
		return interval{first.lo, highest}
	case "kron":
		return first.times(entries(n.Args()[1], depth))
	case "hcat", "vcat":
		for _, a := range n.Args()[1:] {
			first = first.or(entries(a, depth))
		}
		return first
	case "Diag", "blkdiag", "tril", "triu":
		for _, a := range n.Args()[1:] {
			first = first.or(entries(a, depth))
		}
		return first.or(exactly(ast.RatInt(0)))
	}
	if n.Fn.Increasing {
		return first.under(n.Fn.Scalar, values)
	}
	return values
}
