package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"matcalc/cmd/internal/batch"
	"matcalc/cmd/internal/limits"
	"matcalc/parser/families"
	"matcalc/rules/derive"
)

// FuzzLine: each line that is not passed over has one line as its answer, which is an object of the
// contract.
func FuzzLine(f *testing.F) {
	for _, c := range families.Public(f) {
		line, err := json.Marshal(map[string]any{"id": c.ID, "expr": c.Expr, "wrt": c.Wrt, "let": c.Let(), "order": max(1, c.Order)})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(line))
		f.Add(c.Expr + " ; wrt " + c.Wrt)
	}
	for _, line := range []string{
		`{"expr": "x'*x", "format": "json", "steps": true}`, `{"expr": "x'*A*x", "wrt": "x", "mode": "hvp", "format": "numpy"}`,
		`{"id": [1, {"a": null}], "expr": "h(W*a)", "wrt": "W", "form": "index", "format": "latex"}`, `{"id": 1, "expr": "x", "x": 2}`,
		`{"id": 1, "id": 2}`, `[]`, `{`, `null`, `"x"`, "\xff\xfe", `{"expr": "\ud800"}`, "# words", "   ", "x ; wrt", "; wrt x",
	} {
		f.Add(line)
	}
	j := &batchJob{question: newQuestion(derive.Diff, 1)}
	l := limits.Default()
	l.Time = 3 * time.Second
	options := batch.Options{Derive: j.deriveLine, Defaults: j.defaults(), Jobs: 1, Limits: l}
	f.Fuzz(func(t *testing.T, line string) {
		if len(line) > 500 || strings.ContainsAny(line, "\n\r") {
			return
		}
		var out bytes.Buffer
		if err := batch.Run(strings.NewReader(line+"\n"), batch.NewOutput(&out), options); err != nil {
			t.Fatalf("%q stops the batch: %v", line, err)
		}
		if batch.Blank([]byte(line)) {
			if out.Len() > 0 {
				t.Fatalf("%q is passed over and has the answer %q", line, out.String())
			}
			return
		}
		checkReply(t, line, out.Bytes())
	})
}

// checkReply checks what the contract says of the answer to a line.
func checkReply(t *testing.T, line string, reply []byte) {
	t.Helper()
	if bytes.Count(reply, []byte("\n")) != 1 || !bytes.HasSuffix(reply, []byte("\n")) {
		t.Fatalf("%q has the answer %q, want one line", line, reply)
	}
	var answer struct {
		ID     json.RawMessage
		OK     *bool
		Result json.RawMessage
		Error  *struct{ Kind, Message string }
	}
	if err := json.Unmarshal(reply, &answer); err != nil {
		t.Fatalf("%q has the answer %q: %v", line, reply, err)
	}
	switch {
	case answer.OK == nil || answer.ID == nil:
		t.Fatalf("%q has the answer %q without ok or id", line, reply)
	case *answer.OK && (answer.Result == nil || answer.Error != nil):
		t.Fatalf("%q is answered without a result: %q", line, reply)
	case !*answer.OK && (answer.Error == nil || answer.Error.Message == "" || !kinds[answer.Error.Kind]):
		t.Fatalf("%q is answered without a proper error: %q", line, reply)
	}
}

// kinds are the kinds of errors of the contract.
var kinds = map[string]bool{"syntax": true, "shape": true, "declaration": true, "variable": true, "unsupported": true, "unverified": true, "timeout": true, "limit": true}
