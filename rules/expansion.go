package rules

import (
	"fmt"
	"slices"
	"strings"

	"matcalc/ast"
)

// taylor is the source of the expansions that define the derivatives of a function.
const taylor = "Taylor's theorem of first order"

// expansionRules expand operations to first order in E, F and u; the left side less the right is
// o(‖E‖ + ‖F‖ + ‖u‖). Those of the functions of the catalogue follow from their differentials.
var expansionRules = []*Rule{
	{Name: "product/expansion", Kind: Expansion,
		Left: "(A + E)*(B + F)", Right: "A*B + E*B + A*F",
		Let:    "A in R^(n x m), E in R^(n x m), B in R^(m x p), F in R^(m x p)",
		Source: magnusNeudecker("8.2")},
	{Name: "inner product/expansion", Kind: Expansion,
		Left: "(A + E) : (B + F)", Right: "(A : B) + (E : B) + (A : F)",
		Let:    "A in R^(n x m), E in R^(n x m), B in R^(n x m), F in R^(n x m)",
		Source: magnusNeudecker("8.2")},
	{Name: "power/expansion", Kind: Expansion,
		Left: "(s + u)^p", Right: "s^p + p*s^(p - 1)*u", Let: "s in R, u in R, p in R",
		Condition: "p constant", Source: elementary, Domain: ast.Positive},
	{Name: "power/expansion of the exponent", Kind: Expansion,
		Left: "s^(p + u)", Right: "s^p + s^p*log(s)*u", Let: "s in R, u in R, p in R",
		Condition: "s > 0, s constant", Source: elementary, Domain: ast.Positive},
	{Name: "entry power/expansion", Kind: Expansion,
		Left: "(X + E).^p", Right: "X.^p + p*X.^(p - 1).*E", Let: "X in R^(n x m), E in R^(n x m), p in R",
		Condition: "p constant", Source: elementary, Domain: ast.Positive},
	{Name: "entry power/expansion of the exponent", Kind: Expansion,
		Left: "X.^(p + u)", Right: "X.^p + u*X.^p.*log(X)", Let: "X in R^(n x m), p in R, u in R",
		Condition: "X > 0, X constant", Source: elementary, Domain: ast.Positive},
	{Name: "entry powers/expansion", Kind: Expansion,
		Left: "(X + E).^P", Right: "X.^P + P.*X.^(P - 1).*E", Let: "X in R^(n x m), E in R^(n x m), P in R^(n x m)",
		Condition: "P constant", Source: elementary, Domain: ast.Positive},
	{Name: "entry powers/expansion of the exponent", Kind: Expansion,
		Left: "X.^(P + E)", Right: "X.^P + X.^P.*log(X).*E", Let: "X in R^(n x m), E in R^(n x m), P in R^(n x m)",
		Condition: "X > 0, X constant", Source: elementary, Domain: ast.Positive},
	{Name: "matrix power/expansion", Kind: Expansion,
		Left: "(X + E)^k", Right: "X^k + sum(r=0..k-1, X^r*E*X^(k-1-r))", Let: "X in R^(n x n), E in R^(n x n), k in N",
		Source: magnusNeudecker("8.2 exercise 4")},
	{Name: "matrix power/expansion of the inverse", Kind: Expansion,
		Left: "(X + E)^(-k)", Right: "X^(-k) - sum(r=1..k, X^(-r)*E*X^(r-k-1))",
		Let: "X in R^(n x n), E in R^(n x n), k in N", Condition: "X invertible", Source: magnusNeudecker("8.4")},
	{Name: "matrix power/expansion of either sign", Kind: Expansion,
		Left: "(X + E)^k", Right: "X^k + sum(r=0..k-1, X^r*E*X^(k-1-r)) - sum(r=k..-1, X^r*E*X^(k-1-r))",
		Let: "X in R^(n x n), E in R^(n x n), k in Z", Condition: "X invertible if k < 0", Source: magnusNeudecker("8.4")},
	{Name: "function/expansion", Kind: Expansion,
		Left: "h(x + u)", Right: "h(x) + grad(h)(x)'*u", Let: "x in R^n, u in R^n, h: R^n -> R",
		Source: taylor},
	{Name: "function/expansion of a vector", Kind: Expansion,
		Left: "g(x + u)", Right: "g(x) + D(g)(x)*u", Let: "x in R^n, u in R^n, g: R^n -> R^m",
		Source: taylor},
	{Name: "function/expansion of an array", Kind: Expansion,
		Left: "F(X + E)", Right: "F(X) + D(F)(X)[E]", Let: "X in R^(n x m), E in R^(n x m), F: R^(n x m) -> R^(p x q)",
		Source: taylor},
	{Name: "function/expansion entry by entry", Kind: Expansion,
		Left: "sigma.(X + E)", Right: "sigma.(X) + D(sigma).(X).*E", Let: "X in R^(n x m), E in R^(n x m), sigma: elementwise",
		Source: taylor},
	{Name: "gradient/expansion", Kind: Expansion,
		Left: "grad(h)(x + u)", Right: "grad(h)(x) + hess(h)(x)*u", Let: "x in R^n, u in R^n, h: R^n -> R",
		Source: taylor},
	{Name: "derivative/expansion", Kind: Expansion,
		Left: "D(F)(X + E)[U]", Right: "D(F)(X)[U] + D2(F)(X)[U,E]",
		Let:    "X in R^(n x m), E in R^(n x m), U in R^(n x m), F: R^(n x m) -> R^(p x q)",
		Source: taylor},
}

