package main

import (
	"bytes"
	"encoding/json"
	"io"
	"runtime"
	"testing"

	"matcalc/cmd/internal/batch"
	"matcalc/parser/families"
	"matcalc/rules/derive"
)

// BenchmarkBatch answers the public cases over and over, in the plain form and with the check.
func BenchmarkBatch(b *testing.B) {
	var round bytes.Buffer
	write := json.NewEncoder(&round)
	cases := families.Public(b)
	for _, c := range cases {
		q := map[string]any{"expr": c.Expr, "wrt": c.Wrt, "let": c.Let()}
		if c.Mode != "" {
			q["mode"] = c.Mode
		} else {
			q["order"] = max(1, c.Order)
		}
		if err := write.Encode(q); err != nil {
			b.Fatal(err)
		}
	}
	restore := collectLess(growthInBatch)
	defer restore()
	j := &batchJob{question: newQuestion(derive.Diff, 1)}
	j.format.value, j.check.Points, j.check.Tolerance = "plain", 3, 1e-6
	bad := new(badLines)
	options := batch.Options{Derive: j.deriveLine, Defaults: j.defaults(), Jobs: runtime.GOMAXPROCS(0), Limits: j.limits, Progress: bad}
	b.ReportAllocs()
	b.ResetTimer()
	in := io.LimitReader(&repeated{text: round.Bytes()}, int64(b.N)*int64(round.Len()))
	if err := batch.Run(in, batch.NewOutput(io.Discard), options); err != nil {
		b.Fatal(err)
	}
	if *bad > 0 {
		b.Errorf("%d lines are not ok", *bad)
	}
	b.ReportMetric(float64(b.N*len(cases))/b.Elapsed().Seconds(), "lines/s")
}

// badLines counts the lines that are not ok.
type badLines int

func (b *badLines) Add(_, bad int, _ int64) { *b += badLines(bad) }
func (b *badLines) Pass(int64)              {}
func (b *badLines) End()                    {}

// repeated is a text over and over.
type repeated struct {
	text []byte
	at   int
}

func (r *repeated) Read(p []byte) (int, error) {
	n := copy(p, r.text[r.at:])
	r.at = (r.at + n) % len(r.text)
	return n, nil
}
