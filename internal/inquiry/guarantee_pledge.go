package inquiry

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// pledge is one standing promise being asked about, in one filling. The guarantor keeps its word throughout;
// the others need not, since a guarantee is there for when somebody breaks theirs.
type pledge struct {
	q    *inquiry
	id   model.DutyID
	duty *model.Duty
	side model.ActorSet // the guarantor and its bodies
	kept []bool         // by sort: moves possible while the guarantor keeps its word
	due  game.Set       // where the duty is due

	out     []int32 // a course on which the guarantor does nothing when called, if there is one
	outWith Verdict // who it takes: Yes for the guarantor alone
}

func (q *inquiry) newPledge(id model.DutyID) *pledge {
	d := &q.Pact.Duties[id]
	self := model.SetOf(d.Obligor)
	x := &pledge{
		q: q, id: id, duty: d, side: ask.SideOf(q.Pact, self), kept: q.keptBy(self), outWith: No,
		due: q.world.Where(model.DutyIs{Duty: id, Status: model.Due}),
	}
	if !x.callable() {
		return x
	}
	for _, way := range []struct {
		verdict Verdict
		players model.ActorSet
	}{{Yes, self}, {WithBodies, x.side}} {
		anyMove := func(machine.Label) bool { return true }
		if moves, ok := ask.ComesToNothing(q.world, q.exact, id, way.players, x.quiet, anyMove); ok {
			x.out, x.outWith = q.world.Follow(moves), way.verdict
			break
		}
	}
	return x
}

// quiet reports whether a move is not one of the others: where the guarantor gets away without their doing
// anything more, that is the course to show.
func (x *pledge) quiet(l machine.Label) bool { return l.Actor == machine.Time || x.side.Has(l.Actor) }

// fulfils reports whether a move performs the duty.
func (x *pledge) fulfils(e int32) bool { return slices.Contains(x.q.g.SortOf(e).Performs, x.id) }

// called reports whether a move makes the duty fall due.
func (x *pledge) called(e int32) bool {
	return !x.due.Has(x.q.world.Arena.Source(e)) && x.due.Has(x.q.g.To[e])
}

// fromStart reports whether the duty is due on the first day, before anything has happened.
func (x *pledge) fromStart() bool { return x.due.Has(0) }

// canBeCalled reports whether the duty can fall due by allowed moves.
func (x *pledge) canBeCalled(allowed []bool) bool {
	return x.fromStart() || x.q.happens(allowed, x.called)
}

// then lists what is to happen one after the other: the call, if it does not stand at the beginning, and what
// is wanted after it.
func (x *pledge) then(wanted ...func(e int32) bool) []func(e int32) bool {
	if x.fromStart() {
		return wanted
	}
	return append([]func(e int32) bool{x.called}, wanted...)
}

// never is what is said of a guarantee that cannot be called upon in this filling.
var never = Said{Text: "it can never be called upon"}

// callable reports whether the duty can fall due at all.
func (x *pledge) callable() bool { return x.canBeCalled(x.kept) }

// instrument is where the guarantee stands.
func (x *pledge) instrument() *model.Instrument { return &x.q.Pact.Instruments[x.duty.Instrument] }

// courseOf is the course of some moves, nil if there are none.
func (x *pledge) courseOf(moves []int32, ok bool) *course.Course {
	if !ok || len(moves) == 0 {
		return nil
	}
	return x.q.course(moves)
}
