package sources

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/servanda-lang/servanda/model"
)

// Document is what was found of the text that a source names.
type Document struct {
	Source    model.SourceID
	Missing   string // why it could not be read; empty if it was
	Sum       string // its SHA-256 sum, in hexadecimal digits
	Unchanged State  // against the sum that the source states
	NotText   bool   // it is no UTF-8 text, so that no paragraph can be looked up
	Cited     []Paragraph
}

// State is whether a document is the one that was meant.
type State uint8

// The states. Unstated: the source states no sum.
const (
	Unstated State = iota
	Same
	Changed
)

// Paragraph is a paragraph that is cited from a document.
type Paragraph struct {
	Sign  string
	Found bool
	Text  string
	For   []Thing // what is cited from it
}

// Reader reads the document of a source.
type Reader func(s *model.Source) ([]byte, error)

// Open looks at the documents that sources name.
func (s *Survey) Open(read Reader) {
	for i := range s.Pact.Sources {
		if src := &s.Pact.Sources[i]; src.File != "" {
			s.Documents = append(s.Documents, s.document(model.SourceID(i), read))
		}
	}
}

func (s *Survey) document(id model.SourceID, read Reader) Document {
	src := &s.Pact.Sources[id]
	d := Document{Source: id, Cited: s.citedFrom(id)}
	text, err := read(src)
	if err != nil {
		d.Missing = err.Error()
		return d
	}
	sum := sha256.Sum256(text)
	d.Sum = hex.EncodeToString(sum[:])
	switch src.SHA256 {
	case "":
	case d.Sum:
		d.Unchanged = Same
	default:
		d.Unchanged = Changed
	}
	if d.NotText = !utf8.Valid(text); d.NotText {
		return d
	}
	lines := paragraphs(string(text))
	for i := range d.Cited {
		p := &d.Cited[i]
		p.Text, p.Found = find(lines, p.Sign)
	}
	return d
}

// citedFrom lists the paragraphs of a source that are cited, in the order in which they stand if they are numbers.
func (s *Survey) citedFrom(id model.SourceID) []Paragraph {
	var out []Paragraph
	for _, g := range s.Grounds {
		for _, c := range g.Cites {
			if c.Source != id {
				continue
			}
			for _, sign := range c.Paragraphs {
				i := slices.IndexFunc(out, func(p Paragraph) bool { return p.Sign == sign })
				if i < 0 {
					i = len(out)
					out = append(out, Paragraph{Sign: sign})
				}
				if !slices.Contains(out[i].For, g.Thing) {
					out[i].For = append(out[i].For, g.Thing)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Paragraph) int {
		m, _ := number(a.Sign)
		n, _ := number(b.Sign)
		return m - n
	})
	return out
}

// paragraphs are the lines of a text that are not empty, the headings included.
func paragraphs(text string) []string {
	var out []string
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff")); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// find looks a paragraph up: a number is that of the line, counted from 1; any other sign is what a line begins with, and no
// letter or digit follows it there.
func find(lines []string, sign string) (string, bool) {
	if n, ok := number(sign); ok {
		if n < 1 || n > len(lines) {
			return "", false
		}
		return lines[n-1], true
	}
	for _, line := range lines {
		if rest, ok := strings.CutPrefix(line, sign); ok {
			if r, _ := utf8.DecodeRuneInString(rest); rest == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				return line, true
			}
		}
	}
	return "", false
}

// number reads a sign that is nothing but digits.
func number(sign string) (int, bool) {
	n := 0
	for _, r := range sign {
		if r < '0' || r > '9' || n > 1<<30 {
			return 0, false
		}
		n = 10*n + int(r-'0')
	}
	return n, sign != ""
}

// Wrong says what is wrong with a document; nothing if it is there, unchanged, and has every paragraph that is cited.
func (d *Document) Wrong() []string {
	var out []string
	switch {
	case d.Missing != "":
		return []string{"it could not be read: " + d.Missing}
	case d.Unchanged == Changed:
		out = append(out, "it is not the text that the pact was written from: its SHA-256 sum is another")
	}
	if d.NotText && len(d.Cited) > 0 {
		return append(out, "it is no plain text, so its paragraphs could not be looked up")
	}
	for _, p := range d.Cited {
		if !p.Found {
			out = append(out, fmt.Sprintf("it has no paragraph %s", p.Sign))
		}
	}
	return out
}
