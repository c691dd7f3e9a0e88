package render

import (
	"strings"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules/derive"
)

// Plain writes one line of the input language for each result: one for each variable, blocks of the
// second order row by row. Shared parts are statements in front.
func Plain(a *derive.Answer, o Options) (_ string, err error) {
	defer ast.Recover(&err)
	o.Steps = "" // there is no place for them
	if err := o.asked(a); err != nil {
		return "", err
	}
	var b strings.Builder
	lines(a, o, func(n ast.Node, s *notation.Sheet, first bool) {
		if first {
			for _, part := range s.SharedPlain() {
				b.WriteString(part.Name + " = " + part.Expression + "; ")
			}
		}
		b.WriteString(s.Plain(n) + "\n")
	})
	return b.String(), nil
}
