package rules

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"matcalc/ast"
	"matcalc/parser"
)

// A Kind tells how a rule is used.
type Kind string

// The kinds of rules.
const (
	// Differential rules give the differential of one operation: d(A*B) is d(A)*B + A*d(B).
	Differential Kind = "differential"
	// Isolate rules move a linear operation across the inner product: G : A*U is A'*G : U. The
	// right side always ends in ": U".
	Isolate Kind = "isolate"
	// Component rules give the entries of one operation: (A*B)[i,j] is sum(k, A[i,k]*B[k,j]).
	Component Kind = "component"
	// Expansion rules expand one operation to first order: f(X + E) to f(X) and what is linear in E.
	Expansion Kind = "expansion"
	// Vectorise rules give the matrix of a linear operation: vec(A*U*B) is kron(B',A)*vec(U). The right
	// side always ends in "*vec(U)".
	Vectorise Kind = "vec"
	// Search rules write a sum or a product in another way, in the search for a short one.
	Search Kind = "search"
	// Simplify rules replace an expression by an equal and shorter one.
	Simplify Kind = "simplify"
)

// A Rule is an equation between two expressions in the input language. Its names stand for any
// values whose shapes conform; "d(X)" is the differential of X.
type Rule struct {
	Name string // concept/name, unique
	Kind Kind
	// Left and Right are the two sides.
	Left, Right string
	// Let declares names of the rule where inference would say something else: "s in R, S in Sym(n)".
	Let string
	// Condition says where the rule holds; "" when it always does.
	Condition string
	// Source cites the literature, with the number of the equation.
	Source string
	// Domain tells from where the check of the rule draws its names.
	Domain ast.Domain
	// Always marks a Simplify rule that is applied even where its right side is longer, because it
	// opens the way for others.
	Always bool

	once sync.Once
	form *Form
	err  error
}

// A Form is a rule that has been parsed.
type Form struct {
	Table       *ast.Table
	Left, Right ast.Node
	// Cotangent is the right side of an Isolate rule without ": U".
	Cotangent ast.Node
	// Matrix is the right side of a Vectorise rule without "*vec(U)".
	Matrix ast.Node
	// Names are the symbols and unknown functions that stand for any value, without dimensions.
	Names []*ast.Symbol

	once  sync.Once
	right *Template // of the right side, once a rule is applied
}

// What ends the right side of an Isolate rule, and of a Vectorise rule.
const (
	isolated   = " : U"
	vectorised = "*vec(U)"
)

// Form gives the parsed rule, which is shared and must not be changed. It is safe for concurrent
// use.
func (r *Rule) Form() (*Form, error) {
	r.once.Do(func() { r.form, r.err = r.Parse() })
	return r.form, r.err
}

// Parse parses the rule into a table of its own, for those who need to make nodes in it.
func (r *Rule) Parse() (*Form, error) {
	texts := []string{r.Left, r.Right}
	if end := r.ending(); end != "" {
		rest, ok := strings.CutSuffix(r.Right, end)
		if !ok {
			return nil, fmt.Errorf("rule %s: the right side does not end in %q", r.Name, end)
		}
		texts = append(texts, rest)
	}
	t := ast.NewTable()
	var let []string
	if r.Let != "" {
		let = []string{r.Let}
	}
	nodes, err := parser.ParseRule(t, texts, parser.RuleOptions{Let: let})
	if err != nil {
		return nil, fmt.Errorf("rule %s: %w", r.Name, err)
	}
	form := &Form{Table: t, Left: nodes[0], Right: nodes[1]}
	switch r.Kind {
	case Isolate:
		form.Cotangent = nodes[2]
	case Vectorise:
		form.Matrix = nodes[2]
	}
	if form.Left.Shape() != form.Right.Shape() {
		return nil, fmt.Errorf("rule %s: the left side is %s, the right side %s", r.Name, form.Left.Shape(), form.Right.Shape())
	}
	for _, s := range t.Symbols() {
		if s.Kind != ast.Dimension {
			form.Names = append(form.Names, s)
		}
	}
	return form, nil
}

// ending is what the right side ends in, or nothing.
func (r *Rule) ending() string {
	switch r.Kind {
	case Isolate:
		return isolated
	case Vectorise:
		return vectorised
	}
	return ""
}

// MustForm is Form for rules of the registry, all of which parse: a test makes sure of it.
func (r *Rule) MustForm() *Form {
	form, err := r.Form()
	if err != nil {
		panic(err)
	}
	return form
}

// MustParse is Parse for rules of the registry.
func (r *Rule) MustParse() *Form {
	form, err := r.Parse()
	if err != nil {
		panic(err)
	}
	return form
}

// Lookup gives the name of the form that is called so; it panics when there is none.
func (f *Form) Lookup(name string) *ast.Symbol {
	i := slices.IndexFunc(f.Names, func(s *ast.Symbol) bool { return s.Name == name })
	if i < 0 {
		panic("rules: no name " + name)
	}
	return f.Names[i]
}

// Differentials lists the names whose differential stands on the right side.
func (f *Form) Differentials() []string {
	var names []string
	for _, n := range ast.Topo(f.Right) {
		if d, ok := n.(*ast.Differential); ok {
			if s, ok := d.Arg().(*ast.Symbol); ok {
				names = append(names, s.Name)
			}
		}
	}
	return names
}
