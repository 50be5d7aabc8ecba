package report

import "github.com/servanda-lang/servanda/internal/ask"

// titleOf is what a code means in a few words.
func titleOf(c ask.Code) string {
	if e, ok := ask.Explain(c); ok {
		return e.Title
	}
	return ""
}
