package parser

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"matcalc/ast"
	"matcalc/parser/families"
)

// TestScale parses inputs of great length and depth, each well within a second.
func TestScale(t *testing.T) {
	repeat := func(n int, sep string, part func(i int) string) string {
		parts := make([]string, n)
		for i := range parts {
			parts[i] = part(i)
		}
		return strings.Join(parts, sep)
	}
	chain := func(n int, line func(i int) string, last string) string {
		return repeat(n, "\n", line) + "\n" + last
	}
	tests := []struct{ name, input string }{
		{"sum of 50,000 terms", repeat(50000, " + ", func(i int) string { return fmt.Sprintf("x%d", i) })},
		{"sum of 50,000 terms of one name", repeat(50000, " + ", func(i int) string { return fmt.Sprintf("%d*x", i) })},
		{"sum of 20,000 products", repeat(20000, " + ", func(i int) string { return fmt.Sprintf("a%d'*x", i) })},
		{"product of 2,000 matrices", repeat(2000, "*", func(i int) string { return fmt.Sprintf("A%d", i) })},
		{"product of 2,000 scalars", repeat(2000, "*", func(i int) string { return fmt.Sprintf("alpha_%d", i) })},
		{"product of 2,000 vectors", repeat(2000, "*", func(i int) string { return fmt.Sprintf("a_%d", i) })},
		{"entry-by-entry product", repeat(2000, ".*", func(i int) string { return fmt.Sprintf("a_%d", i) })},
		{"10,000 parentheses", strings.Repeat("(", 10000) + "x" + strings.Repeat(")", 10000)},
		{"10,000 calls", strings.Repeat("tanh(", 10000) + "x" + strings.Repeat(")", 10000)},
		{"10,000 transposes", "X" + strings.Repeat("'", 10000)},
		{"10,000 layers", chain(10000, func(i int) string {
			if i == 0 {
				return "z0 = x"
			}
			return fmt.Sprintf("z%d = tanh(W%d*z%d + b%d)", i, i, i-1, i)
		}, "norm(z9999 - y)^2")},
		{"10,000 layers of one matrix", chain(10000, func(i int) string {
			if i == 0 {
				return "z0 = x"
			}
			return fmt.Sprintf("z%d = tanh(W*z%d + b)", i, i-1)
		}, "norm(z9999 - y)^2")},
		{"powers by squaring", chain(40, func(i int) string {
			if i == 0 {
				return "z0 = x"
			}
			return fmt.Sprintf("z%d = z%d.*z%d", i, i-1, i-1)
		}, "sum(z39)")},
		{"nested definitions", "g(x) = h(x) + h(x); " + strings.Repeat("g(", 1000) + "x" + strings.Repeat(")", 1000)},
		{"definitions in definitions", chain(1000, func(i int) string {
			if i == 0 {
				return "f0(x) = tanh(A*x)"
			}
			return fmt.Sprintf("f%d(x) = f%d(x) + f%d(x)", i, i-1, i-1)
		}, "norm(f999(x))")},
		{"sums in sums", chain(1000, func(i int) string {
			if i == 0 {
				return "z0 = sum(k, x[k])"
			}
			return fmt.Sprintf("z%d = sum(k, z%d*x[k])", i, i-1)
		}, "z999")},
		{"2,000 quotients", "x" + strings.Repeat("/norm(y)", 2000)},
		{"many clashes", repeat(1000, " + ", func(i int) string { return fmt.Sprintf("c%d*x", i) })},
		{"many vec", repeat(200, " + ", func(i int) string { return fmt.Sprintf("vec(A%d*B%d)", i, i) })},
	}
	for _, tt := range tests {
		var in *Input
		var err error
		d := families.Spent(func() { in, err = Parse(tt.input, Options{}) })
		if err != nil {
			t.Errorf("%s: %s", tt.name, err.(*ast.Error).Detail())
			continue
		}
		t.Logf("%-35s %8.1f ms, %d nodes", tt.name, float64(d.Microseconds())/1000, in.Table.Len())
		if d > 2*time.Second {
			t.Errorf("%s took %v", tt.name, d)
		}
	}
}

// TestLimits: what is too deep or too large ends in an error of its own kind.
func TestLimits(t *testing.T) {
	tests := map[string]string{
		"parentheses": strings.Repeat("(", 100000) + "x" + strings.Repeat(")", 100000),
		"transposes":  "X" + strings.Repeat("'", 100000),
		"signs":       strings.Repeat("x^-(", 100000),
		"sizes":       "x where x in R^" + strings.Repeat("(", 100000) + "n" + strings.Repeat(")", 100000),
		"norms":       strings.Repeat("norm(", 100000),
		"kron":        tower("kron(%[1]s, %[1]s)", "tr(%s)"),
		"vec":         tower("vec(%[1]s)*vec(%[1]s)'", "tr(%s)"),
		"squares":     strings.Replace(tower("%[1]s*%[1]s", "%s*x"), "z0 = X", "z0 = 3", 1),
		"polynomials": "x'*y where x in R^(" + strings.Repeat("(n + m + p + q)*", 40) + "n)",
		"numbers":     strings.Repeat("9", 5000),
		"exponents":   "1e99999999",
		"doubling": func() string {
			s := "f0(x) = tanh(A*x)\n"
			for i := 1; i < 60; i++ {
				s += fmt.Sprintf("f%d(x) = f%d(f%d(x))\n", i, i-1, i-1)
			}
			return s + "f59(x)"
		}(),
	}
	for name, input := range tests {
		_, err := Parse(input, Options{Limits: Limits{Terms: 200000}})
		var e *ast.Error
		if !errors.As(err, &e) || e.Kind != ast.LimitError {
			t.Errorf("%s: got %v, want an error of kind limit", name, err)
		}
	}
}

// tower is sixty steps, each made of the one before twice.
func tower(step, last string) string {
	s := "z0 = X\n"
	for i := range 60 {
		s += fmt.Sprintf("z%d = %s\n", i+1, fmt.Sprintf(step, fmt.Sprintf("z%d", i)))
	}
	return s + fmt.Sprintf(last, "z60")
}
