package catalogue

import "matcalc/ast"

// products are the products of two arrays that have a name.
func products() []*ast.Function {
	return []*ast.Function{
		{
			Name: "kron", Aliases: words("kronecker"), Doc: "Kronecker product",
			Params: words("A B"), Signatures: sig("n x m, p x q -> n*p x m*q"),
			Differential: "kron(d(A),B) + kron(A,d(B))",
			Component:    "A[k,l]*B[r,s]", Place: "(k-1)*p+r, (l-1)*q+s",
			Source:    cookbook + "eq. 39",
			Value:     kron,
			Structure: kronStructure,
			Notation:  notation{"text": "$1 ⊗ $2", "latex": `$1 \otimes $2`, "numpy": "_kron($1, $2)"},
		},
		{
			Name: "outer", Doc: "outer product a*b'",
			Params: words("a b"), Signatures: sig("n, m -> n x m"),
			Definition:   "a*b'",
			Differential: "d(a)*b' + a*d(b)'",
			Component:    "a[i]*b[j]",
			Source:       bilinear,
			Value:        outer,
			Notation:     notation{"text": "outer($*)", "latex": `\left($1\right) \left($2\right)^{\top}`, "numpy": "np.outer($1, $2)"},
		},
		{
			Name: "hadamard", Doc: "product entry by entry, A.*B",
			Params: words("A B"), Signatures: sig("n x m, n x m -> n x m"),
			Definition:   "A.*B",
			Differential: "d(A).*B + A.*d(B)",
			Component:    "A[i,j]*B[i,j]",
			Source:       cookbook + "eq. 38",
			Elementwise:  true,
			Scalar:       func(x ...float64) float64 { return x[0] * x[1] },
			Notation:     notation{"text": "$1 ⊙ $2", "latex": `$1 \odot $2`, "numpy": "np.multiply($1, $2)"},
		},
	}
}

// kronStructure: a Kronecker product has what both factors have; of two skew ones it is symmetric.
func kronStructure(args []ast.Node) ast.Properties {
	var p ast.Properties
	both := ast.IsSymmetric | ast.IsDiagonal | ast.IsLower | ast.IsUpper | ast.IsOrthogonal | ast.IsPositiveDefinite
	p = keep(both)(args[:1]) & keep(both)(args[1:])
	a, b := args[0], args[1]
	switch {
	case a.Has(ast.IsSkew) && b.Has(ast.IsSkew):
		p |= ast.IsSymmetric
	case a.Has(ast.IsSkew) && b.Has(ast.IsSymmetric), a.Has(ast.IsSymmetric) && b.Has(ast.IsSkew):
		p |= ast.IsSkew
	}
	return p
}
