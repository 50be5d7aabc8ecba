package findings

import (
	"github.com/servanda-lang/servanda/course"
	"github.com/servanda-lang/servanda/machine"
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
	x := &pledge{guarantee: q.newGuarantee(id), duty: d, side: q.sideOf(self), kept: q.keptBy(self), outWith: No}
	for _, way := range []struct {
		verdict Verdict
		players model.ActorSet
	}{{Yes, self}, {WithBodies, x.side}} {
		if moves, ok := x.wayOut(way.players); ok {
			x.out, x.outWith = moves, way.verdict
			break
		}
	}
	return x
}

// called reports whether a move makes the duty fall due: the act it is upon, or, if it is upon none, any move
// after which it is due and before which it was not.
func (x *pledge) called(e int32) bool {
	m := x.q.g.SortOf(e).Move
	if x.duty.Upon != model.None && (m.Kind != machine.Do || m.Index != int(x.duty.Upon)) {
		return false
	}
	return x.moments.falls(x.q.arena.Source(e), x.q.g.To[e])
}

// never is what is said of a guarantee that cannot be called upon in this filling.
var never = Said{Text: "it can never be called upon"}

// callable reports whether the duty can fall due at all.
func (x *pledge) callable() bool { return x.moments.any }

// instrument is where the guarantee stands.
func (x *pledge) instrument() *model.Instrument { return &x.q.pact.Instruments[x.duty.Instrument] }

// courseOf is the course of some moves, nil if there are none.
func (x *pledge) courseOf(moves []int32, ok bool) *course.Course {
	if !ok {
		return nil
	}
	return x.q.course(moves)
}
