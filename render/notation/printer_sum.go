package notation

func (p *printer) writeSum(it *item) {
	for i, a := range it.args {
		p.writeSign(i == 0, it.flags[i])
		p.write(a, p.termLevel)
	}
}

// writeSign prints what stands in front of a term.
func (p *printer) writeSign(first, minus bool) {
	switch {
	case first && minus:
		p.WriteString("-")
	case !first:
		p.mayBreak(atTerm)
		p.WriteString(map[bool]string{true: p.minus, false: p.plus}[minus])
	}
}

func (p *printer) writeProduct(it *item) {
	if p.writeChainRule(it) {
		return
	}
	last := len(it.args) - 1
	for i, a := range it.args {
		need := factorLevel
		switch {
		case i < it.scalars && (p.flatScalars || i == last):
			need = productLevel
		case i == last && i == it.scalars && i > 0:
			need = productLevel // one array behind scalars
		case i == 0 && p.overPending(a, it.args[1]):
			need = productLevel // a/b ∂u/∂x
		}
		if i > 0 {
			p.mayBreak(atFactor)
			p.WriteString(p.timesBetween(it.args[i-1], a))
		}
		p.write(a, need)
	}
}

// timesBetween is the sign of the product of two factors. A differential has space around it where the
// factors else stand side by side.
func (p *printer) timesBetween(a, b *item) string {
	switch {
	case p.startsWithNumber(b):
		return p.timesNumber
	case p.braces && (p.isDifferential(a) || p.isDifferential(b)):
		return ` \, `
	}
	return p.times
}

// startsWithNumber reports whether what is printed of an item begins with a digit.
func (p *printer) startsWithNumber(it *item) bool {
	for {
		it = p.resolve(it)
		switch it.op {
		case numberItem:
			return true
		case productItem, powerItem, entryPowerItem, quotientItem:
			it = it.args[0]
		default:
			return false
		}
	}
}

func (p *printer) writeEntrywise(it *item) {
	for i, a := range it.args {
		need := factorLevel
		if i < it.scalars {
			need = productLevel
		}
		if i > 0 {
			p.mayBreak(atFactor)
		}
		switch {
		case it.flags[i]:
			p.WriteString(p.oslash)
		case i > 0:
			p.WriteString(p.hadamard)
		}
		p.write(a, need)
	}
}
