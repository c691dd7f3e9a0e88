package ast

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strconv"
)

// A Rat is an exact rational number in lowest terms. The zero value is 0. Rats are made by
// [RatInt], [RatFrac], [RatBig] and arithmetic, and compared with [Rat.Equal].
type Rat struct {
	num, den int64    // the value num/(den+1), when big is nil; den+1 > 0
	big      *big.Rat // the value, when it does not fit; never changed
}

// RatInt is the integer n.
func RatInt(n int64) Rat { return Rat{num: n} }

// RatFrac is num/den; it panics when den is 0.
func RatFrac(num, den int64) Rat {
	if den == 0 {
		panic("ast: rational number with denominator 0")
	}
	if den < 0 {
		if num == math.MinInt64 || den == math.MinInt64 {
			return RatBig(big.NewRat(num, den))
		}
		num, den = -num, -den
	}
	if g := gcd(num, den); g > 1 {
		num, den = num/g, den/g
	}
	return Rat{num: num, den: den - 1}
}

// RatBig is the value of r, which must not be changed afterwards.
func RatBig(r *big.Rat) Rat {
	if r.Num().IsInt64() && r.Denom().IsInt64() {
		return Rat{num: r.Num().Int64(), den: r.Denom().Int64() - 1}
	}
	if max(r.Num().BitLen(), r.Denom().BitLen()) > maxBits {
		panic(&Error{Kind: LimitError, Message: fmt.Sprintf("a number gets more than %d digits", maxBits*3/10), Hint: "put a name in its place"})
	}
	return Rat{big: r}
}

// maxBits bounds the numbers that arithmetic makes. What is greater ends a derivation as a [Budget] does
// that is used up.
const maxBits = 50_000

// ParseRat reads a decimal number such as 12, 0.5 or 2e-3 exactly.
func ParseRat(text string) (Rat, bool) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return RatInt(n), true
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return Rat{}, false
	}
	return RatBig(r), true
}

func gcd(a, b int64) int64 {
	if a < 0 {
		a = -a
	}
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, -a)
}

// Big gives the value as a new big.Rat.
func (r Rat) Big() *big.Rat {
	if r.big != nil {
		return new(big.Rat).Set(r.big)
	}
	return big.NewRat(r.num, r.den+1)
}

// Float gives the nearest float64.
func (r Rat) Float() float64 {
	if r.big != nil {
		f, _ := r.big.Float64()
		return f
	}
	return float64(r.num) / float64(r.den+1)
}

// Int gives the value when it is an integer that fits in 64 bits.
func (r Rat) Int() (int64, bool) { return r.num, r.big == nil && r.den == 0 }

// IsInt reports whether r is an integer.
func (r Rat) IsInt() bool {
	if r.big != nil {
		return r.big.IsInt()
	}
	return r.den == 0
}

// IsZero reports whether r is 0.
func (r Rat) IsZero() bool { return r.big == nil && r.num == 0 }

// IsOne reports whether r is 1.
func (r Rat) IsOne() bool { return r == Rat{num: 1} }

// Sign is -1, 0 or 1.
func (r Rat) Sign() int {
	if r.big != nil {
		return r.big.Sign()
	}
	switch {
	case r.num < 0:
		return -1
	case r.num > 0:
		return 1
	}
	return 0
}

// Num gives the numerator and Den the denominator, as text.
func (r Rat) Num() string {
	if r.big != nil {
		return r.big.Num().String()
	}
	return strconv.FormatInt(r.num, 10)
}

// Den gives the denominator, which is positive, as text.
func (r Rat) Den() string {
	if r.big != nil {
		return r.big.Denom().String()
	}
	return strconv.FormatInt(r.den+1, 10)
}

// String gives 3, -3 or 3/4.
func (r Rat) String() string {
	if r.IsInt() {
		return r.Num()
	}
	return r.Num() + "/" + r.Den()
}

// Equal reports whether r and s are the same number.
func (r Rat) Equal(s Rat) bool {
	if r.big == nil || s.big == nil {
		return r == s
	}
	return r.big.Cmp(s.big) == 0
}

// Cmp compares r and s: -1 when r < s, 0 when equal, 1 when r > s.
func (r Rat) Cmp(s Rat) int { return r.Minus(s).Sign() }

