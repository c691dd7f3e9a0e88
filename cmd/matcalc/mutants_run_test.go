package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	mutantsCount = flag.Uint64("mutants.count", 1000, "how many mutated command lines TestMutants runs")
	mutantsSeed  = flag.Uint64("mutants.seed", 1, "the seed of the first of them; each has the seed after the one before")
	mutantsJobs  = flag.Int("mutants.jobs", 2, "how many processes run them at a time")
	mutantsLog   = flag.String("mutants.log", "", "run them in this process and write each to the file, as TestMutants asks of its processes")
)

const (
	// mutantTime is the --timeout of a mutant; one that takes slowMutant is taken to hang.
	mutantTime = 3 * time.Second
	slowMutant = 10 * time.Second

	// mutantsEach is the largest number of mutants of one process.
	mutantsEach = 10_000
)

// TestMutants runs command lines of the documents, changed at random. Whatever they are, the program ends
// soon, without a panic, with an exit code of the contract; what fails says why and prints no result. The lines run in
// processes of this test, so that none is hurt by what thousands before it left behind, and one that ends its process
// is told and does not end the run.
func TestMutants(t *testing.T) {
	lines := commandLines(t)
	if *mutantsLog != "" {
		runMutants(t, lines)
		return
	}
	each := min(mutantsEach, max(1, *mutantsCount/uint64(max(1, *mutantsJobs))))
	firsts := make(chan uint64)
	var sum mutantsSummary
	var wg sync.WaitGroup
	for range max(1, *mutantsJobs) {
		wg.Go(func() {
			for first := range firsts {
				sum.chunk(t, lines, first, min(first+each, *mutantsSeed+*mutantsCount))
			}
		})
	}
	for first := *mutantsSeed; first < *mutantsSeed+*mutantsCount; first += each {
		firsts <- first
	}
	close(firsts)
	wg.Wait()
	t.Logf("%d command lines, exit codes %v, the slowest took %v (seed %d)", sum.lines, sum.codes, sum.slowest, sum.slowestSeed)
	if sum.lines != *mutantsCount {
		t.Errorf("%d of %d command lines ran to their end", sum.lines, *mutantsCount)
	}
}

// A mutantsSummary is what is known of the mutants that ran.
type mutantsSummary struct {
	mu                 sync.Mutex
	lines, slowestSeed uint64
	codes              map[int]int
	slowest            time.Duration
}

// chunk runs the mutants from one seed to before another. Where a process ends in the middle, the next goes on behind.
func (s *mutantsSummary) chunk(t *testing.T, lines []commandLine, from, to uint64) {
	for from < to {
		log := filepath.Join(t.TempDir(), "log")
		child := exec.Command(os.Args[0], "-test.run=^TestMutants$", "-test.timeout=0", "-mutants.log="+log,
			fmt.Sprintf("-mutants.seed=%d", from), fmt.Sprintf("-mutants.count=%d", to-from))
		said, err := child.CombinedOutput()
		if err != nil {
			t.Errorf("seeds %d to %d: %v\n%s", from, to-1, err, said[:min(len(said), 8000)])
		}
		text, err := os.ReadFile(log)
		if err != nil {
			t.Errorf("seeds %d to %d: %v", from, to-1, err)
			return
		}
		seed, whole := s.read(text)
		if seed < to-1 || !whole {
			t.Errorf("seed %d: %q ended its process", seed, mutant(seed, lines))
		}
		from = max(from, seed) + 1
	}
}

// read takes the log of a process: lines of a seed, an exit code and a time. It gives the last seed, and whether
// that mutant came to its end.
func (s *mutantsSummary) read(log []byte) (seed uint64, whole bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.codes == nil {
		s.codes = map[int]int{}
	}
	for line := range bytes.Lines(log) {
		var code int
		var took time.Duration
		n, _ := fmt.Sscan(string(line), &seed, &code, (*int64)(&took))
		if whole = n == 3; !whole {
			continue
		}
		s.lines++
		s.codes[code]++
		if took > s.slowest {
			s.slowest, s.slowestSeed = took, seed
		}
	}
	return seed, whole
}

// runMutants runs mutants in this process and logs each: its seed before it runs, its exit code and time behind.
func runMutants(t *testing.T, lines []commandLine) {
	log, err := os.Create(*mutantsLog)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	t.Chdir(t.TempDir())
	out, errs := scratch(t), scratch(t)
	for seed := *mutantsSeed; seed < *mutantsSeed+*mutantsCount; seed++ {
		m := mutant(seed, lines)
		fmt.Fprint(log, seed)
		hang := time.AfterFunc(slowMutant, func() {
			debug.SetTraceback("all")
			panic(fmt.Sprintf("seed %d: %q hangs", seed, m))
		})
		start := time.Now()
		code := m.run(t, seed, out, errs)
		fmt.Fprintln(log, "", code, int64(time.Since(start)))
		hang.Stop()
		printed, said := reset(t, out), reset(t, errs)
		switch {
		case code < exitDone || code > exitLimit:
			t.Errorf("seed %d: %q exits with %d: %s", seed, m, code, said)
		case code != exitDone && code != exitUnverified && said == "" && printed == "":
			t.Errorf("seed %d: %q exits with %d and says nothing", seed, m, code)
		case code != exitDone && code != exitUnverified && printed != "" && !slices.Contains(m.args, "check"):
			t.Errorf("seed %d: %q exits with %d and prints %q", seed, m, code, printed)
		}
	}
}

// run runs the command line as main does, but for signals and the report of defects.
func (m commandLine) run(t *testing.T, seed uint64, out, errs *os.File) (code int) {
	defer func() {
		if p := recover(); p != nil {
			code = -1
			t.Errorf("seed %d: %q: panic: %v\n%s", seed, m, p, debug.Stack())
		}
	}()
	c := newConsole()
	c.in, c.out, c.err = strings.NewReader(m.stdin), out, errs
	c.exit = func(code int) {
		fmt.Printf("seed %d: %q does not look at its budget\n", seed, m)
		os.Exit(code)
	}
	return c.execute(m.args)
}

// scratch is a file that takes what a command prints.
func scratch(t *testing.T) *os.File {
	f, err := os.CreateTemp(t.TempDir(), "printed")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// reset gives what was written to a file, and empties it.
func reset(t *testing.T, f *os.File) string {
	t.Helper()
	size, err := f.Seek(0, io.SeekCurrent)
	if err != nil {
		t.Fatal(err)
	}
	if size == 0 {
		return ""
	}
	text := make([]byte, size)
	if _, err := f.ReadAt(text, 0); err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(0); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	return string(text)
}
