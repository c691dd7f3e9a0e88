package numeric

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"matcalc/ast"
)

// Options steer [Random]; the zero value leaves everything to chance.
type Options struct {
	Sizes   map[string]int        // fixed sizes of dimensions
	Values  map[string]ast.Array  // fixed values of symbols
	Domains map[string]ast.Domain // where symbols are drawn from
	Tries   int                   // how many points are tried; 0 is a default
	Side    int                   // of zero, on which scalars and square matrices of the first instance lie
	// Also are nodes whose names get values too, but which may be undefined.
	Also []ast.Node
	// Work, where it is not nil, adds up the steps of the search and of all evaluations on the instance.
	Work *int
}

// defaultTries is how many points are tried before an expression counts as defined nowhere.
const defaultTries = 80

const (
	// maxSearch bounds the steps of the search for a point.
	maxSearch = 1 << 21
	// drawnInStep is how many random numbers a step has time for.
	drawnInStep = 2
)

// wellConditioned and conditioned bound the condition numbers of matrices that are inverted, in
// the first half of the tries and in the second.
const (
	wellConditioned = 1e3
	conditioned     = 1e8
)

// After singularTries points at all of which a matrix that is inverted is as good as singular, as X'*X for a wide
// X, the sizes are given up: a random matrix that can be inverted at all is not that often near to one
// that cannot.
const (
	singular      = 1e12
	singularTries = 16
)

// An UndefinedError says that no point was found at which a node has a finite value.
type UndefinedError struct {
	Node  ast.Node
	Tries int
	Cause error // of the last try, where it was not a matter of infinite values
}

func (e *UndefinedError) Error() string {
	if e.Cause != nil {
		return fmt.Sprintf("no value at any of %d points: %v", e.Tries, e.Cause)
	}
	return fmt.Sprintf("%s is not defined, or overflows, at any of %d points", describe(e.Node), e.Tries)
}

func (e *UndefinedError) Unwrap() error { return e.Cause }

func describe(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Call:
		return n.Fn.Name
	case *ast.Apply:
		return n.Fn.Name
	case *ast.Symbol:
		return n.Name
	case *ast.Power, *ast.EntryPower:
		return "a power"
	}
	return "a part of the expression"
}

// Random draws an instance on which all roots are finite. Dimensions get small sizes, different
// ones as far as possible, symbols arrays of their structure. Where a part is not defined, the
// symbols in it are drawn anew from another range. An error is an [UndefinedError], or says that
// an array would be too large.
func Random(rng *rand.Rand, roots []ast.Node, opts Options) (*Instance, error) {
	return NewSource(roots, opts).Random(rng)
}

// A Source draws instances for the same roots again and again.
type Source struct {
	roots, nodes []ast.Node
	needed       []ast.Node // by the roots
	symbols      []*ast.Symbol
	dims         *dimensions
	opts         Options
	memory       room // of the arrays of all instances
	drawn        int  // instances so far, counted from that of the first side
}

// NewSource prepares what is the same for each instance.
func NewSource(roots []ast.Node, opts Options) *Source {
	s := &Source{roots: roots, needed: ast.Topo(roots...), opts: opts, drawn: opts.Side}
	s.nodes = s.needed
	if len(opts.Also) > 0 {
		s.nodes = ast.Topo(slices.Concat(roots, opts.Also)...)
	}
	for _, n := range s.nodes {
		if symbol, ok := n.(*ast.Symbol); ok {
			s.symbols = append(s.symbols, symbol)
		}
	}
	s.dims = dimensionsOf(s.nodes, s.needed)
	return s
}

// Nodes lists the nodes of the roots, arguments first.
func (s *Source) Nodes() []ast.Node { return s.needed }

// Random draws an instance as the function Random does.
func (s *Source) Random(rng *rand.Rand) (*Instance, error) {
	opts := s.opts
	d := &drawing{rng: rng, Source: s, choice: make(map[string]int, len(s.symbols)), side: s.drawn % sides}
	s.drawn++
	sizes, err := s.dims.draw(rng, opts.Sizes)
	if err != nil {
		return nil, err
	}
	d.in = New(sizes, make(map[string]ast.Array, len(s.symbols)), rng.Uint64())
	d.in.room = &s.memory
	if opts.Work != nil {
		d.in.work = opts.Work
	}
	if err := d.symbols(); err != nil {
		return nil, err
	}
	tries := opts.Tries
	if tries == 0 {
		tries = defaultTries
	}
	var last error
	regular := false
	for try := range tries {
		if try == singularTries && !regular {
			return nil, last
		}
		limit := wellConditioned
		if try > tries/2 {
			limit = conditioned
		}
		bad, err := d.evaluate(limit)
		if bad == nil && err == nil {
			return d.in, nil
		}
		if errors.Is(err, ErrTooLarge) {
			return nil, err
		}
		if d.in.Spent() > maxSearch {
			return nil, fmt.Errorf("%w: %d points took more than %d steps", ErrTooLarge, try+1, maxSearch)
		}
		last = &UndefinedError{bad, try + 1, err}
		regular = regular || !(d.condition > singular)
		if err := d.redraw(bad); err != nil {
			return nil, err
		}
	}
	return nil, last
}

