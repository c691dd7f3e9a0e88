package simplify_test

import (
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/parser"
	"matcalc/parser/families"
	"matcalc/rules/operation"
	"matcalc/simplify"
)

// raw gives the gradients by all variables as the reverse sweep leaves them, of values that are no
// scalars those of their product with a cotangent, and the table that they are in.
func raw(input, wrt string, let []string) (*ast.Table, []ast.Node, error) {
	in, err := parser.Parse(input, parser.Options{Let: let})
	if err != nil {
		return nil, nil, err
	}
	var targets []ast.Node
	wrt, _, _ = strings.Cut(wrt, "[")
	for name := range strings.SplitSeq(wrt, ",") {
		targets = append(targets, in.Table.Lookup(parser.Canonical(strings.TrimSpace(name))))
	}
	cotangent := in.Table.Int(1)
	if shape := in.Expr.Shape(); !shape.IsScalar() {
		cotangent = in.Table.Fresh(ast.Variable, shape, "bar")
	}
	gradients, err := operation.Adjoints(in.Table, in.Expr, cotangent, targets...)
	return in.Table, gradients, err
}

// BenchmarkSimplifyPublic simplifies the gradients of the public cases.
func BenchmarkSimplifyPublic(b *testing.B) {
	families.Mean(b, families.Public(b), func(c families.Case) func() error {
		t, gradients, err := raw(c.Expr, c.Wrt, c.Let())
		return func() error {
			simplifyAll(t, gradients)
			return err
		}
	})
}

// BenchmarkSimplify simplifies the gradients of expressions that grow. Their nodes are there from the
// second run on.
func BenchmarkSimplify(b *testing.B) {
	families.Run(b, families.Whole, func(b *testing.B, q families.Question) {
		t, gradients, err := raw(q.Input, q.Wrt, nil)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			simplifyAll(t, gradients)
		}
	})
}

func simplifyAll(t *ast.Table, nodes []ast.Node) {
	s := simplify.New(t)
	for _, n := range nodes {
		s.Simplify(n)
	}
}
