package parser

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"

	"matcalc/ast"
)

// tokenizer is the lexer definition that participle asks for. The tokens themselves come from
// scan, which also needs to know the names of functions.
type tokenizer struct{}

func (tokenizer) Symbols() map[string]lexer.TokenType { return grammarSymbols }

func (tokenizer) Lex(_ string, r io.Reader) (lexer.Lexer, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return newTokens(string(text), nil)
}

// tokens is a list of tokens that is read one by one.
type tokens struct {
	list         []lexer.Token
	next         int
	declarations bool // the text holds nothing but declarations
}

// newTokens scans text. isFunction tells which names are known as functions beyond the text.
func newTokens(text string, isFunction func(name string) bool) (*tokens, error) {
	s := scanner{text: text, tokens: make([]lexer.Token, 0, 8+2*len(text)/3)}
	if err := s.scan(); err != nil {
		return nil, err
	}
	markApplied(s.tokens, isFunction)
	return &tokens{list: s.tokens}, nil
}

// Next gives the next token; the last one is the end of the text, again and again.
func (t *tokens) Next() (lexer.Token, error) {
	tok := t.list[t.next]
	if t.next < len(t.list)-1 {
		t.next++
	}
	return tok, nil
}

// A cursor reads a list of tokens in place.
type cursor struct {
	list []lexer.Token
	at   int
}

// Peek gives the next token.
func (c *cursor) Peek() *lexer.Token { return &c.list[c.at] }

// Next takes the next token.
func (c *cursor) Next() *lexer.Token {
	t := &c.list[c.at]
	if !t.EOF() {
		c.at++
	}
	return t
}

// A scanner cuts text into tokens.
type scanner struct {
	text    string
	at      int
	nesting int // of parentheses, brackets and braces, inside which a newline is white space
	tokens  []lexer.Token
}

func (s *scanner) scan() error {
	for s.at < len(s.text) {
		c := s.text[s.at]
		switch {
		case c == ' ' || c == '\t' || c == '\r':
			s.at++
		case c == '#':
			if i := strings.IndexByte(s.text[s.at:], '\n'); i >= 0 {
				s.at += i
			} else {
				s.at = len(s.text)
			}
		case c == '\n' || c == ';':
			s.separator(c)
		case isLetterByte(c):
			s.name()
		case isDigit(c) || c == '.' && s.digitAt(1):
			if err := s.number(); err != nil {
				return err
			}
		default:
			if err := s.symbol(); err != nil {
				return err
			}
		}
	}
	if k := len(s.tokens); k > 0 && s.tokens[k-1].Type == tokenSep {
		s.tokens = s.tokens[:k-1]
	}
	s.tokens = append(s.tokens, lexer.Token{Type: lexer.EOF, Pos: lexer.Position{Offset: len(s.text)}})
	return nil
}

// emit adds the token of n bytes that starts here.
func (s *scanner) emit(kind lexer.TokenType, n int) {
	s.tokens = append(s.tokens, lexer.Token{Type: kind, Value: s.text[s.at : s.at+n], Pos: lexer.Position{Offset: s.at}})
	s.at += n
}

// separator adds a separator where a statement can end. Several are one, and none stands first.
func (s *scanner) separator(c byte) {
	k := len(s.tokens)
	if c == '\n' && s.nesting > 0 || k == 0 || s.tokens[k-1].Type == tokenSep ||
		c == '\n' && !endsOperand(s.tokens[k-1].Type) {
		s.at++
		return
	}
	s.emit(tokenSep, 1)
}

func (s *scanner) digitAt(k int) bool { return s.at+k < len(s.text) && isDigit(s.text[s.at+k]) }

