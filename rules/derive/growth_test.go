package derive_test

import (
	"testing"
	"time"

	"matcalc/parser/families"
	"matcalc/rules/derive"
)

// TestNetworkByAllWeights: four times as many layers take about four times as long, where each result by itself refers
// to most of the network.
func TestNetworkByAllWeights(t *testing.T) {
	least := func(n int) time.Duration {
		q := families.Network(n)
		var best time.Duration
		for range 5 {
			var err error
			took := families.Spent(func() { _, err = derive.Derive(derive.Request{Input: q.Input, Wrt: q.Wrt}) })
			if err != nil {
				t.Fatal(err)
			}
			if best == 0 || took < best {
				best = took
			}
		}
		return best
	}
	if small, large := least(250), least(1000); large > 9*small {
		t.Errorf("250 layers take %v, 1000 take %v", small, large)
	}
}
