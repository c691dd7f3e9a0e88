package render

import (
	"strings"

	"matcalc/render/notation"
	"matcalc/rules/derive"
)

const (
	// ruleGap is the least space between a line of a derivation and its rules; a list of rules is
	// broken at a width from minRules to maxRules, as the lines leave room.
	ruleGap  = 3
	minRules = 28
	maxRules = 64
	// minPiece is the least width to which formulas are broken.
	minPiece = 36
	// minLeft is the width of left sides that never stand on lines of their own.
	minLeft = 14
	// hang is by how much a line that goes on stands to the right.
	hang = 2
)

// steps writes the derivations line by line, where they are asked for: a block for each result in
// each form.
func (p *page) steps() {
	if p.writer.Steps == "" {
		return
	}
	for i := range p.Results {
		for _, f := range p.chosen() {
			if d := p.Results[i].Forms[f.name]; d != nil && len(d.Lines) > 0 {
				p.block(f, &p.Results[i])
			}
		}
	}
}

// block writes the derivation of a result in a form.
func (p *page) block(f form, r *derive.Result) {
	title := f.name
	if p.Variables > 1 {
		title += ", " + p.by(r)
	}
	p.b.WriteString("\n" + indent + painted(p.Paint.Label, title) + "\n")
	var rows []textRow
	for _, s := range p.script().subject(f.name, r).steps(p.Options) {
		rows = append(rows, textRow{p.ascii(s.left), notation.Formula(p.ascii(string(s.right(s.options)))), s.ruleNames(), s.Note})
	}
	p.rows(rows)
}

// A textRow is a line of a derivation: both sides, the rules, and a sentence.
type textRow struct {
	left  string
	right notation.Formula
	rules []string
	note  string
}

// rows writes lines of a derivation aligned at the equals signs, with the rules in a column at the
// right margin. A left side that leaves no room for the right one stands on a line of its own, and so do
// rules that have no room beside the last line of what follows by them.
func (p *page) rows(rows []textRow) {
	total := p.lineWidth()
	widest := max(total-2*len(indent)-len(" = ")-minPiece, minLeft)
	left := 0
	for _, r := range rows {
		if w := width(r.left); w <= widest {
			left = max(left, w)
		}
	}
	start := 2*len(indent) + left + len(" = ")
	laid, column := layRows(rows, max(total-start, minPiece))
	for i, r := range rows {
		p.b.WriteString(indent + indent + blanks(left-width(r.left)) + r.left)
		if width(r.left) > left {
			p.b.WriteString("\n" + blanks(2*len(indent)+left))
		}
		p.b.WriteString(" = " + strings.Join(laid[i].pieces, "\n"+blanks(start)))
		at, rules := laid[i].last(), 0
		for _, l := range laid[i].rules {
			rules = max(rules, width(l))
		}
		column := max(min(column, total-start-ruleGap-rules), 0)
		for j, l := range laid[i].rules {
			if j > 0 || laid[i].below {
				p.b.WriteString("\n" + blanks(start))
				at = 0
			}
			if laid[i].below {
				p.b.WriteString(blanks(max(total-start-width(l), 0)) + painted(p.Paint.Faint, l))
			} else {
				p.b.WriteString(blanks(max(column, laid[i].last())-at+ruleGap) + painted(p.Paint.Faint, l))
			}
		}
		p.b.WriteByte('\n')
		if r.note != "" {
			p.b.WriteString(blanks(start) + wrap(strings.Fields(r.note), start, total) + "\n")
		}
	}
}

// A laidRow is the right side of a row in lines, with the rules in lines beside the last of them or
// below.
type laidRow struct {
	pieces, rules []string
	below         bool
}

// last is the width of the last line.
func (r laidRow) last() int { return width(r.pieces[len(r.pieces)-1]) }

// layRows breaks the right sides of rows and their rules to a width; the rules stand right of the column.
func layRows(rows []textRow, full int) (laid []laidRow, column int) {
	laid = make([]laidRow, len(rows))
	widest := 0 // of the lines beside which rules stand, if all may be so wide
	for i, r := range rows {
		laid[i].pieces = broken(r.right, full, full)
		if len(r.rules) > 0 {
			widest = max(widest, laid[i].last())
		}
	}
	limit := min(max(full-widest-ruleGap, minRules), maxRules)
	common := 0
	for i, r := range rows {
		laid[i].rules = ruleLines(r.rules, limit)
		common = max(common, widestOf(laid[i].rules))
	}
	for i, r := range rows {
		if len(r.rules) > 0 {
			laid[i].makeRoom(r, full, common)
		}
		if len(r.rules) > 0 && !laid[i].below && laid[i].last()+ruleGap+common <= full {
			column = max(column, laid[i].last())
		}
	}
	return laid, column
}

// makeRoom breaks a row so that its rules stand beside the last line: in the column that all rules have
// in common, else as near as they go. Where there is no room they stand below.
func (l *laidRow) makeRoom(r textRow, full, common int) {
	own := widestOf(l.rules)
	for _, rules := range []int{common, own} {
		if l.last()+ruleGap+rules <= full {
			return
		}
		room := full - ruleGap - rules
		if room < minPiece {
			continue
		}
		if finer := (laidRow{pieces: broken(r.right, full, room)}); finer.last() <= room {
			l.pieces = finer.pieces
			return
		}
	}
	narrow := ruleLines(r.rules, full-ruleGap-l.last())
	if l.last()+ruleGap+widestOf(narrow) <= full {
		l.rules = narrow
		return
	}
	l.rules, l.below = ruleLines(r.rules, full), true
}

// broken breaks a formula into lines of the full width, the last of which leaves room for what stands
// beside it.
func broken(f notation.Formula, full, last int) []string {
	var lines []string
	for i, piece := range f.BreakLast(float64(full), float64(full-3*hang), float64(last), textWidth) {
		text := piece.Text
		if i > 0 {
			text = hanging(piece) + text
		}
		lines = append(lines, text)
	}
	return lines
}

// widestOf is the greatest width of lines.
func widestOf(lines []string) int {
	widest := 0
	for _, l := range lines {
		widest = max(widest, width(l))
	}
	return widest
}

// hanging is what stands in front of a line that goes on.
func hanging(piece notation.Piece) string {
	text := blanks(hang)
	if piece.Inside {
		text = blanks(2 * hang)
	}
	return text + sign(piece, "· ")
}

// sign is what a line begins with that goes on with a factor.
func sign(piece notation.Piece, times string) string {
	if piece.Factor {
		return times
	}
	return ""
}

// ruleLines writes the names of rules with commas, in lines of that width.
func ruleLines(names []string, limit int) []string {
	var lines []string
	for i, name := range names {
		if i < len(names)-1 {
			name += ","
		}
		if last := len(lines) - 1; last >= 0 && width(lines[last])+1+width(name) <= limit {
			lines[last] += " " + name
		} else {
			lines = append(lines, name)
		}
	}
	return lines
}

func textWidth(text string) float64 { return float64(width(text)) }