func (s *scanner) byteAt(k int) byte {
	if s.at+k < len(s.text) {
		return s.text[s.at+k]
	}
	return 0
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetterByte(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// number reads digits, a fraction and an exponent. The dot of an operator, as in 2.*x, 1./x and
// 1..n, is not part of a number.
func (s *scanner) number() error {
	if n := hexadecimal(s.text[s.at:]); n > 0 {
		return &ast.Error{Kind: ast.SyntaxError, Message: fmt.Sprintf("%s is no number", s.text[s.at:s.at+n]), Span: ast.Span{Start: s.at, End: s.at + n},
			Hint: "there are no hexadecimal numbers; write it in decimal"}
	}
	n := 0
	digits := func() {
		for s.digitAt(n) {
			n++
		}
	}
	digits()
	if s.byteAt(n) == '.' && !strings.ContainsRune("*/^'.", rune(s.byteAt(n+1))) && !s.dotTranspose(n) {
		n++
		digits()
	}
	if c := s.byteAt(n); c == 'e' || c == 'E' {
		switch sign := s.byteAt(n + 1); {
		case isDigit(sign):
			n++
			digits()
		case (sign == '+' || sign == '-') && s.digitAt(n+2):
			n += 2
			digits()
		}
	}
	s.emit(tokenNumber, n)
	return nil
}

// hexadecimal gives the length of a number such as 0x1F at the start of text, or 0.
func hexadecimal(text string) int {
	if len(text) < 3 || text[0] != '0' || text[1] != 'x' && text[1] != 'X' {
		return 0
	}
	n := 2
	for n < len(text) && (isDigit(text[n]) || strings.IndexByte("abcdefABCDEF", text[n]) >= 0) {
		n++
	}
	if r, _ := utf8.DecodeRuneInString(text[n:]); n == 2 || isNameRune(r) {
		return 0
	}
	return n
}

// dotTranspose reports whether .T stands k bytes ahead.
func (s *scanner) dotTranspose(k int) bool {
	if s.byteAt(k) != '.' || s.byteAt(k+1) != 'T' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text[min(s.at+k+2, len(s.text)):])
	return !isNameRune(r)
}

func isNameRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '_' || isLetterByte(byte(r)) || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && superscript(r) == "" && (unicode.IsLetter(r) || '₀' <= r && r <= '₉')
}

// name reads a name or a keyword. A subscript may stand in braces: W_{12} is W_12.
func (s *scanner) name() {
	n := 0
	for s.at+n < len(s.text) {
		if s.byteAt(n) == '_' && s.byteAt(n+1) == '{' {
			if k := bracedSuffix(s.text[s.at+n:]); k > 0 {
				n += k
				continue
			}
		}
		r, size := rune(s.text[s.at+n]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s.text[s.at+n:])
		}
		if !isNameRune(r) {
			break
		}
		n += size
	}
	switch s.text[s.at : s.at+n] {
	case "where":
		if k := len(s.tokens); k > 0 && s.tokens[k-1].Type == tokenSep {
			s.tokens = s.tokens[:k-1]
		}
		s.emit(tokenWhere, n)
	case "in":
		s.emit(tokenIn, n)
	default:
		s.emit(tokenName, n)
	}
}

// bracedSuffix gives the length of _{…} with letters and digits inside, at the start of text.
func bracedSuffix(text string) int {
	for i, r := range text[2:] {
		if r == '}' && i > 0 {
			return i + 3
		}
		if !isNameRune(r) {
			return 0
		}
	}
	return 0
}

// symbol reads an operator, a parenthesis, or a name that starts beyond ASCII.
func (s *scanner) symbol() error {
	rest := s.text[s.at:]
	for _, op := range operators[rest[0]] {
		if strings.HasPrefix(rest, op.text) {
			switch op.kind {
			case tokenOpen, tokenDotOpen, tokenBracket, tokenBrace:
				s.nesting++
			case tokenClose, tokenUnbracket, tokenUnbrace:
				s.nesting = max(0, s.nesting-1)
			}
			s.emit(op.kind, len(op.text))
			return nil
		}
	}
	if s.dotTranspose(0) {
		s.emit(tokenPrime, 2)
		return nil
	}
	if rest[0] == '_' {
		if n := suffix(rest); n > 0 {
			s.emit(tokenSuffix, n)
			return nil
		}
	}
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case '₀' <= r && r <= '₉':
		s.emit(tokenSuffix, size)
		return nil
	case superscript(r) != "":
		n := size
		for s.at+n < len(s.text) {
			r, size = utf8.DecodeRuneInString(rest[n:])
			if superscript(r) == "" {
				break
			}
			n += size
		}
		s.emit(tokenSuper, n)
		return nil
	case isNameRune(r) && unicode.IsLetter(r):
		s.name()
		return nil
	case unicode.IsSpace(r) || r == '\ufeff':
		s.at += size
		return nil
	}
	return s.unknown(r, size)
}

