package derive

import (
	"matcalc/ast"
	"matcalc/rules"
	"matcalc/simplify"
)

// maxExplainedNodes bounds the lines whose simplification is told rule by rule.
const maxExplainedNodes = 400

// explain puts the rules of simplification beside the lines that follow from the line before by it alone, and
// between two such lines one for each change, which is shown where every rule is asked for.
func (d *deriver) explain(f *rules.Derivation) {
	var out []rules.Line
	for i, l := range f.Lines {
		if i == 0 || l.Left != rules.Same || len(l.Rules) > 0 || l.Remainder != f.Lines[i-1].Remainder {
			out = append(out, l)
			continue
		}
		for _, c := range d.simplification(f.Lines[i-1].Node, l.Node) {
			if c.To == l.Node {
				l.Rules = append(l.Rules, c.By)
			} else {
				out = append(out, rules.Line{Order: l.Order, Of: l.Of, Node: c.To, Rules: []*rules.Rule{c.By}, Minor: true, Remainder: l.Remainder})
			}
		}
		l.Rules = rules.Distinct(l.Rules)
		out = append(out, l)
	}
	f.Lines = out
}

// simplification lists the changes from one line to the next; none where they are not found.
func (d *deriver) simplification(from, to ast.Node) []simplify.Change {
	if len(ast.Topo(from, to)) > maxExplainedNodes {
		return nil
	}
	return d.simplifier.Explain(from, to)
}
