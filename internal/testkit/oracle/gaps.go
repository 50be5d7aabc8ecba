package oracle

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Uncovered is for how many days an irreversible performance may lawfully be without its return, if the
// obligor does all it can; 0 if it is not, or if it cannot force the return.
func (w *World) Uncovered(d model.DutyID) int {
	if !w.asksExposed(d) {
		return 0
	}
	g := Game{w.lawful(), model.SetOf(w.Pact.Duties[d].Obligor), 0}
	within := g.forceWithin(g.where(func(s *State) bool { return w.returned(d, s) }), none)
	longest := 0
	for i, edges := range g.Edges {
		for _, e := range edges {
			if !g.Here[i] || !slices.Contains(e.Performs, d) {
				continue
			}
			if within[e.To] < 0 {
				return 0
			}
			longest = max(longest, within[e.To])
		}
	}
	return longest * w.Tick
}

// Outlasted tells whether what is got for an irreversible performance can lawfully end while it stands: by a
// term, or by powers of others.
func (w *World) Outlasted(d model.DutyID) (byTerm bool, byPower model.ActorSet) {
	if !w.asksExposed(d) {
		return false, 0
	}
	g := w.lawful()
	for _, i := range w.testedForForce(w.Pact.Duties[d].Return) {
		for n, s := range g.States {
			if !g.Here[n] || !dutyIs(s.Duties[d].Status, model.Performed) {
				continue
			}
			byTerm = byTerm || s.Instruments[i].Status == EndedByTerm
			for u, power := range w.Pact.Powers {
				if s.Instruments[i].Status == EndedOtherwise && s.Powers[u].Status == Used && power.Effect == model.Terminate &&
					power.Target == i && power.Holder != w.Pact.Duties[d].Obligor {
					byPower |= model.SetOf(power.Holder)
				}
			}
		}
	}
	return byTerm, byPower
}

// testedForForce lists the instruments that a return tests for being in force, itself or inside what is kept.
func (w *World) testedForForce(terms []model.Cond) []model.InstrumentID {
	var out []model.InstrumentID
	for _, c := range terms {
		model.Visit(model.Settle(w.Pact, c, w.Filling), func(c model.Cond) {
			switch c := c.(type) {
			case model.InstrumentIs:
				if c.Status == model.InForce {
					out = append(out, c.Instrument)
				}
			case model.Kept:
				switch c.Thing.Kind {
				case model.KindInstrument:
					out = append(out, model.InstrumentID(c.Thing.Index))
				case model.KindBan:
					out = append(out, w.Pact.Bans[c.Thing.Index].Instrument)
				case model.KindDuty:
					if duty := &w.Pact.Duties[c.Thing.Index]; duty.Recurs() {
						out = append(out, duty.Instrument)
					}
				}
			}
		})
	}
	return out
}
