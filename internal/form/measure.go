package form

import (
	"regexp"
	"strings"

	"github.com/rivo/uniseg"
)

// Style says how a terminal wants its text.
type Style struct {
	Width  int // columns; 100 if 0, and no fewer than Narrowest
	Colour bool
}

// Narrowest is the fewest columns that text is laid out for, Usual those where nothing is said.
const (
	Narrowest = 40
	Usual     = 100
)

// Columns is the width to lay out for.
func (s Style) Columns() int {
	if s.Width <= 0 {
		return Usual
	}
	return max(s.Width, Narrowest)
}

// The colours, as terminals know them.
const (
	PlainInk = ""
	Bold     = "1"
	Dim      = "2"
	Red      = "31"
	Yellow   = "33"
	Green    = "32"
	Cyan     = "36"
)

// Ink colours a text, if colours are wanted.
func (s Style) Ink(colour, text string) string {
	if !s.Colour || colour == PlainInk || text == "" {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

// Taken is the number of columns that a text takes: colours take none, wide letters two.
func Taken(text string) int { return uniseg.StringWidth(escapes.ReplaceAllString(text, "")) }

// Wrap breaks a text at spaces into lines of at most width columns; a longer word stands by itself.
func Wrap(text string, width int) []string {
	var lines []string
	var line strings.Builder
	used := 0
	for _, word := range strings.Fields(text) {
		n := uniseg.StringWidth(word)
		if used > 0 && used+1+n > width {
			lines = append(lines, line.String())
			line.Reset()
			used = 0
		}
		if used > 0 {
			line.WriteByte(' ')
			used++
		}
		line.WriteString(word)
		used += n
	}
	return append(lines, line.String())
}
