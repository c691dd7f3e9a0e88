package simplify

import (
	"sync"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/rules"
)

// Most rules are about a few functions and constants, and most expressions have none of them. So a rule is
// looked at, and parsed at all, only for expressions in which everything that its left side mentions
// occurs.

// A set of names that left sides mention, a bit each.
type mentions uint64

// A simplification is a Simplify rule with what its left side mentions.
type simplification struct {
	*rules.Rule
	mentions mentions
}

// constantNames are the names of constants in the input language.
var constantNames = map[ast.ConstantKind]string{
	ast.Eye: "eye", ast.Ones: "ones", ast.Zeros: "zeros", ast.Unit: "e",
	ast.Commutation: "K", ast.Duplication: "Dup", ast.Elimination: "Elim",
}

// indexSumName is what the sum over an index is called, which is the name of a function too.
const indexSumName = "sum"

// simplifications are the Simplify rules, in the order of the registry, and the bit of each name.
var simplifications = sync.OnceValues(func() ([]simplification, map[string]mentions) {
	bits := map[string]mentions{}
	var list []simplification
	for _, r := range rules.OfKind(rules.Simplify) {
		c := simplification{Rule: r}
		for w := range rules.Words(r.Left) {
			if w.End == len(r.Left) || r.Left[w.End] != '(' {
				continue
			}
			f := catalogue.Lookup(w.Text)
			if f == nil || f.Definition != "" || f.Name == "diag" { // diag may be Diag
				continue
			}
			if bits[f.Name] == 0 {
				bits[f.Name] = 1 << len(bits)
			}
			c.mentions |= bits[f.Name]
		}
		list = append(list, c)
	}
	return list, bits
})

// mentionsOf is what occurs in n of all that left sides mention.
func (s *Simplifier) mentionsOf(n ast.Node) mentions {
	_, bits := simplifications()
	stack := []ast.Node{n}
	for len(stack) > 0 {
		a := stack[len(stack)-1]
		if _, ok := s.mentioned[a]; ok {
			stack = stack[:len(stack)-1]
			continue
		}
		waiting := len(stack)
		m := own(a, bits)
		for _, of := range a.Args() {
			in, ok := s.mentioned[of]
			if !ok {
				stack = append(stack, of)
			}
			m |= in
		}
		if len(stack) == waiting {
			s.mentioned[a] = m
			stack = stack[:len(stack)-1]
		}
	}
	return s.mentioned[n]
}

// own is what the outermost operation of n adds.
func own(n ast.Node, bits map[string]mentions) mentions {
	switch n := n.(type) {
	case *ast.Call:
		return bits[n.Fn.Name]
	case *ast.Constant:
		return bits[constantNames[n.Kind]]
	case *ast.IndexSum:
		return bits[indexSumName]
	}
	return 0
}
