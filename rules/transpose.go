package rules

var transposeRules = []*Rule{
	{Name: "transpose/isolate", Kind: Isolate,
		Left: "G : U'", Right: "G' : U", Let: "U in R^(n x m)",
		Source: transposition},
}
