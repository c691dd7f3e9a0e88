package families

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"testing"
	"time"
)

// A Case is a public case of testdata/cases, as testdata/cases/run.py describes them.
type Case struct {
	ID, Expr, Wrt, Where, Mode string
	Order                      int
}

// Let lists the declarations of a case.
func (c Case) Let() []string {
	if c.Where == "" {
		return nil
	}
	return []string{c.Where}
}

// Public reads the public cases; it looks for testdata/cases above the folder of the test.
func Public(tb testing.TB) []Case {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for !exists(filepath.Join(dir, "go.mod")) && dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
	}
	file, err := os.Open(filepath.Join(dir, "testdata", "cases", "public.jsonl"))
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	var cases []Case
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var c Case
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			tb.Fatal(err)
		}
		cases = append(cases, c)
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return cases
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// Mean runs a benchmark over cases and reports the geometric mean of their times in microseconds: of the mean
// of each case, and of its median, which tells more where other processes interrupt the runs. prepare gives for
// a case what is measured, anew for each run; its own time does not count. ns/op is the time of all cases
// together, their preparation included. Memory is collected as seldom as in a batch, unless GOGC says how often.
func Mean(b *testing.B, cases []Case, prepare func(c Case) (run func() error)) {
	b.Helper()
	MeanInARow(b, 1, cases, prepare)
}

// growth is how much memory grows, in percent, before it is collected in a batch.
const growth = 800

// MeanInARow is Mean where each case is run so many times before it is the turn of the next one, so that what the
// processor has kept of other cases does not count.
func MeanInARow(b *testing.B, times int, cases []Case, prepare func(c Case) (run func() error)) {
	b.Helper()
	b.ReportAllocs()
	if os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(growth))
	}
	took := make([][]time.Duration, len(cases))
	for b.Loop() {
		for i, c := range cases {
			for range times {
				run := prepare(c)
				start := time.Now()
				err := run()
				took[i] = append(took[i], time.Since(start))
				if err != nil {
					b.Fatalf("%s: %v", c.ID, err)
				}
			}
		}
	}
	b.ReportMetric(geometric(took, mean), "geomean-µs")
	b.ReportMetric(geometric(took, median), "median-µs")
	b.ReportMetric(geometric(took, slices.Min[[]time.Duration]), "least-µs")
}

// geometric is the geometric mean, in microseconds, of one time for each case.
func geometric(took [][]time.Duration, of func([]time.Duration) time.Duration) float64 {
	logs := 0.0
	for _, times := range took {
		logs += math.Log(of(times).Seconds() * 1e6)
	}
	return math.Exp(logs / float64(len(took)))
}

func mean(times []time.Duration) time.Duration {
	var sum time.Duration
	for _, d := range times {
		sum += d
	}
	return sum / time.Duration(len(times))
}

func median(times []time.Duration) time.Duration {
	return slices.Sorted(slices.Values(times))[len(times)/2]
}
