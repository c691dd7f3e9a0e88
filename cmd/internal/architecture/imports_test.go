package architecture

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A layer is a folder, with what is below it that is no layer of its own. It may import, beyond the
// standard library and itself, the layers and modules listed.
type layer struct {
	folder string
	may    []string
}

// layers is the table of docs/architecture.md, which says what each is for.
var layers = []layer{
	{"ast", nil},
	{"ast/catalogue", []string{"ast", gonum}},
	{"ast/numeric", []string{"ast", "ast/catalogue", gonum}},
	{"parser", []string{"ast", "ast/catalogue", participle}},
	{"rules", []string{"ast", "ast/catalogue", "parser"}},
	{"simplify", []string{"ast", "ast/catalogue", "rules"}},
	{"rules/operation", []string{"ast", "ast/catalogue", "rules"}},
	{"rules/differential", engine},
	{"rules/index", engine},
	{"rules/definition", engine},
	{"rules/vec", engine},
	{"rules/verify", append([]string{"ast/numeric", "parser"}, append(engine, engines...)...)},
	{"rules/derive", append([]string{"ast/numeric", "parser", "rules/verify"}, append(engine, engines...)...)},
	{"rules/claim", []string{"ast", "ast/catalogue", "ast/numeric", "rules", "rules/operation", "rules/verify", "rules/derive"}},
	{"render", append([]string{"rules/verify", "rules/derive", "rules/claim"}, append(engine, engines...)...)},
	{"cmd", append([]string{"ast/numeric", "parser", "rules/verify", "rules/derive", "rules/claim", "render", cobra, pflag, color, term, liner, semaphore, progressbar}, append(engine, engines...)...)},
}

var (
	// engines do not import one another, since that they agree is to mean something.
	engines = []string{"rules/differential", "rules/index", "rules/definition", "rules/vec"}
	// engine is what each of them may import.
	engine = []string{"ast", "ast/catalogue", "rules", "rules/operation", "simplify"}
)

const (
	gonum       = "gonum.org/v1/gonum"
	participle  = "github.com/alecthomas/participle/v2"
	cobra       = "github.com/spf13/cobra"
	pflag       = "github.com/spf13/pflag"
	color       = "github.com/fatih/color"
	term        = "golang.org/x/term"
	liner       = "github.com/peterh/liner"
	semaphore   = "golang.org/x/sync/semaphore"
	progressbar = "github.com/cheggaaa/pb/v3"
)

// forTests are the modules that tests may import too.
var forTests = []string{"github.com/rogpeppe/go-internal", "github.com/google/go-cmp"}

// TestImports checks each file against the table. External test packages may import anything.
func TestImports(t *testing.T) {
	root := moduleRoot(t)
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && strings.HasPrefix(d.Name(), "."):
			return filepath.SkipDir
		case d.IsDir() || filepath.Ext(path) != ".go":
			return nil
		}
		files++
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		isTest := strings.HasSuffix(path, "_test.go")
		if isTest && strings.HasSuffix(file.Name.Name, "_test") {
			return nil
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if imported == "os/exec" && !isTest {
				t.Errorf("%s starts other programs, as a pager would be", name)
			}
			if !allowed(name, imported, isTest) {
				t.Errorf("%s imports %s", name, imported)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files == 0 {
		t.Fatalf("there are no Go files below %s", root)
	}
}

// allowed reports whether the file may import the package.
func allowed(file, imported string, isTest bool) bool {
	target, ours := strings.CutPrefix(imported, "matcalc/")
	first, _, _ := strings.Cut(imported, "/")
	if !ours && !strings.Contains(first, ".") {
		return true // the standard library
	}
	if isTest && !ours {
		for _, m := range forTests {
			if below(imported, m) {
				return true
			}
		}
	}
	of := layerOf(file)
	for _, m := range of.may {
		if ours && layerOf(target).folder == m || !ours && below(imported, m) {
			return true
		}
	}
	return ours && of.folder != "" && layerOf(target).folder == of.folder
}

// layerOf gives the layer with the longest folder that the path is in.
func layerOf(path string) layer {
	var of layer
	for _, l := range layers {
		if below(path, l.folder) && len(l.folder) > len(of.folder) {
			of = l
		}
	}
	return of
}

// below reports whether path is the folder or inside of it.
func below(path, folder string) bool {
	rest, ok := strings.CutPrefix(path, folder)
	return ok && (rest == "" || rest[0] == '/')
}

// TestAllowed gives examples of the table, and of what it forbids.
func TestAllowed(t *testing.T) {
	tests := []struct {
		file, imported string
		want           bool
	}{
		{"ast/add.go", "slices", true},
		{"ast/add.go", "matcalc/ast/catalogue", false},
		{"ast/add.go", "matcalc/parser", false},
		{"ast/add.go", gonum + "/mat", false},
		{"ast/numeric/plan.go", gonum + "/mat", true},
		{"parser/parse.go", participle, true},
		{"parser/latex/parse.go", "matcalc/parser", true},
		{"parser/parse.go", "matcalc/ast/numeric", false},
		{"rules/match.go", "matcalc/simplify", false},
		{"simplify/factor.go", "matcalc/rules", true},
		{"simplify/factor.go", "matcalc/rules/differential", false},
		{"rules/product.go", "matcalc/rules/differential", false},
		{"rules/differential/call.go", "matcalc/rules/index", false},
		{"rules/verify/verify.go", "matcalc/ast/numeric", true},
		{"render/text.go", "matcalc/rules/derive", true},
		{"render/text.go", color, false},
		{"render/text.go", "matcalc/parser", false},
		{"cmd/matcalc/main.go", cobra, true},
		{"cmd/matcalc/main.go", participle, false},
		{"other/x.go", "matcalc/ast", false},
	}
	for _, tt := range tests {
		if got := allowed(tt.file, tt.imported, false); got != tt.want {
			t.Errorf("%s may import %s: %v, want %v", tt.file, tt.imported, got, tt.want)
		}
	}
}
