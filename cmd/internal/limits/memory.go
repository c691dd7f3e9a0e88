package limits

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"matcalc/ast"
)

// look is how often the memory is looked at: while it fills at 2 GB a second, 40 MB pass between looks.
const look = 20 * time.Millisecond

// WatchMemory calls stop, with the error of the derivation to be stopped, at each look at which the program
// holds more memory than the limit, until end is called. The collector is told the limit too, so that it
// works harder near it and what is held is in use. What a stopped derivation leaves behind is collected before
// another one is stopped for it.
func (l *Limits) WatchMemory(stop func(*ast.Error)) (end func()) {
	if l.Memory <= 0 {
		return func() {}
	}
	before := debug.SetMemoryLimit(int64(l.Memory))
	done := make(chan struct{})
	go func() {
		tick := time.NewTicker(look)
		defer tick.Stop()
		stopped := false
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				over := inUse() > uint64(l.Memory)
				if over && stopped {
					runtime.GC()
					over = inUse() > uint64(l.Memory)
				}
				stopped = over
				if over {
					stop(&ast.Error{Kind: ast.LimitError, Limit: ast.MemoryLimit, Message: fmt.Sprintf("this takes more than %d MB of memory", l.Memory>>20)})
				}
			}
		}
	}()
	return func() {
		close(done)
		debug.SetMemoryLimit(before)
	}
}

// inUse is the size of the heap's objects in bytes.
func inUse() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
