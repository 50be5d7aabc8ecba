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

// BlankCheque: a duty upon an act of the beneficiary or its body, not at discretion, in an instrument without a term, upon
// which these can call for ever.
//
// "For ever" is a game of its own (a Büchi condition): in the lawful world there is a set Z of states, one of which can be
// reached, from each of which the beneficiary and its bodies can force a move of theirs of that act by which the duty falls
// due and that leads back into Z. A term, an end, an excuse and an exit of the obligor all show themselves there: whoever
// could leave would.
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
	return a.when(ofDuty(a.Pact, BlankCheque, i), a.Fillings(forever))
}

// callsForEver is Z, and the calls: the greatest set of states from each of which the callers can force a call that leads
// back into it.
func (a *asker[S, M]) callsForEver(id model.DutyID) (z S, calls M) {
	d, states := &a.Pact.Duties[id], a.Reach(0)
	side := Callers(a.Pact, d)
	calls = a.Calling(a.Only(a.From(a.Permitted(0), states), func(l machine.Label) bool {
		return l.Kind == machine.Do && l.Index == int(d.Upon) && side.Has(l.Actor)
	}), id)
	for z = states; ; {
		next := a.And(z, a.forceMove(world.Match{Players: side}, a.Into(calls, z), states))
		if a.Empty(a.Diff(z, next)) {
			return z, calls
		}
		z = next
	}
}

// forceMove is from where the players can force that one of some moves is made.
func (a *asker[S, M]) forceMove(k world.Match, made M, states S) (win S) {
	for win = range a.ForceWithin(k, a.None(), made, states) {
		continue // the last is what can be forced at all
	}
	return win
}

// blankCheque is a shortest course on which the duty is called upon twice by those who can do so for ever.
func (t *teller[S, M]) blankCheque(f *Finding) {
	forever, calls := t.callsForEver(f.duty())
	lawful := t.From(t.Permitted(0), t.filling)
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

func sayBlankCheque(q words.Speaker, f *Finding) string {
	return fmt.Sprintf("%s is a blank cheque: %s can make it fall due again and again for ever, and %s %s no way out.", q.NameOf(f.Clause), q.People(f.callers), q.Who(f.Party), course.Verb(q.Pact, f.Party, "has", "have"))
}
