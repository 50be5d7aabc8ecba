package guarantees

import (
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// exit: the guarantor's soonest lawful way out, told as a lawyer would: how long it takes from its first step on, and before
// what day after the entry into force that step cannot be taken.
//
// It is the course with the fewest days from the entry into force until the instrument has ended, otherwise than by its term,
// or is suspended for as long as the guarantor likes; by lawful moves of the guarantor and its bodies alone, while the others
// only do what they owe. If there is no such way, one on which others move first, their word kept or not, and which the
// guarantor's side brings to its end.
func (x *pledge[S, M]) exit() Said {
	if moves, ok := x.leave(x.own(), x.own()); ok {
		if said, moved := x.exitSaid(moves, x.side); moved {
			return said
		}
	}
	if moves, ok := x.leave(x.kept, x.ownDoing(x.kept)); ok {
		said, _ := x.exitSaid(moves, x.Pact.Everyone())
		said.Text = "only if others move first: " + said.Text
		return said
	}
	if x.instrument().Expires != nil {
		return Said{Text: "none before its term runs out", Missing: true}
	}
	return Said{Text: "none", Missing: true}
}

// ownDoing is those moves, out of some, that are of the guarantor's side, or the taking effect of a notice it gave.
func (x *pledge[S, M]) ownDoing(m M) M {
	out := x.Only(m, func(l machine.Label) bool { return l.Actor != machine.Time && x.side.Has(l.Actor) })
	strikes := x.Only(m, func(l machine.Label) bool { return l.Actor == machine.Time && !passes(l) })
	for i := range x.Pact.Powers {
		if w := &x.Pact.Powers[i]; x.endsIt(w) && w.Notice != nil && x.side.Has(w.Holder) {
			noticed := x.Where(model.PowerIs{Power: model.PowerID(i), Status: model.Noticed})
			out = x.Join(out, x.From(strikes, noticed))
		}
	}
	return out
}

// endsIt reports whether a power ends the instrument or suspends it.
func (x *pledge[S, M]) endsIt(w *model.Power) bool {
	return (w.Effect == model.Terminate || w.Effect == model.Suspend) && w.Target == x.duty.Instrument
}

// own is the lawful moves of the guarantor's side, of time, and of others who do what they owe.
func (x *pledge[S, M]) own() M {
	lawful := x.Permitted(0)
	out := x.Only(lawful, func(l machine.Label) bool { return l.Actor == machine.Time || x.side.Has(l.Actor) })
	for i := range x.Pact.Duties {
		out = x.Join(out, x.Performing(lawful, model.DutyID(i)))
	}
	return out
}

// left marks the states in which the guarantee no longer binds, or only if the guarantor wills.
func (x *pledge[S, M]) left() S {
	ended := x.Where(model.InstrumentIs{Instrument: x.duty.Instrument, Status: model.Ended})
	if !x.suspendable() {
		return ended
	}
	self := model.SetOf(x.duty.Obligor)
	k := world.Match{Players: self, Defectors: x.Pact.Everyone() &^ self}
	lost := x.Lost([]world.Match{k}, []S{x.due}, x.All())[0]
	suspended := x.Where(model.InstrumentIs{Instrument: x.duty.Instrument, Status: model.Suspended})
	return x.Or(ended, x.Diff(suspended, lost))
}

// leave is a course out of the guarantee with the fewest days, and among those the fewest moves, from its entry into force
// on, along the moves allowed after it, the last of which is one of some.
//
// Ticks after the entry into force are counted in layers: what can be come to while none passes, while one passes, and so on,
// each state in the first layer it is in. A course that goes from layer to layer has the fewest days.
func (x *pledge[S, M]) leave(allowed, last M) (moves []machine.Label, ok bool) {
	running, left := x.running(), x.left()
	before := x.entering(running)
	there := x.Forward(x.first, before, x.Diff(x.All(), running))
	layer := x.And(x.Or(x.first, x.After(there, before)), running)
	ticks := x.Only(allowed, passes)
	still := x.Without(allowed, ticks)
	along, seen := x.Only(allowed, func(machine.Label) bool { return false }), x.None()
	for !x.Empty(layer) {
		layer = x.Diff(x.Forward(layer, still, x.Diff(x.All(), seen)), seen)
		along = x.Join(along, x.Into(x.From(still, layer), layer))
		ends := x.Into(x.From(last, x.Diff(x.Or(seen, layer), left)), x.And(layer, left))
		if ends = x.Without(along, x.Without(along, ends)); !x.Empty(x.Makes(ends)) {
			return x.wayOut(running, left, before, along, ends)
		}
		seen = x.Or(seen, layer)
		next := x.Diff(x.After(x.Diff(layer, left), ticks), seen)
		along = x.Join(along, x.Into(x.From(ticks, x.Diff(layer, left)), next))
		layer = next
	}
	return nil, false
}

// entering is the moves by which the instrument enters into force: lawful ones, if that can be.
func (x *pledge[S, M]) entering(running S) M {
	lawful := x.Permitted(0)
	if x.Empty(x.And(x.first, running)) && !x.happens(lawful, x.Into(lawful, running)) {
		return x.kept
	}
	return lawful
}

// wayOut is a shortest course that enters into force and goes along some moves to one that ends it, and over nothing that
// does so before.
func (x *pledge[S, M]) wayOut(running, left S, before, along, ends M) ([]machine.Label, bool) {
	begin := 0
	if !x.Empty(x.And(x.first, running)) {
		begin = 1
	}
	moves, _, ok := x.Path(x.first, begin, []world.Stage[S, M]{
		{{By: before, Into: running, To: 1}, {By: before, Into: x.All(), To: 0}},
		{{By: ends, Into: left, To: 2}, {By: along, Into: x.Diff(x.All(), left), To: 1}},
	})
	return moves, ok
}

// exitSaid says how long it takes from the first step of certain actors after the entry into force, on which day that can be
// at the earliest, and what they do; moved is false if they do nothing.
func (x *pledge[S, M]) exitSaid(moves []machine.Label, who model.ActorSet) (said Said, moved bool) {
	c := x.course(moves)
	ref := model.Ref{Kind: model.KindInstrument, Index: int(x.duty.Instrument)}
	var does []string
	var wait, takes int
	said.Course = c
	in := x.exact.Reads(x.exact.Initial(), ref) == "in force"
	for i := range c.Steps {
		s := &c.Steps[i]
		switch {
		case in && s.Move.Kind == machine.Pass && len(does) == 0:
			wait += x.exact.Tick * s.Times()
		case in && s.Move.Kind == machine.Pass:
			takes += x.exact.Tick * s.Times()
		case in && s.Move.Actor != machine.Time && who.Has(s.Move.Actor) && len(s.Performs) == 0:
			does = append(does, course.Said(x.exact, s.Move))
			said.Assumed = append(said.Assumed, x.assumedBy(s.Move)...)
		}
		in = in || slices.ContainsFunc(s.Changes, func(ch machine.Change) bool { return ch.Thing == ref && ch.To == "in force" })
	}
	said.Days, said.After = &takes, &wait
	said.Text = exitTakes(takes, wait, len(does) > 0)
	if wait > 0 {
		said.Short = Span(takes) + ", after " + Span(wait)
	}
	if len(does) > 0 {
		said.Text += ": " + strings.Join(does, ", then ")
	}
	slices.Sort(said.Assumed)
	said.Assumed = slices.Compact(said.Assumed)
	return said, len(does) > 0
}

// exitTakes says how long an exit takes and when it can begin.
func exitTakes(takes, wait int, step bool) string {
	text := "at once"
	switch {
	case !step:
		return Span(wait) + " after entry into force"
	case takes > 0:
		text = Span(takes)
	}
	if wait == 0 {
		return text + ", from the day of entry into force on"
	}
	return text + ", but not before " + Span(wait) + " after entry into force"
}

// assumedBy are the open points that the notice of a power comes from.
func (x *pledge[S, M]) assumedBy(l machine.Label) []model.PointID {
	if l.Kind != machine.Use {
		return nil
	}
	return assumed(x.Pact.Powers[l.Index].Notice)
}
