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

// Uncovered: if all keep their word the return comes, but lawfully up to so many days after the sacrifice.
//
// It is asked of the duties of which exposed is asked, in the lawful world. The number of days is the least within which P
// can force the return from every state to which a lawful move that performs the duty leads. If that is none, or there is no
// such number, it is not told; exposed speaks of the second.
const Uncovered = codes.Uncovered

func (a *asker[S, M]) uncovered(i int) []Found[S] {
	f := ofDuty(a.Pact, Uncovered, i)
	at := a.After(a.Reach(0), a.Performing(a.Permitted(0), f.duty()))
	left := a.Fillings(at) // in which it takes longer than looked at so far
	if a.Empty(left) {
		return nil
	}
	var out []Found[S]
	for win := range a.returnWithin(f.duty()) {
		covered := a.Diff(left, a.Fillings(a.Diff(at, win)))
		if f.Days > 0 {
			out = append(out, a.when(f, covered)...)
		}
		if left = a.Diff(left, covered); a.Empty(left) {
			break
		}
		f.Days += a.Tick()
	}
	return out
}

// returnWithin is from where the obligor can force the return within no tick, one, two ... in the lawful world.
func (a *asker[S, M]) returnWithin(id model.DutyID) func(yield func(S) bool) {
	d := &a.Pact.Duties[id]
	var none M
	return a.ForceWithin(world.Match{Players: model.SetOf(d.Obligor)}, a.Given(d.Return), none, a.Reach(0))
}

// mostWaits is up to how many ticks a wait is shown.
const mostWaits = 400

// uncovered is a shortest course to a performance after which the return is as far away as can be, and on from there as the
// others may delay it though the obligor does what it can, until it is there.
func (t *teller[S, M]) uncovered(f *Finding) {
	lawful := t.From(t.Permitted(0), t.And(t.Reach(0), t.filling))
	within := t.within(f)
	last := len(within) - 1
	moves, end := t.must(0, world.Stage[S, M]{
		{By: t.Performing(lawful, f.duty()), Into: t.Diff(within[last], within[last-1]), To: 1},
		{By: lawful, Into: t.All(), To: 0},
	})
	if f.Days/t.Tick() <= mostWaits {
		moves = t.waitOut(moves, end, lawful, within, t.Given(t.Pact.Duties[f.duty()].Return))
	}
	f.Course = t.course(moves)
}

// within is from where the return can be forced within no tick, one, two ... up to the number that is always enough; if that
// is more than is shown, the last two of it.
func (t *teller[S, M]) within(f *Finding) (within []S) {
	ticks, n := f.Days/t.Tick(), 0
	for win := range t.returnWithin(f.duty()) {
		if ticks > mostWaits && len(within) == 2 {
			within = within[1:]
		}
		within = append(within, win)
		if n++; n > ticks {
			break
		}
	}
	return within
}

// waitOut goes on from where the return can be forced within so many ticks and no fewer: time passes, and nothing is done
// that would bring it nearer than it need be, until it comes.
func (t *teller[S, M]) waitOut(moves []machine.Label, end S, lawful M, within []S, given S) []machine.Label {
	ticks := t.Only(lawful, passes)
	others := t.Without(lawful, ticks)
	far := func(k int) S { // from where it takes k ticks
		if k == 0 {
			return within[0]
		}
		return t.Diff(within[k], within[k-1])
	}
	for k := len(within) - 1; k > 0; k-- {
		more, to, ok := t.Path(end, 0, []world.Stage[S, M]{{{By: ticks, Into: far(k - 1), To: 1}, {By: others, Into: far(k), To: 0}}})
		if !ok {
			panic("ask: a wait that is shorter than it is said to be")
		}
		moves, end = append(moves, more...), to
	}
	more, _, ok := t.path(end, t.Into(others, within[0]), given)
	if !ok {
		panic("ask: a return that can be forced does not come")
	}
	return append(moves, more...)
}

func sayUncovered(q words.Speaker, f *Finding) string {
	d := &q.Pact.Duties[f.duty()]
	return fmt.Sprintf("%s can be uncovered for up to %s: so long after having given under %s %s may lawfully have to wait for what it was given for (%s), though everyone keeps their word.",
		q.Who(d.Obligor), course.Days(f.Days), q.NameOf(f.Clause), course.Verb(q.Pact, d.Obligor, "it", "they"), q.Condition(model.And{Terms: d.Return}))
}
