package report

import (
	"regexp"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/servanda-lang/servanda/internal/diag"
)

// page is text in the making for a terminal: paragraphs wrapped to a width, colour where it is wanted.
type page struct {
	strings.Builder
	width  int
	colour bool
}

// The colours, as terminals know them.
const (
	plainInk = ""
	bold     = "1"
	dim      = "2"
	red      = "31"
	yellow   = "33"
	green    = "32"
	cyan     = "36"
)

// String is the text so far, safe to print.
func (p *page) String() string { return diag.Defuse(p.Builder.String()) }

// ink colours a text.
func (p *page) ink(colour, text string) string {
	if !p.colour || colour == plainInk || text == "" {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

func (p *page) blank() { p.WriteByte('\n') }

// heading is a line of its own with room above it.
func (p *page) heading(colour, text string) {
	p.blank()
	p.WriteString(p.ink(colour, text))
	p.WriteByte('\n')
}

// para writes a text wrapped to the page. The first line begins with lead, the others with as many spaces.
func (p *page) para(lead, colour, text string) {
	indent := visible(lead)
	for i, line := range wrap(text, max(p.width-indent, 20)) {
		if i > 0 {
			lead = strings.Repeat(" ", indent)
		}
		p.WriteString(lead)
		p.WriteString(p.ink(colour, line))
		p.WriteByte('\n')
	}
}

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

// visible is the number of columns that a text takes: colours take none, wide letters two.
func visible(text string) int { return uniseg.StringWidth(escapes.ReplaceAllString(text, "")) }

// wrap breaks a text at spaces into lines of at most width columns; a longer word stands by itself.
func wrap(text string, width int) []string {
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
