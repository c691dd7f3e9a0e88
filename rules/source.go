package rules

// Sources, with the number of the equation or section.

func magnusNeudecker(where string) string {
	return "Magnus and Neudecker, Matrix Differential Calculus, 3rd ed. 2019, " + where
}

func petersenPedersen(where string) string {
	return "Petersen and Pedersen, The Matrix Cookbook, 2012, " + where
}

func giles(where string) string {
	return "Giles, Collected matrix derivative results for forward and reverse mode AD, 2008, " + where
}

const (
	elementary = "elementary calculus"
	// transposition is the source of rules that move a linear map across the inner product: each
	// follows from A : B = tr(A'B) and tr(AB) = tr(BA).
	transposition = "A : B = tr(A'B), tr(AB) = tr(BA)"
)
