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
// right margin.
func (p *page) rows(rows []textRow) {
	left := 0
	for _, r := range rows {
		left = max(left, width(r.left))
	}
	start := 2*len(indent) + left + len(" = ")
	full := float64(lineWidth - start)
	last := 0.0 // the width of the widest line beside which rules stand, if all may be so wide
	for _, r := range rows {
		if pieces := r.right.Break(full, full-2*hang, textWidth); len(r.rules) > 0 {
			last = max(last, textWidth(pieces[len(pieces)-1].Text))
		}
	}
	limit := int(min(max(full-last-ruleGap, minRules), maxRules))
	lists, rules := make([][]string, len(rows)), 0
	for i, r := range rows {
		lists[i] = ruleLines(r.rules, limit)
		for _, l := range lists[i] {
			rules = max(rules, width(l))
		}
	}
	column := 0
	pieces := make([][]string, len(rows))
	for i, r := range rows {
		room := full
		if len(r.rules) > 0 {
			room = max(full-float64(ruleGap+rules), minPiece)
		}
		for j, piece := range r.right.BreakLast(full, full-2*hang, room, textWidth) {
			text := piece.Text
			if j > 0 {
				text = hanging(piece) + text
			}
			pieces[i] = append(pieces[i], text)
		}
		if last := width(pieces[i][len(pieces[i])-1]); len(r.rules) > 0 && float64(last) <= room {
			column = max(column, last)
		}
	}
	for i, r := range rows {
		p.b.WriteString(blanks(2*len(indent)+left-width(r.left)) + r.left + " = ")
		p.b.WriteString(strings.Join(pieces[i], "\n"+blanks(start)))
		at := width(pieces[i][len(pieces[i])-1])
		for j, l := range lists[i] {
			if j > 0 {
				p.b.WriteString("\n" + blanks(start))
				at = 0
			}
			p.b.WriteString(blanks(max(column-at, 0)+ruleGap) + painted(p.Paint.Faint, l))
		}
		p.b.WriteByte('\n')
		if r.note != "" {
			p.b.WriteString(blanks(start) + wrap(strings.Fields(r.note), start) + "\n")
		}
	}
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
