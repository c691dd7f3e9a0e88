// Package document derives what \matcalc commands in LaTeX documents ask for.
//
// In comes a document, with the files that it inputs, and the results that were written beside it the
// last time; out comes a [Report] with the new results, which matcalc.sty reads, and the mistakes with
// their places in the document. A result whose options, expression and version are as before is taken
// over; its checksum tells that nobody changed it.
//
// TeX finds a result by the text of the command, so the results stand under the same tokens that TeX
// reads in the document: comments are left out, the end of a line is a blank.
package document
