package simplify

import (
	"testing"

	"matcalc/ast"
)

// TestMentions makes sure that each rule is looked at for its own left side, and for few others.
func TestMentions(t *testing.T) {
	known := simplifications()
	if len(known.names) > 64 {
		t.Fatalf("%d names do not fit into a word", len(known.names))
	}
	list, looks := known.list, 0
	for _, r := range list {
		form := r.MustForm()
		in := New(form.Table).mentionsOf(form.Left)
		if r.mentions&^in != 0 {
			t.Errorf("%s: %s mentions something that does not occur in it", r.Name, r.Left)
		}
		found := false
		for other := range known.about(in) {
			looks++
			found = found || other.Rule == r.Rule
		}
		if !found {
			t.Errorf("%s: %s is not looked at for its own left side", r.Name, r.Left)
		}
	}
	if all := len(list) * len(list); looks > all/2 {
		t.Errorf("only %d of %d looks at rules are saved", all-looks, all)
	}
}

// TestMentionsOfShared counts what is in a part of an expression that is met again.
func TestMentionsOfShared(t *testing.T) {
	tb := ast.NewTable()
	x := tb.Symbol("x", ast.Variable, ast.Vector(ast.DimName("n")), ast.Unstructured)
	s := New(tb)
	ones := tb.Ones(x.Shape())
	if s.mentionsOf(x) != 0 || s.mentionsOf(tb.Add(x, ones)) == 0 {
		t.Error("a sum mentions other things than its terms do")
	}
}
