package numpy

import (
	"maps"
	"strconv"
	"strings"

	"matcalc/ast"
)

// longCode is the length from which a part of an expression becomes a statement.
const longCode = 64

// A block is the body of a function or of a loop in the making.
type block struct {
	loop   string // the variable of the loop; "" for the function
	parent *block
	lines  []string
	names  map[*value]string
}

func (b *block) line(text string) { b.lines = append(b.lines, text) }

// An emitter writes the values of one function as statements.
type emitter struct {
	*writer
	graph   *graph
	top     *block
	current *block
	results []lowered
	locals  names
	used    map[string]bool // the dimensions that the code mentions
}

// A lowered result is a value, or the body of a loop over a basis for each direction.
type lowered struct {
	body       *value
	directions []*ast.Symbol
	shapes     []ast.Shape // of the body and the directions
}

func newEmitter(w *writer) *emitter {
	e := &emitter{writer: w, graph: newGraph(), top: &block{names: map[*value]string{}}, used: map[string]bool{}}
	e.current = e.top
	return e
}

// begin ends the lowering, which takes names for loops; all others are local to the function.
func (e *emitter) begin() {
	e.locals = names{taken: maps.Clone(e.names.taken), last: map[string]int{}}
	e.countUses()
}

// countUses counts how often each value is an operand.
func (e *emitter) countUses() {
	seen := map[*value]bool{}
	var stack []*value
	use := func(v *value) {
		v.uses++
		if !seen[v] {
			seen[v] = true
			stack = append(stack, v)
		}
	}
	for _, r := range e.results {
		use(r.body)
	}
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, a := range v.args {
			use(a)
		}
		if v.loop != nil {
			use(v.loop.lo)
			use(v.loop.hi)
			use(v.loop.body)
			if v.loop.start != nil {
				use(v.loop.start)
			}
		}
	}
}

// result writes the statements of a result and gives the code of the array.
func (e *emitter) result(r lowered) string {
	if len(r.directions) == 0 {
		if r.body.uses == 1 && r.body.loop == nil {
			return e.expand(r.body)
		}
		return e.operand(r.body, sumLevel)
	}
	array := e.locals.fresh("out")
	outer := e.current
	loops := make([]*block, len(r.directions))
	var at []string
	for i, d := range r.directions {
		index := e.locals.fresh("at")
		at = append(at, index)
		loops[i] = &block{loop: e.names.identifier(d.Name), parent: e.current, names: map[*value]string{}}
		e.current = loops[i]
	}
	body := e.operand(r.body, sumLevel)
	e.current.line(array + "[(..., " + "*" + strings.Join(at, ", *") + ")] = " + body)
	for i := len(loops) - 1; i >= 0; i-- {
		d := r.directions[i]
		name, shape := e.names.identifier(d.Name), e.axes(d.Shape())
		inner := loops[i]
		parent := inner.parent
		parent.line("for " + at[i] + " in np.ndindex(" + shape + "):")
		parent.line("    " + name + " = np.zeros(" + shape + ")")
		parent.line("    " + name + "[" + at[i] + "] = 1.0")
		for _, line := range inner.lines {
			parent.line("    " + line)
		}
	}
	e.current = outer
	// The array is made before the loops that fill it.
	outer.lines = insertBefore(outer.lines, "for "+at[0]+" in ", array+" = np.zeros("+e.axes(r.shapes...)+")")
	return array
}

// axes is the code of the shape of an array with the axes of all the given shapes.
func (e *emitter) axes(shapes ...ast.Shape) string {
	var sizes []string
	add := func(d ast.Dim) {
		for _, name := range d.Names() {
			e.used[name] = true
		}
		code, _ := e.names.dimCode(d)
		sizes = append(sizes, code)
	}
	for _, s := range shapes {
		if !s.IsScalar() {
			add(s.Rows)
		}
		if !s.IsScalar() && !s.IsVector() {
			add(s.Cols)
		}
	}
	return tuple(sizes, true)
}

// insertBefore puts a line in front of the last one with that prefix.
func insertBefore(lines []string, prefix, line string) []string {
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.HasPrefix(lines[i], prefix) {
			return append(lines[:i], append([]string{line}, lines[i:]...)...)
		}
	}
	return append(lines, line)
}

// operand gives the code of a value, in brackets where it binds less tightly than need.
func (e *emitter) operand(v *value, need level) string {
	code, l := e.code(v)
	if l < need {
		return "(" + code + ")"
	}
	return code
}

func (e *emitter) code(v *value) (string, level) {
	for b := e.current; b != nil; b = b.parent {
		if name, ok := b.names[v]; ok {
			return name, primaryLevel
		}
	}
	home := e.home(v)
	if v.loop != nil {
		return e.writeLoop(v, home), primaryLevel
	}
	if v.cheap {
		return e.expand(v), v.level
	}
	at := e.current
	e.current = home
	code := e.expand(v)
	e.current = at
	if v.uses > 1 || home != at || len(code) > longCode && len(v.args) > 0 {
		return e.assign(v, home, code), primaryLevel
	}
	return code, v.level
}

// assign writes a statement for v.
func (e *emitter) assign(v *value, home *block, code string) string {
	name := e.locals.fresh("t")
	home.line(name + " = " + code)
	home.names[v] = name
	return name
}

// home is the innermost open block on whose variable v depends.
func (e *emitter) home(v *value) *block {
	for b := e.current; b != nil; b = b.parent {
		if b.parent == nil {
			return b
		}
		for _, d := range v.deps {
			if d == b.loop {
				return b
			}
		}
	}
	return e.top
}

// expand puts the code of the arguments into the code of v.
func (e *emitter) expand(v *value) string {
	for _, name := range v.sizes {
		e.used[name] = true
	}
	var b strings.Builder
	text := v.text
	for {
		i := strings.IndexByte(text, '$')
		if i < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:i])
		text = text[i+1:]
		end := 1
		word := text[:1]
		if text[0] == '{' {
			end = strings.IndexByte(text, '}') + 1
			word = text[1 : end-1]
		}
		text = text[end:]
		k, _ := strconv.Atoi(word)
		need := sumLevel
		if len(v.parts) > 0 {
			need = v.parts[min(k-1, len(v.parts)-1)]
		}
		b.WriteString(e.operand(v.args[k-1], need))
	}
}

// writeLoop writes a sum or a stack over an index as a loop, and gives its name.
func (e *emitter) writeLoop(v *value, home *block) string {
	at := e.current
	e.current = home
	lo, hi := e.operand(v.loop.lo, sumLevel), e.operand(v.loop.hi, sumLevel)
	start := "0.0"
	if v.loop.start != nil {
		start = e.operand(v.loop.start, sumLevel)
	}
	total := e.locals.fresh("s")
	inner := &block{loop: v.loop.index, parent: home, names: map[*value]string{}}
	e.current = inner
	body := e.operand(v.loop.body, sumLevel)
	if n, err := strconv.Atoi(hi); err == nil {
		hi = strconv.Itoa(n + 1)
	} else {
		hi += " + 1"
	}
	step := total + " = " + total + " + " + body
	if v.loop.stack {
		start, step = "[]", total+".append("+body+")"
	}
	home.line(total + " = " + start)
	home.line("for " + v.loop.index + " in range(" + lo + ", " + hi + "):")
	for _, line := range inner.lines {
		home.line("    " + line)
	}
	home.line("    " + step)
	home.names[v] = total
	e.current = at
	return total
}
