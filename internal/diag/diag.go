// Package diag holds what the program has to say about a file, as values: where, what, and what would
// mend it. Nothing below the command line prints; stages collect diagnostics and hand them up.
//
// Input: findings of the lexer, the parser and the later stages. Output: lists of Diagnostic, the
// registry of codes behind `servanda explain`, and the rendering of one diagnostic for a terminal.
//
// Standard: every code is stable, is declared once with an example that shows it and the same example
// mended, and a test runs both. A diagnostic points at the smallest text that is wrong.
package diag

import (
	"cmp"
	"slices"

	"github.com/servanda-lang/servanda/internal/source"
)

// Severity says how much a diagnostic matters.
type Severity uint8

// Error: the file has no meaning until it is mended. Warning: it has one, likely not the intended one.
// Note: worth knowing.
const (
	Error Severity = iota
	Warning
	Note
)

// String gives the word that stands in front of a rendered diagnostic.
func (s Severity) String() string {
	switch s {
	case Warning:
		return "warning"
	case Note:
		return "note"
	}
	return "error"
}

// Code is a stable name for a kind of diagnostic, such as P003; its entry in the registry explains it.
type Code string

// Diagnostic is one thing to say about a file.
type Diagnostic struct {
	Code     Code
	Severity Severity
	Span     source.Span // the smallest text that is wrong
	Context  source.Span // optional: the wider text it stands in
	Summary  string      // what is wrong, one sentence without a full stop
	Detail   string      // what would mend it; may be empty
	Related  []Related   // other places that have to do with it
	Fix      *Fix        // what mends it letter by letter; nil if that is for the author to say
}

// Related is another place that helps to understand a diagnostic.
type Related struct {
	Span    source.Span
	Message string
}

// HasErrors reports whether any of the diagnostics is an error.
func HasErrors(ds []Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity == Error })
}

// Sort orders diagnostics by file and place; those at one place keep their order.
func Sort(ds []Diagnostic) {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(path(a.Span), path(b.Span)),
			cmp.Compare(a.Span.Start, b.Span.Start),
			cmp.Compare(a.Span.End, b.Span.End),
		)
	})
}

func path(s source.Span) string {
	if s.File == nil {
		return ""
	}
	return s.File.Path
}
