package ast

import "testing"

// TestDetail compares whole reports.
func TestDetail(t *testing.T) {
	tests := []struct {
		err  Error
		want string
	}{
		{Error{Message: "W*a does not conform", Source: "h(W*a)", Span: Span{2, 5}, Hint: "a must have m entries"},
			"error: W*a does not conform\n  h(W*a)\n    ^^^\nhint: a must have m entries\n"},
		{Error{Message: "no such name", Source: "α*x +\nβ*y", Span: Span{7, 9}},
			"error: no such name\n  line 2:\n  β*y\n  ^\n"},
		{Error{Message: "no place"}, "error: no place\n"},
		{Error{Message: "the end", Source: "x +", Span: Span{3, 3}}, "error: the end\n  x +\n     ^\n"},
		{Error{Message: "controls", Source: "\x1b[31mx\ty\u202ez\r\u0301 \x00!\r\n", Span: Span{17, 18}},
			"error: controls\n  line 1:\n  �[31mx y�z�� �!\n                ^\n"},
		{Error{Message: "bytes", Source: "x\xff\x9b*y", Span: Span{3, 4}}, "error: bytes\n  x��*y\n     ^\n"},
	}
	for _, test := range tests {
		if got := test.err.Detail(); got != test.want {
			t.Errorf("got\n%swant\n%s", got, test.want)
		}
	}
}
