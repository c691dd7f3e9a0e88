package batch

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"time"

	"golang.org/x/sync/semaphore"

	"matcalc/ast"
	"matcalc/cmd/internal/limits"
)

// Options steer a run.
type Options struct {
	Derive   Deriver
	Defaults Line
	Jobs     int            // how many lines are answered at once
	Limits   *limits.Limits // of each line, but for the memory, which is that of the whole run
	Progress Progress       // nil where nobody looks
}

const (
	// windowSize bounds the lines that wait for a slower one before them: the sum of their bytes, and of
	// lineCost for each.
	windowSize = 8 << 20
	lineCost   = 1 << 10
	// ahead is how many lines are ready for each worker, so that none waits for the reader.
	ahead = 16
	// flushDelay is how long an answer may wait for others to be written together with it.
	flushDelay = 5 * time.Millisecond
)

// A ResumeError tells that the answers that are there are not those of the input.
type ResumeError struct{ Message string }

func (e *ResumeError) Error() string { return e.Message }

// A ReadError tells that the input cannot be read on; what was read is answered.
type ReadError struct{ Err error }

func (e *ReadError) Error() string { return e.Err.Error() }

// Run answers each line of the input that asks something, in order. Lines whose answers the output has
// already are passed over.
func Run(in io.Reader, out *Output, o Options) error {
	if o.Progress == nil {
		o.Progress = silence{}
	}
	r := newReader(in, o.Limits.Input.Bytes)
	if err := pass(r, out, o); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	q := &queue{
		window: semaphore.NewWeighted(windowSize),
		order:  make(chan *task, windowSize/lineCost),
		work:   make(chan *task, ahead*max(1, o.Jobs)),
	}
	w := &worker{Options: o, work: q.work, running: map[*task]bool{}, large: semaphore.NewWeighted(1)}
	defer o.Limits.WatchMemory(w.stopLongest)()
	for range max(1, o.Jobs) {
		go w.run()
	}
	go q.read(ctx, r)
	if err := q.write(out, o.Progress); err != nil {
		return err
	}
	return q.err
}

// pass passes over the lines that are answered already, and compares whose answers they are.
func pass(r *reader, out *Output, o Options) error {
	for n := 1; ; n++ {
		answer, ok, err := out.answered()
		if !ok || err != nil {
			return err
		}
		var l rawLine
		var size int64
		for {
			l, err = r.next()
			size += l.size
			if err == io.EOF {
				return &ResumeError{"it has more lines than the input asks"}
			} else if err != nil {
				return &ReadError{err}
			}
			if !Blank(l.text) {
				break
			}
		}
		line, _ := Parse(l.text, o.Defaults)
		if !bytes.HasPrefix(answer, head(line)) {
			return &ResumeError{fmt.Sprintf("its line %d is not the answer to that line of the input", n)}
		}
		o.Progress.Pass(size)
	}
}

// A queue holds the lines that are read and not yet written.
type queue struct {
	window *semaphore.Weighted
	order  chan *task // in the order of the input
	work   chan *task
	err    error // of reading, once order is closed
}

// A task is a line on its way.
type task struct {
	rawLine
	cost  int64
	start time.Time
	// budget is what the answer may take; it and taken are guarded by the worker.
	budget *ast.Budget
	taken  bool // by its worker or by the end of its time
	reply  []byte
	bad    bool
	done   chan struct{}
}

// read reads lines as long as the window has room.
func (q *queue) read(ctx context.Context, r *reader) {
	defer close(q.order)
	defer close(q.work)
	var before int64 // bytes of blank lines
	for {
		l, err := r.next()
		if err == io.EOF {
			return
		}
		if err != nil {
			q.err = &ReadError{err}
			return
		}
		if Blank(l.text) {
			before += l.size
			continue
		}
		l.size, before = l.size+before, 0
		t := &task{rawLine: l, cost: min(windowSize, lineCost+int64(len(l.text))), done: make(chan struct{})}
		if q.window.Acquire(ctx, t.cost) != nil {
			return
		}
		q.order <- t // has room for all that the window holds
		select {
		case q.work <- t:
		case <-ctx.Done():
			return
		}
	}
}

// write writes the answers in order, as they come.
func (q *queue) write(out *Output, p Progress) error {
	defer p.End()
	delay := time.NewTimer(flushDelay)
	for {
		t, ok, err := await(q.order, delay, out)
		if err != nil {
			return err
		}
		if !ok {
			return out.Flush()
		}
		if _, _, err := await(t.done, delay, out); err != nil {
			return err
		}
		if err := out.add(t.reply); err != nil {
			return err
		}
		q.window.Release(t.cost)
		bad := 0
		if t.bad {
			bad = 1
		}
		p.Add(1, bad, t.size)
	}
}

// await receives from a channel. Where nothing comes for a while, the answers that are there are written.
func await[T any](c <-chan T, delay *time.Timer, out *Output) (value T, ok bool, err error) {
	select {
	case value, ok = <-c:
		return value, ok, nil
	default:
	}
	delay.Reset(flushDelay)
	select {
	case value, ok = <-c:
		return value, ok, nil
	case <-delay.C:
	}
	if err := out.Flush(); err != nil {
		return value, false, err
	}
	value, ok = <-c
	return value, ok, nil
}
