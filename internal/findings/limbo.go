package findings

import (
	"github.com/servanda-lang/servanda/model"
)

// limbo: all have signed, the purpose is not reached and still can be (or an instrument is suspended), and
// the course can lawfully return to the same state after a tick: nothing ends it.
func (q *inquiry) limbo(purpose int, reached []bool) {
	waiting := func(e int32) bool { return q.lawful.Allows(e) && !reached[q.g.To[e]] }
	if reached[0] {
		return
	}
	signed := q.whereCond(allSigned(q.pact, q.m))
	stands := and(signed, or(q.reachableLawfully(reached), q.whereCond(someSuspended(q.pact))))
	moves, end, ok := q.g.ToRound(0, q.g.Rounds(waiting, stands), waiting)
	if !ok {
		return
	}
	cycle, _ := q.g.Round(end, waiting, stands)
	p := &q.pact.Purposes[purpose]
	q.report(Finding{
		Code: Limbo, Purpose: purpose, Party: model.None, At: p.At,
		Why:    q.waitsIn(p.Cond, end).lines(q),
		Course: q.endless(append(moves, cycle...), len(moves)),
	})
}

func someSuspended(p *model.Pact) model.Cond {
	var terms []model.Cond
	for i := range p.Instruments {
		terms = append(terms, model.InstrumentIs{Instrument: model.InstrumentID(i), Status: model.Suspended})
	}
	return model.Or{Terms: terms}
}

// reachableLawfully marks the states from which some lawful course leads to the goal.
func (q *inquiry) reachableLawfully(goal []bool) []bool {
	return q.canForce(match{players: q.everyone()}, goal)
}
