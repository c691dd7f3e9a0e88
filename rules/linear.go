package rules

// linearRules move the differential into entries and into sums over an index, which are linear.
var linearRules = []*Rule{
	{Name: "entry/differential", Kind: Differential,
		Left: "d(X[i,j])", Right: "d(X)[i,j]", Let: "X in R^(n x m)", Source: magnusNeudecker("8.2")},
	{Name: "entry of a vector/differential", Kind: Differential,
		Left: "d(x[i])", Right: "d(x)[i]", Let: "x in R^n", Source: magnusNeudecker("8.2")},
	{Name: "row/differential", Kind: Differential,
		Left: "d(X[i,:])", Right: "d(X)[i,:]", Let: "X in R^(n x m)", Source: magnusNeudecker("8.2")},
	{Name: "column/differential", Kind: Differential,
		Left: "d(X[:,j])", Right: "d(X)[:,j]", Let: "X in R^(n x m)", Source: magnusNeudecker("8.2")},
	{Name: "sum over an index/differential", Kind: Differential,
		Left: "d(sum(k=1..n, x[k]))", Right: "sum(k=1..n, d(x[k]))", Let: "x in R^n", Source: magnusNeudecker("8.2")},
}
