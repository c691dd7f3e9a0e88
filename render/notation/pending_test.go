package notation_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules"
)

// TestPending prints derivatives that are still to be taken: as differentials, as partial
// derivatives, and along a direction.
func TestPending(t *testing.T) {
	e := newEnv()
	Ax := e.Mul(e.A, e.x)
	k := e.Entry(Ax, e.i, nil)
	partial := notation.Options{Pending: notation.Pending{By: e.Entry(e.X, e.i, e.j)}}
	along := notation.Options{Pending: notation.Pending{Direction: e.x}}
	h := e.Apply(e.h, ast.Value, nil, e.x)
	tests := []struct {
		n           ast.Node
		o           notation.Options
		text, latex string
	}{
		{e.Differential(e.X), notation.Options{}, "dX", `\mathrm{d}X`},
		{e.Differential(Ax), notation.Options{}, "d(A x)", `\mathrm{d}(A x)`},
		{e.Differential(h), notation.Options{}, "d h(x)", `\mathrm{d}\,h(x)`},
		{e.Mul(e.A, e.Differential(e.x)), notation.Options{}, "A dx", `A \, \mathrm{d}x`},
		{e.Mul(e.A, e.Differential(e.X), e.x), notation.Options{}, "A dX x", `A \, \mathrm{d}X \, x`},
		{e.Mul(e.A, e.Transpose(e.Differential(e.X))), notation.Options{}, "A dXᵀ", `A \, \mathrm{d}X^\top`},
		{e.Mul(e.Power(e.Entry(e.x, e.i, nil), e.Int(-1)), e.Entry(e.y, e.j, nil), e.Differential(k)), partial, "y_j/x_i ∂(A x)_i/∂X_ij",
			`\frac{y_{j}}{x_{i}} \frac{\partial (A x)_{i}}{\partial X_{ij}}`},
		{e.Mul(e.Power(e.Entry(e.x, e.i, nil), e.Int(-1)), e.Differential(k)), partial, "1/x_i ∂(A x)_i/∂X_ij",
			`\frac{1}{x_{i}} \frac{\partial (A x)_{i}}{\partial X_{ij}}`},
		{e.Differential(k), partial, "∂(A x)_i/∂X_ij", `\frac{\partial (A x)_{i}}{\partial X_{ij}}`},
		{e.Differential(e.Entry(e.X, e.j, e.i)), partial, "∂X_ji/∂X_ij", `\frac{\partial X_{ji}}{\partial X_{ij}}`},
		{e.Differential(Ax), along, "D(A x)[x]", `D(A x)[x]`},
		{e.Mul(e.Transpose(e.Apply(e.h, ast.Gradient, []int{0}, e.x)), e.Differential(e.x)), partial, "Dh(x) ∂x/∂X_ij",
			`Dh(x) \frac{\partial x}{\partial X_{ij}}`},
	}
	for _, tt := range tests {
		if got := notation.Text(tt.n, tt.o); got != tt.text {
			t.Errorf("%s, want %s", got, tt.text)
		}
		if got := notation.LaTeX(tt.n, tt.o); got != tt.latex {
			t.Errorf("%s, want %s", got, tt.latex)
		}
	}
}

// TestNamedParts prints an expression by the name that the input gives it.
func TestNamedParts(t *testing.T) {
	e := newEnv()
	Ax := e.Mul(e.A, e.x)
	gA := e.Mul(e.A, e.y)
	g := e.Apply(e.h, ast.Gradient, []int{0}, gA)
	o := notation.Options{
		Pending: notation.Pending{By: e.Entry(e.A, e.i, e.j)},
		Names:   map[ast.Node]notation.Name{gA: {Name: "g", Params: []ast.Node{e.A}}, Ax: {Name: "z"}},
	}
	columns := o
	columns.Pending.Columns = true
	tests := []struct {
		n           ast.Node
		o           notation.Options
		text, latex string
	}{
		{gA, o, "g(A)", "g(A)"},
		{e.call("exp", gA), o, "exp(g(A))", `\exp(g(A))`},
		{e.Entry(g, e.i, nil), o, "(∂_i h∘g)", `(\partial_{i} h \circ g)`},
		{e.Differential(e.Entry(gA, e.i, nil)), o, "∂g_i/∂A_ij", `\frac{\partial g_{i}}{\partial A_{ij}}`},
		{e.Differential(e.Entry(Ax, e.i, nil)), o, "∂z_i/∂A_ij", `\frac{\partial z_{i}}{\partial A_{ij}}`},
		{e.Mul(e.Transpose(g), e.Differential(gA)), columns, "[∂_1 h∘g ⋯ ∂_n h∘g] [∂g_1/∂A_ij; ⋮; ∂g_n/∂A_ij]",
			`\begin{bmatrix} \partial_{1} h \circ g & \cdots & \partial_{n} h \circ g \end{bmatrix} ` +
				`\begin{bmatrix} \dfrac{\partial g_{1}}{\partial A_{ij}} \\[2ex] \vdots \\[2ex] \dfrac{\partial g_{n}}{\partial A_{ij}} \end{bmatrix}`},
	}
	for _, tt := range tests {
		if got := notation.Text(tt.n, tt.o); got != tt.text {
			t.Errorf("%s, want %s", got, tt.text)
		}
		if got := notation.LaTeX(tt.n, tt.o); got != tt.latex {
			t.Errorf("%s, want %s", got, tt.latex)
		}
	}
}

