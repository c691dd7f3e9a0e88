package parser

import (
	"strings"
	"testing"

	"matcalc/ast"
)

// errorTexts lists inputs that are in error, with the kind and the whole report.
var errorTexts = []struct {
	input string
	kind  ast.ErrorKind
	want  string
}{
	{"h(W*a) where W in R^(N_l x N_k), a in R^N_l", "shape", `
error: W*a does not conform: W is N_l × N_k, a has N_l entries
  h(W*a) where W in R^(N_l x N_k), a in R^N_l
    ^^^
hint: a must have N_k entries
`},
	{"A*B where A in R^(n x m), B in R^(n x m)", "shape", `
error: A*B does not conform: A is n × m, B is n × m
  A*B where A in R^(n x m), B in R^(n x m)
  ^^^
hint: B must have m rows
`},
	{"x'*A*x where A in R^(3 x 4)", "shape", `
error: A*x does not conform: A is 3 × 4, x has 3 entries
  x'*A*x where A in R^(3 x 4)
     ^^^
hint: x must have 4 entries
`},
	{"x'*A*x where A in R^(n x m)", "shape", `
error: A*x does not conform: A is n × m, x has n entries
  x'*A*x where A in R^(n x m)
     ^^^
hint: x must have m entries
`},
	{"theta'*A*theta where A in R^(n x m)", "shape", `
error: A*theta does not conform: A is n × m, theta has n entries
  theta'*A*theta where A in R^(n x m)
         ^^^^^^^
hint: theta must have m entries
`},
	{"A*x + B*x where A in R^(3 x 4), B in R^(3 x 5)", "shape", `
error: A*x does not conform: A is 3 × 4, x has 5 entries
  A*x + B*x where A in R^(3 x 4), B in R^(3 x 5)
  ^^^
hint: x must have 4 entries
`},
	{"tr(X^(3/2))", "shape", `
error: a matrix has only integer powers: (3/2) is no integer
  tr(X^(3/2))
       ^^^^^
hint: write .^ for powers entry by entry; integers are declared as k in N
`},
	{"tr(X^(2^-1))", "shape", `
error: a matrix has only integer powers: (2^-1) is no integer
  tr(X^(2^-1))
       ^^^^^^
hint: write .^ for powers entry by entry; integers are declared as k in N
`},
	{"tr(X^(k^-1)) where k in N", "shape", `
error: a matrix has only integer powers: (k^-1) is no integer
  tr(X^(k^-1)) where k in N
       ^^^^^^
hint: write .^ for powers entry by entry; integers are declared as k in N
`},
	{"tr(X^(k/2)) where k in N", "shape", `
error: a matrix has only integer powers: (k/2) is no integer
  tr(X^(k/2)) where k in N
       ^^^^^
hint: write .^ for powers entry by entry; integers are declared as k in N
`},
	{"tr(X^(2^k)) where k in Z", "shape", `
error: a matrix has only integer powers: (2^k) is no integer
  tr(X^(2^k)) where k in Z
       ^^^^^
hint: write .^ for powers entry by entry; integers are declared as k in N
`},
	{"tr(X^(0^-1))", "shape", `
error: a matrix has only integer powers: (0^-1) is no integer
  tr(X^(0^-1))
       ^^^^^^
hint: write .^ for powers entry by entry; integers are declared as k in N
`},
	{"tr(X^(2^200))", "limit", `
error: the exponent (2^200) is too large
  tr(X^(2^200))
       ^^^^^^^
hint: write it as an integer name, declared as k in N
`},
	{"c*A*x where A in R^(n x m), x in R^n", "shape", `
error: A*x does not conform: A is n × m, x has n entries
  c*A*x where A in R^(n x m), x in R^n
    ^^^
hint: x must have m entries
`},
	{"A*B*x where A in R^(n x m), B in R^(m x p), x in R^m", "shape", `
error: B*x does not conform: B is m × p, x has m entries
  A*B*x where A in R^(n x m), B in R^(m x p), x in R^m
    ^^^
hint: x must have p entries
`},
	{"x*y where x in R^n, y in R^n", "shape", `
error: x*y does not conform: x has n entries, y has n entries
  x*y where x in R^n, y in R^n
  ^^^
hint: write x'*y for the inner product, x.*y entry by entry
`},
	{"x*A where x in R^n, A in R^(n x m)", "shape", `
error: x*A does not conform: x has n entries, A is n × m
  x*A where x in R^n, A in R^(n x m)
  ^^^
hint: write x'*A
`},
	{"A + x where A in R^(n x m), x in R^n", "shape", `
error: A + x does not conform: A is n × m, x has n entries
  A + x where A in R^(n x m), x in R^n
  ^^^^^
hint: the terms of a sum have one shape
`},
	{"x + y + z where x in R^n, y in R^n, z in R^m", "shape", `
error: x + y + z does not conform: x has n entries, z has m entries
  x + y + z where x in R^n, y in R^n, z in R^m
  ^^^^^^^^^
hint: the terms of a sum have one shape
`},
	{"A.*x where A in R^(n x m), x in R^n", "shape", `
error: A.*x does not conform: A is n × m, x has n entries
  A.*x where A in R^(n x m), x in R^n
  ^^^^
hint: entry by entry, both sides have one shape
`},
	{"A : B where A in R^(n x m), B in R^(m x n)", "shape", `
error: A : B does not conform: A is n × m, B is m × n
  A : B where A in R^(n x m), B in R^(m x n)
  ^^^^^
hint: both sides of ":" have one shape
`},
	{"dot(x,y) where x in R^n, y in R^m", "shape", `
error: dot(x,y) does not conform: x has n entries, y has m entries
  dot(x,y) where x in R^n, y in R^m
  ^^^^^^^^
hint: dot takes arguments of the shapes n×m and n×m
`},
	{"tr(A) where A in R^(n x m)", "shape", `
error: tr takes a square matrix: A is n × m
  tr(A) where A in R^(n x m)
  ^^^^^
hint: a square matrix has as many rows as columns
`},
	{"Diag(A) where A in R^(n x m)", "shape", `
error: Diag takes a vector: A is n × m
  Diag(A) where A in R^(n x m)
  ^^^^^^^
hint: vec(A) has the entries of A as a vector
`},
	{"hcat(A,B) where A in R^(n x m), B in R^(p x m)", "shape", `
error: hcat(A,B) does not conform: A is n × m, B is p × m
  hcat(A,B) where A in R^(n x m), B in R^(p x m)
  ^^^^^^^^^
hint: the arguments of hcat have the same number of rows
`},
	{"softmax(X)", "shape", `
error: softmax takes a vector: X is n × m
  softmax(X)
  ^^^^^^^^^^
hint: softmax(X,1) works down each column, softmax(X,2) along each row
`},
	{"softmax(X,3)", "syntax", `
error: softmax has no axis 3
  softmax(X,3)
  ^^^^^^^^^^^^
hint: 1 works down each column, 2 along each row
`},
	{"x^2 where x in R^n", "shape", `
error: only a scalar or a square matrix has powers: x has n entries
  x^2 where x in R^n
  ^^^
hint: write x.^2 for the squares of the entries, norm(x)^2 for their sum
`},
	{"A^x where A in Sym(n), x in R^n", "shape", `
error: the exponent is no scalar: x has n entries
  A^x where A in Sym(n), x in R^n
    ^
hint: write .^ for powers entry by entry
`},
	{"X^(1/2)", "shape", `
error: a matrix has only integer powers: (1/2) is no integer
  X^(1/2)
    ^^^^^
hint: write .^ for powers entry by entry; integers are declared as k in N
`},
	{"X^p where X in Sym(n), p in R", "shape", `
error: a matrix has only integer powers: p is no integer
  X^p where X in Sym(n), p in R
    ^
hint: write .^ for powers entry by entry; integers are declared as k in N
`},
	{"A/B", "shape", `
error: division by B, which is no scalar: B is p × q
  A/B
    ^
hint: write inv(B) for the inverse, or ./ to divide entry by entry; or declare B in R
`},
	{"A/x where x in R^n", "shape", `
error: division by x, which is no scalar: x has n entries
  A/x where x in R^n
    ^
hint: write inv(x) for the inverse, or ./ to divide entry by entry
`},
	{"1/0", "syntax", `
error: division by zero
  1/0
    ^
hint: the divisor must be another number than 0
`},
	{"x/0.0", "syntax", `
error: division by zero
  x/0.0
    ^^^
hint: the divisor must be another number than 0
`},
	{"x/(1-1)", "syntax", `
error: division by zero
  x/(1-1)
    ^^^^^
hint: the divisor must be another number than 0
`},
	{"inv(0)", "syntax", `
error: division by zero
  inv(0)
  ^^^^^^
hint: the divisor must be another number than 0
`},
	{"log(0)", "syntax", `
error: log(0) has no value
  log(0)
  ^^^^^^
hint: log is not defined there
`},
	{"sqrt(-1)", "syntax", `
error: sqrt(-1) has no real value
  sqrt(-1)
  ^^^^^^^^
hint: a fractional power needs a base that is not negative
`},
	{"|X|", "syntax", `
error: |X| can be det(X) and abs(X)
  |X|
  ^^^
hint: write det(X) for the determinant, abs(X) for the absolute values of the entries
`},
	{"|x| where x in R^n", "syntax", `
error: |x| can be det(x) and abs(x)
  |x| where x in R^n
  ^^^
hint: write norm(x) for the norm, abs(x) for the absolute values of the entries
`},
	{"A^T*B where T in R^(n x n)", "syntax", `
error: A^T can be the transpose of A, and A to the power T
  A^T*B where T in R^(n x n)
  ^^^
hint: write A' for the transpose, A^(1*T) for the power
`},
	{"X^TX", "syntax", `
error: X^TX is X to the power TX
  X^TX
  ^^^^
hint: for the transpose write X'*X
`},
	{"e^x", "syntax", `
error: e is not the number 2.718… here
  e^x
  ^^^
hint: write exp(x); or declare e in R
`},
	{"A : B : C", "syntax", `
error: a term has only one ":"
  A : B : C
        ^
hint: write parentheses: (A : B)*c
`},
	{"X[1:2,3]", "syntax", `
error: ":" between two indices has no meaning: there are no slices
  X[1:2,3]
      ^
hint: take a whole row as X[i,:], a whole column as X[:,j]
`},
	{"X[0,1]", "shape", `
error: an index is a whole number from 1 on, not 0
  X[0,1]
    ^
hint: entries are counted from 1
`},
	{"e(2*0, n)", "shape", `
error: the index 2*0 is out of range
  e(2*0, n)
    ^^^
hint: the indices of e(2*0, n) run from 1 to n
`},
	{"D(F)(A)[B,C,00B,1] where F:R(20x 2)->R(10x 2)", "shape", `
error: the index 00B is out of range
  D(F)(A)[B,C,00B,1] where F:R(20x 2)->R(10x 2)
              ^^^
hint: the indices of D(F)(A) run from 1 to 20
`},
	{"D(h)(x)[5] where h: R^4 -> R", "shape", `
error: the index 5 is out of range
  D(h)(x)[5] where h: R^4 -> R
          ^
hint: the indices of D(h)(x) run from 1 to 4
`},
	{"x[4] where x in R^3", "shape", `
error: the index 4 is out of range
  x[4] where x in R^3
    ^
hint: the indices of x run from 1 to 3
`},
	{"X[i] where X in R^(n x m)", "shape", `
error: a matrix has two indices: X is n × m
  X[i] where X in R^(n x m)
  ^^^^
hint: write X[i,j] for an entry, X[i,:] for a row
`},
	{"X[1,2,3]", "syntax", `
error: X has at most two indices, not 3
  X[1,2,3]
  ^^^^^^^^
hint: write X[i,j] for an entry of a matrix, x[i] for one of a vector
`},
	{"D(F)(X) where F: R^(n x m) -> R^(p x q)", "unsupported", `
error: D(F)(X) has 4 axes, and is no matrix
  D(F)(X) where F: R^(n x m) -> R^(p x q)
  ^^^^^^^
hint: apply it to a direction: D(F)(X)[H]
`},
	{"D(h)(x,y)", "syntax", `
error: h has 2 arguments, and none is named for the derivative
  D(h)(x,y)
  ^^^^^^^^^
hint: write D(h,1) for the first one
`},
	{"D(h)", "syntax", `
error: D(h) is a derivative without its argument
  D(h)
  ^^^^
hint: write D(h)(x); a function of that name is declared as D: R^n -> R
`},
	{"D(sin)(x)", "unsupported", `
error: sin is a known function, whose derivative is not written so
  D(sin)(x)
    ^^^
hint: the derivatives of known functions are written out, or found by diff
`},
	{"g(x) = x'*x; D(g)(y)", "unsupported", `
error: g is defined, so its derivative is not written so
  g(x) = x'*x; D(g)(y)
                 ^
hint: differentiate it by name with --wrt, or leave it undefined
`},
	{"grad(F)(x) where F: R^n -> R^m", "shape", `
error: only a scalar function has a gradient: F has values in R^m
  grad(F)(x) where F: R^n -> R^m
  ^^^^^^^^^^
hint: D(F) is the derivative of a function with other values
`},
	{"D(F)(X)[H] where F: R^(n x m) -> R^p, H in R^(m x n)", "shape", `
error: the direction H must be a matrix of size n × m, but H is m × n
  D(F)(X)[H] where F: R^(n x m) -> R^p, H in R^(m x n)
          ^
hint: a direction has the shape of the argument, the cotangent of an adjoint that of the value
`},
	{"D(F)(X)[i,j] where F: R^(n x m) -> R^(p x q)", "syntax", `
error: D(F)(X) has 4 indices, not 2
  D(F)(X)[i,j] where F: R^(n x m) -> R^(p x q)
  ^^^^^^^^^^^^
hint: the indices of the value stand first, then those of the argument
`},
	{"h(x,y) + h(x)", "syntax", `
error: h takes 2 arguments, not 1
  h(x,y) + h(x)
           ^^^^
hint: h has as many arguments everywhere; another function needs another name
`},
	{"h(t) where h: R -> R, t in R^n", "shape", `
error: the argument of h is a scalar, but t has n entries
  h(t) where h: R -> R, t in R^n
    ^
hint: write h.(t) to apply it to every entry
`},
	{"K(K-K+2)", "syntax", `
error: K is a dimension, and is applied here
  K(K-K+2)
  ^
hint: put * between them for the product
`},
	{"W(x - s) where W in R^(n x m)", "syntax", `
error: W is a variable, and is applied here
  W(x - s) where W in R^(n x m)
  ^
hint: put * or a space between them for the product
`},
	{"W(x) + W*y", "syntax", `
error: W is a function here, and is not applied
  W(x) + W*y
         ^
hint: apply it: W(x)
`},
	{"logdte(X)", "syntax", `
error: there is no function logdte
  logdte(X)
  ^^^^^^
hint: did you mean logdet? An unknown function of that name is declared as logdte: R^n -> R
`},
	{"Det(X)", "syntax", `
error: there is no function Det
  Det(X)
  ^^^
hint: did you mean det? An unknown function of that name is declared as Det: R^n -> R
`},
	{"norm(x,1)", "syntax", `
error: norm takes 1 argument, not 2
  norm(x,1)
  ^^^^^^^^^
hint: norm1(x) is the sum of absolute values, normF(X) the Frobenius norm
`},
	{"max(x)", "syntax", `
error: max takes 2 arguments, not 1
  max(x)
  ^^^^^^
hint: max compares entry by entry, as in max(X,0)
`},
	{"x'*eye(x)*x", "declaration", `
error: x is a dimension and a variable
  x'*eye(x)*x
  ^^
hint: give one of them another name
`},
	{"x where n in R^n", "declaration", `
error: n is a dimension and a variable
  x where n in R^n
          ^
hint: give one of them another name
`},
	{"x where x in R^n, x in R^m", "declaration", `
error: x is declared twice
  x where x in R^n, x in R^m
                    ^
hint: leave out one of the declarations
`},
	{"x where x in Q^n", "declaration", `
error: "Q" is no space
  x where x in Q^n
               ^^^
hint: the spaces are R, R^n, R^(n x m), Sym(n), Skew(n), PD(n), Diag(n), Orth(n), Lower(n), Upper(n), N and Z
`},
	{"x where x in R^(n x m x p)", "unsupported", `
error: arrays with more than two axes cannot be declared
  x where x in R^(n x m x p)
               ^^^^^^^^^^^^^
hint: matrices are R^(n x m)
`},
	{"x where k in N^2", "declaration", `
error: N stands alone, for an integer
  x where k in N^2
               ^^^
hint: write k in N
`},
	{"x where x R^n", "syntax", `
error: "R" stands where a declaration such as X in R^(n x m) is expected
  x where x R^n
            ^
hint: leave it out, or put what is missing before it
`},
	{"x where x in R^0", "declaration", `
error: a size is at least 1
  x where x in R^0
                 ^
hint: write R^n, R^3 or R^(n+1)
`},
	{"z = z + 1; z", "syntax", `
error: z is defined by itself
  z = z + 1; z
      ^
hint: give the new value a name of its own
`},
	{"y = A*u; u = B*x; y", "syntax", `
error: u is used before it is defined
  y = A*u; u = B*x; y
        ^
hint: move its definition up
`},
	{"f(x) = f(x); f(y)", "syntax", `
error: f is defined by itself
  f(x) = f(x); f(y)
         ^^^^
hint: a definition uses what is defined above it; write a recursion out
`},
	{"x ; y ; z", "syntax", `
error: a statement before the last one defines a name or a function
  x ; y ; z
  ^
hint: name it: z = …
`},
	{"x*y = 3", "syntax", `
error: x*y cannot be defined
  x*y = 3
  ^^^
hint: left of = stands a name, f(x) or T[i,j]
`},
	{"T[i] = x[i]; T", "syntax", `
error: T is defined by components, and has no indices here
  T[i] = x[i]; T
               ^
hint: write T[i]
`},
	{"sum(k, 3)", "syntax", `
error: the bounds of k do not follow from what it indexes
  sum(k, 3)
  ^^^^^^^^^
hint: write the bounds: sum(k=1..n, …)
`},
	{"sum(k=1..n)", "syntax", `
error: a sum over an index is written sum(k=1..n, e) or sum(k, e)
  sum(k=1..n)
  ^^^^^^^^^^^
hint: sum(X) adds all entries
`},
	{"exp(x", "syntax", `
error: the parenthesis is not closed
  exp(x
     ^
hint: close it with ")"
`},
	{"x +", "syntax", `
error: the input ends where a name, a number or "(" is expected
  x +
     ^
hint: complete it, or leave out what stands last
`},
	{"x + * y", "syntax", `
error: "*" stands where a name, a number or "(" is expected
  x + * y
      ^
hint: leave it out, or put what is missing before it
`},
	{"x y )", "syntax", `
error: there is no parenthesis that this one closes
  x y )
      ^
hint: leave it out, or open one before it
`},
	{"2 3", "syntax", `
error: two numbers stand side by side
  2 3
  ^^^
hint: write * between them
`},
	{"‖x", "syntax", `
error: ‖ is not closed
  ‖x
  ^
hint: close it with ‖
`},
	{"norm(x,", "syntax", `
error: the input ends where a name, a number or "(" is expected
  norm(x,
         ^
hint: complete it, or leave out what stands last
`},
	{"x$y", "syntax", `
error: the character '$' has no meaning here
  x$y
   ^
hint: write the formula without dollar signs
`},
	{"x < y", "syntax", `
error: the character '<' has no meaning here
  x < y
    ^
hint: comparisons are not expressions; step(x) is 1 where x > 0
`},
	{"where x in R", "syntax", `
error: an expression is missing before "where"
  where x in R
  ^^^^^
hint: write: expression where x in R^n
`},
	{"vec(A)'*x where A in R^(n x m), x in R^p", "shape", `
error: vec(A)'*x does not conform: vec(A)' is a row with m*n entries, x has p entries
  vec(A)'*x where A in R^(n x m), x in R^p
  ^^^^^^^^^
hint: x must have m*n entries
`},
	{"W = A*B; W*x where A in R^(n x m), B in R^(m x p), x in R^n", "shape", `
error: W*x does not conform: W is n × p, x has n entries
  W = A*B; W*x where A in R^(n x m), B in R^(m x p), x in R^n
           ^^^
hint: x must have p entries
`},
	{"x where x in R^(1/2)", "declaration", `
error: a size is a whole number, not 1/2
  x where x in R^(1/2)
                  ^^^
hint: write R^n, R^3 or R^(n+1)
`},
	{"x where x in R^(3/2*n - 3*n/2 + 1/2)", "declaration", `
error: a size is a whole number, not 1/2
  x where x in R^(3/2*n - 3*n/2 + 1/2)
                  ^^^^^^^^^^^^^^^^^^^
hint: write R^n, R^3 or R^(n+1)
`},
	{"eye(1/2)*x", "shape", `
error: a size is a whole number, not 1/2
  eye(1/2)*x
      ^^^
hint: write a whole number from 1 on, or a name
`},
	{"0x10*x", "syntax", `
error: 0x10 is no number
  0x10*x
  ^^^^
hint: there are no hexadecimal numbers; write it in decimal
`},
	{"x + 0xFF", "syntax", `
error: 0xFF is no number
  x + 0xFF
      ^^^^
hint: there are no hexadecimal numbers; write it in decimal
`},
	{"A!", "syntax", `
error: unexpected !
  A!
   ^
hint: there are no logical operators
`},
	{"x & y", "syntax", `
error: unexpected &
  x & y
    ^
hint: there are no logical operators
`},
	{"x != y", "syntax", `
error: the character '!' has no meaning here
  x != y
    ^
hint: comparisons are not expressions; step(x) is 1 where x > 0
`},
	{"x where x in R^n, A", "declaration", `
error: the declaration does not say what A is
  x where x in R^n, A
                    ^
hint: write for instance A in R^(n x m)
`},
	{"x where x in R^n; A", "declaration", `
error: the declaration does not say what A is
  x where x in R^n; A
                    ^
hint: write for instance A in R^(n x m)
`},
	{"x where x in R^n, A, B", "declaration", `
error: the declaration does not say what A is
  x where x in R^n, A, B
                    ^
hint: write for instance A in R^(n x m)
`},
	{"x where x", "declaration", `
error: the declaration does not say what x is
  x where x
          ^
hint: write for instance x in R^n
`},
	{"h(x) where h: R^n, R^m", "declaration", `
error: the value of a function is missing
  h(x) where h: R^n, R^m
                     ^
hint: a function is declared as h: R^n, R^m -> R
`},
	{"x where A, x in R^n, B", "declaration", `
error: the declaration does not say what B is
  x where A, x in R^n, B
                       ^
hint: write for instance B in R^(n x m)
`},
	{"X where X in R^nxm", "syntax", `
error: the x between sizes stands alone
  X where X in R^nxm
                 ^^^
hint: put spaces around the x: R^(n x m)
`},
	{"X where X in R^(3x4)", "syntax", `
error: the x between sizes stands alone
  X where X in R^(3x4)
                   ^^
hint: put spaces around the x: R^(n x m)
`},
}

