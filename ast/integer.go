package ast

// IsInteger reports whether an expression is made of integers by sums and products.
func IsInteger(n Node) bool {
	for _, n := range Topo(n) {
		switch n := n.(type) {
		case *Symbol:
			if n.Kind == Variable {
				return false
			}
		case *Number:
			if !n.Value.IsInt() {
				return false
			}
		case *Mul:
			if !n.Coef.IsInt() {
				return false
			}
		case *Add:
		default:
			return false
		}
	}
	return true
}

// maxResidues bounds the values of names that IsIntegerValued tries.
const maxResidues = 1 << 12

// IsIntegerValued reports whether an expression is an integer for all integers that its names stand for: a polynomial in
// them whose fractions always add up, such as n*(n + 1)/2. It has the denominator d and is determined modulo 1 by its names
// modulo d, so those are tried; where they are too many, or where there is a power with a name, the answer is that it is.
func IsIntegerValued(n Node) bool {
	nodes := Topo(n)
	var names []*Symbol
	denominator := RatInt(1)
	add := func(r Rat) {
		d, _ := ParseRat(r.Den())
		denominator = denominator.Times(d)
	}
	for _, n := range nodes {
		switch n := n.(type) {
		case *Number:
			add(n.Value)
		case *Symbol:
			if n.Kind == Variable {
				return false
			}
			names = append(names, n)
		case *Mul:
			add(n.Coef)
		case *Add:
		case *Power:
			e, ok := n.Exponent().(*Number)
			if !ok {
				return true
			}
			if !e.Value.IsInt() || e.Value.Sign() < 0 {
				return false
			}
		default:
			return false
		}
	}
	period, ok := denominator.Int()
	if !ok || period == 1 {
		return true
	}
	count := int64(1)
	for range names {
		if count *= period; count > maxResidues {
			return true
		}
	}
	at := make(map[Node]Rat, len(nodes))
	for i := range count {
		rest := i
		for _, s := range names {
			at[s] = RatInt(rest % period)
			rest /= period
		}
		if !polynomialAt(nodes, at).IsInt() {
			return false
		}
	}
	return true
}

// polynomialAt is the value of the last of the nodes, arguments first, of a polynomial whose names have values.
func polynomialAt(nodes []Node, at map[Node]Rat) Rat {
	for _, n := range nodes {
		switch n := n.(type) {
		case *Number:
			at[n] = n.Value
		case *Add:
			sum := RatInt(0)
			for _, a := range n.Args() {
				sum = sum.Plus(at[a])
			}
			at[n] = sum
		case *Mul:
			product := n.Coef
			for _, a := range n.Args() {
				product = product.Times(at[a])
			}
			at[n] = product
		case *Power:
			k, _ := n.Exponent().(*Number).Value.Int()
			at[n], _ = at[n.Base()].Pow(k)
		}
	}
	return at[nodes[len(nodes)-1]]
}
