package batch

import (
	"fmt"
	"io"
	"time"

	"github.com/cheggaaa/pb/v3"
)

// Progress is told how far a run is.
type Progress interface {
	// Add tells of answered lines, those of them that are not ok, and their bytes in the input.
	Add(lines, bad int, bytes int64)
	// Pass tells of a line that is answered already.
	Pass(bytes int64)
	// End tells that the run has ended.
	End()
}

// silence is the progress that nobody looks at.
type silence struct{}

func (silence) Add(int, int, int64) {}
func (silence) Pass(int64)          {}
func (silence) End()                {}

// A Bar shows the progress on a terminal.
type Bar struct {
	terminal   io.Writer
	bar        *pb.ProgressBar
	start      time.Time
	shown      time.Time
	lines, bad int
	passed     int // those of the lines that were answered already
	bytes      int64
}

// refresh is the time between two pictures of a bar.
const refresh = 100 * time.Millisecond

// maxBarWidth is the greatest width of a bar with all that stands beside it.
const maxBarWidth = 100

// A picture is what a bar looks like for an input of known size, and for one of which nobody knows the size, in
// the language of templates of the library.
type picture struct{ known, unknown pb.ProgressBarTemplate }

var (
	unicodePicture = picture{
		`{{percent . "%3.0f%%"}} {{bar . "│" "█" "█" " " "│"}} {{rtime . "%s left" "%s" "?"}}  {{string . "lines"}}`,
		`{{cycle . "⠋" "⠙" "⠹" "⠸" "⠼" "⠴" "⠦" "⠧" "⠇" "⠏"}} {{etime . "%s"}}  {{string . "lines"}}`,
	}
	asciiPicture = picture{
		`{{percent . "%3.0f%%"}} {{bar . "[" "=" ">" " " "]"}} {{rtime . "%s left" "%s" "?"}}  {{string . "lines"}}`,
		`{{cycle . "|" "/" "-" "\\"}} {{etime . "%s"}}  {{string . "lines"}}`,
	}
)

// NewBar makes a bar on a terminal for an input of that many bytes, -1 where nobody knows.
func NewBar(terminal io.Writer, size int64, ascii bool) *Bar {
	look := unicodePicture
	if ascii {
		look = asciiPicture
	}
	bar := pb.New64(max(size, 0)).SetTemplate(look.known).SetMaxWidth(maxBarWidth)
	if size <= 0 { // an empty file needs no bar
		bar.SetTemplate(look.unknown)
	}
	// It is drawn when something is added, and by no goroutine.
	bar.Set(pb.Static, true).Set(pb.Terminal, true).Set(pb.Color, false).SetWriter(terminal).Start()
	return &Bar{terminal: terminal, start: time.Now(), bar: bar}
}

// Add shows the progress from time to time.
func (b *Bar) Add(lines, bad int, bytes int64) {
	b.lines, b.bad, b.bytes = b.lines+lines, b.bad+bad, b.bytes+bytes
	if now := time.Now(); now.Sub(b.shown) >= refresh {
		b.show(now)
	}
}

// Pass shows the progress from time to time.
func (b *Bar) Pass(bytes int64) {
	b.passed++
	b.Add(1, 0, bytes)
}

// show draws the bar. What the terminal does not take is lost without harm.
func (b *Bar) show(now time.Time) {
	b.shown = now
	text := fmt.Sprintf("%d lines", b.lines)
	if seconds := now.Sub(b.start).Seconds(); seconds >= 1 {
		text += fmt.Sprintf(", %.0f/s", float64(b.lines-b.passed)/seconds)
	}
	if b.bad > 0 {
		text += fmt.Sprintf(", %d not ok", b.bad)
	}
	b.bar.Set("lines", text).SetCurrent(b.bytes).Write()
}

// End shows the last state and leaves the line.
func (b *Bar) End() {
	b.show(time.Now())
	fmt.Fprintln(b.terminal)
}
