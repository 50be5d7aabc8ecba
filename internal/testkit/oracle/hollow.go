package oracle

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Hollow tells whether a guarantor can by itself, lawfully, see to it that no act of the duty follows
// when it is called upon; and whether, if it does so, it may still be called upon and the call come to
// nothing otherwise than by the guarantee running out. Both make the finding. The others may break their
// word: a guarantee is there for when somebody does.
func (w *World) Hollow(d model.DutyID) (canDodge, comesToNothing bool) {
	duty := &w.Pact.Duties[d]
	if duty.Upon == model.None && !duty.Discretion {
		return false, false
	}
	p := model.SetOf(duty.Obligor)
	g := Game{w.in(w.everyone() &^ p), p, Signs{ForOthers: p}}
	performs := func(_ int, e Edge) bool { return slices.Contains(e.Performs, d) }
	dodging := g.avoid(make([]bool, len(g.States)), performs)
	if !dodging[0] {
		return false, false
	}
	due := g.where(func(s *State) bool { return s.Duties[d].Status == Due })
	dodges := func(from int, e Edge) bool {
		return dodging[e.To] && !performs(from, e) && !w.runsOut(g.Graph, d, from, e)
	}
	here := g.reach(0, dodges)
	for i := range g.States {
		if !here[i] || !due[i] {
			continue
		}
		for _, e := range g.Edges[i] {
			endless := duty.Within == nil && duty.By == nil && e.Kind == Pass
			if dodges(i, e) && (!due[e.To] || endless) {
				return true, true
			}
		}
	}
	return true, false
}

// runsOut tells whether by a move the duty, which was due, is excused since the guarantee runs out.
func (w *World) runsOut(g *Graph, d model.DutyID, from int, e Edge) bool {
	was, is := g.States[from], g.States[e.To]
	return was.Duties[d].Status == Due && dutyIs(is.Duties[d].Status, model.Excused) &&
		is.Instruments[w.Pact.Duties[d].Instrument].Status == EndedByTerm
}
