package rules

// Sources, with the number of the equation or section.

func magnusNeudecker(where string) string {
	return "Magnus and Neudecker, Matrix Differential Calculus, 3rd ed. 2019, " + where
}

const (
	elementary = "elementary calculus"
	// transposition is the source of rules that move a linear map across the inner product: each
	// follows from A : B = tr(A'B) and tr(AB) = tr(BA).
	transposition = "A : B = tr(A'B), tr(AB) = tr(BA)"
)
