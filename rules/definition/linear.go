package definition

import (
	"slices"
	"strings"
	"sync"

	"matcalc/ast"
	"matcalc/rules"
	"matcalc/rules/operation"
)

// isImage reports whether n is a linear function of its active arguments together.
func (s *sweep) isImage(n ast.Node) bool {
	switch n.(type) {
	case *ast.Add, *ast.Mul, *ast.Hadamard, *ast.Inner, *ast.Power, *ast.EntryPower:
		return false
	}
	return !s.curved(n)
}

// curved reports whether n is a function of its active arguments that is neither linear in them nor
// a polynomial which is multiplied out.
func (s *sweep) curved(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Add, *ast.Mul, *ast.Hadamard, *ast.Inner, *ast.Transpose, *ast.Entry, *ast.Differential:
		return false
	case *ast.IndexSum:
		return s.active.Has(n.Lo()) || s.active.Has(n.Hi())
	case *ast.Power:
		_, square := operation.Square(n)
		return square || exponent(n.Exponent()) == 0
	case *ast.EntryPower:
		return exponent(n.Exponent()) == 0
	case *ast.Call:
		return !isLinear(n.Fn) && !(len(s.varying(n)) == 1 && n.Fn.LinearIn(s.varying(n)[0]))
	case *ast.Apply:
		return len(s.varying(n)) != 1 || s.varying(n)[0] < len(n.Fn.Params)
	}
	return true
}

// varying lists the places of the active arguments of n.
func (s *sweep) varying(n ast.Node) []int {
	var out []int
	for k, a := range n.Args() {
		if s.active.Has(a) {
			out = append(out, k)
		}
	}
	return out
}

// image is the increment of a node that is linear in its active arguments together.
func (s *sweep) image(n ast.Node) (out increment, ok bool, err error) {
	varying := s.varying(n)
	through := func(terms func(increment) [][]ast.Node) (images []ast.Node, err error) {
		for i := range terms(s.of.Of(n.Args()[varying[0]])) {
			d := make([]ast.Node, len(n.Args()))
			for _, k := range varying {
				d[k] = s.sum(terms(s.of.Of(n.Args()[k]))[i], n.Args()[k].Shape())
			}
			factor := ast.Node(s.t.Int(1))
			if k := varying[0]; len(varying) == 1 && !d[k].Shape().IsScalar() {
				if _, sum := n.(*ast.IndexSum); !sum {
					factor, d[k] = s.t.SplitScalars(d[k])
				}
			}
			image, err := operation.Differential(s.t, n, d)
			if err != nil {
				return nil, err
			}
			image = s.t.Mul(factor, image)
			if !ast.IsZero(image) {
				images = append(images, image)
			}
		}
		return images, nil
	}
	// The terms of one argument are kept apart, those of several are taken together.
	group := func(terms []ast.Node) [][]ast.Node {
		if len(varying) > 1 {
			return [][]ast.Node{terms}
		}
		out := make([][]ast.Node, len(terms))
		for i, term := range terms {
			out[i] = []ast.Node{term}
		}
		return out
	}
	if out.linear, err = through(func(i increment) [][]ast.Node { return group(i.linear) }); err != nil {
		return out, false, err
	}
	out.higher, err = through(func(i increment) [][]ast.Node { return group(i.higher) })
	return out, true, err
}

// linearity keeps for each function whether it is linear.
var linearity sync.Map

// isLinear reports whether a function of the catalogue is linear in all its arguments together: its
// differential is one and contains none of them beside their differentials.
func isLinear(f *ast.Function) bool {
	if known, ok := linearity.Load(f.Key()); ok {
		return known.(bool)
	}
	linear := f.Differential != ""
	before := rules.Word{}
	for w := range rules.Words(f.Differential) {
		inside := before.Text == "d" && f.Differential[before.End:w.Start] == "("
		linear = linear && (inside || !slices.Contains(f.Params, w.Text))
		before = w
	}
	linear = linear && !strings.HasPrefix(f.Differential, "0*")
	linearity.Store(f.Key(), linear)
	return linear
}
