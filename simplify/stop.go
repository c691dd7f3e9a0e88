package simplify

import (
	"fmt"
	"slices"

	"matcalc/ast"
)

// A limit is a bound on the work of a simplifier that was reached.
type limit int

const (
	manyTerms   limit = iota // a sum in which no common factors of a few terms are looked for
	manyFactors              // a product in which no sums are multiplied out
	longSum                  // a sum that is not multiplied out
	longCycle                // a trace of a product of which not all rotations are compared
	deepEntry                // an entry of an operation that is nested too deep
	manySteps                // a node that has been rewritten as often as is allowed
	manyChanges              // an expression that has changed as often as is allowed
	circle                   // rewrites of equal length that lead back to where they began
)

// reasons say for each limit, in one sentence, where simplification stops.
var reasons = map[limit]string{
	manyTerms:   fmt.Sprintf("in sums of more than %d terms common factors are taken out of groups, not in every order; one has %%d", maxTerms),
	manyFactors: fmt.Sprintf("sums are multiplied out in products of up to %d factors; one has %%d", maxExpanded),
	longSum:     fmt.Sprintf("sums of up to %d terms are multiplied out; one has %%d", maxExpanded),
	longCycle:   fmt.Sprintf("the rotations of a trace are compared for products of up to %d factors; one has %%d", maxCycle),
	deepEntry:   fmt.Sprintf("entries are taken of operations nested up to %d deep", maxNesting),
	manySteps:   fmt.Sprintf("a node is rewritten up to %d times", maxSteps),
	manyChanges: fmt.Sprintf("an expression changes up to %d times for each of its nodes", changesPerNode),
	circle:      "rewrites that do not shorten an expression lead back to it",
}

// stops are the limits that were reached, each with the greatest number of arguments for which it was.
type stops map[limit]int

func (s stops) add(l limit, n ast.Node) { s.limit(l, len(n.Args())) }

func (s stops) limit(l limit, size int) { s[l] = max(s[l], size) }

// Stops lists in sentences the limits that were reached, so that a shorter expression may exist
// which was not looked for.
func (s *Simplifier) Stops() []string {
	var out []string
	for l, size := range s.stops {
		reason := reasons[l]
		switch l {
		case manyTerms, manyFactors, longSum, longCycle:
			reason = fmt.Sprintf(reason, size)
		}
		out = append(out, reason)
	}
	slices.Sort(out)
	return out
}
