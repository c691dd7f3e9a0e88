package rules

import "iter"

// A Word is a name or a number in the text of a rule, and where it stands.
type Word struct {
	Text       string
	Start, End int
}

// Words lists the words of a text: letters, digits and underscores of ASCII, as the texts of rules have.
func Words(text string) iter.Seq[Word] {
	return func(yield func(Word) bool) {
		for i := 0; i < len(text); i++ {
			start := i
			for i < len(text) && isWordByte(text[i]) {
				i++
			}
			if i > start && !yield(Word{text[start:i], start, i}) {
				return
			}
		}
	}
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}
