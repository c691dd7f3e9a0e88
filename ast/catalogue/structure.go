package catalogue

import "matcalc/ast"

// structures are the linear maps between a matrix, its diagonal, its parts and its columns.
func structures() []*ast.Function {
	return append(append(diagonals(), vectorisations()...), []*ast.Function{
		{
			Name: "sym", Doc: "symmetric part, (X + X')/2",
			Params: words("X"), Signatures: sig("n x n -> n x n"),
			Differential: "sym(d(X))",
			Component:    "(X[i,j] + X[j,i])/2",
			Source:       linear,
			Value:        sym,
			Structure:    func([]ast.Node) ast.Properties { return ast.IsSymmetric },
			Notation:     notation{"numpy": "_sym($1)"},
		},
		{
			Name: "skew", Doc: "skew-symmetric part, (X - X')/2",
			Params: words("X"), Signatures: sig("n x n -> n x n"),
			Differential: "skew(d(X))",
			Component:    "(X[i,j] - X[j,i])/2",
			Source:       linear,
			Value:        skew,
			Structure:    func([]ast.Node) ast.Properties { return ast.IsSkew },
			Notation:     notation{"numpy": "_skew($1)"},
		},
		{
			Name: "tril", Doc: "lower triangle with the diagonal, zeros above",
			Params: words("X"), Signatures: sig("n x m -> n x m"),
			Differential: "tril(d(X))",
			Component:    "step(i - j + 1/2)*X[i,j]",
			Source:       linear,
			Value:        tril,
			Structure:    triangle(ast.IsLower),
			Notation:     notation{"numpy": "np.tril($1)"},
		},
		{
			Name: "triu", Doc: "upper triangle with the diagonal, zeros below",
			Params: words("X"), Signatures: sig("n x m -> n x m"),
			Differential: "triu(d(X))",
			Component:    "step(j - i + 1/2)*X[i,j]",
			Source:       linear,
			Value:        triu,
			Structure:    triangle(ast.IsUpper),
			Notation:     notation{"numpy": "np.triu($1)"},
		},
	}...)
}

const diagonal = ast.IsDiagonal | ast.IsSymmetric | ast.IsLower | ast.IsUpper

// diagonals are the maps between a vector and a diagonal. The parser makes diag of a vector the
// call of Diag, through Build, so that in expressions diag always takes a matrix.
func diagonals() []*ast.Function {
	fromVector := &ast.Function{
		Name: "Diag", Doc: "the diagonal matrix with the entries of a vector",
		Params: words("x"), Signatures: sig("n -> n x n"),
		Differential: "Diag(d(x))",
		Component:    "delta(i,j)*x[i]",
		Source:       linear,
		Value:        diagMatrix,
		Structure:    func([]ast.Node) ast.Properties { return diagonal },
		Notation:     notation{"numpy": "np.diag($1)"},
	}
	ofMatrix := &ast.Function{
		Name: "diag", Doc: "diagonal of a square matrix; of a vector the same as Diag",
		Params: words("X"), Signatures: sig("n x n -> n; n -> n x n"),
		Differential: "diag(d(X))",
		Component:    "X[i,i]",
		Source:       linear,
		Value:        diag,
		Notation:     notation{"numpy": "np.diag($1)"},
	}
	ofMatrix.Build = func(t *ast.Table, _ []ast.Dim, args []ast.Node) ast.Node {
		if args[0].Shape().Cols == ast.One {
			return t.Call(fromVector, nil, args...)
		}
		return t.Call(ofMatrix, nil, args...)
	}
	return []*ast.Function{ofMatrix, fromVector}
}

// vectorisations stack the columns of a matrix, and unstack them.
func vectorisations() []*ast.Function {
	return []*ast.Function{
		{
			Name: "vec", Doc: "the columns of a matrix, one below the other",
			Params: words("X"), Signatures: sig("n x m -> n*m"),
			Differential: "vec(d(X))",
			Component:    "X[i,j]", Place: "(j-1)*n+i",
			Source:   linear,
			Value:    vec,
			Notation: notation{"numpy": "np.ravel($1, order='F')"},
		},
		{
			Name: "vech", Doc: "the columns of the lower triangle, one below the other",
			Params: words("X"), Signatures: sig("n x n -> half(n)"),
			Differential: "vech(d(X))",
			Component:    "sum(l, sum(k, step(k - l + 1/2)*delta(i, (l - 1)*(2*n - l)/2 + k)*X[k,l]))",
			Source:       linear,
			Value:        vech,
			Notation:     notation{"numpy": "_vech($1)"},
		},
		{
			Name: "unvec", Doc: "the n×m matrix whose columns stand in a vector",
			Params: words("x"), Sizes: words("n m"), Signatures: sig("n*m -> n x m"),
			Differential: "unvec(d(x),n,m)",
			Component:    "x[(j - 1)*n + i]",
			Source:       linear,
			Value:        unvec,
			Notation:     notation{"latex": `\operatorname{unvec}_{$2 \times $3}\left($1\right)`, "numpy": "np.reshape($1, ($2, $3), order='F')"},
		},
	}
}

// triangle: the triangle on one side of a matrix that is zero on the other side is its diagonal.
func triangle(side ast.Properties) func([]ast.Node) ast.Properties {
	other := (ast.IsLower | ast.IsUpper) &^ side
	return func(args []ast.Node) ast.Properties {
		if args[0].Has(other) {
			return diagonal
		}
		return side
	}
}
