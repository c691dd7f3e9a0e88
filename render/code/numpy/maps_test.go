package numpy_test

import (
	"testing"

	"matcalc/ast"
	"matcalc/ast/catalogue"
	"matcalc/render/code/numpy"
)

// expmHelpers are the functions that a module with dexpm defines.
func expmHelpers() string { return catalogue.NumpySource("_dexpm()") }

// TestMaps: the modules of derivatives with three and more axes.
func TestMaps(t *testing.T) {
	tests := []struct {
		name   string
		module func(e *env) numpy.Module
		want   string
	}{
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
		{"an axis of two indices is reshaped", func(e *env) numpy.Module {
			A, B, X, dX := e.matrix("A", e.n, e.n), e.matrix("B", e.m, e.n), e.matrix("X", e.n, e.m), e.matrix("d_X", e.n, e.m)
			return e.derivative(e.call("kron", e.Mul(A, A, X), B), e.call("kron", e.Mul(e.rat(-3, 2), A, A, dX), B), dX)
		}, `"""A test."""
import numpy as np


` + catalogue.NumpySource("_kron()") + `def value(A, B, X):
    """The expression."""
    return _kron(A @ (A @ X), B)


def derivative(A, B, X):
    m = B.shape[0]
    n = A.shape[0]
    t1 = np.einsum('im,jl,kn->ijklmn', np.linalg.matrix_power(A, 2), B, np.eye(m), optimize=True)
    return np.reshape(-(3/2*t1), (m*n, m*n, n, m))
`},
		{"a row keeps its first axis", func(e *env) numpy.Module {
			x, X, dX := e.vector("x", e.n), e.matrix("X", e.n, e.m), e.matrix("d_X", e.n, e.m)
			return e.derivative(e.Mul(e.Transpose(x), X), e.Mul(e.Transpose(x), dX), dX)
		}, `"""A test."""
import numpy as np


def value(x, X):
    """The expression."""
    return (x @ X)[None, :]


def derivative(x, X):
    m = X.shape[1]
    return np.einsum('j,ik->ijk', x, np.eye(m))[None, :, :, :]
`},
		{"a sum over data sums over an axis", func(e *env) numpy.Module {
			W, dW, d2W, X, x := e.matrix("W", e.n, e.n), e.matrix("d_W", e.n, e.n), e.matrix("d2_W", e.n, e.n), e.matrix("X", e.m, e.n), e.vector("x", e.n)
			m := e.Symbol("m", ast.Dimension, ast.Scalar, ast.Unstructured)
			row := e.Entry(X, e.k, nil)
			term := e.call("exp", e.Mul(row, W, x))
			return e.derivative(e.IndexSum(e.k, e.Int(1), m, term),
				e.IndexSum(e.k, e.Int(1), m, e.Mul(term, e.Mul(row, dW, x), e.Mul(row, d2W, x))), dW, d2W)
		}, `"""A test."""
import numpy as np


def value(W, X, x):
    """The expression."""
    m = X.shape[0]
    t1 = W @ x
    s1 = 0.0
    for k in range(1, m + 1):
        s1 = s1 + np.exp(X[k - 1] @ t1)
    return s1


def derivative(W, X, x):
    m = X.shape[0]
    t1 = W @ x
    s1 = []
    for k in range(1, m + 1):
        s1.append(np.exp(X[k - 1] @ t1))
    return np.einsum('mi,j,mk,l,m->ijkl', X, x, X, x, np.array(s1), optimize=True)
`},
	}
	for _, tt := range tests {
		got, err := tt.module(newEnv()).Source()
		if err != nil || got != tt.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", tt.name, err, got, tt.want)
		}
	}
}
