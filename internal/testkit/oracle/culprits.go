package oracle

import (
	"reflect"
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// putsOutOfReach tells whether the mover, by a move from one state to another, has made a due duty of
// its own impossible to perform: for good, or on the last day for what is left of it.
func (w *World) putsOutOfReach(from, to *State, mover model.ActorID) model.ActorSet {
	for i := range w.Pact.Duties {
		duty, d := &w.Pact.Duties[i], model.DutyID(i)
		if duty.Obligor != mover || duty.Discretion ||
			from.Duties[i].Status != Due || to.Duties[i].Status != Due || slices.Contains(to.performed, d) {
			continue
		}
		due := func(d model.DutyID) bool { return from.Duties[d].Status == Due }
		if w.spoils(d, due, func(s *State, movers model.ActorSet) bool { return w.withinReach(s, d, movers) }, from, to) {
			return model.SetOf(mover)
		}
		last := func(d model.DutyID) bool { return w.lastDay(from, d) }
		if last(d) && w.spoils(d, last, func(s *State, movers model.ActorSet) bool { return w.firstMovers(s, d, movers) != 0 }, from, to) {
			return model.SetOf(mover)
		}
	}
	return 0
}

// spoils tells whether a duty could be performed before a move and cannot after it: by its obligor, or, if
// none of those who share it could alone, by these together.
func (w *World) spoils(d model.DutyID, who func(model.DutyID) bool, could func(*State, model.ActorSet) bool, from, to *State) bool {
	obligor := model.SetOf(w.Pact.Duties[d].Obligor)
	if could(from, obligor) {
		return !could(to, obligor)
	}
	all := w.sharers(d, who)
	for _, a := range all.IDs() {
		if could(from, model.SetOf(a)) {
			return false
		}
	}
	return all.Len() > 1 && could(from, all) && !could(to, all)
}

// sharers are those who owe the very same thing to be ensured in such a duty, the obligor among them.
func (w *World) sharers(d model.DutyID, such func(model.DutyID) bool) model.ActorSet {
	duty := &w.Pact.Duties[d]
	out := model.SetOf(duty.Obligor)
	for i := range w.Pact.Duties {
		other := &w.Pact.Duties[i]
		if duty.Ensure != nil && !other.Discretion && such(model.DutyID(i)) && reflect.DeepEqual(duty.Ensure, other.Ensure) {
			out |= model.SetOf(other.Obligor)
		}
	}
	return out
}

// withinReach tells whether some could come to perform a due duty by their own moves alone, leaving aside
// what was done in this tick, all bans and the wait.
func (w *World) withinReach(s *State, d model.DutyID, movers model.ActorSet) bool {
	duty := &w.Pact.Duties[d]
	start := s.clone()
	forget(start)
	w.skipWait(start, d)
	seen := map[string]bool{}
	open := []*State{start}
	for ; len(open) > 0; open = open[1:] {
		s := open[0]
		if slices.Contains(s.performed, d) || slices.ContainsFunc(duty.Acts, func(a model.ActID) bool { return w.possible(s, a) }) {
			return true
		}
		if seen[s.Key()] {
			continue
		}
		seen[s.Key()] = true
		for _, m := range w.steps(s, true) {
			if movers.Has(m.Mover) {
				forget(m.To)
				w.skipWait(m.To, d)
				open = append(open, m.To)
			}
		}
	}
	return false
}

// skipWait lets the wait of a duty be over, and what has nothing left to be done for it be performed.
func (w *World) skipWait(s *State, d model.DutyID) {
	s.Duties[d].Wait = 0
	w.settle(s)
}

// failing are the culprits of a strike: whose duty is on its last day, is not discretionary, and who
// could still have performed it; for what several owe together, those who had to begin.
func (w *World) failing(s *State) model.ActorSet {
	last := func(d model.DutyID) bool { return w.lastDay(s, d) }
	var culprits model.ActorSet
	for i := range w.Pact.Duties {
		duty, d := &w.Pact.Duties[i], model.DutyID(i)
		if duty.Discretion || !last(d) {
			continue
		}
		all, alone := w.sharers(d, last), model.ActorSet(0)
		for _, a := range all.IDs() {
			alone |= w.firstMovers(s, d, model.SetOf(a))
		}
		switch {
		case alone == 0:
			culprits |= w.firstMovers(s, d, all)
		default:
			culprits |= alone & model.SetOf(duty.Obligor)
		}
	}
	return culprits
}

// firstMovers are those with whose move a shortest sequence of moves of the movers begins that performs a
// duty in this tick, without anything that a ban forbids the one who does it. Nobody: there is none.
func (w *World) firstMovers(s *State, d model.DutyID, movers model.ActorSet) model.ActorSet {
	type reached struct {
		s     *State
		first model.ActorSet
	}
	seen := map[string]bool{s.Key(): true}
	for layer := []reached{{s, 0}}; len(layer) > 0; {
		var found model.ActorSet
		at := map[string]int{}
		var next []reached
		for _, x := range layer {
			for _, m := range w.steps(x.s, false) {
				if !movers.Has(m.Mover) || m.banned != 0 {
					continue
				}
				first := x.first
				if first == 0 {
					first = model.SetOf(m.Mover)
				}
				if slices.Contains(m.To.performed, d) {
					found |= first
				}
				k := m.To.Key()
				if i, ok := at[k]; ok {
					next[i].first |= first
				} else if !seen[k] {
					at[k], seen[k] = len(next), true
					next = append(next, reached{m.To, first})
				}
			}
		}
		if found != 0 {
			return found
		}
		layer = next
	}
	return 0
}
