// Package families holds the expressions that benchmarks run: the public cases, and families of
// expressions that grow, all in the input language.
package families

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// A Question is an expression with the variables to differentiate it by.
type Question struct {
	Input string
	Wrt   string // names, with commas
}

// A Family is a sequence of expressions that grow.
type Family struct {
	Name  string
	Sizes []int // at which it is measured
	// At gives the expression of size n.
	At func(n int) Question
}

// Run runs a benchmark for the families at the first sizes of each, at most most of them.
func Run(b *testing.B, most int, one func(b *testing.B, q Question)) {
	b.Helper()
	for _, f := range All {
		for _, n := range f.Sizes[:min(most, len(f.Sizes))] {
			q := f.At(n)
			b.Run(fmt.Sprintf("%s/%d", f.Name, n), func(b *testing.B) {
				b.ReportAllocs()
				one(b, q)
			})
		}
	}
}

// Whole is the number of sizes for Run where all of them are run.
const Whole = math.MaxInt

// All lists the families.
var All = []Family{
	{"network", []int{10, 100, 1000, 5000}, Network},
	{"chain", []int{10, 100, 1000, 2000}, Chain},
	{"sum", []int{10, 100, 1000, 10000, 50000}, Sum},
	{"nested", []int{10, 100, 1000, 5000}, Nested},
	{"squarings", []int{10, 20, 40}, Squarings},
	{"iterates", []int{10, 20, 40}, Iterates},
	{"inverses", []int{2, 4, 8, 16}, Inverses},
	{"power", []int{4, 16, 64}, Power},
}

// Network is the loss of n layers, z_k = tanh(W_k*z_(k-1) + b_k), by all weights and shifts.
func Network(n int) Question {
	var input strings.Builder
	wrt := make([]string, 0, 2*n)
	before := "x"
	for k := 1; k <= n; k++ {
		fmt.Fprintf(&input, "z%d = tanh(W%d*%s + b%d)\n", k, k, before, k)
		before = fmt.Sprintf("z%d", k)
		wrt = append(wrt, fmt.Sprintf("W%d", k), fmt.Sprintf("b%d", k))
	}
	fmt.Fprintf(&input, "norm(%s - y)^2", before)
	return Question{input.String(), strings.Join(wrt, ",")}
}

// Chain is the trace of a product of n matrices, by the one in the middle.
func Chain(n int) Question {
	factors := numbered("A%d", n)
	return Question{"tr(" + strings.Join(factors, "*") + ")", factors[n/2]}
}

// Sum is a sum of n products a_k'*x, by x.
func Sum(n int) Question {
	return Question{strings.Join(numbered("a%d'*x", n), " + "), "x"}
}

// Nested is the sum of the entries of tanh(tanh(…x)), n deep, by the vector x.
func Nested(n int) Question {
	return Question{"sum(" + strings.Repeat("tanh(", n) + "x" + strings.Repeat(")", n) + ") where x in R^n", "x"}
}

// Squarings is the sum of the entries of a vector that is squared n times, by the vector.
func Squarings(n int) Question { return iterated("z%d = %s.*%s\n", n) }

// Iterates is the sum of the entries of a vector that is squared and moved by a constant n times, by
// the vector; written out it has 2^n terms.
func Iterates(n int) Question { return iterated("z%d = %s.*%s + a\n", n) }

// iterated is the sum of the entries of x after n steps of the format, which has the number of the
// step and twice what is before it.
func iterated(format string, n int) Question {
	var input strings.Builder
	before := "x"
	for k := 1; k <= n; k++ {
		fmt.Fprintf(&input, format, k, before, before)
		before = fmt.Sprintf("z%d", k)
	}
	return Question{input.String() + "sum(" + before + ") where x in R^n", "x"}
}

// Inverses is the trace of inv(A + inv(A + …inv(X))), with n inverses, by X.
func Inverses(n int) Question {
	return Question{"tr(" + strings.Repeat("inv(A + ", n-1) + "inv(X)" + strings.Repeat(")", n-1) + ")", "X"}
}

// Power is tr((A*X)^n) by X.
func Power(n int) Question {
	return Question{fmt.Sprintf("tr((A*X)^%d)", n), "X"}
}

// numbered lists the n texts of the format with 1, 2, …, n.
func numbered(format string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf(format, i+1)
	}
	return out
}
