package differential

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
)

// shrink drops blocks and lines from a text as long as the two readings still disagree about the same.
func shrink(text, kind string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for again := true; again; {
		again = false
		for i := 0; i < len(lines); i++ {
			end := blockEnd(lines, i)
			rest := append(append([]string{}, lines[:i]...), lines[end:]...)
			if _, d := compareText(strings.Join(rest, "\n") + "\n"); d != "" && kindOf(d) == kind {
				lines, again = rest, true
				i--
			}
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// blockEnd is the line after the block that begins on line i, or after the line alone.
func blockEnd(lines []string, i int) int {
	open := 0
	for j := i; j < len(lines); j++ {
		open += strings.Count(lines[j], "{") - strings.Count(lines[j], "}")
		if open <= 0 {
			return j + 1
		}
	}
	return i + 1
}

// compareText is compare for a text; one that does not load is no disagreement.
func compareText(text string) (answer *inquiry.Answer, disagreement string) {
	r := load.Source("shrunk.pact", []byte(text))
	if diag.HasErrors(r.Diagnostics) {
		return nil, ""
	}
	return compare(r.Pact)
}

// kindOf is what a disagreement is about.
func kindOf(d string) string {
	kind, _, _ := strings.Cut(d, ":")
	return kind
}
