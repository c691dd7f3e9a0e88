package document

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"matcalc/ast"
)

// A Command is a \matcalc command in a document.
type Command struct {
	Options, Expression Passage
	Span                ast.Span // of the whole command in the source
}

// verbatim are the environments whose text is not read by TeX as commands.
var verbatim = []string{"verbatim", "verbatim*", "Verbatim", "Verbatim*", "BVerbatim", "LVerbatim", "alltt", "lstlisting", "minted",
	"comment", "filecontents", "filecontents*"}

// including are the commands that read another file.
var including = []string{"input", "include", "subfile"}

// A scanner reads a source from command to command.
type scanner struct {
	source   *Source
	at       int
	found    func(Command)
	include  func(name string)
	mistaken func(Mistake)
}

// scan reads the source to its end, or to the end of the document.
func (s *scanner) scan() {
	for text := s.source.Text; s.at < len(text); {
		switch text[s.at] {
		case '%':
			s.skipComment()
		case '\\':
			if !s.command() {
				return
			}
		default:
			s.at++
		}
	}
}

// command reads what starts with a backslash, and reports whether the source goes on.
func (s *scanner) command() bool {
	start := s.at
	name := s.controlWord()
	switch {
	case name == "matcalc":
		s.derivation(start)
	case name == "verb" || name == "lstinline":
		s.skipVerb()
	case name == "mintinline":
		s.skipBlanks()
		s.group('{', '}')
		s.skipVerb()
	case name == "begin":
		s.skipVerbatim()
	case name == "endinput":
		return false
	case name == "iffalse":
		s.skipConditional()
	case strings.HasSuffix(name, "DocumentCommand"): // what follows is defined, not used
		s.skipBlanks()
		if s.next('\\') {
			s.controlWord()
		}
	case name == "end":
		s.skipBlanks()
		of, ok := s.group('{', '}')
		return !ok || of.Text != "document"
	case slices.Contains(including, name):
		s.skipBlanks()
		if file, ok := s.group('{', '}'); ok {
			s.include(strings.TrimSpace(file.Text))
		} else if name == "input" {
			if file := plainName().FindString(s.source.Text[s.at:]); file != "" {
				s.include(file)
			}
		}
	}
	return true
}

