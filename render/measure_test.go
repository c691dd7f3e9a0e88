package render

import "testing"

// latexWidths are the widths of formulas as pdflatex sets them in article, in em.
var latexWidths = map[string]float64{
	`\nabla h(W a) a^\top`: 5.0,
	`\sum_{k} (\partial_{k} h)(W a) \frac{\partial (W a)_{k}}{\partial W_{ij}}`:                                                       9.92,
	`\log\left(\det\left((A + B X C)^{-1}\right) + \operatorname{tr}\left(A X B X^\top C X\right)\right) + \lVert A X b - c \rVert^2`: 26.41,
	`\begin{bmatrix} \partial_{1} h(W a) & \cdots & \partial_{n} h(W a) \end{bmatrix} \begin{bmatrix} ` +
		`\dfrac{\partial (W a)_{1}}{\partial W_{ij}} \\[2ex] \vdots \\[2ex] \dfrac{\partial (W a)_{n}}{\partial W_{ij}} \end{bmatrix}`: 17.41,
	`(1 - \tanh(W_{2} \tanh(W_{1} x + b_{1}) + b_{2})^{\odot 2}) \odot (H x)`:                                     20.34,
	`\operatorname{vec}(S^{-1} - S^{-1} (x - m) (x - m)^\top S^{-1})^\top D_{n} \operatorname{vech}(\mathrm{d}S)`: 22.33,
	`-K_{n,n} (S^{-\top} \otimes S^{-1})`:                                                                         8.62,
	`-\frac{1}{2} \exp\left(-\frac{1}{2} \lVert x - \mu \rVert^{2} / \sigma^{2}\right) m w`:                       13.56,
	`\mathit{loss} + \mathit{mean} \cdot \bar{x}_{1,2} + \sqrt{a + b}`:                                            11.88,
}

// TestLatexWidth: an estimated width is not less than that of pdflatex, and not half as much again.
func TestLatexWidth(t *testing.T) {
	for formula, want := range latexWidths {
		if got := latexWidth(formula); got < want || got > 1.5*want {
			t.Errorf("%s: %.2f, and pdflatex %.2f", formula, got, want)
		}
	}
}
