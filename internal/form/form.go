// Package form puts a document of package doc into a form that somebody can read: text for a terminal or a mail, Markdown,
// HTML, a Word document. One file a form.
//
// Input: a doc.Document. Output: text or bytes written to an io.Writer. Every form says all that is in the document, in its
// order, and nothing besides; nothing is decided here but how it looks. What stands in a document is other people's text: it
// comes out as letters in every form, never as markup, as a control character, or as a command for the system it is printed in.
//
// Markdown is that of the GitHub Flavored Markdown Spec 0.29; HTML is that of the WHATWG, written so that XML parsers read it
// as well; Word documents are WordprocessingML in Open Packaging (ECMA-376, transitional), as much of it as is needed here.
package form

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
)

// clean is a text as it may be shown: white space is single spaces (those that must not be broken stay), control characters
// are numbers.
func clean(text string) string {
	var b strings.Builder
	space := false
	for len(text) > 0 {
		r, n := utf8.DecodeRuneInString(text)
		white := unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f'
		switch {
		case !white:
			b.WriteString(text[:n])
		case !space:
			b.WriteByte(' ')
		}
		space, text = white, text[n:]
	}
	return diag.Visible(b.String())
}

// letters are the lines of a literal as they may be shown.
func letters(text string) []string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i, l := range lines {
		lines[i] = diag.Visible(strings.ReplaceAll(strings.TrimSuffix(l, "\r"), "\t", "    "))
	}
	return lines
}

// unknown is the error for a block that a form has not been taught.
func unknown(b doc.Block) error { return fmt.Errorf("there is no form for a block %T", b) }

// parts are the options of a switch as sections, for forms in which nothing can be switched.
func parts(s doc.Switch) []doc.Block {
	var out []doc.Block
	for _, o := range s.Options {
		out = append(out, doc.Section{ID: o.ID, Title: append(append(doc.Text{}, s.Label...), append(doc.T(": "), o.Name...)...), Blocks: o.Blocks})
	}
	return out
}

// toneOf is the tone of a span in a text of a tone.
func toneOf(span, text doc.Tone) doc.Tone {
	if span == doc.Plain {
		return text
	}
	return span
}

// write gives out what was put together, unless something went wrong on the way.
func write(w io.Writer, text string, err error) error {
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	return err
}

// address reports whether a link leads outside, to an address that a reader may be sent to.
func address(to string) bool {
	lower := strings.ToLower(to)
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		if strings.HasPrefix(lower, scheme) && !strings.ContainsFunc(to, func(r rune) bool { return r <= ' ' || unicode.IsControl(r) }) {
			return true
		}
	}
	return false
}

// inside is the ID that a link within the document leads to.
func inside(to string) (string, bool) { return strings.CutPrefix(to, "#") }

// sibling reports whether a link leads to another page of the same site, by a path from its root. Only HTML follows such links: other
// forms are of no site.
func sibling(to string) bool {
	return strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//") && !strings.ContainsFunc(to, func(r rune) bool { return r <= ' ' || r == '\\' || unicode.IsControl(r) })
}
