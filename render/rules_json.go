package render

import "matcalc/rules"

type ruleJSON struct {
	Name      string `json:"name"`
	Concept   string `json:"concept"`
	Kind      string `json:"kind"`
	Left      string `json:"left"`
	Right     string `json:"right"`
	With      string `json:"with"` // declarations of the names
	Condition string `json:"condition"`
	Source    string `json:"source"`
}

// RulesJSON writes an array with an object for each rule, in the order of the registry.
func RulesJSON(list []*rules.Rule, _ Options) (string, error) {
	doc := make([]ruleJSON, len(list))
	for i, r := range list {
		doc[i] = ruleJSON{r.Name, ConceptOf(r), string(r.Kind), r.Left, r.Right, r.Let, r.Condition, r.Source}
	}
	return encode(doc)
}
