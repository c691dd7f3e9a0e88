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
	linearRules, searchRules, unknownRules, structureRules, deltaRules, stackComponents,
}

// inTables are the rules of the tables by name.
var inTables = sync.OnceValue(func() map[string]*Rule {
	byName := map[string]*Rule{}
	for _, table := range tables {
		for _, r := range table {
			byName[r.Name] = r
		}
	}
	return byName
})

// All lists every rule: the tables of this package, then the differentials, expansions and components
// of the catalogue.
var All = sync.OnceValue(func() []*Rule {
	all := slices.Concat(tables...)
	for _, f := range catalogue.All() {
		if f.Differential != "" {
			all = append(all, OfFunction(f), OfExpansion(f))
		}
		if r := ofKey(f, "/component", ofComponent); r != nil && inTables()[r.Name] == nil {
			all = append(all, r)
		}
	}
	return all
})

// OfKind lists the rules of a kind that the tables of this package have, in their order.
func OfKind(k Kind) []*Rule {
	var out []*Rule
	for _, table := range tables {
		for _, r := range table {
			if r.Kind == k {
				out = append(out, r)
			}
		}
	}
	return out
}

// ofCatalogue are the rules that follow from an entry of the catalogue, by what their names end in.
var ofCatalogue = map[string]func(*ast.Function) *Rule{
	"differential": OfFunction,
	"expansion":    OfExpansion,
	"component":    func(f *ast.Function) *Rule { return ofKey(f, "/component", ofComponent) },
}

// Named gives the rule of that name, or nil.
func Named(name string) *Rule {
	if r := inTables()[name]; r != nil {
		return r
	}
	key, concept, _ := strings.Cut(name, "/")
	of := ofCatalogue[concept]
	if of == nil {
		return nil
	}
	if f := catalogue.Keyed(key); f != nil {
		return of(f)
	}
	return nil
}

// derived keeps the rules of functions of the catalogue, each made when it is asked for. There is one
// for every order of some functions.
var derived sync.Map

// ofKey gives the rule that is called as the function with an ending, which the tables have or make
// makes; nil where make gives none.
func ofKey(f *ast.Function, ending string, make func(*ast.Function) *Rule) *Rule {
	name := f.Key() + ending
	if r := inTables()[name]; r != nil {
		return r
	}
	if r, ok := derived.Load(name); ok {
		return r.(*Rule)
	}
	r := make(f)
	if r == nil {
		return nil
	}
	kept, _ := derived.LoadOrStore(name, r)
	return kept.(*Rule)
}

// OfFunction gives the rule for the differential of a function of the catalogue, or nil.
func OfFunction(f *ast.Function) *Rule {
	if f.Differential == "" {
		return inTables()[f.Key()+"/differential"]
	}
	return ofKey(f, "/differential", ofFunction)
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