// A drawing is an instance in the making.
type drawing struct {
	*Source
	rng    *rand.Rand
	in     *Instance
	choice map[string]int // the range of each symbol
	side   int            // of zero, on which scalars and square matrices lie
	limits map[*ast.Symbol]int
	drawn  int // numbers
	// condition is the worst condition number of a matrix that was inverted in the last try.
	condition float64
}

// symbols draws every symbol, variables from the range of their choice.
func (d *drawing) symbols() error {
	d.limits = d.in.indexLimits(d.nodes)
	for _, s := range d.Source.symbols {
		d.choice[s.Name] = rangeOf(d.opts.Domains[s.Name])
		if err := d.symbol(s); err != nil {
			return err
		}
	}
	return nil
}

func (d *drawing) symbol(s *ast.Symbol) error {
	if v, ok := d.opts.Values[s.Name]; ok {
		d.in.values[s.Name] = v
		return nil
	}
	switch s.Kind {
	case ast.Index, ast.Integer, ast.Natural:
		from, to := integers(s.Kind)
		if limit, ok := d.limits[s]; ok {
			from, to = 1, limit
		}
		d.in.values[s.Name] = ast.ScalarArray(float64(from + d.rng.IntN(to-from+1)))
	case ast.Variable:
		rows, cols, err := d.in.shape(s.Shape())
		if err != nil {
			return err
		}
		if err := d.room(s, rows, cols); err != nil {
			return err
		}
		r := ranges[d.choice[s.Name]]
		v := r.array(d.rng, s.Structure, rows, cols)
		if r.signs && !r.psd && s.Structure != ast.PositiveDefinite {
			d.toSide(v, s)
		}
		d.in.values[s.Name] = v
	}
	return nil
}

// integers are the least and the greatest number that an integer is drawn from.
func integers(kind ast.SymbolKind) (from, to int) {
	switch kind {
	case ast.Integer:
		return -2, 4
	case ast.Natural:
		return 0, 4
	}
	return 1, 4
}

// room refuses an array that is too large, or that is with all others.
func (d *drawing) room(s *ast.Symbol, rows, cols int) error {
	ast.Look(s)
	if !fits(rows, cols) {
		return tooLarge(rows, cols)
	}
	if d.in.values[s.Name].Data == nil {
		if d.drawn += rows * cols; d.drawn > maxTotal {
			return errTooMany
		}
	}
	*d.in.spent += rows * cols / drawnInStep
	*d.in.work += rows * cols / drawnInStep
	return nil
}

// evaluate looks for the first node without a finite value among those that the roots need; bad
// is nil when all is well. Only a root must be finite: a part may overflow where it does no harm.
func (d *drawing) evaluate(limit float64) (bad ast.Node, err error) {
	d.in.memo, d.condition = &ast.Map[ast.Array]{}, 0
	p, err := d.in.compileNodes(d.needed, nil, d.roots)
	if err != nil {
		return nil, err
	}
	if err := p.evaluate(p.main.ops); err != nil {
		return nil, err
	}
	d.condition = p.condition
	fine := p.condition <= limit
	for _, r := range p.roots {
		fine = fine && IsFinite(*r)
	}
	if fine {
		d.in.remember(p.main.ops)
		return nil, nil
	}
	for _, o := range p.main.ops {
		if !IsFinite(*o.out) {
			return o.node, nil
		}
	}
	return d.roots[len(d.roots)-1], nil
}

// redraw draws the symbols and functions in bad anew, from ranges that change at random; all of
// them where bad is nil.
func (d *drawing) redraw(bad ast.Node) error {
	nodes := d.nodes
	if bad != nil {
		nodes = ast.Topo(bad)
	}
	d.in.functions = map[string]*smooth{}
	for _, n := range nodes {
		switch n := n.(type) {
		case *ast.Symbol:
			if _, ok := d.opts.Domains[n.Name]; !ok {
				d.choice[n.Name] = d.rng.IntN(len(ranges))
			}
			if err := d.symbol(n); err != nil {
				return err
			}
		case *ast.Apply:
			d.in.manner[n.Fn.Name] = manners[d.rng.IntN(len(manners))]
		}
	}
	return nil
}

// indexLimits gives the greatest value of each index that stands alone in a place for an index.
func (in *Instance) indexLimits(nodes []ast.Node) map[*ast.Symbol]int {
	limits := map[*ast.Symbol]int{}
	limit := func(index ast.Node, d ast.Dim) {
		s, ok := index.(*ast.Symbol)
		n, err := in.Size(d)
		if !ok || err != nil {
			return
		}
		if old, ok := limits[s]; !ok || n < old {
			limits[s] = n
		}
	}
	for _, n := range nodes {
		switch n := n.(type) {
		case *ast.Entry:
			shape := n.Arg().Shape()
			if n.Row != nil {
				limit(n.Row, shape.Rows)
			}
			if n.Col != nil {
				limit(n.Col, shape.Cols)
			}
		case *ast.Constant:
			if n.Kind == ast.Unit {
				limit(n.Args()[0], n.Dims[0])
			}
		case *ast.Apply:
			if n.Form != ast.Component {
				continue
			}
			axes, err := in.componentShapes(n)
			if err != nil {
				continue
			}
			next := 0
			for _, a := range axes {
				for k := range a.count {
					limit(n.Directions()[next], ast.DimInt(int64(a.size(k))))
					next++
				}
			}
		}
	}
	return limits
}
