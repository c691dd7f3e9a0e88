package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// unraised are messages that no short input is known to raise, with the reason. Each stands in the source.
var unraised = map[string]string{
	"the derivation was stopped: …":                                "a caller of the packages ends it by a context of its own",
	"this takes more than … MB of memory":                          "when it is told depends on the machine",
	"the terminal cannot be read: …":                               "a terminal fails only in itself",
	"this is a defect of matcalc, please report it: …":             "a defect, which none is known to raise",
	"the definition uses the name …, which it does not bind":       "of the definitions in the catalogue, whose tests show that they bind all names",
	"\":\" stands only in brackets":                                "the grammar reads it in brackets alone",
	"definitions are nested too deeply":                            "it takes 100,000 definitions, each of which calls the one before",
	"… stands for something else already":                          "of names that are made after the input was read",
	"the sizes cannot be reconciled":                               "every conflict is told of an expression",
	"… must be … here":                                             "conflicts in sums are told of two terms",
	"a differential has no value in code":                          "of lines of derivations, which are not written as code",
	"… is not linear in its arguments":                             "every derivative of a function is linear in its directions",
	"the component of …":                                           engines,
	"the derivative by an argument of …":                           engines,
	"the derivative of …":                                          engines,
	"the derivative of … in the form …":                            engines,
	"an index is an integer and has no derivative":                 "an index does not depend on a variable",
	"there is no rule for the differential of …":                   engines,
	"… has no derivative by its argument …":                        engines,
	"the exponent of a matrix is an integer and has no derivative": "an integer does not depend on a variable",
	"the exponent … of a matrix is no integer":                     "the parser refuses it",
}

const engines = "the tests of the engines show that every operation has a derivative"

// TestErrorTable compares docs/errors.md with the source: each message that the source can make stands in the
// table, with its place where it is about an expression, and with a hint.
func TestErrorTable(t *testing.T) {
	text, err := os.ReadFile("../../docs/errors.md")
	if err != nil {
		t.Fatal(err)
	}
	table := readErrorTable(string(text))
	if len(table) < 100 {
		t.Fatalf("the table has %d errors", len(table))
	}
	for _, e := range table {
		if e.hint == "" {
			t.Errorf("%s: there is no hint", e.message)
		}
		if e.inInput && !e.place && !slices.ContainsFunc(placeless, func(start string) bool { return strings.HasPrefix(e.message, start) }) {
			t.Errorf("%s: there is no place", e.message)
		}
	}
	all := sourceMessages(t)
	// An error in the table shows the messages that say the most of it.
	most := make([]int, len(table))
	for _, m := range all {
		for i, e := range table {
			if m.pattern.MatchString(e.message) {
				most[i] = max(most[i], m.written())
			}
		}
	}
	found := map[string]bool{}
	for _, m := range all {
		found[m.text] = true
		shown := false
		for i, e := range table {
			shown = shown || most[i] == m.written() && m.pattern.MatchString(e.message)
		}
		switch reason := unraised[m.text]; {
		case !shown && reason == "":
			t.Errorf("%s: %q is not in docs/errors.md", m.at, m.text)
		case shown && reason != "":
			t.Errorf("%s: %q is in docs/errors.md, and unraised says %s", m.at, m.text, reason)
		}
	}
	for text := range unraised {
		if !found[text] {
			t.Errorf("unraised has %q, which the source has not", text)
		}
	}
}

// placeless are the starts of messages about the input that have no place in it.
var placeless = []string{"there is no expression", "there is no rule"}

// A tabled error is one that docs/errors.md shows.
type tabled struct {
	message, hint string
	inInput       bool // the exit code is 1
	place         bool // there is a caret
}

// readErrorTable finds the errors in the console blocks: as text, or in objects of batch.
func readErrorTable(markdown string) []tabled {
	var out []tabled
	for line := range strings.Lines(markdown) {
		line = strings.TrimRight(line, "\n")
		if _, message, ok := strings.Cut(line, "error: "); ok && !strings.HasPrefix(line, "$") {
			out = append(out, tabled{message: message})
		}
		if hint, ok := strings.CutPrefix(line, "hint: "); ok && len(out) > 0 {
			out[len(out)-1].hint = hint
		}
		if len(out) > 0 {
			last := &out[len(out)-1]
			last.inInput = last.inInput || line == "[exit 1]"
			last.place = last.place || strings.TrimLeft(line, " ^") == "" && strings.Contains(line, "^")
		}
		var object struct {
			Error struct{ Message, Hint string }
		}
		if json.Unmarshal([]byte(line), &object) == nil && object.Error.Message != "" {
			out = append(out, tabled{message: object.Error.Message, hint: object.Error.Hint})
		}
	}
	return out
}

// A sourceMessage is a message of an error as it stands in the source, with … for what is put in.
type sourceMessage struct {
	text    string
	pattern *regexp.Regexp
	at      string
}

// written is the length of what is written in the source.
func (m sourceMessage) written() int { return len(strings.ReplaceAll(m.text, "…", "")) }

// sourceMessages finds the messages of errors in the source of the whole module: the arguments of the functions
// that make them, and the fields Message and message.
func sourceMessages(t *testing.T) []sourceMessage {
	t.Helper()
	var out []sourceMessage
	files := gotoken.NewFileSet()
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2 || d.Name() == "testdata"):
			return filepath.SkipDir
		case d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		add := func(e ast.Expr) {
			text := messageText(e)
			at := files.Position(e.Pos())
			if strings.Trim(text, "… ") == "" {
				return // it passes on a message that is made elsewhere
			}
			quoted := strings.ReplaceAll(regexp.QuoteMeta(text), "…", ".*")
			out = append(out, sourceMessage{text, regexp.MustCompile("^" + quoted + "$"), fmt.Sprintf("%s:%d", strings.TrimPrefix(at.Filename, "../../"), at.Line)})
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				i, ok := messageArgument[filepath.Base(filepath.Dir(path))+" "+calledName(n)]
				if !ok {
					i, ok = messageArgument[calledName(n)]
				}
				if ok && i < len(n.Args) {
					add(n.Args[i])
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && strings.EqualFold(key.Name, "message") {
					add(n.Value)
				}
			case *ast.AssignStmt:
				for i, left := range n.Lhs {
					if s, ok := left.(*ast.SelectorExpr); ok && strings.EqualFold(s.Sel.Name, "message") && len(n.Rhs) == len(n.Lhs) {
						add(n.Rhs[i])
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// messageArgument tells which argument of the functions, and methods, that make errors is the message, for all folders or
// for one.
var messageArgument = map[string]int{".fail": 3, ".exceed": 3, "unsupported": 0, "fault": 1, "mistake": 2, ".mistake": 1, "document wrong": 2, "session wrong": 1}

func calledName(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return "." + f.Sel.Name
	}
	return ""
}

var verb = regexp.MustCompile(`%[0-9]*[a-zA-Z]`)

// messageText is the text that an expression makes, with … for what is not written there.
func messageText(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		if err != nil {
			return "…"
		}
		return verb.ReplaceAllString(text, "…")
	case *ast.BinaryExpr:
		return messageText(e.X) + messageText(e.Y)
	case *ast.CallExpr:
		if calledName(e) == ".Sprintf" {
			return messageText(e.Args[0])
		}
	}
	return "…"
}
