// Package batch answers a stream of questions, one a line, with a stream of answers, one a line, in
// the same order.
//
// A line is read into a [Line], a [Deriver] answers it, and the [Outcome] is written as one object. What
// is written for a line depends on that line alone, not on its place, the number of workers or the lines
// around it, so that a stream may be cut anywhere and answered in pieces. Whatever a line holds, the
// others are answered; lines wait for a slower one before them in a window of bounded size.
package batch
