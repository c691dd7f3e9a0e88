package catalogue

import "matcalc/ast"

// reductions are sums, products and their like over all entries, over columns or over rows. What
// works down each column or along each row gives a column vector.
func reductions() []*ast.Function {
	return []*ast.Function{
		{
			Name: "sum", Doc: "sum of all entries",
			Params: words("X"), Signatures: sig("n x m -> 1"),
			Differential: "sum(d(X))",
			Component:    "sum(k, sum(l, X[k,l]))",
			Source:       linear,
			Value:        sum,
			Notation:     notation{"numpy": "np.sum($1)"},
		},
		{
			Name: "mean", Doc: "mean of all entries",
			Params: words("X"), Signatures: sig("n x m -> 1"),
			Definition:   "sum(X)/(n*m)",
			Differential: "sum(d(X))/(n*m)",
			Component:    "sum(k, sum(l, X[k,l]))/(n*m)",
			Source:       linear,
			Value:        mean,
			Notation:     notation{"numpy": "np.mean($1)"},
		},
		{
			Name: "prod", Doc: "product of all entries",
			Params: words("X"), Signatures: sig("n x m -> 1"),
			// Where one entry is 0 the derivative exists too, but has no such form.
			Differential: "prod(X)*sum(d(X)./X)",
			Condition:    "no entry of X is 0",
			Domain:       ast.NonZero,
			Source:       calculus,
			Value:        prod,
			Notation:     notation{"numpy": "np.prod($1)"},
		},
		{
			Name: "rowsum", Doc: "the sum of each row, X*1, a vector",
			Params: words("X"), Signatures: sig("n x m -> n"),
			Definition:   "X*ones(m)",
			Differential: "d(X)*ones(m)",
			Component:    "sum(k, X[i,k])",
			Source:       linear,
			Value:        rowsum,
			Notation:     notation{"numpy": "np.sum($1, axis=1)"},
		},
		{
			Name: "colsum", Doc: "the sum of each column, X'*1, a vector",
			Params: words("X"), Signatures: sig("n x m -> m"),
			Definition:   "X'*ones(n)",
			Differential: "d(X)'*ones(n)",
			Component:    "sum(k, X[k,i])",
			Source:       linear,
			Value:        colsum,
			Notation:     notation{"numpy": "np.sum($1, axis=0)"},
		},
		{
			Name: "logsumexp", Aliases: words("lse"), Doc: "logarithm of the sum of the exponentials of a vector",
			Params: words("x"), Signatures: sig("n -> 1"),
			Differential: "softmax(x)'*d(x)",
			Component:    "log(sum(k, exp(x[k])))",
			Source:       calculus,
			Value:        logsumexp,
			Notation:     notation{"numpy": "_logsumexp($1)"},
		},
		{
			Name: "logsumexp", Aliases: words("lse"), Axis: 1, Doc: "logsumexp of each column, a vector",
			Params: words("X"), Signatures: sig("n x m -> m"),
			Differential: "diag(softmax(X,1)'*d(X))",
			Component:    "log(sum(k, exp(X[k,i])))",
			Source:       calculus,
			Value:        columnwise(logsumexp, vcat),
			Notation: notation{
				"text": "logsumexp($1, 1)", "latex": `\operatorname{logsumexp}_1\left($1\right)`, "numpy": "_logsumexp($1, 0)",
			},
		},
		{
			Name: "logsumexp", Aliases: words("lse"), Axis: 2, Doc: "logsumexp of each row, a vector",
			Params: words("X"), Signatures: sig("n x m -> n"),
			Differential: "diag(softmax(X,2)*d(X)')",
			Component:    "log(sum(k, exp(X[i,k])))",
			Source:       calculus,
			Value:        transposed(columnwise(logsumexp, vcat)),
			Notation: notation{
				"text": "logsumexp($1, 2)", "latex": `\operatorname{logsumexp}_2\left($1\right)`, "numpy": "_logsumexp($1, 1)",
			},
		},
		{
			Name: "softmax", Doc: "exp(x) divided by its sum, of a vector",
			Params: words("x"), Signatures: sig("n -> n"),
			Differential: "softmax(x).*d(x) - softmax(x)*(softmax(x)'*d(x))",
			Component:    "exp(x[i])/sum(k, exp(x[k]))",
			Source:       calculus,
			Value:        softmax,
			Values:       "(0,1]",
			Notation:     notation{"numpy": "_softmax($1)"},
		},
		{
			Name: "softmax", Axis: 1, Doc: "softmax of each column",
			Params: words("X"), Signatures: sig("n x m -> n x m"),
			Differential: "softmax(X,1).*d(X) - softmax(X,1)*Diag(diag(softmax(X,1)'*d(X)))",
			Component:    "exp(X[i,j])/sum(k, exp(X[k,j]))",
			Source:       calculus,
			Value:        columnwise(softmax, hcat),
			Values:       "(0,1]",
			Notation: notation{
				"text": "softmax($1, 1)", "latex": `\operatorname{softmax}_1\left($1\right)`, "numpy": "_softmax($1, 0)",
			},
		},
		{
			Name: "softmax", Axis: 2, Doc: "softmax of each row",
			Params: words("X"), Signatures: sig("n x m -> n x m"),
			Differential: "softmax(X,2).*d(X) - Diag(diag(softmax(X,2)*d(X)'))*softmax(X,2)",
			Component:    "exp(X[i,j])/sum(k, exp(X[i,k]))",
			Source:       calculus,
			Value:        softmaxRows,
			Values:       "(0,1]",
			Notation: notation{
				"text": "softmax($1, 2)", "latex": `\operatorname{softmax}_2\left($1\right)`, "numpy": "_softmax($1, 1)",
			},
		},
	}
}
