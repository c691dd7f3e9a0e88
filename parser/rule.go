package parser

import (
	"matcalc/ast"
)

// RuleOptions steer ParseRule.
type RuleOptions struct {
	// Let holds declarations for the names of the rule.
	Let []string
}

// ParseRule reads the sides of a rule into the table t, which must hold no names yet that the rule
// uses otherwise. The names are inferred over all sides together, so they agree; d(X) is the
// differential of X. The nodes come in the order of the texts.
func ParseRule(t *ast.Table, texts []string, opts RuleOptions) ([]ast.Node, error) {
	_, nodes, err := ParseTogether(t, texts, opts)
	return nodes, err
}

// ParseTogether is ParseRule that also gives what the names turned out to be: declarations, the
// free indices, and an Input for further texts under the same declarations.
func ParseTogether(t *ast.Table, texts []string, opts RuleOptions) (*Input, []ast.Node, error) {
	in := &Input{Table: t, limits: Limits{}.withDefaults(), meanings: map[string]*meaning{}, rule: true}
	e := newElaborator(in)
	lets, err := e.readLets(opts.Let)
	if err != nil {
		return nil, nil, err
	}
	programs := make([]*program, len(texts))
	for i, text := range texts {
		if programs[i], err = parseProgram(text, in.isFunctionName); err != nil {
			return nil, nil, err
		}
	}
	err = e.rescue(func() {
		for i, p := range programs {
			e.source = &texts[i]
			e.declare(p.Declarations)
		}
		for i, p := range programs {
			e.source = &texts[i]
			e.survey(p)
		}
		for i, p := range programs {
			e.source = &texts[i]
			e.roots = append(e.roots, e.program(p, nil))
		}
		e.infer()
		e.lower()
		e.record(lets)
	})
	if err != nil {
		return nil, nil, err
	}
	nodes := make([]ast.Node, len(e.roots))
	for i, r := range e.roots {
		nodes[i] = r.node
	}
	return in, nodes, nil
}
