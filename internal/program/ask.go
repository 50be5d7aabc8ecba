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
