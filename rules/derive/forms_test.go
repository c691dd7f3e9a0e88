package derive

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"

	"matcalc/rules/verify"
)

var (
	formsCount = flag.Int("forms.count", 200, "how many random expressions TestRandomForms derives in all forms")
	formsSeed  = flag.Uint64("forms.seed", 1, "the seed of the first of them")
)

// TestRandomForms derives random expressions over the whole catalogue in all forms, with their steps.
// No form may fail, differ from another or from finite differences, and each line has the value of the
// line before.
func TestRandomForms(t *testing.T) {
	undecided, lines, left := 0, 0, map[string]int{}
	for i := range *formsCount {
		seed := *formsSeed + uint64(i)
		r, what, err := formsRandom(seed)
		switch {
		case err != nil:
			t.Errorf("seed %d, %s: no answer: %v", seed, what, err)
		case r.Verdict.State == verify.Wrong:
			t.Errorf("seed %d, %s: %s", seed, what, r.Verdict.Reason)
		case r.Verdict.State == verify.Undecided:
			undecided++
		default:
			lines += r.Verdict.Lines
			for form := range r.Verdict.Left {
				left[form]++
			}
		}
	}
	if undecided*20 > *formsCount {
		t.Errorf("%d of %d could not be compared", undecided, *formsCount)
	}
	t.Logf("%d expressions, %d lines; %d expressions could not be compared, forms that could not: %v", *formsCount, lines, undecided, left)
}

// formsRandom derives the expression of a seed in all forms; a panic is an error too.
func formsRandom(seed uint64) (r *Result, what string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	f, v, order, tb := randomRequest(seed)
	what = fmt.Sprintf("order %d by %s", order, v.text)
	d := newDeriver(Request{
		Order: order, Forms: Forms, Steps: true, Verify: &verify.Options{Seed: seed, Points: 2, Tolerance: 1e-5},
	}, nil, tb, f)
	d.vars = []variable{v}
	results, err := d.results([][]variable{slices.Repeat([]variable{v}, order)})
	if err != nil {
		return nil, what, err
	}
	return &results[0], what, nil
}

// TestFormsOfCases derives the public cases in all forms, with their steps.
func TestFormsOfCases(t *testing.T) {
	file, err := os.Open("../../testdata/cases/public.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var c struct {
			ID, Expr, Wrt, Where, Mode string
			Order                      int
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if c.Mode != "" && c.Mode != "diff" {
			continue
		}
		t.Run(c.ID, func(t *testing.T) {
			request := Request{Input: c.Expr, Wrt: c.Wrt, Mode: Diff, Order: c.Order, Forms: Forms, Steps: true, Verify: &verify.Options{}}
			if c.Where != "" {
				request.Let = []string{c.Where}
			}
			a, err := Derive(request)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range a.Results {
				if r.Verdict.State != verify.Right || len(r.Verdict.Left) > 0 {
					t.Errorf("by %v: %s %v", r.Wrt, r.Verdict.Reason, r.Verdict.Left)
				}
				for _, form := range Forms {
					if f := r.Forms[form]; f == nil || f.Result == nil || len(f.Lines) == 0 {
						t.Errorf("by %v: no derivation in the %s form", r.Wrt, form)
					}
				}
			}
		})
	}
}
