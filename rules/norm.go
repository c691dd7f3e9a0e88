package rules

// normRules are for the square of a norm, which is differentiable everywhere, while the norm is not
// differentiable at 0.
var normRules = []*Rule{
	{Name: "norm/differential of the square", Kind: Differential,
		Left: "d(norm(X)^2)", Right: "2*(X : d(X))", Let: "X in R^(n x m)",
		Source: "Petersen & Pedersen 2012, The Matrix Cookbook, eq. 131"},
	{Name: "norm/expansion of the square", Kind: Expansion,
		Left: "norm(A + E)^2", Right: "norm(A)^2 + 2*(A : E) + norm(E)^2", Let: "A in R^(n x m), E in R^(n x m)",
		Source: elementary},
}
