package notation

import (
	"strings"
	"sync"

	"matcalc/ast"
)

// textNotation is mathematics in Unicode, with a space for the product. In ASCII it is the input
// language, with Greek letters spelled out.
func textNotation(o Options) *notation {
	switch {
	case o.ASCII:
		return asciiNotation()
	case o.NablaRow:
		return textRow()
	}
	return textColumn()
}

var asciiNotation = sync.OnceValue(func() *notation {
	n := *plainNotation()
	n.name = ASCIIName
	n.partial, n.along = "d$1/d$2", "D($1)[$2]"
	return &n
})

var textColumn = sync.OnceValue(func() *notation { return unicodeNotation() })

var textRow = sync.OnceValue(func() *notation {
	n := unicodeNotation()
	n.derivatives["gradient"], n.derivatives["row"] = "∇$f($x)ᵀ", "∇$f($x)"
	n.derivatives["gradient/slot"], n.derivatives["row/slot"] = "∇_$k $f($x)ᵀ", "∇_$k $f($x)"
	n.nablaRow = true
	return n
})

func unicodeNotation() *notation {
	return &notation{
		order: orderForPeople,
		plus:  " + ", minus: " - ", times: " ", timesNumber: "·", hadamard: " ⊙ ", oslash: " ⊘ ", inner: " : ", comma: ", ",
		termLevel: entrywiseLevel, entrywise: entrywiseLevel,
		forms: [opCount]form{
			quotientItem:     {"$1/$2", productLevel, []level{productLevel, factorLevel}},
			powerItem:        {"$1^$2", factorLevel, []level{primaryLevel}},
			entryPowerItem:   {"$1^⊙$2", factorLevel, []level{primaryLevel}},
			inverseItem:      {"$1⁻¹", factorLevel, []level{primaryLevel}},
			sqrtItem:         {"√($1)", primaryLevel, nil},
			transposeItem:    {"$1ᵀ", factorLevel, []level{primaryLevel}},
			differentialItem: {"d$1", primaryLevel, []level{primaryLevel}},
			entryItem:        {"$1_$2", factorLevel, nil},
			indexSumItem:     {"Σ_$1 $2", productLevel, nil},
			deltaItem:        {"δ_$*", primaryLevel, nil},
		},
		derivatives: map[string]string{
			"value": "$f($x)", "entries/0": "$f($x)",
			"entries/1": "$f′($x)", "entries/2": "$f″($x)", "entries": "$f^($o)($x)",
			"gradient": "∇$f($x)", "gradient/slot": "∇_$k $f($x)",
			"row": "D$f($x)", "row/slot": "D_$k $f($x)",
			"jacobian": "D$f($x)", "jacobian/slot": "D_$k $f($x)",
			"hessian": "∇²$f($x)", "hessian/slot": "D_$k $f($x)", "hessian map": "∇²$f($x)[$d]",
			"scalar/1": "$f′($x)", "scalar/2": "$f″($x)", "scalar": "$f^($o)($x)", "scalar/slot": "∂_$k $f($x)",
			"directional/1": "D$f($x)[$d]", "directional/2": "D²$f($x)[$d]", "directional": "D^$o $f($x)[$d]",
			"directional/slot": "D_$k $f($x)[$d]",
			"adjoint/1":        "D$f($x)^*[$d]", "adjoint/2": "D²$f($x)^*[$d]", "adjoint": "D^$o $f($x)^*[$d]",
			"adjoint/slot": "D_$k $f($x)^*[$d]",
			"component/1":  "D$f($x)_{$i}", "component/2": "D²$f($x)_{$i}", "component": "D^$o $f($x)_{$i}",
			"component/slot": "D_$k $f($x)_{$i}",
		},
		constants: map[ast.ConstantKind]string{
			ast.Pi: "π", ast.Eye: "I_{$*}", ast.Ones: "1_{$*}", ast.Zeros: "0_{$*}", ast.Unit: "e_{$1}",
			ast.Commutation: "K_{$*}", ast.Duplication: "D_{$*}", ast.Elimination: "L_{$*}",
		},
		spelled: map[ast.ConstantKind]string{
			ast.Commutation: "Com_{$*}", ast.Duplication: "Dup_{$*}", ast.Elimination: "Elim_{$*}",
		},
		name:      textName,
		brackets:  func(bool) (string, string) { return "(", ")" },
		call:      callTemplate("text", func(name string) string { return name + "($*)" }),
		write:     writeText,
		nameSpace: " ",
		partial:   "∂$1/∂$2", along: "D($1)[$2]", partialSign: "∂", differential: "d", wordSpace: " ", compose: "∘", label: braced, row: textRowOf, column: textColumnOf,
	}
}

