package lsp

import (
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

// document is one version of a text that is open. It is never changed.
type document struct {
	*lines
	uri, path string
	version   int32
}

func newDocument(uri, path string, version int32, text []byte) *document {
	return &document{lines: newLines(text), uri: uri, path: path, version: version}
}

// splice is one change: so many bytes stand where others stood.
type splice struct {
	start, end int // in the text before
	size       int // of what stands there now
}

// changed gives the next version, and what became of places in the text.
func (d *document) changed(version int32, changes []protocol.TextDocumentContentChangeEvent, e encoding) (*document, []splice) {
	var done []splice
	for _, c := range changes {
		s := splice{0, len(d.text), len(c.Text)}
		if c.Range != nil {
			s.start, s.end = d.offset(c.Range.Start, e), d.offset(c.Range.End, e)
			s.end = max(s.start, s.end)
		}
		text := make([]byte, 0, len(d.text)-(s.end-s.start)+len(c.Text))
		text = append(append(append(text, d.text[:s.start]...), c.Text...), d.text[s.end:]...)
		done = append(done, s.trimmed(d.text, c.Text))
		d = newDocument(d.uri, d.path, version, text)
	}
	return d, done
}

// trimmed leaves out what stays the same at both ends: some clients send whole texts for a letter.
func (s splice) trimmed(old []byte, text string) splice {
	for s.start < s.end && s.size > 0 && old[s.start] == text[0] {
		s.start, s.size, text = s.start+1, s.size-1, text[1:]
	}
	for s.start < s.end && s.size > 0 && old[s.end-1] == text[s.size-1] {
		s.end, s.size = s.end-1, s.size-1
	}
	return s
}

// place is a piece of a text, by its path.
type place struct {
	path       string
	start, end int
}

// moved is where a place is after changes to its text; ok is false if it was written over.
func (p place) moved(changes []splice) (_ place, ok bool) {
	for _, c := range changes {
		switch by := c.size - (c.end - c.start); {
		case c.end <= p.start:
			p.start, p.end = p.start+by, p.end+by
		case c.start >= p.end:
		case c.start >= p.start && c.end <= p.end:
			p.end += by
		default:
			return p, false
		}
	}
	return p, true
}
