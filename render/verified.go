package render

import (
	"math"

	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// Verified is the verdict of the numerical check as an object.
type Verified struct {
	// OK is nil where nothing could be compared, for the Reason.
	OK               *bool    `json:"ok"`
	Points           int      `json:"points"`
	MaxRelativeError *float64 `json:"max_relative_error"`
	Reason           string   `json:"reason,omitempty"`
}

// verified is the object of a verdict, nil where the check was left out.
func verified(v *verify.Verdict) Verified {
	if v == nil {
		return Verified{Reason: leftOut}
	}
	out := Verified{Points: v.Points, Reason: v.Reason}
	if v.State != verify.Undecided {
		ok := v.State == verify.Right
		out.OK = &ok
	}
	if v.Points > 0 && !math.IsInf(v.MaxRelativeError, 0) && !math.IsNaN(v.MaxRelativeError) {
		out.MaxRelativeError = &v.MaxRelativeError
	}
	return out
}

// VerifiedOf joins the verdicts of all results of an answer: the one of the first that is wrong, else of
// the first that was not checked; where all are right, the fewest points and the greatest error.
func VerifiedOf(a *derive.Answer) Verified {
	if v, ok := summary(a.Results); ok {
		return verified(&v)
	}
	var doubtful *derive.Result
	for i, r := range a.Results {
		switch {
		case wrong(r):
			return verified(r.Verdict)
		case doubtful == nil && (r.Verdict == nil || r.Verdict.State != verify.Right):
			doubtful = &a.Results[i]
		}
	}
	return verified(doubtful.Verdict)
}
