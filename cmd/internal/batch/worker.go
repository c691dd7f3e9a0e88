package batch

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"matcalc/ast"
)

// A worker answers lines. It runs in several goroutines.
type worker struct {
	Options
	work    <-chan *task
	mu      sync.Mutex
	running map[*task]bool
	large   *semaphore.Weighted // of the one large line that is answered
}

// perByte is the memory in bytes that a byte of a line may take: a sum of many names takes about 700.
const perByte = 1 << 10

// alone has a line wait until no other large one is answered, where it is so large that as many as there are workers
// might not have room together: none of them fails for its neighbours. Small lines pass while a worker is left.
func (w *worker) alone(t *task) (release func()) {
	if limit := w.Limits.Memory; limit <= 0 || len(t.text) < limit/perByte/max(1, w.Jobs) {
		return func() {}
	}
	// It fails only where the context ends, which this one does not.
	_ = w.large.Acquire(context.Background(), 1)
	return sync.OnceFunc(func() { w.large.Release(1) })
}

// grace is how long a line may go on after its time before it is left alone: what does not look at its budget
// for so long is in a long loop over numbers, not nodes.
const grace = 500 * time.Millisecond

// run answers lines until there are no more. A line that does not end after its time is left alone, and
// another goroutine goes on with the lines after it.
func (w *worker) run() {
	for t := range w.work {
		l, err := w.parse(t)
		if err != nil {
			w.finish(t, l, Outcome{Err: err})
			continue
		}
		next := w.alone(t)
		release := w.begin(t)
		late := func() bool { return true }
		if limit := w.Limits.Time; limit > 0 {
			timer := time.AfterFunc(limit+grace, func() {
				if w.take(t) {
					next()
					w.finish(t, l, Outcome{Err: ast.TooLong(limit)})
					w.run()
				}
			})
			late = timer.Stop
		}
		o := w.answer(t.budget, l)
		release()
		next()
		late()
		if !w.take(t) {
			return // another goroutine goes on
		}
		w.finish(t, l, o)
	}
}

// parse reads the line of a task.
func (w *worker) parse(t *task) (Line, error) {
	if t.long {
		err := &ast.Error{Kind: ast.LimitError, Limit: ast.InputLimit, Message: fmt.Sprintf("the line has more than %d bytes", w.Limits.Input.Bytes), Hint: "--limit bytes=… allows more"}
		return Line{ID: json.RawMessage("null"), Text: excerpt(t.text)}, err
	}
	return Parse(t.text, w.Defaults)
}

// begin gives a task its budget.
func (w *worker) begin(t *task) (release func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	t.budget, release = w.Limits.Budget(context.Background())
	t.start = time.Now()
	w.running[t] = true
	return release
}

// take reports whether it is the first to take the task, which does not count as running any more.
func (w *worker) take(t *task) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	first := !t.taken
	t.taken = true
	delete(w.running, t)
	return first
}

// stopLongest stops the line that has run longest: when the memory is used up it is the one that has used it,
// since the others come and go.
func (w *worker) stopLongest(why *ast.Error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	var longest *task
	for t := range w.running {
		if longest == nil || t.start.Before(longest.start) {
			longest = t
		}
	}
	if longest != nil {
		longest.budget.Stop(why)
	}
}

// answer answers a line whatever happens.
func (w *worker) answer(b *ast.Budget, l Line) (o Outcome) {
	defer func() {
		switch why := recover().(type) {
		case nil:
		case *ast.Error: // the budget is used up
			o = Outcome{Err: why}
		default:
			o = Outcome{Err: defect(why)}
		}
	}()
	return w.Derive(b, l)
}

// finish makes the answer of a task.
func (w *worker) finish(t *task, l Line, o Outcome) {
	if e, ok := o.Err.(*ast.Error); ok && e.Limit != "" {
		o.Err = w.Limits.Explain(e)
	}
	t.reply, t.bad = encode(l, o), o.Err != nil
	t.text = nil
	close(t.done)
}
