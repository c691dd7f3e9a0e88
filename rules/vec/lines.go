package vec

import (
	"matcalc/ast"
	"matcalc/rules"
)

// lines lead to the derivative d of f by the variable.
func (e *Engine) lines(f ast.Node, v rules.Variable, d derivative, order int) ([]rules.Line, error) {
	return []rules.Line{{Left: rules.TheDerivative, Order: order, Node: d.matrix}}, nil
}
