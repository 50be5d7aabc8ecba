package findings

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// idle: a clause can never apply, in any reading. A duty applies when it has been anything but dormant, a
// ban when it binds, a power when it can be used.
//
// What is asked here is of one filling; Check keeps only what is idle in all of them.
func (q *inquiry) idle() {
	for _, c := range clauses(q.pact) {
		q.idleClause(c.ref, c.decl, !slices.Contains(q.marked(c.applies), true))
	}
}

// clause is a duty, ban or power, and where it applies.
type clause struct {
	ref     model.Ref
	decl    *model.Decl
	applies place
}

// clauses lists those that can apply or not.
func clauses(p *model.Pact) []clause {
	var out []clause
	for i := range p.Duties {
		dormant := model.DutyIs{Duty: model.DutyID(i), Status: model.Dormant}
		out = append(out, clause{model.Ref{Kind: model.KindDuty, Index: i}, &p.Duties[i].Decl, where(model.Not{Term: dormant})})
	}
	for i := range p.Bans {
		out = append(out, clause{model.Ref{Kind: model.KindBan, Index: i}, &p.Bans[i].Decl, where(binds(p, i))})
	}
	for i := range p.Powers {
		out = append(out, clause{model.Ref{Kind: model.KindPower, Index: i}, &p.Powers[i].Decl, wherever(machine.Use, i)})
	}
	return out
}

func (q *inquiry) idleClause(ref model.Ref, d *model.Decl, never bool) {
	if !never {
		return
	}
	q.report(Finding{Code: Idle, Clause: ref, Purpose: -1, Party: model.None, At: d.At})
}

// nameOf names a thing as a person calls it.
func (q speaker) nameOf(ref model.Ref) string { return thing(q.pact, ref.Kind, ref.Index) }
