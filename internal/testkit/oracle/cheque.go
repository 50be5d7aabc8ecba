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
	g := Game{w.lawful(), callers, Signs{}}
	due := g.where(func(s *State) bool { return s.Duties[d].Status == Due })
	again := not(make([]bool, len(g.States)))
	for {
		// From where can they call now, into a state from which they can do so again?
		call := make([]bool, len(g.States))
		for i, edges := range g.Edges {
			for _, e := range edges {
				if again[i] && again[e.To] && e.Kind == Do && e.Act == duty.Upon && g.ours(e) && !due[i] && due[e.To] {
					call[i] = true
				}
			}
		}
		still := and(again, g.Force(call))
		if slices.Equal(still, again) {
			return slices.Contains(again, true)
		}
		again = still
	}
}
