package batch

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"matcalc/ast"
)

// A worker answers lines. It runs in several goroutines.
type worker struct {
	Options
	work <-chan *task
	mu   sync.Mutex
}

// run answers lines until there are no more. A line that takes too long is answered as such, and
// another goroutine goes on with the lines after it.
func (w *worker) run() {
	for t := range w.work {
		l, err := w.parse(t)
		var timer *time.Timer
		if w.Timeout > 0 {
			timer = time.AfterFunc(w.Timeout, func() {
				if w.take(t) {
					w.finish(t, l, Outcome{Err: timedOut(w.Timeout)})
					w.run()
				}
			})
		}
		o := Outcome{Err: err}
		if err == nil {
			o = w.answer(l)
		}
		if !w.take(t) {
			return // another goroutine goes on
		}
		if timer != nil {
			timer.Stop()
		}
		w.finish(t, l, o)
	}
}

// parse reads the line of a task.
func (w *worker) parse(t *task) (Line, error) {
	if t.long {
		return Line{ID: json.RawMessage("null"), Text: excerpt(t.text)}, tooLong(w.MaxLine)
	}
	return Parse(t.text, w.Defaults)
}

// take reports whether it is the first to take the task.
func (w *worker) take(t *task) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	first := !t.taken
	t.taken = true
	return first
}

func (w *worker) finish(t *task, l Line, o Outcome) {
	t.reply, t.bad = encode(l, o), o.Err != nil
	t.text = nil
	close(t.done)
}

// answer answers a line whatever happens.
func (w *worker) answer(l Line) (o Outcome) {
	defer func() {
		if why := recover(); why != nil {
			o = Outcome{Err: defect(why)}
		}
	}()
	return w.Derive(context.Background(), l)
}

func timedOut(after time.Duration) error {
	return &ast.Error{Kind: ast.TimeoutError, Message: fmt.Sprintf("there is no answer after %v", after), Hint: "--timeout gives a line more time"}
}
