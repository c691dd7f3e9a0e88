package definition

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"matcalc/ast"
	"matcalc/rules/operation"
)

// An increment is what a node n grows by when the variable moves: n(X+H) is n with the linear terms
// added, and the higher ones where they are known, which makes it exact; else o(‖H‖) is missing.
type increment struct {
	linear, higher []ast.Node
	exact          bool
}

// all lists what is to be added to the node.
func (i increment) all() []ast.Node { return append(append([]ast.Node{}, i.linear...), i.higher...) }

// A sweep goes forwards over the graph of f once and finds the increment of each node that depends
// on x, which moves by dir. The layer of a node counts the functions on the way from x to it: what
// is in layer 0 is multiplied out, and each further layer is expanded in what is below it.
type sweep struct {
	t      *ast.Table
	f      ast.Node
	x, dir ast.Node
	nodes  []ast.Node // arguments first
	active map[ast.Node]bool
	met    []ast.Node // the active nodes, but for norms that are squared
	of     map[ast.Node]increment
	layer  map[ast.Node]int
	cut    map[ast.Node]bool // polynomials with too many terms to be multiplied out
	tidy   func(ast.Node) ast.Node
	all    bool // tidy all terms, not only those with columns of derivatives
}

// newSweep sweeps over f. tidy simplifies the terms of increments: all of them, or those in which
// derivatives of Jacobians stand column by column.
func newSweep(t *ast.Table, f, x, dir ast.Node, tidy func(ast.Node) ast.Node, all bool) (*sweep, error) {
	s := &sweep{t: t, f: f, x: x, dir: dir, nodes: ast.Topo(f), tidy: tidy, all: all,
		of: map[ast.Node]increment{}, layer: map[ast.Node]int{}, cut: map[ast.Node]bool{}}
	s.active = ast.DependsOn(s.nodes, x)
	for _, n := range s.nodes {
		switch {
		case n == x:
			s.of[n] = increment{linear: []ast.Node{dir}, exact: true}
		case s.active[n]:
			if err := s.add(n); err != nil {
				return nil, err
			}
		}
	}
	s.met = s.meet()
	return s, nil
}

// meet lists the active nodes that are met when norm(u)^2 is taken as a function of u.
func (s *sweep) meet() []ast.Node {
	met := map[ast.Node]bool{s.f: s.active[s.f]}
	var out []ast.Node
	for _, n := range slices.Backward(s.nodes) {
		if !met[n] {
			continue
		}
		out = append(out, n)
		if u, ok := squared(n); ok {
			met[u] = s.active[u]
			continue
		}
		for _, a := range n.Args() {
			met[a] = s.active[a]
		}
	}
	slices.Reverse(out)
	return out
}

// maxTerms bounds the terms of second and higher order up to which products are multiplied out
// exactly; maxExact bounds all of them.
const (
	maxTerms = 3
	maxExact = 12
)

// add finds the increment and the layer of n from those of its arguments.
func (s *sweep) add(n ast.Node) error {
	for _, a := range n.Args() {
		s.layer[n] = max(s.layer[n], s.layer[a])
	}
	if u, ok := squared(n); ok {
		s.layer[n] = s.layer[u] + 1
	} else if s.curved(n) {
		s.layer[n]++
	}
	i, ok, err := s.exactly(n)
	if err != nil {
		return err
	}
	if ok && len(i.higher) <= maxTerms && len(i.linear)+len(i.higher) <= maxExact {
		i.exact = true
		s.of[n] = s.tidied(n, i)
		return nil
	}
	if !ok && s.isImage(n) {
		i, _, err := s.image(n)
		s.of[n] = s.tidied(n, i)
		return err
	}
	d := make([]ast.Node, len(n.Args()))
	for k, a := range n.Args() {
		if s.active[a] {
			d[k] = s.sum(s.of[a].linear, a.Shape())
		}
	}
	dn, err := operation.Differential(s.t, n, d)
	if err != nil {
		return err
	}
	s.of[n] = s.tidied(n, increment{linear: []ast.Node{dn}})
	if s.cut[n] = ok; ok && s.layer[n] == 0 {
		s.layer[n] = 1
	}
	return nil
}

// tidied simplifies the terms of the increment of n where they are to be.
func (s *sweep) tidied(n ast.Node, i increment) increment {
	_, product := n.(*ast.Mul)
	if s.all || product && slices.ContainsFunc(n.Args(), s.inColumns) {
		for _, terms := range [][]ast.Node{i.linear, i.higher} {
			for k := range terms {
				terms[k] = s.tidy(terms[k])
			}
		}
	}
	return i
}

func (s *sweep) sum(terms []ast.Node, shape ast.Shape) ast.Node {
	if len(terms) == 0 {
		return s.t.Zeros(shape)
	}
	return s.t.Add(terms...)
}

// inColumns reports whether n is a Jacobian or a Hessian of an unknown function that moves: the
// increment is then a sum over its columns.
func (s *sweep) inColumns(n ast.Node) bool {
	a, ok := n.(*ast.Apply)
	return ok && s.active[n] && (a.Form == ast.Jacobian || a.Form == ast.Hessian)
}

