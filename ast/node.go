package ast

import "slices"

// A Node is an expression. Nodes are immutable and are made by the constructors of a [Table]
// alone; two equal expressions of one table are the same Node.
type Node interface {
	// Shape is the size of the value.
	Shape() Shape
	// ID is the place of the node in the order of creation of its table, greater than the ID of
	// each argument.
	ID() int
	// Args are the expressions that this one is made of. The slice must not be changed.
	Args() []Node
	// Has reports whether the value is known to have all the given properties.
	Has(Properties) bool

	node() *head
}

// head is what every node has.
type head struct {
	id         int
	shape      Shape
	args       []Node
	properties Properties
	budget     *Budget // of the table
}

func (h *head) Shape() Shape          { return h.shape }
func (h *head) ID() int               { return h.id }
func (h *head) Args() []Node          { return h.args }
func (h *head) Has(p Properties) bool { return h.properties&p == p }
func (h *head) node() *head           { return h }

// newHead is the head of a node of that shape.
func newHead(shape Shape) head { return head{shape: shape} }

// A Number is an exact rational number.
type Number struct {
	head
	Value Rat
}

// A Symbol is a name: a variable, the size of a dimension, or an integer.
type Symbol struct {
	head
	Name      string
	Kind      SymbolKind
	Structure Structure
	ranges    []Range // over which sums bind the symbol
	manifold  bool    // there are too many to list
}

// A Range is what a sum counts through: from Lo to Hi, or nothing where Hi is less than Lo.
type Range struct{ Lo, Hi Node }

// maxRanges bounds how many ranges are kept of one symbol.
const maxRanges = 8

// Ranges lists the ranges over which sums of the table bind the symbol; it is false where there are too many.
func (s *Symbol) Ranges() ([]Range, bool) { return s.ranges, !s.manifold }

// Bind notes that a sum counts the symbol through a range, as the constructor of sums does.
func (s *Symbol) Bind(r Range) {
	switch {
	case s.manifold || slices.Contains(s.ranges, r):
	case len(s.ranges) == maxRanges:
		s.manifold = true
	default:
		s.ranges = append(s.ranges, r)
	}
}

// A SymbolKind tells what a name stands for.
type SymbolKind uint8

// The kinds of symbols.
const (
	Variable  SymbolKind = iota // an array of real numbers
	Dimension                   // a size, as a scalar: n*logdet(X)
	Integer                     // an integer: k in Z
	Natural                     // a declared natural number or 0: k in N
	Index                       // an index, bound by a sum, or free and counting from 1
)

// IsInteger reports whether symbols of the kind are integers that are no sizes.
func (k SymbolKind) IsInteger() bool { return k == Integer || k == Natural || k == Index }

// A Constant is a fixed array, given by its sizes alone.
type Constant struct {
	head
	Kind ConstantKind
	Dims []Dim // the sizes it was made from
}

// A ConstantKind tells which constant.
type ConstantKind uint8

// The constants; Args of Unit holds the index.
const (
	Pi          ConstantKind = iota // the number π
	Eye                             // the identity of size Dims[0]
	Ones                            // every entry 1, Dims[0]×Dims[1]
	Zeros                           // every entry 0, Dims[0]×Dims[1]
	Unit                            // the unit vector with Dims[0] entries
	Commutation                     // K(n,m), with K vec(X) = vec(X') for X of n×m
	Duplication                     // Dup(n), with D vech(S) = vec(S) for symmetric S
	Elimination                     // Elim(n), with L vec(X) = vech(X)
)

// An Add is a sum of at least two terms of equal shape, no two of which differ by a number
// alone. A scalar that is added to every entry stands as a multiple of Ones.
type Add struct{ head }

// A Mul is a product: a number, scalars in any order, and a chain of arrays in their order. The
// arguments are the scalars, then the chain. A chain whose value is a scalar is a Mul of its own
// with Coef 1 and no scalars.
type Mul struct {
	head
	Coef    Rat
	Scalars []Node
	Chain   []Node
}

// A Power is a scalar to a scalar exponent, or a square matrix to an integer exponent; the
// inverse is the power -1. Args are base and exponent.
type Power struct{ head }

// Base is what is raised.
func (p *Power) Base() Node { return p.args[0] }

