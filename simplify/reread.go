package simplify

import (
	"matcalc/ast"
	"matcalc/simplify/network"
)

// maxReread bounds the products that are read anew, by their factors.
const maxReread = 24

// reread writes a product with Hadamard products, diagonals, traces or sums of entries in it anew, from
// the graph of its factors, where that is shorter: diag(A*Diag(x)*B) is (A.*B')*x.
func (s *Simplifier) reread(n ast.Node) ast.Node {
	if s.readAnew[n] || !mixed(n) {
		return n
	}
	s.readAnew[n] = true
	net, ok := network.Of(s.t, n)
	if !ok || len(net.Factors) > maxReread {
		return n
	}
	short := network.Read(s.t, net, s.length.Length)
	if short == nil || s.length.Length(short) > s.length.Length(n) {
		return n
	}
	if short = s.simple(short); s.length.Length(short) < s.length.Length(n) {
		return short
	}
	return n
}

// mixed reports whether a product has an operation in it that is no product of matrices, besides itself.
func mixed(n ast.Node) bool {
	count := 0
	stack := []ast.Node{n}
	for len(stack) > 0 && len(stack) < maxReread {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		switch top := top.(type) {
		case *ast.Mul, *ast.Transpose:
		case *ast.Hadamard, *ast.Inner:
			count++
		case *ast.Constant:
			if top.Kind != ast.Ones {
				continue
			}
			count++
		case *ast.Call:
			switch top.Fn.Name {
			case "tr", "sum", "diag", "Diag":
				count++
			default:
				continue
			}
		default:
			continue
		}
		stack = append(stack, top.Args()...)
	}
	return count > 0
}
