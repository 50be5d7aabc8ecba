package guarantees

import (
	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// pledge is one standing promise being asked about, in one filling. The guarantor keeps its word throughout;
// the others need not, since a guarantee is there for when somebody breaks theirs.
type pledge[S, M any] struct {
	world.World[S, M]
	words.Speaker
	exact *machine.Machine // the definition's, through which courses are replayed
	id    model.DutyID
	duty  *model.Duty
	side  model.ActorSet // the guarantor and its bodies
	first S              // the first day
	kept  M              // moves possible while the guarantor keeps its word
	calls M              // those of them by which the duty falls due
	due   S              // where the duty is due

	out     []machine.Label // a course on which the guarantor does nothing when it counts, if there is one
	outWith Verdict         // who it takes: Yes for the guarantor alone
}

// begin is the promise with nothing asked of it yet.
func begin[S, M any](w world.World[S, M], exact *machine.Machine, id model.DutyID) *pledge[S, M] {
	p := exact.Pact
	d := &p.Duties[id]
	self := model.SetOf(d.Obligor)
	x := &pledge[S, M]{
		World: w, Speaker: words.Speaker{Pact: p}, exact: exact, id: id, duty: d, side: ask.SideOf(p, self),
		first: w.And(w.Init(), w.Filling(exact.Filling)), kept: w.Permitted(p.Everyone() &^ self),
		due: w.Where(model.DutyIs{Duty: id, Status: model.Due}), outWith: No,
	}
	x.calls = w.Calling(x.kept, id)
	return x
}

func newPledge[S, M any](w world.World[S, M], exact *machine.Machine, id model.DutyID) *pledge[S, M] {
	x := begin(w, exact, id)
	if !x.callable() {
		return x
	}
	for _, way := range []struct {
		verdict Verdict
		players model.ActorSet
	}{{Yes, model.SetOf(x.duty.Obligor)}, {WithBodies, x.side}} {
		anyMove := func(machine.Label) bool { return true }
		if moves, ok := ask.ComesToNothing(w, exact, id, way.players, x.quiet, anyMove); ok {
			x.out, x.outWith = moves, way.verdict
			break
		}
	}
	return x
}

// quiet reports whether a move is not one of the others: where the guarantor gets away without their doing
// anything more, that is the course to show.
func (x *pledge[S, M]) quiet(l machine.Label) bool {
	return l.Actor == machine.Time || x.side.Has(l.Actor)
}

// acts are the moves that perform the duty.
func (x *pledge[S, M]) acts() M { return x.Performing(x.kept, x.id) }

// fromStart reports whether the duty fell due on the first day, before anything has happened.
func (x *pledge[S, M]) fromStart() bool {
	return x.Empty(x.And(x.first, x.Where(model.DutyIs{Duty: x.id, Status: model.Dormant})))
}

// canBeCalled reports whether the duty can fall due by allowed moves.
func (x *pledge[S, M]) canBeCalled(allowed M) bool {
	return x.fromStart() || x.happens(allowed, x.Calling(allowed, x.id))
}

// then lists what is to happen one after the other: the call, if it does not stand at the beginning, and what
// is wanted after it.
func (x *pledge[S, M]) then(wanted ...M) []M {
	if x.fromStart() {
		return wanted
	}
	return append([]M{x.calls}, wanted...)
}

// Never is what is said of a guarantee that cannot be called upon in this filling.
var Never = Said{Text: "it can never be called upon"}

// callable reports whether the duty can fall due at all.
func (x *pledge[S, M]) callable() bool { return x.canBeCalled(x.kept) }

// instrument is where the guarantee stands.
func (x *pledge[S, M]) instrument() *model.Instrument { return &x.Pact.Instruments[x.duty.Instrument] }

// running is where that is in force, ended where it has ended.
func (x *pledge[S, M]) running() S { return x.Where(ask.InForce(x.duty.Instrument)) }

// settled is a condition with the open points put in.
func (x *pledge[S, M]) settled(c model.Cond) model.Cond {
	return model.Settle(x.Pact, c, x.exact.Filling)
}
