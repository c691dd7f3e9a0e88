package notation

import "strings"

// A Formula is a printed expression with marks at the places where it may be broken.
type Formula string

// A place tells what a formula may be broken in front of.
type place rune

const (
	atTerm place = iota
	atPair       // in front of the : of a Frobenius product
	atFactor
	places
)

const (
	// firstMark is the first of the private characters that mark places: one of each place for
	// each depth of brackets.
	firstMark = '\uE000'
	// maxDepth is the depth to which brackets are told apart.
	maxDepth = 64
	lastMark = firstMark + rune(places)*(maxDepth+1) - 1
)

// mayBreak marks a place where the text may be broken.
func (p *printer) mayBreak(at place) {
	if p.breaks && p.closed == 0 {
		p.WriteRune(firstMark + rune(places)*rune(min(p.depth, maxDepth)) + rune(at))
	}
}

func isMark(r rune) bool { return r >= firstMark && r <= lastMark }

// leadByte is the first byte of each mark in UTF-8.
const leadByte = 0xEE

// String is the formula without marks.
func (f Formula) String() string {
	if strings.IndexByte(string(f), leadByte) < 0 {
		return string(f)
	}
	return strings.Map(func(r rune) rune {
		if isMark(r) {
			return -1
		}
		return r
	}, string(f))
}

// Plus adds a term to a formula.
func (f Formula) Plus(term string) Formula {
	return f + Formula(rune(firstMark)+rune(atTerm)) + Formula(" + "+term)
}

// A Piece is a part of a formula that stands on a line.
type Piece struct {
	Text string
	// Factor tells that the piece begins with a factor that has no sign in front.
	Factor bool
	// Inside tells that the piece begins inside brackets.
	Inside bool
}

// Break breaks the formula into pieces, of which the first is at most as wide as first and the others
// as wide as rest, where that is possible: in front of terms, and what is too wide by itself between
// factors, then inside brackets.
func (f Formula) Break(first, rest float64, width func(string) float64) []Piece {
	b := breaker{width: width, room: first, rest: rest}
	b.add(string(f), firstMark)
	return append(b.pieces, b.line)
}

// BreakLast breaks as Break does, and a last piece that reaches beyond the width last again, so that none
// of what becomes of it does. All pieces but the first stand to the right by first - rest.
func (f Formula) BreakLast(first, rest, last float64, width func(string) float64) []Piece {
	b := breaker{width: width, room: first, rest: rest}
	b.add(string(f), firstMark)
	room, inner := last, last-(first-rest)
	if len(b.pieces) > 0 {
		room = inner
	}
	if width(b.line.Text) <= room {
		return append(b.pieces, b.line)
	}
	again := breaker{width: width, room: room, rest: inner, line: Piece{Factor: b.line.Factor, Inside: b.line.Inside}}
	again.add(b.marked, firstMark)
	return append(append(b.pieces, again.pieces...), again.line)
}

// A breaker fills lines.
type breaker struct {
	width      func(string) float64
	room, rest float64 // the widths of the line that is being filled and of those after it
	pieces     []Piece
	line       Piece
	marked     string // the line with its marks
}

// add puts text on the line, or breaks it at the marks from the given one on.
func (b *breaker) add(text string, mark rune) {
	if line, ok := b.with(text); ok {
		b.line.Text = line
		b.marked += text
		return
	}
	mark = firstOf(text, mark)
	if mark > lastMark {
		b.line.Text += text
		b.marked += text
		return
	}
	factor := place(mark-firstMark)%places == atFactor
	broken := false // a term that takes several lines has the last of them to itself
	for i, part := range strings.Split(text, string(mark)) {
		_, fits := b.with(part)
		if i > 0 && (broken && !factor || !fits && (!factor || b.isLong(part))) {
			b.pieces = append(b.pieces, b.line)
			b.line = Piece{Inside: mark > firstMark+rune(atFactor)}
			b.room = b.rest
			b.marked = ""
			part = strings.TrimPrefix(part, " ")
			b.line.Factor = factor && !startsWithSign(part)
		} else if i > 0 {
			b.marked += string(mark)
		}
		lines := len(b.pieces)
		b.add(part, mark+1)
		broken = len(b.pieces) > lines
	}
}

// firstOf gives the first mark in the order of marks that stands in text, from the given one on; one behind the last
// where there is none.
func firstOf(text string, from rune) rune {
	first := lastMark + 1
	for _, r := range text {
		if r >= from && r < first {
			first = r
		}
	}
	return first
}

// isLong reports whether the line has so much on it that the next factor goes to another, which
// either has room for all of it or not; a divisor for which it has room always does.
func (b *breaker) isLong(factor string) bool {
	has := b.width(b.line.Text)
	factor = Formula(factor).String()
	if has > 0 && strings.HasPrefix(strings.TrimSpace(factor), "/") && b.width(factor) <= b.rest {
		return true
	}
	return has > b.room/3 || has > b.room/8 && b.width(factor) <= b.rest
}

// startsWithSign reports whether a factor begins with the sign of its product, or is a column, which
// needs none.
func startsWithSign(text string) bool {
	for _, sign := range []string{"⊙", "⊘", ":", "⊗", `\odot`, `\oslash`, `\otimes`, `\cdot`, "·", "*", ".*", "./", "/", "[", `\begin`} {
		if strings.HasPrefix(text, sign) {
			return true
		}
	}
	return false
}

// maxBytes is the number of bytes that are as wide as one character at most, marks and commands of LaTeX
// among them.
const maxBytes = 40

// with gives the line with the text behind it, and whether there is room for that.
func (b *breaker) with(text string) (line string, fits bool) {
	if float64(len(text)) > maxBytes*b.room { // most of a long formula need not be measured
		return "", false
	}
	line = b.line.Text + Formula(text).String()
	return line, b.width(line) <= b.room
}
