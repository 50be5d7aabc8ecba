package machine

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// Events is what happens to duties by a move, whatever becomes of them at once afterwards: one that is performed and
// due again has been performed, one that is breached and due again has been breached, one that falls due and is
// performed at once has fallen due. Each list is in order of declaration.
type Events struct {
	Performs []model.DutyID // the duties it performs
	Breaches []model.DutyID // those it is by which they are breached
	FallsDue []model.DutyID // those that fall due, or come back to be due
	Lapses   []model.DutyID // those at their obligor's discretion that lapse
}

// NoEvents reports whether nothing happens to any duty.
func (e *Events) NoEvents() bool {
	return len(e.Performs)+len(e.Breaches)+len(e.FallsDue)+len(e.Lapses) == 0
}

// SameEvents reports whether the same happens.
func (e *Events) SameEvents(o *Events) bool {
	return slices.Equal(e.Performs, o.Performs) && slices.Equal(e.Breaches, o.Breaches) &&
		slices.Equal(e.FallsDue, o.FallsDue) && slices.Equal(e.Lapses, o.Lapses)
}

// CloneEvents is a copy to keep; what is empty in it is nil.
func (e *Events) CloneEvents() Events {
	keep := func(ds []model.DutyID) []model.DutyID { return append([]model.DutyID(nil), ds...) }
	return Events{keep(e.Performs), keep(e.Breaches), keep(e.FallsDue), keep(e.Lapses)}
}

// note writes an event down, once.
func (fx *effects) note(e program.Event, d model.DutyID) {
	fx.eventful = true
	if at, found := slices.BinarySearch(fx.events[e], d); !found {
		fx.events[e] = slices.Insert(fx.events[e], at, d)
	}
}

// clear begins a new move.
func (fx *effects) clear() {
	fx.blamed, fx.broken = 0, fx.broken[:0]
	if fx.eventful {
		for e := range fx.events {
			fx.events[e] = fx.events[e][:0]
		}
		fx.eventful = false
	}
}

// list gives the events of the move; valid until the next.
func (fx *effects) list() (out Events) {
	if fx.eventful {
		x := &fx.events
		out = Events{x[program.Performs], x[program.Breaches], x[program.FallsDue], x[program.Lapses]}
	}
	return out
}

// eventOf tells which event of which duty is noted in a variable.
func (a *assembler) eventOf(v *program.Variable) (e program.Event, d model.DutyID, ok bool) {
	for e, vs := range a.p.Events {
		if d := slices.Index(vs, v); d >= 0 {
			return program.Event(e), model.DutyID(d), true
		}
	}
	return 0, 0, false
}
