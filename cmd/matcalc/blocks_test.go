package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A block is a block of code in a document: fenced, with a language and maybe the name of the file
// that it is, or indented by four blanks, without either.
type block struct {
	language, file, text string
}

// notRun lists what the documents show and no test runs, by document and first line, with the reason.
var notRun = map[[2]string]string{
	{"README.md", "go test ./..."}: "that is the run of this test",
	{"adding-a-function.md", "{"}:  "TestAddedEntry compares it with the source",
	{"architecture.md", "text ── parser ──> ast ── rules/{differential,index,definition,vec} ──> derivations ── rules/verify ── render ──> text, LaTeX, JSON, code"}: "a picture",
	{"batch.md", "parallel --pipe --keep-order --sshlogin a,b matcalc batch < questions.jsonl > answers.jsonl"}:                                                      "needs other machines",
	{"batch.md", `questions = spark.read.text("questions.jsonl").rdd.map(lambda row: row.value)`}:                                                                    "needs Spark",
	{"benchmarks.md", "go test -run '^$' -bench . ./parser ./rules/derive ./simplify ./rules/verify ./render ./cmd/matcalc"}:                                         "takes minutes",
	{"benchmarks.md", "/usr/bin/python3 testdata/bench/run.py"}:                                                                                                      "takes minutes",
	{"latex.md", "pandoc --lua-filter matcalc.lua paper.md -o paper.pdf"}:                                                                                            "TestPandoc runs the filter",
	{"random-derivations.md", "go test ./rules/derive -run 'Random$' -v -random.count 200000"}:                                                                       "takes minutes; the ordinary test takes fewer",
	{"random-derivations.md", "go test ./rules/derive -run RandomForms -v -forms.count 20000"}:                                                                       "takes minutes; the ordinary test takes fewer",
	{"simplification.md", "go test ./simplify -run 'TestNeverLonger|TestTwiceIsOnce|TestOrder' -v -simplify.count 20000"}:                                            "takes minutes; the ordinary test takes fewer",
}

// TestBlocks goes through all blocks of code of the documents: each is run by a test, or stands in
// notRun.
func TestBlocks(t *testing.T) {
	listed := map[[2]string]bool{}
	for _, name := range documentNames(t) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		document := filepath.Base(name)
		left := func(line string) bool {
			key := [2]string{document, line}
			listed[key] = listed[key] || notRun[key] != ""
			return notRun[key] != ""
		}
		blocks := blocksOf(string(text))
		sessions := sessionsOf(blocks)
		for _, b := range blocks {
			first, _, _ := strings.Cut(b.text, "\n")
			switch {
			case left(first):
			case b.language == "console":
			case b.language == "jsonl":
				t.Run(document, func(t *testing.T) { answerAll(t, b.text) })
			case b.language == "shell-session" && document == filepath.Base(addingPage):
			case b.file != "" && strings.Contains(sessions, b.file):
			case filepath.Base(b.file) == "main.go" && strings.Contains(sessions, "go run ."):
			case b.file != "":
				t.Errorf("%s: no session or script uses %s", document, b.file)
			case b.language == "sh":
				t.Run(document, func(t *testing.T) { runScript(t, blocks, b.text, left) })
			default:
				t.Errorf("%s: no test runs this block of %q, and notRun does not tell why:\n%s", document, b.language, b.text)
			}
		}
	}
	for key, reason := range notRun {
		if !listed[key] {
			t.Errorf("%s does not have what is not run because %s: %s", key[0], reason, key[1])
		}
	}
}

// fence matches the first line of a fenced block.
var fence = regexp.MustCompile("^```([\\w-]+)? ?([\\w./-]+)?\n$")

// blocksOf gives the blocks of code of a Markdown text.
func blocksOf(markdown string) []block {
	var blocks []block
	var open *block // the fenced block that is read
	indented, blank := false, true
	for line := range strings.Lines(markdown) {
		inner, deep := strings.CutPrefix(line, "    ")
		switch m := fence.FindStringSubmatch(line); {
		case open != nil && line == "```\n":
			blocks, open = append(blocks, *open), nil
		case open != nil:
			open.text += line
		case m != nil:
			open, indented = &block{language: m[1], file: m[2]}, false
		case deep && indented:
			blocks[len(blocks)-1].text += inner
		case deep && blank:
			blocks, indented = append(blocks, block{text: inner}), true
		default:
			indented = indented && line == "\n"
		}
		blank = line == "\n"
	}
	return blocks
}

