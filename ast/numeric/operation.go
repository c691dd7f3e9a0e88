package numeric

import (
	"fmt"
	"math"

	"matcalc/ast"
)

// operation is what computes n into out from the values of its arguments in args.
func (p *plan) operation(at *program, n ast.Node, out *ast.Array, args []*ast.Array) (func() error, error) {
	switch n := n.(type) {
	case *ast.Number:
		out.Data[0] = n.Value.Float()
		return nothing, nil
	case *ast.Symbol:
		return nothing, p.in.name(n, out)
	case *ast.Constant:
		return p.in.constant(n, out, args)
	case *ast.Add:
		return func() error { add(out, args); return nil }, nil
	case *ast.Mul:
		return p.product(n, out, args)
	case *ast.Power:
		return p.power(n, out, args)
	case *ast.Hadamard:
		return func() error { hadamard(out, args); return nil }, nil
	case *ast.EntryPower:
		return func() error { entryPower(out, args[0], args[1]); return nil }, nil
	case *ast.Transpose:
		return func() error { transpose(out, args[0]); return nil }, nil
	case *ast.Inner:
		return func() error { inner(out, args[0], args[1]); return nil }, nil
	case *ast.Call:
		return p.call(n, out, args)
	case *ast.Apply:
		return p.apply(n, out, args)
	case *ast.Entry:
		return entry(n, out, args), nil
	case *ast.IndexSum:
		return p.indexSum(at.sum(n), out, args), nil
	case *ast.Delta:
		return func() error { delta(out, args[0], args[1]); return nil }, nil
	case *ast.Differential:
		return p.differential(at, n, out)
	}
	return nil, fmt.Errorf("no numerical value for a node of type %T", n)
}

func nothing() error { return nil }

// name is the value of a symbol that is the size of a dimension; others have a value already.
func (in *Instance) name(s *ast.Symbol, out *ast.Array) error {
	if s.Kind != ast.Dimension {
		return fmt.Errorf("%s has no value", s.Name)
	}
	size, ok := in.sizes[s.Name]
	if !ok {
		return fmt.Errorf("the dimension %s has no size", s.Name)
	}
	out.Data[0] = float64(size)
	return nil
}

func add(out *ast.Array, args []*ast.Array) {
	copy(out.Data, args[0].Data)
	for _, a := range args[1:] {
		for i, v := range a.Data {
			out.Data[i] += v
		}
	}
}

func hadamard(out *ast.Array, args []*ast.Array) {
	copy(out.Data, args[0].Data)
	for _, a := range args[1:] {
		for i, v := range a.Data {
			out.Data[i] *= v
		}
	}
}

func transpose(out, a *ast.Array) {
	for i := range out.Rows {
		for j := range out.Cols {
			out.Data[i*out.Cols+j] = a.Data[j*a.Cols+i]
		}
	}
}

func inner(out, a, b *ast.Array) {
	s := 0.0
	for i, v := range a.Data {
		s += v * b.Data[i]
	}
	out.Data[0] = s
}

func entryPower(out, base, exponent *ast.Array) {
	if len(exponent.Data) > 1 {
		for i, v := range base.Data {
			out.Data[i] = pow(v, exponent.Data[i])
		}
		return
	}
	e := exponent.Data[0]
	for i, v := range base.Data {
		out.Data[i] = pow(v, e)
	}
}

func pow(base, e float64) float64 {
	switch e {
	case 2:
		return base * base
	case -1:
		return 1 / base
	case 0.5:
		return math.Sqrt(base)
	}
	return math.Pow(base, e)
}

// call is a function of the catalogue.
func (p *plan) call(n *ast.Call, out *ast.Array, args []*ast.Array) (func() error, error) {
	f := n.Fn
	if f.Elementwise && f.Scalar != nil {
		return entrywise(f.Scalar, out, args), nil
	}
	if f.Value == nil {
		return nil, fmt.Errorf("%s has no numerical value", f.Name)
	}
	sizes := make([]int, len(n.Sizes))
	for i, d := range n.Sizes {
		size, err := p.in.Size(d)
		if err != nil {
			return nil, err
		}
		sizes[i] = size
	}
	values := make([]ast.Array, len(args))
	return func() error {
		for i, a := range args {
			values[i] = *a
		}
		v, err := f.Value(values, sizes)
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		if v.Rows != out.Rows || v.Cols != out.Cols {
			return fmt.Errorf("%s has a value of %d×%d and should have one of %d×%d", f.Name, v.Rows, v.Cols, out.Rows, out.Cols)
		}
		copy(out.Data, v.Data)
		return nil
	}, nil
}

// entrywise computes each entry from the entries in the same place; a scalar has the same entry
// everywhere.
func entrywise(f func(...float64) float64, out *ast.Array, args []*ast.Array) func() error {
	entries := make([]float64, len(args))
	return func() error {
		for i := range out.Data {
			for k, a := range args {
				if len(a.Data) == 1 {
					entries[k] = a.Data[0]
				} else {
					entries[k] = a.Data[i]
				}
			}
			out.Data[i] = f(entries...)
		}
		return nil
	}
}