// TestEntryOfPart prints an entry of a shared part, which has a subscript of its own in LaTeX.
func TestEntryOfPart(t *testing.T) {
	e := newEnv()
	long := e.call("tanh", e.Add(e.Mul(e.A, e.call("exp", e.Add(e.Mul(e.B, e.x), e.c))), e.Mul(e.X, e.b), e.y))
	n := e.Add(e.Entry(long, e.i, nil), e.Entry(e.Hadamard(long, e.call("log", long)), e.j, nil))
	s := notation.NewSheet(nil, n)
	if got := s.LaTeX(n, notation.Options{}); !strings.HasPrefix(got, "(T_{1})_{i} + ") {
		t.Error(got)
	}
	if got := s.Text(n, notation.Options{}); !strings.HasPrefix(got, "T1_i + ") {
		t.Error(got)
	}
}

// TestPairs prints sums of Frobenius products.
func TestPairs(t *testing.T) {
	e := newEnv()
	dx, dX := e.Differential(e.x), e.Differential(e.X)
	pairs := []rules.Pair{{Left: e.Neg(e.x), Right: dx}, {Left: e.Add(e.x, e.y), Right: dx}, {Left: e.Int(1), Right: e.Inner(e.x, dx)},
		{Left: e.Hadamard(e.X, e.X), Right: dX}}
	s := notation.NewSheet(nil, e.Neg(e.x), dx, e.Add(e.x, e.y), e.Int(1), e.Inner(e.x, dx), e.Hadamard(e.X, e.X), dX)
	if got, want := s.TextPairs(pairs, notation.Options{}).String(), "-x : dx + (x + y) : dx + xᵀ dx + X^⊙2 : dX"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestBreakFactors breaks a long product between its factors.
func TestBreakFactors(t *testing.T) {
	e := newEnv()
	n := e.Mul(e.call("exp", e.X), e.Add(e.A, e.B), e.call("log", e.X))
	width := func(text string) float64 { return float64(utf8.RuneCountInString(text)) }
	got := notation.NewSheet(nil, n).TextFormula(n, notation.Options{}).Break(14, 14, width)
	want := []notation.Piece{{Text: "exp(X) (A + B)"}, {Text: "log(X)", Factor: true}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestBreakDivisor breaks a quotient in front of its divisor rather than inside the brackets of that, and
// a last piece that reaches too far once more.
func TestBreakDivisor(t *testing.T) {
	e := newEnv()
	norm := e.call("norm", e.Sub(e.Mul(e.A, e.x), e.b))
	n := e.Add(e.Mul(e.call("log", e.s), e.Power(norm, e.Int(-2))), e.s)
	width := func(text string) float64 { return float64(utf8.RuneCountInString(text)) }
	s := notation.NewSheet(nil, n)
	got := s.TextFormula(n, notation.Options{}).Break(14, 14, width)
	want := []notation.Piece{{Text: "s"}, {Text: "+ log(s)"}, {Text: "/‖A x - b‖²"}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	got = s.TextFormula(n, notation.Options{}).BreakLast(40, 40, 20, width)
	want = []notation.Piece{{Text: "s"}, {Text: "+ log(s)/‖A x - b‖²"}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestBreak breaks formulas between terms, then between factors, then inside brackets.
func TestBreak(t *testing.T) {
	e := newEnv()
	sum := e.Add(e.Mul(e.A, e.x), e.b)
	n := e.Add(e.Mul(e.A, sum), e.Mul(e.Transpose(e.A), e.x), e.Neg(e.y))
	s := notation.NewSheet(nil, n)
	width := func(text string) float64 { return float64(utf8.RuneCountInString(text)) }
	for _, tt := range []struct {
		first, rest float64
		want        string
	}{
		{80, 80, "A (A x + b) + Aᵀ x - y"},
		{20, 20, "A (A x + b) + Aᵀ x|- y"},
		{14, 14, "A (A x + b)|+ Aᵀ x - y"},
		{10, 10, "A (A x|+ b)|+ Aᵀ x - y"},
	} {
		var words []string
		for _, piece := range s.TextFormula(n, notation.Options{}).Break(tt.first, tt.rest, width) {
			if piece.Factor {
				piece.Text = "·" + piece.Text
			}
			words = append(words, piece.Text)
		}
		if got := strings.Join(words, "|"); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.first, got, tt.want)
		}
	}
}
