package batch

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"matcalc/ast"
	"matcalc/cmd/internal/limits"
	"matcalc/parser"
)

// echo answers with the expression, after a time that is different for each.
func echo(_ *ast.Budget, l Line) Outcome {
	if n := rand.IntN(40); n < 4 {
		time.Sleep(time.Duration(n) * 100 * time.Microsecond)
	}
	if strings.HasPrefix(l.Expr, "panic") {
		panic(l.Expr)
	}
	return Outcome{Result: l.Expr}
}

// answers runs a batch over a text.
func answers(t *testing.T, in io.Reader, o Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := Run(in, NewOutput(&out), o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// input is a stream of n lines of several kinds, with the answers of echo to them.
func input(n int) (in, out string) {
	var questions, wanted strings.Builder
	for i := range n {
		switch i % 5 {
		case 0:
			fmt.Fprintf(&questions, "{\"id\": %d, \"expr\": \"e%d\"}\n", i, i)
			fmt.Fprintf(&wanted, `{"id":%d,"ok":true,"result":"e%d"}`+"\n", i, i)
		case 1:
			fmt.Fprintf(&questions, "<e%d> ; wrt x\r\n", i)
			fmt.Fprintf(&wanted, `{"id":null,"input":"<e%d> ; wrt x","ok":true,"result":"<e%d> "}`+"\n", i, i)
		case 2:
			fmt.Fprintf(&questions, "\n# %d\n", i)
		case 3:
			fmt.Fprintf(&questions, "{\"id\": \"%d\", \"expr\": \"panic %d\"}\n", i, i)
			fmt.Fprintf(&wanted, `{"id":"%d","ok":false,"error":{"kind":"unsupported","message":"this is a defect of matcalc, please report it: panic %d"}}`+"\n", i, i)
		case 4:
			fmt.Fprintf(&questions, "{\"id\": [%d], \"expr\": \n", i)
			column := len(fmt.Sprintf(`{"id": [%d], "expr": `, i)) + 1
			fmt.Fprintf(&wanted, `{"id":[%d],"ok":false,"error":{"kind":"syntax","message":"the line is not JSON: it ends inside the object","line":1,"column":%d,"hint":"a line is {\"expr\": \"h(W*a)\", \"wrt\": \"W\"}, or h(W*a) ; wrt W"}}`+"\n", i, column)
		}
	}
	return questions.String(), wanted.String()
}

// TestOrder: the answers are in the order of the lines, whatever the number of workers and the lines.
func TestOrder(t *testing.T) {
	in, want := input(2000)
	for _, jobs := range []int{1, 2, 7} {
		got := answers(t, strings.NewReader(in), Options{Derive: echo, Jobs: jobs, Limits: limits.Default()})
		if got != want {
			t.Errorf("%d jobs: the answers differ at %s", jobs, difference(got, want))
		}
	}
}

func difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d: %s, want %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("the end: %d lines, want %d", len(g), len(w))
}

// TestLastLine: a last line without its end is answered too, a first one may have a byte order mark.
func TestLastLine(t *testing.T) {
	got := answers(t, strings.NewReader("\uFEFFa\nb"), Options{Derive: echo, Limits: limits.Default()})
	want := `{"id":null,"input":"a","ok":true,"result":"a"}` + "\n" + `{"id":null,"input":"b","ok":true,"result":"b"}` + "\n"
	if got != want {
		t.Errorf("got %s", got)
	}
	if got := answers(t, strings.NewReader(""), Options{Derive: echo, Limits: limits.Default()}); got != "" {
		t.Errorf("an empty input gives %s", got)
	}
}

// TestHugeLine: a line over the limit is refused, the next one is not.
func TestHugeLine(t *testing.T) {
	const limit = 100_000
	in := strings.Repeat("x", limit) + "\n" + strings.Repeat("y", 50*limit) + "\n" + strings.Repeat("z", limit+1) + "\r\nlast"
	lines := strings.Split(strings.TrimSpace(answers(t, strings.NewReader(in), Options{Derive: echo, Limits: &limits.Limits{Input: parser.Limits{Bytes: limit}}})), "\n")
	if len(lines) != 4 {
		t.Fatalf("%d lines", len(lines))
	}
	for i, want := range []string{`"ok":true`, `"kind":"limit","message":"the line has more than 100000 bytes"`, `"kind":"limit"`, `"result":"last"`} {
		if !strings.Contains(lines[i], want) {
			t.Errorf("line %d is %.300s, want %s", i+1, lines[i], want)
		}
	}
}

// brief are the limits with that time.
func brief(d time.Duration) *limits.Limits {
	l := limits.Default()
	l.Time = d
	return l
}

// TestTimeout: lines that take too long are answered as such, whether they look at their budget or not, also
// when more of them than there are workers never end, and the lines between them are answered as ever.
func TestTimeout(t *testing.T) {
	never := make(chan struct{})
	defer close(never)
	o := Options{Jobs: 2, Limits: brief(30 * time.Millisecond), Derive: func(b *ast.Budget, l Line) Outcome {
		switch l.Expr {
		case "slow":
			for {
				time.Sleep(time.Millisecond)
				b.Look()
			}
		case "deaf":
			<-never
		}
		return Outcome{Result: l.Expr}
	}}
	lines := strings.Split(answers(t, strings.NewReader(strings.Repeat("fast\nslow\ndeaf\n", 4)), o), "\n")
	for i, line := range lines[:12] {
		name := []string{"fast", "slow", "deaf"}[i%3]
		want := fmt.Sprintf(`{"id":null,"input":"%s","ok":false,"error":{"kind":"timeout","message":"this takes more than 30ms","hint":"--timeout 300ms gives it more time"}}`, name)
		if name == "fast" {
			want = `{"id":null,"input":"fast","ok":true,"result":"fast"}`
		}
		if line != want {
			t.Errorf("line %d is %s, want %s", i+1, line, want)
		}
	}
}

// TestMemory: when the memory is used up, the line that uses it is stopped, and no other one.
func TestMemory(t *testing.T) {
	l := brief(time.Minute)
	l.Memory = 200 << 20
	o := Options{Jobs: 3, Limits: l, Derive: func(b *ast.Budget, l Line) Outcome {
		if l.Expr == "fast" {
			time.Sleep(5 * time.Millisecond)
			return Outcome{Result: l.Expr}
		}
		for all := [][]byte{}; ; all = append(all, make([]byte, len(all)+1<<20)) {
			time.Sleep(time.Millisecond)
			b.Look()
		}
	}}
	lines := strings.Split(answers(t, strings.NewReader(strings.Repeat("huge\n"+strings.Repeat("fast\n", 100), 2)), o), "\n")
	for i, line := range lines[:202] {
		want := `"ok":true,"result":"fast"`
		if i%101 == 0 {
			want = `"kind":"limit","message":"this takes more than 200 MB of memory","hint":"--limit memory=800MB allows more"`
		}
		if !strings.Contains(line, want) {
			t.Errorf("line %d is %s, want %s", i+1, line, want)
		}
	}
}

// TestLargeLines: lines that have no room side by side are answered one after the other, and one that never ends does
// not hold up the next.
func TestLargeLines(t *testing.T) {
	l := brief(50 * time.Millisecond)
	l.Memory = 64 << 20
	large := strings.Repeat("x", l.Memory/perByte/4)
	never := make(chan struct{})
	defer close(never)
	var together, most atomic.Int32
	o := Options{Jobs: 4, Limits: l, Derive: func(_ *ast.Budget, l Line) Outcome {
		switch {
		case strings.HasPrefix(l.Expr, "deaf"):
			<-never
		case len(l.Expr) >= len(large):
			most.Store(max(most.Load(), together.Add(1)))
			time.Sleep(2 * time.Millisecond)
			together.Add(-1)
		}
		return Outcome{Result: l.Expr[:1]}
	}}
	in := strings.Repeat(large+"\n"+large+"\nsmall\nsmall\n", 3) + "deaf" + large + "\n" + large + "\nsmall\n"
	got := answers(t, strings.NewReader(in), o)
	if most.Load() != 1 {
		t.Errorf("%d large lines are answered together", most.Load())
	}
	if ok := strings.Count(got, `"ok":true`); ok != 14 {
		t.Errorf("%d lines are answered, want 14 of 15", ok)
	}
}

// TestStream: an answer comes before the next line is asked, as a program needs that asks one line after
// the other.
func TestStream(t *testing.T) {
	in, ask := io.Pipe()
	hear, out := io.Pipe()
	go func() {
		out.CloseWithError(Run(in, NewOutput(out), Options{Derive: echo, Jobs: 2, Limits: limits.Default()}))
	}()
	read := json.NewDecoder(hear)
	for i := range 20 {
		if _, err := fmt.Fprintf(ask, "e%d\n", i); err != nil {
			t.Fatal(err)
		}
		var got struct{ Result string }
		if err := read.Decode(&got); err != nil || got.Result != "e"+strconv.Itoa(i) {
			t.Fatalf("answer %d is %v, %v", i, got, err)
		}
	}
	ask.Close()
	if _, err := hear.Read(make([]byte, 1)); err != io.EOF {
		t.Errorf("the answers end with %v", err)
	}
}

// endless is an input without end that counts the lines that were read.
type endless struct{ lines atomic.Int64 }

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, "abc\n")
	e.lines.Add(1)
	return n, nil
}

