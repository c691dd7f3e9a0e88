package catalogue

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"matcalc/ast"
)

// gammaFunctions are the error function and the logarithm of the gamma function with its
// derivatives: digamma, trigamma, and polygamma(k,X), the derivative of order k of digamma.
func gammaFunctions() []*ast.Function {
	const poles = "no entry of X is 0 or a negative integer"
	fs := entrywise([]*ast.Function{
		{
			Name: "erf", Doc: "error function of each entry",
			Differential: "2/sqrt(pi)*exp(-X.^2).*d(X)", Source: stegun + "7.1.1", Scalar: of(math.Erf), Odd: true,
			Values: "(-1,1)", Increasing: true,
			Notation: notation{"numpy": "_erf($1)"},
		},
		{
			Name: "lgamma", Aliases: words("gammaln loggamma"), Doc: "logarithm of the absolute value of the gamma function",
			Differential: "digamma(X).*d(X)", Condition: poles, Defined: poles, Domain: ast.Positive,
			Source: stegun + "6.3.1", Scalar: of(lgamma),
			Notation: notation{"latex": `\log\Gamma\left($1\right)`, "numpy": "_lgamma($1)"},
		},
		{
			Name: "digamma", Doc: "derivative of lgamma",
			Differential: "trigamma(X).*d(X)", Condition: poles, Defined: poles, Domain: ast.Positive,
			Source: stegun + "6.4.1", Scalar: of(func(x float64) float64 { return polygamma(0, x) }),
			Notation: notation{"latex": `\psi\left($1\right)`, "numpy": "_digamma($1)"},
		},
		{
			Name: "trigamma", Doc: "derivative of digamma",
			Differential: "polygamma(2,X).*d(X)", Condition: poles, Defined: poles, Domain: ast.Positive,
			Source: stegun + "6.4.1", Scalar: of(func(x float64) float64 { return polygamma(1, x) }),
			Notation: notation{"latex": `\psi'\left($1\right)`, "numpy": "_polygamma(1, $1)"},
		},
	})
	return append(fs, &ast.Function{
		Name: "polygamma", Doc: "derivative of order k of digamma, k = 0, 1, 2, …",
		Params: words("k X"), Signatures: sig("1, n x m -> n x m"), Elementwise: true,
		Differential: "polygamma(k + 1,X).*d(X)", Condition: poles, Defined: poles, Domain: ast.Positive,
		Component: "polygamma(k,X[i,j])",
		Source:    stegun + "6.4.1",
		Scalar:    func(x ...float64) float64 { return polygamma(x[0], x[1]) },
		Notation:  notation{"latex": `\psi^{\left($1\right)}\left($2\right)`, "numpy": "_polygamma($1, $2)"},
	})
}

func lgamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}

// leftmost bounds the arguments of polygamma: the zeta function takes time that grows with -x.
const leftmost = -1e4

// polygamma is (-1)^(k+1) k! ζ(k+1, x) with the zeta function of Hurwitz (Abramowitz & Stegun
// 6.4.10), and digamma for k = 0; NaN at the poles, below leftmost, and where k is no natural number.
func polygamma(k, x float64) float64 {
	if k < 0 || k != math.Trunc(k) || x <= 0 && x == math.Trunc(x) || math.IsNaN(x) {
		return math.NaN()
	}
	if k == 0 {
		return digamma(x)
	}
	if x < leftmost {
		return math.NaN()
	}
	z := math.Gamma(k+1) * mathext.Zeta(k+1, x)
	if math.Mod(k, 2) == 0 {
		return -z
	}
	return z
}

// digamma moves x up to where the asymptotic series is exact (Abramowitz & Stegun 6.3.5, 6.3.18),
// after a reflection of negative x (6.3.7).
func digamma(x float64) float64 {
	if x < 0 {
		return digamma(1-x) - math.Pi/math.Tan(math.Pi*x)
	}
	s := 0.0
	for ; x < 10; x++ {
		s -= 1 / x
	}
	y := 1 / (x * x)
	return s + math.Log(x) - 1/(2*x) -
		y*(1.0/12-y*(1.0/120-y*(1.0/252-y*(1.0/240-y*(1.0/132-y*(691.0/32760-y/12))))))
}
