#!/usr/bin/env python3
"""Runs the public cases and expressions that grow through SymPy and through matcalc, and prints the ratios of time.

    /usr/bin/python3 testdata/bench/run.py [--matcalc PATH] [--runs N] [--limit SECONDS] [--only cases|families]

Without --matcalc it builds the program with go. A time is the median of several runs, on this machine:
  process       of whole processes: matcalc with its default page (all forms, the numerical check), SymPy from
                the start of Python to the printed derivative
  in a process  from the text to the text of the derivative, without start-up: matcalc by go test -bench (no
                check), SymPy with an empty cache
What SymPy does not answer is named: an error, an expression that it leaves unevaluated, a limit of time.
"""
import argparse, json, math, os, statistics, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# The names that the SymPy expressions use.
PRELUDE = """
from sympy import *
from sympy.core.cache import clear_cache
n, m, p = symbols("n m p", integer=True, positive=True)
t = Symbol("t")
u = MatrixSymbol("u", n, 1)  # the vector of ones: OneMatrix ends in a RecursionError
def M(names, r, c): return [MatrixSymbol(s, r, c) for s in names.split()]
"""

# The cases in SymPy, in the form that gets farthest; r is the derivative, or a tuple of them.
CASES = {
    "seed-chain": "W, = M('W', n, m); a, = M('a', m, 1); r = Function('h')(W*a).diff(W)",
    "seed-component": "W, = M('W', n, m); a, = M('a', m, 1); r = Function('h')(W*a).diff(W[1, 0])",
    "seed-named": "W, = M('W', n, m); a, = M('a', m, 1); g = Lambda(W, W*a); r = Function('h')(g(W)).diff(W)",
    "linear": "a, x = M('a x', n, 1); r = (a.T*x).diff(x)",
    "quadratic": "x, = M('x', n, 1); A, = M('A', n, n); r = (x.T*A*x).diff(x)",
    "quadratic-sym": "x, = M('x', n, 1); A, = M('A', n, n); r = refine((x.T*A*x).diff(x), Q.symmetric(A))",
    "quadratic-hessian": "x, = M('x', n, 1); A, = M('A', n, n); r = (x.T*A*x).diff(x).diff(x)",
    "bilinear-matrix": "a, = M('a', n, 1); b, = M('b', m, 1); X, = M('X', n, m); r = (a.T*X*b).diff(X)",
    "trace-linear": "A, = M('A', m, n); X, = M('X', n, m); r = Trace(A*X).diff(X)",
    "trace-quadratic": "A, = M('A', n, n); X, = M('X', n, m); r = Trace(X.T*A*X).diff(X)",
    "least-squares": "A, = M('A', n, m); x, = M('x', m, 1); b, = M('b', n, 1); r = ((A*x - b).T*(A*x - b)).diff(x)",
    "least-squares-hessian": "A, = M('A', n, m); x, = M('x', m, 1); b, = M('b', n, 1); r = ((A*x - b).T*(A*x - b)).diff(x).diff(x)",
    "norm": "x, c = M('x c', n, 1); r = (((x - c).T*(x - c))**(S(1)/2)).diff(x)",
    "frobenius": "A, = M('A', p, n); X, = M('X', n, m); B, = M('B', p, m); r = Trace((A*X - B).T*(A*X - B)).diff(X)",
    "det": "X, = M('X', n, n); r = Determinant(X).diff(X)",
    "logdet": "X, = M('X', n, n); r = log(Determinant(X)).diff(X)",
    "logdet-gram": "A, = M('A', n, n); X, = M('X', n, p); r = log(Determinant(X.T*A*X)).diff(X)",
    "inverse-bilinear": "a, b = M('a b', n, 1); X, = M('X', n, n); r = (a.T*X.I*b).diff(X)",
    "inverse": "X, = M('X', n, n); r = X.I.diff(X)",
    "affine-jacobian": "A, = M('A', n, m); x, = M('x', m, 1); b, = M('b', n, 1); r = (A*x + b).diff(x)",
    "tanh-layer": "W, = M('W', n, m); x, = M('x', m, 1); b, = M('b', n, 1); r = (W*x + b).applyfunc(tanh).diff(x)",
    "layer-two-variables": "W, = M('W', n, m); x, = M('x', m, 1); b, y = M('b y', n, 1); e = (W*x + b).applyfunc(tanh) - y; f = e.T*e; r = (f.diff(W), f.diff(b))",
    "logistic": "X, = M('X', n, m); w, = M('w', m, 1); y, = M('y', n, 1); r = (u.T*HadamardProduct(-y, X*w).applyfunc(Lambda(t, log(1 + exp(t))))).diff(w)",
    "logistic-hessian": "X, = M('X', n, m); w, = M('w', m, 1); y, = M('y', n, 1); r = (u.T*HadamardProduct(-y, X*w).applyfunc(Lambda(t, log(1 + exp(t))))).diff(w).diff(w)",
    "factorization": "X, = M('X', n, m); U, = M('U', n, p); V, = M('V', m, p); e = X - U*V.T; f = Trace(e.T*e); r = (f.diff(U), f.diff(V))",
    "softmax": "x, = M('x', n, 1); e = x.applyfunc(exp); r = (e/Trace(u.T*e)).diff(x)",
    "logsumexp": "A, = M('A', n, m); x, = M('x', m, 1); r = log(Trace(u.T*(A*x).applyfunc(exp))).diff(x)",
    "kron-trace": "A, = M('A', m, m); X, = M('X', n, n); r = Trace(kronecker_product(A, X)).diff(X)",
    "hadamard": "A, = M('A', m, n); B, X = M('B X', n, m); r = Trace(A*HadamardProduct(B, X)).diff(X)",
    "sandwich": "A, = M('A', p, n); X, = M('X', n, m); B, = M('B', m, p); r = (A*X*B).diff(X)",
    "gaussian-covariance": "S, = M('S', n, n); x, m_ = M('x m', n, 1); r = log(Determinant(S)).diff(S) + ((x - m_).T*S.I*(x - m_)).diff(S)",
    "elementwise-unknown": "W, = M('W', n, m); x, = M('x', m, 1); r = (u.T*(W*x).applyfunc(Function('sigma'))).diff(W)",
    "two-arguments": "A, = M('A', n, m); B, = M('B', p, m); x, = M('x', m, 1); r = Function('h')(A*x, B*x).diff(x)",
    "unknown-hessian": "A, = M('A', n, m); x, = M('x', m, 1); r = Function('h')(A*x).diff(x).diff(x)",
    "ratio": "A, = M('A', n, n); x, = M('x', n, 1); r = (Trace(x.T*A*x)/Trace(x.T*x)).diff(x)",
    "by-scalar": "A, B = M('A B', n, n); r = Trace((A + t*B).I).diff(t)",
    "hvp-logdet": "X, D = M('X D', n, n); r = Trace(log(Determinant(X)).diff(X).T*D).diff(X)",
    "jvp-inverse": "X, D = M('X D', n, n); r = (X + t*D).I.diff(t).subs(t, 0)",
    "vjp-layer": "W, = M('W', n, m); x, = M('x', m, 1); B, = M('B', n, 1); r = (B.T*(W*x).applyfunc(tanh)).diff(W)",
    "matrix-power": "X, = M('X', n, n); r = Trace(X**3).diff(X)",
}

