package main

import (
	"context"
	"sync/atomic"
	"time"

	"matcalc/ast"
	"matcalc/cmd/internal/limits"
)

// grace is how long a derivation may go on after its time before the program ends without it: what does
// not look at its budget for so long is in a long loop over numbers, not nodes.
const grace = 500 * time.Millisecond

// within does the work of one derivation within the limits. A derivation that has not ended some time
// after it should have ends the program, with the same error and exit code.
func (c *console) within(l *limits.Limits, work func(*ast.Budget) error) error {
	var ended atomic.Bool
	if l.Time > 0 {
		late := time.AfterFunc(l.Time+grace, func() {
			if ended.CompareAndSwap(false, true) {
				c.exit(c.report(l.Explain(ast.TooLong(l.Time))))
			}
		})
		defer late.Stop()
	}
	err := l.Within(context.Background(), work)
	if !ended.CompareAndSwap(false, true) {
		select {} // the program is ending
	}
	return err
}
