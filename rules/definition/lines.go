package definition

import (
	"matcalc/ast"
	"matcalc/rules"
)

// lines lead from the increment of f to its derivative df in the direction h.
func (e *Engine) lines(f, df ast.Node, v rules.Variable, h *ast.Symbol, order int) ([]rules.Line, error) {
	return []rules.Line{{Left: rules.TheDerivative, Order: order, Node: df}}, nil
}
