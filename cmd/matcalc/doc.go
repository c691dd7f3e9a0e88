// Command matcalc differentiates matrix expressions.
//
// Each command is one file, which says what it takes and what it is for; what commands share has one
// place: the flags of a question (question.go), the answer on its way out (answer.go, output.go),
// errors and exit codes (report.go), the terminal (console.go), help (help.go).
package main
