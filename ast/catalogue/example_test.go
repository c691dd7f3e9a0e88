package catalogue_test

import (
	"fmt"

	"matcalc/ast/catalogue"
)

// All that is known of a function stands in its entry.
func ExampleLookup() {
	f := catalogue.Lookup("logdet")
	fmt.Println(f.Doc)
	fmt.Println(f.Differential)
	fmt.Println(f.Condition)
	// Output:
	// logarithm of the absolute value of the determinant
	// tr(inv(X)*d(X))
	// X invertible
}
