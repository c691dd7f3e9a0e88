package numeric

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"matcalc/ast"
)

// maxEntries bounds one array, maxTotal all arrays of a plan, in numbers.
const (
	maxEntries = 1 << 22
	maxTotal   = 1 << 25
)

// A plan is a list of operations on arrays that have their place already, so that running it
// again costs little. The body of an index sum is a program of its own.
type plan struct {
	in        *Instance
	main      *program
	roots     []*ast.Array
	free      *ast.Map[[]*ast.Symbol] // the free indices of a node, of those that some sum binds
	moving    map[string]*ast.Array   // places of symbols whose values change between runs
	moves     *ast.Set                // what depends on one of them
	depends   map[string]*ast.Set
	nodes     []ast.Node
	total     int
	steps     int     // operations that were done in this evaluation
	condition float64 // the worst condition number of a matrix that was inverted
}

// A program holds the operations that are done once for each value of its index; the main program
// has no index. Each node stands in the innermost program on whose index it depends.
type program struct {
	parent *program
	index  *ast.Symbol
	ops    []op
	slots  ast.Map[*ast.Array]
	inner  ast.Map[*program] // of index sums
}

// An op computes the value of a node into its place.
type op struct {
	node ast.Node
	out  *ast.Array
	run  func() error
	cost int // in steps
}

// compile plans the evaluation of the roots. The values of the moving symbols are places of the
// plan, and nothing that depends on them is taken from an earlier evaluation.
func (in *Instance) compile(moving []string, roots []ast.Node) (*plan, error) {
	return in.compileNodes(in.topo(moving, roots), moving, roots)
}

// compileNodes is compile where the nodes of the roots are known, arguments first.
func (in *Instance) compileNodes(nodes []ast.Node, moving []string, roots []ast.Node) (*plan, error) {
	p := &plan{in: in, nodes: nodes}
	p.main = &program{}
	p.main.slots.Reserve(len(p.nodes))
	p.freeIndices()
	if len(moving) > 0 {
		p.moving = make(map[string]*ast.Array, len(moving))
	}
	for _, name := range moving {
		v, ok := in.Value(name)
		if !ok {
			return nil, fmt.Errorf("%s has no value", name)
		}
		p.moving[name] = &ast.Array{Rows: v.Rows, Cols: v.Cols, Data: slices.Clone(v.Data)}
	}
	if len(moving) > 0 {
		p.moves = p.dependents(func(name string) bool { return p.moving[name] != nil })
		p.main.ops = make([]op, 0, p.moves.Len())
	} else {
		p.main.ops = make([]op, 0, len(p.nodes))
	}
	if p.isPlain() {
		if err := p.emitAll(roots); err != nil {
			return nil, err
		}
	} else {
		for _, r := range roots {
			if err := p.emit(r); err != nil {
				return nil, err
			}
		}
	}
	p.roots = make([]*ast.Array, len(roots))
	for i, r := range roots {
		p.roots[i] = p.main.slots.Of(r)
	}
	return p, nil
}

// isPlain reports whether there is one program, and each node needs all its arguments.
func (p *plan) isPlain() bool {
	return p.free == nil && !slices.ContainsFunc(p.nodes, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.IndexSum, *ast.Differential:
			return true
		}
		return false
	})
}

// emitAll plans the roots of a plain plan, in the order of the nodes.
func (p *plan) emitAll(roots []ast.Node) error {
	slots, wanted := &p.main.slots, &ast.Array{}
	for _, r := range roots {
		slots.Set(r, wanted)
	}
	for _, n := range slices.Backward(p.nodes) {
		if slots.Of(n) != wanted || p.ready(p.main, n) {
			continue
		}
		for _, a := range n.Args() {
			if at := slots.At(a); *at == nil {
				*at = wanted
			}
		}
	}
	for _, n := range p.nodes {
		if slots.Of(n) == wanted {
			if err := p.add(p.main, n); err != nil {
				return err
			}
		}
	}
	return nil
}

// freeIndices fills in the free indices of all nodes; nodes without any have no entry.
func (p *plan) freeIndices() {
	var bound []ast.Node
	for _, n := range p.nodes {
		if s, ok := n.(*ast.IndexSum); ok && !slices.Contains(bound, ast.Node(s.Index)) {
			bound = append(bound, s.Index)
		}
	}
	if bound == nil {
		return
	}
	p.free = &ast.Map[[]*ast.Symbol]{}
	for _, n := range p.nodes {
		if slices.Contains(bound, n) {
			p.free.Set(n, []*ast.Symbol{n.(*ast.Symbol)})
			continue
		}
		var set []*ast.Symbol
		for i, a := range n.Args() {
			s, sum := n.(*ast.IndexSum)
			for _, index := range p.free.Of(a) {
				if sum && i == 2 && index == s.Index || slices.Contains(set, index) {
					continue
				}
				set = append(set, index)
			}
		}
		if set != nil {
			p.free.Set(n, set)
		}
	}
}

