package batch

import (
	"bytes"
	"strings"
	"testing"

	"matcalc/cmd/internal/limits"
)

// TestBar: the bar tells the lines, those that are not ok, and the share of the input.
func TestBar(t *testing.T) {
	in, _ := input(50)
	for _, size := range []int64{int64(len(in)), -1, 0} {
		var terminal, out bytes.Buffer
		if err := Run(strings.NewReader(in), NewOutput(&out), Options{Derive: echo, Limits: limits.Default(), Progress: NewBar(&terminal, size, true)}); err != nil {
			t.Fatal(err)
		}
		text, ended := strings.CutSuffix(terminal.String(), "\n")
		if !ended {
			t.Errorf("of %d bytes: the line of the bar is not left", size)
		}
		pictures := strings.Split(text, "\r")
		last := pictures[len(pictures)-1]
		want := []string{"40 lines", "20 not ok"}
		if size > 0 {
			want = append(want, "100%")
		}
		for _, w := range want {
			if !strings.Contains(last, w) {
				t.Errorf("of %d bytes: the last picture is %q, want %s", size, last, w)
			}
		}
		for _, r := range text {
			if r > 0x7e {
				t.Fatalf("%q is not ASCII", text)
			}
		}
	}
}
