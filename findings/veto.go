package findings

import (
	"fmt"

	"github.com/servanda-lang/servanda/course"
	"github.com/servanda-lang/servanda/machine"
	"github.com/servanda-lang/servanda/model"
)

// veto: the smallest sets of actors who, keeping their word, can keep the purpose from ever being reached
// though all others help; signatures count as given. A set with every party in it is not reported: what
// all have promised each other all together can always drop.
func (q *inquiry) veto(purpose int, reached []bool) {
	p := &q.pact.Purposes[purpose]
	sets := q.minimal(q.movers, func(sets []model.ActorSet) []bool {
		matches := make([]match, len(sets))
		for i, b := range sets {
			matches[i] = match{players: q.everyone() &^ b, signaturesGiven: true}
		}
		forced := q.arena.ForceEach(q.tables(matches), q.forAll(reached, len(sets)))
		prevented := atStart(forced, len(sets))
		for i, b := range sets {
			prevented[i] = !prevented[i] && !parties(q.pact).Within(b)
		}
		return prevented
	})
	for _, b := range sets {
		q.report(Finding{
			Code: Veto, Purpose: purpose, Party: model.None, By: []model.ActorSet{b}, At: p.At,
			Message: fmt.Sprintf("%s can lawfully keep %s from ever being reached, though all others help.", q.together(b), purposeName(p)),
			Mend:    "Say what happens if nothing is decided or done within a time, or let somebody else bring it about as well.",
			Course:  q.denial(b, reached),
		})
	}
}

// denial shows how the purpose is kept from being reached: a shortest lawful course, with all signatures
// given, to where it cannot be reached any more, or to a round without it. The others make no move that
// spoils it: only those of b and time do.
func (q *inquiry) denial(b model.ActorSet, reached []bool) *course.Course {
	forced := q.canForce(match{players: q.everyone() &^ b, signaturesGiven: true}, reached)
	hope := q.canForce(match{players: q.everyone(), signaturesGiven: true}, reached)
	within := func(e int32) bool {
		who := q.g.SortOf(e).Move.Actor
		spoils := hope[q.arena.Source(e)] && !hope[q.g.To[e]] && who != machine.Time && !b.Has(who)
		return q.lawful.Allows(e) && !forced[q.g.To[e]] && !spoils
	}
	moves, _, ok := q.g.Path(0, func(s int32) bool { return !hope[s] }, within)
	if ok {
		return q.course(moves)
	}
	moves, end, ok := q.g.ToRound(0, q.g.Rounds(within, q.whereCond(allSigned(q.pact, q.m))), within)
	if !ok {
		return nil
	}
	cycle, _ := q.g.Round(end, within, nil)
	return q.endless(append(moves, cycle...), len(moves))
}

// allSigned says that every instrument that is a matter of signing is signed by all.
func allSigned(p *model.Pact, m *machine.Machine) model.Cond {
	var terms []model.Cond
	for i := range p.Instruments {
		if m.Signable(i) {
			terms = append(terms, model.Signed{Instrument: model.InstrumentID(i), Party: model.None})
		}
	}
	return model.And{Terms: terms}
}

// signable reports whether signing the instrument is a move of this pact.
func (q *inquiry) signable(i int) bool { return q.m.Signable(i) }

func (q *inquiry) together(b model.ActorSet) string {
	if b.Len() == 1 {
		return q.people(b) + " alone"
	}
	return q.people(b) + " together"
}
