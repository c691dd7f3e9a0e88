package parser

import (
	"github.com/alecthomas/participle/v2/lexer"

	"matcalc/ast/catalogue"
)

// markApplied turns the names that are applied to the parentheses after them into applications. A
// name directly before a parenthesis always is; with a space between, it is where the name is
// known as a function: in the catalogue, beyond the text, by its declaration, or because it is
// applied elsewhere in the text.
func markApplied(list []lexer.Token, isFunction func(name string) bool) {
	var spaced []int
	for i := 0; i+1 < len(list); i++ {
		if list[i].Type != tokenName {
			continue
		}
		switch next := &list[i+1]; next.Type {
		case tokenOpen:
			if end(&list[i]) != next.Pos.Offset {
				spaced = append(spaced, i)
				continue
			}
			list[i].Type = tokenApply
		case tokenDotOpen:
			list[i].Type = tokenApply
		}
	}
	if len(spaced) == 0 {
		return
	}
	applied := map[string]bool{}
	for i := range list {
		if list[i].Type == tokenApply || declaresFunction(list, i) {
			applied[Canonical(list[i].Value)] = true
		}
	}
	for _, i := range spaced {
		name := Canonical(list[i].Value)
		// A single letter that the catalogue uses, such as K, is more often a matrix.
		if applied[name] || isFunction != nil && isFunction(name) || len(name) > 1 && catalogue.Lookup(name) != nil {
			list[i].Type = tokenApply
		}
	}
}

// declaresFunction reports whether the name at i is followed by ": elementwise" or by the
// declaration of a function.
func declaresFunction(list []lexer.Token, i int) bool {
	if list[i].Type != tokenName || i+2 >= len(list) || list[i+1].Type != tokenColon {
		return false
	}
	if list[i+2].Value == "elementwise" {
		return true
	}
	for j := i + 2; j+1 < len(list); j++ {
		switch list[j].Type {
		case tokenArrow:
			return true
		case tokenName:
			if next := list[j+1].Type; next == tokenIn || next == tokenColon {
				return false
			}
		}
	}
	return false
}
