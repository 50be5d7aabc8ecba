package oracle

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// BlankCheque tells whether those to whom a duty is owed, with their bodies, can lawfully make it fall due
// again and again for ever by an act of theirs, in an instrument without term.
func (w *World) BlankCheque(d model.DutyID) bool {
	duty := &w.Pact.Duties[d]
	var callers model.ActorSet
	for i, a := range w.Pact.Actors {
		if slices.Contains(duty.For, model.ActorID(i)) || a.Kind == model.IsBody && slices.Contains(duty.For, a.Of) {
			callers |= model.SetOf(model.ActorID(i))
		}
	}
	if duty.Upon == model.None || duty.Discretion || w.Pact.Instruments[duty.Instrument].Expires != nil ||
		callers&model.SetOf(w.Pact.Acts[duty.Upon].By...) == 0 {
		return false
	}
	return anyOf(w.callsForEver(d, callers), w.lawful().Here)
}

// callsForEver marks the states from which some can force such a call again and again.
func (w *World) callsForEver(d model.DutyID, callers model.ActorSet) []bool {
	g, duty := Game{w.lawful(), callers, 0}, &w.Pact.Duties[d]
	z := not(make([]bool, len(g.States)))
	for {
		// From where can they force a call into a state from which they can do so again?
		call := func(_ int, e Edge) bool {
			return z[e.To] && e.Kind == Do && e.Act == duty.Upon && g.ours(e) && slices.Contains(e.FallsDue, d)
		}
		still := and(z, g.force(make([]bool, len(g.States)), call, nil))
		if slices.Equal(still, z) {
			return z
		}
		z = still
	}
}
