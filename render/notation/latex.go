package notation

import (
	"strings"
	"sync"

	"matcalc/ast"
)

// latexNotation is for math mode with amsmath.
func latexNotation(o Options) *notation {
	switch {
	case o.NablaRow && o.Flat:
		return flat(*latexRow())
	case o.NablaRow:
		return latexRow()
	case o.Flat:
		return flat(*latexColumn())
	}
	return latexColumn()
}

var latexColumn = sync.OnceValue(mathNotation)

var latexRow = sync.OnceValue(func() *notation {
	n := mathNotation()
	n.derivatives["gradient"], n.derivatives["row"] = `\nabla $f($x)^\top`, `\nabla $f($x)`
	n.derivatives["gradient/slot"], n.derivatives["row/slot"] = `\nabla_{$k} $f($x)^\top`, `\nabla_{$k} $f($x)`
	n.nablaRow = true
	return n
})

// flat is the notation n without fractions and roots.
func flat(n notation) *notation {
	n.forms[quotientItem] = form{"$1 / $2", productLevel, []level{productLevel, factorLevel}}
	n.forms[sqrtItem] = form{"$1^{1/2}", factorLevel, []level{primaryLevel}}
	return &n
}

func mathNotation() *notation {
	general := func(name string) string { return `\operatorname{` + name + `}\left($*\right)` }
	template := callTemplate("latex", general)
	return &notation{
		order: orderWithFractions,
		plus:  " + ", minus: " - ", times: " ", timesNumber: ` \cdot `, hadamard: ` \odot `, oslash: ` \oslash `, inner: " : ", comma: ", ",
		termLevel: entrywiseLevel, entrywise: entrywiseLevel,
		forms: [opCount]form{
			quotientItem:     {`\frac{$1}{$2}`, factorLevel, nil},
			powerItem:        {"$1^{$2}", factorLevel, []level{primaryLevel, sumLevel}},
			entryPowerItem:   {`$1^{\odot $2}`, factorLevel, []level{primaryLevel, primaryLevel}},
			inverseItem:      {"$1^{-1}", factorLevel, []level{primaryLevel}},
			sqrtItem:         {`\sqrt{$1}`, primaryLevel, nil},
			transposeItem:    {`$1^\top`, factorLevel, []level{primaryLevel}},
			differentialItem: {`\mathrm{d}$1`, primaryLevel, []level{primaryLevel}},
			entryItem:        {"$1_{$2}", factorLevel, nil},
			indexSumItem:     {`\sum_{$1} $2`, productLevel, nil},
			deltaItem:        {`\delta_{$*}`, primaryLevel, nil},
		},
		derivatives: map[string]string{
			"value": "$f($x)", "entries/0": "$f($x)",
			"entries/1": "$f'($x)", "entries/2": "$f''($x)", "entries": "$f^{($o)}($x)",
			"gradient": `\nabla $f($x)`, "gradient/slot": `\nabla_{$k} $f($x)`,
			"row": "D$f($x)", "row/slot": "D_{$k} $f($x)",
			"jacobian": "D$f($x)", "jacobian/slot": "D_{$k} $f($x)",
			"hessian": `\nabla^2 $f($x)`, "hessian/slot": "D_{$k} $f($x)", "hessian map": `\nabla^2 $f($x)[$d]`,
			"scalar/1": "$f'($x)", "scalar/2": "$f''($x)", "scalar": "$f^{($o)}($x)", "scalar/slot": `\partial_{$k} $f($x)`,
			"directional/1": "D$f($x)[$d]", "directional": "D^{$o} $f($x)[$d]", "directional/slot": "D_{$k} $f($x)[$d]",
			"adjoint/1": "D$f($x)^*[$d]", "adjoint": "D^{$o} $f($x)^*[$d]", "adjoint/slot": "D_{$k} $f($x)^*[$d]",
			"component/1": "D$f($x)_{$i}", "component": "D^{$o} $f($x)_{$i}", "component/slot": "D_{$k} $f($x)_{$i}",
		},
		constants: map[ast.ConstantKind]string{
			ast.Pi: `\pi`, ast.Eye: "I_{$*}", ast.Ones: `\mathbf{1}_{$*}`, ast.Zeros: `\mathbf{0}_{$*}`, ast.Unit: "e_{$1}",
			ast.Commutation: "K_{$*}", ast.Duplication: "D_{$*}", ast.Elimination: "L_{$*}",
		},
		spelled: map[ast.ConstantKind]string{
			ast.Commutation: `\mathrm{Com}_{$*}`, ast.Duplication: `\mathrm{Dup}_{$*}`, ast.Elimination: `\mathrm{Elim}_{$*}`,
		},
		name: latexName,
		brackets: func(tall bool) (string, string) {
			if tall {
				return `\left(`, `\right)`
			}
			return "(", ")"
		},
		call:    template,
		write:   writeLaTeX,
		partial: `\frac{\partial $1}{\partial $2}`, along: "D($1)[$2]", partialSign: `\partial`, differential: `\mathrm{d}`, wordSpace: `\,`, compose: ` \circ `,
		label: func(label string) string { return "{" + label + "}" },
		row:   latexRowOf, column: latexColumnOf,
		braces: true,
	}
}

// growing are the brackets of templates, with what stands for them around small parts.
var growing = strings.NewReplacer(`\left(`, "(", `\right)`, ")", `\left\lVert `, `\lVert `, ` \right\rVert`, `\rVert`,
	`\left|`, `\lvert `, `\right|`, `\rvert`, `\left\langle `, `\langle `, ` \right\rangle`, `\rangle`)

// writeLaTeX prints what is raised or lowered in math mode.
func writeLaTeX(p *printer, it *item) bool {
	switch it.op {
	case transposeItem:
		x := p.resolve(it.args[0])
		if x.op != inverseItem {
			return false
		}
		p.write(x.args[0], primaryLevel)
		p.WriteString(`^{-\top}`)
	case callItem:
		c := it.node.(*ast.Call)
		f := p.call(it.fn)
		if !it.tall || p.o.Flat {
			f.text = growing.Replace(f.text)
		}
		p.expand(f, it.args, c.Sizes)
	case differentialItem:
		return p.writeDifferential(it)
	case entryItem:
		writeEntryFor(p, it, `(\partial_`, " ", ")", latexLabel)
	case quotientItem:
		if !p.o.Flat {
			return false
		}
		f := p.forms[quotientItem]
		p.write(it.args[0], f.part(0))
		p.mayBreak(atFactor)
		p.WriteString(" / ")
		p.write(it.args[1], f.part(1))
	case deltaItem:
		p.WriteString(`\delta_` + latexLabel(p, it.args))
	case indexSumItem:
		p.WriteString(`\sum_{` + p.name(it.args[0].text))
		if len(it.args) > 2 {
			p.WriteString("=" + p.sub(it.args[2]) + "}^{" + p.sub(it.args[3]))
		}
		p.WriteString("} ")
		p.write(it.args[1], productLevel)
	case constantItem:
		c := it.node.(*ast.Constant)
		if c.Kind != ast.Ones && c.Kind != ast.Zeros || len(shownDims(c)) < 2 {
			return false
		}
		p.WriteString(strings.TrimSuffix(p.constants[c.Kind], "$*}"))
		p.writeDim(c.Dims[0])
		p.WriteString(` \times `)
		p.writeDim(c.Dims[1])
		p.WriteString("}")
	default:
		return false
	}
	return true
}

func latexLabel(p *printer, indices []*item) string { return p.label(indexList(p, indices)) }
