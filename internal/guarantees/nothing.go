package guarantees

import (
	"github.com/servanda-lang/servanda/model"
)

// nothing: can the guarantor lawfully do nothing when called? The question of the finding `hollow`, put to
// every standing promise, and put once more with the guarantor's own bodies on its side: a legislature that
// may refuse is a way out too, though not the government's own.
func (x *pledge[S, M]) nothing() Said {
	switch {
	case !x.callable():
		return Never
	case x.outWith == Yes && x.waits():
		return Said{Text: "yes: " + x.how(), Short: "yes, by waiting", Verdict: Yes, Course: x.course(x.out)}
	case x.outWith == Yes:
		return Said{Text: "yes: " + x.how(), Verdict: Yes, Course: x.course(x.out)}
	case x.outWith == WithBodies:
		return Said{Text: "only together with " + x.People(x.side&^model.SetOf(x.duty.Obligor)) + ": " + x.how(), Verdict: WithBodies, Course: x.course(x.out)}
	}
	return Said{Text: "no", Verdict: No}
}
