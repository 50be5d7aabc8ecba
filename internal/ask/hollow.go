package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Hollow: a guarantor can by itself, lawfully, see to it that when the case comes about no act of the guarantee follows, be
// it by not being called, by not establishing, excusing, choosing, or waiting until the end.
//
// The guarantor keeps its word; the others need not: a guarantee is there for when somebody breaks theirs. From the first
// day on, its signature available, it sees to it that a case comes about only where it can avoid from there on every move
// that performs the duty; and on some course of that strategy the case does come about. Without `against` the case is the
// call. The game is holdOut.
const Hollow = codes.Hollow

func (a *asker[S, M]) hollow(i int) []Found[S] {
	f := ofDuty(a.Pact, Hollow, i)
	return a.when(f, a.stake(f.duty(), a.acts(f.duty()), a.All()).holdOut(model.SetOf(f.Party), a.Valid()).does())
}

func (t *teller[S, M]) hollow(f *Finding) {
	moves, ok := t.comesToNothing(f.duty(), model.SetOf(f.Party), ownOrTime(model.SetOf(f.Party)), anyMove)
	if !ok {
		panic("ask: a hollow guarantee without a course")
	}
	f.Course = t.course(moves)
}

// ownOrTime is the moves of players and of time: where it takes no more, that is what is shown.
func ownOrTime(players model.ActorSet) func(machine.Label) bool {
	return func(l machine.Label) bool { return l.Actor == machine.Time || players.Has(l.Actor) }
}

func anyMove(machine.Label) bool { return true }

// comesToNothing is a shortest course on which players see to it that a case comes to nothing; ok is false if they cannot. Of
// several tests, the moves after the case pass the first by which there is such a course.
func (t *teller[S, M]) comesToNothing(id model.DutyID, players model.ActorSet, after ...func(machine.Label) bool) (moves []machine.Label, ok bool) {
	x := t.stake(id, t.acts(id), t.And(t.All(), t.filling)).holdOut(players, t.filling)
	if t.Empty(x.does()) {
		return nil, false
	}
	for _, test := range after {
		if moves, ok = x.course(t, test); ok {
			break
		}
	}
	return moves, ok
}

// ComesToNothing gives such a course for a guarantee table.
func ComesToNothing[S, M any](w world.World[S, M], exact *machine.Machine, id model.DutyID, players model.ActorSet, after ...func(machine.Label) bool) ([]machine.Label, bool) {
	return newTeller(w, exact).comesToNothing(id, players, after...)
}

func sayHollow(q words.Speaker, f *Finding) string {
	return fmt.Sprintf("%s is hollow: %s, %s can lawfully see to it by %s that nothing follows.", q.NameOf(f.Clause), whenItCounts(q, &q.Pact.Duties[f.duty()]),
		q.Who(f.Party), course.Verb(q.Pact, f.Party, "itself", "themselves"))
}
