package notation

import "matcalc/ast"

// An op is what an item of a layout is.
type op uint8

const (
	refItem          op = iota // an expression with a layout of its own
	partItem                   // the name of a shared part, with its free indices
	numberItem                 // a natural number
	nameItem                   // a symbol
	constantItem               // an array given by its sizes
	identityItem               // an identity whose size the reader infers
	negativeItem               // -a
	sumItem                    // terms, some of which are subtracted
	productItem                // scalars, then a chain
	quotientItem               // a/s
	entrywiseItem              // factors entry by entry, some of which divide
	innerItem                  // A : B
	powerItem                  // a^k
	entryPowerItem             // a.^k
	inverseItem                // inv(A)
	sqrtItem                   // sqrt(a), entry by entry
	transposeItem              // A'
	callItem                   // a function of the catalogue
	applyItem                  // an unknown function or a derivative of one
	rowItem                    // the derivative of a scalar function, as a row
	entryItem                  // A[i,j]
	indexSumItem               // sum(k, a)
	deltaItem                  // delta(i, j)
	differentialItem           // d(A)
	namedItem                  // what the input names, g(W)
	opCount
)

// An item is a part of a layout.
type item struct {
	op op
	// tall items ask for brackets that grow; pending items hold a derivative, which may be a fraction.
	tall, pending bool
	// scalars is the number of factors of a product that stand before its chain of arrays.
	scalars int
	args    []*item
	flags   []bool        // of a sum: the term is subtracted; of an entrywise product: the factor divides
	text    string        // of a number and a name
	node    ast.Node      // of a reference, a constant, an identity, a call, an application, an entry, a sum over an index
	fn      *ast.Function // of a call
}

// newItem makes an item of the given parts, tall where one of them is.
func (l *layouter) newItem(o op, args ...*item) *item {
	it := l.keep(item{op: o, args: args})
	for _, a := range args {
		it.grow(a)
	}
	return it
}

// grow makes an item as tall as its part.
func (it *item) grow(part *item) {
	it.tall = it.tall || part.tall
	it.pending = it.pending || part.pending
}

func (l *layouter) number(text string) *item { return l.keep(item{op: numberItem, text: text}) }

func (it *item) isNumber(text string) bool { return it.op == numberItem && it.text == text }

// A level says how tightly an item binds; where it stands as a part of another item that asks for
// a tighter level, it is put in brackets.
type level uint8

const (
	sumLevel       level = iota // a + b
	innerLevel                  // A : B
	entrywiseLevel              // a ⊙ b
	productLevel                // a*b, a/b
	factorLevel                 // a factor that takes no further exponent, as a^2
	postfixLevel                // a'
	primaryLevel                // a, f(a)
)
