package findings

import (
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/model"
)

// exposed: after giving what cannot be taken back, a party can be left with nothing.
//
// It is asked of each duty whose acts are all irreversible and that has a return, at the moments it has
// just fallen due. P, the obligor, is exposed to a set D of defectors if from such a moment, keeping its
// word, it cannot avoid a state in which it has performed, the return does not hold, and P can no longer
// force it. P may have taken care before; but its signature counts as available whenever the others
// want it.
func (q *inquiry) exposed() {
	for i := range q.pact.Duties {
		if isSacrifice(q.pact, &q.pact.Duties[i]) {
			q.exposedDuty(model.DutyID(i))
		}
	}
}

// isSacrifice: all acts that perform the duty are irreversible, and something is due in return.
func isSacrifice(p *model.Pact, d *model.Duty) bool {
	if len(d.Acts) == 0 || len(d.Return) == 0 {
		return false
	}
	for _, a := range d.Acts {
		if !p.Acts[a].Irreversible {
			return false
		}
	}
	return true
}

// exposure is the question put once: to a duty, in a world, with some playing for the obligor.
type exposure struct {
	q         *inquiry
	duty      model.DutyID
	obligor   model.ActorID
	given     []bool // states in which the return holds
	performed []bool
	defectors model.ActorSet
	moments   moments

	bare   []bool // performed, return does not hold, and the players can no longer force it
	losing []bool // from here the players cannot avoid a bare state
	doomed []bool // from here they cannot avoid a moment from which they are losing
}

// ask answers for the players, the obligor alone or with others who help it once the duty has fallen due,
// at those of its moments that are marked.
func (x *exposure) ask(players model.ActorSet, at []bool) bool {
	x.lose(players)
	self := model.SetOf(x.obligor)
	before := match{players: self, defectors: x.defectors, willing: self}
	bad := and(at, x.losing)
	safe := x.q.canAvoid(before, bad)
	x.doomed = not(safe)
	if safe[0] {
		x.q.confirmAvoid(before, bad, safe)
	}
	return x.doomed[0]
}

// lose works out from where the players cannot avoid having given without getting.
func (x *exposure) lose(players model.ActorSet) {
	k := match{players: players, defectors: x.defectors}
	forced := x.q.canForce(k, x.given)
	x.bare = and(x.performed, not(or(x.given, forced)))
	x.losing = not(x.q.canAvoid(k, x.bare))
}

// by gives the minimal sets of actors who can deny the return when all others help the obligor. It looks
// at those moments only at which the return is not lost already even if everybody helps: first at those that the obligor
// cannot avoid by taking care; if nobody can deny it at these, at all of them.
func (x *exposure) by() []model.ActorSet {
	q, self := x.q, model.SetOf(x.obligor)
	x.lose(q.everyone())
	hopeful := and(x.moments.at, not(x.losing))
	out := q.minimal(q.movers&^self, func(sets []model.ActorSet) []bool {
		before := make([]match, len(sets))
		for i := range sets {
			before[i] = match{players: self, defectors: x.defectors, willing: self}
		}
		return atStart(q.arena.AvoidEach(q.tables(before), onlyAt(x.deniedBy(sets), hopeful)), len(sets))
	})
	if len(out) > 0 {
		return out
	}
	return q.minimal(q.movers&^self, func(sets []model.ActorSet) []bool {
		return somewhere(x.deniedBy(sets), hopeful, len(sets))
	})
}

// deniedBy marks, for each of the sets, from where it can deny the return.
func (x *exposure) deniedBy(sets []model.ActorSet) *game.Sides {
	q := x.q
	after := make([]match, len(sets))
	for i, b := range sets {
		after[i] = match{players: q.everyone() &^ b, defectors: x.defectors}
	}
	tables := q.tables(after)
	bare := q.arena.ForceEach(tables, q.forAll(x.given, len(sets)))
	bare.Complement()
	return q.arena.AvoidEach(tables, onlyAt(bare, x.performed))
}

