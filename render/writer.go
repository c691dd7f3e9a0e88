package render

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules"
)

// A writer writes a page for people: lines in columns, conditions and notes.
type writer struct {
	Options
	b strings.Builder
}

// A line has a label, a formula, which may have marks where it can be broken, and a remark on it.
type line struct{ label, formula, remark string }

const (
	indent = "  "
	// minLabel and minFormula are the least widths of the columns of a table; a formula longer than
	// maxFormula pushes its remark to the right. The remark on an equation stands nearEquation behind it.
	minLabel     = 14
	minFormula   = 24
	maxFormula   = 46
	nearEquation = 8
	// maxConditions is the number of conditions that a page lists; a large network has thousands.
	maxConditions = 8
)

// table writes lines in columns.
func (w *writer) table(lines []line) {
	label, formula := minLabel, 0
	for _, l := range lines {
		label = max(label, width(l.label)+2)
		n := width(w.ascii(notation.Formula(l.formula).String()))
		if n <= maxFormula && l.remark != "" && !isEquation(l.formula) {
			formula = max(formula, n, minFormula)
		}
	}
	margin := indent + blanks(label)
	for _, l := range lines {
		left, right := cutEquation(w.ascii(l.formula))
		text := w.brokenAt(left, margin, notation.Formula(right))
		last := width(text[strings.LastIndexByte(text, '\n')+1:])
		w.b.WriteString(indent + painted(w.Paint.Label, l.label) + blanks(label-width(l.label)) + strings.ReplaceAll(text, "\n", "\n"+margin))
		if l.remark != "" {
			gap := ruleGap + max(formula-last, 0)
			if isEquation(l.formula) {
				gap = min(max(w.lineWidth()-width(margin)-last-width(w.ascii(l.remark)), ruleGap), nearEquation)
			}
			if room := w.Width - width(margin) - last; w.Width > 0 && gap+width(w.ascii(l.remark)) > room {
				if gap = max(room-width(w.ascii(l.remark)), ruleGap); gap+width(w.ascii(l.remark)) > room {
					w.b.WriteString("\n" + margin)
				}
			}
			w.b.WriteString(blanks(gap) + painted(w.Paint.Faint, l.remark))
		}
		w.b.WriteByte('\n')
	}
}

// isEquation reports whether a formula has a left side.
func isEquation(formula string) bool { return strings.Contains(formula, equals) }

// cutEquation gives what stands in front of the last right side of an equation, and that; the whole of what
// is none.
func cutEquation(formula string) (left, right string) {
	if i := strings.LastIndex(formula, equals); i >= 0 {
		i += len(equals)
		return formula[:i], formula[i:]
	}
	return "", formula
}

// equals stands between the sides of equations.
const equals = " = "

// conditions writes under which conditions the page holds.
func (w *writer) conditions(all []rules.Condition, print func(ast.Node) string) {
	if len(all) == 0 {
		return
	}
	words := make([]string, 0, maxConditions+1)
	for i, c := range all {
		if i == maxConditions {
			words = append(words, "and "+count(len(all)-i, "more condition"))
			break
		}
		words = append(words, c.Print(print))
	}
	w.b.WriteByte('\n')
	w.table([]line{{label: "holds where", formula: strings.Join(words, ", ")}})
}

func (w *writer) notes(notes []string) {
	if len(notes) > 0 {
		w.b.WriteByte('\n')
	}
	for _, n := range notes {
		w.b.WriteString(indent + w.sentence(painted(w.Paint.Doubt, "note:")+" "+n) + "\n")
	}
}

// sentence breaks words at the end of the line; the further lines are indented once more.
func (w *writer) sentence(words string) string {
	return wrap(strings.Fields(words), 2*len(indent), w.lineWidth())
}

// text is what has been written.
func (w *writer) text() string {
	return w.ascii(w.b.String())
}

// ascii writes the signs of a text as the page shows them.
func (w *writer) ascii(text string) string {
	if w.ASCII {
		return toASCII.Replace(text)
	}
	return text
}

// notation gives the options of formulas on the page.
func (w *writer) notation() notation.Options {
	return notation.Options{NablaRow: w.NablaRow, ASCII: w.ASCII, Input: w.input}
}

// alone prints an expression that shares nothing with the rest of the page.
func (w *writer) alone(n ast.Node) string { return notation.Text(n, w.notation()) }

// name prints a name that is no symbol of the expression.
func (w *writer) name(name string) string {
	return notation.TextName(name, w.notation())
}

// size prints the shape of an expression.
func (w *writer) size(n ast.Node) string { return notation.TextShape(n.Shape(), w.notation()) }

// width is the number of characters of a text.
func width(text string) int { return utf8.RuneCountInString(text) }

func blanks(n int) string { return strings.Repeat(" ", max(0, n)) }

// count writes a number of things: "1 point", "3 points".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// ASCII writes a text for people in ASCII: signs and letters by their names, others as question marks.
func ASCII(text string) string {
	text = wordsOf().ReplaceAllStringFunc(toASCII.Replace(text), notation.ASCIIName)
	return strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return '?'
		}
		return r
	}, text)
}

// wordsOf matches names.
var wordsOf = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\pL[\pL\pN_]*`) })

// toASCII writes the signs of the page in ASCII.
var toASCII = strings.NewReplacer("✓", "ok:", "✗", "WRONG:", "–", "--", "…", "...", "×", "x", "≠", "!=", "≥", ">=", "≤", "<=",
	"∈", "in", "ℝ", "R", "ℤ", "Z", "→", "->", "∘", " o ", "∂", "d", "²", "^2", "∇", "nabla ", "·", "*", "∞", "infinity", "‖", "||", "ᵀ", "'", "³", "^3", "⊗", "(x)")
