package contraction_test

import (
	"math"
	"testing"

	"matcalc/ast"
	"matcalc/ast/numeric"
	"matcalc/render/code/contraction"
)

// An array is a form at an instance.
type array struct {
	t    *testing.T
	tb   *ast.Table
	in   *numeric.Instance
	form *contraction.Form
}

// compare walks over the unit directions, one after the other, and compares all entries.
func (a array) compare(in *numeric.Instance, n ast.Node, directions []*ast.Symbol, at []int) {
	if len(directions) > 0 {
		d := directions[0]
		v, _ := in.Value(d.Name)
		for i := range v.Rows {
			for j := range v.Cols {
				unit := ast.NewArray(v.Rows, v.Cols)
				unit.Set(i, j, 1)
				next := append(at[:len(at):len(at)], place(d.Shape(), i, j)...)
				a.compare(in.With(d.Name, unit), n, directions[1:], next)
			}
		}
		return
	}
	want, err := in.Eval(n)
	if err != nil {
		a.t.Fatal(err)
	}
	for i := range want.Rows {
		for j := range want.Cols {
			where := append(place(n.Shape(), i, j), at...)
			if got := a.entry(where); math.Abs(got-want.At(i, j)) > 1e-9 {
				a.t.Fatalf("at %v the form is %g, the map %g", where, got, want.At(i, j))
			}
		}
	}
}

func place(s ast.Shape, i, j int) []int {
	switch s.Axes() {
	case 0:
		return nil
	case 1:
		return []int{i}
	}
	return []int{i, j}
}

func (a array) size(x contraction.Index) int {
	n, err := a.in.Size(a.form.Sizes[x])
	if err != nil {
		a.t.Fatal(err)
	}
	return n
}

// entry sums the terms over all indices that are not of the result. The indices of the result
// follow from the place in the array as a whole, entry after entry.
func (a array) entry(at []int) float64 {
	flat := 0
	for k, x := range a.form.Axes {
		flat = flat*a.size(x) + at[k]
	}
	fixed := map[contraction.Index]int{}
	for k := len(a.form.Result) - 1; k >= 0; k-- {
		x := a.form.Result[k]
		fixed[x] = flat % a.size(x)
		flat /= a.size(x)
	}
	total := 0.0
	for _, term := range a.form.Terms {
		var summed []contraction.Index
		seen := map[contraction.Index]bool{}
		for _, o := range term.Operands {
			for _, i := range o.Indices {
				if _, ok := fixed[i]; !ok && !seen[i] {
					seen[i] = true
					summed = append(summed, i)
				}
			}
		}
		total += term.Coef.Float() * a.sum(term, summed, fixed)
	}
	return total
}

func (a array) sum(term contraction.Term, summed []contraction.Index, at map[contraction.Index]int) float64 {
	if len(summed) > 0 {
		total := 0.0
		for i := range a.size(summed[0]) {
			at[summed[0]] = i
			total += a.sum(term, summed[1:], at)
		}
		delete(at, summed[0])
		return total
	}
	product := 1.0
	for _, s := range term.Scalars {
		product *= a.eval(s).Data[0]
	}
	for _, o := range term.Operands {
		product *= a.operand(o, at)
	}
	return product
}

func (a array) eval(n ast.Node) ast.Array {
	v, err := a.in.Eval(n)
	if err != nil {
		a.t.Fatal(err)
	}
	return v
}

// operand is the entry of an operand, whose number in the array as a whole tells the place.
func (a array) operand(o contraction.Operand, at map[contraction.Index]int) float64 {
	flat := 0
	for _, x := range o.Indices {
		flat = flat*a.size(x) + at[x]
	}
	dim := func(k int) int {
		if o.Dims[k] == ast.DimInt(0) {
			return 0
		}
		n, err := a.in.Size(o.Dims[k])
		if err != nil {
			a.t.Fatal(err)
		}
		return n
	}
	is := func(yes bool) float64 {
		if yes {
			return 1
		}
		return 0
	}
	switch o.Kind {
	case contraction.Product:
		return a.eval(a.tb.Mul(o.Chain...)).Data[flat]
	case contraction.Tensor:
		n := o.Chain[0].(*ast.Apply)
		args := n.Point()[:len(n.Point()):len(n.Point())]
		for _, x := range o.Indices {
			args = append(args, a.tb.Int(int64(at[x]+1)))
		}
		return a.eval(a.tb.Apply(n.Fn, ast.Component, n.Slots, args...)).Data[0]
	case contraction.Unit:
		return is(int(a.eval(o.Chain[0]).Data[0]) == flat+1)
	case contraction.Delta:
		return is(flat/dim(0) == flat%dim(0))
	case contraction.Lower:
		return is(flat/dim(1) >= flat%dim(1))
	case contraction.Stack:
		size := a.size(o.Indices[0])
		k := a.tb.Int(int64(at[o.Indices[0]] + 1))
		v := a.eval(a.tb.Substitute(a.tb.Mul(o.Chain...), map[ast.Node]ast.Node{o.Index: k}))
		if size != dim(0) {
			a.t.Errorf("a stack of %d along an index of size %d", dim(0), size)
		}
		return v.Data[flat%len(v.Data)]
	case contraction.Block:
		return is(flat/dim(1) == flat%dim(1)+dim(2))
	case contraction.Elim:
		return a.eval(a.tb.Elimination(o.Dims[0])).Data[flat]
	}
	return 1
}