func (q *inquiry) exposedDuty(id model.DutyID) {
	d := &q.pact.Duties[id]
	x := exposure{
		q: q, duty: id, obligor: d.Obligor,
		given:     q.where(q.m.Return(d.Return)),
		performed: q.whereDuty(id, model.Performed),
	}
	others := parties(q.pact) &^ model.SetOf(d.Obligor) & q.canBreak()
	test := func(defectors model.ActorSet) bool {
		x.defectors = defectors
		x.moments = q.fallingDue(id, q.world(defectors))
		return x.moments.any && x.ask(model.SetOf(d.Obligor), x.moments.at)
	}
	for _, defectors := range minimal(others, 0, largestSet(q.pact), test) {
		test(defectors)
		moves, round := x.course()
		by := x.by()
		q.report(Finding{
			Code: Exposed, Clause: model.Ref{Kind: model.KindDuty, Index: int(id)}, Purpose: -1,
			Party: d.Obligor, Defectors: defectors, By: by, At: d.At,
			Course: q.endless(moves, round),
		})
	}
}

// course finds a shortest course to a bare state, on which the players were losing all along, and goes on
// to where nobody can bring the return about any more, or else shows a round without it.
func (x *exposure) course() (moves []int32, round int) {
	q, w := x.q, x.q.world(x.defectors)
	const before, after = 0, 1
	moves, end, ok := q.g.Walk(0, explore.Phases{Last: 2, Next: func(k int, s, e int32) (int, bool) {
		to := q.g.To[e]
		if !w.Allows(e) {
			return 0, false
		}
		if s == 0 && x.moments.due[s] && x.losing[s] {
			k = after // due on the first day
		}
		if k == before && x.moments.falls(s, to) && x.losing[to] {
			return after, true
		}
		if k == before {
			return before, x.doomed[to]
		}
		if x.bare[to] {
			return 2, true
		}
		return after, x.losing[to]
	}})
	if !ok {
		panic("an exposure without a course")
	}
	return x.goOn(moves, end)
}

// goOn continues a course from a bare state.
func (x *exposure) goOn(moves []int32, end int32) ([]int32, int) {
	q, w := x.q, x.q.world(x.defectors)
	hope := q.canReach(x.given)
	more, _, ok := q.g.Path(end, func(s int32) bool { return !hope[s] }, func(e int32) bool {
		return w.Allows(e) && !x.given[q.g.To[e]]
	})
	if ok {
		return append(moves, more...), -1
	}
	without := func(e int32) bool { return w.Allows(e) && x.bare[q.g.To[e]] }
	more, end, ok = q.g.ToRound(end, q.g.Rounds(without, nil), without)
	if !ok {
		return moves, -1
	}
	moves = append(moves, more...)
	cycle, _ := q.g.Round(end, without, nil)
	return append(moves, cycle...), len(moves)
}

// canReach marks the states from which everybody together, free to break their word, can come to the goal.
func (q *inquiry) canReach(goal []bool) []bool {
	return q.canForce(match{players: q.everyone(), defectors: q.everyone()}, goal)
}

// parties are all parties of the pact.
func parties(p *model.Pact) model.ActorSet {
	var out model.ActorSet
	for i := range p.Actors {
		if p.Actors[i].Kind == model.IsParty {
			out |= model.SetOf(model.ActorID(i))
		}
	}
	return out
}

// canBreak are the actors for whom some move is a breach.
func (q *inquiry) canBreak() model.ActorSet {
	var out model.ActorSet
	for _, s := range q.g.Sorts {
		out |= s.Culprits
	}
	return out
}

// largestSet bounds the sets of actors that are tried. Up to ten actors all sets are; beyond that sets of
// at most three, and the answer says so.
func largestSet(p *model.Pact) int {
	if len(p.Actors) <= 10 {
		return len(p.Actors)
	}
	return 3
}
