// Package limits holds what bounds a derivation on the command line: the defaults with their reasons,
// the flags that raise them, and the watch over time and memory while a derivation runs.
package limits

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"matcalc/ast"
	"matcalc/parser"
)

// Limits bound a derivation.
type Limits struct {
	Time   time.Duration // 0 is no limit
	Memory int           // in bytes, of the whole program
	Nodes  int
	Input  parser.Limits
}

// Default are the limits unless flags say otherwise. docs/limits.md gives their reasons.
func Default() *Limits {
	l := &Limits{Time: 5 * time.Second, Memory: 768 << 20, Nodes: 2_000_000}
	l.Input = parser.DefaultLimits()
	return l
}

// AddFlags adds --timeout and --limit.
func (l *Limits) AddFlags(f *pflag.FlagSet) {
	f.Var((*period)(&l.Time), "timeout", "give up after this `TIME`, such as 30s or 5m; 0 is no limit")
	f.Var((*raised)(l), "limit", "raise a limit of size, `NAME=NUMBER`: "+l.doc()+" (docs/limits.md);\nrepeatable")
}

// A period is the value of --timeout.
type period time.Duration

// Set takes a time such as 30s or 5m; a number alone is in seconds.
func (p *period) Set(text string) error {
	d, err := time.ParseDuration(text)
	if seconds, number := strconv.ParseFloat(text, 64); number == nil && math.Abs(seconds) < math.MaxInt32 {
		d, err = time.Duration(seconds*float64(time.Second)), nil
	}
	if err == nil && d < 0 {
		err = errors.New("a time is not negative")
	}
	if err == nil {
		*p = period(d)
	}
	return err
}

func (p *period) String() string { return time.Duration(*p).String() }

// Type is the name of the value in help.
func (p *period) Type() string { return "duration" }

// A quantity is a limit that --limit raises.
type quantity struct {
	name  ast.LimitName
	value *int
	bytes bool // it takes units, as in 2GB
}

// quantities are the limits of size by name.
func (l *Limits) quantities() []quantity {
	return []quantity{
		{ast.InputLimit, &l.Input.Bytes, true},
		{ast.DigitLimit, &l.Input.Digits, false},
		{ast.TermLimit, &l.Input.Terms, false},
		{ast.NodeLimit, &l.Nodes, false},
		{ast.MemoryLimit, &l.Memory, true},
	}
}

func (l *Limits) doc() string {
	var names []string
	for _, q := range l.quantities() {
		names = append(names, string(q.name))
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// raised is the value of --limit.
type raised Limits

// Set takes NAME=NUMBER.
func (r *raised) Set(text string) error {
	name, number, _ := strings.Cut(text, "=")
	for _, q := range (*Limits)(r).quantities() {
		if string(q.name) != name {
			continue
		}
		n, ok := parse(number, q.bytes)
		if !ok {
			return fmt.Errorf("a limit is NAME=NUMBER, such as %s", q.example(2**q.value))
		}
		*q.value = n
		return nil
	}
	return fmt.Errorf("there is no limit %s; there are %s", name, (*Limits)(r).doc())
}

func (r *raised) String() string { return "" }

// Type is the name of the value in help.
func (r *raised) Type() string { return "limit" }

var units = []struct {
	suffix string
	bytes  float64
}{{"GB", 1 << 30}, {"GiB", 1 << 30}, {"G", 1 << 30}, {"MB", 1 << 20}, {"MiB", 1 << 20}, {"M", 1 << 20}, {"KB", 1 << 10}, {"KiB", 1 << 10}, {"K", 1 << 10}, {"B", 1}}

// parse reads a positive number, with a unit of bytes where it may have one.
func parse(text string, bytes bool) (int, bool) {
	unit := 1.0
	text = strings.ReplaceAll(text, "_", "")
	for _, u := range units {
		if rest, ok := cutSuffixFold(text, u.suffix); bytes && ok {
			text, unit = rest, u.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(text, 64)
	n *= unit
	if err != nil || !(n >= 1) || n > math.MaxInt64/2 || n != math.Trunc(n) {
		return 0, false
	}
	return int(n), true
}

func cutSuffixFold(text, suffix string) (string, bool) {
	at := len(text) - len(suffix)
	if at < 0 || !strings.EqualFold(text[at:], suffix) {
		return text, false
	}
	return text[:at], true
}

// example writes the flag's value for a limit of n.
func (q quantity) example(n int) string {
	if q.bytes {
		return fmt.Sprintf("%s=%dMB", q.name, n>>20)
	}
	return fmt.Sprintf("%s=%d", q.name, n)
}

// Explain is the error with a hint that names the flag which raises the limit that was reached.
func (l *Limits) Explain(e *ast.Error) *ast.Error {
	how := ""
	if e.Limit == ast.TimeLimit && l.Time > 0 {
		how = "--timeout " + (10 * l.Time).String() + " gives it more time"
	}
	for _, q := range l.quantities() {
		if q.name == e.Limit {
			how = "--limit " + q.example(4**q.value) + " allows more"
		}
	}
	if how == "" {
		return e
	}
	out := *e
	if out.Hint != "" {
		how = out.Hint + "; " + how
	}
	out.Hint = how
	return &out
}

// Budget makes the budget of one derivation. release is to be called when it has ended.
func (l *Limits) Budget(ctx context.Context) (b *ast.Budget, release func()) {
	return ast.NewBudget(ctx, ast.Limits{Time: l.Time, Nodes: l.Nodes})
}

// Within does the work of one derivation within the limits, memory included, which only a program that
// does nothing else can tell. What is too much is an *ast.Error with a hint to the flag.
func (l *Limits) Within(ctx context.Context, work func(*ast.Budget) error) (err error) {
	b, release := l.Budget(ctx)
	defer release()
	defer l.WatchMemory(b.Stop)()
	defer func() {
		if e, ok := err.(*ast.Error); ok && e.Limit != "" {
			err = l.Explain(e)
		}
	}()
	defer ast.Recover(&err)
	return work(b)
}
