//go:build unix

package families_test

import (
	"testing"
	"time"

	"matcalc/parser/families"
)

// TestSpent: sleep takes hardly any processor time, work does.
func TestSpent(t *testing.T) {
	asleep := families.Spent(func() { time.Sleep(100 * time.Millisecond) })
	sum := 0
	working := families.Spent(func() {
		for start := time.Now(); time.Since(start) < 100*time.Millisecond; {
			sum++
		}
	})
	if working <= 0 || asleep >= 100*time.Millisecond || asleep >= working {
		t.Errorf("asleep for %v, at work for %v in %d steps", asleep, working, sum)
	}
}
