package claim_test

import (
	"fmt"
	"strings"
	"testing"

	"matcalc/ast"
	"matcalc/render/notation"
	"matcalc/rules/claim"
	"matcalc/rules/derive"
)

// sumOf is the sum of terms that differ by a number.
func sumOf(terms int, format string) string {
	var all []string
	for i := range terms {
		all = append(all, fmt.Sprintf(format, i+1))
	}
	return strings.Join(all, " + ")
}

const nearby = "it is equal to the derivative at points near 0, but not at all others"

// judged lists claims with what is to be found of them: the verdict, and what else the summary says.
var judged = []struct {
	expr, wrt, let, claim string
	want                  string
}{
	// Right, in each form.
	{"norm(A*x-b)^2", "x", "", "2*A'*(A*x-b)", "right"},
	{"norm(A*x-b)^2", "x", "", "2*A'*A*x - 2*A'*b", "right"},
	{"h(W*a)", "W", "", "grad(h)(W*a)*a'", "right"},
	{"h(W*a)", "W", "", "grad(h)(W*a)[i]*a[j]", "right index"},
	{"h(W*a)", "W", "", "grad(h)(W*a)[p]*a[q]", "right index"},
	{"h(W*a)", "W", "", "grad(h)(W*a)'*H*a", "right definition"},
	{"h(W*a)", "W", "", "kron(a', D(h)(W*a))", "right vec"},
	{"h(W*a)", "W[j,i]", "", "grad(h)(W*a)[j]*a[i]", "right"},
	{"A*X*B", "X", "", "A*d_X*B", "right definition"},
	{"A*X*B", "X", "", "kron(B', A)", "right vec"},
	// Right near 0, and wrong far from there.
	{"sum(max(x, -1000))", "x", "", "ones(n)", "wrong: " + nearby},
	{"min(t, 1000)*x", "x", "t in R, x in R", "t", "wrong: " + nearby},
	{"h(x)*max(t, -100)", "x", "t in R", "grad(h)(x)*t", "wrong: " + nearby},
	{"max(t, -100)*x", "x", "t in R, x in R", "max(t, -100)", "right differential"},
	{"A*X*B", "X", "", "A[i,k]*B[l,j]", "right index"},
	{"A*X", "X", "", "kron(I, A)", "right vec"},
	{"A*X", "X", "", "kron(I, A)'", "transpose vec"},
	{"X*B", "X", "", "kron(B', I)", "right vec"},
	{"tr(A*X)", "X", "", "sum(A'.*dX)", "right definition"},
	{"tr(A*S)", "S", "S in Sym(n)", "(A + A')/2", "right"},
	{"logdet(S)", "S", "S in PD(n)", "vec(inv(S))'*Dup(n)", "right vec"},
	{"tanh(W*x)", "x", "", "Diag(1 - tanh(W*x).^2)*W", "right"},
	{"a'*x", "x", "", "a", "right"},
	{"tr(A*X) + 0*t", "t", "t in R", "0", "right"},
	{"A*t", "t", "t in R", "A", "right"},
	{"norm(x - c)", "x", "", "(x - c)/norm(x - c)", "right"},
	// Maps that are 0 everywhere, and directions by the names that are left.
	{"step(X)", "X", "", "zeros(n, m)", "right"},
	{"step(X)", "X", "", "0", "right"},
	{"step(X)", "X", "", "zeros(n, n)", "wrong"},
	{"H*x", "x", "", "H*H1", "right definition"},
	{"X*d_X", "X", "", "d_X1*d_X", "right definition"},
	// Claims in people's words.
	{"norm(A*x-b)^2", "x", "", "2A^T(Ax-b)", "right"},
	{"norm(A*x-b)^2", "x", "", "2(Ax-b)^T A", "transpose"},
	{"x'*A*x", "x", "", "(A + A^T)x", "right"},
	// Right on one side of zero alone.
	{"sqrt(det(X'*X))", "X", "X in R^(n x n)", "det(X)*inv(X)'", "condition det X > 0"},
	{"sqrt((a'*X*a)^2)", "X", "", "a*a'", "condition every entry of X is positive"},
	{"sqrt(tr(X)^2)", "X", "", "eye(n)", "condition every entry of X is positive"},
	{"sqrt(det(S)^2)*norm(x)^2", "x", "S in Sym(n)", "2*det(S)*x", "condition det S > 0"},
	{"abs(c)*a'*x", "x", "c in R", "c*a", "condition c > 0"},
	{"sqrt(t^2)*a'*x", "x", "t in R", "t*a", "condition t > 0"},
	{"sum(j=1..k, norm(x)^2)", "x", "k in Z", "2*k*x", "condition k is not negative"},
	{"sum(j=0..k, norm(x)^2)", "x", "k in Z", "2*(k+1)*x", "condition k is not negative"},
	// The other layout.
	{"norm(A*x-b)^2", "x", "", "2*(A*x-b)'*A", "transpose"},
	{"tanh(W*x)", "x", "", "W'*Diag(1 - tanh(W*x).^2)", "transpose"},
	{"h(W*a)", "W", "", "grad(h)(W*a)[j]*a[i]", "transpose index"},
	{"logdet(X)", "X", "", "inv(X)", "transpose"},
	{"A*X*B", "X", "", "kron(B, A')", "transpose vec"},
	// A factor.
	{"norm(A*x-b)^2", "x", "", "A'*(A*x-b)", "factor 2"},
	{"norm(A*x-b)^2", "x", "", "(A*x-b)'*A", "transposed factor 2"},
	{"norm(A*x-b)^2", "x", "", "2*A'*(b-A*x)", "factor -1"},
	{"norm(A*x-b)^2/2", "x", "", "3*A'*(A*x-b)", "factor 1/3"},
	{"tr(inv(X)*A)", "X", "", "inv(X)'*A'*inv(X)'", "factor -1"},
	{"mean(x.*x)", "x", "", "2*x", "factor 1/n"},
	{"norm(x)", "x", "", "x", "factor 1/norm(x)"},
	{"t^3", "t", "t in R", "t^2", "factor 3"},
	{"det(X)", "X", "", "inv(X)'", "factor det(X)"},
	// A condition that was not declared.
	{"x'*A*x", "x", "", "2*A*x", "condition A is symmetric"},
	{"x'*A*x", "x", "", "A*x", "factor 2 condition A is symmetric"},
	{"tr(X'*A*X*B)", "X", "", "2*A*X*B", "condition A is symmetric and B is symmetric"},
	{sumOf(12, "x'*A_%d*x"), "x", "", sumOf(12, "2*A_%d*x"), "condition " + strings.ReplaceAll(sumOf(12, "A_%d is symmetric"), " + ", " and ")},
	{sumOf(30, "x'*A_%d*x") + " + x'*B*x", "x", "", sumOf(30, "(A_%[1]d + A_%[1]d')*x") + " + 2*B*x", "condition B is symmetric"},
	{"a'*inv(X)*b", "X", "", "-inv(X)*a*b'*inv(X)", "condition X is symmetric"},
	{"A*B*x", "x", "A in R^(n x n), B in R^(n x n)", "B*A", "condition A and B commute"},
	{"norm1(x)", "x", "", "ones(n)", "condition every entry of x is positive"},
	{"x'*inv(Q)*y", "x", "", "Q'*y", "condition Q is orthogonal"},
	{"tr(A*X)", "X", "X in R^(n x n), A in R^(n x n)", "A.*I", "condition A is diagonal"},
	// Other conventions.
	{"logdet(S)", "S", "S in PD(n)", "2*inv(S) - inv(S).*I", "convention G + G' - G.*I"},
	{"tr(A*S)", "S", "S in Sym(n)", "A + A' - A.*I", "convention G + G' - G.*I"},
	{"tr(A*S)", "S", "S in Sym(n)", "A + A'", "convention G + G', twice"},
	{"tr(A*S)", "S", "S in Sym(n)", "A'", "convention G, the gradient without"},
	{"tr(A*S)", "S", "S in Sym(n)", "A[j,i]", "convention G, the gradient without"},
	{"logdet(X)", "X", "X in R^(n x n)", "2*inv(X) - inv(X).*I", "convention G + G' - G.*I condition X is symmetric"},
	// Wrong, with what would mend it.
	{"norm(A*x-b)^2", "x", "", "2*A'*(A*x+b)", "wrong scale A'*b"},
	{"x'*x + c'*x", "x", "c in R^n", "2*x", "wrong missing c"},
	{"x'*x", "x", "", "2*x + ones(n)", "wrong remove"},
	{"x'*x + c'*x", "x", "c in R^n", "x + c", "wrong scale x"},
	{"A*X*B", "X", "", "kron(A, B')", "wrong replace kron(A, B')"},
	{"sum(A*X)", "X", "A in R^(n x n), X in R^(n x n)", "A'", "wrong other sum(A*X)"},
	{"norm(x)^3 + a'*x", "x", "", "norm(x)*a", "wrong"},
	{"X^2", "X", "", "2*X*H", "wrong"},
	// Shapes that are not those of the derivative.
	{"norm(A*x-b)^2", "x", "", "A", "wrong: the claim is n×m, and the derivative is m×1, transposed 1×m"},
	{"A*X*B", "X", "", "A", "wrong: the claim is n×m, and the derivative of a value of n×q"},
	{"h(W*a)", "W", "", "grad(h)(W*a)[i]*a[j]*a[k]", "wrong: the claim has the free indices i, j, k, and those of the derivative are i, j"},
	// No point.
	{"sum(log(-exp(x)))", "x", "", "x", "undecided"},
	// Points where the derivative is lost beside the value tell nothing, unless the digits agree.
	{"exp(-1000*x'*x)", "x", "", "zeros(n)", "undecided"},
	{"exp(-30*x'*x)", "x", "", "-60*x*exp(-30*x'*x)", "right"},
	{"sigmoid(200*x)", "x", "x in R", "0", "undecided"},
	{"1e-20*x'*x", "x", "", "2e-20*x", "right"},
	{"1e-20*x'*x", "x", "", "3e-20*x", "undecided"},
}

