package simplify

import "testing"

// TestTypes looks for each type in its place.
func TestTypes(t *testing.T) {
	for i, n := range types {
		if n == nil || int(typeOf(n)) != i {
			t.Errorf("type %d has %T", i, n)
		}
	}
}
