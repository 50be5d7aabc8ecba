package findings

import (
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/model"
)

// moments are the states in which a duty has just fallen due, or come back, in a world.
type moments struct {
	at  []bool // by state
	due []bool // by state: the duty is due
	any bool
}

// fallingDue finds the moments of a duty: states to which some move of the world leads from a state in
// which the duty is not due, and the initial state if it is due there.
func (q *inquiry) fallingDue(d model.DutyID, w *explore.World) moments {
	ms := moments{at: make([]bool, q.g.States()), due: q.whereDuty(d, model.Due)}
	if ms.due[0] {
		ms.at[0], ms.any = true, true
	}
	for _, s := range w.Order {
		if ms.due[s] {
			continue
		}
		for e := range w.Moves(s) {
			if to := q.g.To[e]; ms.due[to] {
				ms.at[to], ms.any = true, true
			}
		}
	}
	return ms
}

// falls reports whether a move from s makes the duty due.
func (ms moments) falls(s, to int32) bool { return !ms.due[s] && ms.due[to] }
