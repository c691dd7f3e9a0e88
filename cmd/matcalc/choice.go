package main

import (
	"slices"
	"strings"
)

// A choice is the value of a flag that takes one of a few words, the first of them by default.
type choice struct {
	what   string // what it is a choice of, as in "unknown format"
	values []string
	value  string
	given  bool // the value was given, be it the default
	// later are words of the contract that are not there yet.
	later []string
}

func newChoice(what string, values ...string) *choice {
	return &choice{what: what, values: values, value: values[0]}
}

// Set takes a word; others are usage errors that name the one that was meant.
func (c *choice) Set(word string) error {
	if slices.Contains(c.values, word) {
		c.value, c.given = word, true
		return nil
	}
	there := "there are " + strings.Join(c.values, ", ")
	if slices.Contains(c.later, word) {
		return &usageError{message: "the " + c.what + " " + word + " is not there yet", hint: there}
	}
	if near := suggestion(word, c.values); near != "" {
		return &usageError{message: "unknown " + c.what + " " + quote(word) + "; " + there, hint: "did you mean " + near + "?"}
	}
	return &usageError{message: "unknown " + c.what + " " + quote(word), hint: there}
}

func (c *choice) String() string { return c.value }

// Type is the name of the value in help.
func (c *choice) Type() string {
	word, _, _ := strings.Cut(c.what, " ")
	return strings.ToUpper(word)
}

// doc lists the words for help: "text (default), plain or json".
func (c *choice) doc() string {
	text := c.values[0] + " (default)"
	for i, v := range c.values[1:] {
		if i == len(c.values)-2 {
			text += " or " + v
		} else {
			text += ", " + v
		}
	}
	return text
}
