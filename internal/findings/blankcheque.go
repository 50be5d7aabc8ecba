package findings

import (
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// blank_cheque: a duty upon an act of the beneficiary or its body, not discretionary, which they can bring
// about again for ever, in an instrument without term or end, with no usable exit of the obligor.
//
// "For ever" is a game of its own (a Büchi condition): the beneficiary and its bodies, in the lawful world,
// can force a state from which they call upon the duty into a state from which they can do so again, and so
// on. Term, end and a usable exit all show themselves there: whoever could leave would.
func (q *inquiry) blankCheques() {
	for i := range q.pact.Duties {
		d := &q.pact.Duties[i]
		moves, ok := q.callsForEver(model.DutyID(i), d)
		if !ok {
			continue
		}
		q.report(Finding{
			Code: BlankCheque, Clause: model.Ref{Kind: model.KindDuty, Index: i}, Purpose: -1, Party: d.Obligor, At: d.At,
			Course: q.course(moves),
		})
	}
}

// callers are the beneficiaries and their bodies, if one of them can do the act upon which the duty falls due.
func callers(p *model.Pact, d *model.Duty) model.ActorSet {
	if d.Upon == model.None {
		return 0
	}
	side := sideOf(p, model.SetOf(d.For...))
	if side&model.SetOf(p.Acts[d.Upon].By...) == 0 {
		return 0
	}
	return side
}

// sideOf is a set of parties with all their bodies.
func sideOf(p *model.Pact, s model.ActorSet) model.ActorSet {
	out := s
	for i := range p.Actors {
		if a := &p.Actors[i]; a.Kind == model.IsBody && a.Of != model.None && s.Has(a.Of) {
			out |= model.SetOf(model.ActorID(i))
		}
	}
	return out
}

// callsForEver is a shortest course on which the duty is called upon twice by those who can do so for ever; ok
// is false if it is no blank cheque.
func (q *inquiry) callsForEver(id model.DutyID, d *model.Duty) (moves []int32, ok bool) {
	side := callers(q.pact, d)
	if side == 0 || d.Discretion || q.pact.Instruments[d.Instrument].Expires != nil {
		return nil, false
	}
	due := q.whereDuty(id, model.Due)
	k := match{players: side}
	table := q.table(k)
	calls := func(e int32) bool {
		return table[q.g.Sort[e]] == game.Mine && due[q.g.To[e]] && !due[q.arena.Source(e)] &&
			q.g.SortOf(e).Move.Kind == machine.Do && q.g.SortOf(e).Move.Index == int(d.Upon)
	}
	forever := q.forEver(table, calls)
	moves, end, ok := q.g.Path(0, func(s int32) bool { return forever[s] }, q.lawful.Allows)
	if !ok {
		return nil, false
	}
	for range 2 {
		more, next, ok := q.g.Walk(end, explore.Phases{Last: 1, Next: func(_ int, _, e int32) (int, bool) {
			if !q.lawful.Allows(e) || !forever[q.g.To[e]] {
				return 0, false
			}
			if calls(e) {
				return 1, true
			}
			return 0, true
		}})
		if !ok {
			break
		}
		moves, end = append(moves, more...), next
	}
	return moves, true
}

// forEver marks the states from which the players can make the marked moves again and again for ever: the
// greatest set Z from which they can force a state with such a move, of their own, that leads back into Z.
func (q *inquiry) forEver(t game.Table, move func(e int32) bool) []bool {
	z := make([]bool, q.g.States())
	for s := range z {
		z[s] = true
	}
	for {
		ready := make([]bool, len(z))
		for s := range int32(len(z)) {
			for e := q.g.First[s]; e < q.g.First[s+1]; e++ {
				if z[s] && move(e) && z[q.g.To[e]] {
					ready[s] = true
				}
			}
		}
		next := and(z, q.arena.Force(t, ready))
		if fewer(next, z) {
			z = next
			continue
		}
		return next
	}
}

func fewer(a, b []bool) bool {
	for i := range a {
		if b[i] && !a[i] {
			return true
		}
	}
	return false
}
