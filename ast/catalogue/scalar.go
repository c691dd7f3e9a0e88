package catalogue

import "matcalc/ast"

// scalarFunctions are the functions of a square matrix to a scalar.
func scalarFunctions() []*ast.Function {
	return []*ast.Function{
		{
			Name: "tr", Aliases: words("trace Tr"), Doc: "trace, the sum of the diagonal",
			Params: words("X"), Signatures: sig("n x n -> 1"),
			Differential: "tr(d(X))",
			Component:    "sum(k, X[k,k])",
			Source:       cookbook + "eq. 36",
			Value:        trace,
			Notation:     notation{"numpy": "np.trace($1)"},
		},
		{
			Name: "det", Aliases: words("determinant"), Doc: "determinant",
			Params: words("X"), Signatures: sig("n x n -> 1"),
			// det(X)*inv(X) is adj(X), which holds for singular X too; the inverse reads better and
			// has a simpler differential of its own.
			Differential: "det(X)*tr(inv(X)*d(X))",
			Condition:    "X invertible",
			Domain:       ast.Invertible,
			Source:       cookbook + "eq. 42; " + giles + "2.2.4",
			Value:        det,
			Notation:     notation{"latex": `\det\left($1\right)`, "numpy": "np.linalg.det($1)"},
		},
		{
			Name: "logdet", Doc: "logarithm of the absolute value of the determinant",
			Params: words("X"), Signatures: sig("n x n -> 1"),
			Differential: "tr(inv(X)*d(X))",
			Condition:    "X invertible",
			Domain:       ast.Invertible,
			Source:       cookbook + "eq. 43",
			Value:        logdet,
			Defined:      "X invertible",
			Notation:     notation{"latex": `\log\left|\det\left($1\right)\right|`, "numpy": "np.linalg.slogdet($1)[1]"},
		},
	}
}

// normFunctions are the norms and the inner product, of arrays of any shape.
func normFunctions() []*ast.Function {
	return []*ast.Function{
		{
			Name: "norm", Aliases: words("norm2"), Doc: "Euclidean norm of a vector, Frobenius norm of a matrix",
			Params: words("X"), Signatures: sig("n x m -> 1"),
			Differential: "(X : d(X))/norm(X)",
			Component:    "sqrt(sum(k, sum(l, X[k,l]^2)))",
			Condition:    "X ≠ 0",
			Domain:       ast.NonZero,
			Source:       cookbook + "eq. 129",
			Value:        norm,
			Values:       "[0,oo)",
			Notation: notation{
				"text": "‖$1‖", "latex": `\left\lVert $1 \right\rVert`, "numpy": "np.linalg.norm($1)",
			},
		},
		{
			Name: "normF", Doc: "Frobenius norm, the same as norm",
			Params: words("X"), Signatures: sig("n x m -> 1"),
			Definition:   "norm(X)",
			Differential: "(X : d(X))/norm(X)",
			Component:    "sqrt(sum(k, sum(l, X[k,l]^2)))",
			Condition:    "X ≠ 0",
			Domain:       ast.NonZero,
			Source:       cookbook + "eq. 132",
			Value:        norm,
			Values:       "[0,oo)",
			Notation: notation{
				"text": "‖$1‖_F", "latex": `\left\lVert $1 \right\rVert_F`, "numpy": "np.linalg.norm($1)",
			},
		},
		{
			Name: "norm1", Doc: "sum of the absolute values of all entries",
			Params: words("X"), Signatures: sig("n x m -> 1"),
			Differential: "sign(X) : d(X)",
			Component:    "sum(k, sum(l, abs(X[k,l])))",
			Condition:    "no entry of X is 0",
			Domain:       ast.NonZero,
			Source:       calculus,
			Value:        norm1,
			Values:       "[0,oo)",
			Notation: notation{
				"text": "‖$1‖₁", "latex": `\left\lVert $1 \right\rVert_1`, "numpy": "np.sum(np.abs($1))",
			},
		},
		{
			Name: "dot", Aliases: words("inner"), Doc: "inner product tr(A'B), the sum of the products of the entries",
			Params: words("A B"), Signatures: sig("n x m, n x m -> 1"),
			Definition:   "A : B",
			Differential: "d(A) : B + A : d(B)",
			Component:    "sum(k, sum(l, A[k,l]*B[k,l]))",
			Source:       bilinear,
			Value:        dot,
			Notation:     notation{"text": "⟨$1, $2⟩", "latex": `\left\langle $1, $2 \right\rangle`, "numpy": "np.sum($1*$2)"},
		},
	}
}
