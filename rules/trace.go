package rules

var traceRules = []*Rule{
	{Name: "tr/isolate", Kind: Isolate,
		Left: "g*tr(U)", Right: "g*eye(n) : U", Let: "g in R, U in R^(n x n)",
		Source: transposition},
	{Name: "trace/identity", Kind: Simplify,
		Left: "tr(eye(n))", Right: "n", Source: elementary},
	{Name: "trace/Kronecker product", Kind: Simplify,
		Left: "tr(kron(A,B))", Right: "tr(A)*tr(B)", Let: "A in R^(n x n), B in R^(m x m)",
		Source: magnusNeudecker("2.2 (10)"), Always: true},
	{Name: "log determinant/Kronecker product", Kind: Simplify,
		Left: "logdet(kron(A,B))", Right: "m*logdet(A) + n*logdet(B)", Let: "A in R^(n x n), B in R^(m x m)",
		Condition: "A, B invertible", Source: magnusNeudecker("2.2 (12)"), Always: true},
	{Name: "determinant/Kronecker product", Kind: Simplify,
		Left: "det(kron(A,B))", Right: "det(A)^m*det(B)^n", Let: "A in R^(n x n), B in R^(m x m)",
		Source: magnusNeudecker("2.2 (12)"), Always: true},
	{Name: "trace/Diag", Kind: Simplify,
		Left: "tr(Diag(x))", Right: "sum(x)", Let: "x in R^n", Source: elementary},
}