func (s *scanner) unknown(r rune, size int) error {
	e := &ast.Error{Kind: ast.SyntaxError, Span: ast.Span{Start: s.at, End: s.at + size}}
	if r == utf8.RuneError && size <= 1 {
		e.Message, e.Hint = "the input is not valid UTF-8", "save the text in UTF-8"
		return e
	}
	e.Message, e.Hint = fmt.Sprintf("the character %q has no meaning here", r), "leave it out, or write the operation in words"
	if r == '&' || r == '!' && s.byteAt(1) != '=' {
		e.Message, e.Hint = fmt.Sprintf("unexpected %c", r), "there are no logical operators"
		return e
	}
	switch r {
	case '$':
		e.Hint = "write the formula without dollar signs"
	case '<', '>', '≤', '≥', '≠', '!':
		e.Hint = "comparisons are not expressions; step(x) is 1 where x > 0"
	case '"', '`':
		e.Hint = "the transpose is written A'"
	case '∑', '∏':
		e.Hint = "write sum(k=1..n, x[k])"
	case '√':
		e.Hint = "write sqrt(x)"
	}
	return e
}

// suffix gives the length of the suffix of a norm: _2, _F or _{F}.
func suffix(text string) int {
	if strings.HasPrefix(text, "_{") {
		return bracedSuffix(text)
	}
	n := 1
	digits := n < len(text) && isDigit(text[n])
	for n < len(text) && (isDigit(text[n]) || !digits && (isLetterByte(text[n]) || text[n] == '_')) {
		n++
	}
	if n == 1 {
		return 0
	}
	return n
}

type operator struct {
	text string
	kind lexer.TokenType
}

// operators lists them by their first byte, longer ones first.
var operators = [256][]operator{
	'+':  {{"+", tokenPlus}},
	'-':  {{"->", tokenArrow}, {"-", tokenMinus}},
	'*':  {{"**", tokenCaret}, {"*", tokenStar}},
	'@':  {{"@", tokenStar}},
	'/':  {{"/", tokenSlash}},
	'\\': {{"\\", tokenSolve}},
	'^':  {{"^", tokenCaret}},
	':':  {{":", tokenColon}},
	'\'': {{"'", tokenPrime}},
	'(':  {{"(", tokenOpen}},
	')':  {{")", tokenClose}},
	'[':  {{"[", tokenBracket}},
	']':  {{"]", tokenUnbracket}},
	'{':  {{"{", tokenBrace}},
	'}':  {{"}", tokenUnbrace}},
	',':  {{",", tokenComma}},
	'=':  {{"=", tokenEqual}},
	'|':  {{"||", tokenNorm}, {"|", tokenBar}},
	'.': {{".*", tokenDotStar}, {"./", tokenDotSlash}, {".^", tokenDotCaret}, {".'", tokenPrime},
		{".(", tokenDotOpen}, {"..", tokenRange}},
	0xC2: {{"·", tokenStar}},
	0xE2: {{"−", tokenMinus}, {"⋅", tokenStar}, {"⁄", tokenSlash}, {"∕", tokenSlash}, {"⊙", tokenDotStar}, {"∘", tokenDotStar},
		{"⊘", tokenDotSlash}, {"⊗", tokenKron}, {"∈", tokenIn}, {"→", tokenArrow}, {"∇", tokenNabla}, {"‖", tokenNorm},
		{"∥", tokenNorm}, {"⊤", tokenTop}, {"′", tokenPrime}, {"’", tokenPrime}},
	0xC3: {{"×", tokenCross}},
}
