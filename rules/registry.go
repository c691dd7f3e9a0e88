package rules

import (
	"slices"
	"sync"

	"matcalc/ast"
	"matcalc/ast/catalogue"
)

// tables are the rules by concept; a new concept is a new file with a table and a line here.
var tables = [][]*Rule{
	sumRules, productRules, transposeRules, innerRules, hadamardRules, powerRules, traceRules,
	diagonalRules, vecRules, kroneckerRules, entryRules, inverseRules,
	elementwiseRules, exponentialRules, stackRules,
}

// registry is every rule, those of the catalogue included, by name.
var registry = sync.OnceValue(func() map[string]*Rule {
	byName := map[string]*Rule{}
	for _, r := range All() {
		byName[r.Name] = r
	}
	return byName
})

// All lists every rule: the tables of this package, then the differentials of the catalogue.
var All = sync.OnceValue(func() []*Rule {
	all := slices.Concat(tables...)
	for _, f := range catalogue.All() {
		if f.Differential != "" {
			all = append(all, ofFunction(f))
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
	call := f.Name + "("
	for i, p := range append(slices.Clone(f.Params), f.Sizes...) {
		if i > 0 {
			call += ","
		}
		call += p
	}
	if f.Axis != 0 {
		call += "," + string(rune('0'+f.Axis))
	}
	return &Rule{
		Name: f.Key() + "/differential", Kind: Differential,
		Left: "d(" + call + "))", Right: f.Differential, Let: f.Declarations(),
		Condition: f.Condition, Source: f.Source, Domain: f.Domain,
	}
}
