"""x'*A*x

where x in R^n, A in R^(n x n)
"""
import numpy as np


def value(x, A):
    """The expression."""
    return x @ (A @ x)


def derivative(x, A):
    """The derivative by x."""
    return (A + A.T) @ x
