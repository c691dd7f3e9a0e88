package main

import (
	"bufio"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"matcalc/render"
	"matcalc/rules/derive"
)

// token matches the words and signs by which the length of a result is measured, as in
// testdata/cases/run.py.
var token = regexp.MustCompile(`\.[*/^']|[A-Za-z_Ͱ-Ͽ]\w*|\d+(?:\.\d+)?|[-+*/^':@\\]`)

// TestTextbook compares the results of the public cases with those of textbooks: none is longer.
func TestTextbook(t *testing.T) {
	file, err := os.Open("../../testdata/cases/public.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	compared := 0
	for lines.Scan() {
		var c struct {
			ID, Expr, Wrt, Where, Mode, Textbook string
			Order                                int
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if c.Textbook == "" || c.Mode != "" {
			continue
		}
		compared++
		t.Run(c.ID, func(t *testing.T) {
			request := derive.Request{Input: c.Expr, Wrt: c.Wrt, Mode: derive.Diff, Order: c.Order}
			if c.Where != "" {
				request.Let = []string{c.Where}
			}
			a, err := derive.Derive(request)
			if err != nil {
				t.Fatal(err)
			}
			got, err := render.Plain(a, render.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if length(got) > length(c.Textbook) {
				t.Errorf("%s is longer than %s", strings.TrimSpace(got), c.Textbook)
			}
		})
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if compared == 0 {
		t.Error("no case has a textbook's result")
	}
}

func length(expression string) int { return len(token.FindAllString(expression, -1)) }
