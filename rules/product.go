package rules

var productRules = []*Rule{
	{Name: "product/differential", Kind: Differential,
		Left: "d(A*B)", Right: "d(A)*B + A*d(B)", Let: "A in R^(n x m), B in R^(m x p)",
		Source: magnusNeudecker("8.2")},
	{Name: "product/isolate", Kind: Isolate,
		Left: "G : (A*U*B)", Right: "A'*G*B' : U", Let: "A in R^(n x m), U in R^(m x p), B in R^(p x q)",
		Source: transposition},
	{Name: "scalar multiple/isolate", Kind: Isolate,
		Left: "G : (s*U)", Right: "s*G : U", Let: "s in R, U in R^(n x m)",
		Source: transposition},
	{Name: "scalar factor/isolate", Kind: Isolate,
		Left: "G : (U*A)", Right: "(G : A) : U", Let: "U in R, A in R^(n x m)",
		Source: transposition},
	{Name: "product/component", Kind: Component,
		Left: "(A*B)[i,j]", Right: "sum(k, A[i,k]*B[k,j])", Let: "A in R^(n x m), B in R^(m x p)",
		Source: elementary},
}
