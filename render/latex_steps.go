package render

import (
	"strings"
	"sync"

	"matcalc/ast"
	"matcalc/render/notation"
)

const (
	// latexLine is the width of a line of the document, in em; latexHang is by how much a line that
	// goes on stands to the right.
	latexLine = 45.5
	latexHang = 1.1
	// minLatexPiece is the least width to which formulas are broken.
	minLatexPiece = 14.0
	// tagLetter is the width of a letter in the name of a rule, and tagGap the space before it.
	tagLetter = 0.43
	tagGap    = 2.0
	// A list of rules is broken at a number of letters from minTag to maxTag, as the line leaves room.
	minTag = 30
	maxTag = 70
)

// A row is a line of an align*: what stands left of the equals sign, where that is not as before, what
// stands right of it, the rules, and a sentence that follows.
type row struct {
	left    string
	right   func(notation.Options) notation.Formula
	options notation.Options
	rules   []string
	note    string
}

// derivations writes the derivation of each result in each form as an align*, where steps are asked
// for, and the shared parts that have not been written; heading writes what stands above one.
func (d *document) derivations(heading func(title string)) {
	if d.Options.Steps == "" {
		return
	}
	given, results, rows := d.sharedRows()
	if len(given) > 0 && !d.Standalone {
		heading("where")
		d.align(given)
	}
	for i := range d.Results {
		r := &d.Results[i]
		for _, f := range d.chosen() {
			derivation := r.Forms[f.name]
			if derivation == nil || len(derivation.Lines) == 0 {
				continue
			}
			title := f.name
			if d.Variables > 1 {
				title += ", by " + byNames(r.Wrt)
			}
			heading(title)
			var rows []row
			for _, s := range d.subject(f.name, r).steps(d.Options) {
				rows = append(rows, row{s.left, s.right, s.options, s.ruleNames(), s.Note})
			}
			d.align(rows)
		}
	}
	if !d.Standalone {
		rows = append(results, rows...)
	}
	if len(rows) > 0 {
		heading("where")
		d.align(rows)
	}
}

// sharedRows are the rows of the parts that the input names, of the other shared parts that the results are made
// of, and of those that only lines are made of.
func (d *document) sharedRows() (given, results, lines []row) {
	used := map[ast.Node]bool{}
	for _, n := range ast.Topo(d.page.roots...) {
		used[n] = true
	}
	named := d.sheet.SharedLaTeX(d.options)
	flat := sync.OnceValue(func() []notation.Named {
		o := d.options
		o.Flat = true
		return d.sheet.SharedLaTeX(o)
	})
	for i, n := range d.sheet.Shared() {
		r := row{left: named[i].Name, options: d.options, right: func(o notation.Options) notation.Formula {
			if o.Flat {
				return flat()[i].Formula
			}
			return named[i].Formula
		}}
		if _, ok := d.page.names[n]; ok {
			given = append(given, r)
		} else if used[n] {
			results = append(results, r)
		} else {
			lines = append(lines, r)
		}
	}
	return given, results, lines
}

// align writes rows as an align*, each broken where it is too long for the line, with the rules at
// the end. A note stands between two rows, or behind the last.
func (d *document) align(rows []row) {
	left := 0.0
	for _, r := range rows {
		left = max(left, latexWidth(r.left))
	}
	full := max(latexLine-left-latexWidth("="), minLatexPiece)
	d.WriteString("\\begin{align*}\n")
	note := ""
	for i, r := range rows {
		d.WriteString(r.left + map[bool]string{true: "&", false: " &"}[r.left == ""] + "= " + d.broken(r, full))
		if i == len(rows)-1 {
			note = r.note
			break
		}
		d.WriteString(" \\\\\n")
		if r.note != "" {
			d.WriteString(`\intertext{` + d.sentence(r.note) + "}\n")
		}
	}
	d.WriteString("\n\\end{align*}\n")
	if note != "" {
		d.WriteString(d.sentence(note) + "\n")
	}
}

