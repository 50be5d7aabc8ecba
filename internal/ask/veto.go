package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Veto: the smallest sets of actors who, keeping their word, can avoid the purpose from the first day on in the lawful world;
// signatures count as available. Who is only perhaps the first has no veto. A set with every party in it is not reported:
// what all have promised each other all together can always drop.
const Veto = codes.Veto

func (a *asker[S, M]) veto(purpose int) []Found[S] {
	states, reached := a.Reach(0), a.reached(purpose)
	can := a.reachable(reached) // else it is stuck
	found := a.minimal(a.Movers(), 1, a.AtOnce(), can, func(sets []model.ActorSet, within []S) []S {
		lost := a.Lost(a.refusing(sets), repeat(reached, len(sets)), a.And(states, a.union(within)))
		for i := range lost {
			lost[i] = a.Diff(within[i], a.AtStart(lost[i]))
		}
		return lost
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

// refusing are the matches of each of some sets, with all signatures available.
func (a *asker[S, M]) refusing(sets []model.ActorSet) []world.Match {
	out := make([]world.Match, len(sets))
	for i, s := range sets {
		out[i] = world.Match{Players: s, Willing: a.everyone()}
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
	reached S
	safe    S // those who refuse can avoid it
	forced  S // the others can force it
	hope    S // all together can force it
	theirs  M // the moves of those who refuse; signatures are given
	allow   M // the moves to show it by
}

// veto shows how the purpose is kept from being reached. The others do their part: by their moves alone it comes as near to
// the purpose as they can bring it. There it tells the move that is missing; then it goes to where the purpose cannot be
// reached any more, or to a round without it. Nobody else spoils it.
func (t *teller[S, M]) veto(f *Finding) {
	x := t.refusal(f)
	idle := t.Only(x.allow, func(l machine.Label) bool { return l.Actor == machine.Time || isOf(l, f.By[0]) })
	moves, end, nearer := x.nearest()
	if missing, ok := t.First(end, t.Into(x.theirs, t.And(nearer, x.forced))); ok {
		f.Why = []string{t.Enough(missing)}
	}
	for _, allow := range []M{idle, x.allow} {
		if more, round, ok := x.goOn(end, allow); ok {
			if round >= 0 {
				round += len(moves)
			}
			f.Course = t.endless(append(moves, more...), round)
			return
		}
	}
	f.Course = t.course(moves)
}

// nearest is a shortest course to a state as near to the purpose as the moves of the others, and time, can bring it; and the
// states that are nearer. Of those as near it is one from which a move of those who refuse lets the others force it, if
// there is such a one.
func (x *refusal[S, M]) nearest() (moves []machine.Label, end, nearer S) {
	lawful, help := x.Permitted(0), x.Into(x.Without(x.allow, x.theirs), x.hope)
	here := x.And(x.Forward(x.first, help, x.filling), x.hope)
	near := x.reached
	for x.Empty(x.And(here, near)) {
		nearer = near
		near = x.Or(near, x.And(x.hope, x.Before(near, lawful)))
		if x.Empty(x.Diff(near, nearer)) {
			return nil, x.first, x.forced // the purpose takes what cannot be forced even together
		}
	}
	goal := x.And(here, near)
	if lacking := x.And(goal, x.Before(x.And(nearer, x.forced), x.theirs)); !x.Empty(lacking) {
		goal = lacking
	}
	moves, end, _ = x.path(x.first, help, goal)
	return moves, end, nearer
}

// isOf reports whether a move is one of those who refuse.
func isOf(l machine.Label, by model.ActorSet) bool {
	return l.Actor != machine.Time && l.Kind != machine.Sign && by.Has(l.Actor)
}

func (t *teller[S, M]) refusal(f *Finding) *refusal[S, M] {
	states, lawful, reached := t.And(t.Reach(0), t.filling), t.Permitted(0), t.And(t.reached(f.Purpose), t.filling)
	k := t.refusing(f.By)[0]
	lost := t.lost(k, reached, states)
	var none M
	t.ConfirmAvoid(k, reached, none, lost, states)
	x := &refusal[S, M]{
		teller:  t,
		reached: reached,
		safe:    t.Diff(states, lost),
		forced:  t.force(world.Match{Players: t.everyone() &^ f.By[0], SignaturesGiven: true}, reached, states),
		hope:    t.force(world.Match{Players: t.everyone(), SignaturesGiven: true}, reached, states),
		theirs:  t.Only(lawful, func(l machine.Label) bool { return isOf(l, f.By[0]) }),
	}
	x.allow = x.unspoilt(states, t.Into(t.From(lawful, x.safe), x.safe))
	return x
}

// unspoilt is the moves, among some that keep it avoidable, by which the others do not spoil it: neither by what they
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

func sayVeto(q words.Speaker, f *Finding) string {
	return fmt.Sprintf("%s can lawfully keep %s from ever being reached, though all others help.", q.Together(f.By[0]), purposeName(q.Pact, f))
}
