package rules

import (
	"fmt"
	"strings"

	"matcalc/ast/catalogue"
)

// exponentialRules isolate each direction of the derivatives of expm, which are linear and
// symmetric in their directions: G : dexpm(X,U) is dexpm(X',G) : U (Higham, Functions of Matrices,
// 2008, section 3.2).
var exponentialRules = exponentialIsolations(catalogue.MaxExpmOrder)

// exponentialIsolations makes the rules for the derivatives up to an order.
func exponentialIsolations(orders int) []*Rule {
	var out []*Rule
	for k := 1; k <= orders; k++ {
		name := "dexpm"
		if k > 1 {
			name = fmt.Sprintf("d%dexpm", k)
		}
		for place := range k {
			directions, others := make([]string, k), make([]string, 0, k)
			declared := "X in R^(n x n), U in R^(n x n)"
			for i := range k {
				directions[i] = "U"
				if i != place {
					directions[i] = fmt.Sprintf("E%d", i+1)
					others = append(others, directions[i]+"'")
					declared += ", " + directions[i] + " in R^(n x n)"
				}
			}
			out = append(out, &Rule{
				Name: fmt.Sprintf("%s/isolate %d", name, place+2), Kind: Isolate,
				Left:  fmt.Sprintf("G : %s(X,%s)", name, strings.Join(directions, ",")),
				Right: fmt.Sprintf("%s(%s) : U", name, strings.Join(append(append([]string{"X'"}, others...), "G"), ",")),
				Let:   declared, Source: "Higham, Functions of Matrices, 2008, section 3.2",
			})
		}
	}
	return out
}
