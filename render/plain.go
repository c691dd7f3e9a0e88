package render

import (
	"strings"

	"matcalc/render/notation"
	"matcalc/rules/derive"
)

// Plain writes one line of the input language for each result: one for each variable, blocks of the
// second order row by row. Shared parts are statements in front.
func Plain(a *derive.Answer, o Options) (string, error) {
	var b strings.Builder
	taken := takenBy(a)
	for i := range a.Results {
		n := o.first(&a.Results[i])
		sheet := notation.NewSheet(taken, n)
		for _, part := range sheet.SharedPlain() {
			b.WriteString(part.Name + " = " + part.Expression + "; ")
		}
		b.WriteString(sheet.Plain(n) + "\n")
	}
	return b.String(), nil
}