// broken writes the right side of a row in lines of the full width, the last of which leaves room for
// the rules, and the rules.
func (d *document) broken(r row, full float64) string {
	pieces := r.right(r.options).Break(full, full-2*latexHang, latexWidth)
	list := tagLines(r.rules, pieces, full)
	rules := 0.0
	for _, l := range list {
		rules = max(rules, float64(width(l))*tagLetter+tagGap)
	}
	room := max(full-rules, minLatexPiece)
	pieces = r.right(r.options).BreakLast(full, full-2*latexHang, room, latexWidth)
	if tooWide(pieces, full) {
		flat := r.options
		flat.Flat = true
		pieces = r.right(flat).BreakLast(full, full-2*latexHang, room, latexWidth)
	}
	var b strings.Builder
	for i, piece := range pieces {
		if i > 0 {
			space := map[bool]string{true: `\qquad `, false: `\quad `}[piece.Inside]
			b.WriteString(" \\\\\n&" + space + sign(piece, `{} \cdot `))
		}
		b.WriteString(piece.Text)
	}
	return b.String() + tag(tagLines(r.rules, pieces, full))
}

// tagLines breaks a list of rules so that it stands beside the last piece of a row.
func tagLines(rules []string, pieces []notation.Piece, full float64) []string {
	left := full - latexWidth(pieces[len(pieces)-1].Text) - 2*latexHang - tagGap
	return ruleLines(rules, int(min(max(left/tagLetter, minTag), maxTag)))
}

func tooWide(pieces []notation.Piece, room float64) bool {
	for _, p := range pieces {
		if latexWidth(p.Text) > room {
			return true
		}
	}
	return false
}

// tag writes rules at the margin.
func tag(rules []string) string {
	words := make([]string, len(rules))
	for i, r := range rules {
		words[i] = textLaTeX(r)
	}
	switch len(rules) {
	case 0:
		return ""
	case 1:
		return ` \tag*{\footnotesize ` + words[0] + "}"
	}
	return ` \tag*{\footnotesize\shortstack[r]{` + strings.Join(words, ` \\ `) + "}}"
}

// sentence writes a sentence, in which the names of directions and variables are formulas.
func (d *document) sentence(text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		name := strings.TrimRight(w, ".,;:")
		symbol := d.symbol(name)
		if symbol != nil && symbol.Kind == ast.Variable && name != "a" {
			words[i] = "$" + d.alone(symbol) + "$" + w[len(name):]
		} else {
			words[i] = textLaTeX(w)
		}
	}
	return strings.Join(words, " ")
}

// symbol is the variable of that name, or the direction of a derivation; nil where there is none.
func (d *document) symbol(name string) *ast.Symbol {
	for _, r := range d.Results {
		for _, f := range r.Forms {
			for _, h := range f.Directions {
				if h.Name == name {
					return h
				}
			}
		}
	}
	return d.Table.Lookup(name)
}

// textLaTeX writes words for text mode: what LaTeX reserves escaped, the signs of mathematics in math
// mode.
func textLaTeX(text string) string { return textSigns.Replace(text) }

var textSigns = strings.NewReplacer("\\", `\textbackslash{}`, "{", `\{`, "}", `\}`, "_", `\_`, "&", `\&`, "%", `\%`, "#", `\#`, "$", `\$`,
	"^", `\textasciicircum{}`, "~", `\textasciitilde{}`, "<", `$<$`, ">", `$>$`, "|", `$|$`, "‖", `$\|$`, "≠", `$\neq$`, "≥", `$\geq$`, "≤", `$\leq$`, "∈", `$\in$`,
	"−", "$-$", "×", `$\times$`, "·", `$\cdot$`, "⊗", `$\otimes$`, "⊙", `$\odot$`, "⊘", `$\oslash$`, "∘", `$\circ$`, "√", `$\surd$`, "∂", `$\partial$`, "∇", `$\nabla$`,
	"Σ", `$\sum$`, "δ", `$\delta$`, "ᵀ", `$^\top$`, "⁻", `$^-$`, "¹", `$^1$`, "²", `$^2$`, "³", `$^3$`, "′", `$'$`, "½", `$\frac12$`, "→", `$\to$`, "∞", `$\infty$`, "ℝ", `$\mathbb{R}$`)
