package index

import (
	"fmt"
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules"
	"matcalc/rules/operation"
	"matcalc/simplify"
)

func unsupported(format string, args ...any) error {
	return &ast.Error{Kind: ast.UnsupportedError, Message: fmt.Sprintf(format, args...)}
}

// useDifferential notes the rule for the differential of an operation.
func (e *Engine) useDifferential(n ast.Node) {
	switch n := n.(type) {
	case *ast.Call:
		if r := rules.OfFunction(n.Fn); r != nil && !slices.Contains(e.used, r) {
			e.used = append(e.used, r)
		}
	case *ast.Power:
		if n.Shape().IsScalar() {
			e.use("power/differential")
		} else {
			e.use(operation.MatrixPowerRule(n.Exponent()).Name)
		}
	case *ast.EntryPower:
		e.use("entry power/differential")
	}
}

// linear are the functions that rules apply to differentials: the entry at row and col of each, from
// entries of its arguments. Where a name has no entry here, the map is applied to unit matrices.
var linear map[string]func(p pusher, n *ast.Call, row, col ast.Node) ([]simplify.Term, error)

func init() {
	linear = map[string]func(p pusher, n *ast.Call, row, col ast.Node) ([]simplify.Term, error){
		"tr": (pusher).trace, "sum": (pusher).sum, "mean": nil,
		"diag": func(p pusher, n *ast.Call, row, _ ast.Node) ([]simplify.Term, error) {
			return p.push(n.Args()[0], row, row)
		},
		"Diag": func(p pusher, n *ast.Call, row, col ast.Node) ([]simplify.Term, error) {
			terms, err := p.push(n.Args()[0], row, nil)
			return p.scaled(p.s.e.t.Delta(row, col), terms), err
		},
		"vec": (pusher).vec, "unvec": (pusher).unvec, "vech": (pusher).vech, "kron": (pusher).kron,
		"sym": func(p pusher, n *ast.Call, row, col ast.Node) ([]simplify.Term, error) {
			return p.halves(n, row, col, 1)
		},
		"skew": func(p pusher, n *ast.Call, row, col ast.Node) ([]simplify.Term, error) {
			return p.halves(n, row, col, -1)
		},
		"tril": func(p pusher, n *ast.Call, row, col ast.Node) ([]simplify.Term, error) {
			terms, err := p.push(n.Args()[0], row, col)
			return p.scaled(p.s.e.below(row, col), terms), err
		},
		"triu": func(p pusher, n *ast.Call, row, col ast.Node) ([]simplify.Term, error) {
			terms, err := p.push(n.Args()[0], row, col)
			return p.scaled(p.s.e.below(col, row), terms), err
		},
		"hcat": (pusher).blocks, "vcat": (pusher).blocks, "blkdiag": (pusher).blocks,
	}
	delete(linear, "mean")
}

// call gives the entry of a function that is linear in the differentials in it.
func (p pusher) call(n *ast.Call, row, col ast.Node) ([]simplify.Term, error) {
	if f := linear[n.Fn.Name]; f != nil && n.Fn.Axis == 0 {
		p.s.e.use(n.Fn.Key() + "/component")
		return f(p, n, row, col)
	}
	return p.byUnits(n, row, col)
}

// scaled multiplies terms by a scalar.
func (p pusher) scaled(s ast.Node, terms []simplify.Term) []simplify.Term {
	return p.multiply([]simplify.Term{one(s)}, terms)
}

// below is 1 where the row is at least the column, else 0.
func (e *Engine) below(row, col ast.Node) ast.Node {
	t := e.t
	switch {
	case row == nil && col == nil || row == col:
		return t.Int(1)
	case row == nil:
		row = t.Int(1)
	case col == nil:
		col = t.Int(1)
	}
	arg := t.Add(row, t.Neg(col), t.Number(ast.RatFrac(1, 2)))
	if n, ok := arg.(*ast.Number); ok {
		return t.Int(int64(max(n.Value.Sign(), 0)))
	}
	return t.Call(catalogue.Lookup("step"), nil, arg)
}

func (p pusher) trace(n *ast.Call, _, _ ast.Node) ([]simplify.Term, error) {
	a := n.Args()[0]
	k, _, sums := p.fresh(a.Shape().Rows, ast.One, a)
	terms, err := p.push(a, k, k)
	return p.over(sums, terms), err
}

func (p pusher) sum(n *ast.Call, _, _ ast.Node) ([]simplify.Term, error) {
	a := n.Args()[0]
	k, l, sums := p.fresh(a.Shape().Rows, a.Shape().Cols, a)
	terms, err := p.push(a, k, l)
	return p.over(sums, terms), err
}

// halves is (A_ij + sign A_ji)/2.
func (p pusher) halves(n *ast.Call, row, col ast.Node, sign int64) ([]simplify.Term, error) {
	a, err := p.push(n.Args()[0], row, col)
	if err != nil {
		return nil, err
	}
	b, err := p.push(n.Args()[0], col, row)
	t := p.s.e.t
	return append(p.scaled(t.Number(ast.RatFrac(1, 2)), a), p.scaled(t.Number(ast.RatFrac(sign, 2)), b)...), err
}

// position is n·(k-1) + i, the place of entry i of block k where blocks have n entries; nil indices are 1.
func (e *Engine) position(n ast.Dim, k, i ast.Node) ast.Node {
	t := e.t
	if i == nil {
		i = t.Int(1)
	}
	if k == nil {
		return i
	}
	return t.Add(t.Mul(t.DimNode(n), t.Add(k, t.Int(-1))), i)
}

