package rules

// stackRules are for two arrays; the engines treat any number of them alike.
var stackRules = []*Rule{
	{Name: "hcat/isolate 1", Kind: Isolate,
		Left: "G : hcat(U, zeros(n,p))", Right: "G*vcat(eye(m), zeros(p,m)) : U", Let: "U in R^(n x m)",
		Source: transposition},
	{Name: "hcat/isolate 2", Kind: Isolate,
		Left: "G : hcat(zeros(n,m), U)", Right: "G*vcat(zeros(m,p), eye(p)) : U", Let: "U in R^(n x p)",
		Source: transposition},
	{Name: "vcat/isolate 1", Kind: Isolate,
		Left: "G : vcat(U, zeros(p,m))", Right: "hcat(eye(n), zeros(n,p))*G : U", Let: "U in R^(n x m)",
		Source: transposition},
	{Name: "vcat/isolate 2", Kind: Isolate,
		Left: "G : vcat(zeros(n,m), U)", Right: "hcat(zeros(p,n), eye(p))*G : U", Let: "U in R^(p x m)",
		Source: transposition},
	{Name: "blkdiag/isolate 1", Kind: Isolate,
		Left: "G : blkdiag(U, zeros(p,q))", Right: "hcat(eye(n), zeros(n,p))*G*vcat(eye(m), zeros(q,m)) : U",
		Let: "U in R^(n x m)", Source: transposition},
	{Name: "blkdiag/isolate 2", Kind: Isolate,
		Left: "G : blkdiag(zeros(n,m), U)", Right: "hcat(zeros(p,n), eye(p))*G*vcat(zeros(m,q), eye(q)) : U",
		Let: "U in R^(p x q)", Source: transposition},
}
