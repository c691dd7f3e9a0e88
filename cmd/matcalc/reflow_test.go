package main

import "testing"

func TestReflow(t *testing.T) {
	const text = `Does one thing.

Examples:
  matcalc diff "x'*A*x" --wrt x --format latex

What it does is told in lines
that are wider than this.

  {"id": 1, "expr": "x'*A*x", "wrt": "x"}
  {"id": 2}

Flags:
  -w, --wrt NAME   the NAME of a variable; several
                   with commas
  -h, --help       help
`
	const narrow = `Does one thing.

Examples:
  matcalc diff "x'*A*x" --wrt x --format latex

What it does is told in lines that
are wider than this.

  {"id": 1, "expr": "x'*A*x", "wrt": "x"}
  {"id": 2}

Flags:
  -w, --wrt NAME   the NAME of a
                   variable; several
                   with commas
  -h, --help       help
`
	for _, tt := range []struct {
		width int
		want  string
	}{{0, text}, {80, text}, {36, narrow}} {
		if got := reflow(text, tt.width); got != tt.want {
			t.Errorf("width %d:\n%s\nwant:\n%s", tt.width, got, tt.want)
		}
	}
	for _, tt := range []struct {
		text, want string
		width      int
	}{
		{"  f(X)   n×n → n×n   the value of each entry\n", "  f(X)   n×n → n×n   the value of each\n                     entry\n", 38},
		{"  --limit NAME   aVeryLongWordThatHasNoBlank\n", "  --limit NAME   aVeryLongWordThatHasNoBlank\n", 36},
		{"  --limit NAME   no column is left here\n", "  --limit NAME   no column is left here\n", 20},
	} {
		if got := reflow(tt.text, tt.width); got != tt.want {
			t.Errorf("width %d: %q, want %q", tt.width, got, tt.want)
		}
	}
}