// ofExpansion makes the differential of a catalogue function the rule that expands it: where d(X)
// stands in the differential, E stands in f(X + E) = f(X) + …, for further arguments F, E1, E2, …
func ofExpansion(f *ast.Function) *Rule {
	change, let := f.Differential, f.Declarations()
	args := slices.Clone(f.Params)
	used := append(slices.Clone(f.Params), f.Sizes...)
	for i, p := range f.Params {
		if !f.Varies(i) {
			continue
		}
		e := increment(used)
		used = append(used, e)
		args[i] += " + " + e
		change = replaceDifferential(change, p, e)
		if len(f.Signatures) > 0 {
			let += fmt.Sprintf(", %s in %s", e, ast.Space(f.Signatures[0].Args[i]))
		}
	}
	value := call(f, f.Params)
	right := value + " + " + change
	if negative, ok := strings.CutPrefix(change, "-"); ok {
		right = value + " - " + negative
	}
	return &Rule{
		Name: f.Key() + "/expansion", Kind: Expansion, Left: call(f, args), Right: right, Let: let,
		Condition: f.Condition, Source: f.Source, Domain: f.Domain,
	}
}

// replaceDifferential puts e where d(p) stands in a text.
func replaceDifferential(text, p, e string) string {
	var b strings.Builder
	from := 0
	for w := range Words(text) {
		if d := "(" + p + ")"; w.Text == "d" && strings.HasPrefix(text[w.End:], d) {
			b.WriteString(text[from:w.Start] + e)
			from = w.End + len(d)
		}
	}
	return b.String() + text[from:]
}

// increment names what an argument moves by: the first of E, F, E1, E2, … that is not in use.
func increment(used []string) string {
	for k := 0; ; k++ {
		name := fmt.Sprintf("E%d", k)
		if k == 0 {
			name = "E"
		}
		if !slices.Contains(used, name) {
			return name
		}
		if k == 0 && !slices.Contains(used, "F") {
			return "F"
		}
	}
}

// OfExpansion gives the rule that expands a function of the catalogue, or nil.
func OfExpansion(f *ast.Function) *Rule {
	if f.Differential == "" {
		return inTables()[f.Key()+"/expansion"]
	}
	return ofKey(f, "/expansion", ofExpansion)
}

// Increments lists what the arguments move by in an Expansion rule: the names that are added to them
// on its left side.
func Increments(r *Rule) []*ast.Symbol {
	form := r.MustForm()
	var out []*ast.Symbol
	for w := range Words(r.Left) {
		if strings.HasSuffix(r.Left[:w.Start], "+ ") {
			out = append(out, form.Lookup(w.Text))
		}
	}
	return out
}
