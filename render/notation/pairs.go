package notation

import "matcalc/rules"

// TextPairs prints a sum of Frobenius products in Unicode: G : dX + c dt.
func (s *Sheet) TextPairs(pairs []rules.Pair, o Options) Formula {
	return s.pairs(textNotation(o), pairs, o)
}

// LaTeXPairs prints a sum of Frobenius products for math mode.
func (s *Sheet) LaTeXPairs(pairs []rules.Pair, o Options) Formula {
	return s.pairs(latexNotation(o), pairs, o)
}

func (s *Sheet) pairs(n *notation, pairs []rules.Pair, o Options) Formula {
	p := s.printer(n, o)
	p.breaks = true
	for i, pair := range pairs {
		left, right := p.resolve(p.l.ref(pair.Left)), p.resolve(p.l.ref(pair.Right))
		minus := left.op == negativeItem
		if minus {
			left = p.resolve(left.args[0])
		}
		if left.isNumber("1") && right.op == negativeItem {
			minus = !minus
			right = p.resolve(right.args[0])
		}
		p.writeSign(i == 0, minus)
		if left.isNumber("1") {
			need := productLevel
			if len(pairs) == 1 && !minus {
				need = sumLevel
			}
			p.write(right, need)
			continue
		}
		need := productLevel
		sign, at := p.inner, atPair
		if pair.Left.Shape().IsScalar() && pair.Right.Shape().IsScalar() {
			sign, at = p.timesBetween(left, right), atFactor
			if left.op == quotientItem || left.op == indexSumItem {
				need = factorLevel
			}
		}
		p.write(left, need)
		p.mayBreak(at)
		p.WriteString(sign)
		p.write(right, productLevel)
	}
	return Formula(p.String())
}
