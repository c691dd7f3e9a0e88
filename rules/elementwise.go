package rules

var elementwiseRules = []*Rule{
	{Name: "exp/log", Kind: Simplify, Left: "exp(log(X))", Right: "X", Let: "X in R^(n x m)",
		Condition: "X > 0", Source: elementary},
	{Name: "log/exp", Kind: Simplify, Left: "log(exp(X))", Right: "X", Let: "X in R^(n x m)", Source: elementary},
	{Name: "softmax/exponentials", Kind: Simplify,
		Left: "exp(x)/sum(exp(x))", Right: "softmax(x)", Let: "x in R^n", Source: elementary},
	{Name: "max/equal", Kind: Simplify, Left: "max(X,X)", Right: "X", Let: "X in R^(n x m)", Source: elementary},
	{Name: "min/equal", Kind: Simplify, Left: "min(X,X)", Right: "X", Let: "X in R^(n x m)", Source: elementary},
}
