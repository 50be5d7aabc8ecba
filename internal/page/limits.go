package page

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/report"
)

// limits are what the answer does not cover.
func (m *maker) limits() doc.Section {
	l := doc.List{}
	for _, b := range report.Bounds(m.Answer) {
		l.Items = append(l.Items, doc.Item{Text: doc.T(m.text(b))})
	}
	return doc.Section{ID: "not-covered", Title: doc.T("What this does not cover"), Blocks: []doc.Block{l}}
}

// stepWords says what a step is here.
func (m *maker) stepWords() string {
	if m.Answer.TickDays == 1 {
		return "one day; what comes before what within it is told by the order"
	}
	return fmt.Sprintf("%d days; what happens within one has no date of its own, only an order", m.Answer.TickDays)
}

// paragraphs are parts of a text that empty lines part.
func paragraphs(text string) []string {
	var out []string
	for _, p := range strings.Split(text, "\n\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			out = append(out, p)
		}
	}
	return out
}
