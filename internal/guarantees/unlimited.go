package guarantees

import (
	"github.com/servanda-lang/servanda/internal/ask"
)

// unlimited: can the beneficiary alone bind the guarantor without limit? The question of the finding
// `blank_cheque`; where the answer is no, the first of the reasons that the definition names.
func (x *pledge[S, M]) unlimited() Said {
	if f := ask.One(x.World, x.exact, ask.BlankCheque, int(x.id)); f != nil {
		return Said{Text: "yes: it can call again and again for ever", Verdict: Yes, Course: f.Course}
	}
	said := Said{Text: "no", Verdict: No}
	switch {
	case ask.Callers(x.Pact, x.duty) == 0:
		said.Text = "no: the call is not its own"
	case x.duty.Discretion:
		said.Text = "no: the guarantor has discretion"
	case x.instrument().Expires != nil:
		said.Text = "no: it has a term"
	}
	return said
}
