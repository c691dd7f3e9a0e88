package rules_test

import (
	"testing"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/rules"
)

// TestSignOf gives exponents of matrices, and the sign that they have for all values of their names.
func TestSignOf(t *testing.T) {
	for _, tt := range []struct {
		exponent, where string
		want            rules.Sign
	}{
		{"3", "", rules.NotNegative},
		{"-2", "", rules.NotPositive},
		{"k", "k in N", rules.NotNegative},
		{"k", "k in Z", rules.EitherSign},
		{"k - 1", "k in N", rules.EitherSign},
		{"-k", "k in N", rules.NotPositive},
		{"k*l", "k in N, l in N", rules.NotNegative},
		{"-k*l", "k in N, l in N", rules.NotPositive},
		{"k*l", "k in Z, l in N", rules.EitherSign},
		{"k^2", "k in Z", rules.NotNegative},
		{"k^3", "k in Z", rules.EitherSign},
		{"2^k", "k in N", rules.NotNegative},
		{"2^(2*k)", "k in N", rules.NotNegative},
		{"-2*k^2", "k in Z", rules.NotPositive},
		{"k^2 + l^4", "k in Z, l in Z", rules.NotNegative},
		{"k^2 - l^4", "k in Z, l in Z", rules.EitherSign},
		{"k^2 + l", "k in Z, l in Z", rules.EitherSign},
	} {
		in, err := parser.Parse("A^("+tt.exponent+")", parser.Options{Let: let(tt.where)})
		if err != nil {
			t.Fatal(tt.exponent, err)
		}
		power, ok := in.Expr.(*ast.Power)
		if !ok {
			t.Fatalf("A^(%s) is no power", tt.exponent)
		}
		if got := rules.SignOf(power.Exponent()); got != tt.want {
			t.Errorf("%s where %s: sign %d, want %d", tt.exponent, tt.where, got, tt.want)
		}
	}
}

func let(where string) []string {
	if where == "" {
		return nil
	}
	return []string{where}
}
