package rules

var transposeRules = []*Rule{
	{Name: "transpose/differential", Kind: Differential,
		Left: "d(X')", Right: "d(X)'", Let: "X in R^(n x m)",
		Source: magnusNeudecker("8.2")},
	{Name: "transpose/isolate", Kind: Isolate,
		Left: "G : U'", Right: "G' : U", Let: "U in R^(n x m)",
		Source: transposition},
}
