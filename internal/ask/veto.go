package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Veto: the smallest sets of actors who, keeping their word, can keep the purpose from ever being reached though all others
// help; signatures count as given. A set with every party in it is not reported: what all have promised each other all
// together can always drop.
const Veto = codes.Veto

func (a *asker[S, M]) veto(purpose int) []Found[S] {
	states, reached := a.Reach(0), a.reached(purpose)
	can := a.reachable(reached) // else it is stuck
	found := a.minimal(a.Movers(), 1, a.AtOnce(), can, func(sets []model.ActorSet, within []S) []S {
		forced := a.Force(a.without(sets), repeat(reached, len(sets)), a.And(states, a.union(within)))
		for i := range forced {
			forced[i] = a.Diff(within[i], a.AtStart(forced[i]))
		}
		return forced
	})
	var out []Found[S]
	for _, x := range found {
		if !parties(a.Pact).Within(x.actors) {
			f := ofPurpose(a.Pact, Veto, purpose)
			f.By = []model.ActorSet{x.actors}
			out = append(out, Found[S]{f, x.fillings})
		}
	}
	return out
}

// without are the matches of all but each of some sets, with all signatures given.
func (a *asker[S, M]) without(sets []model.ActorSet) []world.Match {
	out := make([]world.Match, len(sets))
	for i, s := range sets {
		out[i] = world.Match{Players: a.everyone() &^ s, SignaturesGiven: true}
	}
	return out
}

// union is what is in any of some sets.
func (a *asker[S, M]) union(sets []S) S {
	out := sets[0]
	for _, s := range sets[1:] {
		out = a.Or(out, s)
	}
	return out
}

func repeat[T any](x T, n int) []T {
	out := make([]T, n)
	for i := range out {
		out[i] = x
	}
	return out
}

// refusal is how some keep a purpose from being reached, on a lawful course with all signatures given.
type refusal[S, M any] struct {
	*teller[S, M]
	forced S // the others can force it
	hope   S // all together can force it
	theirs M // the moves of those who refuse; signatures are given
	allow  M // the moves to show it by
}

// veto shows how the purpose is kept from being reached. If it can, it goes first to where nothing is missing but a move of
// those who refuse, and tells that move; then to where the purpose cannot be reached any more, or to a round without it.
// Nobody else spoils it.
func (t *teller[S, M]) veto(f *Finding) {
	x := t.refusal(f)
	idle := t.Only(x.allow, func(l machine.Label) bool { return l.Actor == machine.Time || isOf(l, f.By[0]) })
	ways := []M{idle, x.allow}
	lacking := t.Diff(t.Before(x.forced, x.theirs), x.forced)
	moves, end, ok := t.path(t.first, t.Into(t.Without(x.allow, x.theirs), x.hope), lacking)
	if ok {
		missing, _ := t.First(end, t.Into(x.theirs, x.forced))
		f.Why = []string{t.Enough(missing)}
	} else { // several moves are missing
		end, ways = t.first, ways[1:]
	}
	for _, allow := range ways {
		if more, round, ok := x.goOn(end, allow); ok {
			if round >= 0 {
				round += len(moves)
			}
			f.Course = t.endless(append(moves, more...), round)
			return
		}
	}
	if ok {
		f.Course = t.course(moves)
	}
}

// isOf reports whether a move is one of those who refuse.
func isOf(l machine.Label, by model.ActorSet) bool {
	return l.Actor != machine.Time && l.Kind != machine.Sign && by.Has(l.Actor)
}

func (t *teller[S, M]) refusal(f *Finding) *refusal[S, M] {
	states, lawful, reached := t.And(t.Reach(0), t.filling), t.Permitted(0), t.reached(f.Purpose)
	x := &refusal[S, M]{
		teller: t,
		forced: t.force(t.without(f.By)[0], reached, states),
		hope:   t.force(t.without([]model.ActorSet{0})[0], reached, states),
		theirs: t.Only(lawful, func(l machine.Label) bool { return isOf(l, f.By[0]) }),
	}
	x.allow = x.unspoilt(states, t.Into(t.From(lawful, states), t.Diff(states, x.forced)))
	return x
}

// unspoilt is the moves, among some that do not force the purpose, by which the others do not spoil it: neither by what they
// do, nor by letting time go on when a move of theirs would have kept it from doing harm.
func (x *refusal[S, M]) unspoilt(states S, m M) M {
	time := func(l machine.Label) bool { return l.Actor == machine.Time }
	ticks := x.Only(x.Permitted(0), time)
	helps := x.Without(x.Without(x.Permitted(0), x.theirs), ticks)
	rescue := x.Before(x.And(x.hope, x.Before(x.hope, ticks)), helps)
	harmless := x.Join(x.From(m, x.Diff(states, x.hope)), x.Into(m, x.hope))
	own := x.Without(m, x.Without(m, x.theirs))
	return x.Join(x.Join(harmless, own), x.From(x.Only(m, time), x.Diff(states, rescue)))
}

// goOn finds a shortest course on from a state to where the purpose is out of reach, or else to a round without it, which
// begins at the move of that number; -1 if there is none.
func (x *refusal[S, M]) goOn(from S, allow M) (moves []machine.Label, round int, ok bool) {
	if moves, _, ok := x.path(from, allow, x.Diff(x.All(), x.hope)); ok {
		return moves, -1, true
	}
	moves, _, round, ok = x.intoRound(from, allow, x.Where(x.allSigned()))
	return moves, round, ok
}

// allSigned says that every instrument that is a matter of signing is signed by all.
func (a *asker[S, M]) allSigned() model.Cond {
	var terms []model.Cond
	for i := range a.Pact.Instruments {
		if a.Signable(model.InstrumentID(i)) {
			terms = append(terms, model.Signed{Instrument: model.InstrumentID(i), Party: model.None})
		}
	}
	return model.And{Terms: terms}
}

func sayVeto(q words.Speaker, f *Finding) (message, mend string) {
	return fmt.Sprintf("%s can lawfully keep %s from ever being reached, though all others help.", q.Together(f.By[0]), purposeName(q.Pact, f)),
		"Say what happens if nothing is decided or done within a time, or let somebody else bring it about as well."
}
