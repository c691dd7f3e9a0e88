package derive_test

import (
	"errors"
	"testing"

	"matcalc/ast"
	"matcalc/rules/derive"
)

// TestDefaults looks at what an answer says of a request that leaves everything open.
func TestDefaults(t *testing.T) {
	a, err := derive.Derive(derive.Request{Input: "x'*x"})
	if err != nil {
		t.Fatal(err)
	}
	if a.Mode != derive.Diff || a.Order != 1 || a.Layout != derive.Mixed {
		t.Errorf("mode %q, order %d, layout %q", a.Mode, a.Order, a.Layout)
	}
}

// TestRefusedRequests asks for what there is not.
func TestRefusedRequests(t *testing.T) {
	tests := []struct {
		req  derive.Request
		want string
	}{
		{derive.Request{Mode: "gradient"}, `there is no mode "gradient"`},
		{derive.Request{Layout: "row"}, `there is no layout "row"`},
		{derive.Request{Forms: []string{derive.IndexForm, "tensor"}}, `there is no form "tensor"`},
		{derive.Request{Order: -1}, "the order of a derivative is at least 1, and not -1"},
		{derive.Request{Mode: derive.JVP, Order: 2}, "jvp has no order"},
	}
	for _, tt := range tests {
		tt.req.Input = "x'*x"
		a, err := derive.Derive(tt.req)
		var refused *ast.Error
		if !errors.As(err, &refused) || refused.Message != tt.want || refused.Kind != ast.UnsupportedError || a != nil {
			t.Errorf("%+v: %v, want %s", tt.req, err, tt.want)
		}
	}
}
