package lsp

import (
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

var encodings = []encoding{protocol.UTF8, protocol.UTF16, protocol.UTF32}

func TestPositions(t *testing.T) {
	const text = "a\r\nπ😀b\rc\n\n\xffd"
	l := newLines([]byte(text))
	for _, c := range []struct {
		offset int
		e      encoding
		line   uint32
		char   uint32
	}{
		{0, protocol.UTF8, 0, 0}, {1, protocol.UTF8, 0, 1}, {2, protocol.UTF8, 0, 1}, {3, protocol.UTF8, 1, 0},
		{5, protocol.UTF8, 1, 2}, {9, protocol.UTF8, 1, 6}, {5, protocol.UTF16, 1, 1}, {9, protocol.UTF16, 1, 3}, {9, protocol.UTF32, 1, 2},
		{7, protocol.UTF16, 1, 1}, {10, protocol.UTF16, 1, 4}, {11, protocol.UTF16, 2, 0}, {13, protocol.UTF8, 3, 0},
		{14, protocol.UTF16, 4, 0}, {15, protocol.UTF16, 4, 1}, {16, protocol.UTF8, 4, 2}, {99, protocol.UTF16, 4, 2}, {-1, protocol.UTF16, 0, 0},
	} {
		if got := l.position(c.offset, c.e); got != (protocol.Position{Line: c.line, Character: c.char}) {
			t.Errorf("offset %d in %s: %v, want %d:%d", c.offset, c.e, got, c.line, c.char)
		}
	}
	for _, c := range []struct {
		line, char uint32
		e          encoding
		offset     int
	}{
		{1, 2, protocol.UTF16, 5}, {1, 3, protocol.UTF16, 9}, {1, 2, protocol.UTF32, 9}, {1, 3, protocol.UTF8, 5}, {0, 99, protocol.UTF16, 1},
		{1, 99, protocol.UTF16, 10}, {99, 0, protocol.UTF16, 16}, {1<<32 - 1, 1<<32 - 1, protocol.UTF8, 16}, {4, 1, protocol.UTF16, 15},
	} {
		if got := l.offset(protocol.Position{Line: c.line, Character: c.char}, c.e); got != c.offset {
			t.Errorf("%d:%d in %s: %d, want %d", c.line, c.char, c.e, got, c.offset)
		}
	}
}

func TestWhatPositionsCount(t *testing.T) {
	for _, c := range []struct {
		offered []string
		want    encoding
	}{
		{nil, protocol.UTF16}, {[]string{"utf-16"}, protocol.UTF16}, {[]string{"utf-32"}, protocol.UTF32},
		{[]string{"utf-16", "utf-8"}, protocol.UTF8}, {[]string{"utf-7"}, protocol.UTF16},
	} {
		if got := pick(c.offered); got != c.want {
			t.Errorf("%v: %s", c.offered, got)
		}
	}
}

// naive counts a position by making the text before it into what is counted.
func naive(text []byte, offset int, e encoding) (line, char int) {
	start := 0
	for i := 0; i < offset; i++ {
		if text[i] == '\n' || text[i] == '\r' && (i+1 >= len(text) || text[i+1] != '\n') {
			line, start = line+1, i+1
		}
	}
	var runes []rune
	for b := text[start:offset]; len(b) > 0; {
		r, n := utf8.DecodeRune(b)
		runes, b = append(runes, r), b[n:]
	}
	switch e {
	case protocol.UTF8:
		return line, offset - start
	case protocol.UTF16:
		return line, len(utf16.Encode(runes))
	}
	return line, len(runes)
}

// FuzzPositions holds the mapping of positions to a naive one, at every boundary of characters, both ways.
func FuzzPositions(f *testing.F) {
	for _, s := range []string{"", "a\r\nb", "\r\r\n\n", "π😀\xff\xf0\x9f", "pact \"x\"\n", "\xed\xa0\x80"} {
		f.Add([]byte(s), uint32(1), uint32(2))
	}
	f.Fuzz(func(t *testing.T, text []byte, line, char uint32) {
		l := newLines(text)
		for _, e := range encodings {
			for i := 0; i <= len(text); {
				inEnd := i > 0 && i < len(text) && text[i] == '\n' && text[i-1] == '\r'
				if !inEnd {
					got := l.position(i, e)
					wantLine, wantChar := naive(text, i, e)
					if int(got.Line) != wantLine || int(got.Character) != wantChar {
						t.Fatalf("%q at %d in %s: %v, want %d:%d", text, i, e, got, wantLine, wantChar)
					}
					if back := l.offset(got, e); back != i {
						t.Fatalf("%q at %d in %s: back at %d", text, i, e, back)
					}
				}
				_, n := utf8.DecodeRune(text[i:])
				i += max(n, 1)
			}
			o := l.offset(protocol.Position{Line: line, Character: char}, e)
			if o < 0 || o > len(text) || o < len(text) && !utf8.RuneStart(text[o]) && utf8.Valid(text) {
				t.Fatalf("%q %d:%d: %d", text, line, char, o)
			}
		}
	})
}
