package rules

// stackRules are for two arrays of n1×m1 and n2×m2; the engine takes more of them apart two by two.
var stackRules = []*Rule{
	{Name: "hcat/isolate 1", Kind: Isolate,
		Left: "G : hcat(U, zeros(n,m2))", Right: "G*vcat(eye(m1), zeros(m2,m1)) : U",
		Let: "G in R^(n x m1+m2), U in R^(n x m1)", Source: transposition},
	{Name: "hcat/isolate 2", Kind: Isolate,
		Left: "G : hcat(zeros(n,m1), U)", Right: "G*vcat(zeros(m1,m2), eye(m2)) : U",
		Let: "G in R^(n x m1+m2), U in R^(n x m2)", Source: transposition},
	{Name: "vcat/isolate 1", Kind: Isolate,
		Left: "G : vcat(U, zeros(n2,m))", Right: "hcat(eye(n1), zeros(n1,n2))*G : U",
		Let: "G in R^(n1+n2 x m), U in R^(n1 x m)", Source: transposition},
	{Name: "vcat/isolate 2", Kind: Isolate,
		Left: "G : vcat(zeros(n1,m), U)", Right: "hcat(zeros(n2,n1), eye(n2))*G : U",
		Let: "G in R^(n1+n2 x m), U in R^(n2 x m)", Source: transposition},
	{Name: "blkdiag/isolate 1", Kind: Isolate,
		Left:  "G : blkdiag(U, zeros(n2,m2))",
		Right: "hcat(eye(n1), zeros(n1,n2))*G*vcat(eye(m1), zeros(m2,m1)) : U",
		Let:   "G in R^(n1+n2 x m1+m2), U in R^(n1 x m1)", Source: transposition},
	{Name: "blkdiag/isolate 2", Kind: Isolate,
		Left:  "G : blkdiag(zeros(n1,m1), U)",
		Right: "hcat(zeros(n2,n1), eye(n2))*G*vcat(zeros(m1,m2), eye(m2)) : U",
		Let:   "G in R^(n1+n2 x m1+m2), U in R^(n2 x m2)", Source: transposition},
}
