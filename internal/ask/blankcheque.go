package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// BlankCheque: a duty upon an act of the beneficiary or its body, not discretionary, which they can bring about again for
// ever, in an instrument without term or end, with no usable exit of the obligor.
//
// "For ever" is a game of its own (a Büchi condition): the beneficiary and its bodies, in the lawful world, can force a
// state from which they call upon the duty into a state from which they can do so again, and so on. Term, end and a usable
// exit all show themselves there: whoever could leave would.
const BlankCheque = codes.BlankCheque

// callable are the duties it is asked of.
func callable(p *model.Pact) []int {
	return which(len(p.Duties), func(i int) bool {
		d := &p.Duties[i]
		return Callers(p, d) != 0 && !d.Discretion && p.Instruments[d.Instrument].Expires == nil
	})
}

// Callers are the beneficiaries and their bodies, if one of them can do the act upon which the duty falls due.
func Callers(p *model.Pact, d *model.Duty) model.ActorSet {
	side := SideOf(p, model.SetOf(d.For...))
	if d.Upon == model.None || side&model.SetOf(p.Acts[d.Upon].By...) == 0 {
		return 0
	}
	return side
}

// SideOf is a set of parties with all their bodies.
func SideOf(p *model.Pact, s model.ActorSet) model.ActorSet {
	out := s
	for i := range p.Actors {
		if a := &p.Actors[i]; a.Kind == model.IsBody && a.Of != model.None && s.Has(a.Of) {
			out |= model.SetOf(model.ActorID(i))
		}
	}
	return out
}

func (a *asker[S, M]) blankCheque(i int) []Found[S] {
	forever, _ := a.callsForEver(model.DutyID(i))
	return a.when(ofDuty(a.Pact, BlankCheque, i), a.Fillings(a.And(forever, a.Reach(0))))
}

// callsForEver is from where the callers can call upon the duty again and again for ever: the greatest set Z from which they
// can force a state with such a call, by one of them, that leads back into Z.
func (a *asker[S, M]) callsForEver(id model.DutyID) (z S, calls M) {
	d, due := &a.Pact.Duties[id], a.status(id, model.Due)
	side := Callers(a.Pact, d)
	calls = a.Only(a.Permitted(0), func(l machine.Label) bool {
		return l.Kind == machine.Do && l.Index == int(d.Upon) && side.Has(l.Actor)
	})
	calls = a.From(calls, a.Diff(a.All(), due))
	for z = a.All(); ; {
		ready := a.And(z, a.Before(a.And(due, z), calls))
		next := a.And(z, a.force(world.Match{Players: side}, ready, a.All()))
		if a.Empty(a.Diff(z, next)) {
			return z, a.Into(calls, due)
		}
		z = next
	}
}

// blankCheque is a shortest course on which the duty is called upon twice by those who can do so for ever.
func (t *teller[S, M]) blankCheque(f *Finding) {
	forever, calls := t.callsForEver(f.duty())
	lawful := t.Permitted(0)
	moves, end, ok := t.path(t.first, lawful, forever)
	if !ok {
		panic("ask: a blank cheque without a course")
	}
	for range 2 {
		more, next, ok := t.Path(end, 0, []world.Stage[S, M]{{{By: calls, Into: forever, To: 1}, {By: lawful, Into: forever, To: 0}}})
		if !ok {
			break
		}
		moves, end = append(moves, more...), next
	}
	f.Course = t.course(moves)
	f.callers = Callers(t.Pact, &t.Pact.Duties[f.duty()]) & t.Movers()
}

func sayBlankCheque(q words.Speaker, f *Finding) (message, mend string) {
	return fmt.Sprintf("%s is a blank cheque: %s can make it fall due again and again for ever, and %s %s no way out.", q.NameOf(f.Clause), q.People(f.callers), q.Who(f.Party), course.Verb(q.Pact, f.Party, "has", "have")),
		"Give the instrument a term or the obligor an exit on notice, bound how often it can be called upon, or let somebody else judge the call."
}
