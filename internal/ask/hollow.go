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

// Hollow: a guarantor (of a duty `upon` something, or `at its discretion`) can by itself, lawfully, see to it that when
// called upon no act of the duty follows, other than by the guarantee running out.
//
// The guarantor keeps its word; the others need not: a guarantee is there for when somebody breaks theirs. From the first
// day on, its signature counting as available to the others, the guarantor avoids every move that performs the duty; and on
// some course of that strategy the duty does fall due and comes to nothing while the guarantee still runs: it is no longer
// due, or, if nothing ever ends it, a tick has passed.
const Hollow = codes.Hollow

// guarantees are the duties that fall due upon something, or are at their obligor's discretion.
func guarantees(p *model.Pact) []int {
	return which(len(p.Duties), func(i int) bool { return p.Duties[i].Upon != model.None || p.Duties[i].Discretion })
}

// wayOut is how a guarantor, with whoever plays with it, avoids its duty.
type wayOut[S, M any] struct {
	safe  S // from where it can, in the fillings in which it can from the first day on
	due   S // where the duty is due
	quiet M // the moves of the strategy that do not run the guarantee out
	tick  M // those of them by which a call comes to nothing because time may go on for ever
}

func (a *asker[S, M]) wayOut(id model.DutyID, players model.ActorSet) (x wayOut[S, M], ok bool) {
	d := &a.Pact.Duties[id]
	k := world.Match{Players: players, Willing: players, Defectors: a.everyone() &^ players}
	all := a.Permitted(k.Defectors)
	fulfils := a.Performing(a.Permitted(a.everyone()), id)
	lost := a.LostMoves(k, a.None(), fulfils, a.All())
	x.safe, x.due = a.Diff(a.All(), lost), a.status(id, model.Due)
	if x.safe = a.And(x.safe, a.AtStart(x.safe)); a.Empty(x.safe) {
		return x, false
	}
	a.ConfirmAvoid(k, a.None(), fulfils, lost, a.All())
	ranOut := a.And(a.RanOut(d.Instrument), a.status(id, model.Excused))
	x.quiet = a.From(a.Without(all, fulfils), a.All())
	x.quiet = a.Without(x.quiet, a.Into(a.From(x.quiet, x.due), ranOut))
	x.tick = a.Only(x.quiet, func(l machine.Label) bool { return passes(l) && !hasDeadline(d) })
	return x, true
}

func (a *asker[S, M]) hollow(i int) []Found[S] {
	f := ofDuty(a.Pact, Hollow, i)
	x, ok := a.wayOut(f.duty(), model.SetOf(f.Party))
	if !ok {
		return nil
	}
	dormant, due := a.Diff(x.safe, x.due), a.And(x.safe, x.due)
	uncalled := a.Forward(a.And(a.Init(), dormant), x.quiet, dormant)
	called := a.And(due, a.Or(a.Init(), a.After(uncalled, x.quiet)))
	called = a.Forward(called, x.quiet, due)
	nothing := a.Or(a.And(called, a.Before(x.safe, x.tick)), a.And(a.After(called, x.quiet), dormant))
	return a.when(f, a.Fillings(nothing))
}

func (t *teller[S, M]) hollow(f *Finding) {
	moves, ok := t.comesToNothing(f.duty(), model.SetOf(f.Party), func(machine.Label) bool { return true })
	if !ok {
		panic("ask: a hollow guarantee without a course")
	}
	f.Course = t.course(moves)
}

// comesToNothing is a shortest course on which the players, of whom the guarantor is one, see to it that a call comes to
// nothing; ok is false if they cannot. Of several tests, the moves after the call pass the first by which there is such a
// course.
func (t *teller[S, M]) comesToNothing(id model.DutyID, players model.ActorSet, after ...func(machine.Label) bool) (moves []machine.Label, ok bool) {
	x, can := t.wayOut(id, players)
	if !can {
		return nil, false
	}
	begin, due := 0, t.And(x.safe, x.due)
	if !t.Empty(t.And(t.first, due)) {
		begin = 1
	}
	for _, test := range after {
		then := t.Only(x.quiet, test)
		moves, _, ok = t.Path(t.first, begin, []world.Stage[S, M]{
			{{By: t.From(x.quiet, t.Diff(t.All(), x.due)), Into: due, To: 1}, {By: x.quiet, Into: x.safe, To: 0}},
			{{By: then, Into: t.Diff(x.safe, x.due), To: 2}, {By: t.Only(x.tick, test), Into: x.safe, To: 2}, {By: then, Into: x.safe, To: 1}},
		})
		if ok {
			break
		}
	}
	return moves, ok
}

// ComesToNothing gives such a course for a guarantee table.
func ComesToNothing[S, M any](w world.World[S, M], exact *machine.Machine, id model.DutyID, players model.ActorSet, after ...func(machine.Label) bool) ([]machine.Label, bool) {
	return newTeller(w, exact).comesToNothing(id, players, after...)
}

func sayHollow(q words.Speaker, f *Finding) (message, mend string) {
	return fmt.Sprintf("%s is hollow: when called upon, %s can lawfully see to it by %s that nothing follows.", q.NameOf(f.Clause), q.Who(f.Party), course.Verb(q.Pact, f.Party, "itself", "themselves")),
		"Name a least act that is owed in any case and a day by which it is due, or take away the way out."
}
