package findings

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// hollow: a guarantor (of a duty `upon` something, or `at its discretion`) can by itself, lawfully, see to
// it that when called upon no act of the duty follows, other than by the guarantee running out.
//
// The guarantor keeps its word; the others need not: a guarantee is there for when somebody breaks theirs.
// From the first day on, its signature counting as available to the others, the guarantor avoids every move
// that performs the duty; and on some course of that strategy the duty does fall due and comes to nothing
// while the guarantee still runs.
func (q *inquiry) hollow() {
	for i := range q.pact.Duties {
		if d := &q.pact.Duties[i]; isGuarantee(d) {
			q.hollowDuty(model.DutyID(i), d)
		}
	}
}

// isGuarantee: the duty falls due upon something, or is at its obligor's discretion.
func isGuarantee(d *model.Duty) bool { return d.Upon != model.None || d.Discretion }

// guarantee is one duty looked at as a guarantee.
type guarantee struct {
	q       *inquiry
	id      model.DutyID
	due     []bool
	ranOut  []bool // excused because its instrument ended by its term
	moments moments
}

func (q *inquiry) newGuarantee(id model.DutyID) *guarantee {
	x := &guarantee{q: q, id: id, moments: q.fallingDue(id, q.world(q.everyone()&^model.SetOf(q.pact.Duties[id].Obligor)))}
	x.due = x.moments.due
	in := model.Ref{Kind: model.KindInstrument, Index: int(q.pact.Duties[id].Instrument)}
	excused := q.whereDuty(id, model.Excused)
	x.ranOut = q.where(func(s machine.State) bool { return q.m.RanOut(s, in.Index) })
	x.ranOut = and(x.ranOut, excused)
	return x
}

// fulfils reports whether a move performs the duty.
func (x *guarantee) fulfils(e int32) bool {
	return slices.Contains(x.q.g.SortOf(e).Performs, x.id)
}

// runsOut reports whether a move ends the duty by the term of its instrument.
func (x *guarantee) runsOut(e int32) bool {
	return x.ranOut[x.q.g.To[e]] && x.due[x.q.arena.Source(e)]
}

func (q *inquiry) hollowDuty(id model.DutyID, d *model.Duty) {
	moves, ok := q.newGuarantee(id).wayOut(model.SetOf(d.Obligor), anyMove)
	if !ok {
		return
	}
	q.report(Finding{
		Code: Hollow, Clause: model.Ref{Kind: model.KindDuty, Index: int(id)}, Purpose: -1, Party: d.Obligor, At: d.At,
		Course: q.course(moves),
	})
}

func anyMove(int32) bool { return true }

// wayOut is a shortest course on which the players, of whom the guarantor is one, see to it that a call comes
// to nothing; ok is false if they cannot. Of several tests, the moves after the call pass the first by which
// there is such a course.
func (x *guarantee) wayOut(players model.ActorSet, after ...func(e int32) bool) (moves []int32, ok bool) {
	q := x.q
	if !x.moments.any {
		return nil, false
	}
	k := match{players: players, willing: players, defectors: q.everyone() &^ players}
	table, nowhere := q.table(k), make([]bool, q.g.States())
	safe := q.arena.AvoidMoves(table, nowhere, x.fulfils)
	if !safe[0] {
		return nil, false
	}
	for _, passes := range after {
		if moves, ok = x.course(table, safe, passes); ok {
			break
		}
	}
	if !ok {
		return nil, false
	}
	if err := q.arena.VerifyAvoid(table, nowhere, safe, x.fulfils, 0); err != nil {
		panic(fmt.Errorf("a strategy does not hold: %w", err))
	}
	return moves, true
}

// course is a shortest course on which the guarantor follows its strategy, is called upon, and the call
// comes to nothing: the duty is no longer due, or, if nothing ever ends it, a tick has passed. After the call
// only moves that pass are made.
func (x *guarantee) course(t game.Table, safe []bool, passes func(e int32) bool) ([]int32, bool) {
	q := x.q
	moves, _, ok := q.g.Walk(0, explore.Phases{Last: 2, Next: func(k int, s, e int32) (int, bool) {
		to := q.g.To[e]
		switch t[q.g.Sort[e]] {
		case game.Absent, game.HeldByOthers, game.HeldByMine:
			return 0, false
		}
		if k == 0 && s == 0 && x.due[0] {
			k = 1 // due on the first day
		}
		switch {
		case !safe[to] || x.fulfils(e) || x.runsOut(e) || k == 1 && !passes(e):
			return 0, false
		case k == 0 && x.moments.falls(s, to):
			return 1, true
		case k == 1 && !x.due[to]:
			return 2, true
		case k == 1 && q.pact.Duties[x.id].Within == nil && q.pact.Duties[x.id].By == nil && q.g.Passes(e):
			return 2, true
		}
		return k, true
	}})
	return moves, ok
}
