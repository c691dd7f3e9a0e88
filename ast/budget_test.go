package ast

import (
	"context"
	"errors"
	"testing"
	"time"
)

// grow makes nodes for ever.
func grow(t *Table) (err error) {
	defer Recover(&err)
	var n Node = t.Symbol("x", Variable, Scalar, Unstructured)
	for {
		n = t.Power(t.Add(n, t.Int(1)), t.Int(3))
	}
}

func TestBudget(t *testing.T) {
	own := &Error{Kind: TimeoutError, Message: "enough"}
	ended, cancel := context.WithCancelCause(context.Background())
	cancel(own)
	canceled, stop := context.WithCancel(context.Background())
	stop()
	tests := []struct {
		name   string
		ctx    context.Context
		limits Limits
		kind   ErrorKind
		limit  LimitName
	}{
		{"time", context.Background(), Limits{Time: time.Millisecond}, TimeoutError, TimeLimit},
		{"nodes", context.Background(), Limits{Nodes: 100}, LimitError, NodeLimit},
		{"the end of the context", canceled, Limits{}, TimeoutError, TimeLimit},
		{"an end with a cause", ended, Limits{}, TimeoutError, ""},
	}
	for _, tt := range tests {
		b, release := NewBudget(tt.ctx, tt.limits)
		table := NewTable()
		table.Limit(b)
		var e *Error
		if err := grow(table); !errors.As(err, &e) || e.Kind != tt.kind || e.Limit != tt.limit {
			t.Errorf("%s: got %#v, want kind %s and limit %s", tt.name, err, tt.kind, tt.limit)
		}
		if tt.limits.Nodes > 0 && table.Len() > tt.limits.Nodes+1 {
			t.Errorf("%s: %d nodes were made", tt.name, table.Len())
		}
		release()
	}
}

// TestLook looks at a budget through a node, and stops it from elsewhere.
func TestLook(t *testing.T) {
	b, release := NewBudget(context.Background(), Limits{})
	defer release()
	table := NewTable()
	table.Limit(b)
	x := table.Symbol("x", Variable, Scalar, Unstructured)
	look := func() (err error) {
		defer Recover(&err)
		Look(x)
		return nil
	}
	if err := look(); err != nil {
		t.Fatalf("a budget that is not used up ends the work: %v", err)
	}
	first := &Error{Message: "first"}
	b.Stop(first)
	b.Stop(&Error{Message: "second"})
	if err := look(); err != error(first) {
		t.Errorf("got %v, want the first error", err)
	}
}
