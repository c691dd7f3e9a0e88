package claim

import (
	"math"
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/ast/numeric"
	"matcalc/rules"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// A supposition is a condition on symbols, with the way to make their values satisfy it.
type supposition struct {
	text    string // of X, and of Y where there are two
	symbols []*ast.Symbol
	change  func(values []ast.Array) []ast.Array
}

// condition is the supposition as it is printed.
func (s supposition) condition() rules.Condition {
	c := rules.Condition{Text: s.text, Names: []string{"X", "Y"}[:len(s.symbols)]}
	for _, x := range s.symbols {
		c.Args = append(c.Args, x)
	}
	return c
}

// symmetric finds out whether the claim is right where one matrix that was declared without it is symmetric.
func (j *judge) symmetric(v *Judgement, list []reading, points []*point) bool {
	return j.underOne(v, list, points, func(s supposition) bool { return s.text == symmetricText })
}

// commuting finds out whether the claim is right where two matrices commute.
func (j *judge) commuting(v *Judgement, list []reading, points []*point) bool {
	return j.underOne(v, list, points, func(s supposition) bool { return s.text == commuteText })
}

// conditions finds out whether the claim is right where a matrix has another structure, where entries are positive, or
// where a vector has length 1 or entries that sum to 1.
func (j *judge) conditions(v *Judgement, list []reading, points []*point) bool {
	return j.underOne(v, list, points, func(s supposition) bool { return s.text != symmetricText && s.text != commuteText })
}

// underOne finds out whether the claim is right under one of the suppositions that are chosen.
func (j *judge) underOne(v *Judgement, list []reading, points []*point, chosen func(supposition) bool) bool {
	for _, r := range list {
		for _, s := range j.suppositions() {
			if chosen(s) && j.holds(r, points, s) {
				return v.only(r, s)
			}
		}
	}
	return false
}

// symmetricTogether finds out whether the claim is right where several matrices are symmetric, as few as possible, or
// where one is and but for a number.
func (j *judge) symmetricTogether(v *Judgement, list []reading, points []*point) bool {
	all := j.symmetries()
	for _, r := range list {
		if len(all) > 1 && j.holds(r, points, all...) {
			return v.only(r, j.needed(r, points, nil, all)...)
		}
		for _, s := range all[:min(len(all), maxSupposed)] {
			if factors, ok := j.ratios(r, j.supposed(points, s)); ok && len(factors) > 1 {
				if by := j.constantFactor(factors); by != nil {
					v.Factor = by
					return v.only(r, s)
				}
			}
		}
	}
	return false
}

// needed are some of the suppositions that are enough beside others, and of which none can be left out. Those that can
// are left out by halves, of halves that cannot, and so on.
func (j *judge) needed(r reading, points []*point, beside, some []supposition) []supposition {
	if len(some) == 0 || j.holds(r, points, beside...) {
		return nil
	}
	if len(some) == 1 {
		return some
	}
	half := len(some) / 2
	second := j.needed(r, points, slices.Concat(beside, some[:half]), some[half:])
	first := j.needed(r, points, slices.Concat(beside, second), some[:half])
	return append(first, second...)
}

// only says that the claim is right under suppositions.
func (v *Judgement) only(r reading, under ...supposition) bool {
	v.Verdict, v.Form, v.Transposed = Conditional, r.form, r.transposed
	for _, s := range under {
		v.Conditions = append(v.Conditions, s.condition())
	}
	return true
}

// holds reports whether a reading is right at all points, changed so that suppositions hold.
func (j *judge) holds(r reading, points []*point, under ...supposition) bool {
	compared := 0
	for i := range points {
		for _, p := range j.supposed(points[i:i+1], under...) {
			if p.apart(j.truth, r) > j.options.Tolerance {
				return false
			}
			if top(p.eval(j.truth)) != 0 { // what vanishes there tells little
				compared++
			}
		}
	}
	return compared > 1 || compared == len(points)
}

// supposed changes points so that suppositions hold; those at which the derivative then has no value are left out.
func (j *judge) supposed(points []*point, under ...supposition) []*point {
	var out []*point
	for _, p := range points {
		if changed, err := j.at(impose(p.in, under), j.rng); err == nil {
			out = append(out, changed)
		}
	}
	return out
}

// impose changes the values of symbols in an instance, so that one supposition after the other holds.
func impose(in *numeric.Instance, under []supposition) *numeric.Instance {
	changed := map[string]ast.Array{}
	for _, s := range under {
		values := make([]ast.Array, len(s.symbols))
		for i, x := range s.symbols {
			v, ok := changed[x.Name]
			if !ok {
				if v, ok = in.Value(x.Name); !ok {
					return in.WithAll(changed)
				}
			}
			values[i] = v
		}
		for i, v := range s.change(values) {
			changed[s.symbols[i].Name] = v
		}
	}
	return in.WithAll(changed)
}

const (
	symmetricText = "X is symmetric"
	commuteText   = "X and Y commute"
	// maxSupposed is the number of symbols of which something is supposed of each alone.
	maxSupposed = 10
)

// structures are supposed of square matrices, in this order.
var structures = []struct {
	text      string
	structure ast.Structure
	property  ast.Properties
}{
	{symmetricText, ast.Symmetric, ast.IsSymmetric},
	{"X is diagonal", ast.Diagonal, ast.IsDiagonal},
	{"X is skew-symmetric", ast.SkewSymmetric, ast.IsSkew},
}

// symmetries supposes of each square matrix that it is symmetric, where it is not known.
func (j *judge) symmetries() []supposition {
	var out []supposition
	for _, n := range ast.Topo(j.answer.Value, j.claim) {
		x, ok := n.(*ast.Symbol)
		if ok && x.Kind == ast.Variable && x.Shape().IsMatrix() && x.Shape().IsSquare() && !x.Has(ast.IsSymmetric) && !j.isDirection(x) {
			out = append(out, alone(x, symmetricText, func(a ast.Array) ast.Array { return verify.Project(ast.Symmetric, a) }))
		}
	}
	return out
}

// suppositions lists what is supposed of the symbols, the weaker first.
func (j *judge) suppositions() []supposition {
	var square, other, integers []*ast.Symbol
	for _, n := range ast.Topo(j.answer.Value, j.claim) {
		x, ok := n.(*ast.Symbol)
		switch {
		case ok && x.Kind == ast.Integer:
			integers = append(integers, x)
		case !ok || x.Kind != ast.Variable || j.isDirection(x):
		case x.Shape().IsMatrix() && x.Shape().IsSquare():
			square = append(square, x)
		default:
			other = append(other, x)
		}
	}
	square, other = square[:min(len(square), maxSupposed)], other[:min(len(other), maxSupposed)]
	var out []supposition
	for _, x := range square {
		out = append(out, alone(x, "det X > 0", positiveDeterminant))
	}
	for _, s := range structures {
		for _, x := range square {
			if !x.Has(s.property) {
				out = append(out, alone(x, s.text, func(a ast.Array) ast.Array { return verify.Project(s.structure, a) }))
			}
		}
	}
	for i, x := range square {
		out = append(out, alone(x, "X is orthogonal", orthogonal))
		for _, y := range square[:i] {
			if x.Shape() == y.Shape() && x.Structure == ast.Unstructured {
				out = append(out, supposition{commuteText, []*ast.Symbol{y, x}, func(a []ast.Array) []ast.Array {
					return []ast.Array{a[0], polynomial(a[0])}
				}})
			}
		}
	}
	for _, x := range integers[:min(len(integers), maxSupposed)] {
		out = append(out, alone(x, "X is not negative", positive))
	}
	for _, x := range other {
		text := "X > 0"
		if !x.Shape().IsScalar() {
			text = "every entry of X is positive"
		}
		out = append(out, alone(x, text, positive))
		if x.Shape().IsVector() {
			out = append(out, alone(x, "‖X‖ = 1", unit), alone(x, "sum(X) = 1", weights))
		}
	}
	for _, x := range square {
		if x.Structure == ast.Unstructured {
			out = append(out, alone(x, "every entry of X is positive", positive))
		}
	}
	return out
}

// isDirection reports whether a claim moves along x.
func (j *judge) isDirection(x *ast.Symbol) bool {
	_, ok := j.aliases[x]
	return ok || slices.Contains(j.dirs, ast.Node(x))
}

func alone(x *ast.Symbol, text string, change func(ast.Array) ast.Array) supposition {
	return supposition{text, []*ast.Symbol{x}, func(a []ast.Array) []ast.Array { return []ast.Array{change(a[0])} }}
}

func positive(a ast.Array) ast.Array { return mapped(a, math.Abs) }

// positiveDeterminant is a square matrix, with a sign changed so that its determinant is positive: that of the first row,
// or of the first entry of a symmetric one.
func positiveDeterminant(a ast.Array) ast.Array {
	det, err := catalogue.Lookup("det").Value([]ast.Array{a}, nil)
	if err != nil || det.Data[0] > 0 {
		return a
	}
	out := ast.Array{Rows: a.Rows, Cols: a.Cols, Data: slices.Clone(a.Data)}
	negated := out.Data[:a.Cols]
	if slices.Equal(verify.Project(ast.Symmetric, a).Data, a.Data) {
		negated = out.Data[:1]
	}
	for i := range negated {
		negated[i] = -negated[i]
	}
	return out
}

// unit is a vector of length 1.
func unit(a ast.Array) ast.Array {
	square := 0.0
	for _, x := range a.Data {
		square += x * x
	}
	return mapped(a, func(x float64) float64 { return x / math.Sqrt(square) })
}

// weights is a vector whose entries sum to 1.
func weights(a ast.Array) ast.Array {
	sum := 0.0
	for _, x := range a.Data {
		sum += x
	}
	return mapped(a, func(x float64) float64 { return x / sum })
}

func mapped(a ast.Array, f func(float64) float64) ast.Array {
	out := ast.NewArray(a.Rows, a.Cols)
	for i, x := range a.Data {
		out.Data[i] = f(x)
	}
	return out
}

// orthogonal makes the rows of a square matrix orthonormal, one after the other.
func orthogonal(a ast.Array) ast.Array {
	out := mapped(a, func(x float64) float64 { return x })
	for i := range a.Rows {
		row := out.Data[i*a.Cols : (i+1)*a.Cols]
		for k := range i {
			before := out.Data[k*a.Cols : (k+1)*a.Cols]
			dot := 0.0
			for c, x := range row {
				dot += x * before[c]
			}
			for c := range row {
				row[c] -= dot * before[c]
			}
		}
		copy(row, unit(ast.Array{Rows: 1, Cols: len(row), Data: row}).Data)
	}
	return out
}

// polynomial is I + A/2 + A²/3, which commutes with A.
func polynomial(a ast.Array) ast.Array {
	out := ast.NewArray(a.Rows, a.Cols)
	for i := range a.Rows {
		for k := range a.Cols {
			x := a.At(i, k) / 2
			if i == k {
				x++
			}
			for l := range a.Cols {
				x += a.At(i, l) * a.At(l, k) / 3
			}
			out.Set(i, k, x)
		}
	}
	return out
}

// isGradientOfSquare reports whether the derivative is the gradient of a scalar by a square matrix.
func (j *judge) isGradientOfSquare() (*ast.Symbol, bool) {
	if j.result.Kind != derive.Gradient || len(j.result.Variables) != 1 {
		return nil, false
	}
	x, whole := j.result.Variables[0].(*ast.Symbol)
	return x, whole && x.Shape().IsMatrix() && x.Shape().IsSquare()
}