// exactly is the increment of n with all terms of higher order, where n is a polynomial in what has
// such an increment itself.
func (s *sweep) exactly(n ast.Node) (out increment, ok bool, err error) {
	if u, ok := squared(n); ok {
		return s.square(u), s.of[u].exact, nil
	}
	if !s.exactArgs(n) {
		return out, false, nil
	}
	t := s.t
	switch n := n.(type) {
	case *ast.Add:
		for _, a := range n.Args() {
			out.linear = append(out.linear, s.of[a].linear...)
			out.higher = append(out.higher, s.of[a].higher...)
		}
		return out, true, nil
	case *ast.Mul:
		return s.product(append([]ast.Node{t.Number(n.Coef)}, n.Args()...), t.Mul), true, nil
	case *ast.Hadamard:
		return s.product(n.Args(), t.Hadamard), true, nil
	case *ast.Inner:
		return s.product(n.Args(), func(ab ...ast.Node) ast.Node { return t.Inner(ab[0], ab[1]) }), true, nil
	}
	if s.curved(n) {
		return out, false, nil
	}
	switch n := n.(type) {
	case *ast.Power:
		return s.product(repeated(n.Base(), exponent(n.Exponent())), t.Mul), true, nil
	case *ast.EntryPower:
		return s.product(repeated(n.Base(), exponent(n.Exponent())), t.Hadamard), true, nil
	}
	return s.image(n)
}

func (s *sweep) exactArgs(n ast.Node) bool {
	return !slices.ContainsFunc(n.Args(), func(a ast.Node) bool { return s.active[a] && !s.of[a].exact })
}

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
		return s.active[n.Lo()] || s.active[n.Hi()]
	case *ast.Power:
		_, square := squared(n)
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
		if s.active[a] {
			out = append(out, k)
		}
	}
	return out
}

// maxExponent bounds the powers that are multiplied out.
const maxExponent = 3

// exponent is the exponent of a power that is multiplied out, or 0.
func exponent(n ast.Node) int64 {
	if num, ok := n.(*ast.Number); ok {
		if k, ok := num.Value.Int(); ok && 1 < k && k <= maxExponent {
			return k
		}
	}
	return 0
}

func repeated(n ast.Node, k int64) []ast.Node {
	out := make([]ast.Node, k)
	for i := range out {
		out[i] = n
	}
	return out
}

// image is the increment of a node that is linear in its active arguments together.
func (s *sweep) image(n ast.Node) (out increment, ok bool, err error) {
	varying := s.varying(n)
	through := func(terms func(increment) [][]ast.Node) (images []ast.Node, err error) {
		for i := range terms(s.of[n.Args()[varying[0]]]) {
			d := make([]ast.Node, len(n.Args()))
			for _, k := range varying {
				d[k] = s.sum(terms(s.of[n.Args()[k]])[i], n.Args()[k].Shape())
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

// product multiplies out the product of factors that move, up to where there are too many terms.
func (s *sweep) product(factors []ast.Node, join func(...ast.Node) ast.Node) (out increment) {
	value, out := factors[0], s.of[factors[0]]
	for _, f := range factors[1:] {
		of := s.of[f]
		var next increment
		put := func(to *[]ast.Node, left []ast.Node, right []ast.Node) {
			for _, a := range left {
				for _, b := range right {
					if ab := join(a, b); !ast.IsZero(ab) {
						*to = append(*to, ab)
					}
				}
			}
		}
		one, here := []ast.Node{value}, []ast.Node{f}
		put(&next.linear, out.linear, here)
		put(&next.linear, one, of.linear)
		put(&next.higher, out.higher, here)
		put(&next.higher, out.all(), of.linear)
		put(&next.higher, out.all(), of.higher)
		put(&next.higher, one, of.higher)
		value, out = join(value, f), next
		if len(out.linear)+len(out.higher) > maxExact {
			break
		}
	}
	return out
}

// squared gives the u of norm(u)^2.
func squared(n ast.Node) (u ast.Node, ok bool) {
	p, ok := n.(*ast.Power)
	if !ok || !ast.IsNumber(p.Exponent(), 2) {
		return nil, false
	}
	if norm, ok := p.Base().(*ast.Call); ok && norm.Fn.Name == "norm" {
		return norm.Args()[0], true
	}
	return nil, false
}

// square is the increment of norm(u)^2: 2*(u : v) + norm(v)^2 where u grows by v.
func (s *sweep) square(u ast.Node) increment {
	t, of, two := s.t, s.of[u], ast.RatInt(2)
	var out increment
	for _, v := range of.linear {
		out.linear = append(out.linear, t.Scale(two, t.Inner(u, v)))
	}
	for _, v := range of.higher {
		out.higher = append(out.higher, t.Scale(two, t.Inner(u, v)))
	}
	out.higher = append(out.higher, t.Power(t.Call(normFunction, nil, t.Add(of.all()...)), t.Int(2)))
	return out
}

// linearity keeps for each function whether it is linear.
var linearity sync.Map

var differentials = regexp.MustCompile(`\bd\(\w+\)`)

// isLinear reports whether a function of the catalogue is linear in all its arguments together: its
// differential is one and contains none of them beside their differentials.
func isLinear(f *ast.Function) bool {
	if known, ok := linearity.Load(f.Key()); ok {
		return known.(bool)
	}
	rest := differentials.ReplaceAllString(f.Differential, "")
	linear := f.Differential != "" && !strings.HasPrefix(rest, "0*")
	for _, p := range f.Params {
		linear = linear && !regexp.MustCompile(`\b`+regexp.QuoteMeta(p)+`\b`).MatchString(rest)
	}
	linearity.Store(f.Key(), linear)
	return linear
}
