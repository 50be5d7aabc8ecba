package assistant

import (
	"context"
	"errors"
	"fmt"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/model"
)

// checkIn is what check takes.
type checkIn struct {
	Given
	Asked
	Budget
}

func init() {
	offer("check", "Check a pact", "Reads a pact, runs every course that events can take, and tells what it lets go wrong and for whom: statements, gravest first, each with an id for the tool explain. "+
		"A text that does not compile is unavailable, with each error, its line and column, and what would mend it. Look at status and checked before you say anything about the pact.", check)
}

func check(c *call, in checkIn) (*Answer, error) {
	r, _, a, err := c.checked(in.Given, in.Asked, in.Budget)
	if err != nil || r.Answer == nil {
		return a, err
	}
	a.document(report.ScreenAlone(r))
	return a, nil
}

// checked checks a pact, as q says. The result has no answer where nothing is known; then a says why. An answer that is there is
// judged in a.
func (c *call) checked(g Given, asked Asked, b Budget) (r report.Result, q inquiry.Query, a *Answer, err error) {
	l, err := c.limits(b)
	if err != nil {
		return r, q, nil, err
	}
	p, a, err := c.read(g, l.Bytes)
	if p == nil {
		return r, q, a, err
	}
	if q, err = c.query(p, asked, l); err != nil {
		return r, q, nil, err
	}
	r.Path = a.Pact
	r.Answer, err = bounded(c, q, func(ctx context.Context, q inquiry.Query) (*inquiry.Answer, error) {
		return inquiry.Run(ctx, p, q, c.tell(p))
	})
	if err != nil && !errors.As(err, &r.Inconclusive) {
		return r, q, nil, err
	}
	a.judged(r, p, asked, q)
	if !r.Known() {
		r.Answer = nil
	}
	return r, q, a, nil
}

// judged puts what came of a check into an answer: how far it reaches and what was found, the text for people aside.
func (a *Answer) judged(r report.Result, p *model.Pact, asked Asked, q inquiry.Query) {
	x := r.Answer
	looked := ""
	if x != nil {
		a.TickDays, a.NotCovered, looked = x.TickDays, report.Boundary(x), report.Readings(x)
	}
	a.Reading = readings(p, asked, q.Fixed, looked)
	switch {
	case r.Inconclusive != nil:
		a.Status, a.Why = Inconclusive, r.Inconclusive.Why()
	case x.Looked < x.AllFillings:
		a.Status, a.Why = Inconclusive, "not every reading was looked at"
	default:
		a.Status, a.Checked = weighed(report.Summarise(x)), true
	}
	if !r.Known() {
		return
	}
	a.Counts = report.Counts(x)
	for _, s := range statement.Of(x) {
		a.Statements = append(a.Statements, told(p, &s))
	}
}

// weighed is the status of an answer that is whole. Notes are nothing to look at, and neither is what the author accepts.
func weighed(s report.Summary) Status {
	if s.Serious+s.Warnings+s.ChecksFailed+s.ScenariosFailed > 0 {
		return Findings
	}
	return OK
}

// told is a statement as a program reads it.
func told(p *model.Pact, s *statement.Statement) Statement {
	out := Statement{ID: s.ID, Severity: s.Severity.String(), Sentence: s.Sentence, Where: s.Where.Words(),
		Cites: statement.CiteWords(p, s.Cites, 0), Inferred: statement.Inferred(s.Cites)}
	for _, ref := range s.Clauses {
		if d := p.Declaration(ref); d != nil {
			out.Clauses = append(out.Clauses, placed(d))
		}
	}
	if s.Accepted != nil {
		out.Accepted = s.Accepted.Reason
	}
	return out
}

// placed is the name of a declaration, and where it stands.
func placed(d *model.Decl) string {
	if !d.At.IsValid() {
		return d.Name
	}
	at := d.At.Position()
	return fmt.Sprintf("%s (%s:%d)", d.Name, diag.Visible(d.At.File.Path), at.Line)
}
