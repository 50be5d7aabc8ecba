package findings

import (
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/model"
)

// keeping asks of each duty with a deadline whether its obligor, P, can be sure to keep it.
//
// From the moments at which the duty has just fallen due, in the lawful world, P must be able to avoid its
// being breached: there such a breach happens only on a last day on which P could not perform. P may have
// taken care before, but its signature counts as available whenever the others want it.
//
//   - dependent: P alone cannot be sure, but with the help of X it can; the smallest such X are named. Help
//     is looked for after the duty has fallen due, and, if none is enough then, from the first day on;
//   - conflict: nobody's help is enough, but P can do it by breaking another promise;
//   - impossible: not even that is enough.
func (q *inquiry) keeping() {
	for i := range q.pact.Duties {
		d := &q.pact.Duties[i]
		if hasDeadline(d) && !d.Discretion {
			q.keepingDuty(model.DutyID(i), d)
		}
	}
}

// hasDeadline: there is a last day for the duty once it is due.
func hasDeadline(d *model.Duty) bool { return d.Within != nil || d.By != nil }

// custody is the question put once: a duty, in a world.
type custody struct {
	q        *inquiry
	duty     *model.Duty
	world    *explore.World
	breached []bool
	moments  moments

	lost   []bool // from here the players cannot avoid a breach
	doomed []bool
}

// sure answers whether the obligor can be sure of the duty if some help it from the first day on, and some
// only once it has fallen due. Nobody helps by refusing to sign.
func (x *custody) sure(early, late model.ActorSet) bool {
	self := model.SetOf(x.duty.Obligor)
	after := match{players: self | early | late, defectors: x.world.Defectors}
	before := match{players: self | early, defectors: x.world.Defectors, willing: self | early}
	x.lost = not(x.q.canAvoid(after, x.breached))
	bad := and(x.moments.at, x.lost)
	safe := x.q.canAvoid(before, bad)
	x.doomed = not(safe)
	if safe[0] {
		x.q.confirmAvoid(before, bad, safe)
	}
	return safe[0]
}

// sureEach is sure for many sets of helpers at once, who help early or late.
func (x *custody) sureEach(help []model.ActorSet, early bool) []bool {
	q, n := x.q, len(help)
	after, before := make([]match, n), make([]match, n)
	for i, h := range help {
		self := model.SetOf(x.duty.Obligor)
		after[i] = match{players: self | h, defectors: x.world.Defectors}
		if early {
			self |= h
		}
		before[i] = match{players: self, defectors: x.world.Defectors, willing: self}
	}
	lost := q.arena.AvoidEach(q.tables(after), q.forAll(x.breached, n))
	doomed := atStart(q.arena.AvoidEach(q.tables(before), onlyAt(lost, x.moments.at)), n)
	for i := range doomed {
		doomed[i] = !doomed[i]
	}
	return doomed
}

func (q *inquiry) keepingDuty(id model.DutyID, d *model.Duty) {
	x := custody{q: q, duty: d, world: q.lawful, breached: q.whereDuty(id, model.Breached), moments: q.fallingDue(id, q.lawful)}
	if !x.moments.any || x.sure(0, 0) {
		return
	}
	f := Finding{
		Clause: model.Ref{Kind: model.KindDuty, Index: int(id)}, Purpose: -1, Party: d.Obligor, At: d.At,
		Course: q.course(x.course()),
	}
	self := model.SetOf(d.Obligor)
	others := q.movers &^ self
	f.Needs = q.minimal(others, func(sets []model.ActorSet) []bool { return x.sureEach(sets, false) })
	if f.Needs == nil {
		f.Needs = q.minimal(others, func(sets []model.ActorSet) []bool { return x.sureEach(sets, true) })
	}
	own := custody{q: q, duty: d, world: q.world(self), breached: x.breached, moments: q.fallingDue(id, q.world(self))}
	switch {
	case len(f.Needs) > 0:
		f.Code = Dependent
	case own.sure(others, 0):
		f.Code = Conflict
	default:
		f.Code = Impossible
	}
	q.report(f)
}

// course is a shortest course, in the lawful world, from the first day over a moment at which the duty
// falls due to its breach, on which P could never have made sure of it.
func (x *custody) course() []int32 {
	q := x.q
	const before, after = 0, 1
	moves, _, ok := q.g.Walk(0, explore.Phases{Last: 2, Next: func(k int, s, e int32) (int, bool) {
		to := q.g.To[e]
		if !x.world.Allows(e) {
			return 0, false
		}
		if s == 0 && x.moments.due[s] && x.lost[s] {
			k = after // due on the first day
		}
		switch {
		case k == before && x.moments.falls(s, to) && x.lost[to]:
			return after, true
		case k == before:
			return before, x.doomed[to]
		case x.breached[to]:
			return 2, true
		}
		return after, x.lost[to]
	}})
	if !ok {
		panic("a duty that cannot be kept, without a course")
	}
	return moves
}
