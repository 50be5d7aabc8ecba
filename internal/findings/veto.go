package findings

import (
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
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
		shown, why := q.denial(b, reached)
		q.report(Finding{
			Code: Veto, Purpose: purpose, Party: model.None, By: []model.ActorSet{b}, At: p.At,
			Why: why, Course: shown,
		})
	}
}

// denial shows how the purpose is kept from being reached, on a lawful course with all signatures given. If it can, it goes
// first to where nothing is missing but a move of b, and tells that move; then to where the purpose cannot be reached any
// more, or to a round without it. Nobody else spoils it.
func (q *inquiry) denial(b model.ActorSet, reached []bool) (shown *course.Course, why []string) {
	x := refusal{
		q: q, by: b,
		forced: q.canForce(match{players: q.everyone() &^ b, signaturesGiven: true}, reached),
		hope:   q.canForce(match{players: q.everyone(), signaturesGiven: true}, reached),
	}
	moves, end, ok := q.g.Path(0, func(s int32) bool { return x.missing(s) >= 0 }, func(e int32) bool {
		return x.allows(e) && !x.ofThem(e) && x.hope[q.g.To[e]]
	})
	ways := []func(e int32) bool{x.allows}
	if !ok {
		end = 0 // several moves are missing
	} else {
		why = []string{q.enough(q.g.SortOf(x.missing(end)).Move)}
		idle := func(e int32) bool { return x.allows(e) && (x.ofThem(e) || x.ofTime(e)) }
		ways = append([]func(e int32) bool{idle}, ways...)
	}
	for _, allow := range ways {
		more, round, ok := x.goOn(end, allow)
		if !ok {
			continue
		}
		if round >= 0 {
			round += len(moves)
		}
		return q.endless(append(moves, more...), round), why
	}
	if why != nil {
		return q.course(moves), why
	}
	return nil, nil
}

// goOn finds a shortest course on from a state to where the purpose is out of reach, or else to a round without it, which
// begins at the move of that number; -1 if there is none.
func (x *refusal) goOn(from int32, allow func(e int32) bool) (moves []int32, round int, ok bool) {
	g := x.q.g
	if moves, _, ok := g.Path(from, func(s int32) bool { return !x.hope[s] }, allow); ok {
		return moves, -1, true
	}
	moves, end, ok := g.ToRound(from, g.Rounds(allow, x.q.whereCond(allSigned(x.q.pact, x.q.m))), allow)
	if !ok {
		return nil, 0, false
	}
	cycle, _ := g.Round(end, allow, nil)
	return append(moves, cycle...), len(moves), true
}

// refusal is how some keep a purpose from being reached.
type refusal struct {
	q      *inquiry
	by     model.ActorSet
	forced []bool // the others can force it
	hope   []bool // all together can force it
}

// missing is a move of theirs after which the others can force the purpose; -1 if there is none.
func (x *refusal) missing(s int32) int32 {
	if !x.forced[s] {
		for e := range x.q.lawful.Moves(s) {
			if x.ofThem(e) && x.forced[x.q.g.To[e]] {
				return e
			}
		}
	}
	return -1
}

// ofThem reports whether a move is one of those who refuse; signatures are given.
func (x *refusal) ofThem(e int32) bool {
	m := x.q.g.SortOf(e).Move
	return m.Actor != machine.Time && m.Kind != machine.Sign && x.by.Has(m.Actor)
}

func (x *refusal) ofTime(e int32) bool { return x.q.g.SortOf(e).Move.Actor == machine.Time }

// allows reports whether a move is lawful, does not force the purpose, and is none by which the others spoil it: neither
// by what they do, nor by letting time go on when a move of theirs would have kept it from doing harm.
func (x *refusal) allows(e int32) bool {
	g, to := x.q.g, x.q.g.To[e]
	if !x.q.lawful.Allows(e) || x.forced[to] {
		return false
	}
	s := x.q.arena.Source(e)
	if !x.hope[s] || x.hope[to] || x.ofThem(e) {
		return true
	}
	if !x.ofTime(e) {
		return false
	}
	for m := range x.q.lawful.Moves(s) {
		if x.ofThem(m) || x.ofTime(m) || !x.hope[g.To[m]] {
			continue
		}
		for then := range x.q.lawful.Moves(g.To[m]) {
			if x.ofTime(then) && x.hope[g.To[then]] {
				return false
			}
		}
	}
	return true
}

// allSigned says that every instrument that is a matter of signing is signed by all.
func allSigned(p *model.Pact, m interface{ Signable(instrument int) bool }) model.Cond {
	var terms []model.Cond
	for i := range p.Instruments {
		if m.Signable(i) {
			terms = append(terms, model.Signed{Instrument: model.InstrumentID(i), Party: model.None})
		}
	}
	return model.And{Terms: terms}
}

func (q speaker) together(b model.ActorSet) string {
	if b.Len() == 1 {
		return q.people(b) + " alone"
	}
	return q.people(b) + " together"
}
