package ast

import (
	"encoding/binary"
	"fmt"
	"maps"
)

// A Table makes nodes and keeps them, so that equal expressions are one node. Each derivation has
// a table of its own; nodes of different tables must not be mixed. A Table is not safe for
// concurrent use.
type Table struct {
	store store
	count int
	// flattened is the number of terms of long sums that were taken apart.
	flattened int
	symbols   []*Symbol
	byName    map[string]*Symbol
	unknowns  map[string]*Unknown
	sizes     map[string]bool // the names in the shapes of symbols, functions and constants
	budget    *Budget
	key       []byte     // scratch
	arguments []Node     // room for those of nodes
	finished  []*product // whose room is free
	zero      Node
	one       Node
}

// someNodes is the number of nodes for which a table has room from the start: enough for most derivations.
const someNodes = 28

// NewTable makes an empty table.
func NewTable() *Table {
	t := &Table{byName: map[string]*Symbol{}, sizes: map[string]bool{}}
	t.store.reserve(someNodes)
	t.zero, t.one = t.Int(0), t.Int(1)
	return t
}

// Reserve makes room for so many more nodes and symbols.
func (t *Table) Reserve(count int) {
	if count < 4*someNodes {
		return
	}
	t.store.reserve(count)
	t.byName = roomFor(count, t.byName)
}

// roomFor gives a map with room for so many more keys.
func roomFor[V any](more int, old map[string]V) map[string]V {
	m := make(map[string]V, len(old)+more)
	maps.Copy(m, old)
	return m
}

// Limit makes b the budget of the table, and of the nodes that are made from now on.
func (t *Table) Limit(b *Budget) { t.budget = b }

// Len is the number of nodes and functions that were made.
func (t *Table) Len() int { return t.count }

// Symbols lists the symbols in the order of their first appearance.
func (t *Table) Symbols() []*Symbol { return t.symbols }

// KeepRanges forgets all ranges of symbols but those of the sums in f: what was derived before has no say in how f is
// derived.
func (t *Table) KeepRanges(f Node) {
	bound := false
	for _, s := range t.symbols {
		bound = bound || s.ranges != nil
		s.ranges, s.manifold = nil, false
	}
	if !bound {
		return
	}
	for _, n := range Topo(f) {
		if sum, ok := n.(*IndexSum); ok {
			sum.Index.Bind(Range{sum.Lo(), sum.Hi()})
		}
	}
}

// Lookup gives the symbol of that name, or nil.
func (t *Table) Lookup(name string) *Symbol { return t.byName[name] }

// Symbol gives the symbol of that name, which it makes on first use. It panics when a symbol of
// that name exists with another kind, shape or structure.
func (t *Table) Symbol(name string, kind SymbolKind, shape Shape, structure Structure) *Symbol {
	if s, ok := t.byName[name]; ok {
		if s.Kind != kind || s.shape != shape || s.Structure != structure {
			panic(fmt.Sprintf("ast: %s is declared twice: %v %s and %v %s", name, s.shape, s.Structure, shape, structure))
		}
		return s
	}
	s := &Symbol{head: head{shape: shape, properties: structure.Properties(shape)}, Name: name, Kind: kind, Structure: structure}
	t.register(&s.head)
	t.note(shape)
	t.symbols = append(t.symbols, s)
	t.byName[name] = s
	return s
}

// Local makes a symbol that shares its name with others of the table, and is not found by its name: a
// direction H of one result among those of several. Such symbols must not meet in one expression.
func (t *Table) Local(name string, shape Shape, structure Structure) *Symbol {
	s := &Symbol{head: head{shape: shape, properties: structure.Properties(shape)}, Name: name, Kind: Variable, Structure: structure}
	t.register(&s.head)
	return s
}

// Fresh makes a symbol whose name is not in use: the first of the given names that is free, else
// the last of them with a number.
func (t *Table) Fresh(kind SymbolKind, shape Shape, names ...string) *Symbol {
	for _, name := range names {
		if !t.Taken(name) {
			return t.Symbol(name, kind, shape, Unstructured)
		}
	}
	for i := 1; ; i++ {
		if name := fmt.Sprintf("%s%d", names[len(names)-1], i); !t.Taken(name) {
			return t.Symbol(name, kind, shape, Unstructured)
		}
	}
}

