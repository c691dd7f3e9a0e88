package vec

import (
	"fmt"
	"sync"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/rules/operation"
)

// templates holds the right sides of rules, by the name of the rule.
var templates sync.Map

// instantiate is the matrix of a Vectorise rule, where the names of the rule, one for each letter,
// stand for the arguments.
func (e *Engine) instantiate(name, letters string, args ...ast.Node) ast.Node {
	tpl, ok := templates.Load(name)
	if !ok {
		form := rules.Named(name).MustForm()
		holes := make([]ast.Node, len(letters))
		for i, l := range letters {
			holes[i] = form.Lookup(string(l))
		}
		tpl, _ = templates.LoadOrStore(name, rules.NewTemplate(form.Matrix, holes, nil))
	}
	return tpl.(*rules.Template).Instantiate(e.t, args, nil)
}

// ruleFor is the name of the Vectorise rule for the argument in the place k of n, or "".
func ruleFor(n ast.Node, k int) string {
	switch n := n.(type) {
	case *ast.Mul:
		if k < len(n.Scalars) {
			return "scalar factor/vec"
		}
		return "product/vec"
	case *ast.Hadamard:
		return "hadamard/vec"
	case *ast.Inner:
		return "inner product/vec"
	case *ast.Transpose:
		return "transpose/vec"
	case *ast.Entry:
		u := n.Arg().Shape()
		switch {
		case k > 0:
		case n.Row != nil && n.Col != nil:
			return "entry/vec"
		case n.Row != nil && u.Cols == ast.One, n.Col != nil && u.Rows == ast.One:
			return "entry of a vector/vec"
		case n.Row != nil:
			return "row/vec"
		default:
			return "column/vec"
		}
	case *ast.Call:
		name := n.Fn.Key() + "/vec"
		if !n.Fn.Variadic && len(n.Args()) > 1 {
			name = fmt.Sprintf("%s %d", name, k+1)
		}
		if rules.Named(name) != nil {
			return name
		}
	}
	return ""
}

// matrix is the matrix m with vec(n) = m*vec(a) for the argument a in the place k, where n is linear in
// it and a rule says so; nil stands for an identity.
func (e *Engine) matrix(n ast.Node, k int) (m ast.Node, ok bool, err error) {
	t, name := e.t, ruleFor(n, k)
	u := n.Args()[k]
	switch n := n.(type) {
	case *ast.Add, *ast.Differential:
		return nil, true, nil
	case *ast.Mul:
		return e.factor(n, k), true, nil
	case *ast.Hadamard:
		others := make([]ast.Node, 0, len(n.Args()))
		others = append(append(others, n.Args()[:k]...), n.Args()[k+1:]...)
		return e.instantiate(name, "AU", t.Hadamard(others...), u), true, nil
	case *ast.Inner:
		return e.instantiate(name, "AU", n.Args()[1-k], u), true, nil
	case *ast.Transpose:
		return e.instantiate(name, "U", u), true, nil
	case *ast.Entry:
		return e.entry(n, name)
	case *ast.Call:
		if n.Fn.Name == "vec" || n.Fn.Name == "unvec" {
			return nil, true, nil
		}
		if n.Fn.Variadic {
			return e.block(n, k), true, nil
		}
		if name == "" {
			return nil, false, nil
		}
		letters := "U"
		if len(n.Args()) > 1 {
			letters = [...]string{"UB", "AU"}[k]
		}
		return e.instantiate(name, letters, n.Args()...), true, nil
	}
	return nil, false, nil
}

// factor is the matrix of a product for the factor in the place k.
func (e *Engine) factor(n *ast.Mul, k int) ast.Node {
	t := e.t
	factors := []ast.Node{t.Number(n.Coef)}
	for i, s := range n.Scalars {
		if i != k {
			factors = append(factors, s)
		}
	}
	s := t.Mul(factors...)
	if k < len(n.Scalars) {
		if len(n.Chain) == 0 {
			return s
		}
		return t.Mul(s, e.instantiate("scalar factor/vec", "UA", n.Scalars[k], t.Mul(n.Chain...)))
	}
	k -= len(n.Scalars)
	before, u, after := n.Chain[:k], n.Chain[k], n.Chain[k+1:]
	a, b := t.Eye(u.Shape().Rows), t.Eye(u.Shape().Cols)
	if len(before) > 0 {
		a = t.Mul(before...)
	}
	if len(after) > 0 {
		b = t.Mul(after...)
	}
	return t.Mul(s, e.instantiate("product/vec", "AUB", a, u, b))
}

