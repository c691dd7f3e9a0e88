package parser

import (
	"strings"
	"testing"

	"github.com/alecthomas/participle/v2/lexer"
)

// TestTokens cuts texts into tokens.
func TestTokens(t *testing.T) {
	tests := []struct {
		input, want string
		kinds       []lexer.TokenType
	}{
		{"2.*x", "2 .* x", []lexer.TokenType{tokenNumber, tokenDotStar, tokenName}},
		{"1./x", "1 ./ x", nil},
		{"1..n", "1 .. n", nil},
		{"2.'", "2 .'", nil},
		{"2.5.^3", "2.5 .^ 3", nil},
		{"3.", "3.", nil},
		{"2e-3x", "2e-3 x", nil},
		{"2e", "2 e", nil},
		{"2e(i)", "2 e ( i )", []lexer.TokenType{tokenNumber, tokenApply, tokenOpen, tokenName, tokenClose}},
		{".5", ".5", nil},
		{"X.T*y", "X .T * y", []lexer.TokenType{tokenName, tokenPrime, tokenStar, tokenName}},
		{"f.(X)", "f .( X )", []lexer.TokenType{tokenApply, tokenDotOpen, tokenName, tokenClose}},
		{"A⁻¹b", "A ⁻¹ b", []lexer.TokenType{tokenName, tokenSuper, tokenName}},
		{"Aᵀ⊤", "A ᵀ ⊤", nil},
		{"W_1 W₁ W_{12} N_l", "W_1 W₁ W_{12} N_l", nil},
		{"‖x‖_2", "‖ x ‖ _2", []lexer.TokenType{tokenNorm, tokenName, tokenNorm, tokenSuffix}},
		{"||x||_{F}", "|| x || _{F}", nil},
		{"1_n", "1 _n", nil},
		{"x in R", "x in R", []lexer.TokenType{tokenName, tokenIn, tokenName}},
		{"h: R → R", "h : R → R", nil},
		{"a->b", "a -> b", nil},
		{"W (x)", "W ( x )", []lexer.TokenType{tokenName, tokenOpen, tokenName, tokenClose}},
		{"exp (x)", "exp ( x )", []lexer.TokenType{tokenApply, tokenOpen, tokenName, tokenClose}},
		{"h(x)+h (y)", "h ( x ) + h ( y )", []lexer.TokenType{tokenApply, tokenOpen, tokenName, tokenClose, tokenPlus, tokenApply, tokenOpen, tokenName, tokenClose}},
		{"h (x) where h: R -> R", "h ( x ) where h : R -> R", []lexer.TokenType{tokenApply}},
		{"a # b\nc", "a \n c", nil},
		{"a +\nb", "a + b", nil},
		{"(a\nb)", "( a b )", nil},
		{"\n;a;;\n\nb;\n", "a ; b", nil},
		{"a\nwhere b in R", "a where b in R", nil},
	}
	for _, tt := range tests {
		list, err := newTokens(tt.input, nil)
		if err != nil {
			t.Errorf("%q: %v", tt.input, err)
			continue
		}
		var got []string
		for i, tok := range list.list[:len(list.list)-1] {
			got = append(got, tok.Value)
			if i < len(tt.kinds) && tok.Type != tt.kinds[i] {
				t.Errorf("%q: token %q is of kind %d, want %d", tt.input, tok.Value, tok.Type, tt.kinds[i])
			}
			if tt.input[tok.Pos.Offset:end(&tok)] != tok.Value {
				t.Errorf("%q: token %q is not at its offset", tt.input, tok.Value)
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%q: got %q, want %q", tt.input, s, tt.want)
		}
	}
}

func TestCanonical(t *testing.T) {
	for name, want := range map[string]string{
		"α": "alpha", "σ_1": "sigma_1", "W₁₂": "W_12", "W_₁": "W_1", "W_{ij}": "W_ij", "Σ": "Sigma", "x": "x", "ϕ": "phi",
	} {
		if got := Canonical(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}
