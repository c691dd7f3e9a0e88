package render

import (
	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules/derive"
)

// Formats that write a line for each result let each line stand by itself, with the shared parts that it
// uses, unless that would repeat most of a large graph in each line: then the parts of all lines
// stand in the first one.
const (
	// repeated is the number of nodes that lines may have together whatever they share.
	repeated = 20000
	// repeatedOften is how often a node may stand in lines, on average, in larger answers.
	repeatedOften = 8
)

// SharesLines reports whether the parts of all lines stand in the first one.
func SharesLines(a *derive.Answer, o Options) bool {
	if len(a.Results) < repeatedOften {
		return false
	}
	nodes := o.firsts(a)
	all := int64(0)
	for _, n := range notation.NewCounter().DagNodes(nodes...) {
		all += n
	}
	return all > repeated && all > repeatedOften*int64(len(ast.Topo(nodes...)))
}

// firsts are the results in the form of their lines.
func (o Options) firsts(a *derive.Answer) []ast.Node {
	nodes := make([]ast.Node, len(a.Results))
	for i := range a.Results {
		nodes[i] = o.first(&a.Results[i])
	}
	return nodes
}

// lines calls write for each result with the sheet that it stands on; first tells that the shared parts of
// the sheet stand in this line.
func lines(a *derive.Answer, o Options, write func(n ast.Node, s *notation.Sheet, first bool)) {
	linesWith(a, o, nil, write)
}

// namedLines is lines with the names that the input gives to parts.
func namedLines(a *derive.Answer, o Options, write func(n ast.Node, s *notation.Sheet, first bool)) {
	linesWith(a, o, kept(a, o.firsts(a)), write)
}

func linesWith(a *derive.Answer, o Options, names map[ast.Node]string, write func(n ast.Node, s *notation.Sheet, first bool)) {
	taken, nodes := takenBy(a), o.firsts(a)
	if SharesLines(a, o) {
		together := notation.NewNamedSheet(names, taken, nil, nodes)
		for i, n := range nodes {
			write(n, together, i == 0)
		}
		return
	}
	for _, n := range nodes {
		write(n, notation.NewNamedSheet(names, taken, nil, []ast.Node{n}), true)
	}
}
