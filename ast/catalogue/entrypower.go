package catalogue

import (
	"math"

	"matcalc/ast"
)

// entryPowers are abbreviations for powers entry by entry.
func entryPowers() []*ast.Function {
	fs := entrywise([]*ast.Function{
		{
			Name: "sqrt", Doc: "square root of each entry",
			Definition:   "X.^(1/2)",
			Differential: "d(X)./(2*sqrt(X))", Condition: "every entry of X is positive", Domain: ast.Positive,
			Source: calculus, Scalar: of(math.Sqrt),
			Notation: notation{"text": "√($1)", "latex": `\sqrt{$1}`},
		},
		{
			Name: "square", Aliases: words("sqr"), Doc: "square of each entry",
			Definition:   "X.^2",
			Differential: "2*X.*d(X)", Component: "X[i,j]^2", Source: calculus,
			Scalar: of(func(x float64) float64 { return x * x }),
		},
		{
			Name: "reciprocal", Doc: "1 divided by each entry",
			Definition:   "X.^-1",
			Differential: "-d(X)./X.^2", Condition: "no entry of X is 0", Domain: ast.NonZero,
			Component: "1/X[i,j]", Source: calculus,
			Scalar:   of(func(x float64) float64 { return 1 / x }),
			Notation: notation{"text": "1 ⊘ ($1)", "latex": `1 \oslash \left($1\right)`},
		},
	})
	return append(fs, &ast.Function{
		Name: "pow", Aliases: words("power"), Doc: "each entry to the power p",
		Params: words("X p"), Signatures: sig("n x m, 1 -> n x m; n x m, n x m -> n x m"), Elementwise: true,
		Definition:   "X.^p",
		Differential: "p.*X.^(p - 1).*d(X) + X.^p.*log(X).*d(p)",
		Component:    "X[i,j]^p",
		Condition:    "every entry of X is positive, or p is a number and the power is defined nearby",
		Domain:       ast.Positive,
		Source:       calculus,
		Scalar:       func(x ...float64) float64 { return math.Pow(x[0], x[1]) },
		Notation:     notation{"text": "($1).^($2)", "latex": `\left($1\right)^{\odot $2}`, "numpy": "np.power($1, $2)"},
	})
}

// pairs are functions of two arrays of equal shape that act entry by entry.
func pairs() []*ast.Function {
	fs := []*ast.Function{
		{
			Name: "max", Aliases: words("maximum"), Doc: "the greater of two entries",
			Params:       words("X Y"),
			Differential: "d(Y) + step(X - Y).*(d(X) - d(Y))",
			Component:    "max(X[i,j],Y[i,j])",
			Condition:    "no entry of X equals that of Y",
			Source:       calculus,
			Scalar:       func(x ...float64) float64 { return math.Max(x[0], x[1]) },
			Notation:     notation{"latex": `\max\left($*\right)`, "numpy": "np.maximum($*)"},
		},
		{
			Name: "min", Aliases: words("minimum"), Doc: "the lesser of two entries",
			Params:       words("X Y"),
			Differential: "d(Y) + step(Y - X).*(d(X) - d(Y))",
			Component:    "min(X[i,j],Y[i,j])",
			Condition:    "no entry of X equals that of Y",
			Source:       calculus,
			Scalar:       func(x ...float64) float64 { return math.Min(x[0], x[1]) },
			Notation:     notation{"latex": `\min\left($*\right)`, "numpy": "np.minimum($*)"},
		},
		{
			Name: "atan2", Aliases: words("arctan2"), Doc: "the angle of the point (X, Y), from -pi to pi",
			Params:       words("Y X"),
			Differential: "(X.*d(Y) - Y.*d(X))./(X.^2 + Y.^2)",
			Component:    "atan2(Y[i,j],X[i,j])",
			Condition:    "no entry of Y is 0 where that of X is 0 or negative",
			Domain:       ast.Positive,
			Source:       calculus,
			Scalar:       func(x ...float64) float64 { return math.Atan2(x[0], x[1]) },
			Notation:     notation{"numpy": "np.arctan2($*)"},
		},
	}
	for _, f := range fs {
		f.Elementwise = true
		f.Signatures = sig("n x m, n x m -> n x m")
		if f.Name != "atan2" {
			f.Build = constantLast(f)
		}
	}
	return fs
}

// constantLast makes the call of max or min with an array of equal numbers as its second argument, so that the
// derivative of max(0,x) is that of max(x,0). Of two such arrays it gives one.
func constantLast(f *ast.Function) func(*ast.Table, []ast.Dim, []ast.Node) ast.Node {
	return func(t *ast.Table, _ []ast.Dim, args []ast.Node) ast.Node {
		first, ok := equalEntries(t, args[0])
		if !ok {
			return t.Call(f, nil, args...)
		}
		second, ok := equalEntries(t, args[1])
		switch sign := float64(first.Plus(second.Neg()).Sign()); {
		case !ok:
			return t.Call(f, nil, args[1], args[0])
		case f.Scalar(sign, 0) == sign:
			return args[0]
		}
		return args[1]
	}
}

// equalEntries gives the number that all entries of an array are, where it is written so.
func equalEntries(t *ast.Table, n ast.Node) (ast.Rat, bool) {
	coef, core := t.SplitCoef(n)
	return coef, ast.IsZero(core) || ast.IsConstant(core, ast.Ones) || ast.IsNumber(core, 1)
}