// sessionsOf gives the sessions and scripts among blocks as one text.
func sessionsOf(blocks []block) string {
	var b strings.Builder
	for _, x := range blocks {
		if x.language == "console" || x.language == "sh" {
			b.WriteString(x.text)
		}
	}
	return b.String()
}

// runScript runs a script, but for the lines that are left out, in a folder with the files of its
// document and the checkout as matcalc. Programs of Go are built in CI alone.
func runScript(t *testing.T, blocks []block, script string, left func(line string) bool) {
	t.Helper()
	dir := t.TempDir()
	writeFiles(t, dir, blocks)
	var lines []string
	for line := range strings.Lines(script) {
		if command, _, _ := strings.Cut(line, " #"); !left(strings.TrimSpace(command)) {
			lines = append(lines, line)
		}
	}
	script = strings.Join(lines, "")
	if strings.Contains(script, "go run ") && os.Getenv("CI") != "true" {
		t.Skip("building programs takes long; CI runs this test")
	}
	if strings.HasPrefix(script, "go ") {
		dir = moduleRoot(t)
	} else if err := os.Symlink(moduleRoot(t), filepath.Join(dir, "matcalc")); err != nil {
		t.Fatal(err)
	}
	if lacks := lacking(t, script); lacks != "" {
		t.Skip(lacks + " is not installed; CI runs this test")
	}
	cmd := exec.Command("bash", "-ec", script)
	cmd.Dir = dir
	// A task of an array of jobs, with one core.
	cmd.Env = append(documentEnv(), "SLURM_ARRAY_TASK_ID=0", "SLURM_CPUS_PER_TASK=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s%s", err, script, out)
	}
}

// answerAll has a batch answer the lines: each is answered, and the answer is right.
func answerAll(t *testing.T, questions string) {
	t.Helper()
	cmd := exec.Command("matcalc", "batch")
	cmd.Stdin = strings.NewReader(questions)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if n := strings.Count(string(out), `"ok":true,"result"`); n != strings.Count(questions, "\n") {
		t.Errorf("%d answers are right:\n%s", n, out)
	}
}

// foreign are programs in sessions that a machine may lack.
var foreign = regexp.MustCompile(`\b(python3|pdflatex|latexmk|pandoc|parallel)\b`)

// lacking gives a program of commands that is not installed, or nothing. In CI all have to be there.
func lacking(t *testing.T, commands string) string {
	t.Helper()
	for _, program := range foreign.FindAllString(commands, -1) {
		err := exec.Command(program, "--version").Run()
		if program == "python3" {
			err = exec.Command(python, "-c", "import numpy").Run()
		}
		if err != nil && os.Getenv("CI") == "true" {
			t.Fatalf("%s: %v", program, err)
		}
		if err != nil {
			return program
		}
	}
	return ""
}

// TestBlocksOf reads blocks of each kind.
func TestBlocksOf(t *testing.T) {
	got := blocksOf("words\n\n```go main.go\npackage main\n\n    x\n```\nwords\n    goes on\n\n    code\n\n    more\n\nwords\n```\nbare\n```\n")
	want := []block{{"go", "main.go", "package main\n\n    x\n"}, {"", "", "code\nmore\n"}, {"", "", "bare\n"}}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// link matches a link of a document to a file of the repository.
var link = regexp.MustCompile(`\]\(([^)#:]+)\)`)

// TestLinks follows the links between documents, and finds each page of docs/ in its index.
func TestLinks(t *testing.T) {
	linked := map[string]bool{}
	for _, name := range documentNames(t) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			target := filepath.Join(filepath.Dir(name), m[1])
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s has a link to %s: %v", name, m[1], err)
			}
			if filepath.Clean(name) == filepath.Clean("../../docs/README.md") {
				linked[target] = true
			}
		}
	}
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		if filepath.Base(page) != "README.md" && !linked[page] {
			t.Errorf("docs/README.md does not tell of %s", page)
		}
	}
}
