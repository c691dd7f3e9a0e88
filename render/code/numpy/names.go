package numpy

import (
	"fmt"
	"strconv"
	"strings"

	"matcalc/ast"
	"matcalc/render/notation"
)

// reserved are the keywords of Python and the names that a module uses itself.
var reserved = strings.Fields(`False None True and as assert async await break class continue def del elif else except
	finally for from global if import in is lambda nonlocal not or pass raise return try while with yield
	np math float int range max min sum len tuple abs zip enumerate value derivative jvp vjp hvp Ellipsis`)

// identifier is an ASCII name: Greek letters are spelled out, reserved names get an underscore.
func identifier(name string) string {
	id := word(notation.ASCIIName(name))
	if reserves[id] {
		id += "_"
	}
	return id
}

// reserves tells whether a name is one of reserved.
var reserves = func() map[string]bool {
	of := make(map[string]bool, len(reserved))
	for _, name := range reserved {
		of[name] = true
	}
	return of
}()

// word spells out the signs of a name that Python has not in names.
func word(name string) string {
	if strings.IndexFunc(name, func(c rune) bool { return !isWordSign(c) }) < 0 {
		return name
	}
	var b strings.Builder
	for _, c := range name {
		switch {
		case isWordSign(c):
			b.WriteRune(c)
		case c == '\'' || c == '′':
			b.WriteString("_prime")
		default:
			fmt.Fprintf(&b, "u%x", c)
		}
	}
	return b.String()
}

func isWordSign(c rune) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// names gives out the names of local variables.
type names struct {
	taken map[string]bool
	last  map[string]int // the number that was given last, by prefix
	loops map[*ast.Symbol]string
	given map[string]string // what identifier gives, by the name in the input
	owner map[string]string // the name in ASCII, by what identifier gives
}

// newNames takes the names of all symbols and functions that occur in the module.
func newNames(m Module) *names {
	n := &names{taken: map[string]bool{}, last: map[string]int{}, loops: map[*ast.Symbol]string{}}
	for _, name := range reserved {
		n.taken[name] = true
	}
	var all []string
	for _, node := range ast.Topo(m.nodes()...) {
		switch node := node.(type) {
		case *ast.Symbol:
			all = append(all, node.Name)
		case *ast.Apply:
			all = append(all, node.Fn.Name)
			if len(node.Slots) > 0 {
				n.taken[n.derivativeName(node.Fn, node.Slots)] = true
			}
		}
		for _, d := range dimsOf(node) {
			all = append(all, d.Names()...)
		}
	}
	n.given, n.owner = make(map[string]string, len(all)), make(map[string]string, len(all))
	n.give(all)
	return n
}

// give names what has a name in the input: those first that can keep it.
func (n *names) give(all []string) {
	for _, kept := range []bool{true, false} {
		for _, name := range all {
			if n.given[name] != "" {
				continue
			}
			id, owner := identifier(name), notation.ASCIIName(name)
			if kept && (id != owner || n.taken[id]) {
				continue
			}
			for n.taken[id] && n.owner[id] != owner {
				id += "_"
			}
			n.given[name], n.taken[id], n.owner[id] = id, true, owner
		}
	}
}

// identifier is the name of a symbol, a function or a size in the module: that of the input in
// ASCII, with underscores where Python or the module uses it for something else.
func (n *names) identifier(name string) string {
	if id := n.given[name]; id != "" {
		return id
	}
	n.give([]string{name})
	return n.given[name]
}

// fresh gives a name that is not in use: the prefix with a number from 1.
func (n *names) fresh(prefix string) string {
	for {
		n.last[prefix]++
		if name := prefix + strconv.Itoa(n.last[prefix]); !n.taken[name] {
			n.taken[name] = true
			return name
		}
	}
}

// loop gives the variable of the loops over an index that is a parameter as well.
func (n *names) loop(index *ast.Symbol) string {
	if n.loops[index] == "" {
		n.loops[index] = n.fresh(n.identifier(index.Name))
	}
	return n.loops[index]
}

// nodes lists the expressions of the module.
func (m Module) nodes() []ast.Node {
	nodes := []ast.Node{m.Value}
	for _, f := range m.Functions {
		nodes = append(nodes, f.nodes()...)
	}
	return nodes
}

func (f Function) nodes() []ast.Node {
	var nodes []ast.Node
	for _, row := range f.Results {
		for _, r := range row {
			nodes = append(nodes, r.Node)
			for _, d := range r.Directions {
				nodes = append(nodes, d)
			}
		}
	}
	for _, x := range f.Extra {
		nodes = append(nodes, x)
	}
	return nodes
}
