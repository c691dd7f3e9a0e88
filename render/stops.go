package render

import (
	"strings"

	"matcalc/rules/derive"
)

// exhausted is said where no limit was reached.
const exhausted = "no rule makes it shorter, and no limit was reached"

// stopped tells why simplification stopped: the limits that were reached, a sentence each.
func stopped(limits []string) []string {
	if len(limits) == 0 {
		return []string{exhausted}
	}
	return limits
}

// Stopped tells why the simplification of the results of an answer stopped, a sentence for each reason.
func Stopped(a *derive.Answer) []string { return stopped(a.Stops) }

// simplification writes why it stopped, where that is asked for.
func (p *page) simplification(limits []string) {
	if !p.Explain {
		return
	}
	p.b.WriteByte('\n')
	for i, s := range stopped(limits) {
		label := "simplification stopped:  "
		if i > 0 {
			label = blanks(len(label))
		}
		p.b.WriteString(indent + label + wrap(strings.Fields(s), len(indent)+len(label), p.lineWidth()) + "\n")
	}
}
