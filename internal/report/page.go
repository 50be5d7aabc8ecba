package report

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/form"
)

// page is text in the making for a terminal: paragraphs wrapped to a width, colour where it is wanted.
type page struct {
	strings.Builder
	style form.Style
	width int
}

// The colours, as terminals know them.
const (
	plainInk = form.PlainInk
	bold     = form.Bold
	dim      = form.Dim
	red      = form.Red
	yellow   = form.Yellow
	green    = form.Green
	cyan     = form.Cyan
)

// String is the text so far, safe to print.
func (p *page) String() string { return diag.Defuse(p.Builder.String()) }

// ink colours a text.
func (p *page) ink(colour, text string) string { return p.style.Ink(colour, text) }

func (p *page) blank() { p.WriteByte('\n') }

// heading is a line of its own with room above it.
func (p *page) heading(colour, text string) {
	p.blank()
	p.para("", colour, text)
}

// para writes a text wrapped to the page. The first line begins with lead, the others with as many spaces.
func (p *page) para(lead, colour, text string) {
	indent := form.Taken(lead)
	for i, line := range form.Wrap(text, max(p.width-indent, 20)) {
		if i > 0 {
			lead = strings.Repeat(" ", indent)
		}
		p.WriteString(lead)
		p.WriteString(p.ink(colour, line))
		p.WriteByte('\n')
	}
}
