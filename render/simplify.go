package render

import (
	"strconv"
	"strings"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
	"matcalc/simplify"
)

// A Simplified is an expression with the shortest one found that is equal to it.
type Simplified struct {
	*derive.Answer // the expression as one that nothing has been derived of
	Result         ast.Node
	Conditions     []rules.Condition // under which all parts of both are defined
	Verdict        *verify.Verdict   // nil where the check was left out
	Steps          []simplify.Change // the way to the result, where it is asked for
}

// simplifiedFormats are the formats of a simplified expression, the default first.
var simplifiedFormats = []struct {
	name  string
	write func(*Simplified, Options) (string, error)
}{
	{"text", simplifiedText},
	{"plain", simplifiedPlain},
	{"latex", simplifiedLaTeX},
	{"json", simplifiedJSON},
}

// SimplifiedFormatNames lists the formats of a simplified expression, the default first.
func SimplifiedFormatNames() []string {
	var names []string
	for _, f := range simplifiedFormats {
		names = append(names, f.name)
	}
	return names
}

// WriteSimplified gives the document in the format of that name, which is one of
// [SimplifiedFormatNames]. It ends in a newline.
func WriteSimplified(format string, s *Simplified, o Options) (_ string, err error) {
	defer ast.Recover(&err)
	for _, f := range simplifiedFormats {
		if f.name == format {
			return f.write(s, o.of(s.Answer))
		}
	}
	return "", refused("there is no format "+strconv.Quote(format), "there are "+strings.Join(SimplifiedFormatNames(), ", "))
}

// sheet has the result, and what is long in the conditions, on it.
func (s *Simplified) sheet() sheet {
	roots := []ast.Node{s.Result}
	for _, c := range s.Conditions {
		for _, arg := range c.Args {
			if !short(arg) {
				roots = append(roots, arg)
			}
		}
	}
	return sheet{Sheet: notation.NewSheet(takenBy(s.Answer), roots...)}
}

// cancelled reports whether the input has parts that the expression that it was read as has not.
func (s *Simplified) cancelled() bool { return len(s.Parsed.Cancelled) > 0 }

// asTyped reports whether the input is shown as it was typed: where it was read as something shorter,
// which would not tell what the result is equal to.
func (s *Simplified) asTyped(width int) bool {
	text := s.Parsed.Source
	if strings.Contains(text, "\n") || len(text) > width {
		return false
	}
	return s.cancelled() || s.Result == s.Value && !s.unchanged()
}

// unchanged reports whether the result is what was typed.
func (s *Simplified) unchanged() bool {
	bare := strings.NewReplacer(" ", "", "\t", "")
	return s.Result == s.Value && bare.Replace(s.Parsed.Source) == bare.Replace(notation.Plain(s.Result))
}

// simplifiedText writes the page for people: the expression, what its names stand for, what it is equal to, with
// its shape, the conditions, notes, and how the check went.
func simplifiedText(s *Simplified, o Options) (string, error) {
	p := &page{Answer: s.Answer, writer: writer{Options: o}, sheet: s.sheet()}
	given := notation.NewSheet(nil, p.Value)
	if s.asTyped(p.lineWidth() - len(indent)) {
		p.b.WriteString(indent + s.Parsed.Source + "\n")
	} else {
		p.b.WriteString(p.brokenAt(indent, "", given.TextFormula(p.Value, p.notation())) + "\n")
		for _, part := range given.SharedText(p.notation()) {
			p.b.WriteString(p.brokenAt(blanks(declared)+part.Name+equals, "", part.Formula) + "\n")
		}
	}
	for _, g := range p.declarations() {
		p.b.WriteString(blanks(declared) + wrap(g, declared, p.lineWidth()) + "\n")
	}
	remark := p.size(s.Result)
	if s.unchanged() {
		remark += ", nothing shorter found"
	}
	p.b.WriteByte('\n')
	p.way(s.Steps)
	result := p.brokenAt(indent+"= ", "", p.sheet.TextFormula(s.Result, p.notation()))
	room := p.lineWidth() - width(result[strings.LastIndexByte(result, '\n')+1:]) - width(p.ascii(remark))
	p.b.WriteString(result + blanks(min(max(room, ruleGap), nearEquation)) + painted(p.Paint.Faint, remark) + "\n")
	if where := p.whereLines(); len(where) > 0 {
		p.b.WriteByte('\n')
		p.table(where)
	}
	p.conditions(s.Conditions, inSheet(p.onSheet, p.alone))
	p.notes(p.Parsed.Notes)
	p.simplification(s.Stops)
	p.b.WriteString("\n" + indent + p.equality(s.Verdict) + "\n")
	return p.text(), nil
}

