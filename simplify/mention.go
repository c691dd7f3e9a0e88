package simplify

import (
	"strings"
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

// What operations are called that are no functions of the catalogue; a power may be an inverse.
const (
	entrywiseName = ".*"
	innerName     = ":"
	inverseName   = "inv"
)

// operators tells what is mentioned by a sign in the text of a rule.
var operators = map[string]string{".*": entrywiseName, "./": entrywiseName, ".^": entrywiseName, " : ": innerName}

// mentionedAs is what the call of a function is in the tree; nothing where that varies.
func mentionedAs(name string) string {
	if name == inverseName {
		return inverseName
	}
	if f := catalogue.Lookup(name); f != nil && (f.Definition == "" || f.Name == diagName) {
		return f.Name
	}
	return ""
}

// diagName is the function that the text diag(x) may stand for, or Diag.
const diagName = "diag"

// simplifications are the Simplify rules, in the order of the registry, and the bit of each name.
var simplifications = sync.OnceValues(func() ([]simplification, map[string]mentions) {
	bits := map[string]mentions{}
	bit := func(name string) mentions {
		if bits[name] == 0 {
			bits[name] = 1 << len(bits)
		}
		return bits[name]
	}
	var list []simplification
	for _, r := range rules.OfKind(rules.Simplify) {
		c := simplification{Rule: r}
		for w := range rules.Words(r.Left) {
			if w.End == len(r.Left) || r.Left[w.End] != '(' {
				continue
			}
			if name := mentionedAs(w.Text); name != "" {
				c.mentions |= bit(name)
			}
		}
		for sign, name := range operators {
			if strings.Contains(r.Left, sign) {
				c.mentions |= bit(name)
			}
		}
		list = append(list, c)
	}
	return list, bits
})

// mentionsOf is what occurs in n of all that left sides mention.
func (s *Simplifier) mentionsOf(n ast.Node) mentions {
	_, bits := simplifications()
	return s.mentioned.Fill(n, func(n ast.Node) mentions {
		m := own(n, bits)
		for _, a := range n.Args() {
			m |= s.mentioned.Of(a)
		}
		return m
	})
}

// hasUnits reports whether there are unit vectors in n.
func (s *Simplifier) hasUnits(n ast.Node) bool {
	_, bits := simplifications()
	return s.mentionsOf(n)&bits[constantNames[ast.Unit]] != 0
}

// own is what the outermost operation of n adds.
func own(n ast.Node, bits map[string]mentions) mentions {
	switch n := n.(type) {
	case *ast.Call:
		if n.Fn.Name == "Diag" {
			return bits["Diag"] | bits[diagName]
		}
		return bits[n.Fn.Name]
	case *ast.Hadamard, *ast.EntryPower:
		return bits[entrywiseName]
	case *ast.Inner:
		return bits[innerName]
	case *ast.Power:
		return bits[inverseName]
	case *ast.Constant:
		return bits[constantNames[n.Kind]]
	case *ast.IndexSum:
		return bits[indexSumName]
	}
	return 0
}
