package numpy_test

import (
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/render/code/numpy"
)

// An env makes the expressions of the tests: one table and a few names.
type env struct {
	*ast.Table
	n, m ast.Dim
	i, k *ast.Symbol
}

func newEnv() *env {
	t := ast.NewTable()
	return &env{t, ast.DimName("n"), ast.DimName("m"),
		t.Symbol("i", ast.Index, ast.Scalar, ast.Unstructured),
		t.Symbol("k", ast.Index, ast.Scalar, ast.Unstructured)}
}

func (e *env) matrix(name string, r, c ast.Dim) *ast.Symbol {
	return e.Symbol(name, ast.Variable, ast.Matrix(r, c), ast.Unstructured)
}

func (e *env) vector(name string, n ast.Dim) *ast.Symbol {
	return e.Symbol(name, ast.Variable, ast.Vector(n), ast.Unstructured)
}

func (e *env) scalar(name string) *ast.Symbol {
	return e.Symbol(name, ast.Variable, ast.Scalar, ast.Unstructured)
}

func (e *env) rat(a, b int64) ast.Node { return e.Number(ast.RatFrac(a, b)) }

func (e *env) call(name string, args ...ast.Node) ast.Node {
	return e.Call(catalogue.Lookup(name), nil, args...)
}

// derivative is a module with one derivative.
func (e *env) derivative(value, d ast.Node, directions ...*ast.Symbol) numpy.Module {
	return numpy.Module{
		Doc: "A test.", Value: value, Symbols: e.Symbols(),
		Functions: []numpy.Function{{Name: "derivative", Results: [][]numpy.Result{{{Node: d, Directions: directions}}}}},
	}
}

func TestSource(t *testing.T) {
	tests := []struct {
		name   string
		module func(e *env) numpy.Module
		want   string
	}{
		{"the seed", func(e *env) numpy.Module {
			W, a := e.matrix("W", e.n, e.m), e.vector("a", e.m)
			h := e.Unknown("h", []ast.Shape{ast.Vector(e.n)}, ast.Scalar, false)
			Wa := e.Mul(W, a)
			return e.derivative(e.Apply(h, ast.Value, nil, Wa), e.Mul(e.Apply(h, ast.Gradient, []int{0}, Wa), e.Transpose(a)))
		}, `"""A test."""
import numpy as np


def value(W, a, h):
    """The expression."""
    return h(W @ a)


def derivative(W, a, h, D_h):
    return np.outer(D_h(W @ a), a)
`},
		{"inverses are solved for, shared parts have names", func(e *env) numpy.Module {
			S := e.Symbol("S", ast.Variable, ast.Matrix(e.n, e.n), ast.PositiveDefinite)
			x, mu := e.vector("x", e.n), e.vector("λ", e.n)
			r := e.Sub(x, mu)
			value := e.Add(e.call("logdet", S), e.Mul(e.Transpose(r), e.Inv(S), r))
			return e.derivative(value, e.Sub(e.Inv(S), e.Mul(e.Inv(S), r, e.Transpose(r), e.Inv(S))))
		}, `"""A test."""
import numpy as np


def value(S, x, lambda_):
    """The expression."""
    t1 = x - lambda_
    return np.linalg.slogdet(S)[1] + t1 @ np.linalg.solve(S, t1)


def derivative(S, x, lambda_):
    t1 = np.linalg.solve(S, x - lambda_)
    return np.linalg.inv(S) - np.outer(t1, t1)
`},
		{"chains start at the vector, Diag scales rows, dimensions are read off arrays", func(e *env) numpy.Module {
			A, B, x := e.matrix("A", e.n, e.m), e.matrix("B", e.m, e.n), e.vector("x", e.n)
			value := e.Mul(e.rat(1, 2), e.Transpose(x), A, B, x)
			d := e.Add(e.Mul(e.call("tr", e.Mul(A, B)), e.Eye(e.n)), e.Mul(e.call("Diag", x), A, B))
			return e.derivative(value, d)
		}, `"""A test."""
import numpy as np


def value(A, B, x):
    """The expression."""
    return (x @ (A @ (B @ x)))/2


def derivative(A, B, x):
    n = A.shape[0]
    return np.vdot(A, B.T)*np.eye(n) + x[:, None]*(A @ B)
`},
		{"sums that may have no terms start with zeros of their shape", func(e *env) numpy.Module {
			x, w := e.vector("x", e.n), e.vector("w", e.m)
			n := e.Symbol("n", ast.Dimension, ast.Scalar, ast.Unstructured)
			sum := func(body ast.Node) ast.Node { return e.IndexSum(e.k, e.Int(1), e.Sub(n, e.Int(1)), body) }
			term := e.call("exp", e.Entry(x, e.k, nil))
			return e.derivative(sum(e.Mul(term, w)), sum(e.Mul(term, w, e.Transpose(e.Unit(e.k, e.n)))))
		}, `"""A test."""
import numpy as np


def value(x, w):
    """The expression."""
    m = w.shape[0]
    n = x.shape[0]
    s1 = np.zeros(m)
    for k in range(1, n - 1 + 1):
        s1 = s1 + np.exp(x[k - 1])*w
    return s1


def derivative(x, w):
    m = w.shape[0]
    n = x.shape[0]
    s1 = np.zeros((m, n))
    for k in range(1, n - 1 + 1):
        s1 = s1 + np.outer(np.exp(x[k - 1])*w, np.eye(1, n, k - 1)[0])
    return s1
`},
		{"sums over an index are loops", func(e *env) numpy.Module {
			X, w := e.matrix("X", e.n, e.m), e.vector("w", e.m)
			n := e.Symbol("n", ast.Dimension, ast.Scalar, ast.Unstructured)
			term := e.call("exp", e.Mul(e.Entry(X, e.k, nil), w))
			value := e.IndexSum(e.k, e.Int(1), n, term)
			return e.derivative(value, e.IndexSum(e.k, e.Int(1), n, e.Mul(term, e.Transpose(e.Entry(X, e.k, nil)))))
		}, `"""A test."""
import numpy as np


def value(X, w):
    """The expression."""
    n = X.shape[0]
    s1 = 0.0
    for k in range(1, n + 1):
        s1 = s1 + np.exp(X[k - 1] @ w)
    return s1


def derivative(X, w):
    n = X.shape[0]
    s1 = 0.0
    for k in range(1, n + 1):
        t1 = X[k - 1]
        s1 = s1 + np.exp(t1 @ w)*t1
    return s1
`},
	}
	for _, tt := range tests {
		got, err := tt.module(newEnv()).Source()
		if err != nil || got != tt.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", tt.name, err, got, tt.want)
		}
	}
}