# What SymPy answers and what is wrong with it, where it does not show.
WRONG = {
    "softmax": "wrong: the derivative of the denominator is missing",
    "ratio": "wrong: the derivative of the denominator is missing",
    "gaussian-covariance": "wrong: the derivative of log det S is missing",
}


def numbered(f, k, sep):
    return sep.join(f % i for i in range(1, k + 1))


def network(k):
    layers = "".join("z%d = tanh(W%d*%s + b%d)\n" % (i, i, "x" if i == 1 else "z%d" % (i - 1), i) for i in range(1, k + 1))
    return (layers + "norm(z%d - y)^2" % k, ",".join("W%d,b%d" % (i, i) for i in range(1, k + 1)),
            "z, y = M('x y', n, 1); L = %d; W = [MatrixSymbol('W%%d' %% i, n, n) for i in range(L)]; b = [MatrixSymbol('b%%d' %% i, n, 1) for i in range(L)]\n"
            "for i in range(L): z = (W[i]*z + b[i]).applyfunc(tanh)\n"
            "f = (z - y).T*(z - y); r = tuple(f.diff(v) for v in W + b)" % k)


def chain(k):
    return ("tr(" + numbered("A%d", k, "*") + ")", "A%d" % (k // 2 + 1),
            "A = [MatrixSymbol('A%%d' %% i, n, n) for i in range(%d)]; r = Trace(MatMul(*A)).diff(A[%d])" % (k, k // 2))


def sums(k):
    return (numbered("a%d'*x", k, " + "), "x",
            "x, = M('x', n, 1); r = MatAdd(*[MatrixSymbol('a%%d' %% i, n, 1).T*x for i in range(%d)]).diff(x)" % k)


def nested(k):
    return ("sum(" + "tanh(" * k + "x" + ")" * k + ") where x in R^n", "x",
            "x, = M('x', n, 1); z = x\nfor i in range(%d): z = z.applyfunc(tanh)\nr = (u.T*z).diff(x)" % k)


def squarings(k):
    return ("".join("z%d = %s.*%s\n" % (i, z, z) for i in range(1, k + 1) for z in ["x" if i == 1 else "z%d" % (i - 1)])
            + "sum(z%d) where x in R^n" % k, "x",
            "x, = M('x', n, 1); z = x\nfor i in range(%d): z = z.applyfunc(Lambda(t, t**2))\nr = (u.T*z).diff(x)" % k)


def inverses(k):
    return ("tr(" + "inv(A + " * (k - 1) + "inv(X)" + ")" * (k - 1) + ")", "X",
            "A, X = M('A X', n, n); z = X.I\nfor i in range(%d): z = (A + z).I\nr = Trace(z).diff(X)" % (k - 1))


def power(k):
    return "tr((A*X)^%d)" % k, "X", "A, X = M('A X', n, n); r = Trace(MatMul(*[A, X]*%d)).diff(X)" % k


# The expressions that grow, as in parser/families: the name, how both programs write it, the sizes.
FAMILIES = [
    ("tr((A*X)^n)", power, [4, 16, 64]),
    ("n nested inverses", inverses, [2, 4, 8, 16]),
    ("network of n layers", network, [2, 10, 100, 1000]),
    ("product of n matrices", chain, [10, 100, 1000, 2000]),
    ("sum of n products", sums, [10, 100, 1000, 10000]),
    ("n nested functions", nested, [2, 10, 100, 1000, 5000]),
    ("n squarings", squarings, [2, 10, 40]),
]

# What a SymPy process runs: CODE derives, then the text is printed.
WHOLE = PRELUDE + "\nexec(CODE)\nprint(r)\n"

# What one SymPy process for many cases runs: a line of JSON for each.
SERVER = PRELUDE + """
import json, sys, time
for line in sys.stdin:
    code, runs = json.loads(line)
    times, text, error = [], "", ""
    try:
        for _ in range(runs):
            clear_cache()
            scope, start = dict(globals()), time.perf_counter()
            exec(code, scope)
            text = str(scope["r"])
            times.append(time.perf_counter() - start)
    except Exception as e:
        error = (type(e).__name__ + ": " + (str(e).splitlines() or [""])[0]).strip(" :")
    print(json.dumps([times, text, error]), flush=True)
"""


def timed(cmd, runs, limit, text=None):
    """The median time of the command in seconds and its output; None where it fails or takes too long."""
    times, out = [], ""
    for _ in range(runs):
        start = time.perf_counter()
        try:
            done = subprocess.run(cmd, input=text, capture_output=True, text=True, timeout=limit)
        except subprocess.TimeoutExpired:
            return None, "over %g s" % limit
        times.append(time.perf_counter() - start)
        if done.returncode != 0:
            return None, (done.stderr.strip().splitlines() or ["no message"])[-1]
        out = done.stdout
        if times[0] > 2:
            break  # long runs do not vary by much
    return statistics.median(times), out.strip()


def sympy_process(code, runs, limit):
    return timed([sys.executable, "-c", WHOLE.replace("CODE", repr(code))], runs, limit)


def remark(text, error, name=""):
    """What is to be said of SymPy's answer."""
    if error:
        return error
    if text == "0":
        return "answers 0, which is wrong"
    if name in WRONG:
        return WRONG[name]
    if "Derivative(" in text.replace("Derivative(sigma(", ""):  # σ' of the unknown function is an answer
        return "left unevaluated"
    return ""


def matcalc_command(matcalc, case):
    cmd = [matcalc, case.get("mode", "diff"), case["expr"], "--wrt", case["wrt"]]
    if case.get("order", 1) != 1:
        cmd += ["--order", str(case["order"])]
    return cmd + (["--let", case["where"]] if case.get("where") else [])


def go_bench():
    """The time of each case in one process of matcalc, in seconds."""
    done = subprocess.run(["go", "test", "-run", "^$", "-bench", "^BenchmarkCase$", "-benchtime", "0.1s", "-count", "3", "./render/"],
                          cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)
    times = {}
    for line in done.stdout.splitlines():
        words = line.split()
        if line.startswith("BenchmarkCase/"):
            name = words[0].split("/")[1].rsplit("-", 1)[0] if os.cpu_count() > 1 else words[0].split("/")[1]
            times.setdefault(name, []).append(float(words[words.index("ns/op") - 1]) * 1e-9)
    return {name: statistics.median(ts) for name, ts in times.items()}


def show(seconds):
    if seconds is None:
        return "–"
    for unit, scale in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * scale >= 1:
            return "%.3g %s" % (seconds * scale, unit)
    return "%.3g µs" % (seconds * 1e6)


def ratio(slow, fast):
    return "–" if slow is None or fast is None else ("%.1f" if slow < 10 * fast else "%.0f") % (slow / fast)


def short(text, most=60):
    return text if len(text) <= most else text[:most - 1] + "…"


class Table:
    """Prints rows as they come."""

    def __init__(self, **columns):
        self.widths = list(columns.values())
        self.row(*(c.replace("_", " ") for c in columns))
        print("|" + "|".join("-" * (w + 2) for w in self.widths) + "|")

    def row(self, *cells):
        print("| " + " | ".join(c.ljust(w) for c, w in zip(cells, self.widths)) + " |", flush=True)


def geomean(values):
    values = list(values)
    return math.exp(statistics.fmean(map(math.log, values))) if values else float("nan")


def cases(matcalc, runs, limit):
    with open(os.path.join(ROOT, "testdata", "cases", "public.jsonl"), encoding="utf-8") as f:
        public = [json.loads(line) for line in f if line.strip()]
    inside = go_bench()
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    processes, insides, ours, ours_inside = [], [], [], []
    table = Table(case=21, SymPy_process=13, matcalc_process=15, ratio=5, SymPy_inside=12, matcalc_inside=14, ratio_inside=12, what_SymPy_says=60)
    for case in public:
        name, code = case["id"], CASES.get(case["id"], "raise NotImplementedError('no SymPy expression is written for it')")
        ours_process, why = timed(matcalc_command(matcalc, case), 5 * runs, limit)
        if ours_process is None:
            sys.exit("matcalc fails on %s: %s" % (name, why))
        server.stdin.write(json.dumps([code, runs]) + "\n")
        server.stdin.flush()
        times, text, error = json.loads(server.stdout.readline())
        its_process, its_inside, said = None, None, remark(text, error, name)
        if not error:
            its_process, its_inside = sympy_process(code, runs, limit)[0], statistics.median(times)
        if its_process and not said:
            processes.append(its_process / ours_process)
            insides.append(its_inside / inside[name])
        ours.append(ours_process)
        ours_inside.append(inside[name])
        table.row(name, show(its_process), show(ours_process), ratio(its_process, ours_process),
                  show(its_inside), show(inside[name]), ratio(its_inside, inside[name]), short(said))
    server.stdin.close()
    server.wait()
    print("\nGeometric means: matcalc %s a process, %s inside one; SymPy takes %.0f times as long a process, %.0f times inside one (%d of %d cases, those to which it has an answer)."
          % (show(geomean(ours)), show(geomean(ours_inside)), geomean(processes), geomean(insides), len(insides), len(public)))


def families(matcalc, runs, limit):
    table = Table(family=21, n=5, SymPy=10, matcalc_unchecked=17, matcalc_checked=15, ratio_unchecked=15, what_SymPy_says=60)
    for name, at, sizes in FAMILIES:
        gone = ""
        for n in sizes:
            text, wrt, code = at(n)
            ours, why = timed([matcalc, "diff", "-", "--wrt", wrt, "--format", "numpy", "--no-verify"], runs, limit, text)
            checked, why_checked = timed([matcalc, "diff", "-", "--wrt", wrt, "--format", "numpy"], runs, limit, text) if ours else (None, why)
            if gone:
                its, said = None, gone
            else:
                its, out = sympy_process(code, 1, limit)
                said = remark(out, "") if its else out
                gone = "not tried" if its is None else ""
            table.row(name, str(n), show(its), show(ours) if ours else short(why), show(checked) if checked else short(why_checked),
                      ratio(its, ours), short(said))


def main():
    ap = argparse.ArgumentParser(description="SymPy and matcalc on the same questions.")
    ap.add_argument("--matcalc", help="the program; built where it is not given")
    ap.add_argument("--runs", type=int, default=3, help="runs of SymPy for each case; matcalc has five times as many")
    ap.add_argument("--limit", type=float, default=60, help="seconds for one run")
    ap.add_argument("--only", choices=["cases", "families"])
    a = ap.parse_args()
    import sympy
    with tempfile.TemporaryDirectory() as work:
        matcalc = a.matcalc
        if not matcalc:
            matcalc = os.path.join(work, "matcalc")
            static = dict(os.environ, CGO_ENABLED="0")  # the way to build it that README.md gives for a fast start
            subprocess.run(["go", "build", "-o", matcalc, "./cmd/matcalc"], cwd=ROOT, env=static, check=True)
        print("SymPy %s, Python %s, %d cores\n" % (sympy.__version__, sys.version.split()[0], os.cpu_count()))
        if a.only != "families":
            cases(matcalc, a.runs, a.limit)
        if a.only is None:
            print()
        if a.only != "cases":
            families(matcalc, a.runs, a.limit)


if __name__ == "__main__":
    main()
