package oracle

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// putsOutOfReach tells whether the mover, by a move from one state to another, has made a due duty of
// its own impossible to perform.
func (w *World) putsOutOfReach(from, to *State, mover model.ActorID) model.ActorSet {
	for i := range w.Pact.Duties {
		duty, d := &w.Pact.Duties[i], model.DutyID(i)
		if duty.Obligor != mover || duty.Discretion ||
			from.Duties[i].Status != Due || to.Duties[i].Status != Due || slices.Contains(to.performed, d) {
			continue
		}
		if w.withinReach(from, d) && !w.withinReach(to, d) {
			return model.SetOf(mover)
		}
	}
	return 0
}

// withinReach tells whether the obligor of a due duty could come to perform it by its own moves alone,
// leaving aside what was done in this tick, all bans and the wait.
func (w *World) withinReach(s *State, d model.DutyID) bool {
	duty := &w.Pact.Duties[d]
	start := s.clone()
	w.skipWait(start, d)
	return w.search(start, func(s *State) bool {
		if slices.Contains(s.performed, d) {
			return true
		}
		for _, a := range duty.Acts {
			if w.possible(s, a) {
				return true
			}
		}
		return false
	}, func(s *State) []*State {
		var next []*State
		for _, m := range w.steps(s, true) {
			if m.Mover == duty.Obligor {
				forget(m.To)
				w.skipWait(m.To, d)
				next = append(next, m.To)
			}
		}
		return next
	})
}

// skipWait lets the wait of a duty be over.
func (w *World) skipWait(s *State, d model.DutyID) {
	s.Duties[d].Wait = 0
	w.settle(s)
}

// failing are the culprits of a strike: whose duty is on its last day, is not discretionary, and who
// could have performed it by its own moves in this tick without doing what a ban forbids.
func (w *World) failing(s *State) model.ActorSet {
	var culprits model.ActorSet
	for i := range w.Pact.Duties {
		duty, d := &w.Pact.Duties[i], model.DutyID(i)
		if duty.Discretion || !w.lastDay(s, d) || culprits.Has(duty.Obligor) {
			continue
		}
		could := w.search(s, func(t *State) bool {
			return t != s && slices.Contains(t.performed, d)
		}, func(s *State) []*State {
			var next []*State
			for _, m := range w.steps(s, false) {
				if m.Mover == duty.Obligor && m.banned == 0 {
					next = append(next, m.To)
				}
			}
			return next
		})
		if could {
			culprits |= model.SetOf(duty.Obligor)
		}
	}
	return culprits
}

// search looks for a state that is wanted among all that can be reached.
func (w *World) search(start *State, wanted func(*State) bool, next func(*State) []*State) bool {
	seen := map[string]bool{start.Key(): true}
	open := []*State{start}
	for len(open) > 0 {
		s := open[0]
		open = open[1:]
		if wanted(s) {
			return true
		}
		for _, t := range next(s) {
			// A move that performs the duty may lead back to where it came from.
			if wanted(t) {
				return true
			}
			if k := t.Key(); !seen[k] {
				seen[k] = true
				open = append(open, t)
			}
		}
	}
	return false
}
