package batch

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// A reader gives the lines of a stream, none longer than a limit.
type reader struct {
	in    *bufio.Reader
	limit int
	first bool
}

func newReader(in io.Reader, limit int) *reader {
	return &reader{in: bufio.NewReaderSize(in, 1<<16), limit: limit, first: true}
}

// A rawLine is a line without its end, in memory of its own.
type rawLine struct {
	text []byte
	size int64 // its bytes in the stream
	long bool  // the line is over the limit; text is its start
}

// next gives the next line, or io.EOF after the last one.
func (r *reader) next() (rawLine, error) {
	var l rawLine
	for {
		part, err := r.in.ReadSlice('\n')
		l.size += int64(len(part))
		if room := r.limit + 2 - len(l.text); len(part) > room { // the end of the line does not count
			part, l.long = part[:room], true
		}
		l.text = append(l.text, part...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err == io.EOF && l.size > 0, err == nil:
			r.clean(&l)
			return l, nil
		}
		return l, err
	}
}

// clean takes off the end of the line, and the mark that some programs set before the first one.
func (r *reader) clean(l *rawLine) {
	l.text = bytes.TrimSuffix(bytes.TrimSuffix(l.text, []byte("\n")), []byte("\r"))
	if r.first {
		l.text, r.first = bytes.TrimPrefix(l.text, []byte("\uFEFF")), false
	}
	l.long = l.long || len(l.text) > r.limit
}
