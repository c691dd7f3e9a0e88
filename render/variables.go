package render

import (
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/rules/derive"
)

// symbolOf is the symbol that a variable is, or is an entry of.
func symbolOf(v ast.Node) *ast.Symbol {
	if e, ok := v.(*ast.Entry); ok {
		v = e.Arg()
	}
	return v.(*ast.Symbol)
}

// variables are the symbols that an answer differentiates by, each once.
func variables(a *derive.Answer) []*ast.Symbol {
	var out []*ast.Symbol
	seen := map[*ast.Symbol]bool{}
	for _, r := range a.Results {
		for _, v := range r.Variables {
			if x := symbolOf(v); !seen[x] {
				seen[x] = true
				out = append(out, x)
			}
		}
	}
	return out
}

// variables are those of the answer, which are looked for once.
func (s *script) variables() []*ast.Symbol {
	if s.by == nil {
		s.by = variables(s.Answer)
	}
	return s.by
}

// arguments writes the variables of the answer in parentheses: (U, V). Of many it writes the first and
// the last ones.
func (s *script) arguments() string {
	all := s.variables()
	if len(all) <= maxArguments {
		return "(" + s.list(nodes(all)) + ")"
	}
	const some = maxArguments / 4
	return "(" + s.list(nodes(all[:some])) + ", " + s.dots() + ", " + s.list(nodes(all[len(all)-some:])) + ")"
}

// dots stand for variables that are left out.
func (s *script) dots() string {
	if s.latex {
		return `\ldots`
	}
	return "…"
}

// maxArguments is the number of variables that are written out wherever the function stands.
const maxArguments = 8

// at writes the variables of the answer in parentheses, with move added to x: (U + H, V). Of many it
// writes x alone: (…, U + H, …).
func (s *script) at(x *ast.Symbol, move ast.Node) string {
	var words []string
	all, dots := s.variables(), s.dots()
	switch many := len(all) > maxArguments; {
	case many && x == nil:
		return "(" + dots + ")"
	case many:
		return "(" + dots + ", " + s.alone(x) + " + " + s.alone(move) + ", " + dots + ")"
	}
	for _, v := range all {
		word := s.alone(v)
		if v == x {
			word += " + " + s.alone(move)
		}
		words = append(words, word)
	}
	return "(" + strings.Join(words, ", ") + ")"
}

// total writes the operator of the total derivative by the variables: D, D², and where the answer has
// several variables D_U, D²_{U,V}.
func (s *script) total(by []ast.Node) string { return "D" + s.power(len(by)) + s.bySymbols(by) }

// bySymbols writes the subscript of an operator that differentiates by some of several variables; it
// ends in a space.
func (s *script) bySymbols(by []ast.Node) string {
	if len(s.variables()) < 2 {
		return ""
	}
	var words []string
	for _, v := range by {
		words = append(words, s.alone(symbolOf(v)))
	}
	if !slices.ContainsFunc(words, func(w string) bool { return w != words[0] }) {
		words = words[:1]
	}
	label := strings.Join(words, ",")
	if s.latex || len([]rune(label)) > 1 {
		label = "{" + label + "}"
	}
	return "_" + label + " "
}

// product writes a product with the derivative: Df(X)[d_X], Df(X)^*[bar], ∇²f(X)[d_X].
func (s *script) product(r *derive.Result) string {
	f, along := s.function()+s.at(nil, nil), "["+s.list(nodes(r.Directions))+"]"
	switch s.Mode {
	case derive.VJP:
		return s.total(r.Variables) + f + "^*" + along
	case derive.HVP:
		if s.options.ASCII && !s.latex {
			return "hess" + strings.TrimSpace(s.bySymbols(r.Variables[:1])) + "(" + s.function() + ")" + s.at(nil, nil) + along
		}
		return strings.TrimSpace(s.hess) + s.bySymbols(r.Variables[:1]) + f + along
	}
	return s.total(r.Variables) + f + along
}

// list writes expressions with commas.
func (s *script) list(all []ast.Node) string {
	words := make([]string, len(all))
	for i, x := range all {
		words[i] = s.alone(x)
	}
	return strings.Join(words, ", ")
}

func nodes(symbols []*ast.Symbol) []ast.Node {
	out := make([]ast.Node, len(symbols))
	for i, x := range symbols {
		out[i] = x
	}
	return out
}