// TestWindow: while one line takes its time, no more lines than the window holds are read.
func TestWindow(t *testing.T) {
	in := &endless{}
	release := make(chan struct{})
	var first atomic.Bool
	stop := errors.New("enough")
	out := NewOutput(writerFunc(func(p []byte) (int, error) { return 0, stop }))
	done := make(chan error)
	go func() {
		done <- Run(in, out, Options{Jobs: 2, Limits: limits.Default(), Derive: func(*ast.Budget, Line) Outcome {
			if first.CompareAndSwap(false, true) {
				<-release
			}
			return Outcome{Result: "x"}
		}})
	}()
	last := int64(-1)
	for n := in.lines.Load(); n != last; n = in.lines.Load() {
		last = n
		time.Sleep(200 * time.Millisecond)
	}
	if most := int64(windowSize/lineCost) + 1<<16/4 + 2; last > most {
		t.Errorf("%d lines were read, at most %d fit", last, most)
	}
	close(release)
	if err := <-done; err != stop {
		t.Errorf("the run ends with %v, want the error of the output", err)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// TestReadError: what was read before the input fails is answered.
func TestReadError(t *testing.T) {
	var out bytes.Buffer
	in := io.MultiReader(strings.NewReader("a\nb\n"), failing{})
	err := Run(in, NewOutput(&out), Options{Derive: echo, Limits: limits.Default()})
	var read *ReadError
	if !errors.As(err, &read) || strings.Count(out.String(), "\n") != 2 {
		t.Errorf("the error is %v after %s", err, &out)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }
