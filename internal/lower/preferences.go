package lower

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// prefer lowers what somebody says that an actor wants. Nobody's wishes are made up here: whose word it is must be said, and one
// actor has one order of wishes.
func (l *lowerer) prefer(d *syntax.PreferDecl) {
	p := model.Preference{Cites: l.cites(d.Cites), At: d.Span()}
	actor, ok := id[model.ActorID](l, d.Actor)
	p.Actor = actor
	for _, c := range d.Over {
		p.Over = append(p.Over, l.recorded(c))
	}
	if len(d.Cites) == 0 && len(d.Over) > 0 {
		l.fault("M028", d.Span(), "this preference is nobody's word", "Cite whoever says so: `cite SOURCE` at its end.")
	}
	for i := range l.pact.Preferences {
		if q := &l.pact.Preferences[i]; ok && q.Actor == actor {
			l.fault("M029", d.Actor.Span(), fmt.Sprintf("what `%s` prefers is said twice", d.Actor.Name),
				"Keep one of the two. If sources differ, write one file for each that uses the same pact.",
				diag.Related{Span: q.At, Message: "it was said here"})
		}
	}
	l.pact.Preferences = append(l.pact.Preferences, p)
}
