package guarantees

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/model"
)

// Standing lists the standing promises of a pact: guarantees, which are duties `upon` an act, `at its discretion` or
// `against` something; and
// duties whose `once` hangs on a decision by a body or by the obligor. Not among them are what is given in
// return for something, an exchange, and what hangs on a decision that an instrument waits for to enter
// into force: that is a ratification, not a call.
func Standing(p *model.Pact) []model.DutyID {
	var out []model.DutyID
	for i := range p.Duties {
		d := &p.Duties[i]
		if ask.IsGuarantee(d) || len(d.Return) == 0 && judged(p, d) {
			out = append(out, model.DutyID(i))
		}
	}
	return out
}

// judged reports whether a duty falls due by a decision of a body or of its obligor.
func judged(p *model.Pact, d *model.Duty) bool {
	found := false
	model.Visit(d.Once, func(c model.Cond) {
		if is, ok := c.(model.DecisionIs); ok && !ratifies(p, is.Decision) {
			found = found || slices.ContainsFunc(p.Decisions[is.Decision].By, func(a model.ActorID) bool {
				return a == d.Obligor || p.Actors[a].Kind == model.IsBody
			})
		}
	})
	return found
}

// ratifies reports whether an instrument's entry into force speaks of a decision.
func ratifies(p *model.Pact, d model.DecisionID) bool {
	found := false
	for i := range p.Instruments {
		model.Visit(p.Instruments[i].InForceOnce, func(c model.Cond) {
			is, ok := c.(model.DecisionIs)
			found = found || ok && is.Decision == d
		})
	}
	return found
}
