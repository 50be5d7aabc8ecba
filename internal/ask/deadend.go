package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// DeadEnd: all have signed, the purpose was not reached and lawfully never can be any more, the course can lawfully return to
// the same state after a tick, and there something still binds: a duty is due, a ban is binding, or a standing promise stands
// in an instrument in force.
const DeadEnd = codes.DeadEnd

func (a *asker[S, M]) deadEnd(purpose int) []Found[S] {
	over, held := a.over(purpose)
	return a.when(ofPurpose(a.Pact, DeadEnd, purpose), a.Fillings(a.again(held, over)))
}

// over is where all have signed and the purpose was not reached and cannot be any more, in fillings in which it could be;
// and where something still binds there.
func (a *asker[S, M]) over(purpose int) (over, held S) {
	reached, reach := a.reached(purpose), a.Reach(0)
	hope := a.Backward(reached, a.Permitted(0), reach)
	over = a.And(a.Diff(reach, hope), a.And(a.reachable(reached), a.Where(a.allSigned())))
	if a.Empty(over) {
		return over, over
	}
	begin := a.Diff(a.Init(), reached)
	over = a.And(over, a.Forward(begin, a.Permitted(0), a.Diff(reach, reached)))
	held = a.None()
	for _, x := range bonds(a.Pact) {
		held = a.Or(held, a.And(over, a.Where(x.binds)))
	}
	return over, held
}

// bond is something that can bind somebody.
type bond struct {
	ref   model.Ref
	binds model.Cond
	party model.ActorID
}

// bonds lists what can bind somebody in a pact.
func bonds(p *model.Pact) []bond {
	var out []bond
	for i := range p.Duties {
		d := &p.Duties[i]
		var binds model.Cond = model.DutyIs{Duty: model.DutyID(i), Status: model.Due}
		if d.Recurs() {
			binds = model.Or{Terms: []model.Cond{binds, InForce(d.Instrument)}}
		}
		out = append(out, bond{model.Ref{Kind: model.KindDuty, Index: i}, binds, d.Obligor})
	}
	for i := range p.Bans {
		out = append(out, bond{model.Ref{Kind: model.KindBan, Index: i}, binds(p, i), p.Bans[i].Bound})
	}
	return out
}

func (t *teller[S, M]) deadEnd(f *Finding) {
	reached, states := t.reached(f.Purpose), t.And(t.Reach(0), t.filling)
	_, held := t.over(f.Purpose)
	moves, end, round, ok := t.intoRound(t.first, t.Into(t.From(t.Permitted(0), states), t.Diff(states, reached)), t.And(held, t.filling))
	if !ok {
		panic("ask: a dead end without a round")
	}
	f.Course = t.endless(moves, round)
	for _, x := range bonds(t.Pact) {
		if t.Some(end, x.binds) {
			f.Why = append(f.Why, t.NameOf(x.ref)+" still binds "+t.Who(x.party))
		}
	}
}

func sayDeadEnd(q words.Speaker, f *Finding) string {
	return fmt.Sprintf("Everybody has signed, %s can no longer be reached, and yet something goes on to bind, and nothing ever has to end it.", purposeName(q.Pact, f))
}
