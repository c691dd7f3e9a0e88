package parser

import "testing"

func BenchmarkParse(b *testing.B) {
	for _, text := range []string{"h(W*a)", "norm(tanh(W*x + b) - y)^2", "logdet(S) + (x-m)'*inv(S)*(x-m)", "sum(log(1 + exp(-y.*(X*w))))"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(text, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
