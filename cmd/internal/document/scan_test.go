package document

import (
	"slices"
	"strings"
	"testing"
)

// TestScan reads commands as TeX does; what TeX does not read as one is none.
func TestScan(t *testing.T) {
	tests := []struct {
		text string
		want []string // options, a bar, the expression
	}{
		{`\matcalc{x}`, []string{"|x"}},
		{`a \matcalc[wrt=W, steps]{h(W*a)} b`, []string{"wrt=W, steps|h(W*a)"}},
		{`\matcalc{x}\matcalc[wrt=y]{y}`, []string{"|x", "wrt=y|y"}},
		{`$\matcalc{A^{-1}_1'}$`, []string{"|A^{-1}_1'"}},
		{`\matcalc[wrt=W[j,i]]{W}`, []string{"wrt=W[j,i]|W"}},
		{`\matcalc[wrt={W]}]{W}`, []string{"wrt={W]}|W"}},
		{`\matcalc[let={a in R^n, b: R^n -> R}]{b(a)}`, []string{"let={a in R^n, b: R^n -> R}|b(a)"}},
		{"\\matcalc [wrt=x] % why\n  {x}", []string{"wrt=x|x"}},
		{"\\matcalc{x + % the first {\n   y}", []string{"|x + y"}},
		{"\\matcalc{x +\n  y}", []string{"|x +   y"}},
		{"\\matcalc{x +\r\n\ty}", []string{"|x +   y"}},
		{`\matcalc{A\b}`, []string{`|A\b`}},
		{`\matcalc{\{}`, []string{`|\{`}},
		{`\matcalc{\%x}`, []string{`|\%x`}},

		{`% \matcalc{x}`, nil},
		{"a\\% \\matcalc{x}", []string{"|x"}},
		{"a\\\\% \\matcalc{x}\n\\matcalc{y}", []string{"|y"}},
		{`\matcalculus{x} \matcalcx{y} \matcalc@{z}`, nil},
		{`\verb|\matcalc{x}| \matcalc{y}`, []string{"|y"}},
		{`\verb*+\matcalc{x}+\lstinline[language=TeX]!\matcalc{x}!\lstinline{\matcalc{x}}`, nil},
		{`\mintinline{tex}{\matcalc{x}}`, nil},
		{"\\begin{verbatim}\n\\matcalc{x}\n\\end{verbatim}\\matcalc{y}", []string{"|y"}},
		{"\\begin{lstlisting}[language=TeX]\n\\matcalc{x}\n\\end{lstlisting}", nil},
		{"\\begin{equation}\n\\matcalc{x}\n\\end{equation}", []string{"|x"}},
		{`\matcalc{x}\end{document}\matcalc{y}`, []string{"|x"}},
		{`\matcalc{x}\endinput\matcalc{y}`, []string{"|x"}},
		{`\iffalse\ifx a b\matcalc{x}\fi\matcalc{x}\fi\matcalc{y}`, []string{"|y"}},

		{`\newcommand{\matcalc}[2][]{#2}`, nil},
		{`\providecommand\matcalc[2][]{#2}`, nil},
		{`\ProvideDocumentCommand\matcalc{O{}m}{#2}`, nil},
		{`\def\matcalc#1{#1}`, nil},
		{`\matcalc`, nil},
		{`\`, nil},
		{`\verb`, nil},
	}
	for _, tt := range tests {
		var got []string
		s := scanner{
			source:   &Source{"a.tex", tt.text},
			found:    func(c Command) { got = append(got, c.Options.Text+"|"+c.Expression.Text) },
			include:  func(name string) { t.Errorf("%s includes %s", tt.text, name) },
			mistaken: func(m Mistake) { got = append(got, m.Err.Message) },
		}
		s.scan()
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q has the commands %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestScanIncludes finds the files that a document inputs.
func TestScanIncludes(t *testing.T) {
	text := "\\input{a}\\include{b/c}% \\input{no}\n\\input d.tex \\subfile{ e }\\inputenc{no}"
	var got []string
	s := scanner{source: &Source{"a.tex", text}, include: func(name string) { got = append(got, name) }}
	s.scan()
	if want := []string{"a", "b/c", "d.tex", "e"}; !slices.Equal(got, want) {
		t.Errorf("%q includes %q, want %q", text, got, want)
	}
}

// FuzzScan reads any text without a defect, and every command that it finds stands where it says.
func FuzzScan(f *testing.F) {
	f.Add("a \\matcalc[wrt=x,% c\n let={A in Sym(n)}]{x'*A*x}\n\\begin{verbatim}\\matcalc{")
	f.Add("\\verb|\\iffalse\\fi\\matcalc[[{]}]{\\{}")
	f.Add("\\matcalc{x\n\n}\\input{a}\\DeclareDocumentCommand\\")
	f.Fuzz(func(t *testing.T, text string) {
		source := &Source{"a.tex", text}
		(&scanner{
			source: source, include: func(string) {}, mistaken: func(Mistake) {},
			found: func(c Command) {
				if !strings.HasPrefix(text[c.Span.Start:], `\matcalc`) || text[c.Span.End-1] != '}' {
					t.Errorf("%q is no command", text[c.Span.Start:c.Span.End])
				}
				for _, p := range []Passage{c.Options, c.Expression} {
					for i := range len(p.Text) {
						if b := text[p.at[i]]; b != p.Text[i] && p.Text[i] != ' ' {
							t.Errorf("byte %d of %q is %q in the document", i, p.Text, b)
						}
					}
				}
				if q, m := read(c); (q == nil) == (m == nil) {
					t.Errorf("%q is read as %v, %v", c.Options.Text, q, m)
				}
			},
		}).scan()
	})
}
