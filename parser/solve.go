package parser

import (
	"cmp"
	"slices"
	"strings"

	"matcalc/ast"
)

// solve makes two sizes equal that are polynomials, at least one of them in unknown sizes. Where
// that does not say yet what the unknown sizes are, a constraint remembers it.
func (s *solver) solve(a, b dim) bool {
	ok, unknowns := s.equate(a, b)
	if !ok || len(unknowns) == 0 {
		return ok
	}
	c := &constraint{kind: equality, left: a, right: b, t: s.current}
	s.constraints = append(s.constraints, c)
	for _, v := range unknowns {
		s.watchSize(privateDim(v), c)
	}
	return true
}

// equate makes two sizes equal if there is one way to do so; ok is false if there is none. It gives
// the unknown sizes if there are several.
func (s *solver) equate(a, b dim) (ok bool, unknowns []string) {
	x, y := s.resolve(a), s.resolve(b)
	if x == y {
		return true, nil
	}
	unknowns = private(x, y)
	if len(unknowns) == 0 {
		return s.tolerates(x, y), nil
	}
	if single, ok := x.Name(); ok && single[0] == '?' {
		return s.unify(privateDim(single), b), nil
	}
	if single, ok := y.Name(); ok && single[0] == '?' {
		return s.unify(privateDim(single), a), nil
	}
	if x == ast.One || y == ast.One {
		return s.allOne(x) && s.allOne(y), nil
	}
	if v, e, ok := isolate(x, y, unknowns); ok {
		return s.unify(privateDim(v), s.size(e)), nil
	}
	if len(unknowns) == 1 && (indivisible(x, y, unknowns[0]) || indivisible(y, x, unknowns[0])) {
		return s.tolerates(x, y), nil
	}
	return true, unknowns
}

// indivisible reports whether x is a multiple of an unknown size v by others, and y, in which v is not, no multiple of
// those: m·v is never n.
func indivisible(x, y ast.Dim, v string) bool {
	rest, ok := x.Quotient(ast.DimName(v))
	if !ok || contains(rest.Names(), v) || contains(y.Names(), v) {
		return false
	}
	_, ok = y.Quotient(rest)
	return !ok
}

// allOne makes a product 1, and so each of its factors; a sum of sizes is not 1.
func (s *solver) allOne(d ast.Dim) bool {
	if strings.Contains(d.String(), " ") {
		return false
	}
	for _, name := range d.Names() {
		if name[0] != '?' || !s.unify(privateDim(name), 0) {
			return false
		}
	}
	return d.Subst(func(string) (ast.Dim, bool) { return ast.One, true }) == ast.One
}

