package simplify_test

import (
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric/grow"
	"matcalc/parser"
	"matcalc/render/notation"
	"matcalc/simplify"
)

// TestExplain compares the way that is told with what a person would write.
func TestExplain(t *testing.T) {
	for _, c := range []struct{ in, rules, last string }{
		{"tr(A*B) - tr(B*A) + x'*(y./x)", "trace/cyclic order; hadamard/quotient times divisor", "sum(y)"},
		{"A*X*B + A*Y*B", "sum/common first factor", "A*(X + Y)*B"},
		{"2*A + 2*B", "sum/common number", "2*(A + B)"},
		{"diag(A*Diag(x)*B)", "product/by its graph", "(A.*B')*x"},
		{"log(1 + exp(x))", "softplus/logarithm", "softplus(x)"},
		{"A*X*A*X*A*X*b", "product/repetition", "(A*X)^3*b"},
		{"A", "", "A"},
	} {
		in, err := parser.Parse(c.in, parser.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s := simplify.New(in.Table)
		out := s.Simplify(in.Expr)
		changes := s.Explain(in.Expr, out)
		var names []string
		last := in.Expr
		for _, ch := range changes {
			names = append(names, ch.By.Name)
			last = ch.To
		}
		if got := strings.Join(names, "; "); got != c.rules || last != out || notation.Plain(out) != c.last {
			t.Errorf("%s becomes %s by %s, want %s by %s", c.in, notation.Plain(out), got, c.last, c.rules)
		}
	}
}

// TestExplainWhole: each change has the shape of the whole, and the last one is what was to be explained, for
// random expressions and sums of inner products of them.
func TestExplainWhole(t *testing.T) {
	explained := 0
	for seed := *propertySeed; seed < *propertySeed+*propertyCount; seed++ {
		rng, g, f := grown(seed)
		if rng.IntN(2) == 0 {
			f = g.Table.Add(inner(g, f, 2), inner(g, f, 3))
		}
		s := simplify.New(g.Table)
		out := s.Simplify(f)
		changes := s.Explain(f, out)
		if f != out && len(changes) > 0 {
			explained++
		}
		for i, c := range changes {
			if c.To.Shape() != f.Shape() || c.By == nil || i == len(changes)-1 && c.To != out {
				t.Errorf("seed %d: change %d of %s is %s", seed, i, notation.Plain(f), notation.Plain(c.To))
			}
		}
	}
	if explained == 0 {
		t.Error("nothing was explained")
	}
}

// inner is the inner product of a random array with a multiple of f.
func inner(g *grow.Grower, f ast.Node, k int64) ast.Node {
	return g.Table.Inner(g.Expression(f.Shape(), 1), g.Table.Scale(ast.RatInt(k), f))
}