// Taken reports whether a symbol or an unknown function has that name, or it occurs in the shape of one of
// them or of a constant: it may become the symbol of a dimension.
func (t *Table) Taken(name string) bool {
	return t.byName[name] != nil || t.unknowns[name] != nil || t.sizes[name]
}

// Unknown gives the unknown function of that name, which it makes on first use. It panics when
// one of that name exists with another signature.
func (t *Table) Unknown(name string, params []Shape, result Shape, elementwise bool) *Unknown {
	f := &Unknown{Name: name, Params: params, Result: result, Elementwise: elementwise}
	if old, ok := t.unknowns[name]; ok {
		f.Order = old.Order
		if fmt.Sprint(*old) != fmt.Sprint(*f) {
			panic("ast: the function " + name + " is declared twice")
		}
		return old
	}
	f.Order = t.count
	t.count++
	t.note(params...)
	t.note(result)
	if t.unknowns == nil {
		t.unknowns = map[string]*Unknown{}
	}
	t.unknowns[name] = f
	return f
}

// note remembers the names in shapes.
func (t *Table) note(shapes ...Shape) {
	for _, s := range shapes {
		for _, d := range [2]Dim{s.Rows, s.Cols} {
			if name, ok := d.Name(); ok {
				t.sizes[name] = true
				continue
			}
			for _, name := range d.Names() {
				t.sizes[name] = true
			}
		}
	}
}

func (t *Table) register(h *head) {
	t.budget.count(t.count)
	h.id, h.budget = t.count, t.budget
	t.count++
}

// A tag tells the node types apart in the keys of the table.
type tag byte

const (
	tagNumber tag = iota
	tagConstant
	tagAdd
	tagMul
	tagPower
	tagHadamard
	tagEntryPower
	tagTranspose
	tagInner
	tagCall
	tagApply
	tagEntry
	tagIndexSum
	tagDelta
	tagDifferential
)

// begin starts the key of a node in t.key; the constructor appends what is not in the arguments.
func (t *Table) begin(k tag) { t.key = append(t.key[:0], byte(k)) }

func (t *Table) keyInt(n int)       { t.key = binary.AppendUvarint(t.key, uint64(n)) }
func (t *Table) keyText(s string)   { t.keyInt(len(s)); t.key = append(t.key, s...) }
func (t *Table) keyDims(dims []Dim) { t.keyInt(len(dims)); t.keyEach(dims) }

func (t *Table) keyEach(dims []Dim) {
	for _, d := range dims {
		t.keyText(d.text)
	}
}

// Room for arguments is made for so many at once: few at first, since most derivations are short.
const (
	someArguments = 32
	manyArguments = 1024
)

// own is a copy of arguments that belongs to the table.
func (t *Table) own(args []Node) []Node {
	if len(args) > cap(t.arguments)-len(t.arguments) {
		t.arguments = make([]Node, 0, max(len(args), min(someArguments+t.count, manyArguments)))
	}
	start := len(t.arguments)
	t.arguments = append(t.arguments, args...)
	return t.arguments[start:len(t.arguments):len(t.arguments)]
}

// intern gives the node with the key in t.key and these arguments. When it is new, mk makes it, and no other
// node, of a copy of the arguments, which are still the caller's.
func (t *Table) intern(args []Node, mk func(args []Node) Node) Node {
	t.budget.Look()
	for _, a := range args {
		t.key = binary.AppendUvarint(t.key, uint64(a.ID()))
	}
	hash := hashOf(t.key)
	if n := t.store.get(t.key, hash); n != nil {
		return n
	}
	own := t.own(args)
	n := mk(own)
	b := n.node()
	b.args = own
	t.register(b)
	b.properties |= propertiesOf(n)
	t.store.put(t.key, hash, n)
	return n
}
