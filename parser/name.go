package parser

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// greek spells out the Greek letters; the variant forms are the same letters.
var greek = map[rune]string{
	'α': "alpha", 'β': "beta", 'γ': "gamma", 'δ': "delta", 'ε': "epsilon", 'ϵ': "epsilon", 'ζ': "zeta", 'η': "eta",
	'θ': "theta", 'ϑ': "theta", 'ι': "iota", 'κ': "kappa", 'ϰ': "kappa", 'λ': "lambda", 'μ': "mu", 'µ': "mu", 'ν': "nu",
	'ξ': "xi", 'ο': "omicron", 'π': "pi", 'ϖ': "pi", 'ρ': "rho", 'ϱ': "rho", 'σ': "sigma", 'ς': "sigma", 'τ': "tau",
	'υ': "upsilon", 'φ': "phi", 'ϕ': "phi", 'χ': "chi", 'ψ': "psi", 'ω': "omega",
	'Α': "Alpha", 'Β': "Beta", 'Γ': "Gamma", 'Δ': "Delta", 'Ε': "Epsilon", 'Ζ': "Zeta", 'Η': "Eta", 'Θ': "Theta",
	'Ι': "Iota", 'Κ': "Kappa", 'Λ': "Lambda", 'Μ': "Mu", 'Ν': "Nu", 'Ξ': "Xi", 'Ο': "Omicron", 'Π': "Pi", 'Ρ': "Rho",
	'Σ': "Sigma", 'Τ': "Tau", 'Υ': "Upsilon", 'Φ': "Phi", 'Χ': "Chi", 'Ψ': "Psi", 'Ω': "Omega",
}

// greekNames holds the spelled-out letters in lower case.
var greekNames = map[string]bool{
	"alpha": true, "beta": true, "gamma": true, "delta": true, "epsilon": true, "zeta": true, "eta": true, "theta": true,
	"iota": true, "kappa": true, "lambda": true, "mu": true, "nu": true, "xi": true, "omicron": true, "pi": true, "rho": true,
	"sigma": true, "tau": true, "upsilon": true, "phi": true, "chi": true, "psi": true, "omega": true,
}

// Canonical gives the one spelling of a name: Greek letters spelled out, subscript digits after an
// underscore, no braces. α is alpha, W₁ and W_{1} are W_1. Symbols carry this spelling.
func Canonical(name string) string {
	if isPlain(name) {
		return name
	}
	var b strings.Builder
	last := rune(0)
	for _, r := range name {
		switch {
		case r == '{' || r == '}':
			continue
		case '₀' <= r && r <= '₉':
			if last != '_' && (last < '₀' || last > '₉') {
				b.WriteByte('_')
			}
			b.WriteByte(byte('0' + r - '₀'))
		case greek[r] != "":
			b.WriteString(greek[r])
		default:
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

func isPlain(name string) bool {
	for i := range len(name) {
		if c := name[i]; c >= utf8.RuneSelf || c == '{' {
			return false
		}
	}
	return true
}

// A letter tells to which default rule a name belongs.
type letter uint8

const (
	lowerLatin letter = iota
	upperLatin        // upper-case Greek letters too: Σ is a matrix on a blackboard
	lowerGreek
)

// letterOf classifies a canonical name by its first word: beta_1 and beta2 are Greek.
func letterOf(name string) letter {
	word := name
	for i, r := range name {
		if r == '_' || '0' <= r && r <= '9' {
			word = name[:i]
			break
		}
	}
	if greekNames[word] {
		return lowerGreek
	}
	if r, _ := utf8.DecodeRuneInString(name); unicode.IsUpper(r) {
		return upperLatin
	}
	return lowerLatin
}

// superscript gives what a superscript character stands for, or "".
func superscript(r rune) string {
	if r < utf8.RuneSelf {
		return ""
	}
	switch r {
	case '⁰':
		return "0"
	case '¹':
		return "1"
	case '²':
		return "2"
	case '³':
		return "3"
	case '⁻':
		return "-"
	case '⁺':
		return "+"
	case 'ᵀ':
		return "T"
	case 'ⁿ':
		return "n"
	case 'ᵏ':
		return "k"
	}
	if '⁴' <= r && r <= '⁹' {
		return string('4' + r - '⁴')
	}
	return ""
}

// superscripts gives what a run of superscript characters stands for: "-1" for ⁻¹.
func superscripts(text string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteString(superscript(r))
	}
	return b.String()
}