// TestCheck judges the claims, in the form that is found and, where that says more, in the one that is named.
func TestCheck(t *testing.T) {
	for _, test := range judged {
		t.Run(test.expr+" by "+test.wrt+" is "+test.claim, func(t *testing.T) {
			req := claim.Request{Request: derive.Request{Input: test.expr, Wrt: test.wrt}, Claims: []string{test.claim}}
			if test.let != "" {
				req.Let = []string{test.let}
			}
			a, err := claim.Check(req)
			if err != nil {
				t.Fatal(err)
			}
			got := summary(&a.Judgements[0])
			for word := range strings.SplitSeq(test.want, " ") {
				if !strings.Contains(got, word) {
					t.Fatalf("%s\nis not %s", got, test.want)
				}
			}
			if first, _, _ := strings.Cut(test.want, " "); !strings.HasPrefix(got, strings.TrimSuffix(first, ":")) && !strings.Contains(test.want, string(a.Judgements[0].Verdict)) {
				t.Errorf("%s\nis not %s", got, test.want)
			}
			if c := a.Judgements[0].Counterexample; a.Judgements[0].Verdict == claim.Wrong && a.Judgements[0].Reason == "" && c == nil {
				t.Errorf("there is no counter-example: %s", got)
			}
		})
	}
}

