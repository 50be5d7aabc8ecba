package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/model"
	"golang.org/x/term"
)

// terminalWidth is the width of w if it is a terminal, else 0.
func terminalWidth(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		return 100
	}
	return width
}

// styleFor says how to write to w: at most 100 columns, so that lines stay readable, fewer if the terminal or COLUMNS has
// fewer, and colour only on a terminal whose user has not asked for none (https://no-color.org).
func styleFor(w io.Writer) report.Style {
	width := terminalWidth(w)
	s := report.Style{Colour: width > 0 && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		width = n
	}
	if width > 0 && width < form.Usual {
		s.Width = width
	}
	return s
}

// progress tells how far the work is once it takes longer than a second: on a terminal in one line that
// is written over, elsewhere in a line every few seconds.
type progress struct {
	ctx      context.Context // of the work: once it was told to stop, nothing more is told of it
	w        io.Writer
	terminal bool
	now      func() time.Time

	mu      sync.Mutex
	started time.Time
	last    time.Time
	shown   bool
	found   int // findings told before the answer is there
}

// foundShown is how many of them are told.
const foundShown = 12

func newProgress(ctx context.Context, w io.Writer) *progress {
	p := &progress{ctx: ctx, w: w, terminal: terminalWidth(w) > 0, now: time.Now}
	p.started = p.now()
	return p
}

// tell is called as often as one likes, from any goroutine.
func (p *progress) tell(message string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now, pause := p.now(), 5*time.Second
	if p.terminal {
		pause = 200 * time.Millisecond
	}
	if p.ctx.Err() != nil || now.Sub(p.started) < time.Second || p.shown && now.Sub(p.last) < pause {
		return
	}
	p.last, p.shown = now, true
	if p.terminal {
		fmt.Fprintf(p.w, "\r\x1b[K%s", message)
	} else {
		fmt.Fprintln(p.w, message)
	}
}

// event tells what comes while a pact is looked at. On a terminal the first findings are told as they come.
func (p *progress) event(pact *model.Pact, path string, e inquiry.Event) {
	switch {
	case e.Progress != nil:
		p.tell(shown(path) + ": " + report.ProgressWords(pact, e.Progress))
	case e.Found != nil && p.terminal:
		p.provisional(pact, path, e.Found)
	}
}

// provisional tells a finding, marked as found so far.
func (p *progress) provisional(pact *model.Pact, path string, f *inquiry.Found) {
	p.clear()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.found++; p.found <= foundShown {
		report.SoFar(p.w, pact, path, f, styleFor(p.w))
	}
}

// clear takes the line away before anything else is written.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.terminal && p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
	p.shown = false
}
