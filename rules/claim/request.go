package claim

import (
	"matcalc/ast"
	"matcalc/rules"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// A Request asks whether claims are derivatives. Its Verify steers all checks; Forms and Mode are not used.
type Request struct {
	derive.Request
	// Claims are the claims, one for each result: for each variable, or for each block of second derivatives.
	Claims []string
	// Form is the form in which the claims are written; what fits where it is empty.
	Form string
	// NoSteps leaves out the derivation that is shown beside a claim that is not right.
	NoSteps bool
}

// An Answer holds the derivatives and what they say of the claims.
type Answer struct {
	*derive.Answer
	Judgements []Judgement // one for each of Results
	// Shown is the answer with the derivation line by line, in Form, where that is to be shown. It has nodes of its own.
	Shown *derive.Answer
	Form  string
}

// A Verdict says how a claim and the derivative go together.
type Verdict string

// The verdicts.
const (
	Right       Verdict = "right"
	Transposed  Verdict = "transpose"  // right, as the transpose: in the other layout
	Factor      Verdict = "factor"     // right but for a factor
	Conditional Verdict = "condition"  // right only under conditions that were not declared
	Convention  Verdict = "convention" // right in another convention for structured variables
	Wrong       Verdict = "wrong"
	Undecided   Verdict = "undecided" // no point was found at which to compare
)

// A Judgement is what was found of one claim.
type Judgement struct {
	Text string   // the claim as it was given
	Node ast.Node // the claim, read
	Verdict
	// Form is the form in which the claim was read; empty where it fits none.
	Form string
	// Transposed tells that the verdict is on the transpose of the claim.
	Transposed bool
	// Factor is what the claim has to be multiplied by.
	Factor ast.Node
	// Conditions are those under which the claim would be right, all of them together.
	Conditions []rules.Condition
	// Convention says in which convention the claim is right.
	Convention string
	// Mendings are changes that would make the claim right, each alone.
	Mendings []Mending
	// Reason tells why a claim that was not compared is wrong or undecided.
	Reason string
	// Points is the number of points at which the claim was compared, MaxRelativeError the greatest error there
	// of a claim that is right.
	Points           int
	MaxRelativeError float64
	// Counterexample is a point at which the claim differs from the derivative, or nil.
	Counterexample *Counterexample
	Notes          []string
}

// OK reports whether the claim is right, be it as the transpose.
func (j *Judgement) OK() bool { return j.Verdict == Right || j.Verdict == Transposed }

// A Mending is a change of a part of the claim, or of the expression.
type Mending struct {
	Kind MendingKind
	// Part is the part of the claim, or, for Missing, what the claim lacks.
	Part ast.Node
	// By is what Part has to be replaced by, or multiplied by for Scale.
	By ast.Node
}

// A MendingKind says what has to be done with a part.
type MendingKind string

// The kinds of mendings.
const (
	Replace MendingKind = "replace"
	Scale   MendingKind = "scale"   // a term, by a number
	Remove  MendingKind = "remove"  // a term
	Missing MendingKind = "missing" // a term that has to be added
	Other   MendingKind = "other"   // a part of the expression: the claim is the derivative of another one
)

// A Counterexample is a point with small sizes at which a claim differs from the derivative.
type Counterexample struct {
	Sizes     []Size
	Values    []Value  // of the symbols, in their order
	Functions []string // unknown functions, which are smooth ones drawn at random
	// Entry are the positions, counted from 1, of the entry with the greatest difference: of the value first, then
	// of each variable; axes of size 1 are left out.
	Entry []int
	// Claimed is the entry of the claim, Derivative that of matcalc's derivative, Difference the finite difference.
	Claimed, Derivative, Difference float64
}

// A Size is the number that a dimension stands for.
type Size struct {
	Name string
	Size int
}

// A Value is the array that a symbol stands for.
type Value struct {
	Name  string
	Array ast.Array
}

// defaultPoints is the number of points at which a claim is compared where none is asked for.
const defaultPoints = 5

func withDefaults(o verify.Options) verify.Options {
	if o.Points == 0 {
		o.Points = defaultPoints
	}
	if o.Tolerance == 0 {
		o.Tolerance = 1e-6
	}
	return o
}
