package catalogue

import (
	"math"

	"matcalc/ast"
)

// entrywise fills in what all functions of one argument that act on every entry have in common.
func entrywise(fs []*ast.Function) []*ast.Function {
	same := sig("n x m -> n x m")
	for _, f := range fs {
		f.Elementwise = true
		f.Params = []string{"X"}
		f.Signatures = same
		if f.Component == "" {
			f.Component = f.Name + "(X[i,j])"
		}
	}
	return fs
}

// of makes the value of an entry from a function of one number.
func of(f func(float64) float64) func(...float64) float64 {
	return func(x ...float64) float64 { return f(x[0]) }
}

// exponentials are exp, log and their relatives.
func exponentials() []*ast.Function {
	return entrywise([]*ast.Function{
		{
			Name: "exp", Doc: "exponential of each entry (of a matrix: expm)",
			Differential: "exp(X).*d(X)", Source: calculus, Scalar: of(math.Exp), Values: "(0,oo)", Increasing: true,
			Notation: notation{"latex": `\exp\left($1\right)`},
		},
		{
			Name: "log", Aliases: words("ln"), Doc: "natural logarithm of each entry",
			Differential: "d(X)./X", Condition: "every entry of X is positive", Domain: ast.Positive,
			Defined: "every entry of X is positive", Source: calculus, Scalar: of(math.Log), Increasing: true,
			Notation: notation{"latex": `\log\left($1\right)`},
		},
		{
			Name: "log1p", Doc: "log(1 + X), also for small X",
			Differential: "d(X)./(1 + X)", Condition: "every entry of X is above -1", Domain: ast.Positive,
			Defined: "every entry of X is above -1", Component: "log(1 + X[i,j])", Source: calculus, Scalar: of(math.Log1p), Increasing: true,
		},
		{
			Name: "expm1", Doc: "exp(X) - 1, also for small X",
			Differential: "exp(X).*d(X)", Component: "exp(X[i,j]) - 1", Source: calculus, Scalar: of(math.Expm1),
			Values: "(-1,oo)", Increasing: true,
		},
		{
			Name: "sinh", Doc: "hyperbolic sine of each entry",
			Differential: "cosh(X).*d(X)", Source: calculus, Scalar: of(math.Sinh), Odd: true, Increasing: true,
			Notation: notation{"latex": `\sinh\left($1\right)`},
		},
		{
			Name: "cosh", Doc: "hyperbolic cosine of each entry",
			Differential: "sinh(X).*d(X)", Source: calculus, Scalar: of(math.Cosh), Values: "[1,oo)",
			Notation: notation{"latex": `\cosh\left($1\right)`},
		},
		{
			Name: "tanh", Doc: "hyperbolic tangent of each entry",
			Differential: "(1 - tanh(X).^2).*d(X)", Source: calculus, Scalar: of(math.Tanh), Odd: true, Values: "(-1,1)", Increasing: true,
			Notation: notation{"latex": `\tanh\left($1\right)`},
		},
		{
			Name: "asinh", Aliases: words("arcsinh arsinh"), Doc: "inverse hyperbolic sine of each entry",
			Differential: "d(X)./sqrt(X.^2 + 1)", Source: calculus, Scalar: of(math.Asinh), Odd: true, Increasing: true,
			Notation: notation{"latex": `\operatorname{arsinh}\left($1\right)`, "numpy": "np.arcsinh($1)"},
		},
		{
			Name: "acosh", Aliases: words("arccosh arcosh"), Doc: "inverse hyperbolic cosine of each entry",
			Differential: "d(X)./sqrt(X.^2 - 1)", Condition: "every entry of X is above 1", Domain: ast.AboveOne,
			Defined: "no entry of X is below 1", Source: calculus, Scalar: of(math.Acosh), Values: "[0,oo)", Increasing: true,
			Notation: notation{"latex": `\operatorname{arcosh}\left($1\right)`, "numpy": "np.arccosh($1)"},
		},
		{
			Name: "atanh", Aliases: words("arctanh artanh"), Doc: "inverse hyperbolic tangent of each entry",
			Differential: "d(X)./(1 - X.^2)", Condition: "every entry of X is between -1 and 1", Domain: ast.UnitOpen,
			Defined: "every entry of X is between -1 and 1", Source: calculus, Scalar: of(math.Atanh), Odd: true, Increasing: true,
			Notation: notation{"latex": `\operatorname{artanh}\left($1\right)`, "numpy": "np.arctanh($1)"},
		},
	})
}

// trigonometric are the functions of the circle, in radians.
func trigonometric() []*ast.Function {
	return entrywise([]*ast.Function{
		{
			Name: "sin", Doc: "sine of each entry, in radians",
			Differential: "cos(X).*d(X)", Source: calculus, Scalar: of(math.Sin), Odd: true, Values: "[-1,1]",
			Notation: notation{"latex": `\sin\left($1\right)`},
		},
		{
			Name: "cos", Doc: "cosine of each entry, in radians",
			Differential: "-sin(X).*d(X)", Source: calculus, Scalar: of(math.Cos), Values: "[-1,1]",
			Notation: notation{"latex": `\cos\left($1\right)`},
		},
		{
			Name: "tan", Doc: "tangent of each entry, in radians",
			Differential: "(1 + tan(X).^2).*d(X)", Condition: "no entry of X is an odd multiple of pi/2",
			Defined: "no entry of X is an odd multiple of pi/2", Domain: ast.UnitOpen, Source: calculus, Scalar: of(math.Tan), Odd: true,
			Notation: notation{"latex": `\tan\left($1\right)`},
		},
		{
			Name: "asin", Aliases: words("arcsin"), Doc: "inverse sine of each entry",
			Differential: "d(X)./sqrt(1 - X.^2)", Condition: "every entry of X is between -1 and 1",
			Defined: "no entry of X is below -1 or above 1", Domain: ast.UnitOpen, Source: calculus, Scalar: of(math.Asin), Odd: true,
			Values: "(-2,2)", Increasing: true,
			Notation: notation{"latex": `\arcsin\left($1\right)`, "numpy": "np.arcsin($1)"},
		},
		{
			Name: "acos", Aliases: words("arccos"), Doc: "inverse cosine of each entry",
			Differential: "-d(X)./sqrt(1 - X.^2)", Condition: "every entry of X is between -1 and 1",
			Defined: "no entry of X is below -1 or above 1", Domain: ast.UnitOpen, Source: calculus, Scalar: of(math.Acos),
			Values:   "[0,4)",
			Notation: notation{"latex": `\arccos\left($1\right)`, "numpy": "np.arccos($1)"},
		},
		{
			Name: "atan", Aliases: words("arctan"), Doc: "inverse tangent of each entry",
			Differential: "d(X)./(1 + X.^2)", Source: calculus, Scalar: of(math.Atan), Odd: true, Values: "(-2,2)", Increasing: true,
			Notation: notation{"latex": `\arctan\left($1\right)`, "numpy": "np.arctan($1)"},
		},
	})
}
