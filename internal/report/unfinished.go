package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/explore"
)

// Rule stands between two pacts.
var Rule = strings.Repeat("─", 60)

// Unfinished says that a limit was reached, and that nothing follows from how far we came.
func Unfinished(w io.Writer, r Result, s Style) error {
	p := s.page()
	i := r.Inconclusive
	if i.Interrupted() {
		p.para("", bold+";"+yellow, diag.Visible(r.Path)+": interrupted; "+claimed(r))
		_, err := io.WriteString(w, p.String())
		return err
	}
	p.para("", bold+";"+yellow, diag.Visible(r.Path)+": inconclusive")
	reached := course.Capital(i.Limit) + " was reached"
	switch {
	case i.States > 0 && i.Moves == 0:
		reached += fmt.Sprintf("; by then %s had been visited", count(i.States, "state"))
	case i.States > 0:
		reached += fmt.Sprintf("; by then %s and %s had been visited", count(i.States, "state"), count(i.Moves, "move"))
	}
	p.para("", plainInk, reached+". "+course.Capital(claimed(r))+" about this pact, neither good nor bad.")
	p.para("", plainInk, "What helps: fill some open points (--open, --in), a longer step of time (deadlines in rounder numbers), fewer acts that anybody may do at any time, or a higher limit (--max-states, --max-memory, --timeout).")
	_, err := io.WriteString(w, p.String())
	return err
}

// Known reports whether an answer, finished or not, tells of anything.
func (r Result) Known() bool {
	return r.Answer != nil && (r.Answer.Unfinished == nil || len(r.Answer.Findings)+len(Checks(r.Answer)) > 0)
}

// claimed says how much of an unfinished answer is to be relied on.
func claimed(r Result) string {
	if r.Known() || r.Told {
		return "what was found by then is told; nothing else is claimed"
	}
	return "nothing is claimed"
}

// unfinished says at the head of what is known that it is not all.
func (t *terminal) unfinished() {
	t.blank()
	t.unfinishedHead(t.answer.Unfinished)
}

func (p *page) unfinishedHead(why *explore.Inconclusive) {
	p.para("", bold+";"+yellow, "UNFINISHED: "+why.Why()+".")
	p.para("", plainInk, "What follows was found by then, and holds where it was seen. That something is not told says nothing.")
}
