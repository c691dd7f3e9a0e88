package catalogue_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// Every entry is complete.
func TestEntries(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range catalogue.All() {
		if seen[f.Key()] {
			t.Errorf("%s stands twice", f.Key())
		}
		seen[f.Key()] = true
		if f.Axis == 0 {
			for _, name := range f.Aliases {
				if seen[name] {
					t.Errorf("%s stands twice", name)
				}
				seen[name] = true
			}
		}
		constant := f.Build != nil && f.Value == nil
		for what, missing := range map[string]bool{
			"documentation":  f.Doc == "" || strings.HasSuffix(f.Doc, "."),
			"a signature":    len(f.Signatures) == 0 && f.Combine == nil,
			"a differential": f.Differential == "" && !constant,
			"a source":       f.Source == "",
			"a value":        f.Value == nil && f.Scalar == nil && !constant,
			"a component":    f.Elementwise && f.Component == "",
			"a domain":       f.Condition != "" && f.Domain == ast.Anywhere && !undemanding[f.Name],
			"a condition":    f.Condition == "" && f.Domain != ast.Anywhere,
		} {
			if missing {
				t.Errorf("%s lacks %s", f.Key(), what)
			}
		}
		for _, p := range f.Params {
			if !constant && !strings.Contains(f.Differential, "d("+p+")") && f.Name != "polygamma" {
				t.Errorf("%s: no d(%s) in %s", f.Key(), p, f.Differential)
			}
		}
		for _, s := range f.Signatures {
			if len(s.Args) != len(f.Params) {
				t.Errorf("%s: %d arguments and %d names", f.Key(), len(s.Args), len(f.Params))
			}
		}
		if catalogue.LookupAxis(f.Name, f.Axis) != f {
			t.Errorf("%s is not found", f.Key())
		}
	}
	for _, name := range catalogue.Names() {
		if catalogue.Lookup(name) == nil {
			t.Errorf("%s is not found", name)
		}
	}
}

// undemanding functions have conditions that hold at almost every point.
var undemanding = map[string]bool{"max": true, "min": true, "pinv": true}

// The names of the contract of the language.
func TestContract(t *testing.T) {
	for name := range strings.FieldsSeq(`tr trace det logdet norm norm1 normF norm2 sum dot logsumexp prod mean
		exp log sqrt square abs sign sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh sigmoid relu
		softplus step erf log1p expm1 reciprocal lgamma digamma pow max min atan2
		inv transpose adj pinv expm kron outer hadamard vec vech diag Diag sym skew tril triu unvec blkdiag hcat vcat
		softmax rowsum colsum K Dup Elim eye ones zeros e`) {
		if catalogue.Lookup(name) == nil {
			t.Errorf("no function %s", name)
		}
	}
	for _, name := range []string{"", "nothing", "d1expm", "d03expm", "d9expm", "softmax,1x"} {
		if f := catalogue.Lookup(name); f != nil {
			t.Errorf("%q is %s", name, f.Name)
		}
	}
	if f := catalogue.Lookup("d4expm"); f == nil || f != catalogue.Lookup("d4expm") || f.Arity() != 5 {
		t.Error("d4expm")
	}
	if catalogue.LookupAxis("lse", 2) != catalogue.LookupAxis("logsumexp", 2) || catalogue.LookupAxis("exp", 1) != nil {
		t.Error("axes")
	}
}

