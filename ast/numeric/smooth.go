package numeric

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"

	"matcalc/ast"
)

// A smooth function stands for an unknown one: each entry of its value is
//
//	F_o(v) = offset + scale · Σ_r g_r(c_or·v)
//
// where v holds the entries of all arguments, g_r is a sine with a phase and the last g_r is t²/2.
// So the derivative of order k in the directions u, …, w is exactly
//
//	scale · Σ_r g_r⁽ᵏ⁾(c_or·v) (c_or·u) … (c_or·w)
type smooth struct {
	manner manner
	starts []int // of each argument in v; the last is the length of v
	c      []float64
	phase  []float64
	values int // the number of entries of the value
}

// ridges is the number of terms of each entry.
const ridges = 4

// A manner is how an unknown function is drawn: what is added to it and how much it varies.
type manner struct{ offset, scale float64 }

// manners are tried in turn: any values, positive ones, values between 0 and 1, above 1.
var manners = []manner{{0, 1}, {4, 0.5}, {0.5, 0.08}, {8, 0.3}}

// function gives the smooth function that stands for f, the same for the same name and seed.
func (in *Instance) function(f *ast.Unknown) (*smooth, error) {
	if s := in.functions[f.Name]; s != nil {
		return s, nil
	}
	s := &smooth{starts: make([]int, 1, len(f.Params)+1), manner: manners[0]}
	if m, ok := in.manner[f.Name]; ok {
		s.manner = m
	}
	for _, shape := range append([]ast.Shape{f.Result}, f.Params...) {
		rows, cols, err := in.shape(shape)
		if err != nil {
			return nil, err
		}
		if s.values == 0 {
			s.values = rows * cols
			continue
		}
		s.starts = append(s.starts, s.starts[len(s.starts)-1]+rows*cols)
	}
	h := fnv.New64a()
	h.Write([]byte(f.Name))
	rng := rand.New(rand.NewPCG(in.seed, h.Sum64()))
	n := s.starts[len(s.starts)-1]
	if n*s.values*ridges > maxEntries {
		return nil, fmt.Errorf("%w: the function %s", ErrTooLarge, f.Name)
	}
	s.phase = make([]float64, s.values*ridges)
	for i := range s.phase {
		s.phase[i] = 2 * math.Pi * rng.Float64()
	}
	s.c = make([]float64, n*s.values*ridges)
	for i := range s.c {
		s.c[i] = signed(rng, 0.3, 1.2) / math.Sqrt(float64(n))
	}
	in.functions[f.Name] = s
	return s, nil
}

// signed draws from lo to hi, with a random sign.
func signed(rng *rand.Rand, lo, hi float64) float64 {
	v := lo + (hi-lo)*rng.Float64()
	if rng.IntN(2) == 0 {
		return -v
	}
	return v
}

// profile is the derivative of order k of g_r for entry o at t.
func (s *smooth) profile(o, r, k int, t float64) float64 {
	v := 0.0
	switch {
	case r < ridges-1:
		v = math.Sin(t + s.phase[o*ridges+r] + float64(k)*math.Pi/2)
	case k == 0:
		v = t * t / 2
	case k == 1:
		v = t
	case k == 2:
		v = 1
	}
	v *= s.manner.scale
	if k == 0 && r == 0 {
		v += s.manner.offset
	}
	return v
}

// weights is c_or, as far as it belongs to the argument in slot.
func (s *smooth) weights(o, r, slot int) []float64 {
	row := (o*ridges + r) * s.starts[len(s.starts)-1]
	return s.c[row+s.starts[slot] : row+s.starts[slot+1]]
}

// inputs gives all c_or·v, for the arguments in point.
func (s *smooth) inputs(t []float64, point []*ast.Array) {
	for i := range t {
		t[i] = 0
		for slot, a := range point {
			t[i] += dot(s.weights(i/ridges, i%ridges, slot), a.Data)
		}
	}
}

func dot(a, b []float64) float64 {
	s := 0.0
	for i, v := range a {
		s += v * b[i]
	}
	return s
}