func TestErrors(t *testing.T) {
	for _, tt := range errorTexts {
		_, err := Parse(tt.input, Options{})
		e, ok := err.(*ast.Error)
		if !ok {
			t.Errorf("%s: got %v, want an error", tt.input, err)
			continue
		}
		if got := e.Detail(); got != strings.TrimPrefix(tt.want, "\n") {
			t.Errorf("%s:\n%swant:%s", tt.input, got, tt.want)
		}
		if e.Kind != tt.kind {
			t.Errorf("%s: kind %s, want %s", tt.input, e.Kind, tt.kind)
		}
	}
}

// TestLetErrors: an error in a declaration points into the text of that declaration.
func TestLetErrors(t *testing.T) {
	_, err := Parse("A*x", Options{Let: []string{"A in R^(n x m)", "x in Q^n"}})
	e, ok := err.(*ast.Error)
	if !ok || e.Source != "x in Q^n" {
		t.Fatalf("got %v", err)
	}
	if line, column := e.Position(); line != 1 || column != 6 {
		t.Errorf("line %d, column %d", line, column)
	}
}

// TestLines: an error in a later line says which, and shows that line alone.
func TestLines(t *testing.T) {
	_, err := Parse("z = A*x\ny = B*\t(z + C\nnorm(y)", Options{})
	want := "error: the parenthesis is not closed\n  line 2:\n  y = B* (z + C\n         ^\nhint: close it with \")\"\n"
	if e, ok := err.(*ast.Error); !ok || e.Detail() != want {
		t.Errorf("got %s", detail(err))
	}
}

// TestLoneNames: a name among declarations that says nothing of it.
func TestLoneNames(t *testing.T) {
	for let, want := range map[string]string{
		"x":                 "the declaration does not say what x is",
		"A, B":              "the declaration does not say what B is",
		"A in R^(n x m), x": "the declaration does not say what x is",
		"x; A in R^(n x m)": "the declaration does not say what x is",
		"h: R^n, R^m":       "the value of a function is missing",
		"x in":              "the input ends where a declaration such as X in R^(n x m) is expected",
		"3":                 "\"3\" stands where a declaration such as X in R^(n x m) is expected",
	} {
		if _, err := Parse("A*x", Options{Let: []string{let}}); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", let, err, want)
		}
	}
}