// owner is the program, from at outwards, in which n stands.
func (p *plan) owner(at *program, n ast.Node) *program {
	if p.free == nil {
		return p.main
	}
	free := p.free.Of(n)
	for at.parent != nil && !slices.Contains(free, at.index) {
		at = at.parent
	}
	return at
}

// emit plans n and all that it is made of, arguments first.
func (p *plan) emit(root ast.Node) error {
	type frame struct {
		in   *program
		node ast.Node
	}
	stack := []frame{{p.main, root}}
	for len(stack) > 0 {
		f := stack[len(stack)-1]
		at := p.owner(f.in, f.node)
		if at.slots.Of(f.node) != nil {
			stack = stack[:len(stack)-1]
			continue
		}
		if p.ready(at, f.node) {
			stack = stack[:len(stack)-1]
			continue
		}
		size := len(stack)
		if _, ok := f.node.(*ast.Differential); !ok {
			for i, a := range f.node.Args() {
				in := at
				if s, ok := f.node.(*ast.IndexSum); ok && i == 2 {
					in = at.sum(s)
				}
				if p.slot(in, a) == nil {
					stack = append(stack, frame{in, a})
				}
			}
		}
		if len(stack) > size {
			continue
		}
		if err := p.add(at, f.node); err != nil {
			return err
		}
		stack = stack[:len(stack)-1]
	}
	return nil
}

// sum is the program of the body of an index sum in at.
func (at *program) sum(s *ast.IndexSum) *program {
	if q := at.inner.Of(s); q != nil {
		return q
	}
	index := ast.NewArray(1, 1)
	q := &program{parent: at, index: s.Index}
	q.slots.Set(s.Index, &index)
	at.inner.Set(s, q)
	return q
}

// slot is the place of n as seen from the program at, nil when it is not planned yet.
func (p *plan) slot(at *program, n ast.Node) *ast.Array { return p.owner(at, n).slots.Of(n) }

// ready gives n its place where no operation is needed: a symbol, or a value that is known.
func (p *plan) ready(at *program, n ast.Node) bool {
	if s, ok := n.(*ast.Symbol); ok {
		if slot := p.moving[s.Name]; slot != nil {
			at.slots.Set(n, slot)
			return true
		}
		if v, ok := p.in.Value(s.Name); ok {
			at.slots.Set(n, &v)
			return true
		}
	}
	if at.parent != nil || p.moves.Has(n) {
		return false
	}
	v, ok := p.in.remembered(n, p.dependsOn)
	if ok {
		at.slots.Set(n, &v)
	}
	return ok
}

// dependsOn reports whether the symbol of that name occurs in n.
func (p *plan) dependsOn(n ast.Node, name string) bool {
	on, ok := p.depends[name]
	if !ok {
		on = p.dependents(func(other string) bool { return other == name })
		if p.depends == nil {
			p.depends = map[string]*ast.Set{}
		}
		p.depends[name] = on
	}
	return on.Has(n)
}

// dependents is the set of the nodes in which a symbol with one of the names occurs.
func (p *plan) dependents(is func(name string) bool) *ast.Set {
	on := &ast.Set{}
	for _, n := range p.nodes {
		s, ok := n.(*ast.Symbol)
		if ok && is(s.Name) || slices.ContainsFunc(n.Args(), on.Has) {
			on.Add(n)
		}
	}
	return on
}

// add appends the operation of n, whose arguments have their places, to the program at.
func (p *plan) add(at *program, n ast.Node) error {
	rows, cols, err := p.in.shape(n.Shape())
	if err != nil {
		return err
	}
	out, err := p.place(rows, cols)
	if err != nil {
		return err
	}
	args := p.in.room.references(len(n.Args()))
	for i, a := range n.Args() {
		in := at
		if s, ok := n.(*ast.IndexSum); ok && i == 2 {
			in = at.sum(s)
		}
		args[i] = p.slot(in, a)
	}
	run, err := p.operation(at, n, out, args)
	if err != nil {
		return err
	}
	at.slots.Set(n, out)
	at.ops = append(at.ops, op{n, out, run, cost(n, out, args)})
	return nil
}

// fits reports whether an array has no more than [maxEntries] entries.
func fits(rows, cols int) bool {
	return rows <= maxEntries && cols <= maxEntries && rows*cols <= maxEntries
}

