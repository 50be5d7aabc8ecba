package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
)

// ExplainFinding tells what a finding means, with a pact that shows it.
func ExplainFinding(w io.Writer, e ask.Explanation, s Style) error {
	p := s.page()
	p.para("", bold, fmt.Sprintf("%s (%s): %s", e.Code, e.Severity, e.Title))
	p.text(e.Text)
	p.example("A pact that shows it", e.Example)
	_, err := io.WriteString(w, p.String())
	return err
}

// ExplainDiagnostic tells what a diagnostic means, with a pact that shows it and the same mended.
func ExplainDiagnostic(w io.Writer, e diag.Entry, s Style) error {
	p := s.page()
	p.para("", bold, fmt.Sprintf("%s: %s", e.Code, e.Name))
	p.text(e.Text)
	p.example("A pact that shows it", e.Bad)
	p.example("The same, mended", e.Good)
	_, err := io.WriteString(w, p.String())
	return err
}

// ExplainedCode is what a finding or a diagnostic means, with a pact that shows it, as a document; ok is false if there is no
// such code.
func ExplainedCode(code string) (d doc.Document, ok bool) {
	d.Title = doc.In(doc.Name, code)
	if e, ok := ask.Explain(ask.Code(code)); ok {
		d.Under = []doc.Text{doc.T(e.Title)}
		d.Blocks = []doc.Block{doc.Para{Text: doc.T(e.Text)}, doc.Literal{Text: e.Example, Of: "pact"}}
		return d, true
	}
	if e, ok := diag.Explain(code); ok {
		d.Under = []doc.Text{doc.T(e.Name)}
		d.Blocks = []doc.Block{
			doc.Para{Text: doc.T(e.Text)}, doc.Literal{Text: e.Bad, Of: "pact"}, doc.Para{Text: doc.T("Mended:")}, doc.Literal{Text: e.Good, Of: "pact"},
		}
		return d, true
	}
	return d, false
}

// ListCodes lists every code there is with a few words on each.
func ListCodes(w io.Writer, s Style) error {
	p := s.page()
	p.WriteString(p.ink(bold, "What a check can find") + "\n\n")
	for _, c := range codes.All() {
		if e, ok := ask.Explain(c); ok {
			p.para(fmt.Sprintf("  %-13s%-9s", c, e.Severity), plainInk, e.Title)
		}
	}
	p.heading(bold, "What can be wrong with a file")
	p.blank()
	for _, e := range diag.Entries() {
		p.para(fmt.Sprintf("  %-6s", e.Code), plainInk, e.Name)
	}
	_, err := io.WriteString(w, p.String())
	return err
}

// text writes paragraphs, which blank lines part.
func (p *page) text(text string) {
	for par := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		p.blank()
		p.para("", plainInk, par)
	}
}

// example writes a short file as it stands.
func (p *page) example(heading, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	p.heading(bold, heading)
	p.blank()
	for line := range strings.Lines(strings.Trim(text, "\n") + "\n") {
		p.WriteString("    " + line)
	}
}
