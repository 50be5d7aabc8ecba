package report

import "github.com/servanda-lang/servanda/internal/findings"

// titleOf is what a code means in a few words.
func titleOf(c findings.Code) string {
	if e, ok := findings.Explain(c); ok {
		return e.Title
	}
	return ""
}
