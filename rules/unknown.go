package rules

// unknownRules are the chain rule for unknown functions and their derivatives, which are multilinear
// in their directions. Spivak, Calculus on Manifolds, 1965, theorem 2-2 is the chain rule for each.
var unknownRules = []*Rule{
	{Name: "chain rule/scalar function", Kind: Differential,
		Left: "d(h(X))", Right: "grad(h)(X) : d(X)", Let: "h: R^(n x m) -> R, X in R^(n x m)", Source: chainRule},
	{Name: "chain rule/vector function", Kind: Differential,
		Left: "d(F(x))", Right: "D(F)(x)*d(x)", Let: "F: R^n -> R^m, x in R^n", Source: chainRule},
	{Name: "chain rule/function of a scalar", Kind: Differential,
		Left: "d(F(s))", Right: "D(F)(s)*d(s)", Let: "F: R -> R^m, s in R", Source: chainRule},
	{Name: "chain rule/matrix function", Kind: Differential,
		Left: "d(F(X))", Right: "D(F)(X)[d(X)]", Let: "F: R^(n x m) -> R^(p x q), X in R^(n x m)", Source: chainRule},
	{Name: "chain rule/entry by entry", Kind: Differential,
		Left: "d(f.(X))", Right: "D(f).(X).*d(X)", Let: "f: elementwise, X in R^(n x m)", Source: chainRule},
	{Name: "chain rule/gradient", Kind: Differential,
		Left: "d(grad(h)(x))", Right: "hess(h)(x)*d(x)", Let: "h: R^n -> R, x in R^n", Source: chainRule},
	{Name: "chain rule/derivative", Kind: Differential,
		Left: "d(D(F)(X)[U])", Right: "D2(F)(X)[U,d(X)] + D(F)(X)[d(U)]",
		Let: "F: R^(n x m) -> R^(p x q), X in R^(n x m), U in R^(n x m)", Source: chainRule},
	{Name: "derivative/isolate", Kind: Isolate,
		Left: "G : D(F)(X)[U]", Right: "D(F)(X)'[G] : U",
		Let:    "F: R^(n x m) -> R^(p x q), X in R^(n x m), U in R^(n x m), G in R^(p x q)",
		Source: "the definition of the adjoint of a linear map"},
}

const chainRule = "Spivak, Calculus on Manifolds, 1965, theorem 2-2"
