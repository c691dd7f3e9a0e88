package parser

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"matcalc/ast"
)

// An elaborator turns syntax into terms: it resolves names, puts in definitions, and states what
// the shapes must satisfy.
type elaborator struct {
	solver
	in      *Input
	limits  Limits
	further bool    // the text follows an input, whose symbols are known; other names are errors
	source  *string // the text at hand

	names    map[string]*entity
	entities []*entity
	// what the survey of the text found
	first      map[string]place
	appearance []string
	sizeNames  nameSet
	indexNames nameSet
	sumNames   nameSet
	entrywise  nameSet

	list    []*term
	terms   map[string]*term
	chunk   []term
	scratch []byte
	calls   map[string]*term
	depth   int
	inside  *place // the call whose definition is being put in

	openSums      []*entity // the indices of the sums around
	indexEntities map[string]*entity
	uses          []indexUse  // of indices with bounds, and of free ones
	rangeless     []rangeless // sums whose range does not follow from entries
	matrices      []*entity   // variables with two indices in brackets
	summed        []*term     // sums of the rows or columns of an argument
	notes         nameSet
	divisors      []divisor
	roots         []*term       // the terms that are asked for
	bound         []*entity     // the values that are bound by =, in order
	applied       []application // of the functions that the input defines
	named         []ast.Dim     // names for unknown sizes, by root
	sizeCount     int
	vectorCalls   []*constraint // of functions such as softmax, which take a vector
	upperDone     bool          // upper-case names are matrices by now
	columns       []dim         // the second sizes of ones() and zeros()
	spectral      []*term       // norms that were written as ‖X‖_2
}

// An application is a function that the input defines, put in for arguments.
type application struct {
	of    *entity
	args  []*term
	value *term
}

func newElaborator(in *Input) *elaborator {
	return &elaborator{
		solver: newSolver(), in: in, limits: in.limits,
		names: map[string]*entity{}, first: map[string]place{}, terms: make(map[string]*term, 14),
	}
}

// at is a place in the text at hand.
func (e *elaborator) at(span ast.Span) place {
	if e.inside != nil {
		return *e.inside
	}
	return place{source: e.source, span: span}
}

// text gives what stands at s.
func (e *elaborator) text(s *syntax) string { return e.at(s.span).text() }

func (p place) text() string {
	if p.source == nil {
		return ""
	}
	return (*p.source)[p.span.Start:p.span.End]
}

// fail ends the elaboration with an error.
func (e *elaborator) fail(kind ast.ErrorKind, at place, hint, format string, args ...any) {
	panic(errorAt(at, ast.Error{Kind: kind, Message: fmt.Sprintf(format, args...), Hint: hint}))
}

func errorAt(at place, e ast.Error) *ast.Error {
	e.Span = at.span
	if at.source != nil {
		e.Source = *at.source
	}
	return &e
}

// exceed ends the elaboration with an error that tells of a limit.
func (e *elaborator) exceed(limit ast.LimitName, at place, hint, format string, args ...any) {
	panic(errorAt(at, ast.Error{Kind: ast.LimitError, Limit: limit, Message: fmt.Sprintf(format, args...), Hint: hint}))
}

// note tells a person something, once.
func (e *elaborator) note(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if !e.notes[text] {
		e.notes.add(text)
		e.in.Notes = append(e.in.Notes, text)
	}
}

// maxFrames bounds the recursion of the elaboration over syntax and definitions together.
const maxFrames = 100000

// term elaborates s, whose names may be bound in v.
func (e *elaborator) term(s *syntax, v *env) *term {
	e.depth++
	if e.depth > maxFrames {
		e.fail(ast.LimitError, e.at(s.span), "name values by z = …; they are not put in one into another", "definitions are nested too deeply")
	}
	t := e.elaborate(s, v)
	e.depth--
	return t
}

func (e *elaborator) each(list []*syntax, v *env) []*term {
	out := make([]*term, len(list))
	for i, s := range list {
		out[i] = e.term(s, v)
	}
	return out
}

