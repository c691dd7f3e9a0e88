package main

import (
	"strings"
	"unicode/utf8"
)

// leastColumn is the number of columns below which a column of text is not broken.
const leastColumn = 16

// reflow breaks the lines of a text that is wider than a terminal. Paragraphs without indentation are
// filled anew; where a column of text stands behind two blanks or more, as in a list of flags, what
// follows stands below that column. Other lines, such as examples, stay. A width of 0 is no terminal.
func reflow(text string, width int) string {
	if width == 0 || widest(text) <= width {
		return text
	}
	var b strings.Builder
	var block string // what is being filled
	hang := -1       // where its further lines start, or -1 where there is none
	flush := func() {
		if hang >= 0 {
			fill(&b, block, hang, width)
		}
		hang = -1
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		words := strings.TrimLeft(line, " ")
		indent := len(line) - len(words)
		if hang >= 0 && words != "" && indent == hang {
			block += " " + words
			continue
		}
		flush()
		if hang = columnOf(line, indent); words == "" || hang < 0 {
			b.WriteString(line + "\n")
			hang = -1
			continue
		}
		block = line
	}
	flush()
	return b.String()
}

// columnOf is where the further lines of a line start: 0 in a paragraph, the last column of a list, or
// -1 where the line is not to be broken.
func columnOf(line string, indent int) int {
	gap := strings.LastIndex(strings.TrimRight(line, " "), "  ")
	switch {
	case indent == 0:
		return 0
	case gap < indent:
		return -1
	}
	return utf8.RuneCountInString(line[:gap+2])
}

// fill writes a block in lines of at most width columns, the further ones indented.
func fill(b *strings.Builder, block string, hang, width int) {
	if width-hang < leastColumn {
		b.WriteString(block + "\n")
		return
	}
	runes := []rune(block)
	for len(runes) > width {
		end := width
		for end > hang && runes[end] != ' ' {
			end--
		}
		if end <= hang { // one word that is too long
			break
		}
		b.WriteString(strings.TrimRight(string(runes[:end]), " ") + "\n")
		runes = append([]rune(strings.Repeat(" ", hang)), []rune(strings.TrimLeft(string(runes[end:]), " "))...)
	}
	b.WriteString(string(runes) + "\n")
}

// widest is the number of columns of the longest line.
func widest(text string) int {
	columns := 0
	for line := range strings.Lines(text) {
		columns = max(columns, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")))
	}
	return columns
}