// summary says in one line what was found.
func summary(j *claim.Judgement) string {
	words := []string{string(j.Verdict)}
	if j.Transposed && j.Verdict != claim.Transposed {
		words = append(words, "transposed")
	}
	if j.Verdict == claim.Right || j.Verdict == claim.Transposed {
		words = append(words, j.Form)
	}
	if j.Factor != nil {
		words = append(words, "factor", notation.Plain(j.Factor))
	}
	for i, c := range j.Conditions {
		words = append(words, map[bool]string{true: "condition", false: "and"}[i == 0], c.Print(notation.Plain))
	}
	if j.Convention != "" {
		words = append(words, "convention", j.Convention)
	}
	for _, m := range j.Mendings {
		words = append(words, string(m.Kind), notation.Plain(m.Part))
	}
	if j.Reason != "" {
		words[0] += ":"
		words = append(words, j.Reason)
	}
	return strings.Join(words, " ")
}

// TestOwnDerivatives claims the derivatives that matcalc gives, in every form, and with a mistake.
func TestOwnDerivatives(t *testing.T) {
	for _, test := range []struct {
		expr, wrt, let string
		order          int
	}{
		{"h(W*a)", "W", "", 1},
		{"tr(X'*A*X*B)", "X", "", 1},
		{"tr(X'*A*X*B)", "X", "", 2},
		{"tr(X*A*X*B)", "X", "", 2}, // K(m,n) beside the direction K
		{"A*X*B", "X", "", 1},
		{"inv(X)*b", "X", "", 1},
		{"logdet(S) + x'*inv(S)*x", "S", "S in PD(n)", 1},
		{"tr(A*S*B*S)", "S", "S in Sym(n)", 2},
		{"sum(log(1 + exp(-y.*(X*w))))", "w", "", 2},
		{"tanh(W*x + b)", "x", "", 1},
		{"tanh(W*x + b)", "W", "", 1},
		{"x'*A*x", "x[k]", "", 1},
		{"X[i,j]*b", "X", "b in R^n", 1},
	} {
		t.Run(test.expr+" by "+test.wrt, func(t *testing.T) {
			req := derive.Request{Input: test.expr, Wrt: test.wrt, Order: test.order, Forms: derive.Forms}
			if test.let != "" {
				req.Let = []string{test.let}
			}
			a, err := derive.Derive(req)
			if err != nil {
				t.Fatal(err)
			}
			for _, form := range derive.Forms {
				text := notation.Plain(a.Results[0].Forms[form].Result)
				for _, mistaken := range []bool{false, true} {
					if mistaken {
						text = "3*(" + text + ")"
					}
					found, err := claim.Check(claim.Request{Request: req, Claims: []string{text}, Form: form, NoSteps: true})
					if err != nil {
						t.Fatalf("%s, %s: %v", form, text, err)
					}
					j := &found.Judgements[0]
					switch {
					case !mistaken && j.Verdict != claim.Right:
						t.Errorf("%s, %s: %s", form, text, summary(j))
					case mistaken && (j.Verdict != claim.Factor || notation.Plain(j.Factor) != "1/3"):
						t.Errorf("%s, %s: %s", form, text, summary(j))
					}
				}
			}
		})
	}
}