func TestShapes(t *testing.T) {
	dims := map[string]ast.Dim{"n": ast.DimName("n"), "m": ast.DimName("m")}
	n, m := dims["n"], dims["m"]
	vector, matrix, square := ast.Vector(n), ast.Matrix(n, m), ast.Matrix(m, m)
	for _, c := range []struct {
		name  string
		args  []ast.Shape
		sizes []ast.Dim
		want  string
	}{
		{"tr", []ast.Shape{square}, nil, "scalar"},
		{"tr", []ast.Shape{matrix}, nil, "tr: argument 1 has shape n×m and should have n×n"},
		{"kron", []ast.Shape{matrix, square}, nil, "m*n×m*m"},
		{"vech", []ast.Shape{square}, nil, "(m*m/2 + m/2)×1"},
		{"diag", []ast.Shape{vector}, nil, "n×n"},
		{"diag", []ast.Shape{square}, nil, "m×1"},
		{"unvec", []ast.Shape{ast.Vector(n.Times(m))}, []ast.Dim{n, m}, "n×m"},
		{"pow", []ast.Shape{matrix, ast.Scalar}, nil, "n×m"},
		{"pow", []ast.Shape{matrix, matrix}, nil, "n×m"},
		{"polygamma", []ast.Shape{ast.Scalar, matrix}, nil, "n×m"},
		{"hcat", []ast.Shape{vector, matrix}, nil, "n×(m + 1)"},
		{"vcat", []ast.Shape{matrix, square}, nil, "(m + n)×m"},
		{"vcat", []ast.Shape{matrix, vector}, nil, "vcat: argument 2 has 1 columns and should have m"},
		{"hcat", nil, nil, "hcat takes at least one argument"},
		{"blkdiag", []ast.Shape{matrix, vector}, nil, "2*n×(m + 1)"},
		{"softmax", []ast.Shape{matrix}, nil, "softmax: argument 1 has shape n×m and should have n×1"},
	} {
		got, err := catalogue.Lookup(c.name).Shape(c.args, c.sizes)
		text := got.String()
		if err != nil {
			text = err.Error()
		}
		if text != c.want {
			t.Errorf("%s: %s, want %s", c.name, text, c.want)
		}
	}
}

func TestProperties(t *testing.T) {
	tab := ast.NewTable()
	n := ast.DimName("n")
	S := tab.Symbol("S", ast.Variable, ast.Matrix(n, n), ast.PositiveDefinite)
	W := tab.Symbol("W", ast.Variable, ast.Matrix(n, n), ast.SkewSymmetric)
	L := tab.Symbol("L", ast.Variable, ast.Matrix(n, n), ast.LowerTriangular)
	x := tab.Symbol("x", ast.Variable, ast.Vector(n), ast.Unstructured)
	for _, c := range []struct {
		name string
		args []ast.Node
		want ast.Properties
	}{
		{"sym", []ast.Node{L}, ast.IsSymmetric},
		{"Diag", []ast.Node{x}, ast.IsDiagonal | ast.IsSymmetric},
		{"diag", []ast.Node{x}, ast.IsDiagonal | ast.IsSymmetric},
		{"triu", []ast.Node{L}, ast.IsDiagonal},
		{"expm", []ast.Node{S}, ast.IsPositiveDefinite | ast.IsSymmetric},
		{"expm", []ast.Node{W}, ast.IsOrthogonal},
		{"kron", []ast.Node{S, S}, ast.IsPositiveDefinite | ast.IsSymmetric},
		{"kron", []ast.Node{W, W}, ast.IsSymmetric},
		{"kron", []ast.Node{S, W}, ast.IsSkew},
		{"adj", []ast.Node{L}, ast.IsLower},
		{"blkdiag", []ast.Node{S, tab.Eye(n)}, ast.IsPositiveDefinite | ast.IsSymmetric},
		{"exp", []ast.Node{S}, ast.IsSymmetric},
	} {
		f := catalogue.Lookup(c.name)
		node := tab.Call(f, nil, c.args...)
		if f.Build != nil {
			node = f.Build(tab, nil, c.args)
		}
		if !node.Has(c.want) {
			t.Errorf("%s lacks its properties", c.name)
		}
	}
}

