package ast

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestRatArithmetic compares with math/big, near the limits of 64 bits too.
func TestRatArithmetic(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	numbers := []int64{0, 1, -1, 2, 3, -7, 1 << 30, 1<<31 + 1, 1 << 62, math.MaxInt64, math.MinInt64 + 1, math.MinInt64}
	pick := func() (Rat, *big.Rat) {
		num := numbers[rng.IntN(len(numbers))]
		den := numbers[1+rng.IntN(len(numbers)-1)]
		return RatFrac(num, den), big.NewRat(num, den)
	}
	for range 2000 {
		a, x := pick()
		b, y := pick()
		check := func(op string, got Rat, want *big.Rat) {
			t.Helper()
			if got.Big().Cmp(want) != 0 || !got.Equal(RatBig(want)) {
				t.Fatalf("%s %s %s = %s, want %s", a, op, b, got, want.RatString())
			}
		}
		check("+", a.Plus(b), new(big.Rat).Add(x, y))
		check("-", a.Minus(b), new(big.Rat).Sub(x, y))
		check("*", a.Times(b), new(big.Rat).Mul(x, y))
		if y.Sign() != 0 {
			check("/", a.Times(b.Inv()), new(big.Rat).Quo(x, y))
		}
		if a.Cmp(b) != x.Cmp(y) || a.Sign() != x.Sign() {
			t.Fatalf("%s against %s: %d", a, b, a.Cmp(b))
		}
	}
}

func TestRatPow(t *testing.T) {
	tests := []struct {
		base Rat
		k    int64
		want string // "" where there is no answer
	}{
		{RatInt(2), 10, "1024"}, {RatInt(2), -2, "1/4"}, {RatFrac(2, 3), 3, "8/27"}, {RatInt(0), 5, "0"},
		{RatInt(0), 0, "1"}, {RatInt(0), -1, ""}, {RatInt(1), 1 << 60, "1"}, {RatInt(-1), 3, "-1"},
		{RatInt(10), 1000000000, ""}, {RatInt(2), math.MinInt64, ""},
	}
	for _, test := range tests {
		got, ok := test.base.Pow(test.k)
		if ok != (test.want != "") || ok && got.String() != test.want {
			t.Errorf("%s^%d = %s, %v; want %q", test.base, test.k, got, ok, test.want)
		}
	}
}

func TestParseRat(t *testing.T) {
	for text, want := range map[string]string{"12": "12", "0.5": "1/2", "2e-3": "1/500", "1.25e2": "125", "123456789012345678901234567890": "123456789012345678901234567890"} {
		if got, ok := ParseRat(text); !ok || got.String() != want {
			t.Errorf("%s is read as %s, want %s", text, got, want)
		}
	}
}

// TestRatGCD: the quotients by the greatest common divisor are integers without a common divisor.
func TestRatGCD(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		a, b := RatFrac(rng.Int64N(200)-100, 1+rng.Int64N(30)), RatFrac(rng.Int64N(200)-100, 1+rng.Int64N(30))
		g := a.GCD(b)
		if a.IsZero() && b.IsZero() {
			if !g.IsZero() {
				t.Errorf("the greatest common divisor of 0 and 0 is %s", g)
			}
			continue
		}
		x, y := a.Times(g.Inv()), b.Times(g.Inv())
		if !x.IsInt() || !y.IsInt() || new(big.Int).GCD(nil, nil, x.Abs().Big().Num(), y.Abs().Big().Num()).Int64() != 1 || g.Sign() <= 0 {
			t.Errorf("%s is not the greatest common divisor of %s and %s", g, a, b)
		}
	}
}
