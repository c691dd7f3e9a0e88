package simplify

import (
	"math/big"
	"math/bits"

	"matcalc/ast"
)

// A mark is a number that stands for a product as if its factors commuted: an element of the field of
// integers modulo a prime, the sum of those of the factors, each times its exponent. Products with the same
// factors in any order, and those that cancel to the same, have equal marks; others hardly ever do.
type mark uint64

// fieldOrder is the Mersenne prime 2^61 - 1.
const fieldOrder = 1<<61 - 1

// opaque is the mark of a factor that is not taken apart.
func opaque(n ast.Node) mark {
	x := uint64(n.ID()+1) * 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	return mark((x ^ x>>27) % fieldOrder)
}

// times is the mark of the product of two.
func (m mark) times(o mark) mark { return (m + o) % fieldOrder }

// to is the mark of a power.
func (m mark) to(exponent ast.Rat) mark {
	if k, ok := exponent.Int(); ok {
		return m.scale(residue(big.NewInt(k)))
	}
	e := exponent.Big()
	inverse := new(big.Int).ModInverse(e.Denom(), big.NewInt(fieldOrder))
	if inverse == nil { // a denominator that the prime divides
		return m
	}
	return m.scale(residue(e.Num())).scale(inverse.Uint64())
}

func residue(k *big.Int) uint64 { return new(big.Int).Mod(k, big.NewInt(fieldOrder)).Uint64() }

// scale is the product in the field.
func (m mark) scale(k uint64) mark {
	hi, lo := bits.Mul64(uint64(m), k)
	return mark(bits.Rem64(hi, lo, fieldOrder))
}
