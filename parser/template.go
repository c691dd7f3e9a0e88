package parser

import (
	"cmp"
	"slices"
	"sync"

	"matcalc/ast"
)

// templates holds the syntax of templates by their text, which is parsed once.
var templates sync.Map

// Instantiate reads a template, such as the differential or the component of a function of the
// catalogue, with its names bound to nodes of t, and those of its sizes to dimensions. Names that
// are not bound are an error, but for the indices of sums; d(X) is the differential of X.
func Instantiate(t *ast.Table, template string, nodes map[string]ast.Node, sizes map[string]ast.Dim) (ast.Node, error) {
	body, err := templateNamed(template)
	if err != nil {
		return nil, err
	}
	in := &Input{Table: t, limits: Limits{}.withDefaults(), meanings: map[string]*meaning{}, used: map[string]bool{}, rule: true}
	e := newElaborator(in)
	e.source = &template
	var root *term
	err = e.rescue(func() {
		v := &env{closed: true}
		for _, name := range sortedKeys(nodes) {
			n := nodes[name]
			s := n.Shape()
			v = &env{name: name, up: v, t: e.intern(term{op: opNode, node: n, rows: e.size(s.Rows), cols: e.size(s.Cols), place: e.at(body.span)})}
		}
		for _, name := range sortedKeys(sizes) {
			v = &env{name: name, up: v, size: e.size(sizes[name])}
		}
		e.reserve(body, nodes)
		root = e.term(body, v)
		e.roots = append(e.roots, root)
		e.infer()
		e.lower()
	})
	if err != nil {
		return nil, err
	}
	return root.node, nil
}

func templateNamed(text string) (*syntax, error) {
	if s, ok := templates.Load(text); ok {
		return s.(*syntax), nil
	}
	p, err := parseProgram(text, nil)
	if err != nil {
		return nil, err
	}
	last := p.Statements[len(p.Statements)-1]
	if len(p.Statements) > 1 || last.Right != nil || len(p.Declarations) > 0 {
		return nil, &ast.Error{Kind: ast.SyntaxError, Message: "a template is a single expression", Source: text}
	}
	s, _ := templates.LoadOrStore(text, last.Left.root)
	return s.(*syntax), nil
}

// reserve marks the index names of sums in a template that cannot be used as they are: other
// symbols have them, or the nodes that are put in contain them.
func (e *elaborator) reserve(body *syntax, nodes map[string]ast.Node) {
	body.visit(func(s *syntax) {
		if s.kind != anIndexSum || e.indexEntities[s.text] != nil {
			return
		}
		old := e.in.Table.Lookup(s.text)
		if old == nil {
			return
		}
		clash := old.Kind != ast.Index
		for _, n := range nodes {
			clash = clash || ast.Contains(n, old) || bindsIndex(n, old)
		}
		if !clash {
			return
		}
		if e.indexEntities == nil {
			e.indexEntities = map[string]*entity{}
		}
		e.indexEntities[s.text] = e.freshIndex(s.text, e.at(s.span))
	})
}

// bindsIndex reports whether a sum over k stands in n.
func bindsIndex(n ast.Node, k *ast.Symbol) bool {
	if n.ID() < k.ID() {
		return false
	}
	for _, m := range ast.Topo(n) {
		if sum, ok := m.(*ast.IndexSum); ok && sum.Index == k {
			return true
		}
	}
	return false
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
