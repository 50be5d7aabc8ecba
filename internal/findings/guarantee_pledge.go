package findings

import (
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// pledge is one standing promise being asked about, in one filling. The guarantor keeps its word throughout;
// the others need not, since a guarantee is there for when somebody breaks theirs.
type pledge struct {
	*guarantee
	duty *model.Duty
	side model.ActorSet // the guarantor and its bodies
	kept []bool         // by sort: moves possible while the guarantor keeps its word

	out     []int32 // a course on which the guarantor does nothing when called, if there is one
	outWith Verdict // who it takes: Yes for the guarantor alone
}

func (q *inquiry) newPledge(id model.DutyID) *pledge {
	d := &q.pact.Duties[id]
	self := model.SetOf(d.Obligor)
	x := &pledge{guarantee: q.newGuarantee(id), duty: d, side: sideOf(q.pact, self), kept: q.keptBy(self), outWith: No}
	for _, way := range []struct {
		verdict Verdict
		players model.ActorSet
	}{{Yes, self}, {WithBodies, x.side}} {
		if moves, ok := x.wayOut(way.players, x.quiet, anyMove); ok {
			x.out, x.outWith = moves, way.verdict
			break
		}
	}
	return x
}

// quiet reports whether a move is not one of the others: where the guarantor gets away without their doing
// anything more, that is the course to show.
func (x *pledge) quiet(e int32) bool {
	by := x.q.g.SortOf(e).Move.Actor
	return by == machine.Time || x.side.Has(by)
}

// called reports whether a move makes the duty fall due.
func (x *pledge) called(e int32) bool { return x.moments.falls(x.q.arena.Source(e), x.q.g.To[e]) }

// fromStart reports whether the duty is due on the first day, before anything has happened.
func (x *pledge) fromStart() bool { return x.due[0] }

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
func (x *pledge) callable() bool { return x.moments.any }

// instrument is where the guarantee stands.
func (x *pledge) instrument() *model.Instrument { return &x.q.pact.Instruments[x.duty.Instrument] }

// courseOf is the course of some moves, nil if there are none.
func (x *pledge) courseOf(moves []int32, ok bool) *course.Course {
	if !ok || len(moves) == 0 {
		return nil
	}
	return x.q.course(moves)
}
