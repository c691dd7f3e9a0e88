package rules

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// tables are the rules by concept; a new concept is a new file with a table and a line here.
var tables = [][]*Rule{
	sumRules, productRules, transposeRules, innerRules, hadamardRules, powerRules, normRules, traceRules,
	diagonalRules, vecRules, vectorisationRules, kroneckerRules, entryRules, inverseRules,
	elementwiseRules, exponentialRules, stackRules, expansionRules,
	linearRules, unknownRules, structureRules, deltaRules, stackComponents,
}

// registry is every rule, those of the catalogue included, by name.
var registry = sync.OnceValue(func() map[string]*Rule {
	byName := map[string]*Rule{}
	for _, r := range All() {
		byName[r.Name] = r
	}
	return byName
})

// All lists every rule: the tables of this package, then the differentials, expansions and components
// of the catalogue.
var All = sync.OnceValue(func() []*Rule {
	all := slices.Concat(tables...)
	for _, f := range catalogue.All() {
		if f.Differential != "" {
			all = append(all, ofFunction(f), ofExpansion(f))
		}
		if r := ofComponent(f); r != nil {
			all = append(all, r)
		}
	}
	return all
})

// Named gives the rule of that name, or nil.
func Named(name string) *Rule { return registry()[name] }

// derived keeps the rules of functions that are not in the table of the catalogue, since there is
// one for every order.
var derived sync.Map

// OfFunction gives the rule for the differential of a function of the catalogue, or nil.
func OfFunction(f *ast.Function) *Rule {
	name := f.Key() + "/differential"
	if r := Named(name); r != nil || f.Differential == "" {
		return r
	}
	r, _ := derived.LoadOrStore(name, ofFunction(f))
	return r.(*Rule)
}

// ofFunction makes the differential of a catalogue function a rule.
func ofFunction(f *ast.Function) *Rule {
	return &Rule{
		Name: f.Key() + "/differential", Kind: Differential,
		Left: "d(" + call(f, f.Params) + ")", Right: f.Differential, Let: f.Declarations(),
		Condition: f.Condition, Source: f.Source, Domain: f.Domain,
	}
}

// ofComponent makes the entries of a catalogue function a rule; nil where they have no elementary
// form.
func ofComponent(f *ast.Function) *Rule {
	if f.Variadic || len(f.Signatures) == 0 {
		return nil
	}
	s, place := f.Signatures[0].Result, f.Place
	right := f.Component
	switch {
	case f.Place != "":
	case s.IsVector():
		place = "i"
	case !s.IsScalar():
		place = "i,j"
	}
	if right == "" && f.Elementwise {
		entries := make([]string, len(f.Params))
		for i, p := range f.Params {
			entries[i] = p + "[i,j]"
		}
		right = call(f, entries)
	}
	if right == "" {
		return nil
	}
	left := call(f, f.Params)
	if place != "" {
		left += "[" + place + "]"
	}
	return &Rule{
		Name: f.Key() + "/component", Kind: Component, Left: left, Right: right, Let: f.Declarations(),
		Source: f.Source, Domain: f.Domain,
	}
}

// call writes a function of the catalogue applied to arguments.
func call(f *ast.Function, args []string) string {
	all := append(slices.Clone(args), f.Sizes...)
	if f.Axis != 0 {
		all = append(all, strconv.Itoa(f.Axis))
	}
	return f.Name + "(" + strings.Join(all, ",") + ")"
}
