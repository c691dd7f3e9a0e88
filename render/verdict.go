package render

import (
	"fmt"
	"maps"
	"slices"

	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// leftOut is the reason of a check that was not asked for.
const leftOut = "the check was left out"

// wrong reports whether a result failed its check.
func wrong(r derive.Result) bool { return r.Verdict != nil && r.Verdict.State == verify.Wrong }

// summary joins the verdicts of all results where all are right; ok is false where they are not.
func summary(results []derive.Result) (v verify.Verdict, ok bool) {
	for i, r := range results {
		if r.Verdict == nil || r.Verdict.State != verify.Right {
			return v, false
		}
		if i == 0 {
			v = *r.Verdict
		}
		if i > 0 {
			v.Lines += r.Verdict.Lines
		}
		v.Points = min(v.Points, r.Verdict.Points)
		v.MaxRelativeError = max(v.MaxRelativeError, r.Verdict.MaxRelativeError)
	}
	return v, true
}

// verdictLines tell how the check went: one line for all results where they are right, else one
// for each.
func (p *page) verdictLines() []string {
	if v, ok := summary(p.Results); ok {
		return append([]string{p.verdict(&v, "")}, p.linesVerdict(&v)...)
	}
	var lines []string
	for _, r := range p.Results {
		of := ""
		if len(p.Results) > 1 {
			of = p.by(&r) + ": "
		}
		line := p.verdict(r.Verdict, of)
		if len(lines) == 0 || lines[len(lines)-1] != line {
			lines = append(lines, line)
		}
	}
	return lines
}

// linesVerdict tells how many lines of derivations were compared.
func (p *page) linesVerdict(v *verify.Verdict) []string {
	if v.Lines == 0 {
		return nil
	}
	return []string{painted(p.Paint.Right, "✓ "+count(v.Lines, "line")+" of derivations compared with the line before")}
}

func (p *page) verdict(v *verify.Verdict, of string) string {
	switch {
	case v == nil:
		return painted(p.Paint.Doubt, "– not checked: "+leftOut)
	case v.State == verify.Right:
		text := fmt.Sprintf("✓ %sequal to finite differences at %s, relative error %s", of, count(v.Points, "random point"), errorText(v.MaxRelativeError))
		if forms := len(p.Results[0].Forms) - len(v.Left); forms > 2 {
			text += fmt.Sprintf("; the %d forms agree", forms)
		}
		return painted(p.Paint.Right, text)
	case v.State == verify.Wrong:
		return painted(p.Paint.Wrong, fmt.Sprintf("✗ %snot verified: %s", of, v.Reason))
	}
	return painted(p.Paint.Doubt, fmt.Sprintf("– %snot checked: %s", of, v.Reason))
}

// uncompared tells which forms could not be compared with the others, and why.
func uncompared(results []derive.Result) []string {
	var notes []string
	for _, r := range results {
		if r.Verdict == nil || r.Verdict.State != verify.Right {
			continue
		}
		for _, form := range slices.Sorted(maps.Keys(r.Verdict.Left)) {
			notes = append(notes, fmt.Sprintf("the %s form is not compared with the others: %s", form, r.Verdict.Left[form]))
		}
	}
	return notes
}

// errorText has one digit: 2e-10, or 0.
func errorText(e float64) string {
	if e == 0 {
		return "0"
	}
	return fmt.Sprintf("%.0e", e)
}
