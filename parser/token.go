package parser

import "github.com/alecthomas/participle/v2/lexer"

// The kinds of tokens. The value of a token is its text in the source, so its end is its offset
// plus the length of the value.
const (
	tokenName      lexer.TokenType = iota + 1
	tokenApply                     // a name that is applied to the parentheses after it
	tokenNumber                    // 12, 0.5, 2e-3
	tokenSep                       // ; or newline
	tokenWhere                     // where
	tokenIn                        // in ∈
	tokenArrow                     // -> →
	tokenPlus                      // +
	tokenMinus                     // - −
	tokenStar                      // * @ · ⋅
	tokenSlash                     // / ⁄
	tokenSolve                     // \
	tokenDotStar                   // .* ⊙ ∘
	tokenDotSlash                  // ./ ⊘
	tokenCaret                     // ^ **
	tokenDotCaret                  // .^
	tokenKron                      // ⊗
	tokenColon                     // :
	tokenPrime                     // ' .' .T ′
	tokenTop                       // ⊤
	tokenSuper                     // ² ⁻¹ ᵀ
	tokenOpen                      // (
	tokenDotOpen                   // .(
	tokenClose                     // )
	tokenBracket                   // [
	tokenUnbracket                 // ]
	tokenBrace                     // {
	tokenUnbrace                   // }
	tokenComma                     // ,
	tokenEqual                     // =
	tokenNorm                      // || ‖
	tokenBar                       // |
	tokenSuffix                    // _2 _{F}
	tokenRange                     // ..
	tokenCross                     // ×
	tokenNabla                     // ∇
)

// grammarSymbols names the kinds that the participle grammar refers to.
var grammarSymbols = map[string]lexer.TokenType{
	"EOF":   lexer.EOF,
	"Name":  tokenName,
	"Apply": tokenApply,
	"Sep":   tokenSep,
	"Where": tokenWhere,
	"In":    tokenIn,
	"Colon": tokenColon,
	"Arrow": tokenArrow,
	"Caret": tokenCaret,
	"Super": tokenSuper,
}

// end is the offset after a token.
func end(t *lexer.Token) int { return t.Pos.Offset + len(t.Value) }

// endsOperand reports whether an operand may end with a token of that kind; a newline after any
// other token is white space.
func endsOperand(kind lexer.TokenType) bool {
	switch kind {
	case tokenName, tokenApply, tokenNumber, tokenPrime, tokenTop, tokenSuper, tokenClose, tokenUnbracket,
		tokenUnbrace, tokenNorm, tokenBar, tokenSuffix:
		return true
	}
	return false
}

// startsOperand reports whether an operand without a sign may start with a token of that kind.
func startsOperand(kind lexer.TokenType) bool {
	switch kind {
	case tokenName, tokenApply, tokenNumber, tokenOpen, tokenNorm, tokenBar, tokenNabla:
		return true
	}
	return false
}
