package simplify

import (
	"iter"
	"math/bits"
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

// A ruleIndex finds the Simplify rules that may apply to an expression by what it mentions.
type ruleIndex struct {
	list []simplification // in the order of the registry
	// filed tells which rules mention a name, that of the lowest bit of theirs; those that mention none are general.
	filed   [64]ruleSet
	general ruleSet
	names   map[string]mentions
	// What the nodes of some types mention.
	functions                           map[*ast.Function]mentions
	constants                           [ast.Elimination + 1]mentions
	entrywise, inner, inverse, indexSum mentions
}

// maxRules bounds the number of Simplify rules.
const maxRules = 512

// A ruleSet has a bit for each rule of a list.
type ruleSet [maxRules / 64]uint64

func (r *ruleSet) add(place int) { r[place/64] |= 1 << (place % 64) }

// simplifications is the index of the Simplify rules, made on first use.
var simplifications = sync.OnceValue(func() *ruleIndex {
	x := &ruleIndex{names: map[string]mentions{}, functions: map[*ast.Function]mentions{}}
	bit := func(name string) mentions {
		if x.names[name] == 0 {
			x.names[name] = 1 << len(x.names)
		}
		return x.names[name]
	}
	for i, r := range rules.OfKind(rules.Simplify) {
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
		x.list = append(x.list, c)
		if c.mentions == 0 {
			x.general.add(i)
		} else {
			x.filed[bits.TrailingZeros64(uint64(c.mentions))].add(i)
		}
	}
	for name, m := range x.names {
		if f := catalogue.Lookup(name); f != nil {
			x.functions[f] = m
		}
	}
	x.functions[catalogue.Lookup("Diag")] |= x.names[diagName]
	for kind, name := range constantNames {
		x.constants[kind] = x.names[name]
	}
	x.entrywise, x.inner, x.inverse, x.indexSum = x.names[entrywiseName], x.names[innerName], x.names[inverseName], x.names[indexSumName]
	return x
})

// about yields the rules that are about nothing but what is in the set, in their order.
func (x *ruleIndex) about(in mentions) iter.Seq[simplification] {
	return func(yield func(simplification) bool) {
		found := x.general
		for rest := in; rest != 0; rest &= rest - 1 {
			for w, more := range x.filed[bits.TrailingZeros64(uint64(rest))] {
				found[w] |= more
			}
		}
		for w, word := range found {
			for ; word != 0; word &= word - 1 {
				if r := x.list[64*w+bits.TrailingZeros64(word)]; r.mentions&^in == 0 && !yield(r) {
					return
				}
			}
		}
	}
}

// mentionsOf is what occurs in n of all that left sides mention.
func (s *Simplifier) mentionsOf(n ast.Node) mentions {
	x := simplifications()
	return s.mentioned.Fill(n, func(n ast.Node) mentions {
		m := x.own(n)
		for _, a := range n.Args() {
			m |= s.mentioned.Of(a)
		}
		return m
	})
}

// hasUnits reports whether there are unit vectors in n.
func (s *Simplifier) hasUnits(n ast.Node) bool {
	return s.mentionsOf(n)&simplifications().constants[ast.Unit] != 0
}

// own is what the outermost operation of n adds.
func (x *ruleIndex) own(n ast.Node) mentions {
	switch n := n.(type) {
	case *ast.Call:
		return x.functions[n.Fn]
	case *ast.Hadamard, *ast.EntryPower:
		return x.entrywise
	case *ast.Inner:
		return x.inner
	case *ast.Power:
		return x.inverse
	case *ast.Constant:
		return x.constants[n.Kind]
	case *ast.IndexSum:
		return x.indexSum
	}
	return 0
}
