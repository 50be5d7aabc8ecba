// Package source holds the text of pact files and says where in it a thing stands.
//
// Inside the program a place is a byte offset; line and column exist only here, for people.
package source

import (
	"sort"
	"unicode/utf8"
)

// File is one source text. Text is kept exactly as read: nothing is normalised, so a tree over it
// can give every byte back.
type File struct {
	Path string // as the user will recognise it, with forward slashes
	Text []byte

	lines []int // byte offset at which each line begins; built on first use by NewFile
}

// NewFile wraps text that was read from path. The text must not be changed afterwards.
func NewFile(path string, text []byte) *File {
	f := &File{Path: path, Text: text, lines: []int{0}}
	for i, b := range text {
		if b == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
	return f
}

// Position is a place for people: both numbers start at 1, Column counts Unicode code points.
type Position struct {
	Line   int
	Column int
}

// Position gives the line and column of a byte offset; offsets outside the text are clamped to it.
func (f *File) Position(offset int) Position {
	offset = min(max(offset, 0), len(f.Text))
	line := sort.SearchInts(f.lines, offset+1) - 1
	return Position{Line: line + 1, Column: utf8.RuneCount(f.Text[f.lines[line]:offset]) + 1}
}

// Line gives the text of a line (the first is 1) without its line ending, and the offset it begins at.
func (f *File) Line(n int) (text []byte, start int) {
	if n < 1 || n > len(f.lines) {
		return nil, len(f.Text)
	}
	start = f.lines[n-1]
	end := len(f.Text)
	if n < len(f.lines) {
		end = f.lines[n] - 1
	}
	if end > start && f.Text[end-1] == '\r' {
		end--
	}
	return f.Text[start:end], start
}

// Span is a half-open range of bytes of one file. The zero Span is nowhere.
type Span struct {
	File       *File
	Start, End int
}

// IsValid reports whether the span lies in a file at all.
func (s Span) IsValid() bool { return s.File != nil }

// Position gives the line and column at which the span begins.
func (s Span) Position() Position {
	if s.File == nil {
		return Position{}
	}
	return s.File.Position(s.Start)
}

// Text gives the bytes of the span.
func (s Span) Text() string {
	if s.File == nil {
		return ""
	}
	return string(s.File.Text[s.Start:s.End])
}
