package claim_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"matcalc/render/notation"
	"matcalc/rules/claim"
	"matcalc/rules/derive"
	"matcalc/rules/verify"
)

// TestTextbooks walks the tables of testdata/textbook: the answer that a book prints is right, and what is derived is not
// longer than it.
func TestTextbooks(t *testing.T) {
	files, err := filepath.Glob("../../testdata/textbook/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no tables", err)
	}
	for _, file := range files {
		table, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(table)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			columns := strings.Split(strings.TrimSpace(line), " | ")
			if len(columns) < 5 {
				t.Errorf("%s: %q has no answer", file, line)
				continue
			}
			t.Run(columns[0]+" by "+columns[1], func(t *testing.T) { compareWithBook(t, columns) })
		}
	}
}

// compareWithBook compares a derivative with the answer of a book.
func compareWithBook(t *testing.T, columns []string) {
	expr, wrt, let, book := columns[0], columns[1], columns[2], columns[4]
	order, err := strconv.Atoi(columns[3])
	if err != nil {
		t.Fatal(err)
	}
	req := claim.Request{Request: derive.Request{Input: expr, Wrt: wrt, Order: order, Verify: &verify.Options{}}, Claims: []string{book}, NoSteps: true}
	if let != "-" {
		req.Let = []string{let}
	}
	answer, err := claim.Check(req)
	if err != nil {
		t.Fatal(err)
	}
	result, judged := answer.Results[0], answer.Judgements[0]
	if result.Verdict.State != verify.Right {
		t.Errorf("not verified: %s", result.Verdict.Reason)
	}
	if judged.Verdict != claim.Right {
		t.Errorf("%s is %s", book, judged.Verdict)
	}
	if ours := notation.Plain(result.Derivative); tokens(ours) > tokens(book) {
		t.Errorf("%s has %d names, numbers and signs, and %s has %d", ours, tokens(ours), book, tokens(book))
	}
}

var token = regexp.MustCompile(`\.[*/^']|[\pL_][\pL\d_]*|\d+(?:\.\d+)?|[-+*/^':@\\]`)

// tokens counts the names, numbers and signs of an expression, parentheses not among them.
func tokens(text string) int { return len(token.FindAllString(text, -1)) }