// Values that are known, and values where a plain formula would overflow.
func TestScalars(t *testing.T) {
	for _, c := range []struct {
		name    string
		x, want float64
	}{
		{"softplus", 1000, 1000}, {"softplus", -1000, 0}, {"softplus", 0, math.Ln2}, {"softplus", math.Inf(-1), 0},
		{"sigmoid", 1000, 1}, {"sigmoid", -1000, 0}, {"sigmoid", 0, 0.5}, {"sigmoid", math.Inf(-1), 0},
		{"relu", -3, 0}, {"relu", 3, 3}, {"relu", 0, 0}, {"relu", math.Inf(-1), 0}, {"relu", math.Inf(1), math.Inf(1)},
		{"step", 0, 0}, {"step", -2, 0}, {"step", 2, 1}, {"step", math.Inf(-1), 0},
		{"sign", -2, -1}, {"sign", 0, 0}, {"abs", -2, 2},
		{"erf", 0.5, 0.5204998778130465}, {"lgamma", 5, math.Log(24)}, {"lgamma", -0.5, math.Log(2 * math.SqrtPi)},
		{"digamma", 1, -0.5772156649015329}, {"trigamma", 1, math.Pi * math.Pi / 6}, {"trigamma", 0.5, math.Pi * math.Pi / 2},
		{"trigamma", -0.5, math.Pi*math.Pi/2 + 4},
	} {
		if got := catalogue.Lookup(c.name).Scalar(c.x); !(math.Abs(got-c.want) < 1e-13*max(1, math.Abs(c.want)) || got == c.want) {
			t.Errorf("%s(%v) = %v, want %v", c.name, c.x, got, c.want)
		}
	}
	for _, name := range []string{"sign", "step", "relu", "abs", "digamma", "sigmoid", "softplus"} {
		if v := catalogue.Lookup(name).Scalar(math.NaN()); !math.IsNaN(v) {
			t.Errorf("%s(NaN) = %v", name, v)
		}
	}
	if v := catalogue.Lookup("polygamma").Scalar(2, 1); math.Abs(v+2*1.2020569031595942) > 1e-13 {
		t.Errorf("polygamma(2,1) = %v", v)
	}
}

func BenchmarkTables(b *testing.B) {
	for b.Loop() {
		catalogue.Build()
	}
}

// inRegion tells of the words in which functions say where they are defined whether they hold for a number.
var inRegion = map[string]func(float64) bool{
	"":                                         func(float64) bool { return true },
	"every entry of X is positive":             func(x float64) bool { return x > 0 },
	"every entry of X is above -1":             func(x float64) bool { return x > -1 },
	"no entry of X is below 1":                 func(x float64) bool { return x >= 1 },
	"every entry of X is between -1 and 1":     func(x float64) bool { return x > -1 && x < 1 },
	"no entry of X is below -1 or above 1":     func(x float64) bool { return x >= -1 && x <= 1 },
	"no entry of X is an odd multiple of pi/2": func(x float64) bool { return true }, // none is a float64
	"no entry of X is 0 or a negative integer": func(x float64) bool { return x > 0 || x != math.Trunc(x) },
}

// TestValues compares with numbers what the entries say of where functions are defined, of their values, that they increase and that they are odd.
func TestValues(t *testing.T) {
	for _, f := range catalogue.All() {
		if !f.Elementwise || f.Definition != "" || len(f.Params) != 1 {
			continue
		}
		defined, known := inRegion[f.Defined]
		if !known {
			t.Errorf("%s is defined where %q", f.Name, f.Defined)
			continue
		}
		lo, hi, _ := strings.Cut(strings.Trim(f.Values, "[]()"), ",")
		last, odd := math.Inf(-1), true
		for i := -40; i <= 40; i++ {
			x := float64(i) / 8
			y := f.Scalar(x)
			if finite := !math.IsNaN(y) && !math.IsInf(y, 0); finite != defined(x) {
				t.Errorf("%s(%g) is %g, and it is defined where %s", f.Name, x, y, f.Defined)
			} else if !finite {
				continue
			}
			if f.Increasing && y <= last {
				t.Errorf("%s(%g) is not above the value before", f.Name, x)
			}
			last = y
			odd = odd && f.Scalar(-x) == -y
			if f.Values == "" {
				continue
			}
			for side, bound := range []string{lo, hi} {
				b, err := strconv.ParseFloat(strings.ReplaceAll(bound, "oo", "Inf"), 64)
				open := f.Values[side*(len(f.Values)-1)] == "()"[side]
				if err != nil || (b-y)*float64(2*side-1) < 0 || open && b == y {
					t.Errorf("%s(%g) is %g, and its values are in %s", f.Name, x, y, f.Values)
				}
			}
		}
		if odd != f.Odd {
			t.Errorf("%s is odd: %v, and the catalogue says %v", f.Name, odd, f.Odd)
		}
	}
}
