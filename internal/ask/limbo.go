package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Limbo: all have signed, the purpose is not reached and still can be (or an instrument is suspended), and the course can
// lawfully return to the same state after a tick: nothing ends it.
const Limbo = codes.Limbo

// limbo: on a round the signatures are the same everywhere, and so is whether the purpose can still be reached.
func (a *asker[S, M]) limbo(purpose int) []Found[S] {
	reached, lawful := a.reached(purpose), a.Permitted(0)
	can := a.reachable(reached) // else it is stuck
	begin := a.Diff(a.And(a.Init(), can), reached)
	if a.Empty(begin) {
		return nil
	}
	waiting := a.Forward(begin, lawful, a.Diff(a.Reach(0), reached))
	signed := a.And(waiting, a.Where(a.allSigned()))
	stays := a.ForEver(a.And(signed, a.Backward(reached, lawful, a.Reach(0))), lawful)
	suspended := a.again(a.And(signed, a.Where(someSuspended(a.Pact))), signed)
	return a.when(ofPurpose(a.Pact, Limbo, purpose), a.Fillings(a.Or(stays, suspended)))
}

// again is those of some states from which a lawful course can come to one of them again and again without leaving others.
func (a *asker[S, M]) again(s, within S) S {
	lawful := a.Permitted(0)
	for !a.Empty(s) {
		next := a.And(s, a.Before(a.Backward(s, lawful, within), lawful))
		if a.Empty(a.Diff(s, next)) {
			break
		}
		s = next
	}
	return s
}

func someSuspended(p *model.Pact) model.Cond {
	var terms []model.Cond
	for i := range p.Instruments {
		terms = append(terms, model.InstrumentIs{Instrument: model.InstrumentID(i), Status: model.Suspended})
	}
	return model.Or{Terms: terms}
}

func (t *teller[S, M]) limbo(f *Finding) {
	reached, states := t.reached(f.Purpose), t.And(t.Reach(0), t.filling)
	lawful := t.From(t.Permitted(0), states)
	hope := t.Backward(reached, lawful, states)
	stands := t.And(t.Where(t.allSigned()), t.Or(hope, t.Where(someSuspended(t.Pact))))
	moves, end, round, ok := t.intoRound(t.first, t.Into(lawful, t.Diff(states, reached)), stands)
	if !ok {
		panic("ask: a limbo without a round")
	}
	f.Course = t.endless(moves, round)
	f.Why = t.waitsOf(t.Pact.Purposes[f.Purpose].Cond, end, ", but need not")
}

func sayLimbo(q words.Speaker, f *Finding) string {
	return fmt.Sprintf("Everybody has signed, %s is not reached, and nothing ever has to happen: the deal can stay like this for ever.", purposeName(q.Pact, f))
}