// Exponent is a scalar.
func (p *Power) Exponent() Node { return p.args[1] }

// A Hadamard is a product entry by entry of at least two arrays of equal shape, not scalar.
type Hadamard struct{ head }

// An EntryPower raises each entry of an array, not scalar, to an exponent: a scalar, or an array
// of the same shape. Args are base and exponent.
type EntryPower struct{ head }

// Base is what is raised.
func (p *EntryPower) Base() Node { return p.args[0] }

// Exponent is a scalar, or an array of the shape of the base.
func (p *EntryPower) Exponent() Node { return p.args[1] }

// A Transpose is the transpose of its argument.
type Transpose struct{ head }

// Arg is what is transposed.
func (t *Transpose) Arg() Node { return t.args[0] }

// An Inner is the Frobenius inner product A : B = tr(A'B) of two matrices of equal shape, neither
// a vector nor a row.
type Inner struct{ head }

// A Call is a function of the catalogue applied to arguments, and to sizes where it takes them:
// unvec(v,n,m).
type Call struct {
	head
	Fn    *Function
	Sizes []Dim
}

// An Unknown is an unknown differentiable function. Functions of one table with one name are one
// Unknown.
type Unknown struct {
	Name        string
	Params      []Shape
	Result      Shape
	Elementwise bool // a scalar function that acts on every entry; Params and Result are Scalar
	// Order is the place of the name among the IDs of the nodes of its table, none of which it is.
	Order int
}

// An Apply is an unknown function, or one of its derivatives, applied to arguments. Args are the
// arguments of the function, then the directions.
type Apply struct {
	head
	Fn   *Unknown
	Form ApplyForm
	// Slots are the arguments, counted from 0, by which the function is differentiated, in order.
	Slots []int
}

// Point is the list of arguments of the function.
func (a *Apply) Point() []Node { return a.args[:len(a.Fn.Params)] }

// Directions are what the derivative is applied to.
func (a *Apply) Directions() []Node { return a.args[len(a.Fn.Params):] }

// An ApplyForm tells in which form a derivative of an unknown function stands.
type ApplyForm uint8

// The forms, with x the argument of slot 1, y that of slot 2 and so on.
const (
	// Value is h(x), no slot; for Elementwise functions f.(X), D(f).(X), D2(f).(X), one slot an order.
	Value ApplyForm = iota
	// Gradient is grad(h)(x), of a scalar function, in the shape of x.
	Gradient
	// Jacobian is D(h)(x), ∂h_i/∂x_j, of a vector function of a vector.
	Jacobian
	// Hessian is ∂²h/∂x∂y' of a scalar function: hess(h)(x), D(h,1,2)(x,y), for vectors x and y.
	Hessian
	// Directional is D(F)(X)[H], D2(F)(X)[U,V]: the derivative applied to one direction a slot, in
	// the shape of the value. Directions of scalar arguments are 1.
	Directional
	// Adjoint is D(F)(X)'[G]: the directions of all slots but the last, then the cotangent G in the
	// shape of the value; the result has the shape of the last slot's argument. hess(g)(X)[H] is
	// the Adjoint with slots x, x, direction H and cotangent 1.
	Adjoint
	// Component is D(F)(X)[k,l,i,j]: the directions are indices, of the value first.
	Component
)

// An Entry is one entry, row or column of an array, counted from 1. Row or Col is nil where all
// of them are taken. Args are the array and the indices that are not nil.
type Entry struct {
	head
	Row, Col Node
}

// Arg is the array.
func (e *Entry) Arg() Node { return e.args[0] }

// An IndexSum is the sum of a body over an integer index from Lo to Hi. Args are Lo, Hi and the
// body.
type IndexSum struct {
	head
	Index *Symbol
}

// Lo is the first value of the index.
func (s *IndexSum) Lo() Node { return s.args[0] }

// Hi is the last value of the index.
func (s *IndexSum) Hi() Node { return s.args[1] }

// Body is what is summed.
func (s *IndexSum) Body() Node { return s.args[2] }

// A Delta is the Kronecker delta of two indices.
type Delta struct{ head }

// A Differential is dX, the differential of its argument. It stands in rules and derivations.
type Differential struct{ head }

// Arg is what the differential is taken of.
func (d *Differential) Arg() Node { return d.args[0] }