// plainName is the name of a file after \input without braces.
var plainName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\pL\pN_./-]+`) })

// controlWord reads a backslash and the letters after it, or the one sign.
func (s *scanner) controlWord() string {
	text := s.source.Text
	start := s.at + 1
	end := start
	for end < len(text) && isLetter(text[end]) {
		end++
	}
	s.at = max(end, min(start+1, len(text)))
	return text[start:end]
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '@' }

// skipComment goes behind a comment: to the first sign of the next line that is no blank.
func (s *scanner) skipComment() {
	text := s.source.Text
	end := strings.IndexByte(text[s.at:], '\n')
	if end < 0 {
		s.at = len(text)
		return
	}
	s.at += end + 1
	for s.at < len(text) && (text[s.at] == ' ' || text[s.at] == '\t') {
		s.at++
	}
}

// skipBlanks goes behind blanks, ends of lines and comments.
func (s *scanner) skipBlanks() {
	for text := s.source.Text; s.at < len(text); {
		switch text[s.at] {
		case ' ', '\t', '\r', '\n':
			s.at++
		case '%':
			s.skipComment()
		default:
			return
		}
	}
}

// skipVerb goes behind the text of \verb, which stands between two equal signs or in braces.
func (s *scanner) skipVerb() {
	rest := strings.TrimPrefix(s.source.Text[s.at:], "*")
	if rest == "" || rest[0] == '\n' {
		return
	}
	if rest[0] == '[' { // the options of \lstinline
		if end := strings.IndexByte(rest, ']'); end >= 0 && end+1 < len(rest) {
			rest = rest[end+1:]
		}
	}
	end := strings.IndexByte(rest[1:], map[bool]byte{true: '}', false: rest[0]}[rest[0] == '{'])
	if end >= 0 {
		s.at = len(s.source.Text) - len(rest) + end + 2
	}
}

// skipVerbatim goes behind an environment whose text is no TeX.
func (s *scanner) skipVerbatim() {
	s.skipBlanks()
	name, ok := s.group('{', '}')
	if !ok || !slices.Contains(verbatim, name.Text) {
		return
	}
	if end := strings.Index(s.source.Text[s.at:], `\end{`+name.Text+"}"); end >= 0 {
		s.at += end
	} else {
		s.at = len(s.source.Text)
	}
}

// skipConditional goes behind the \fi of an \iffalse.
func (s *scanner) skipConditional() {
	for depth := 1; depth > 0 && s.at < len(s.source.Text); {
		switch {
		case s.next('%'):
			s.skipComment()
		case s.next('\\'):
			switch name := s.controlWord(); {
			case name == "fi":
				depth--
			case strings.HasPrefix(name, "if"):
				depth++
			}
		default:
			s.at++
		}
	}
}

// derivation reads the arguments of \matcalc. A mention of the command without them, as where it is
// defined, is none.
func (s *scanner) derivation(start int) {
	c := Command{Options: Passage{s.source, "", []int{s.at}}}
	s.skipBlanks()
	if s.next('[') {
		options, ok := s.group('[', ']')
		if !ok {
			s.mistaken(s.source.mistake(ast.Span{Start: start, End: s.at}, `the options of \matcalc do not end`, "close the bracket [ with ]"))
			return
		}
		c.Options = options
		s.skipBlanks()
	}
	if !s.next('{') {
		return
	}
	open := s.at
	expression, ok := s.group('{', '}')
	if !ok {
		s.mistaken(s.source.mistake(ast.Span{Start: open, End: open + 1}, `the expression of \matcalc does not end`, "close the brace { with }; a blank line ends it too early"))
		return
	}
	c.Expression, c.Span = expression, ast.Span{Start: start, End: s.at}
	s.found(c)
}

func (s *scanner) next(c byte) bool { return s.at < len(s.source.Text) && s.source.Text[s.at] == c }

// group reads what stands in a pair of brackets; others of their kind may stand inside, and braces
// hide them. Without an end, or with a blank line before it, it is none, and nothing is read.
func (s *scanner) group(open, shut byte) (Passage, bool) {
	if !s.next(open) {
		return Passage{}, false
	}
	start := s.at
	text := s.source.Text
	var read []byte
	var at []int
	add := func(c byte, from int) { read, at = append(read, c), append(at, from) }
	depth, braces := 0, 0
	for s.at++; s.at < len(text); {
		c := text[s.at]
		switch {
		case c == '%':
			s.skipComment()
			if s.at < len(text) && text[s.at] == '\n' { // the blank line that ends a paragraph
				s.at = start
				return Passage{}, false
			}
			continue
		case c == '\\' && s.at+1 < len(text):
			add(c, s.at)
			s.at++
			if c = text[s.at]; c == '\n' || c == '\r' {
				c = ' '
			}
		case c == shut && depth == 0 && braces == 0:
			at = append(at, s.at)
			s.at++
			return Passage{s.source, string(read), at}, true
		case c == '{':
			braces++
		case c == '}':
			braces--
		case braces == 0 && c == open:
			depth++
		case braces == 0 && c == shut:
			depth--
		case c == '\n' && blankLine(text[s.at+1:]):
			s.at = start
			return Passage{}, false
		case c == '\n' || c == '\r' || c == '\t':
			c = ' '
		}
		add(c, s.at)
		s.at++
	}
	s.at = start
	return Passage{}, false
}

// blankLine reports whether the text starts with a line of blanks.
func blankLine(text string) bool {
	line, _, ok := strings.Cut(text, "\n")
	return ok && strings.TrimSpace(line) == ""
}
