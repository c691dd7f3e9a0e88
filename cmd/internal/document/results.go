package document

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// The file of results is TeX: a head of comments, then the entries. An entry is a comment with a
// checksum and the command that matcalc.sty reads:
//
//	% sha256 6d1c…
//	\matcalcresult{wrt=W}{h(W*a)}{%
//	\nabla h(W a) a^\top%
//	}{%
//	}
//
// The checksum is over what the result depends on, and over the entry, so that an entry that was
// changed by hand is not taken for a result.

// checksumMark starts the line with the checksum of an entry.
const checksumMark = "% sha256 "

// endOfEntries is the line behind the last entry.
const endOfEntries = "% end\n"

// A result is what was derived for a command.
type result struct {
	formula string // for math mode
	steps   string // displays for text, where steps are asked for
	// unverified tells of the results that failed the numerical check.
	unverified []string
}

// entryHead is the first line of the entry of a command, by which it is found.
func entryHead(c Command) string {
	return `\matcalcresult{` + c.Options.Text + "}{" + c.Expression.Text + "}{%\n"
}

// entry is what matcalc.sty reads of a result.
func entry(c Command, r result) string {
	text := entryHead(c) + r.formula + "%\n}{%\n" + r.steps + "}\n"
	if len(r.unverified) > 0 {
		text += `\matcalcunverified{` + c.Options.Text + "}{" + c.Expression.Text + "}\n"
	}
	return text
}

// checksum is that of an entry under a version of the program.
func checksum(version, entry string) string {
	sum := sha256.Sum256([]byte(version + "\x00" + entry))
	return hex.EncodeToString(sum[:])
}

// earlier reads the entries of a file of results that this version wrote, by their heads. What is
// damaged is left out, and so are results that failed the check.
func earlier(file, version string) map[string]string {
	entries := map[string]string{}
	file, _, _ = strings.Cut(strings.ReplaceAll(file, "\r\n", "\n"), "\n"+endOfEntries)
	_, rest, _ := strings.Cut("\n"+file+"\n", "\n"+checksumMark)
	for part := range strings.SplitSeq(rest, "\n"+checksumMark) {
		sum, text, _ := strings.Cut(part, "\n")
		text = strings.TrimRight(text, "\n") + "\n"
		head, _, ok := strings.Cut(text, "{%\n")
		if ok && sum == checksum(version, text) && !strings.Contains(text, `\matcalcunverified`) {
			entries[head+"{%\n"] = text
		}
	}
	return entries
}

// write gives the file of results of a document.
func write(name, version string, entries []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%% The results of \\matcalc for matcalc.sty, written by: matcalc tex %s\n", name)
	b.WriteString("% What is changed here by hand is lost, and derived anew.\n")
	for _, e := range entries {
		b.WriteString(checksumMark + checksum(version, e) + "\n" + e)
	}
	b.WriteString(endOfEntries)
	return b.String()
}
