package derive
import ("testing";"os";"strconv";"strings";"matcalc/ast";"matcalc/render/notation";"matcalc/rules/verify";"matcalc/rules/differential";"matcalc/simplify")
func TestDebug(t *testing.T) {
	for _, w := range strings.Fields(os.Getenv("SEEDS")) {
		n, _ := strconv.ParseUint(w, 10, 64)
		f, v, order, tb := randomRequest(n)
		t.Logf("seed %d order %d wrt %s\n f = %s", n, order, v.text, notation.Plain(f))
		sf := simplify.Simplify(tb, f)
		d := &deriver{Request: Request{Order: order, Verify: &verify.Options{Seed: n, Points: 2, Tolerance: 1e-5}}, t: tb, f: sf}
		var cur ast.Node = sf
		var dirs []*ast.Symbol
		for k := 0; k < order; k++ {
			dir := d.direction(v, k)
			g, err := differential.Tangent(tb, cur, []ast.Node{v.symbol}, []ast.Node{dir})
			if err != nil { t.Log(err); break }
			sg := simplify.Simplify(tb, g)
			t.Logf("cur %s", notation.Plain(cur))
			t.Logf("raw %s: %+v", notation.Plain(g), verify.Run([]verify.Check{{Value: cur, Derivative: g, Symbol: v.symbol, Direction: dir}}, verify.Options{Seed:n,Tolerance:1e-5}))
			t.Logf("simple %s: %+v", notation.Plain(sg), verify.Run([]verify.Check{{Value: cur, Derivative: sg, Symbol: v.symbol, Direction: dir}}, verify.Options{Seed:n,Tolerance:1e-5}))
			dirs = append(dirs, dir)
			cur = sg
		}
		t.Logf("simplify f same: %+v", verify.Run([]verify.Check{{Value: tb.Sub(f, sf), Derivative: tb.Zeros(f.Shape()), Symbol: v.symbol, Direction: tb.Fresh(ast.Variable, v.symbol.Shape(), "ee")}}, verify.Options{Seed:n,Tolerance:1e-5}))
	}
}