// callTemplate gives the form of a function from the catalogue. A template with an argument
// outside of all brackets is an operator; brackets around an argument with an exponent go where
// the argument needs none.
func callTemplate(format string, general func(name string) string) func(*ast.Function) form {
	return func(f *ast.Function) form {
		t, ok := f.Notation[format]
		if !ok {
			return form{text: general(f.Name), level: primaryLevel}
		}
		for _, around := range []string{"($1)", `\left($1\right)`} {
			if exponent, ok := strings.CutPrefix(t, around); ok && !strings.Contains(exponent, "$") {
				return form{text: "$1" + exponent, level: factorLevel, parts: []level{primaryLevel}}
			}
		}
		switch {
		case strings.HasPrefix(t, "$"):
			return form{text: t, level: productLevel, parts: []level{factorLevel}}
		case strings.HasPrefix(t, `e^`):
			return form{text: t, level: factorLevel}
		}
		return form{text: t, level: primaryLevel}
	}
}

// writeText prints what is raised or lowered in Unicode.
func writeText(p *printer, it *item) bool {
	switch it.op {
	case powerItem:
		p.write(it.args[0], primaryLevel)
		e := p.resolve(it.args[1])
		negative := e.op == negativeItem
		digits := e
		if negative {
			digits = p.resolve(e.args[0])
		}
		if digits.op == numberItem {
			p.WriteString(superscripts.Replace(map[bool]string{true: "-"}[negative] + digits.text))
			return true
		}
		p.WriteString("^")
		p.write(e, primaryLevel)
	case transposeItem:
		if x := p.resolve(it.args[0]); x.op == inverseItem {
			p.write(x.args[0], primaryLevel)
			p.WriteString("⁻ᵀ")
			return true
		}
		return false
	case differentialItem:
		return p.writeDifferential(it)
	case entryItem:
		writeEntryFor(p, it, "(∂_", " ", ")", textLabel)
	case quotientItem:
		p.write(it.args[0], productLevel)
		p.mayBreak(atFactor)
		p.WriteString("/")
		p.write(it.args[1], factorLevel)
	case deltaItem:
		p.WriteString("δ_" + textLabel(p, it.args))
	case indexSumItem:
		index := p.name(it.args[0].text)
		if len(it.args) > 2 {
			p.WriteString("Σ_{" + index + "=" + p.sub(it.args[2]) + ".." + p.sub(it.args[3]) + "} ")
		} else {
			p.WriteString("Σ_" + index + " ")
		}
		p.write(it.args[1], productLevel)
	case constantItem:
		return writeTextConstant(p, it)
	default:
		return false
	}
	return true
}

// writeTextConstant leaves out braces around one letter and puts × between two sizes.
func writeTextConstant(p *printer, it *item) bool {
	c := it.node.(*ast.Constant)
	if len(c.Dims) == 0 {
		return false
	}
	label := ""
	switch c.Kind {
	case ast.Unit:
		label = textLabel(p, it.args)
	default:
		dims := shownDims(c)
		words := make([]string, len(dims))
		for i, d := range dims {
			sub := p.another()
			sub.writeDim(d)
			words[i] = sub.String()
			if len(dims) > 1 && c.Kind != ast.Commutation && strings.Contains(words[i], "·") {
				words[i] = "(" + words[i] + ")"
			}
		}
		by := "×"
		if c.Kind == ast.Commutation {
			by = ","
		}
		label = braced(strings.Join(words, by))
	}
	p.WriteString(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(p.constant(c.Kind), "{$*}"), "{$1}"), "_") + "_" + label)
	return true
}

// sub prints an item on its own.
func (p *printer) sub(it *item) string {
	q := p.another()
	q.write(it, sumLevel)
	return q.String()
}
