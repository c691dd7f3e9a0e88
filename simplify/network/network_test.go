package network_test

import (
	"flag"
	"math"
	"math/rand/v2"
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/ast/numeric"
	"matcalc/parser"
	"matcalc/render/notation"
	"matcalc/simplify"
	"matcalc/simplify/network"
)

// equal has expressions that are one network, but for the number in front.
var equal = []struct{ a, b string }{
	{"x'*A*y", "y'*A'*x"},
	{"tr(A*B*C)", "tr(C*A*B)"},
	{"tr(A*B)", "tr(A'*B')"},
	{"tr(A*B)", "A' : B"},
	{"Diag(x)*A*y", "x.*(A*y)"},
	{"diag(A*Diag(x)*B)", "(A.*B')*x"},
	{"tr(A*Diag(x)*B*Diag(y))", "x'*(A'.*B)*y"},
	{"sum(A.*B)", "tr(A'*B)"},
	{"ones(n)'*A*x", "sum(A*x)"},
	{"norm(A*x)^2", "x'*A'*A*x"},
	{"norm(x)^3", "(x'*x)*sqrt(x'*x)"},
	{"((x*y').*A)*z", "x.*(A*(y.*z))"},
	{"3*A*B", "-A*B"},
	{"(x - y)'*z", "z'*(y - x)"},
	{"x.*x.*y", "y.*x.^2"},
	{"tr(A)*tr(B)", "sum(diag(B))*tr(A')"},
	{"tr((A*B)^3)", "tr(B*A*B*A*B*A)"},
	{"x'*S*y where S in Sym(n)", "y'*S*x where S in Sym(n)"},
	{"(A.*(x*y'))*z", "Diag(x)*A*Diag(y)*z"},
}

// different has expressions whose networks differ; of the last ones it is not told by colours alone.
var different = []struct{ a, b string }{
	{"x'*A*y", "x'*A'*y where A in R^(n x n)"},
	{"tr(A*B*C)", "tr(A*C*B)"},
	{"x.*(A*y)", "y.*(A*x)"},
	{"tr(A)*tr(B)", "tr(A*B) where A in R^(n x n)"},
	{"x*y'", "y*x'"},
	{"(x - y)'*z", "(x + y)'*z"},
	{"x.^2", "x.^3"},
	{"tr(A^3)^2", "tr(A^6)"},
	{"tr(A*A'*A*A')", "tr(A*A')^2"},
}

// read parses an expression into the table of another one, by the names of its symbols.
func read(t *testing.T, text string) (*ast.Table, ast.Node) {
	t.Helper()
	in, err := parser.Parse(text, parser.Options{})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return in.Table, in.Expr
}

// pair parses two expressions with one table: as the entries of a sum whose terms they are.
func pair(t *testing.T, a, b string) (x, y *network.Network) {
	t.Helper()
	let := ""
	for _, s := range []*string{&a, &b} {
		for i := range len(*s) - 5 {
			if (*s)[i:i+5] == "where" {
				let, *s = (*s)[i+5:], (*s)[:i]
				break
			}
		}
	}
	opts := parser.Options{}
	if let != "" {
		opts.Let = []string{let}
	}
	in, err := parser.Parse("hcat(2*("+a+"), 3*("+b+"))", opts)
	if err != nil {
		t.Fatalf("%s and %s: %v", a, b, err)
	}
	args := in.Expr.Args()
	x, ok := network.Of(in.Table, args[0])
	y, ok2 := network.Of(in.Table, args[1])
	if !ok || !ok2 {
		t.Fatalf("%s and %s are no networks", a, b)
	}
	return x, y
}

func TestSame(t *testing.T) {
	for _, c := range equal {
		a, b := pair(t, c.a, c.b)
		if !network.Same(a, b) || a.Key() != b.Key() {
			t.Errorf("%s and %s differ: %+v, %+v", c.a, c.b, a, b)
		}
	}
	for _, c := range different {
		a, b := pair(t, c.a, c.b)
		if network.Same(a, b) {
			t.Errorf("%s and %s are the same", c.a, c.b)
		}
		if a.Key() == b.Key() {
			t.Errorf("%s and %s have one key", c.a, c.b)
		}
	}
}