func (e *elaborator) elaborate(s *syntax, v *env) *term {
	at := e.at(s.span)
	make1 := func(o op, args ...*term) *term {
		return e.intern(term{op: o, args: args, place: at, parts: s.args})
	}
	switch s.kind {
	case aNumber:
		return e.number(s)
	case aName:
		return e.name(s, v)
	case aSum:
		return e.intern(term{op: opSum, args: e.each(s.args, v), place: at, parts: s.args})
	case aNegation:
		return e.negation(e.term(s.args[0], v), at)
	case aProduct, anHadamard:
		o := opProduct
		if s.kind == anHadamard {
			o = opHadamard
		}
		args := make([]*term, len(s.args))
		for i, a := range s.args {
			if a.kind == aReciprocal {
				args[i] = e.reciprocal(s.kind, a, e.term(a.args[0], v))
			} else {
				args[i] = e.term(a, v)
			}
		}
		return e.intern(term{op: o, args: args, place: at, parts: s.args})
	case aSolve:
		base := e.term(s.args[0], v)
		inverse := e.intern(term{op: opPower, args: []*term{base, e.integer(-1, at)}, place: e.at(s.args[0].span)})
		return make1(opProduct, inverse, e.term(s.args[1], v))
	case aPower:
		return e.power(s, v)
	case anEntryPower:
		return make1(opEntryPower, e.term(s.args[0], v), e.term(s.args[1], v))
	case aTranspose:
		if s.text == "T" {
			e.checkT(s, v)
		}
		arg := e.term(s.args[0], v)
		e.checkVariable(arg, at)
		return make1(opTranspose, arg)
	case anInner:
		return make1(opInner, e.term(s.args[0], v), e.term(s.args[1], v))
	case aKron:
		return e.call(s, "kron", s.args, v)
	case aCall:
		return e.application(s, v)
	case aDotCall:
		return e.entrywiseCall(s, v)
	case aDerivative:
		return e.derivative(s, v)
	case aBracket:
		return e.bracket(s, v)
	case anIndexSum:
		return e.indexSum(s, v)
	case aNorm:
		return e.norm(s, v)
	case aBar:
		return make1(opBar, e.term(s.args[0], v))
	case aOnes:
		name := "ones"
		if s.text == "0" {
			name = "zeros"
		}
		return e.call(s, name, s.args, v)
	case anAll:
		e.fail(ast.SyntaxError, at, "take a whole row as X[i,:], a whole column as X[:,j]", "\":\" stands only in brackets")
	case aTop:
		e.fail(ast.SyntaxError, at, "write A^⊤", "⊤ stands only in exponents")
	}
	panic("parser: syntax of unknown kind")
}

func (e *elaborator) integer(n int64, at place) *term {
	return e.intern(term{op: opNumber, num: ast.RatInt(n), place: at})
}

// number reads a number exactly.
func (e *elaborator) number(s *syntax) *term {
	if digits := e.limits.Digits; len(s.text) > digits || exponentOfTen(s.text) > digits {
		e.exceed(ast.DigitLimit, e.at(s.span), "", "the number has more than %d digits", digits)
	}
	r, ok := ast.ParseRat(s.text)
	if !ok {
		e.fail(ast.SyntaxError, e.at(s.span), "", "%s is no number", s.text)
	}
	return e.intern(term{op: opNumber, num: r, place: e.at(s.span)})
}

// exponentOfTen is how large the exponent of a number such as 2e-3 is.
func exponentOfTen(text string) int {
	i := strings.IndexAny(text, "eE")
	if i < 0 {
		return 0
	}
	exponent, err := strconv.Atoi(strings.TrimLeft(text[i+1:], "+-"))
	if err != nil {
		return math.MaxInt
	}
	return exponent
}

