package rules

var kroneckerRules = []*Rule{
	{Name: "kron/isolate 1", Kind: Isolate,
		Left:  "G : kron(U,B)",
		Right: "sum(k=1..p, sum(l=1..q, B[k,l]*kron(eye(n), e(k,p))'*G*kron(eye(m), e(l,q)))) : U",
		Let:   "G in R^(n*p x m*q), U in R^(n x m), B in R^(p x q)", Source: magnusNeudecker("3.10")},
	{Name: "kron/isolate 2", Kind: Isolate,
		Left:  "G : kron(A,U)",
		Right: "sum(k=1..n, sum(l=1..m, A[k,l]*kron(e(k,n), eye(p))'*G*kron(e(l,m), eye(q)))) : U",
		Let:   "G in R^(n*p x m*q), A in R^(n x m), U in R^(p x q)", Source: magnusNeudecker("3.10")},
	{Name: "kron/product", Kind: Simplify,
		Left: "kron(A,B)*kron(C,E)", Right: "kron(A*C, B*E)",
		Let: "A in R^(n x m), C in R^(m x k), B in R^(p x q), E in R^(q x r)", Source: magnusNeudecker("2.2 (4)")},
}
