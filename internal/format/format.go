// Package format writes a tree as the one canonical text.
//
// Input: a tree without errors. Output: its text, with two spaces of indentation, an item a line, at
// most one blank line in a row and every comment. A block that was written on one line stays on one line
// if it fits; in a scenario, steps written on one line stay together. Values of facts and open points and
// the lines of a reading fill lines, unless one has a comment to itself. A condition that does not fit is
// broken by its shape (conds.go). There are no options.
//
// Standard: the text it makes has the same tree, and formatting it again changes nothing.
//
// The tree says what goes on a line of its own; the words of the line come from the tokens, so nothing
// an author wrote can get lost. A comment inside what becomes one line goes above it.
package format

import (
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// Source formats a text. It refuses one with syntax errors, which it returns.
func Source(src *source.File) ([]byte, []diag.Diagnostic) {
	f, diags := syntax.Parse(src)
	if diag.HasErrors(diags) {
		return nil, diags
	}
	return Tree(f), diags
}

// Tree formats a tree that was parsed without errors.
func Tree(f *syntax.File) []byte {
	p := &printer{f: f, text: f.Source.Text, fresh: true}
	for _, d := range f.Decls {
		p.node(0, d)
	}
	p.comments(0, len(p.text))
	return p.out.Bytes()
}
