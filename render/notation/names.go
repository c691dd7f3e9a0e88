package notation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// greek lists the Greek letters by name, with the letter. Capitals that look Latin have no name.
var greek = map[string]string{
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
	"iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ",
	"sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
	"Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
	"Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ",
	"varepsilon": "ϵ", "vartheta": "ϑ", "varphi": "ϕ", "varrho": "ϱ", "varsigma": "ς",
}

// greekNames is the inverse of greek.
var greekNames = func() map[string]string {
	names := make(map[string]string, len(greek))
	for name, letter := range greek {
		names[letter] = name
	}
	return names
}()

// accents are the endings of names that stand above the letter in LaTeX.
var accents = map[string]string{
	"bar": `\bar`, "hat": `\hat`, "tilde": `\tilde`, "dot": `\dot`, "ddot": `\ddot`, "vec": `\vec`, "check": `\check`,
}

// stars are the endings of names that stand as exponents in LaTeX.
var stars = map[string]string{"star": `\star`, "prime": `\prime`}

// textName writes a name with Greek letters: sigma_x is σ_x.
func textName(name string) string {
	if !strings.Contains(name, "_") {
		return textWord(name)
	}
	words := strings.Split(name, "_")
	for i, w := range words {
		words[i] = textWord(w)
	}
	return strings.Join(words, "_")
}

// textWord writes a word of a name.
func textWord(word string) string {
	if len(word) == 1 { // no letter is spelled so
		return word
	}
	if letter, ok := greek[word]; ok {
		return letter
	}
	letters, digits := cutDigits(word)
	if letter, ok := greek[letters]; ok {
		return letter + digits
	}
	return word
}

// ASCIIName spells Greek letters and subscript digits out: σ₁ is sigma1.
func ASCIIName(name string) string {
	if strings.IndexFunc(name, func(c rune) bool { return c > unicode.MaxASCII }) < 0 {
		return name
	}
	var b strings.Builder
	for _, c := range name {
		switch spelled, ok := greekNames[string(c)]; {
		case ok:
			b.WriteString(spelled)
		case c >= '₀' && c <= '₉':
			b.WriteRune(c - '₀' + '0')
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// latexName writes a name for math mode: W_1 is W_{1}, alpha \alpha, x_bar \bar{x}.
func latexName(name string) string {
	words := strings.Split(name, "_")
	base, subscripts := latexWord(words[0]), []string(nil)
	letters, digits := cutDigits(words[0])
	if digits != "" && letters != "" {
		base, subscripts = latexWord(letters), append(subscripts, digits)
	}
	star := ""
	for _, w := range words[1:] {
		switch {
		case accents[w] != "":
			base = accents[w] + "{" + base + "}"
		case stars[w] != "":
			star += stars[w]
		case w != "":
			subscripts = append(subscripts, latexWord(w))
		}
	}
	if len(subscripts) > 0 {
		base += "_{" + strings.Join(subscripts, ",") + "}"
	}
	if star != "" {
		base = "{" + base + "^{" + star + "}}"
	}
	return base
}

// latexWord writes a word without subscripts.
func latexWord(word string) string {
	if letter := greekNames[word]; letter != "" {
		word = letter
	}
	_, isGreek := greek[word]
	switch {
	case isGreek && word == "omicron":
		return "o"
	case isGreek:
		return `\` + word
	case utf8.RuneCountInString(word) <= 1, strings.Trim(word, "0123456789") == "":
		return word
	}
	spelled := ASCIIName(word)
	for _, c := range spelled {
		if c > unicode.MaxASCII {
			return `\text{` + word + `}`
		}
	}
	return `\mathit{` + spelled + `}`
}

// cutDigits takes the digits at the end off a word, subscripts as plain digits.
func cutDigits(word string) (letters, digits string) {
	word = strings.Map(func(c rune) rune {
		if c >= '₀' && c <= '₉' {
			return c - '₀' + '0'
		}
		return c
	}, word)
	letters = strings.TrimRight(word, "0123456789")
	return letters, word[len(letters):]
}

// superscripts are the characters that have a raised form in Unicode.
var superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷",
	"8", "⁸", "9", "⁹", "-", "⁻")