// at is δ(index, place); 1 where the axis has size 1.
func (e *Engine) at(index, place ast.Node) ast.Node {
	if index == nil {
		return e.t.Int(1)
	}
	return e.t.Delta(index, place)
}

// vec: vec(X)_i is Σ_l Σ_k δ(i, n(l-1)+k) X_kl.
func (p pusher) vec(n *ast.Call, row, _ ast.Node) ([]simplify.Term, error) {
	a := n.Args()[0]
	k, l, sums := p.fresh(a.Shape().Rows, a.Shape().Cols, a, row)
	terms, err := p.push(a, k, l)
	return p.over(sums, p.scaled(p.s.e.at(row, p.s.e.position(a.Shape().Rows, l, k)), terms)), err
}

// unvec: unvec(x,n,m)_ij is x at n(j-1)+i.
func (p pusher) unvec(n *ast.Call, row, col ast.Node) ([]simplify.Term, error) {
	a := n.Args()[0]
	if a.Shape().IsScalar() {
		return p.push(a, nil, nil)
	}
	at := p.s.e.position(n.Shape().Rows, col, row)
	return p.push(a, at, nil)
}

// vech: vech(X)_i is Σ_l Σ_k δ(i, (l-1)(2n-l)/2 + k) X_kl over k ≥ l.
func (p pusher) vech(n *ast.Call, row, _ ast.Node) ([]simplify.Term, error) {
	t, a := p.s.e.t, n.Args()[0]
	k, l, sums := p.fresh(a.Shape().Rows, a.Shape().Cols, a, row)
	terms, err := p.push(a, k, l)
	if err != nil || k == nil {
		return terms, err
	}
	size := t.DimNode(a.Shape().Rows)
	at := t.Add(t.Mul(t.Number(ast.RatFrac(1, 2)), t.Add(l, t.Int(-1)), t.Add(t.Mul(t.Int(2), size), t.Neg(l))), k)
	return p.over(sums, p.scaled(t.Mul(p.s.e.below(k, l), p.s.e.at(row, at)), terms)), nil
}

// kron: kron(A,B) at (p(k-1)+r, q(l-1)+s) is A_kl B_rs.
func (p pusher) kron(n *ast.Call, row, col ast.Node) ([]simplify.Term, error) {
	a, b := n.Args()[0], n.Args()[1]
	sa, sb := a.Shape(), b.Shape()
	list, sums := p.freshList([]ast.Dim{sa.Rows, sa.Cols, sb.Rows, sb.Cols}, a, b, row, col)
	left, err := p.push(a, list[0], list[1])
	if err != nil {
		return nil, err
	}
	right, err := p.push(b, list[2], list[3])
	e := p.s.e
	at := e.t.Mul(e.at(row, e.position(sb.Rows, list[0], list[2])), e.at(col, e.position(sb.Cols, list[1], list[3])))
	return p.over(sums, p.scaled(at, p.multiply(left, right))), err
}

// blocks: the entries of hcat, vcat and blkdiag are those of the argument that stands there.
func (p pusher) blocks(n *ast.Call, row, col ast.Node) ([]simplify.Term, error) {
	e := p.s.e
	down, right := n.Fn.Name != "hcat", n.Fn.Name != "vcat"
	top, left := ast.DimInt(0), ast.DimInt(0)
	var out []simplify.Term
	for _, a := range n.Args() {
		s := a.Shape()
		if e.c.Varies(a) {
			k, l, sums := p.fresh(s.Rows, s.Cols, a, row, col)
			place, factors := []ast.Node{row, col}, []ast.Node{e.t.Int(1)}
			for i, moved := range []bool{down, right} {
				index, offset := []ast.Node{k, l}[i], []ast.Dim{top, left}[i]
				if !moved {
					sums = slices.DeleteFunc(sums, func(r simplify.Range) bool { return ast.Node(r.Index) == index })
					continue
				}
				place[i] = index
				if index == nil {
					index = e.t.Int(1)
				}
				factors = append(factors, e.at([]ast.Node{row, col}[i], e.t.Add(e.t.DimNode(offset), index)))
			}
			terms, err := p.push(a, place[0], place[1])
			if err != nil {
				return nil, err
			}
			out = append(out, p.over(sums, p.scaled(e.t.Mul(factors...), terms))...)
		}
		if down {
			top = top.Plus(s.Rows)
		}
		if right {
			left = left.Plus(s.Cols)
		}
	}
	return out, nil
}

// byUnits writes a map L that is linear in one argument as Σ_k Σ_l L(e_k e_l')_ij D_kl.
func (p pusher) byUnits(n *ast.Call, row, col ast.Node) ([]simplify.Term, error) {
	t := p.s.e.t
	var out []simplify.Term
	for i, a := range n.Args() {
		if !p.s.e.c.Varies(a) {
			continue
		}
		s := a.Shape()
		k, l, sums := p.fresh(s.Rows, s.Cols, n, row, col)
		unit := t.Int(1)
		if k != nil {
			unit = t.Unit(k, s.Rows)
		}
		if l != nil {
			unit = t.Mul(unit, t.Transpose(t.Unit(l, s.Cols)))
		}
		args := slices.Clone(n.Args())
		for j := range args {
			if j != i && p.s.e.c.Varies(args[j]) {
				return nil, unsupported("%s is not linear in its arguments", n.Fn.Name)
			}
		}
		args[i] = unit
		terms, err := p.push(a, k, l)
		if err != nil {
			return nil, err
		}
		out = append(out, p.over(sums, p.scaled(t.Entry(t.Call(n.Fn, n.Sizes, args...), row, col), terms))...)
	}
	return out, nil
}
