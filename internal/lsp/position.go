package lsp

import (
	"slices"
	"sort"
	"unicode/utf8"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

// lines says where the lines of a text begin, as the protocol counts them: a line ends with \n, \r\n or \r.
type lines struct {
	text   []byte
	starts []int // of each line; the first is 0
}

func newLines(text []byte) *lines {
	l := &lines{text: text, starts: []int{0}}
	for i, b := range text {
		if b == '\n' || b == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// end is where a line ends, without what ends it.
func (l *lines) end(line int) int {
	if line+1 >= len(l.starts) {
		return len(l.text)
	}
	end := l.starts[line+1] - 1
	if end > l.starts[line] && l.text[end] == '\n' && l.text[end-1] == '\r' {
		end--
	}
	return end
}

// encoding is the name of what positions count in a line: bytes, halves of UTF-16, or characters. A byte that is not part of any
// character counts as one.
type encoding string

// pick chooses what both sides know. A client that says nothing counts in UTF-16.
func pick(offered []string) encoding {
	for _, e := range []string{protocol.UTF8, protocol.UTF16, protocol.UTF32} {
		if slices.Contains(offered, e) {
			return encoding(e)
		}
	}
	return protocol.UTF16
}

// width is how much a character of n bytes counts.
func (e encoding) width(r rune, n int) int {
	switch {
	case e == protocol.UTF8:
		return n
	case e == protocol.UTF16 && r > 0xFFFF:
		return 2
	}
	return 1
}

// position gives the position of an offset. One within a character is taken for its beginning, one outside the text for the
// nearest in it.
func (l *lines) position(offset int, e encoding) protocol.Position {
	offset = min(max(offset, 0), len(l.text))
	line := sort.SearchInts(l.starts, offset+1) - 1
	offset = min(offset, l.end(line))
	units := 0
	for i := l.starts[line]; i < offset; {
		r, n := utf8.DecodeRune(l.text[i:])
		if i+n > offset {
			break
		}
		units += e.width(r, n)
		i += n
	}
	return protocol.Position{Line: uint32(line), Character: uint32(units)}
}

// offset gives the offset of a position. One within a character is taken for its beginning, one beyond the end of its line or
// of the text for that end.
func (l *lines) offset(p protocol.Position, e encoding) int {
	if int64(p.Line) >= int64(len(l.starts)) {
		return len(l.text)
	}
	i, end := l.starts[p.Line], l.end(int(p.Line))
	for units := int64(0); i < end; {
		r, n := utf8.DecodeRune(l.text[i:])
		if units += int64(e.width(r, n)); units > int64(p.Character) {
			break
		}
		i += n
	}
	return i
}

// span gives the range of what lies between two offsets.
func (l *lines) span(start, end int, e encoding) protocol.Range {
	return protocol.Range{Start: l.position(start, e), End: l.position(max(start, end), e)}
}
