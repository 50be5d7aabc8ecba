package ask

import (
	"embed"
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
)

// Explanation says what a code means, for a person who has just read it in an answer.
type Explanation struct {
	Code     Code
	Severity Severity
	Title    string // half a sentence
	Text     string // what it means, how it is found, what mends it
	Example  string // a short pact that shows it
}

// The explanations are text files: the first line is the title, the rest up to a line of dashes the text,
// then the example.
//
//go:embed explain/*.txt
var explanations embed.FS

// Explain gives the explanation of a code; ok is false if there is no such code.
func Explain(c Code) (Explanation, bool) {
	raw, err := explanations.ReadFile("explain/" + string(c) + ".txt")
	if err != nil {
		return Explanation{}, false
	}
	title, rest, _ := strings.Cut(string(raw), "\n")
	text, example, _ := strings.Cut(rest, "\n---\n")
	return Explanation{Code: c, Severity: codes.SeverityOf(c), Title: title, Text: strings.TrimSpace(text), Example: example}, true
}
