package ast

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// A Dim is a dimension: a polynomial in names, such as n, 3 or n*m + 1. The coefficients are
// integers, but for the halves that vech brings (n*n/2 + n/2 entries). It is kept as its canonical text, so two dimensions are equal as polynomials exactly when they
// are equal with ==. The zero Dim is no dimension.
type Dim struct{ text string }

// One is the dimension 1.
var One = Dim{"1"}

// DimInt is the dimension of the given integer.
func DimInt(n int64) Dim { return Dim{strconv.FormatInt(n, 10)} }

// DimName is the dimension of the given name.
func DimName(name string) Dim { return Dim{name} }

// String gives the canonical text, such as "n*m + 1".
func (d Dim) String() string { return d.text }

// IsZero reports whether d is the zero Dim, which stands for no dimension.
func (d Dim) IsZero() bool { return d.text == "" }

// Int gives the value of a constant dimension.
func (d Dim) Int() (int64, bool) {
	if d.text == "" || (d.text[0] != '-' && (d.text[0] < '0' || d.text[0] > '9')) {
		return 0, false
	}
	n, err := strconv.ParseInt(d.text, 10, 64)
	return n, err == nil
}

// Name gives the name of a dimension that is a single name.
func (d Dim) Name() (string, bool) {
	if d.text == "" || d.text[0] == '-' || (d.text[0] >= '0' && d.text[0] <= '9') {
		return "", false
	}
	for i := range len(d.text) {
		switch d.text[i] {
		case '*', '/', '+', ' ':
			return "", false
		}
	}
	return d.text, true
}

// Names lists the names that occur in d, sorted.
func (d Dim) Names() []string {
	if name, ok := d.Name(); ok {
		return []string{name}
	}
	if _, ok := d.Int(); ok {
		return nil
	}
	var names []string
	for _, m := range d.monomials() {
		for _, f := range m.factors {
			if !slices.Contains(names, f) {
				names = append(names, f)
			}
		}
	}
	sort.Strings(names)
	return names
}

// Plus is d + e.
func (d Dim) Plus(e Dim) Dim { return collect(append(d.monomials(), e.monomials()...)) }

// Minus is d - e.
func (d Dim) Minus(e Dim) Dim { return d.Plus(DimInt(-1).Times(e)) }

// Times is d · e.
func (d Dim) Times(e Dim) Dim {
	if d == One {
		return e
	}
	if e == One {
		return d
	}
	var out []monomial
	left, right := d.monomials(), e.monomials()
	if len(left)*len(right) > maxMonomials {
		panic(sizeTooLong())
	}
	for _, a := range left {
		for _, b := range right {
			if len(a.factors)+len(b.factors) > maxDegree {
				panic(sizeTooLong())
			}
			factors := append(slices.Clone(a.factors), b.factors...)
			sort.Strings(factors)
			out = append(out, monomial{a.coef.Times(b.coef), factors})
		}
	}
	return collect(out)
}

// Over is d divided by the integer k, which may leave fractions as coefficients.
func (d Dim) Over(k int64) Dim {
	ms := d.monomials()
	for i := range ms {
		ms[i].coef = ms[i].coef.Times(RatFrac(1, k))
	}
	return collect(ms)
}

// Subst replaces names by dimensions; names without an entry stay.
func (d Dim) Subst(of func(name string) (Dim, bool)) Dim {
	if name, ok := d.Name(); ok {
		if e, ok := of(name); ok {
			return e
		}
		return d
	}
	if _, ok := d.Int(); ok {
		return d
	}
	var sum []monomial
	for _, m := range d.monomials() {
		sum = append(sum, m.subst(of)...)
	}
	return collect(sum)
}

// subst replaces names of a monomial by dimensions: those that are single monomials at once, sums one by one.
func (m monomial) subst(of func(name string) (Dim, bool)) []monomial {
	out := monomial{coef: m.coef}
	var sums []Dim
	for _, f := range m.factors {
		e, ok := of(f)
		if !ok {
			out.factors = append(out.factors, f)
			continue
		}
		ms := e.monomials()
		if len(ms) != 1 {
			sums = append(sums, e)
			continue
		}
		out.coef = out.coef.Times(ms[0].coef)
		out.factors = append(out.factors, ms[0].factors...)
		if len(out.factors) > maxDegree {
			panic(sizeTooLong())
		}
	}
	sort.Strings(out.factors)
	if sums == nil {
		return []monomial{out}
	}
	product := collect([]monomial{out})
	for _, e := range sums {
		product = product.Times(e)
	}
	return product.monomials()
}

// Eval gives the value of d at the given sizes of names.
func (d Dim) Eval(size func(name string) (int, bool)) (int, error) {
	if n, ok := d.Int(); ok {
		return int(n), nil
	}
	if name, ok := d.Name(); ok {
		if n, ok := size(name); ok {
			return n, nil
		}
		return 0, fmt.Errorf("the dimension %s has no size", name)
	}
	total := RatInt(0)
	for _, m := range d.monomials() {
		v := m.coef
		for _, f := range m.factors {
			n, ok := size(f)
			if !ok {
				return 0, fmt.Errorf("the dimension %s has no size", f)
			}
			v = v.Times(RatInt(int64(n)))
		}
		total = total.Plus(v)
	}
	n, ok := total.Int()
	if !ok {
		return 0, fmt.Errorf("the dimension %s is not an integer at these sizes", d)
	}
	return int(n), nil
}

// Linear writes d as a·name + rest, where neither a nor rest contains the name and a is an
// integer; ok is false where d has no such form.
func (d Dim) Linear(name string) (a int64, rest Dim, ok bool) {
	coef := RatInt(0)
	var others []monomial
	for _, m := range d.monomials() {
		switch {
		case !slices.Contains(m.factors, name):
			others = append(others, m)
		case len(m.factors) == 1:
			coef = coef.Plus(m.coef)
		default:
			return 0, Dim{}, false
		}
	}
	a, ok = coef.Int()
	return a, collect(others), ok && a != 0
}

// Quotient is d/e, where e is a single monomial that divides every term of d.
func (d Dim) Quotient(e Dim) (Dim, bool) {
	divisor := e.monomials()
	if len(divisor) != 1 || divisor[0].coef.IsZero() {
		return Dim{}, false
	}
	var out []monomial
	for _, m := range d.monomials() {
		coef := m.coef.Times(divisor[0].coef.Inv())
		if m.coef.IsInt() && !coef.IsInt() {
			return Dim{}, false
		}
		left := slices.Clone(m.factors)
		for _, f := range divisor[0].factors {
			i := slices.Index(left, f)
			if i < 0 {
				return Dim{}, false
			}
			left = slices.Delete(left, i, i+1)
		}
		out = append(out, monomial{coef, left})
	}
	return collect(out), true
}

// maxDegree bounds the factors of a product of names in a size, maxMonomials the products that are made
// of two sizes: towers of kron square the size with each level.
const (
	maxDegree    = 1024
	maxMonomials = 4096
	maxSizeBits  = 63
)

// sizeTooLong is the error, of which constructors of nodes panic as of those of a [Budget], for sizes that
// nobody can read.
func sizeTooLong() *Error {
	return &Error{Kind: LimitError, Message: fmt.Sprintf("a size gets more than %d factors or more than %d digits", maxDegree, maxSizeBits*3/10), Hint: "declare a part with a size of its own name"}
}

// A monomial is coef times the product of its factors, which are sorted.
type monomial struct {
	coef    Rat
	factors []string
}

func (m monomial) key() string { return strings.Join(m.factors, "*") }

// text is the monomial without its sign, as in "3*n*m/2".
func (m monomial) text() string {
	coef := m.coef.Abs()
	text := m.key()
	switch {
	case text == "":
		return coef.String()
	case coef.Num() != "1":
		text = coef.Num() + "*" + text
	}
	if !coef.IsInt() {
		text += "/" + coef.Den()
	}
	return text
}

// monomials reads the canonical text back.
func (d Dim) monomials() []monomial {
	if n, ok := d.Int(); ok {
		return []monomial{{coef: RatInt(n)}}
	}
	if name, ok := d.Name(); ok {
		return []monomial{{RatInt(1), []string{name}}}
	}
	var out []monomial
	sign := RatInt(1)
	for _, word := range strings.Fields(d.text) {
		if word == "+" || word == "-" {
			sign = RatInt(1)
			if word == "-" {
				sign = RatInt(-1)
			}
			continue
		}
		m := monomial{coef: sign}
		if strings.HasPrefix(word, "-") {
			m.coef, word = m.coef.Neg(), word[1:]
		}
		if product, den, ok := strings.Cut(word, "/"); ok {
			n, _ := strconv.ParseInt(den, 10, 64)
			m.coef, word = m.coef.Times(RatFrac(1, n)), product
		}
		for f := range strings.SplitSeq(word, "*") {
			if isDigit := f[0] >= '0' && f[0] <= '9'; isDigit {
				n, _ := ParseRat(f)
				m.coef = m.coef.Times(n)
			} else {
				m.factors = append(m.factors, f)
			}
		}
		out = append(out, m)
	}
	return out
}

// collect adds up like monomials and writes the polynomial: higher degrees first, then by name.
func collect(ms []monomial) Dim {
	at := map[string]int{}
	var out []monomial
	for _, m := range ms {
		k := m.key()
		if i, ok := at[k]; ok {
			out[i].coef = out[i].coef.Plus(m.coef)
			continue
		}
		at[k] = len(out)
		out = append(out, m)
	}
	out = slices.DeleteFunc(out, func(m monomial) bool { return m.coef.IsZero() })
	if slices.ContainsFunc(out, func(m monomial) bool {
		return m.coef.big != nil && max(m.coef.big.Num().BitLen(), m.coef.big.Denom().BitLen()) > maxSizeBits
	}) {
		panic(sizeTooLong())
	}
	slices.SortFunc(out, func(a, b monomial) int {
		if d := len(b.factors) - len(a.factors); d != 0 {
			return d
		}
		return strings.Compare(a.key(), b.key())
	})
	if len(out) == 0 {
		return Dim{"0"}
	}
	var b strings.Builder
	for i, m := range out {
		negative := m.coef.Sign() < 0
		switch {
		case i > 0 && negative:
			b.WriteString(" - ")
		case i > 0:
			b.WriteString(" + ")
		case negative:
			b.WriteString("-")
		}
		b.WriteString(m.text())
	}
	return Dim{b.String()}
}
