package rules

import (
	"slices"
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

// Print writes the condition with each name of the rule replaced by its expression, as print
// writes it.
func (c Condition) Print(print func(ast.Node) string) string {
	var b strings.Builder
	from := 0
	for w := range Words(c.Text) {
		if i := slices.Index(c.Names, w.Text); i >= 0 {
			b.WriteString(c.Text[from:w.Start] + print(c.Args[i]))
			from = w.End
		}
	}
	return b.String() + c.Text[from:]
}

// Key tells equal conditions apart from others, whatever they call what they are about.
func (c Condition) Key() string {
	return c.Print(func(n ast.Node) string { return "#" + strconv.Itoa(n.ID()) })
}
