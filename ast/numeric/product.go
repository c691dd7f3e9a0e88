package numeric

import (
	"gonum.org/v1/gonum/mat"

	"matcalc/ast"
)

// product is coef · scalars · chain. The chain is multiplied from the end that costs less.
func (p *plan) product(n *ast.Mul, out *ast.Array, args []*ast.Array) (func() error, error) {
	if len(args) == 2 && len(n.Chain) == 2 && n.Coef.IsOne() {
		return func() error { multiply(out, args[0], args[1]); return nil }, nil
	}
	coef := n.Coef.Float()
	scalars, chain := args[:len(n.Scalars)], args[len(n.Scalars):]
	factor := func() float64 {
		c := coef
		for _, s := range scalars {
			c *= s.Data[0]
		}
		return c
	}
	switch len(chain) {
	case 0:
		return func() error { out.Data[0] = factor(); return nil }, nil
	case 1:
		return func() error {
			c := factor()
			for i, v := range chain[0].Data {
				out.Data[i] = c * v
			}
			return nil
		}, nil
	}
	steps, err := p.multiplications(chain, out)
	if err != nil {
		return nil, err
	}
	plain := coef == 1 && len(scalars) == 0
	return func() error {
		for _, s := range steps {
			multiply(s.out, s.a, s.b)
		}
		if plain {
			return nil
		}
		c := factor()
		for i := range out.Data {
			out.Data[i] *= c
		}
		return nil
	}, nil
}

type multiplication struct{ out, a, b *ast.Array }

// multiplications multiplies a chain of two or more from the left or from the right.
func (p *plan) multiplications(chain []*ast.Array, out *ast.Array) ([]multiplication, error) {
	last := len(chain) - 1
	left, right := 0, 0
	for i := 1; i <= last; i++ {
		left += chain[0].Rows * chain[i].Rows * chain[i].Cols
		right += chain[i-1].Rows * chain[i-1].Cols * chain[last].Cols
	}
	var steps []multiplication
	if left <= right {
		at := chain[0]
		for i := 1; i <= last; i++ {
			to, err := p.between(i == last, out, at.Rows, chain[i].Cols)
			if err != nil {
				return nil, err
			}
			steps = append(steps, multiplication{to, at, chain[i]})
			at = to
		}
		return steps, nil
	}
	at := chain[last]
	for i := last - 1; i >= 0; i-- {
		to, err := p.between(i == 0, out, chain[i].Rows, at.Cols)
		if err != nil {
			return nil, err
		}
		steps = append(steps, multiplication{to, chain[i], at})
		at = to
	}
	return steps, nil
}

func (p *plan) between(last bool, out *ast.Array, rows, cols int) (*ast.Array, error) {
	if last {
		return out, nil
	}
	return p.place(rows, cols)
}

// blocked is the number of multiplications from which the product of a library is faster.
const blocked = 1 << 13

func multiply(out, a, b *ast.Array) {
	if a.Rows*a.Cols*b.Cols > blocked {
		m := mat.NewDense(out.Rows, out.Cols, out.Data)
		m.Mul(mat.NewDense(a.Rows, a.Cols, a.Data), mat.NewDense(b.Rows, b.Cols, b.Data))
		return
	}
	if b.Cols == 1 {
		for i := range a.Rows {
			s := 0.0
			for k, v := range a.Data[i*a.Cols : (i+1)*a.Cols] {
				s += v * b.Data[k]
			}
			out.Data[i] = s
		}
		return
	}
	clear(out.Data)
	for i := range a.Rows {
		row := out.Data[i*out.Cols : (i+1)*out.Cols]
		for k, v := range a.Data[i*a.Cols : (i+1)*a.Cols] {
			for j, w := range b.Data[k*b.Cols : (k+1)*b.Cols] {
				row[j] += v * w
			}
		}
	}
}