// TestRead compares with what a person writes.
func TestRead(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"diag(A*Diag(x)*B)", "(A.*B')*x"},
		{"tr(A*Diag(x)*B*Diag(y))", "y'*(A.*B')*x"},
		{"sum((A*x).*y)", "y'*A*x"},
		{"(A.*(x*ones(m)'))*z where z in R^m", "(A*z).*x"},
		{"diag(x*y')", "x.*y"},
		{"tr(Diag(x)*A)", "x'*diag(A)"},
		{"sum(Diag(x)*A*Diag(y))", "x'*A*y"},
		{"diag(A*Diag(B*x)*C)", "(A.*C')*B*x"},
		{"A*B*C", "A*B*C"},
		{"tr(x*y'*A)", "y'*A*x"},
	} {
		table, n := read(t, c.in)
		net, ok := network.Of(table, n)
		if !ok {
			t.Errorf("%s is no network", c.in)
			continue
		}
		got := network.Read(table, net, new(simplify.Measure).Length)
		if got == nil {
			t.Errorf("%s is not read", c.in)
			continue
		}
		if got = simplify.Simplify(table, got); notation.Plain(got) != c.want {
			t.Errorf("%s is read as %s, want %s", c.in, notation.Plain(got), c.want)
		}
	}
}

var networkCount = flag.Int("network.count", 300, "how many random networks are read and compared")

// TestReadValue: what is read from the network of a random product has the value of the product, and the
// network of the product.
func TestReadValue(t *testing.T) {
	compared := 0
	for seed := range *networkCount {
		rng := rand.New(rand.NewPCG(uint64(seed), 5))
		g := newProducts(rng)
		n := g.product(g.shape(), 1+rng.IntN(4))
		net, ok := network.Of(g.t, n)
		if !ok {
			continue
		}
		out := network.Read(g.t, net, new(simplify.Measure).Length)
		if out == nil {
			continue
		}
		again, ok := network.Of(g.t, out)
		if !ok || !network.Same(net, again) {
			t.Errorf("seed %d: %s is read as %s, which is another network", seed, notation.Plain(n), notation.Plain(out))
		}
		in, err := numeric.Random(rng, []ast.Node{n, out}, numeric.Options{})
		if err != nil {
			continue
		}
		both, err := in.EvalAll(n, out)
		if err != nil {
			t.Fatal(err)
		}
		compared++
		for i, x := range both[0].Data {
			if y := both[1].Data[i]; math.Abs(x-y) > 1e-9*(1+math.Abs(x)) {
				t.Errorf("seed %d: %s is read as %s: %v, %v", seed, notation.Plain(n), notation.Plain(out), both[0].Data, both[1].Data)
				break
			}
		}
	}
	if compared < *networkCount/2 {
		t.Errorf("only %d of %d were compared", compared, *networkCount)
	}
}

// products grows random products of a few names.
type products struct {
	rng  *rand.Rand
	t    *ast.Table
	dims []ast.Dim
}

func newProducts(rng *rand.Rand) *products {
	return &products{rng, ast.NewTable(), []ast.Dim{ast.DimName("n"), ast.DimName("m"), ast.One}}
}

func (p *products) shape() ast.Shape {
	return ast.Shape{Rows: p.dims[p.rng.IntN(3)], Cols: p.dims[p.rng.IntN(3)]}
}

func (p *products) leaf(s ast.Shape) ast.Node {
	name := string("AB"[p.rng.IntN(2)]) + "_" + s.Rows.String() + s.Cols.String()
	if s.IsSquare() && !s.IsScalar() && p.rng.IntN(3) == 0 {
		return p.t.Symbol("S_"+s.Rows.String(), ast.Variable, s, ast.Symmetric)
	}
	return p.t.Symbol(name, ast.Variable, s, ast.Unstructured)
}

func (p *products) call(name string, arg ast.Node) ast.Node {
	return p.t.Call(catalogue.Lookup(name), nil, arg)
}

// product is a random product of that shape.
func (p *products) product(s ast.Shape, depth int) ast.Node {
	if depth == 0 {
		return p.leaf(s)
	}
	sub := func(s ast.Shape) ast.Node { return p.product(s, p.rng.IntN(depth)) }
	switch p.rng.IntN(7) {
	case 0, 1:
		d := p.dims[p.rng.IntN(3)]
		return p.t.Mul(sub(ast.Shape{Rows: s.Rows, Cols: d}), sub(ast.Shape{Rows: d, Cols: s.Cols}))
	case 2:
		return p.t.Hadamard(sub(s), sub(s))
	case 3:
		return p.t.Transpose(sub(s.T()))
	case 4:
		return p.t.Mul(p.t.Int(int64(2+p.rng.IntN(3))), sub(ast.Scalar), sub(s))
	}
	square := ast.Shape{Rows: p.dims[p.rng.IntN(2)]}
	square.Cols = square.Rows
	switch {
	case s.IsScalar() && p.rng.IntN(2) == 0:
		return p.call("tr", sub(square))
	case s.IsScalar():
		return p.call("sum", sub(ast.Shape{Rows: p.dims[p.rng.IntN(2)], Cols: p.dims[p.rng.IntN(2)]}))
	case s.IsVector():
		return p.call("diag", sub(ast.Shape{Rows: s.Rows, Cols: s.Rows}))
	case s.IsSquare():
		return p.call("Diag", sub(ast.Vector(s.Rows)))
	}
	return p.leaf(s)
}