// way writes the lines that lead to the result, each with its rule.
func (p *page) way(steps []simplify.Change) {
	if len(steps) == 0 {
		return
	}
	rows := make([]textRow, len(steps))
	for i, c := range steps {
		sheet := notation.NewSheet(takenBy(p.Answer), c.To)
		rows[i] = textRow{right: sheet.TextFormula(c.To, p.notation()), rules: []string{c.By.Name}}
	}
	p.rows(rows)
	p.b.WriteByte('\n')
}

// Stopped tells why simplification stopped, a sentence for each reason.
func (s *Simplified) Stopped() []string { return stopped(s.Stops) }

// declared is the column in which the declarations under an expression start.
const declared = 6

// equality tells how the comparison of the two expressions went.
func (p *page) equality(v *verify.Verdict) string {
	if v == nil || v.State != verify.Right {
		return p.verdict(v, "")
	}
	return painted(p.Paint.Right, "✓ equal at "+count(v.Points, "random point")+", relative error "+errorText(v.MaxRelativeError))
}

// simplifiedPlain writes one line of the input language, shared parts as statements in front.
func simplifiedPlain(s *Simplified, _ Options) (string, error) {
	var b strings.Builder
	sheet := notation.NewSheet(takenBy(s.Answer), s.Result)
	for _, part := range sheet.SharedPlain() {
		b.WriteString(part.Name + " = " + part.Expression + "; ")
	}
	return b.String() + sheet.Plain(s.Result) + "\n", nil
}

// simplifiedLaTeX writes the bare formula for math mode.
func simplifiedLaTeX(s *Simplified, o Options) (string, error) {
	var b strings.Builder
	sheet := notation.NewSheet(takenBy(s.Answer), s.Result)
	b.WriteString(sheet.LaTeX(s.Result, o.unicode()))
	for i, part := range sheet.SharedLaTeX(o.unicode()) {
		b.WriteString(map[bool]string{true: `, \quad \text{where } `, false: ", "}[i == 0])
		b.WriteString(part.Name + " = " + part.Expression)
	}
	return b.String() + "\n", nil
}

type (
	simplifiedObject struct {
		Input        string            `json:"input"`
		Declarations []declarationJSON `json:"declarations"`
		Notes        []string          `json:"notes"`
		Shared       []sharedJSON      `json:"shared"`
		Result       shapedJSON        `json:"result"`
		Conditions   []string          `json:"conditions"`
		Verified     Verified          `json:"verified"`
		Steps        []changeJSON      `json:"steps,omitempty"`
		// Simplification tells why it stopped, where that is asked for.
		Simplification []string `json:"simplification,omitempty"`
	}
	changeJSON struct {
		Rule   string `json:"rule"`
		Plain  string `json:"plain"`
		LaTeX  string `json:"latex"`
		Source string `json:"source"`
	}
	shapedJSON struct {
		formJSON
		Shape []string `json:"shape"`
	}
)

// simplifiedJSON writes one object.
func simplifiedJSON(s *Simplified, o Options) (string, error) {
	sheet := s.sheet()
	var simplification []string
	if o.Explain {
		simplification = s.Stopped()
	}
	return encode(simplifiedObject{
		Steps: s.changes(o), Simplification: simplification,
		Input: s.Parsed.Source, Declarations: declarationsJSON(s.Parsed.Declarations),
		Notes:      append([]string{}, s.Parsed.Notes...),
		Shared:     shared(sheet, o.unicode()),
		Result:     shapedJSON{formOf(s.Result, sheet, countsOf(s.Result), o), sizes(s.Result.Shape())},
		Conditions: conditionsJSON(s.Conditions, sheet),
		Verified:   verified(s.Verdict),
	})
}

// changes are the lines that lead to the result.
func (s *Simplified) changes(o Options) []changeJSON {
	out := make([]changeJSON, len(s.Steps))
	for i, c := range s.Steps {
		out[i] = changeJSON{c.By.Name, notation.Plain(c.To), notation.LaTeX(c.To, o.unicode()), c.By.Source}
	}
	return out
}