// TestErrors reads claims that are in error: each has its place in the claim.
func TestErrors(t *testing.T) {
	for _, test := range []struct {
		claim string
		kind  ast.ErrorKind
		hint  string
	}{
		{"2*A'*(A*x - ", ast.SyntaxError, ""},
		{"A*(A*x - b)", ast.ShapeError, "must have"},
		{"2*Q*x", ast.VariableError, "it has A, x, b"},
		{"2*Ax'", ast.VariableError, "write the product as A*x"},
	} {
		_, err := claim.Check(claim.Request{Request: derive.Request{Input: "norm(A*x-b)^2", Wrt: "x"}, Claims: []string{test.claim}})
		e, ok := err.(*ast.Error)
		if !ok || e.Kind != test.kind || e.Source != test.claim || !strings.Contains(e.Hint, test.hint) {
			t.Errorf("%s: %#v", test.claim, err)
		}
	}
}

// TestSeveral judges claims on several variables, and on the blocks of second derivatives.
func TestSeveral(t *testing.T) {
	req := claim.Request{Request: derive.Request{Input: "x'*A*y", Wrt: "x,y"}, Claims: []string{"A*y", "A*x"}}
	a, err := claim.Check(req)
	if err != nil || a.Judgements[0].Verdict != claim.Right || a.Judgements[1].Verdict == claim.Right {
		if err == nil {
			t.Fatal(summary(&a.Judgements[0]), summary(&a.Judgements[1]))
		}
		if e, ok := err.(*ast.Error); !ok || e.Kind != ast.ShapeError {
			t.Fatal(err)
		}
	}
	req.Order, req.Claims = 2, []string{"0", "A", "A'", "0"}
	if a, err = claim.Check(req); err != nil {
		t.Fatal(err)
	}
	for i := range a.Judgements {
		if !a.Judgements[i].OK() {
			t.Errorf("block %d: %s", i, summary(&a.Judgements[i]))
		}
	}
	req.Claims = []string{"0"}
	if _, err = claim.Check(req); err == nil || !strings.Contains(err.Error(), "there are 4 derivatives") {
		t.Errorf("one claim for four blocks: %v", err)
	}
}
