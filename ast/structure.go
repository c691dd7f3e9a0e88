package ast

import "slices"

// A Structure is what a declaration says of a square matrix.
type Structure uint8

// The structures of the input language.
const (
	Unstructured     Structure = iota
	Symmetric                  // Sym(n)
	SkewSymmetric              // Skew(n)
	PositiveDefinite           // PD(n): symmetric positive definite
	Diagonal                   // Diag(n)
	Orthogonal                 // Orth(n)
	LowerTriangular            // Lower(n)
	UpperTriangular            // Upper(n)
)

var structureNames = [...]string{"", "Sym", "Skew", "PD", "Diag", "Orth", "Lower", "Upper"}

// String gives the name in declarations, such as "Sym"; "" for Unstructured.
func (s Structure) String() string { return structureNames[s] }

// StructureNamed gives the structure with that name in declarations.
func StructureNamed(name string) (Structure, bool) {
	for i, n := range structureNames {
		if n == name && i > 0 {
			return Structure(i), true
		}
	}
	return Unstructured, false
}

// Properties is a set of facts about the value of a node, each of which holds for every value of
// its symbols.
type Properties uint8

// The properties.
const (
	IsSymmetric Properties = 1 << iota
	IsSkew
	IsDiagonal
	IsLower
	IsUpper
	IsOrthogonal
	IsPositiveDefinite
)

// Properties gives what a structure implies for an array of that shape; a scalar has none, since it is its own transpose.
func (s Structure) Properties(shape Shape) Properties {
	if shape.IsScalar() {
		return 0
	}
	switch s {
	case Symmetric:
		return IsSymmetric
	case SkewSymmetric:
		return IsSkew
	case PositiveDefinite:
		return IsSymmetric | IsPositiveDefinite
	case Diagonal:
		return IsDiagonal | IsSymmetric | IsLower | IsUpper
	case Orthogonal:
		return IsOrthogonal
	case LowerTriangular:
		return IsLower
	case UpperTriangular:
		return IsUpper
	}
	return 0
}

// closed are the properties that sums keep; multiples by a number keep them too.
const closed = IsSymmetric | IsSkew | IsDiagonal | IsLower | IsUpper

// propertiesOf gives what is known of a new node from its arguments.
func propertiesOf(n Node) Properties {
	if !n.Shape().IsSquare() || n.Shape().IsScalar() {
		return 0
	}
	args := n.Args()
	switch n := n.(type) {
	case *Constant:
		switch n.Kind {
		case Eye:
			return IsDiagonal | IsSymmetric | IsLower | IsUpper | IsOrthogonal | IsPositiveDefinite
		case Zeros:
			return closed
		case Ones:
			return IsSymmetric
		case Commutation:
			if n.Dims[0] == n.Dims[1] {
				return IsSymmetric | IsOrthogonal
			}
			return IsOrthogonal
		}
	case *Add:
		p := closed | IsPositiveDefinite
		for _, a := range args {
			if m, ok := a.(*Mul); ok && m.Coef.Sign() < 0 {
				p &^= IsPositiveDefinite
			}
			p &= a.node().properties
		}
		return p | symmetricSum(args)
	case *Mul:
		return productProperties(n)
	case *Power:
		b := n.Base().node().properties
		e, numeric := n.Exponent().(*Number)
		p := b & (IsSymmetric | IsDiagonal | IsLower | IsUpper | IsOrthogonal | IsPositiveDefinite)
		if b&IsSkew != 0 && numeric {
			if k, ok := e.Value.Int(); ok && k%2 == 0 {
				p |= IsSymmetric
			} else if ok {
				p |= IsSkew
			}
		}
		return p
	case *Hadamard:
		return entrywiseProperties(args)
	case *EntryPower:
		return n.Base().node().properties & IsSymmetric & symmetricExponent(n.Exponent())
	case *Transpose:
		return transposed(n.Arg().node().properties)
	case *Call:
		if n.Fn.Elementwise {
			p := IsSymmetric
			for _, a := range args {
				p &= a.node().properties
			}
			return p
		}
		if n.Fn.Structure != nil {
			return n.Fn.Structure(args)
		}
	case *Apply:
		if n.Form == Hessian && n.Slots[0] == n.Slots[1] {
			return IsSymmetric
		}
		if n.Form == Value && n.Fn.Elementwise {
			return n.args[0].node().properties & IsSymmetric
		}
	case *IndexSum:
		return n.Body().node().properties & closed
	case *Differential:
		return n.Arg().node().properties & closed
	}
	return 0
}

