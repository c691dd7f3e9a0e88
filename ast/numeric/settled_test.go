package numeric_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/ast/numeric/grow"
)

// TestSettle compares values of random expressions on instances that With makes of a settled one with
// those on instances of one that is not.
func TestSettle(t *testing.T) {
	compared := 0
	for seed := range uint64(400) {
		g := grow.New(rand.New(rand.NewPCG(seed, 5)))
		roots := []ast.Node{g.Expression(g.Shape(), 5), g.Expression(g.Shape(), 5)}
		in, err := numeric.Random(rand.New(rand.NewPCG(seed, 6)), roots, numeric.Options{})
		if err != nil {
			continue
		}
		var symbols []*ast.Symbol
		for _, n := range ast.Topo(roots...) {
			if s, ok := n.(*ast.Symbol); ok && s.Kind == ast.Variable {
				symbols = append(symbols, s)
			}
		}
		if len(symbols) < 2 {
			continue
		}
		plain := in.With(symbols[0].Name, valueOf(in, symbols[0]))
		if err := in.Settle(roots, []string{symbols[0].Name, symbols[1].Name}); err != nil {
			t.Fatal(err)
		}
		for _, s := range symbols {
			at := valueOf(in, s)
			value := ast.NewArray(at.Rows, at.Cols)
			for k, x := range at.Data {
				value.Data[k] = 1.25 * x
			}
			for _, r := range roots {
				want, err := plain.With(s.Name, value).Eval(r)
				if err != nil {
					t.Fatal(err)
				}
				got, err := in.With(s.Name, value).Eval(r)
				if err != nil {
					t.Fatal(err)
				}
				for k := range want.Data {
					if got.Data[k] != want.Data[k] && !(math.IsNaN(got.Data[k]) && math.IsNaN(want.Data[k])) {
						t.Fatalf("seed %d, %s moved: %v, want %v", seed, s.Name, got.Data, want.Data)
					}
				}
				compared++
			}
		}
	}
	if compared < 100 {
		t.Errorf("%d values compared", compared)
	}
}

func valueOf(in *numeric.Instance, s *ast.Symbol) ast.Array {
	v, _ := in.Value(s.Name)
	return v
}
