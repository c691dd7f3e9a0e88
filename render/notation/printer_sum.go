package notation

func (p *printer) writeSum(it *item) {
	for i, a := range it.args {
		switch {
		case it.flags[i] && i == 0:
			p.WriteString("-")
		case it.flags[i]:
			p.WriteString(p.minus)
		case i > 0:
			p.WriteString(p.plus)
		}
		p.write(a, p.termLevel)
	}
}

func (p *printer) writeProduct(it *item) {
	last := len(it.args) - 1
	for i, a := range it.args {
		need := factorLevel
		switch {
		case i < it.scalars && (p.flatScalars || i == last):
			need = productLevel
		case i == last && i == it.scalars && i > 0:
			need = productLevel // one array behind scalars
		}
		if i > 0 {
			if p.startsWithNumber(a) {
				p.WriteString(p.timesNumber)
			} else {
				p.WriteString(p.times)
			}
		}
		p.write(a, need)
	}
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
		switch {
		case it.flags[i]:
			p.WriteString(p.oslash)
		case i > 0:
			p.WriteString(p.hadamard)
		}
		p.write(a, need)
	}
}
