package catalogue

import "matcalc/ast"

// constants are the functions of sizes alone, which are no calls but [ast.Constant] nodes. Sizes
// may be left out of the input where they can be inferred.
func constants() []*ast.Function {
	return []*ast.Function{
		{
			Name: "eye", Aliases: words("identity"), Doc: "identity matrix, also I and I_n",
			Sizes: words("n"), Signatures: sig("-> n x n"), Source: byMeaning, Component: "delta(i,j)",
			Build:    func(t *ast.Table, s []ast.Dim, _ []ast.Node) ast.Node { return t.Eye(s[0]) },
			Notation: notation{"text": "I", "latex": "I_{$1}", "numpy": "np.eye($1)"},
		},
		{
			Name: "ones", Doc: "ones(n) is a vector of ones, ones(n,m) a matrix; also 1_n",
			Sizes: words("n m"), Signatures: sig("-> n x m"), Source: byMeaning, Component: "1",
			Build:    func(t *ast.Table, s []ast.Dim, _ []ast.Node) ast.Node { return t.Ones(array(s)) },
			Notation: notation{"text": "1", "latex": `\mathbf{1}_{$*}`, "numpy": "np.ones(($*))"},
		},
		{
			Name: "zeros", Doc: "zeros(n) is a vector of zeros, zeros(n,m) a matrix",
			Sizes: words("n m"), Signatures: sig("-> n x m"), Source: byMeaning, Component: "0",
			Build:    func(t *ast.Table, s []ast.Dim, _ []ast.Node) ast.Node { return t.Zeros(array(s)) },
			Notation: notation{"text": "0", "latex": `\mathbf{0}_{$*}`, "numpy": "np.zeros(($*))"},
		},
		{
			Name: "vector", Doc: "vector(c) is a vector with c in every entry",
			Params: words("c"), Sizes: words("n"), Signatures: sig("1 -> n"),
			Definition: "c*ones(n)", Differential: "d(c)*ones(n)", Component: "c", Source: linear,
			Value: func(args []ast.Array, sizes []int) (ast.Array, error) { return filled(args[0], sizes[0], 1), nil },
		},
		{
			Name: "matrix", Doc: "matrix(c) is a matrix with c in every entry",
			Params: words("c"), Sizes: words("n m"), Signatures: sig("1 -> n x m"),
			Definition: "c*ones(n,m)", Differential: "d(c)*ones(n,m)", Component: "c", Source: linear,
			Value: func(args []ast.Array, sizes []int) (ast.Array, error) {
				return filled(args[0], sizes[0], sizes[1]), nil
			},
		},
		{
			Name: "e", Aliases: words("unit"), Doc: "e(k,n) is the k-th unit vector with n entries",
			Params: words("k"), Sizes: words("n"), Signatures: sig("1 -> n"), Source: byMeaning, Component: "delta(i,k)",
			Build:    func(t *ast.Table, s []ast.Dim, args []ast.Node) ast.Node { return t.Unit(args[0], s[0]) },
			Notation: notation{"text": "e_$1", "latex": "e_{$1}", "numpy": "_unit($1, $2)"},
		},
		{
			Name: "K", Aliases: words("commutation"), Doc: "commutation matrix: K(n,m)*vec(X) is vec(X') for X of n×m",
			Sizes: words("n m"), Signatures: sig("-> n*m x n*m"), Source: magnus + "section 3.7",
			Build:    func(t *ast.Table, s []ast.Dim, _ []ast.Node) ast.Node { return t.Commutation(s[0], s[1]) },
			Notation: notation{"latex": "K_{$1,$2}", "numpy": "_K($1, $2)"},
		},
		{
			Name: "Dup", Aliases: words("duplication"), Doc: "duplication matrix: Dup(n)*vech(S) is vec(S) for symmetric S",
			Sizes: words("n"), Signatures: sig("-> n*n x half(n)"), Source: magnus + "section 3.8",
			Build:    func(t *ast.Table, s []ast.Dim, _ []ast.Node) ast.Node { return t.Duplication(s[0]) },
			Notation: notation{"latex": "D_{$1}", "numpy": "_Dup($1)"},
		},
		{
			Name: "Elim", Aliases: words("elimination"), Doc: "elimination matrix: Elim(n)*vec(X) is vech(X)",
			Sizes: words("n"), Signatures: sig("-> half(n) x n*n"), Source: "Magnus & Neudecker 1980, The Elimination Matrix",
			Build:    func(t *ast.Table, s []ast.Dim, _ []ast.Node) ast.Node { return t.Elimination(s[0]) },
			Notation: notation{"latex": "L_{$1}", "numpy": "_Elim($1)"},
		},
	}
}

// array is the shape with those sizes, of which the second may be left out.
func array(sizes []ast.Dim) ast.Shape {
	if len(sizes) == 1 {
		return ast.Vector(sizes[0])
	}
	return ast.Matrix(sizes[0], sizes[1])
}

func filled(c ast.Array, rows, cols int) ast.Array {
	out := ast.NewArray(rows, cols)
	for i := range out.Data {
		out.Data[i] = c.Data[0]
	}
	return out
}
