package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// FalseCall: a guarantee can fall due though nothing that it is promised against has come about.
//
// It is asked of the smallest sets of parties in whose world there is a course on which, up to the move by which the duty falls
// due, none of its cases has come about. The empty set: it takes no breach.
const FalseCall = codes.FalseCall

func (a *asker[S, M]) falseCall(i int) []Found[S] {
	f := ofDuty(a.Pact, FalseCall, i)
	var out []Found[S]
	for _, x := range a.minimal(parties(a.Pact)&a.CanBreak(), 0, 1, a.Valid(), func(sets []model.ActorSet, within []S) []S {
		start, quiet := a.uneventful(f.duty(), sets[0])
		start = a.And(start, within[0])
		called := a.calls(f.duty())
		there := a.Backward(a.Makes(called.among(quiet)), quiet, a.And(a.All(), within[0]))
		return []S{a.Fillings(a.And(start, a.Or(called.first, there)))}
	}) {
		f.Defectors = x.actors
		out = append(out, Found[S]{f, x.fillings})
	}
	return out
}

// uneventful is the first day where no case has come about on it, and the moves by which none does.
func (a *asker[S, M]) uneventful(id model.DutyID, defectors model.ActorSet) (start S, quiet M) {
	start, quiet = a.Init(), a.Permitted(defectors)
	for _, c := range a.cases(id, quiet) {
		start, quiet = a.Diff(start, c.First), a.Without(quiet, c.By)
	}
	return start, quiet
}

func (t *teller[S, M]) falseCall(f *Finding) {
	_, quiet := t.uneventful(f.duty(), f.Defectors)
	called := t.calls(f.duty())
	if !t.Empty(t.And(t.first, called.first)) {
		f.Course = t.course(nil)
		return
	}
	moves, _ := t.must(0, world.Stage[S, M]{{By: called.among(quiet), Into: t.All(), To: 1}, {By: quiet, Into: t.All(), To: 0}})
	f.Course = t.course(moves)
}

func sayFalseCall(q words.Speaker, f *Finding) string {
	how := "Nobody has to break a promise for it."
	if f.Defectors != 0 {
		how = "It takes a breach by " + q.People(f.Defectors) + "."
	}
	return fmt.Sprintf("%s can be called upon without its case: it can fall due though what it is promised against (%s) has not come about. %s",
		q.NameOf(f.Clause), TheCase(q, q.Pact.Duties[f.duty()].Against), how)
}