// entry is the matrix of an entry, row or column.
func (e *Engine) entry(n *ast.Entry, name string) (ast.Node, bool, error) {
	u := n.Arg()
	switch name {
	case "entry/vec":
		return e.instantiate(name, "Uij", u, n.Row, n.Col), true, nil
	case "entry of a vector/vec":
		i := n.Row
		if i == nil {
			i, u = n.Col, e.t.Transpose(u)
		}
		return e.instantiate(name, "Ui", u, i), true, nil
	case "row/vec":
		return e.instantiate(name, "Ui", u, n.Row), true, nil
	case "column/vec":
		return e.instantiate(name, "Uj", u, n.Col), true, nil
	}
	return nil, false, &ast.Error{Kind: ast.UnsupportedError, Message: "an index is an integer and has no derivative"}
}

// block is the matrix of hcat, vcat or blkdiag for the block in the place k.
func (e *Engine) block(n *ast.Call, k int) ast.Node {
	rows, cols := make([]ast.Dim, len(n.Args())), make([]ast.Dim, len(n.Args()))
	for i, a := range n.Args() {
		rows[i], cols[i] = a.Shape().Rows, a.Shape().Cols
	}
	switch n.Fn.Name {
	case "hcat":
		return e.kron(e.selection(cols, k), e.t.Eye(rows[k]))
	case "vcat":
		return e.kron(e.t.Eye(cols[k]), e.selection(rows, k))
	}
	return e.kron(e.selection(cols, k), e.selection(rows, k))
}

// selection is the matrix of zeros with an identity in the place k, one block below the other.
func (e *Engine) selection(sizes []ast.Dim, k int) ast.Node {
	zero := ast.DimInt(0)
	before, after := zero, zero
	for _, d := range sizes[:k] {
		before = before.Plus(d)
	}
	for _, d := range sizes[k+1:] {
		after = after.Plus(d)
	}
	parts := []ast.Node{e.t.Eye(sizes[k])}
	if k > 0 {
		parts = append([]ast.Node{e.t.Zeros(ast.Matrix(before, sizes[k]))}, parts...)
	}
	if k < len(sizes)-1 {
		parts = append(parts, e.t.Zeros(ast.Matrix(after, sizes[k])))
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return e.call("vcat", parts...)
}

// linearMap is c times the matrix of an operation that is linear in the place k and for which there is
// no rule: Σ vec(n(E)) vec(E)' over the unit arrays E. A row needs no sum, since vec(G)' times that is
// vec of the adjoint.
func (e *Engine) linearMap(n ast.Node, k int, c coefficient) (coefficient, error) {
	if c.gradient != nil {
		g, err := operation.Adjoint(e.t, n, k, c.gradient)
		return coefficient{front: c.front, gradient: g}, err
	}
	t, s := e.t, n.Args()[k].Shape()
	i, j := rules.FreeIndex(t, "i", n, c.matrix), rules.FreeIndex(t, "j", n, c.matrix)
	row, col := t.Unit(i, s.Rows), t.Unit(j, s.Cols)
	args := append([]ast.Node(nil), n.Args()...)
	args[k] = t.Mul(row, t.Transpose(col))
	m := t.Mul(e.vec(t.Rebuild(n, args)), t.Transpose(e.vec(args[k])))
	m = e.product(c.matrix, m)
	if s.Rows != ast.One {
		m = t.IndexSum(i, t.Int(1), t.DimNode(s.Rows), m)
	}
	if s.Cols != ast.One {
		m = t.IndexSum(j, t.Int(1), t.DimNode(s.Cols), m)
	}
	return coefficient{matrix: m}, nil
}
