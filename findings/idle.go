package findings

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/machine"
	"github.com/servanda-lang/servanda/model"
)

// idle: a clause can never apply, in any reading. A duty applies when it has been anything but dormant, a
// ban when it binds, a power when it can be used.
//
// What is asked here is of one filling; Check keeps only what is idle in all of them.
func (q *inquiry) idle() {
	for i := range q.pact.Duties {
		never := !slices.Contains(q.whereDuty(model.DutyID(i), model.Dormant), false)
		q.idleClause(model.KindDuty, i, &q.pact.Duties[i].Decl, never)
	}
	for i := range q.pact.Bans {
		never := !slices.Contains(q.whereCond(q.binds(i)), true)
		q.idleClause(model.KindBan, i, &q.pact.Bans[i].Decl, never)
	}
	for i := range q.pact.Powers {
		never := !slices.Contains(q.made(machine.Use, i)(), true)
		q.idleClause(model.KindPower, i, &q.pact.Powers[i].Decl, never)
	}
}

func (q *inquiry) idleClause(k model.Kind, i int, d *model.Decl, never bool) {
	if !never {
		return
	}
	ref := model.Ref{Kind: k, Index: i}
	q.report(Finding{
		Code: Idle, Clause: ref, Purpose: -1, Party: model.None, At: d.At,
		Message: fmt.Sprintf("%s can never apply.", q.nameOf(ref)),
		Mend:    "Look at the conditions it hangs on, or leave it out.",
	})
}

// nameOf names a thing as a person calls it.
func (q *inquiry) nameOf(ref model.Ref) string { return thing(q.pact, ref.Kind, ref.Index) }
