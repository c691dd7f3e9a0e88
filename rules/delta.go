package rules

// deltaRules are for components: Kronecker deltas, the derivatives of the entries of a variable, and the
// chain rule. A derivative by all entries of X is δ_ki δ_lj, which the rules for variables say as
// d(X)_kl = Σ_i Σ_j δ_ki δ_lj d(X)_ij, for the space of its structure.
var deltaRules = []*Rule{
	{Name: "delta/collapse", Kind: Component,
		Left: "sum(k=1..n, delta(k,i)*x[k])", Right: "x[i]", Let: "x in R^n, i in N", Source: elementary},
	{Name: "sum over an index/constant", Kind: Component,
		Left: "sum(k=1..n, s)", Right: "n*s", Let: "s in R", Source: elementary},
	{Name: "delta/like terms", Kind: Component,
		Left: "sum(k, x[k]*y[k]) + sum(l, y[l]*x[l])", Right: "2*sum(k, x[k]*y[k])", Let: "x in R^n, y in R^n", Source: elementary},
	{Name: "delta/common factor", Kind: Component,
		Left: "sum(k, x[k]*y[k]) + sum(l, x[l]*z[l])", Right: "sum(k, x[k]*(y[k] + z[k]))",
		Let: "x in R^n, y in R^n, z in R^n", Source: elementary},
	{Name: "chain rule/component", Kind: Component,
		Left: "d(h(x))", Right: "sum(k, grad(h)(x)[k]*d(x)[k])", Let: "x in R^n, h: R^n -> R",
		Source: magnusNeudecker("5.12")},
	{Name: "chain rule/row times column", Kind: Component,
		Left: "sum(k, grad(h)(x)[k]*d(x)[k])", Right: "D(h)(x)*d(x)", Let: "x in R^n, h: R^n -> R",
		Source: magnusNeudecker("5.12")},
	{Name: "inner product/component", Kind: Component,
		Left: "A : B", Right: "sum(k, sum(l, A[k,l]*B[k,l]))", Let: "A in R^(n x m), B in R^(n x m)", Source: elementary},
	{Name: "variable/scalar", Kind: Component, Left: "d(s)", Right: "delta(1,1)*d(s)", Let: "s in R", Source: elementary},
	{Name: "variable/vector", Kind: Component,
		Left: "d(x)[k]", Right: "sum(i, delta(k,i)*d(x)[i])", Let: "x in R^n, k in N", Source: elementary},
	{Name: "variable/matrix", Kind: Component,
		Left: "d(X)[k,l]", Right: "sum(i, sum(j, delta(k,i)*delta(l,j)*d(X)[i,j]))",
		Let: "X in R^(n x m), k in N, l in N", Source: magnusNeudecker("9.2")},
	{Name: "variable/symmetric", Kind: Component,
		Left: "d(S)[k,l]", Right: "sum(i, sum(j, (delta(k,i)*delta(l,j) + delta(k,j)*delta(l,i))/2*d(S)[i,j]))",
		Let: "S in Sym(n), k in N, l in N", Source: withinSpace},
	{Name: "variable/skew", Kind: Component,
		Left: "d(S)[k,l]", Right: "sum(i, sum(j, (delta(k,i)*delta(l,j) - delta(k,j)*delta(l,i))/2*d(S)[i,j]))",
		Let: "S in Skew(n), k in N, l in N", Source: withinSpace},
	{Name: "variable/diagonal", Kind: Component,
		Left: "d(X)[k,l]", Right: "sum(i, sum(j, delta(i,j)*delta(k,i)*delta(l,j)*d(X)[i,j]))",
		Let: "X in Diag(n), k in N, l in N", Source: withinSpace},
	{Name: "variable/lower", Kind: Component,
		Left: "d(X)[k,l]", Right: "sum(i, sum(j, step(i - j + 1/2)*delta(k,i)*delta(l,j)*d(X)[i,j]))",
		Let: "X in Lower(n), k in N, l in N", Source: withinSpace},
	{Name: "variable/upper", Kind: Component,
		Left: "d(X)[k,l]", Right: "sum(i, sum(j, step(j - i + 1/2)*delta(k,i)*delta(l,j)*d(X)[i,j]))",
		Let: "X in Upper(n), k in N, l in N", Source: withinSpace},
}

// stackComponents are for two arrays of n1×m1 and n2×m2.
var stackComponents = []*Rule{
	{Name: "hcat/component", Kind: Component,
		Left: "hcat(A,B)[i,j]", Right: "sum(k=1..m1, delta(j,k)*A[i,k]) + sum(k=1..m2, delta(j,m1+k)*B[i,k])",
		Let: "A in R^(n x m1), B in R^(n x m2)", Source: elementary},
	{Name: "vcat/component", Kind: Component,
		Left: "vcat(A,B)[i,j]", Right: "sum(k=1..n1, delta(i,k)*A[k,j]) + sum(k=1..n2, delta(i,n1+k)*B[k,j])",
		Let: "A in R^(n1 x m), B in R^(n2 x m)", Source: elementary},
	{Name: "blkdiag/component", Kind: Component,
		Left: "blkdiag(A,B)[i,j]",
		Right: "sum(k=1..n1, sum(l=1..m1, delta(i,k)*delta(j,l)*A[k,l])) + " +
			"sum(k=1..n2, sum(l=1..m2, delta(i,n1+k)*delta(j,m1+l)*B[k,l]))",
		Let: "A in R^(n1 x m1), B in R^(n2 x m2)", Source: elementary},
}
