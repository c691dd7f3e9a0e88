package document

import "matcalc/ast"

// A Source is a file of a document.
type Source struct {
	Name string
	Text string
}

// A Passage is a stretch of a source as TeX reads it: without comments, and with a blank for the end
// of a line.
type Passage struct {
	Source *Source
	Text   string
	at     []int // the place in the source of each byte, and of the end
}

// cut is the part of the passage from start to end.
func (p Passage) cut(start, end int) Passage {
	return Passage{p.Source, p.Text[start:end], p.at[start : end+1]}
}

// span gives the place in the source of a span of the passage.
func (p Passage) span(s ast.Span) ast.Span {
	start := min(s.Start, len(p.Text))
	end := min(s.End, len(p.Text))
	if end <= start {
		return ast.Span{Start: p.at[start], End: p.at[start]}
	}
	return ast.Span{Start: p.at[start], End: p.at[end-1] + 1}
}

// trimmed is the passage without blanks around it, and without the braces where one pair holds all
// of it.
func (p Passage) trimmed() Passage {
	start, end := 0, len(p.Text)
	for start < end && p.Text[start] == ' ' {
		start++
	}
	for end > start && p.Text[end-1] == ' ' {
		end--
	}
	p = p.cut(start, end)
	if len(p.Text) > 1 && p.Text[0] == '{' && closing(p.Text) == len(p.Text)-1 {
		return p.cut(1, len(p.Text)-1).trimmed()
	}
	return p
}

// split cuts the passage at the commas that stand in no brackets.
func (p Passage) split() []Passage {
	var parts []Passage
	depth, start := 0, 0
	for i := range len(p.Text) {
		switch p.Text[i] {
		case '{', '(', '[':
			depth++
		case '}', ')', ']':
			depth--
		case ',':
			if depth <= 0 {
				parts = append(parts, p.cut(start, i))
				start = i + 1
			}
		}
	}
	return append(parts, p.cut(start, len(p.Text)))
}

// closing is the place of the brace that closes the one at the start of the text, or -1.
func closing(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// mistake is an error at a stretch of the source.
func (s *Source) mistake(at ast.Span, message, hint string) Mistake {
	return Mistake{s, &ast.Error{Kind: ast.SyntaxError, Message: message, Source: s.Text, Span: at, Hint: hint}}
}

// A Mistake is an error in a document.
type Mistake struct {
	Source *Source
	// Err has the text of the source as its own, so that its place is that in the document.
	Err *ast.Error
}
