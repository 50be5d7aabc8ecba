package inquiry

import (
	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/model"
)

// nothing: can the guarantor lawfully do nothing when called? The question of the finding `hollow`, put to
// every standing promise, and put once more with the guarantor's own bodies on its side: a legislature that
// may refuse is a way out too, though not the government's own.
func (x *pledge) nothing() Said {
	switch {
	case !x.callable():
		return never
	case x.outWith == Yes && x.waits():
		return Said{Text: "yes: " + x.how(), Short: "yes, by waiting", Verdict: Yes, Course: x.q.course(x.out)}
	case x.outWith == Yes:
		return Said{Text: "yes: " + x.how(), Verdict: Yes, Course: x.q.course(x.out)}
	case x.outWith == WithBodies:
		return Said{Text: "only together with " + x.q.People(x.side&^model.SetOf(x.duty.Obligor)) + ": " + x.how(), Verdict: WithBodies, Course: x.q.course(x.out)}
	}
	return Said{Text: "no", Verdict: No}
}

// unlimited: can the beneficiary alone bind the guarantor without limit? The question of the finding
// `blank_cheque`; where the answer is no, the first of the reasons that the definition names.
func (x *pledge) unlimited() Said {
	if f := ask.One(x.q.world, x.q.exact, ask.BlankCheque, int(x.id)); f != nil {
		return Said{Text: "yes: it can call again and again for ever", Verdict: Yes, Course: f.Course}
	}
	said := Said{Text: "no", Verdict: No}
	switch {
	case ask.Callers(x.q.Pact, x.duty) == 0:
		said.Text = "no: the call is not its own"
	case x.duty.Discretion:
		said.Text = "no: the guarantor has discretion"
	case x.instrument().Expires != nil:
		said.Text = "no: it has a term"
	}
	return said
}
