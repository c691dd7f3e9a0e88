package render

import (
	"cmp"
	"slices"
	"strings"

	"matcalc/ast/catalogue"
	"matcalc/rules"
)

// A Concept is the rules on one thing, such as the product or the inverse, in the order of the
// registry.
type Concept struct {
	Name  string
	Rules []*rules.Rule
}

// functionsConcept is the concept of the functions of the catalogue on which there is no rule but those
// that their entries make: most of them, so that each alone would be a table of two or three lines.
const functionsConcept = "functions"

// ConceptOf gives the concept of a rule: its name up to the stroke, without the axis that functions
// such as softmax have, and the name of a function for its aliases, so that inverse is inv.
func ConceptOf(r *rules.Rule) string {
	concept, _, _ := strings.Cut(r.Name, "/")
	concept, _, _ = strings.Cut(concept, ",")
	if f := catalogue.Lookup(concept); f != nil {
		return f.Name
	}
	return concept
}

// Concepts sorts rules by concept, in the order in which concepts occur first; functions with no
// rule but those of their entries come together at the end.
func Concepts(list []*rules.Rule) []Concept {
	var concepts []Concept
	place := map[string]int{}
	for _, r := range list {
		name := ConceptOf(r)
		i, ok := place[name]
		if !ok {
			i = len(concepts)
			place[name] = i
			concepts = append(concepts, Concept{Name: name})
		}
		concepts[i].Rules = append(concepts[i].Rules, r)
	}
	functions := Concept{Name: functionsConcept}
	concepts = slices.DeleteFunc(concepts, func(c Concept) bool {
		only := onlyEntry(c)
		if only {
			functions.Rules = append(functions.Rules, c.Rules...)
		}
		return only
	})
	if len(functions.Rules) > 0 {
		concepts = append(concepts, functions)
	}
	return concepts
}

// ofEntry are the ends of the names of rules that an entry of the catalogue makes.
var ofEntry = []string{"differential", "expansion", "component"}

// onlyEntry reports whether the concept is a function of the catalogue with no rule but those of its
// entry, or of one for each axis.
func onlyEntry(c Concept) bool {
	return catalogue.Lookup(c.Name) != nil && !slices.ContainsFunc(c.Rules, func(r *rules.Rule) bool {
		function, what, _ := strings.Cut(r.Name, "/")
		function, _, _ = strings.Cut(function, ",")
		return function != c.Name || !slices.Contains(ofEntry, what)
	})
}

// statement is what a rule says, in the input language.
func statement(r *rules.Rule) string { return r.Left + " = " + r.Right }

// usedTo tells what rules of each kind are for: "used to …".
var usedTo = map[rules.Kind]string{
	rules.Differential: "give the differential of an operation",
	rules.Isolate:      "move a linear operation across the inner product, until the differential U stands alone",
	rules.Component:    "give the entries of an operation",
	rules.Vectorise:    "give the matrix of a linear operation",
	rules.Expansion:    "expand an operation to first order",
	rules.Projection:   "take a derivative inside the space of a structure",
	rules.Search:       "write a sum or a product in another way, in the search for a short one",
	rules.Simplify:     "replace the left side by the right, which is shorter or leads there",
}

// purpose tells what a rule is for.
func purpose(r *rules.Rule) string { return cmp.Or(usedTo[r.Kind], string(r.Kind)) }