func tooLarge(rows, cols int) error {
	return fmt.Errorf("%w: an array of %d×%d entries", ErrTooLarge, rows, cols)
}

// place makes room for an array.
func (p *plan) place(rows, cols int) (*ast.Array, error) {
	if !fits(rows, cols) {
		return nil, tooLarge(rows, cols)
	}
	size := rows * cols
	if p.total += size; p.total > maxTotal {
		return nil, errTooMany
	}
	a := p.in.room.array(size)
	a.Rows, a.Cols = rows, cols
	return a, nil
}

// A room is memory for the arrays of the plans of an instance, or of several, which take it in pieces.
type room struct {
	numbers []float64
	arrays  []ast.Array
	refs    []*ast.Array
}

// references is room for the places of so many arguments.
func (r *room) references(count int) []*ast.Array {
	if len(r.refs) < count {
		r.refs = make([]*ast.Array, max(count, 64))
	}
	args := r.refs[:count:count]
	r.refs = r.refs[count:]
	return args
}

// array makes an array of that many entries, without its shape.
func (r *room) array(size int) *ast.Array {
	if len(r.numbers) < size {
		r.numbers = make([]float64, max(size, 512))
	}
	if len(r.arrays) == 0 {
		r.arrays = make([]ast.Array, 32)
	}
	a := &r.arrays[0]
	a.Data = r.numbers[:size:size]
	r.arrays, r.numbers = r.arrays[1:], r.numbers[size:]
	return a
}

// maxSteps bounds the steps of one evaluation, simple operations on few numbers; deep sums over indices
// would take very long.
const maxSteps = 1 << 20

// Steps of operations that take longer. Of matrices they grow with the third power of the size; a step has
// time for so many multiplications.
const (
	stepsOfUnknown        = 30    // an unknown function or a derivative of it
	stepsOfAlgebra        = 100   // an inverse, a determinant
	stepsOfExpm           = 2000  // a matrix exponential or a derivative of it
	stepsOfDifference     = 30000 // a finite difference inside an expression
	numbersInStep         = 16
	multiplicationsInStep = 256
)

// Products of matrices that make up a decomposition or an inverse, and an exponential.
const (
	productsOfAlgebra = 4
	productsOfExpm    = 40
)

// cost is the number of steps of an operation.
func cost(n ast.Node, out *ast.Array, args []*ast.Array) int {
	steps := 1 + len(out.Data)/numbersInStep
	switch n := n.(type) {
	case *ast.Apply:
		return steps + stepsOfUnknown
	case *ast.Differential:
		if _, ok := n.Arg().(*ast.Symbol); !ok {
			return stepsOfDifference
		}
	case *ast.Mul:
		for i := len(n.Scalars) + 1; i < len(args); i++ {
			steps += args[i-1].Rows * args[i-1].Cols * args[i].Cols / multiplicationsInStep
		}
	case *ast.Power:
		if n.Shape().IsMatrix() {
			return steps + stepsOfAlgebra + productsOfAlgebra*cube(args[0])
		}
	case *ast.Call:
		switch {
		case strings.HasSuffix(n.Fn.Name, "expm"):
			return stepsOfExpm + productsOfExpm*cube(args[0])
		case n.Fn.Domain == ast.Invertible || n.Fn.Name == "pinv":
			return steps + stepsOfAlgebra + productsOfAlgebra*cube(args[0])
		}
	}
	return steps
}

// cube is the number of steps of a product of two matrices of the size of a.
func cube(a *ast.Array) int { return a.Rows * a.Cols * max(a.Rows, a.Cols) / multiplicationsInStep }

// ErrTooLarge says that an evaluation needs more room or more time than it has.
var ErrTooLarge = errors.New("too large to evaluate")

var (
	errTooLong = fmt.Errorf("%w: more than %d steps", ErrTooLarge, maxSteps)
	errTooMany = fmt.Errorf("%w: more than %d numbers", ErrTooLarge, maxTotal)
)

// evaluate does the operations in order, within the limit of one evaluation.
func (p *plan) evaluate(ops []op) error {
	p.steps = 0
	err := p.run(ops)
	*p.in.spent += p.steps
	*p.in.work += p.steps
	return err
}

// run does the operations in order.
func (p *plan) run(ops []op) error {
	for i := range ops {
		ast.Look(ops[i].node)
		if p.steps += ops[i].cost; p.steps > maxSteps {
			return errTooLong
		}
		if err := ops[i].run(); err != nil {
			return err
		}
	}
	return nil
}
