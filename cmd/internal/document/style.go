package document

import _ "embed"

// Style is matcalc.sty.
//
//go:embed matcalc.sty
var Style string
