package rules

import (
	"regexp"
	"strconv"
	"strings"

	"matcalc/ast"
)

// A Condition says where a derivation holds: the condition of a rule, with the expressions that the
// names of the rule stand for.
type Condition struct {
	Text  string // "X invertible"
	Names []string
	Args  []ast.Node
}

var word = regexp.MustCompile(`[A-Za-z]+`)

// Print writes the condition with each name of the rule replaced by its expression, as print
// writes it.
func (c Condition) Print(print func(ast.Node) string) string {
	return word.ReplaceAllStringFunc(c.Text, func(w string) string {
		for i, name := range c.Names {
			if name == w {
				return print(c.Args[i])
			}
		}
		return w
	})
}

// key tells equal conditions apart from others.
func (c Condition) key() string {
	var b strings.Builder
	b.WriteString(c.Text)
	for _, a := range c.Args {
		b.WriteByte(' ')
		b.WriteString(strconv.Itoa(a.ID()))
	}
	return b.String()
}

// DropEqual gives the conditions without repetitions.
func DropEqual(conditions []Condition) []Condition {
	seen := map[string]bool{}
	out := conditions[:0:0]
	for _, c := range conditions {
		if k := c.key(); !seen[k] {
			seen[k] = true
			out = append(out, c)
		}
	}
	return out
}
