package catalogue

import (
	"math"

	"matcalc/ast"
)

// activations are the functions with kinks and the smooth ones of neural networks. At a kink
// sign, step and so the derivatives of abs and relu are 0.
func activations() []*ast.Function {
	return entrywise([]*ast.Function{
		{
			Name: "abs", Doc: "absolute value of each entry",
			Differential: "sign(X).*d(X)", Condition: "no entry of X is 0", Domain: ast.NonZero,
			Source: calculus, Scalar: of(math.Abs), Values: "[0,oo)",
		},
		{
			Name: "sign", Aliases: words("sgn"), Doc: "sign of each entry: -1, 0 or 1",
			Differential: "0*d(X)", Condition: "no entry of X is 0", Domain: ast.NonZero,
			Source: calculus, Scalar: of(sign), Odd: true, Values: "[-1,1]",
		},
		{
			Name: "step", Aliases: words("heaviside"), Doc: "1 where an entry is positive, else 0",
			Differential: "0*d(X)", Condition: "no entry of X is 0", Domain: ast.NonZero,
			Source: calculus, Scalar: of(step), Values: "[0,1]",
			Notation: notation{"numpy": "np.heaviside($1, 0.0)"},
		},
		{
			Name: "relu", Doc: "positive part of each entry",
			Differential: "step(X).*d(X)", Condition: "no entry of X is 0", Domain: ast.NonZero,
			Source: calculus, Scalar: of(relu), Values: "[0,oo)",
			Notation: notation{"numpy": "np.maximum($1, 0.0)"},
		},
		{
			Name: "sigmoid", Aliases: words("logistic"), Doc: "1/(1 + exp(-X)) of each entry",
			Differential: "sigmoid(X).*(1 - sigmoid(X)).*d(X)", Source: calculus, Scalar: of(sigmoid),
			Values: "(0,1)", Increasing: true,
			Notation: notation{"numpy": "_sigmoid($1)"},
		},
		{
			Name: "softplus", Doc: "log(1 + exp(X)) of each entry",
			Differential: "sigmoid(X).*d(X)", Source: calculus, Scalar: of(softplus),
			Values: "(0,oo)", Increasing: true,
			Notation: notation{"numpy": "np.logaddexp(0.0, $1)"},
		},
		{
			Name: "logsigmoid", Aliases: words("log_sigmoid log_expit"), Doc: "log(sigmoid(X)) of each entry, also far below 0",
			Differential: "sigmoid(-X).*d(X)", Component: "log(sigmoid(X[i,j]))", Source: calculus,
			Scalar: func(x ...float64) float64 { return -softplus(-x[0]) }, Values: "(-oo,0)", Increasing: true,
			Notation: notation{"numpy": "np.negative(np.logaddexp(0.0, np.negative($1)))"},
		},
	})
}

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return x * 0 // NaN stays NaN
}

func step(x float64) float64 {
	if x > 0 {
		return 1
	}
	return math.Min(0, sign(x)+1) // NaN stays NaN
}

func relu(x float64) float64 {
	if x < 0 {
		return 0
	}
	return x
}

// sigmoid does not overflow: the exponent is never positive.
func sigmoid(x float64) float64 {
	if x >= 0 {
		return 1 / (1 + math.Exp(-x))
	}
	e := math.Exp(x)
	return e / (1 + e)
}

// softplus is max(x,0) + log(1 + exp(-|x|)), which does not overflow.
func softplus(x float64) float64 { return math.Max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }
