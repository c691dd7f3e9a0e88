package simplify

import (
	"slices"

	"matcalc/ast"
)

// maxWord bounds the factors of a chain in which repetitions are looked for.
const maxWord = 256

// powers writes a stretch of a chain that repeats itself as a power: A*X*(A*X)^2 is (A*X)^3.
func (s *Simplifier) powers(n *ast.Mul) ast.Node {
	if len(n.Chain) < shortestWord && !slices.ContainsFunc(n.Chain, isPower) {
		return n
	}
	word, ok := s.letters(n.Chain)
	if !ok || !repeats(word) {
		return n
	}
	turned := 2*transposes(word) > len(word)
	if turned { // a power of transposes is the transpose of a power
		word = backwards(s.t, word)
	}
	short := s.t.Mul(s.shortened(word)...)
	if turned {
		short = s.t.Transpose(short)
	}
	short = s.t.Mul(append([]ast.Node{s.t.Number(n.Coef), short}, n.Scalars...)...)
	if s.length.Length(short) < s.length.Length(n) {
		return short
	}
	return n
}

// letters are the factors of a chain, those of powers of products one by one; false where they are too
// many.
func (s *Simplifier) letters(chain []ast.Node) ([]ast.Node, bool) {
	var word []ast.Node
	for _, f := range chain {
		base, exponent := s.t.SplitPower(f)
		block := []ast.Node{f}
		times := 1
		if e, ok := exponent.(*ast.Number); ok {
			if k, ok := e.Value.Int(); ok && k > 1 && k <= maxWord {
				if m, ok := base.(*ast.Mul); ok && len(m.Scalars) == 0 && m.Coef.IsOne() {
					block, times = m.Chain, int(k)
				}
			}
		}
		if len(word)+times*len(block) > maxWord {
			return nil, false
		}
		word = append(word, slices.Repeat(block, times)...)
	}
	return word, true
}

// shortestWord is the number of letters of a word in which something occurs twice that is no letter.
const shortestWord = 4

// repeats reports whether a letter occurs twice in a word of at least [shortestWord].
func repeats(word []ast.Node) bool {
	if len(word) < shortestWord {
		return false
	}
	for i, a := range word {
		if slices.Contains(word[i+1:], a) {
			return true
		}
	}
	return false
}

// shortened are the factors of a word, its longest repetition as a power, and what stands before and behind
// it treated likewise. Of equally long ones the first is taken.
func (s *Simplifier) shortened(word []ast.Node) []ast.Node {
	at, period, times := 0, 0, 1
	for p := 2; 2*p <= len(word); p++ {
		equal := 0 // letters in a row that are equal to those one period later
		for i := 0; i+p < len(word); i++ {
			if word[i] != word[i+p] {
				equal = 0
				continue
			}
			equal++
			if k := equal/p + 1; equal >= p && (k-1)*p > (times-1)*period {
				at, period, times = i+1-equal, p, k
			}
		}
	}
	if times == 1 {
		return word
	}
	block := s.t.Mul(word[at : at+period]...)
	before, behind := s.shortened(word[:at]), s.shortened(word[at+times*period:])
	return slices.Concat(before, []ast.Node{s.t.Power(block, s.t.Int(int64(times)))}, behind)
}

// isPower reports whether a factor is a power, or the transpose of one.
func isPower(n ast.Node) bool {
	if tr, ok := n.(*ast.Transpose); ok {
		n = tr.Arg()
	}
	_, ok := n.(*ast.Power)
	return ok
}
