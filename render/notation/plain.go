package notation

import (
	"strconv"
	"strings"
	"sync"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// plainNotation is the input language. Spaces stand around + and - and after commas alone.
var plainNotation = sync.OnceValue(func() *notation {
	return &notation{
		order: orderByName,
		plus:  " + ", minus: " - ", times: "*", timesNumber: "*", hadamard: ".*", oslash: "./", inner: ":", comma: ", ",
		termLevel: innerLevel, entrywise: productLevel, flatScalars: true,
		forms: [opCount]form{
			quotientItem:     {"$1/$2", productLevel, []level{productLevel, factorLevel}},
			powerItem:        {"$1^$2", factorLevel, []level{primaryLevel}},
			entryPowerItem:   {"$1.^$2", factorLevel, []level{primaryLevel}},
			inverseItem:      {"inv($1)", primaryLevel, nil},
			sqrtItem:         {"sqrt($1)", primaryLevel, nil},
			transposeItem:    {"$1'", postfixLevel, []level{primaryLevel}},
			deltaItem:        {"delta($1, $2)", primaryLevel, nil},
			differentialItem: {"d($1)", primaryLevel, nil},
		},
		derivatives: map[string]string{
			"value":     "$f($x)",
			"entries/0": "$f.($x)", "entries/1": "D($f).($x)", "entries": "D$o($f).($x)",
			"gradient": "grad($f)($x)", "gradient/slot": "grad($f, $k)($x)",
			"row": "D($f)($x)", "row/slot": "D($f, $k)($x)",
			"jacobian": "D($f)($x)", "jacobian/slot": "D($f, $k)($x)",
			"hessian": "hess($f)($x)", "hessian/slot": "D($f, $k)($x)", "hessian map": "hess($f)($x)[$d]",
			"scalar/1": "D($f)($x)", "scalar": "D$o($f)($x)", "scalar/slot": "D($f, $k)($x)",
			"directional/1": "D($f)($x)[$d]", "directional": "D$o($f)($x)[$d]", "directional/slot": "D($f, $k)($x)[$d]",
			"adjoint/1": "D($f)($x)'[$d]", "adjoint": "D$o($f)($x)'[$d]", "adjoint/slot": "D($f, $k)($x)'[$d]",
			"component/1": "D($f)($x)[$i]", "component": "D$o($f)($x)[$i]", "component/slot": "D($f, $k)($x)[$i]",
		},
		constants: map[ast.ConstantKind]string{ast.Pi: "pi"},
		name:      func(name string) string { return name },
		brackets:  func(bool) (string, string) { return "(", ")" },
		call:      func(*ast.Function) form { return form{level: primaryLevel} },
		write:     writePlain,
	}
})

// constantNames are the names of the constants in the catalogue.
var constantNames = map[ast.ConstantKind]string{
	ast.Eye: "eye", ast.Ones: "ones", ast.Zeros: "zeros", ast.Unit: "e", ast.Commutation: "K", ast.Duplication: "Dup",
	ast.Elimination: "Elim",
}

// functionName is the name of a function in the input language: the first one that the input does
// not use for something else.
func (s *Sheet) functionName(f *ast.Function) string {
	for _, name := range append([]string{f.Name}, f.Aliases...) {
		if !s.taken(name) {
			return name
		}
	}
	return f.Name
}

// writePlain prints what has brackets of its own in the input language.
func writePlain(p *printer, it *item) bool {
	switch it.op {
	case differentialItem:
		return p.writeDifferential(it)
	case entryItem:
		p.writeEntry(it)
	case indexSumItem:
		p.WriteString("sum(")
		p.write(it.args[0], sumLevel)
		if len(it.args) > 2 {
			p.WriteString("=")
			p.write(it.args[2], sumLevel)
			p.WriteString("..")
			p.write(it.args[3], sumLevel)
		}
		p.WriteString(", ")
		p.write(it.args[1], sumLevel)
		p.WriteString(")")
	case constantItem:
		c := it.node.(*ast.Constant)
		if c.Kind == ast.Pi {
			return false
		}
		p.expand(form{text: p.sheet.functionName(catalogue.Lookup(constantNames[c.Kind])) + "($*)"}, it.args, shownDims(c))
	case callItem:
		c := it.node.(*ast.Call)
		p.WriteString(p.sheet.functionName(it.fn) + "(")
		p.writeList(it.args, c.Sizes)
		if it.fn.Axis != 0 {
			p.WriteString(p.comma + strconv.Itoa(it.fn.Axis))
		}
		p.WriteString(")")
	case powerItem, entryPowerItem:
		p.write(it.args[0], primaryLevel)
		p.WriteString(map[op]string{powerItem: "^", entryPowerItem: ".^"}[it.op])
		p.writeExponent(it.args[1])
	default:
		return false
	}
	return true
}

// writeExponent prints a number, with a sign where it has one, or a name bare, and all else in
// parentheses. The name T would be read as a transpose.
func (p *printer) writeExponent(it *item) {
	it = p.resolve(it)
	if it.op == negativeItem && p.resolve(it.args[0]).op == numberItem {
		p.WriteString("-")
		it = p.resolve(it.args[0])
	}
	switch {
	case it.op == nameItem && it.text == "T":
		p.WriteString("(1*T)")
	case it.op == applyItem && it.node.(*ast.Apply).Fn.Name == "T":
		p.inBrackets(it, func() { p.writeBare(it) })
	case it.op == entryItem: // brackets of an index stand behind a power, not behind its exponent
		p.inBrackets(it, func() { p.writeBare(it) })
	default:
		p.write(it, primaryLevel)
	}
}

// componentList lists the indices of a component as the input language has them: of a row, which has one
// index elsewhere, that of the row too.
func (p *printer) componentList(a *ast.Apply, indices []*item) string {
	var words []string
	shapes := []ast.Shape{a.Fn.Result}
	for _, s := range a.Slots {
		shapes = append(shapes, a.Fn.Params[s])
	}
	for _, s := range shapes {
		if s.IsRow() {
			words = append(words, "1")
		}
		for _, size := range []ast.Dim{s.Rows, s.Cols} {
			if size != ast.One && len(indices) > 0 {
				words = append(words, p.sub(indices[0]))
				indices = indices[1:]
			}
		}
	}
	return strings.Join(words, ",")
}

// writeEntry prints an entry, a row X[i,:] or a column X[:,j].
func (p *printer) writeEntry(it *item) {
	// D(F)(x)'[…] would be read as the adjoint.
	need := postfixLevel
	if array := p.resolve(it.args[0]); array.op == transposeItem && p.resolve(array.args[0]).op == applyItem {
		need = primaryLevel
	}
	p.write(it.args[0], need)
	p.WriteString("[")
	for i, index := range p.indices(it) {
		if i > 0 {
			p.WriteString(",")
		}
		if index == nil {
			p.WriteString(":")
		} else {
			p.write(index, sumLevel)
		}
	}
	p.WriteString("]")
}

// indices lists the indices of an entry as they are written; nil is the whole row or column. An
// entry of a vector has one index, an entry of a row the row 1.
func (p *printer) indices(it *item) []*item {
	n, ok := it.node.(*ast.Entry)
	if !ok { // a shared part with its indices
		return it.args[1:]
	}
	shape := n.Arg().Shape()
	at := it.args[1:]
	switch {
	case shape.Cols == ast.One:
		return at[:1]
	case shape.Rows == ast.One:
		return []*item{p.l.number("1"), at[0]}
	case n.Row == nil:
		return []*item{nil, at[0]}
	case n.Col == nil:
		return []*item{at[0], nil}
	}
	return at
}
