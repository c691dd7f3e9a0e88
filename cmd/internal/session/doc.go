// Package session is the interactive session without its terminal.
//
// In comes a line; out comes a [Reply] or an error whose place is in what the user typed, now or
// before. A line is a declaration, which holds from then on; a definition, which is put in front of
// the expressions that use it; an expression, which is derived; or a command, which starts with a
// colon. The last result has the name ans.
//
// A failed line leaves the session as it was.
package session