func symmetricExponent(e Node) Properties {
	if e.Shape().IsScalar() {
		return IsSymmetric
	}
	return e.node().properties
}

func transposed(p Properties) Properties {
	q := p &^ (IsLower | IsUpper)
	if p&IsLower != 0 {
		q |= IsUpper
	}
	if p&IsUpper != 0 {
		q |= IsLower
	}
	return q
}

// entrywiseProperties: zeros of any factor are zeros of the product, an even number of skew
// factors among symmetric ones is symmetric.
func entrywiseProperties(args []Node) Properties {
	var p Properties
	skew, even := 0, true
	for _, a := range args {
		q := a.node().properties
		p |= q & (IsDiagonal | IsLower | IsUpper)
		switch {
		case q&IsSymmetric != 0:
		case q&IsSkew != 0:
			skew++
		default:
			even = false
		}
	}
	if even && skew%2 == 0 || p&IsDiagonal != 0 {
		p |= IsSymmetric
	} else if even {
		p |= IsSkew
	}
	return p
}

// mirrored reports whether b is seen to be the transpose of a. It makes no nodes.
func mirrored(a, b Node) bool {
	if a == b {
		return a.Shape().IsScalar() || a.Has(IsSymmetric)
	}
	if tr, ok := a.(*Transpose); ok && tr.Arg() == b {
		return true
	}
	if tr, ok := b.(*Transpose); ok && tr.Arg() == a {
		return true
	}
	if sum, ok := a.(*Add); ok {
		other, ok := b.(*Add)
		return ok && mirroredSums(sum.args, other.args)
	}
	m, ok := a.(*Mul)
	n, ok2 := b.(*Mul)
	if !ok || !ok2 || !m.Coef.Equal(n.Coef) || len(m.Chain) > maxFlat {
		return false
	}
	return slices.Equal(m.Scalars, n.Scalars) && mirroredChains(m.Chain, n.Chain)
}

// mirroredChains reports whether b is a read backwards and transposed.
func mirroredChains(a, b []Node) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !mirrored(a[i], b[len(b)-1-i]) {
			return false
		}
	}
	return true
}

// maxMirrored bounds the sums of which all pairs of terms are compared.
const maxMirrored = 8

// mirroredSums reports whether b has the transpose of each term of a.
func mirroredSums(a, b []Node) bool {
	if len(a) != len(b) || len(a) > maxMirrored {
		return false
	}
	for _, x := range a {
		if !slices.ContainsFunc(b, func(y Node) bool { return mirrored(x, y) }) {
			return false
		}
	}
	return true
}

// symmetricSum finds sums that contain the transpose of each of their terms.
func symmetricSum(terms []Node) Properties {
	if len(terms) > maxFlat {
		return 0
	}
	for _, a := range terms {
		if !slices.ContainsFunc(terms, func(b Node) bool { return mirrored(a, b) }) {
			return 0
		}
	}
	return IsSymmetric
}

// productProperties: triangular and orthogonal matrices are closed under products; a chain that
// reads the same backwards is symmetric.
func productProperties(n *Mul) Properties {
	if len(n.Chain) == 0 || len(n.Chain) > maxFlat {
		return 0
	}
	p := IsDiagonal | IsLower | IsUpper
	if n.Coef.IsOne() && len(n.Scalars) == 0 {
		p |= IsOrthogonal
	}
	for _, a := range n.Chain {
		p &= a.node().properties
	}
	if len(n.Chain) == 1 {
		p |= n.Chain[0].node().properties & closed
		if n.Coef.Sign() > 0 && len(n.Scalars) == 0 {
			p |= n.Chain[0].node().properties & IsPositiveDefinite
		}
	}
	if p&IsDiagonal != 0 || mirroredChains(n.Chain, n.Chain) {
		p |= IsSymmetric
	}
	return p
}
