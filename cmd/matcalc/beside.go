package main

import (
	"context"
	"time"

	"matcalc/ast"
	"matcalc/cmd/internal/limits"
)

// beside does the work of one of several derivations within the limits, and gives it up when its time
// has passed or the context ends, even where it does not look at its budget: it then goes on beside
// until it does, and what comes out of it is dropped.
func beside[T any](ctx context.Context, l *limits.Limits, work func(*ast.Budget) (T, error)) (T, error) {
	type outcome struct {
		value  T
		err    error
		defect any
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			o.defect = recover()
			done <- o
		}()
		o.err = l.Within(ctx, func(b *ast.Budget) (err error) {
			o.value, err = work(b)
			return err
		})
	}()
	var late <-chan time.Time
	if l.Time > 0 {
		timer := time.NewTimer(l.Time + grace)
		defer timer.Stop()
		late = timer.C
	}
	var none T
	select {
	case o := <-done:
		if o.defect != nil {
			panic(o.defect)
		}
		return o.value, o.err
	case <-ctx.Done():
		return none, context.Cause(ctx)
	case <-late:
		return none, l.Explain(ast.TooLong(l.Time))
	}
}
