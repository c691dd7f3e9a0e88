package simplify

import (
	"cmp"
	"encoding/binary"
	"hash/fnv"

	"matcalc/ast"
)

// Between ways to write an expression that are equally short, the choice must not depend on the order
// in which its nodes were made, so it is made by what the nodes are: by the order of the symbols that
// are the last ones in them, by length, and at last by a number made of the structure.

// A print is what tells the expressions apart that are compared.
type print struct {
	last      int    // the greatest ID of a symbol in it
	structure uint64 // the same for terms and factors that commute in any order
}

// compare puts nodes in an order that depends on what they are made of.
func (s *Simplifier) compare(a, b ast.Node) int {
	if a == b {
		return 0
	}
	p, q := s.print(a), s.print(b)
	return cmp.Or(
		cmp.Compare(p.last, q.last),
		cmp.Compare(s.length.Length(a), s.length.Length(b)),
		cmp.Compare(p.structure, q.structure),
		cmp.Compare(a.ID(), b.ID()))
}

// print is that of n; it is kept by node.
func (s *Simplifier) print(n ast.Node) print { return s.prints.Fill(n, s.printOf) }

// printOf is the print of a node whose arguments have one.
func (s *Simplifier) printOf(n ast.Node) print {
	p := print{}
	for _, a := range n.Args() {
		p.last = max(p.last, s.prints.Of(a).last)
	}
	of := func(label string, args ...uint64) uint64 {
		h := fnv.New64a()
		h.Write([]byte(label))
		var b [8]byte
		for _, a := range args {
			binary.LittleEndian.PutUint64(b[:], a)
			h.Write(b[:])
		}
		return h.Sum64()
	}
	each := func(args []ast.Node) (in []uint64, together uint64) {
		for _, a := range args {
			x := s.prints.Of(a).structure
			in, together = append(in, x), together+of("each", x)
		}
		return in, together
	}
	in, together := each(n.Args())
	shape := n.Shape().String()
	switch n := n.(type) {
	case *ast.Number:
		p.structure = of("number " + n.Value.String())
	case *ast.Symbol:
		p.last = n.ID()
		p.structure = of("symbol " + n.Name)
	case *ast.Constant:
		p.structure = of("constant "+shape, append(in, uint64(n.Kind))...)
	case *ast.Add:
		p.structure = of("sum", together)
	case *ast.Hadamard:
		p.structure = of("entries", together)
	case *ast.Inner:
		p.structure = of("inner", together)
	case *ast.Mul:
		_, scalars := each(n.Scalars)
		chain, _ := each(n.Chain)
		if n.Shape().IsScalar() { // it may be read in both directions
			chain = chain[:0]
			for _, f := range n.Chain {
				scalars += of("factor", s.print(bare(f)).structure)
			}
		}
		p.structure = of("product "+n.Coef.String(), append(chain, scalars)...)
	case *ast.Call:
		p.structure = of("call "+n.Fn.Key(), in...)
	case *ast.Apply:
		label := "apply " + n.Fn.Name
		for _, slot := range n.Slots {
			in = append(in, uint64(slot))
		}
		p.structure = of(label, append(in, uint64(n.Form))...)
	case *ast.Entry:
		label := "entry"
		if n.Row == nil {
			label += " column"
		}
		if n.Col == nil {
			label += " row"
		}
		p.structure = of(label, in...)
	case *ast.Power:
		p.structure = of("power", in...)
	case *ast.EntryPower:
		p.structure = of("entry power", in...)
	case *ast.Transpose:
		p.structure = of("transpose", in...)
	case *ast.IndexSum:
		p.structure = of("index sum", in...)
	default:
		p.structure = of("other "+shape, in...)
	}
	return p
}
