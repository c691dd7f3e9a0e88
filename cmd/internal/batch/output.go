package batch

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// An Output takes whole lines.
type Output struct {
	mu      sync.Mutex
	to      io.Writer
	lines   []byte
	err     error
	file    *os.File      // to be closed, or nil
	written *bufio.Reader // the answers that an interrupted run has left, or nil
}

// NewOutput writes to a stream.
func NewOutput(to io.Writer) *Output { return &Output{to: to} }

// Create writes to a file, in place of what is there.
func Create(name string) (*Output, error) {
	f, err := os.Create(name)
	return &Output{to: f, file: f}, err
}

// Resume goes on with a file that an interrupted run has left: its whole lines stay, a torn last line
// is cut off. A file that is not there is made.
func Resume(name string) (*Output, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, err
	}
	end, err := wholeLines(f)
	if err == nil {
		err = f.Truncate(end)
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekEnd)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return &Output{to: f, file: f, written: bufio.NewReader(io.NewSectionReader(f, 0, end))}, nil
}

// wholeLines is the number of bytes up to the end of the last whole line.
func wholeLines(f *os.File) (int64, error) {
	info, err := f.Stat()
	switch {
	case err != nil:
		return 0, err
	case !info.Mode().IsRegular():
		return 0, fmt.Errorf("it is no file that could have been left by an interrupted run")
	}
	block := make([]byte, 1<<16)
	for end := info.Size(); end > 0; {
		start := max(0, end-int64(len(block)))
		n, err := f.ReadAt(block[:end-start], start)
		if err != nil && err != io.EOF {
			return 0, err
		}
		if i := bytes.LastIndexByte(block[:n], '\n'); i >= 0 {
			return start + int64(i) + 1, nil
		}
		end = start
	}
	return 0, nil
}

// answered gives the next answer that an interrupted run has left; ok is false after the last one.
func (o *Output) answered() (line []byte, ok bool, err error) {
	if o.written == nil {
		return nil, false, nil
	}
	line, err = o.written.ReadBytes('\n')
	if err == io.EOF {
		o.written, err = nil, nil
		return nil, false, nil
	}
	return line, err == nil, err
}

// blockSize is the number of bytes that are written together.
const blockSize = 1 << 15

// add takes a line, to be written soon.
func (o *Output) add(line []byte) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.lines = append(o.lines, line...)
	if len(o.lines) >= blockSize {
		o.write()
	}
	return o.err
}

// Flush writes the lines that were added.
func (o *Output) Flush() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.write()
	return o.err
}

// Close closes the file, where it is one that was opened by name.
func (o *Output) Close() error {
	if o.file == nil {
		return nil
	}
	return o.file.Close()
}

// write writes the lines together; where that fails nothing is written any more, so that at most the
// last line is torn.
func (o *Output) write() {
	if o.err == nil && len(o.lines) > 0 {
		_, o.err = o.to.Write(o.lines)
	}
	if o.lines = o.lines[:0]; cap(o.lines) > 16*blockSize {
		o.lines = nil
	}
}

// End writes the lines that were added and takes no more, so that the program can be left at any time
// after it. Where the other end of a pipe does not read it gives up after a while.
func (o *Output) End() {
	for range 100 {
		if o.mu.TryLock() { // and stays locked
			o.write()
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}
