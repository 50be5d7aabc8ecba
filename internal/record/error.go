package record

import (
	"fmt"
	"strings"
)

// Error is what is wrong with a log, where, and what would mend it.
type Error struct {
	File         string // as the user called it; empty if that is not known
	Line, Column int    // from 1; the column in characters
	Text         string // the line
	Message      string
	Mend         string
}

func (e *Error) Error() string {
	out := fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
	if e.File != "" {
		out = fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
	}
	if excerpt, caret := e.excerpt(); excerpt != "" {
		out += "\n  " + excerpt + "\n  " + caret
	}
	if e.Mend != "" {
		out += "\n  " + e.Mend
	}
	return out
}

// wide is how much of a long line is shown to each side of the place.
const wide = 50

// excerpt is the line, or the part of it about the place, and a caret under the place.
func (e *Error) excerpt() (text, caret string) {
	line := []rune(strings.ReplaceAll(e.Text, "\t", " "))
	at := min(max(e.Column-1, 0), len(line))
	from, to := max(0, at-wide), min(len(line), at+wide)
	before := ""
	if from > 0 {
		before = "…"
	}
	text = before + string(line[from:to])
	if to < len(line) {
		text += "…"
	}
	return text, strings.Repeat(" ", at-from+len([]rune(before))) + "^"
}
