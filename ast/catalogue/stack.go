package catalogue

import (
	"errors"
	"fmt"

	"matcalc/ast"
)

// stacks put arrays side by side, below one another, or along the diagonal.
func stacks() []*ast.Function {
	return []*ast.Function{
		{
			Name: "hcat", Aliases: words("horzcat"), Doc: "arrays side by side",
			Params: words("X"), Variadic: true, Combine: beside,
			Differential: "hcat(d(X))",
			Source:       linear,
			Value:        hcat,
			Notation:     notation{"numpy": "np.column_stack(($*,))"},
		},
		{
			Name: "vcat", Aliases: words("vertcat"), Doc: "arrays one below the other",
			Params: words("X"), Variadic: true, Combine: below,
			Differential: "vcat(d(X))",
			Source:       linear,
			Value:        vcat,
			Notation:     notation{"numpy": "_vcat($*)"},
		},
		{
			Name: "blkdiag", Aliases: words("blockdiag block_diag"), Doc: "arrays along the diagonal, zeros elsewhere",
			Params: words("X"), Variadic: true, Combine: along,
			Differential: "blkdiag(d(X))",
			Source:       linear,
			Value:        blkdiag,
			Structure:    blockStructure,
			Notation:     notation{"numpy": "_blkdiag($*)"},
		},
	}
}

func beside(args []ast.Shape) (ast.Shape, error) {
	if len(args) == 0 {
		return ast.Shape{}, errors.New("hcat takes at least one argument")
	}
	s := args[0]
	for i, a := range args[1:] {
		if a.Rows != s.Rows {
			return ast.Shape{}, fmt.Errorf("hcat: argument %d has %s rows and should have %s", i+2, a.Rows, s.Rows)
		}
		s.Cols = s.Cols.Plus(a.Cols)
	}
	return s, nil
}

func below(args []ast.Shape) (ast.Shape, error) {
	if len(args) == 0 {
		return ast.Shape{}, errors.New("vcat takes at least one argument")
	}
	s := args[0]
	for i, a := range args[1:] {
		if a.Cols != s.Cols {
			return ast.Shape{}, fmt.Errorf("vcat: argument %d has %s columns and should have %s", i+2, a.Cols, s.Cols)
		}
		s.Rows = s.Rows.Plus(a.Rows)
	}
	return s, nil
}

func along(args []ast.Shape) (ast.Shape, error) {
	if len(args) == 0 {
		return ast.Shape{}, errors.New("blkdiag takes at least one argument")
	}
	s := args[0]
	for _, a := range args[1:] {
		s.Rows, s.Cols = s.Rows.Plus(a.Rows), s.Cols.Plus(a.Cols)
	}
	return s, nil
}

// blockStructure: a block diagonal matrix has what all of its blocks have; a block of size 1 has
// everything but a sign and a norm.
func blockStructure(args []ast.Node) ast.Properties {
	p := diagonal | ast.IsSkew | ast.IsOrthogonal | ast.IsPositiveDefinite
	for _, a := range args {
		switch {
		case a.Shape().IsScalar():
			p &= diagonal
		case !a.Shape().IsSquare():
			return 0
		default:
			p &= keep(p)([]ast.Node{a})
		}
	}
	return p
}