func (e *elaborator) negation(t *term, at place) *term {
	if t.op == opNumber {
		return e.intern(term{op: opNumber, num: t.num.Neg(), place: at})
	}
	return e.intern(term{op: opProduct, args: []*term{e.integer(-1, at), t}, place: at})
}

// reciprocal is what a division multiplies by: 1/s of a scalar, or 1./X.
func (e *elaborator) reciprocal(kind syntaxKind, s *syntax, t *term) *term {
	at := e.at(s.span)
	if t.op == opNumber {
		if t.num.IsZero() {
			e.fail(ast.SyntaxError, at, "the divisor must be another number than 0", "division by zero")
		}
		return e.intern(term{op: opNumber, num: t.num.Inv(), place: at})
	}
	if kind == anHadamard {
		return e.intern(term{op: opEntryPower, args: []*term{t, e.integer(-1, at)}, place: at})
	}
	e.divisors = append(e.divisors, divisor{t, at})
	return e.intern(term{op: opPower, head: "/", args: []*term{t, e.integer(-1, at)}, place: at})
}

// A divisor must be a scalar, which is stated when all terms are there.
type divisor struct {
	t  *term
	at place
}

func (e *elaborator) divisionError(t *term, at place) {
	name := at.text()
	hint := fmt.Sprintf("write inv(%s) for the inverse, or ./ to divide entry by entry", name)
	if t.op == opSymbol && t.entity.kind == aVariable && !t.entity.declared {
		hint += fmt.Sprintf("; or declare %s in R", name)
	}
	e.fail(ast.ShapeError, at, hint,
		"division by %s, which is no scalar: %s", name, e.describe(t))
}

// power elaborates base^exponent.
func (e *elaborator) power(s *syntax, v *env) *term {
	at := e.at(s.span)
	base, exponent := s.args[0], s.args[1]
	if base.kind == aName && base.text == "e" && !v.sealed() && v.find("e") == nil {
		if x := e.entityNamed("e"); x == nil || !x.declared && x.kind == aVariable {
			inside := e.text(exponent)
			e.fail(ast.SyntaxError, at, fmt.Sprintf("write exp(%s); or declare e in R", inside), "e is not the number 2.718… here")
		}
	}
	if exponent.kind == aName && len(exponent.text) > 1 && exponent.text[0] == 'T' && v.find(exponent.text) == nil {
		if x := e.entityNamed(exponent.text); x == nil || !x.declared && x.kind == aVariable {
			e.fail(ast.SyntaxError, at, fmt.Sprintf("for the transpose write %s'*%s", e.text(base), exponent.text[1:]),
				"%s is %s to the power %s", e.text(s), e.text(base), exponent.text)
		}
	}
	b, x := e.term(base, v), e.term(exponent, v)
	return e.intern(term{op: opPower, args: []*term{b, x}, place: at, parts: s.args})
}

// checkVariable refuses a dimension where only a variable has a meaning.
func (e *elaborator) checkVariable(t *term, at place) {
	if t.op == opSymbol && t.entity.kind == aDimension {
		e.fail(ast.DeclarationError, at, "give one of them another name", "%s is a dimension and a variable", t.entity.name)
	}
}

// checkT refuses A^T where T is a name of the input.
func (e *elaborator) checkT(s *syntax, v *env) {
	x := e.entityNamed("T")
	if v.sealed() || v.find("T") == nil && (x == nil || !x.declared && x.kind == aVariable) {
		return
	}
	base := e.text(s.args[0])
	e.fail(ast.SyntaxError, e.at(s.span), fmt.Sprintf("write %s' for the transpose, %s^(1*T) for the power", base, base),
		"%s can be the transpose of %s, and %s to the power T", e.text(s), base, base)
}

// norm elaborates ‖x‖ with its suffix.
func (e *elaborator) norm(s *syntax, v *env) *term {
	name := "norm"
	if s.text == "1" {
		name = "norm1"
	}
	t := e.call(s, name, s.args, v)
	if s.text == "2" {
		e.spectral = append(e.spectral, t)
	}
	return t
}
