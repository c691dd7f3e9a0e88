package claim

import (
	"matcalc/ast"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// The conventions for the gradient by a structured matrix, with G the gradient without the structure.
const (
	Unrestricted = "G, the gradient without the structure"
	Entrywise    = "the derivative without the structure"
	Projected    = "(G + G')/2, the gradient inside the symmetric matrices"
	PairsOnce    = "G + G' - G.*I, which counts each pair of equal entries as one variable"
	PairsTwice   = "G + G', twice the gradient inside the symmetric matrices"
	LowerOnce    = "the lower triangle of G + G' - G.*I, the derivatives by vech(X)"
)

// symmetricConventions give the gradient in a convention from the entries S of the one inside the symmetric
// matrices: below, on and above the diagonal.
var symmetricConventions = []struct {
	name                   string
	below, diagonal, above float64
}{
	{Projected, 1, 1, 1},
	{PairsOnce, 2, 1, 2},
	{PairsTwice, 2, 2, 2},
	{LowerOnce, 2, 1, 0},
}

// declaredConvention is convention for variables that are declared symmetric.
func (j *judge) declaredConvention(v *Judgement, list []reading, points []*point) bool {
	x, ok := j.isGradientOfSquare()
	return ok && x.Structure != ast.Unstructured && j.convention(v, list, points)
}

// convention finds out whether the claim is the gradient by a symmetric matrix in another convention. Where the
// variable is not declared symmetric, that it is so is a condition.
func (j *judge) convention(v *Judgement, list []reading, points []*point) bool {
	x, ok := j.isGradientOfSquare()
	if !ok {
		return false
	}
	declared := x.Structure == ast.Symmetric || x.Structure == ast.PositiveDefinite
	at := points
	var under []supposition
	if !declared {
		if x.Structure != ast.Unstructured {
			return false
		}
		under = []supposition{alone(x, symmetricText, func(a ast.Array) ast.Array { return verify.Project(ast.Symmetric, a) })}
		at = j.supposed(points, under...)
	}
	for _, r := range list {
		if r.form == derive.VecForm || r.form == derive.DefinitionForm {
			continue
		}
		for _, c := range symmetricConventions {
			if len(at) == 0 || !j.inConvention(r, at, c.below, c.diagonal, c.above) {
				continue
			}
			v.Form, v.Transposed, v.Convention = r.form, r.transposed, c.name
			v.Verdict = Convention
			if !declared {
				v.only(r, under...)
			}
			return true
		}
		if declared && j.outside(r, points) && j.projects(r, points) {
			v.Verdict, v.Form, v.Transposed, v.Convention = Convention, r.form, r.transposed, Unrestricted
			return true
		}
	}
	return false
}

// inConvention reports whether the entries of a claim are those of the gradient inside the symmetric matrices times
// a number below, on and above the diagonal.
func (j *judge) inConvention(r reading, points []*point, below, diagonal, above float64) bool {
	for _, p := range points {
		got, ok := p.entries(r)
		if !ok {
			return false
		}
		s := verify.Project(ast.Symmetric, p.gradient())
		for i := range s.Rows {
			for k := range s.Cols {
				by := diagonal
				if i > k {
					by = below
				}
				if i < k {
					by = above
				}
				s.Set(i, k, by*s.At(i, k))
			}
		}
		if top(s.Data) == 0 || p.relative(s.Data, got.Data) > j.options.Tolerance {
			return false
		}
	}
	return true
}

// outside reports whether a claim is not in the space of the structure of the variable, though it may act on
// directions there as the gradient does.
func (j *judge) outside(r reading, points []*point) bool {
	x, ok := j.isGradientOfSquare()
	if !ok || x.Structure == ast.Unstructured || x.Structure == ast.Orthogonal || r.form == derive.VecForm || r.form == derive.DefinitionForm {
		return false
	}
	for _, p := range points {
		got, ok := p.entries(r)
		if ok && p.relative(p.gradient().Data, got.Data) > j.options.Tolerance {
			return true
		}
	}
	return false
}

// componentsOutside finds out whether the components that are claimed of an array's derivative by a structured matrix
// are those without the structure: whether their projections, one for each entry of the value, are the derivative.
func (j *judge) componentsOutside(v *Judgement, list []reading, points []*point) bool {
	if len(j.result.Variables) != 1 {
		return false
	}
	x, whole := j.result.Variables[0].(*ast.Symbol)
	if !whole || x.Structure == ast.Unstructured || x.Structure == ast.Orthogonal || x.Shape().IsScalar() {
		return false
	}
	for _, r := range list {
		if r.component != nil && j.projectedEntries(r, x.Structure, points) {
			v.Verdict, v.Form, v.Transposed, v.Convention = Convention, r.form, r.transposed, Entrywise
			return true
		}
	}
	return false
}

// projectedEntries reports whether the projection of what is claimed of each entry of the value is its derivative.
func (j *judge) projectedEntries(r reading, s ast.Structure, points []*point) bool {
	for _, p := range points {
		size := len(p.value.Data)
		if len(p.steps) != len(p.steps[0].units[0].Data) {
			return false // not all of them are compared
		}
		want, got := p.eval(j.truth), p.eval(r)
		for entry := range size {
			of := func(values []float64) []float64 {
				out := make([]float64, len(p.steps))
				for i := range out {
					out[i] = values[i*size+entry]
				}
				return out
			}
			if p.relative(p.matrix(of(want)).Data, verify.Project(s, p.matrix(of(got))).Data) > j.options.Tolerance {
				return false
			}
		}
	}
	return true
}

// projects reports whether the projection of a claim to the symmetric matrices is the gradient.
func (j *judge) projects(r reading, points []*point) bool {
	for _, p := range points {
		got, ok := p.entries(r)
		if !ok || p.relative(p.gradient().Data, verify.Project(ast.Symmetric, got).Data) > j.options.Tolerance {
			return false
		}
	}
	return true
}

// gradient is the gradient by a matrix at the point.
func (p *point) gradient() ast.Array { return p.matrix(p.eval(p.j.truth)) }

// matrix puts values for the steps of a matrix in their places.
func (p *point) matrix(values []float64) ast.Array {
	at := p.steps[0].units[0]
	out := ast.NewArray(at.Rows, at.Cols)
	for i, s := range p.steps {
		out.Set(s.places[0][0], s.places[0][1], values[i])
	}
	return out
}

// entries are the entries of a claim on a gradient as they stand there, not projected.
func (p *point) entries(r reading) (ast.Array, bool) {
	if len(p.steps) != len(p.steps[0].units[0].Data) {
		return ast.Array{}, false // not all of them are compared
	}
	if r.component != nil {
		return p.matrix(p.eval(r)), true
	}
	n := p.j.claim
	if r.transposed != p.j.turned {
		n = p.j.t.Transpose(n)
	}
	if n.Shape() != p.j.result.Derivative.Shape() {
		return ast.Array{}, false
	}
	a, err := p.in.Eval(n)
	return a, err == nil
}
