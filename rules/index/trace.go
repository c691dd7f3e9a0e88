package index

import (
	"slices"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/simplify"
)

// chained joins entries of powers of one matrix and writes the trace of a derivative of the exponential of a
// matrix as its entry, and notes the rules for both. It tells whether there were any.
func (e *Engine) chained(terms []simplify.Term) (out []simplify.Term, changed bool) {
	out = slices.Clone(terms)
	for i := range out {
		var traced bool
		if out[i], traced = e.exponential(out[i]); traced {
			e.use("dexpm/isolate 2")
			changed = true
		}
	}
	if changed {
		out = e.c.Collect(out)
	}
	out, joined, changes := e.c.Chained(out)
	if joined {
		e.use("product/component")
		e.useChanges(changes)
	}
	return out, changed || joined
}

// exponential puts expm(X)_ji in the place of Σ_k dexpm(X, e_i e_jᵀ)_kk, which is the trace of
// expm(X) e_i e_jᵀ.
func (e *Engine) exponential(term simplify.Term) (simplify.Term, bool) {
	for at, r := range term.Sums {
		sums := slices.Delete(slices.Clone(term.Sums), at, at+1)
		i := slices.IndexFunc(term.Factors, func(f ast.Node) bool { return e.c.Depends(f, r.Index) })
		if _, full := e.c.Full(r); !full || i < 0 {
			continue
		}
		rest := slices.Delete(slices.Clone(term.Factors), i, i+1)
		if bound := e.c.Indices(simplify.Term{Factors: rest, Sums: sums}); slices.Contains(bound, r.Index) {
			continue
		}
		entry, ok := term.Factors[i].(*ast.Entry)
		if !ok || entry.Row != ast.Node(r.Index) || entry.Col != entry.Row || e.c.Depends(entry.Arg(), r.Index) {
			continue
		}
		call, ok := entry.Arg().(*ast.Call)
		if !ok || call.Fn.Name != "dexpm" {
			continue
		}
		row, col, ok := e.unit(call.Args()[1])
		if !ok {
			continue
		}
		term.Sums = sums
		term.Factors = append(rest, e.t.Entry(e.t.Call(catalogue.Lookup("expm"), nil, call.Args()[0]), col, row))
		return term, true
	}
	return term, false
}

// unit gives the indices of a matrix e_i e_jᵀ.
func (e *Engine) unit(n ast.Node) (row, col ast.Node, ok bool) {
	m, ok := n.(*ast.Mul)
	if !ok || len(m.Chain) != 2 || !m.Coef.IsOne() || len(m.Scalars) > 0 {
		return nil, nil, false
	}
	last, ok := m.Chain[1].(*ast.Transpose)
	if !ok || !ast.IsConstant(m.Chain[0], ast.Unit) || !ast.IsConstant(last.Arg(), ast.Unit) {
		return nil, nil, false
	}
	return m.Chain[0].Args()[0], last.Arg().Args()[0], true
}
