package catalogue

import "matcalc/ast"

// matrixFunctions are the functions of a matrix to a matrix.
func matrixFunctions() []*ast.Function {
	return []*ast.Function{
		{
			Name: "inv", Aliases: words("inverse"), Doc: "inverse of a square matrix, X^-1",
			Params: words("X"), Signatures: sig("n x n -> n x n"),
			Definition:   "X^-1",
			Differential: "-inv(X)*d(X)*inv(X)",
			Condition:    "X invertible",
			Domain:       ast.Invertible,
			Source:       cookbook + "eq. 40; " + magnus + "section 8.4; " + giles + "2.2.3",
			Value:        inverse,
			Structure:    keep(ast.IsSymmetric | ast.IsSkew | ast.IsDiagonal | ast.IsLower | ast.IsUpper | ast.IsOrthogonal | ast.IsPositiveDefinite),
			Notation:     notation{"text": "($1)⁻¹", "latex": `\left($1\right)^{-1}`, "numpy": "np.linalg.inv($1)"},
		},
		{
			Name: "transpose", Doc: "transpose, X'",
			Params: words("X"), Signatures: sig("n x m -> m x n"),
			Definition:   "X'",
			Differential: "d(X)'",
			Component:    "X[j,i]",
			Source:       cookbook + "eq. 44",
			Value:        transpose,
			Notation:     notation{"text": "($1)ᵀ", "latex": `\left($1\right)^{\top}`, "numpy": "np.transpose($1)"},
		},
		{
			Name: "adj", Aliases: words("adjugate"), Doc: "adjugate, det(X)*inv(X), defined for singular X too",
			Params: words("X"), Signatures: sig("n x n -> n x n"),
			Differential: "tr(inv(X)*d(X))*adj(X) - inv(X)*d(X)*adj(X)",
			Condition:    "X invertible",
			Domain:       ast.Invertible,
			Source:       magnus + "section 8.6",
			Value:        adjugate,
			Structure:    keep(ast.IsSymmetric | ast.IsDiagonal | ast.IsLower | ast.IsUpper | ast.IsPositiveDefinite),
			Notation:     notation{"numpy": "_adj($1)"},
		},
		{
			Name: "pinv", Aliases: words("pinverse"), Doc: "Moore-Penrose inverse",
			Params: words("X"), Signatures: sig("n x m -> m x n"),
			Differential: "-pinv(X)*d(X)*pinv(X) + pinv(X)*pinv(X)'*d(X)'*(eye(n) - X*pinv(X))" +
				" + (eye(m) - pinv(X)*X)*d(X)'*pinv(X)'*pinv(X)",
			Condition: "the rank of X does not change nearby",
			Source:    golub + "eq. 4.12; " + magnus + "section 8.5",
			Value:     pseudoinverse,
			Structure: keep(ast.IsSymmetric | ast.IsSkew | ast.IsDiagonal | ast.IsOrthogonal | ast.IsPositiveDefinite),
			Notation:  notation{"text": "($1)⁺", "latex": `\left($1\right)^{+}`, "numpy": "np.linalg.pinv($1)"},
		},
		{
			Name: "expm", Doc: "matrix exponential (entry by entry: exp)",
			Params: words("X"), Signatures: sig("n x n -> n x n"),
			Differential: "dexpm(X,d(X))",
			Source:       higham + "section 10.2",
			Value:        expm,
			Structure:    exponentialStructure,
			Notation:     notation{"text": "expm($1)", "latex": `e^{$1}`, "numpy": "_expm($1)"},
		},
		expmDerivative(1),
		expmDerivative(2),
	}
}

// keep gives the properties of a value that has those of its argument, as far as they are in
// kept.
func keep(kept ast.Properties) func([]ast.Node) ast.Properties {
	return func(args []ast.Node) ast.Properties {
		var p ast.Properties
		for bit := ast.Properties(1); bit != 0; bit <<= 1 {
			if kept&bit != 0 && args[0].Has(bit) {
				p |= bit
			}
		}
		return p
	}
}

// exponentialStructure: expm of a symmetric matrix is positive definite, of a skew one orthogonal.
func exponentialStructure(args []ast.Node) ast.Properties {
	p := keep(ast.IsSymmetric | ast.IsDiagonal | ast.IsLower | ast.IsUpper)(args)
	if args[0].Has(ast.IsSymmetric) {
		p |= ast.IsPositiveDefinite
	}
	if args[0].Has(ast.IsSkew) {
		p |= ast.IsOrthogonal
	}
	return p
}
