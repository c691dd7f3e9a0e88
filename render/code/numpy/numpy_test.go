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

// expmHelpers are the functions that a module with dexpm defines.
func expmHelpers() string { return catalogue.NumpySource("_dexpm()") }

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
		{"a map becomes einsum", func(e *env) numpy.Module {
			X, dX := e.matrix("X", e.n, e.n), e.matrix("d_X", e.n, e.n)
			return e.derivative(e.Inv(X), e.Neg(e.Mul(e.Inv(X), dX, e.Inv(X))), dX)
		}, `"""A test."""
import numpy as np


def value(X):
    """The expression."""
    return np.linalg.inv(X)


def derivative(X):
    t1 = np.linalg.inv(X)
    return -np.einsum('ik,lj->ijkl', t1, t1)
`},
		{"a map without such a form becomes a loop over a basis", func(e *env) numpy.Module {
			X, dX := e.matrix("X", e.n, e.n), e.matrix("d_X", e.n, e.n)
			return e.derivative(e.call("expm", X), e.call("dexpm", X, dX), dX)
		}, `"""A test."""
import math

import numpy as np


` + expmHelpers() + `def value(X):
    """The expression."""
    return _expm(X)


def derivative(X):
    n = X.shape[0]
    out1 = np.zeros((n, n, n, n))
    for at1 in np.ndindex((n, n)):
        d_X = np.zeros((n, n))
        d_X[at1] = 1.0
        out1[(..., *at1)] = _dexpm(X, d_X)
    return out1
`},
		{"an unknown function of a matrix is summed over its axes", func(e *env) numpy.Module {
			A, X, dX, d2X := e.matrix("A", e.m, e.n), e.matrix("X", e.n, e.n), e.matrix("d_X", e.n, e.n), e.matrix("d2_X", e.n, e.n)
			F := e.Unknown("F", []ast.Shape{ast.Matrix(e.m, e.n)}, ast.Matrix(e.n, e.m), false)
			m := e.derivative(e.Mul(A, e.Apply(F, ast.Value, nil, e.Mul(A, X))),
				e.Mul(A, e.Apply(F, ast.Directional, []int{0}, e.Mul(A, X), e.Mul(A, dX))), dX)
			m.Functions = append(m.Functions, numpy.Function{Name: "second", Results: [][]numpy.Result{{{
				Node:       e.Apply(F, ast.Directional, []int{0, 0}, e.Mul(A, X), e.Mul(A, d2X), e.Mul(A, dX)),
				Directions: []*ast.Symbol{dX, d2X},
			}}}})
			return m
		}, `"""A test."""
import numpy as np


def value(A, X, F):
    """The expression."""
    return A @ F(A @ X)


def derivative(A, X, F, D_F):
    return np.einsum('im,nk,mjnl->ijkl', A, A, D_F(A @ X), optimize=True)


def second(A, X, F, D2_F):
    return np.einsum('ok,pm,ijolpn->ijklmn', A, A, D2_F(A @ X), optimize=True)
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