// Neg is -r.
func (r Rat) Neg() Rat { return r.Times(RatInt(-1)) }

// Abs is |r|.
func (r Rat) Abs() Rat {
	if r.Sign() < 0 {
		return r.Neg()
	}
	return r
}

// Plus is r + s.
func (r Rat) Plus(s Rat) Rat {
	if r.big == nil && s.big == nil {
		if r.den == 0 && s.den == 0 {
			if sum := r.num + s.num; (sum > r.num) == (s.num > 0) {
				return Rat{num: sum}
			}
		} else if small(r.num) && small(s.num) && small(r.den+1) && small(s.den+1) {
			return RatFrac(r.num*(s.den+1)+s.num*(r.den+1), (r.den+1)*(s.den+1))
		}
	}
	return RatBig(new(big.Rat).Add(r.Big(), s.Big()))
}

// Minus is r - s.
func (r Rat) Minus(s Rat) Rat { return r.Plus(s.Neg()) }

// Times is r·s.
func (r Rat) Times(s Rat) Rat {
	if r.big == nil && s.big == nil && small(r.num) && small(s.num) && small(r.den+1) && small(s.den+1) {
		return RatFrac(r.num*s.num, (r.den+1)*(s.den+1))
	}
	return RatBig(new(big.Rat).Mul(r.Big(), s.Big()))
}

// small numbers can be multiplied and two such products added without overflow.
func small(n int64) bool { return n > -1<<30 && n < 1<<30 }

// Inv is 1/r; it panics when r is 0.
func (r Rat) Inv() Rat {
	if r.big == nil && r.num != 0 && r.num != math.MinInt64 && r.den+1 > 0 {
		return RatFrac(r.den+1, r.num)
	}
	return RatBig(new(big.Rat).Inv(r.Big()))
}

// MaxDigits bounds the decimal digits of a number that is made by [Rat.Pow].
const MaxDigits = 1000

// Pow is r to the power k; ok is false for 0 to a negative power and where the result would have
// more than [MaxDigits] digits.
func (r Rat) Pow(k int64) (power Rat, ok bool) {
	if k < 0 {
		if r.IsZero() || k == math.MinInt64 {
			return Rat{}, false
		}
		r, k = r.Inv(), -k
	}
	if r.IsZero() || r.Equal(RatInt(1)) || k == 0 {
		if k == 0 {
			return RatInt(1), true
		}
		return r, true
	}
	b := r.Big()
	width := max(b.Num().BitLen(), b.Denom().BitLen())
	hi, lo := bits.Mul64(uint64(width), uint64(k))
	if width > 1 && (hi > 0 || lo > MaxDigits*4) || width == 1 && k > 1<<40 && r.Sign() > 0 {
		return Rat{}, false
	}
	e := big.NewInt(k)
	num := new(big.Int).Exp(b.Num(), e, nil)
	den := new(big.Int).Exp(b.Denom(), e, nil)
	return RatBig(new(big.Rat).SetFrac(num, den)), true
}

// GCD is the greatest number of which r and s are integer multiples; it is not negative.
func (r Rat) GCD(s Rat) Rat {
	if k, ok := r.Int(); ok && small(k) {
		if l, ok := s.Int(); ok && small(l) {
			return RatInt(gcd(k, l))
		}
	}
	a, b := r.Big(), s.Big()
	x := new(big.Int).Mul(a.Num(), b.Denom())
	y := new(big.Int).Mul(b.Num(), a.Denom())
	den := new(big.Int).Mul(a.Denom(), b.Denom())
	num := new(big.Int).GCD(nil, nil, x.Abs(x), y.Abs(y))
	return RatBig(new(big.Rat).SetFrac(num, den))
}

// Sqrt is the square root of r where it is rational.
func (r Rat) Sqrt() (Rat, bool) {
	if r.Sign() < 0 {
		return Rat{}, false
	}
	b := r.Big()
	num, den := new(big.Int).Sqrt(b.Num()), new(big.Int).Sqrt(b.Denom())
	root := new(big.Rat).SetFrac(num, den)
	if new(big.Rat).Mul(root, root).Cmp(b) != 0 {
		return Rat{}, false
	}
	return RatBig(root), true
}
