package rules

var vecRules = []*Rule{
	{Name: "vec/isolate", Kind: Isolate,
		Left: "g : vec(U)", Right: "unvec(g,n,m) : U", Let: "g in R^(n*m), U in R^(n x m)",
		Source: magnusNeudecker("2.4")},
	{Name: "unvec/isolate", Kind: Isolate,
		Left: "G : unvec(U,n,m)", Right: "vec(G) : U", Let: "G in R^(n x m), U in R^(n*m)",
		Source: magnusNeudecker("2.4")},
	{Name: "vech/isolate", Kind: Isolate,
		Left: "g : vech(U)", Right: "unvec(Elim(n)'*g,n,n) : U", Let: "U in R^(n x n)",
		Source: magnusNeudecker("3.8")},
	{Name: "vec/unvec", Kind: Simplify,
		Left: "vec(unvec(x,n,m))", Right: "x", Let: "x in R^(n*m)", Source: magnusNeudecker("2.4")},
	{Name: "unvec/vec", Kind: Simplify,
		Left: "unvec(vec(X),n,m)", Right: "X", Let: "X in R^(n x m)", Source: magnusNeudecker("2.4")},
}
