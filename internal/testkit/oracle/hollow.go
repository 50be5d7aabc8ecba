package oracle

import "github.com/servanda-lang/servanda/model"

// Hollow tells whether a guarantor can by itself, lawfully, see to it that no act of the duty follows
// when it is called upon, other than by the guarantee running out; and whether, if it does so, it may
// still be called upon. Both make the finding.
func (w *World) Hollow(d model.DutyID) (canDodge, isCalledUpon bool) {
	duty := &w.Pact.Duties[d]
	if duty.Upon == model.None && !duty.Discretion {
		return false, false
	}
	p := model.SetOf(duty.Obligor)
	g := Game{w.lawful(), p, Signs{ForOthers: p}}
	loses := func(from int, e Edge) bool { return w.acts(d, g.States[from], g.States[e.To]) }
	dodging := g.avoid(make([]bool, len(g.States)), loses)
	if !dodging[0] {
		return false, false
	}
	region := g.reach(0, func(from int, e Edge) bool {
		return g.theirs(e) || dodging[e.To] && !loses(from, e)
	})
	return true, anyOf(region, g.moments(d))
}

// acts tells whether by a move the duty has been performed, or excused by the guarantee running out.
func (w *World) acts(d model.DutyID, from, to *State) bool {
	was, is := from.Duties[d].Status, to.Duties[d].Status
	ranOut := to.Instruments[w.Pact.Duties[d].Instrument].Status == EndedByTerm
	return dutyIs(is, model.Performed) && !dutyIs(was, model.Performed) ||
		was == Due && dutyIs(is, model.Excused) && ranOut
}
