package parser

import "matcalc/ast"

// A syntax is a node of the syntax tree: what was written, and where.
type syntax struct {
	kind  syntaxKind
	depth int32 // of the tree below, which is bounded so that recursion is
	span  ast.Span
	text  string // of names and numbers; see syntaxKind
	args  []*syntax
	of    *derivative // of derivativeOf
}

type syntaxKind uint8

const (
	aNumber      syntaxKind = iota // text is the number
	aName                          // text is the canonical name
	aSum                           // of all args
	aNegation                      // of the arg
	aProduct                       // of the args, from left to right
	aReciprocal                    // the divisor in aProduct or anHadamard
	anHadamard                     // product entry by entry of the args
	aSolve                         // A\b
	aPower                         // base, exponent
	anEntryPower                   // base, exponent
	aTranspose                     // of the arg
	anInner                        // A : B
	aKron                          // A ⊗ B
	aCall                          // text is the canonical name, args the arguments
	aDotCall                       // text is the canonical name: f.(X)
	aDerivative                    // of tells of what, args are the arguments
	aBracket                       // args[0] is indexed by the others
	anAll                          // the : in brackets
	anIndexSum                     // text is the index, args the body, or lo, hi and body
	aNorm                          // text is the suffix
	aBar                           // |X|
	aOnes                          // 1_n, the arg is the size
	aRange                         // k=1..n, text is the index; only while a sum is read
	aTop                           // ⊤, which stands only in exponents
)

// A derivative is the head of D(h,1,2)(x,y): the order, the function and the slots.
type derivative struct {
	head  string // D, grad or hess
	order int
	fn    string   // canonical
	name  ast.Span // of fn
	slots []int    // from 1; empty when none was written
	dot   bool     // D(f).(X)
}

// directions is the number of directions that brackets after the derivative hold, when they hold
// no indices: hess(g)(X)[H] is a derivative of order 2 in one direction.
func (d *derivative) directions() int {
	if d.head == "hess" {
		return 1
	}
	return d.order
}

// maxNesting bounds how deep an expression is nested.
const maxNesting = 20000

// visit calls see for s and everything below it, in the order of the text.
func (s *syntax) visit(see func(*syntax)) {
	see(s)
	for _, a := range s.args {
		a.visit(see)
	}
}
