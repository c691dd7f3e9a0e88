package catalogue

import (
	"slices"
	"strings"
)

// NumpyHelpers are the Python functions that the numpy notations of the catalogue call and numpy
// lacks, by name. They use numpy as np, math, and one another. A vector is a 1-d array, a scalar a
// float, a matrix or a row a 2-d array.
var NumpyHelpers = map[string]string{
	"_column": `def _column(x):
    """x as a 2-d array, a vector as a column."""
    x = np.asarray(x, dtype=float)
    return x[:, None] if x.ndim == 1 else np.atleast_2d(x)
`,
	"_logsumexp": `def _logsumexp(x, axis=None):
    """log(sum(exp(x))) along an axis, without overflow."""
    top = np.max(x, axis=axis, keepdims=True)
    return np.log(np.sum(np.exp(x - top), axis=axis)) + np.squeeze(top, axis=axis)
`,
	"_softmax": `def _softmax(x, axis=None):
    """exp(x)/sum(exp(x)) along an axis, without overflow."""
    y = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return y/np.sum(y, axis=axis, keepdims=True)
`,
	"_sigmoid": `def _sigmoid(x):
    """1/(1 + exp(-x)), without overflow."""
    return np.exp(-np.logaddexp(0.0, -x))
`,
	"_erf": `def _erf(x):
    """The error function, entry by entry."""
    return np.vectorize(math.erf, otypes=[float])(x)[()]
`,
	"_lgamma": `def _lgamma(x):
    """The logarithm of the absolute value of the gamma function, entry by entry."""
    return np.vectorize(math.lgamma, otypes=[float])(x)[()]
`,
	"_digamma": `def _digamma(x):
    """The derivative of lgamma, entry by entry."""
    return _polygamma(0, x)
`,
	"_polygamma": `def _polygamma(k, x):
    """The derivative of order k of digamma, entry by entry (Abramowitz & Stegun 6.4.6, 6.4.11)."""
    k = int(k)
    sign = -1.0 if k % 2 == 0 else 1.0
    bernoulli = (1/6, -1/30, 1/42, -1/30, 5/66, -691/2730, 7/6)

    def entry(x):
        if x <= 0 and x == math.floor(x):
            return math.nan
        s = 0.0
        while x < 20 + k:
            s += sign*math.factorial(k)/x**(k + 1)
            x += 1
        if k == 0:
            return s + math.log(x) - 1/(2*x) - sum(b/(2*j*x**(2*j)) for j, b in enumerate(bernoulli, 1))
        s += sign*(math.factorial(k - 1)/x**k + math.factorial(k)/(2*x**(k + 1)))
        return s + sign*sum(
            b*math.factorial(2*j + k - 1)/(math.factorial(2*j)*x**(2*j + k)) for j, b in enumerate(bernoulli, 1))

    return np.vectorize(entry, otypes=[float])(x)[()]
`,
	"_adj": `def _adj(x):
    """The adjugate, of singular matrices too."""
    u, s, vt = np.linalg.svd(x)
    others = np.array([np.prod(np.delete(s, i)) for i in range(len(s))])
    return np.linalg.det(u)*np.linalg.det(vt)*(vt.T*others) @ u.T
`,
	"_expm": `def _expm(x):
    """The matrix exponential, by scaling and squaring of a Taylor polynomial."""
    norm = np.linalg.norm(x, 1)
    k = max(0, int(math.ceil(math.log2(norm))) + 1) if norm > 0 else 0
    x = np.asarray(x, dtype=float)/2.0**k
    y = term = np.eye(len(x))
    for i in range(1, 19):
        term = term @ x/i
        y = y + term
    for _ in range(k):
        y = y @ y
    return y
`,
	"_dexpm": `def _dexpm(x, *directions):
    """The derivative of expm at x in the directions, from the exponential of a block matrix."""
    n = len(x)
    m = np.asarray(x, dtype=float)
    for e in directions:
        m = np.block([[m, np.kron(np.eye(len(m)//n), e)], [np.zeros_like(m), m]])
    return _expm(m)[:n, -n:]
`,
	"_kron": `def _kron(a, b):
    """The Kronecker product."""
    k = np.kron(_column(a), _column(b))
    rank = max(np.ndim(a), np.ndim(b))
    return k if rank == 2 else k[:, 0] if rank == 1 else k[0, 0]
`,
	"_sym": `def _sym(x):
    """The symmetric part."""
    return (x + x.T)/2
`,
	"_skew": `def _skew(x):
    """The skew-symmetric part."""
    return (x - x.T)/2
`,
	"_vech": `def _vech(x):
    """The columns of the lower triangle, one below the other."""
    return x.T[np.triu_indices(len(x))]
`,
	"_vcat": `def _vcat(*xs):
    """Arrays one below the other."""
    return np.concatenate([np.atleast_1d(x) for x in xs])
`,
	"_blkdiag": `def _blkdiag(*xs):
    """Arrays along the diagonal, zeros elsewhere."""
    xs = [_column(x) for x in xs]
    out = np.zeros((sum(x.shape[0] for x in xs), sum(x.shape[1] for x in xs)))
    i = j = 0
    for x in xs:
        out[i:i + x.shape[0], j:j + x.shape[1]] = x
        i, j = i + x.shape[0], j + x.shape[1]
    return out
`,
	"_unit": `def _unit(k, n):
    """The k-th unit vector with n entries, k from 1."""
    out = np.zeros(n)
    out[int(k) - 1] = 1.0
    return out
`,
	"_K": `def _K(n, m):
    """The commutation matrix: K vec(X) = vec(X') for X of n x m."""
    return np.eye(n*m)[np.arange(n*m).reshape((n, m), order="F").ravel()]
`,
	"_Dup": `def _Dup(n):
    """The duplication matrix: D vech(S) = vec(S) for symmetric S."""
    place = np.zeros((n, n), dtype=int)
    place.T[np.triu_indices(n)] = np.arange(n*(n + 1)//2)
    place = np.maximum(place, place.T)
    return np.eye(n*(n + 1)//2)[place.ravel(order="F")]
`,
	"_Elim": `def _Elim(n):
    """The elimination matrix: L vec(X) = vech(X)."""
    return np.eye(n*n)[_vech(np.arange(n*n).reshape((n, n), order="F"))]
`,
}

// NumpySource is the source of the helpers that the code calls, and of those that these call, each
// before its first use, with two empty lines after each.
func NumpySource(code string) string {
	var names []string
	for name := range NumpyHelpers {
		names = append(names, name)
	}
	slices.Sort(names)
	var b strings.Builder
	done := map[string]bool{}
	var need func(code string)
	need = func(code string) {
		for _, name := range names {
			if !done[name] && calls(code, name) {
				done[name] = true
				need(NumpyHelpers[name])
				b.WriteString(NumpyHelpers[name] + "\n\n")
			}
		}
	}
	need(code)
	return b.String()
}

// calls reports whether code calls the function, and does not merely end a longer name with it.
func calls(code, name string) bool {
	for {
		i := strings.Index(code, name+"(")
		if i < 0 {
			return false
		}
		before := strings.TrimRight(code[:i], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
		if len(before) == i {
			return true
		}
		code = code[i+1:]
	}
}
