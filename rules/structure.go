package rules

// A Projection rule replaces a cotangent by the part of it that lies in the space in which the other
// side of the inner product varies.
const Projection Kind = "projection"

// structureRules give the gradient inside the space of matrices with a structure.
var structureRules = []*Rule{
	{Name: "structure/symmetric", Kind: Projection,
		Left: "G : S", Right: "(G + G')/2 : S", Let: "G in R^(n x n), S in Sym(n)", Source: withinSpace},
	{Name: "structure/skew-symmetric", Kind: Projection,
		Left: "G : S", Right: "(G - G')/2 : S", Let: "G in R^(n x n), S in Skew(n)", Source: withinSpace},
	{Name: "structure/diagonal", Kind: Projection,
		Left: "G : D", Right: "Diag(diag(G)) : D", Let: "G in R^(n x n), D in Diag(n)", Source: withinSpace},
	{Name: "structure/lower triangular", Kind: Projection,
		Left: "G : L", Right: "tril(G) : L", Let: "G in R^(n x n), L in Lower(n)", Source: withinSpace},
	{Name: "structure/upper triangular", Kind: Projection,
		Left: "G : U", Right: "triu(G) : U", Let: "G in R^(n x n), U in Upper(n)", Source: withinSpace},
}

const withinSpace = "Srinivasan and Panda, What is the gradient of a scalar function of a symmetric matrix?, 2023"