// private lists the unknown sizes in the given ones.
func private(dims ...ast.Dim) []string {
	var out []string
	for _, d := range dims {
		if !strings.Contains(d.String(), "?") {
			continue
		}
		names := d.Names()
		if len(dims) == 1 {
			return slices.DeleteFunc(names, func(name string) bool { return name[0] != '?' })
		}
		for _, name := range names {
			if name[0] == '?' && !contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

func contains(list []string, name string) bool {
	for _, s := range list {
		if s == name {
			return true
		}
	}
	return false
}

// isolate finds an unknown size v and its only value where x = y: in a product with known other
// factors, in a sum, or in n(n+1)/2 and n² by comparison.
func isolate(x, y ast.Dim, unknowns []string) (v string, e ast.Dim, ok bool) {
	for _, v := range unknowns {
		for _, p := range [2][2]ast.Dim{{x, y}, {y, x}} {
			rest, ok := p[0].Quotient(ast.DimName(v))
			if !ok || contains(rest.Names(), v) {
				continue
			}
			if q, ok := p[1].Quotient(rest); ok && !contains(q.Names(), v) {
				return v, q, true
			}
		}
	}
	if len(unknowns) > 1 {
		return "", ast.Dim{}, false
	}
	v = unknowns[0]
	difference := x.Minus(y)
	if a, rest, ok := difference.Linear(v); ok {
		e = ast.DimInt(-1).Times(rest).Over(a)
		if !strings.Contains(e.String(), "/") && e != ast.DimInt(0) && e.String()[0] != '-' {
			return v, e, true
		}
		return "", ast.Dim{}, false
	}
	for _, name := range difference.Names() {
		if name != v {
			if candidate := ast.DimName(name); substitute(difference, v, candidate) == ast.DimInt(0) {
				return v, candidate, true
			}
		}
	}
	for k := int64(1); k <= 64; k++ {
		if substitute(difference, v, ast.DimInt(k)) == ast.DimInt(0) {
			return v, ast.DimInt(k), true
		}
	}
	return "", ast.Dim{}, false
}

func substitute(d ast.Dim, name string, by ast.Dim) ast.Dim {
	return d.Subst(func(n string) (ast.Dim, bool) { return by, n == name })
}

// guess solves an equality that has more than one solution in the way that is most natural:
// part by part in products that kron and vec make, factor by factor in those of equally many factors, term by term in
// sums of equally many sizes, as blocks have, so that those of a square blkdiag are square, else the first unknown size
// from the rest.
func (e *elaborator) guess(c *constraint) bool {
	x, y := e.resolve(c.left), e.resolve(c.right)
	unknowns := private(x, y)
	if x == y || len(unknowns) == 0 {
		return x == y
	}
	if v, d, ok := isolate(x, y, unknowns); ok {
		return e.unify(privateDim(v), e.size(d))
	}
	slow, fast, ok := e.partsIn(c.left, c.t)
	slow2, fast2, ok2 := e.partsIn(c.right, c.t)
	if ok && ok2 && e.try(func() bool { return e.unify(slow, slow2) && e.unify(fast, fast2) }) {
		return true
	}
	for _, separator := range []string{"*", " + "} {
		if e.pair(e.parts(x, separator), e.parts(y, separator)) {
			return true
		}
	}
	for _, v := range unknowns {
		if a, rest, ok := x.Minus(y).Linear(v); ok && (a == 1 || a == -1) {
			return e.unify(privateDim(v), e.size(ast.DimInt(-a).Times(rest)))
		}
	}
	return false
}

// partsIn gives the two sizes whose product an argument of t has as its size: of kron(A,B) that of A first, of vec(X),
// whose columns stand one below the other, the number of columns first, so that kron(A,B)*vec(X) is vec(B*X*A'). It
// is false where no argument is made of such.
func (e *elaborator) partsIn(d dim, t *term) (slow, fast dim, ok bool) {
	if t == nil {
		return 0, 0, false
	}
	for _, a := range t.args {
		if slow, fast, ok := e.partsOf(d, a, maxInside); ok {
			return slow, fast, true
		}
	}
	return 0, 0, false
}

// maxInside is how deep, and in how many arguments, a kron or a vec is looked for inside an argument.
const maxInside = 8

// partsOf gives the two sizes whose product t, or what it is made of, has as its size.
func (e *elaborator) partsOf(d dim, t *term, depth int) (slow, fast dim, ok bool) {
	rows, cols := e.root(t.rows) == e.root(d), e.root(t.cols) == e.root(d)
	switch {
	case !rows && !cols || depth == 0 || len(t.args) == 0:
		return 0, 0, false
	case t.op == opPower:
		return e.partsOf(d, t.args[0], depth-1)
	case t.op == opTranspose || t.op == opSum || t.op == opProduct:
		for _, a := range t.args[:min(len(t.args), maxInside)] {
			if slow, fast, ok := e.partsOf(d, a, depth-1); ok {
				return slow, fast, true
			}
		}
		return 0, 0, false
	case t.op != opCall:
		return 0, 0, false
	}
	switch first := t.args[0]; {
	case t.fn.Name == "vec" && rows:
		return first.cols, first.rows, true
	case t.fn.Name == "kron" && rows:
		return first.rows, t.args[1].rows, true
	case t.fn.Name == "kron" && cols:
		return first.cols, t.args[1].cols, true
	}
	return 0, 0, false
}

// pair makes the first two one of equally many names, but for those that both have, where one of the two is an unknown
// size.
func (e *elaborator) pair(x, y []string) bool {
	if len(x) != len(y) {
		return false
	}
	for i := 0; i < len(x); {
		if k := slices.Index(y, x[i]); k >= 0 {
			x, y = slices.Delete(x, i, i+1), slices.Delete(y, k, k+1)
		} else {
			i++
		}
	}
	for i := range x {
		for _, p := range [2][2]string{{x[i], y[i]}, {y[i], x[i]}} {
			if p[0][0] == '?' && e.try(func() bool { return e.unify(privateDim(p[0]), e.size(ast.DimName(p[1]))) }) {
				return true
			}
		}
	}
	return false
}

// parts lists the names of a size that is a product or a sum of names, by what stands between them, in the order in which
// they appeared; nil for other sizes.
func (e *elaborator) parts(d ast.Dim, separator string) []string {
	parts := strings.Split(d.String(), separator)
	for _, name := range parts {
		if _, plain := ast.DimName(name).Name(); !plain {
			return nil
		}
	}
	order := func(name string) int {
		if name[0] == '?' {
			return int(privateDim(name))
		}
		if x := e.names[name]; x != nil {
			return x.id
		}
		return 0
	}
	slices.SortStableFunc(parts, func(a, b string) int { return cmp.Compare(order(a), order(b)) })
	return parts
}
