package parser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"matcalc/parser"
)

// TestManyRemarks: what is said of a few names is said of each, what is said of many is said once.
func TestManyRemarks(t *testing.T) {
	for n, want := range map[int]string{
		9:   "y9 is read as a scalar",
		10:  "y1, y2, y3, y4, y5, y6, y7, y8 and 2 more are read as scalars",
		500: "y1, y2, y3, y4, y5, y6, y7, y8 and 492 more are read as scalars",
	} {
		terms := make([]string, n)
		for i := range terms {
			terms[i] = fmt.Sprintf("y%d*A%[1]d*x", i+1)
		}
		in, err := parser.Parse(strings.Join(terms, " + "), parser.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(in.Notes) > 9 || !slices.Contains(in.Notes, want) {
			t.Errorf("%d names: notes %q, want %q", n, in.Notes, want)
		}
	}
}
