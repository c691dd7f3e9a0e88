package ast

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// Limits bound what one derivation may take; zero values are no limit.
type Limits struct {
	Time  time.Duration // from the making of the budget on
	Nodes int           // that the table of the derivation may hold
}

// A Budget is what one derivation may take. The table of the derivation carries it, and so does each
// node, so that every loop over nodes can look whether it is used up; making a node looks by itself.
// A look is one load from memory: the clock is watched elsewhere. What is used up ends the derivation
// with a panic of the *Error, which [Recover] turns into a result; the table is of no use after that.
//
// A nil Budget has no limits. Stop may be called from any goroutine; a derivation is to look from the
// goroutine that recovers.
type Budget struct {
	nodes int
	over  atomic.Pointer[Error]
}

// NewBudget makes a budget that is used up when the context ends, when its time has passed or when
// too many nodes are made. The caller calls release when the derivation has ended. Where the cause of
// the end of the context is an *Error, that is the error of the derivation.
func NewBudget(ctx context.Context, l Limits) (b *Budget, release func()) {
	b = &Budget{nodes: l.Nodes}
	stop := context.AfterFunc(ctx, func() { b.Stop(ended(ctx)) })
	if l.Time <= 0 {
		return b, func() { stop() }
	}
	if l.Time < time.Microsecond { // a timer may come too late
		b.Stop(TooLong(l.Time))
	}
	timer := time.AfterFunc(l.Time, func() { b.Stop(TooLong(l.Time)) })
	return b, func() { stop(); timer.Stop() }
}

// ended is the error of a derivation whose context has ended.
func ended(ctx context.Context) *Error {
	var cause *Error
	if errors.As(context.Cause(ctx), &cause) {
		return cause
	}
	return &Error{Kind: TimeoutError, Limit: TimeLimit, Message: "the derivation was stopped: " + context.Cause(ctx).Error()}
}

// TooLong is the error of a derivation that takes more time than it has.
func TooLong(d time.Duration) *Error {
	return &Error{Kind: TimeoutError, Limit: TimeLimit, Message: fmt.Sprintf("this takes more than %s", d)}
}

// Stop uses up the budget; the first error is the one that is told.
func (b *Budget) Stop(e *Error) { b.over.CompareAndSwap(nil, e) }

// Look panics with an *Error when the budget is used up.
func (b *Budget) Look() {
	if b != nil {
		if e := b.over.Load(); e != nil {
			panic(e)
		}
	}
}

// count looks, and takes note of how many nodes there are.
func (b *Budget) count(nodes int) {
	if b == nil {
		return
	}
	if b.nodes > 0 && nodes > b.nodes {
		b.Stop(&Error{Kind: LimitError, Limit: NodeLimit, Message: fmt.Sprintf("this makes expressions of more than %d parts", b.nodes)})
	}
	b.Look()
}

// Look panics with an *Error when the budget of the derivation that n belongs to is used up.
func Look(n Node) { n.node().budget.Look() }

// Recover makes a result of a panic with an *Error; it is to be deferred by what starts a derivation
// under a budget. Other panics go on.
func Recover(err *error) {
	switch r := recover().(type) {
	case nil:
	case *Error:
		*err = r
	default:
		panic(r)
	}
}
