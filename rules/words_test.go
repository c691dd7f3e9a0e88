package rules_test

import (
	"slices"
	"testing"

	"matcalc/rules"
)

func TestWords(t *testing.T) {
	text := "-d(X1)*a_b + 2*c'"
	var got []string
	for w := range rules.Words(text) {
		if text[w.Start:w.End] != w.Text {
			t.Errorf("%q does not stand at %d to %d", w.Text, w.Start, w.End)
		}
		got = append(got, w.Text)
	}
	if want := []string{"d", "X1", "a_b", "2", "c"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
