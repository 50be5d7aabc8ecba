package program

import "github.com/servanda-lang/servanda/model"

// Holds says a condition of the pact about the variables; nil, one that is not written, holds.
func (p *Program) Holds(c model.Cond) Cond { return p.builder.cond(c) }

// Given says that the terms of a return all hold; an instrument that ran its full term counts as given.
func (p *Program) Given(terms []model.Cond) Cond {
	b := *p.builder
	b.asReturn = true
	return b.cond(model.And{Terms: terms})
}

// RanOut says that an instrument has ended by its term.
func (p *Program) RanOut(i model.InstrumentID) Cond {
	return Eq(p.builder.instruments[i].status, iEndedByTerm)
}

// StatusOf gives the variable in which the value or status of a thing is kept, nil if none is: whether a ban binds
// follows from others, and a power's use may make no difference.
func (p *Program) StatusOf(ref model.Ref) *Variable {
	b := p.builder
	switch ref.Kind {
	case model.KindFact:
		return b.facts[ref.Index]
	case model.KindInstrument:
		return b.instruments[ref.Index].status
	case model.KindDecision:
		return b.decisions[ref.Index].status
	case model.KindDuty:
		return b.duties[ref.Index].status
	case model.KindPower:
		return b.powers[ref.Index].status
	}
	return nil
}

// SignedBy gives the variables for the signatures under an instrument, as its Between.
func (p *Program) SignedBy(i model.InstrumentID) []*Variable { return p.builder.instruments[i].signed }

// WaitOf gives the countdown during which doing a duty does not count yet, nil if it counts at once.
func (p *Program) WaitOf(d model.DutyID) *Variable { return p.builder.duties[d].wait }
