package render

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// latexWidth estimates how wide a formula is in display style, in em. It is more than the width in
// Computer Modern rather than less.
func latexWidth(formula string) float64 {
	m := measurer{text: formula}
	return m.until("")
}

// maxNesting bounds the depth to which the braces of a formula are measured; below, characters are
// counted.
const maxNesting = 40

// A measurer reads a formula.
type measurer struct {
	text  string
	depth int
}

// wide are the widths of characters and commands, in em, with the spaces around them.
var wide = map[string]float64{
	"+": 1.3, "-": 1.3, "=": 1.35, ":": 1.0, ",": 0.47, "(": 0.42, ")": 0.42, "[": 0.3, "]": 0.3, "/": 0.55, "'": 0.3, "!": 0.3, "|": 0.3, "m": 0.9, "w": 0.75,
	`\,`: 0.17, `\quad`: 1, `\cdot`: 0.75, `\odot`: 1.3, `\oslash`: 1.3, `\otimes`: 1.3, `\circ`: 1, `\times`: 1.3, `\bigl`: 0.15, `\bigr`: 0.15, `\left`: 0.2, `\right`: 0.2,
	`\lVert`: 0.55, `\rVert`: 0.55, `\lvert`: 0.3, `\rvert`: 0.3, `\langle`: 0.42, `\rangle`: 0.42, `\sum`: 1.6, `\cdots`: 1.4, `\vdots`: 0.4, `\log`: 1.5, `\exp`: 1.75,
	`\det`: 1.6, `\max`: 2.1, `\min`: 1.9, `\sin`: 1.5, `\cos`: 1.6, `\tan`: 1.7, `\sinh`: 2, `\cosh`: 2.1, `\tanh`: 2.3, `\arctan`: 2.9, `\arcsin`: 2.8, `\arccos`: 2.9,
	`\top`: 0.8, `\nabla`: 0.95, `\operatorname`: 0.35, `\mathrm`: 0.1, `\mathbf`: 0.1, `\mathit`: 0.1, `\text`: 0.1,
}

// until measures what stands before the end, which is taken off the text too.
func (m *measurer) until(end string) float64 {
	if m.depth++; m.depth > maxNesting {
		rest := m.text
		m.text = ""
		return float64(utf8.RuneCountInString(rest)) * 0.6
	}
	defer func() { m.depth-- }()
	total := 0.0
	for m.text != "" {
		token := m.next()
		if token == end {
			break
		}
		total += m.token(token)
	}
	return total
}

// next takes a character or a command off the text.
func (m *measurer) next() string {
	size := 0
	if m.text[0] == '\\' {
		for size = 1; size < len(m.text) && unicode.IsLetter(rune(m.text[size])); size++ {
		}
		if size == 1 {
			size = min(2, len(m.text))
		}
	} else {
		_, size = utf8.DecodeRuneInString(m.text)
	}
	token := m.text[:size]
	m.text = m.text[size:]
	return token
}

// token measures a token, with its arguments.
func (m *measurer) token(token string) float64 {
	switch token {
	case " ", "&", "{", "}", `\\`:
		if token == "{" {
			return m.until("}")
		}
		return 0
	case "_", "^":
		return 0.05 + 0.78*m.argument()
	case `\frac`, `\dfrac`:
		top := m.argument()
		return 0.3 + max(top, m.argument())
	case `\sqrt`:
		return 1 + m.argument()
	case `\begin`:
		return m.matrix()
	}
	if w, ok := wide[token]; ok {
		return w
	}
	first, _ := utf8.DecodeRuneInString(token)
	switch {
	case first == '\\' && len(token) > 1:
		return 0.75
	case unicode.IsUpper(first):
		return 0.85
	}
	return 0.58
}

// argument measures the argument of a command.
func (m *measurer) argument() float64 {
	m.text = strings.TrimLeft(m.text, " ")
	if m.text == "" {
		return 0
	}
	return m.token(m.next())
}

// matrix measures a matrix whose beginning has been read: its columns, and the space between them.
func (m *measurer) matrix() float64 {
	m.argument()
	body, rest, _ := strings.Cut(m.text, `\end`)
	m.text = rest
	m.argument()
	var columns []float64
	for _, row := range strings.Split(body, `\\`) {
		for i, entry := range strings.Split(row, "&") {
			inner := measurer{text: strings.TrimPrefix(entry, "[2ex]"), depth: m.depth}
			if i == len(columns) {
				columns = append(columns, 0)
			}
			columns[i] = max(columns[i], inner.until(""))
		}
	}
	total := 1.2
	for _, w := range columns {
		total += w + 1
	}
	return total
}
