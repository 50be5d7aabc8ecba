package machine

import "github.com/servanda-lang/servanda/model"

// Remembers stands in until the reductions land.
func (p *program) Remembers(model.ActID, int) bool { return true }

// RemembersUse stands in until the reductions land.
func (p *program) RemembersUse(model.PowerID) bool { return true }

// RemembersStatus stands in until the reductions land.
func (p *program) RemembersStatus(model.PowerID) bool { return true }
