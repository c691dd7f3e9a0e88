package parser

import "testing"

func TestQuick(t *testing.T) {
	for _, in := range []string{"h(W*a)", "z = W x + b; y=tanh(z)\n norm(y-t)^2 where W in R^(n x m), x, t ∈ ℝ^{m}, h: R^n, R -> R, k in N, F: (R^n, R) -> R^(n×m), Q in Orth(n)",
		"‖x‖_2^2 + X[:,1]'*sum(k=1..n, y[k]) + D(h,1,2)(x,y)", "X^-T*a: 2B", "||A x||² ‖b‖"} {
		p, err := parseProgram(in, nil)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		_ = p
	}
}
