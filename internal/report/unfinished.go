package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/diag"
)

// Rule stands between two pacts.
var Rule = strings.Repeat("─", 60)

// Unfinished says that a limit was reached, and that nothing follows from how far we came.
func Unfinished(w io.Writer, r Result, s Style) error {
	p := s.page()
	i := r.Inconclusive
	p.para("", bold+";"+yellow, diag.Visible(r.Path)+": inconclusive")
	reached := course.Capital(i.Limit) + " was reached"
	if i.States > 0 {
		reached += fmt.Sprintf("; by then %s and %s had been visited", count(i.States, "state"), count(i.Moves, "move"))
	}
	p.para("", plainInk, reached+". Nothing is claimed about this pact, neither good nor bad.")
	p.para("", plainInk, "What helps: fill some open points (--open, --in), a longer step of time (deadlines in rounder numbers), fewer acts that anybody may do at any time, or a higher limit (--max-states, --max-memory, --timeout).")
	_, err := io.WriteString(w, p.String())
	return err
}
