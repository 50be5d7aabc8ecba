package laid

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// sorts marks the moves of the sorts that pass a test.
func (w *World) sorts(test func(*explore.Sort) bool) Moves {
	yes := make([]uint64, len(w.Graph.Sorts))
	for i := range w.Graph.Sorts {
		if test(&w.Graph.Sorts[i]) {
			yes[i] = 1
		}
	}
	out := game.NewSet(w.Graph.MoveCount())
	for e, k := range w.Graph.Sort {
		out[e>>6] |= yes[k] << (e & 63)
	}
	return out
}

// Permitted is what can be done if only these may break their word.
func (w *World) Permitted(defectors model.ActorSet) Moves {
	return recall(w, w.permitted, defectors, func() Moves {
		return w.sorts(func(s *explore.Sort) bool { return s.Culprits.Within(defectors) })
	})
}

// Only is those moves that pass a test.
func (w *World) Only(m Moves, test func(machine.Label) bool) Moves {
	return m.And(w.sorts(func(s *explore.Sort) bool { return test(s.Move) }))
}

// Performing is those moves that perform a duty.
func (w *World) Performing(m Moves, d model.DutyID) Moves {
	return m.And(w.sorts(func(s *explore.Sort) bool { return slices.Contains(s.Performs, d) }))
}

// Breaching is those moves by which a duty is breached.
func (w *World) Breaching(m Moves, d model.DutyID) Moves {
	return m.And(w.sorts(func(s *explore.Sort) bool { return slices.Contains(s.Breaches, d) }))
}

// Calling is those moves by which a duty falls due.
func (w *World) Calling(m Moves, d model.DutyID) Moves {
	return m.And(w.sorts(func(s *explore.Sort) bool { return slices.Contains(s.FallsDue, d) }))
}

// From is those moves that are made in a set of states.
func (w *World) From(m Moves, s Set) Moves {
	if w.isAll(s) {
		return m
	}
	out := game.NewSet(len(w.Graph.To))
	for at := range s.Each {
		for e := w.Graph.First[at]; e < w.Graph.First[at+1]; e++ {
			if m.Has(e) {
				out.Add(e)
			}
		}
	}
	return out
}

// Into is those moves that lead into a set of states.
func (w *World) Into(m Moves, s Set) Moves {
	if w.isAll(s) {
		return m
	}
	out := game.NewSet(len(w.Graph.To))
	for at := range s.Each {
		for _, e := range w.Arena.Into(at) {
			if m.Has(e) {
				out.Add(e)
			}
		}
	}
	return out
}

// isAll reports whether a set is that of all states itself.
func (w *World) isAll(s Set) bool { return &s[0] == &w.all[0] }

// Join is the moves of both.
func (w *World) Join(a, b Moves) Moves { return a.Or(b) }

// Without is the moves of the first that are not of the second.
func (w *World) Without(a, b Moves) Moves { return a.Diff(b) }

// After is where the moves lead to from the states.
func (w *World) After(s Set, m Moves) Set {
	out := w.None()
	for at := range s.Each {
		for e := w.Graph.First[at]; e < w.Graph.First[at+1]; e++ {
			if m.Has(e) {
				out.Add(w.Graph.To[e])
			}
		}
	}
	return out
}

// Before is from where the moves lead into the states.
func (w *World) Before(s Set, m Moves) Set {
	out := w.None()
	for at := range s.Each {
		for _, e := range w.Arena.Into(at) {
			if m.Has(e) {
				out.Add(w.Arena.Source(e))
			}
		}
	}
	return out
}

// Makes is where one of the moves can be made.
func (w *World) Makes(m Moves) Set {
	out := w.None()
	for e := range m.Each {
		out.Add(w.Arena.Source(e))
	}
	return out
}

// Forward is what can be come to from the states without leaving others.
func (w *World) Forward(s Set, m Moves, within Set) Set {
	return w.spread(s.And(within), within, func(at int32, yield func(int32)) {
		for e := w.Graph.First[at]; e < w.Graph.First[at+1]; e++ {
			if m.Has(e) {
				yield(w.Graph.To[e])
			}
		}
	})
}

// Backward is from where the states can be come to without leaving others.
func (w *World) Backward(s Set, m Moves, within Set) Set {
	return w.spread(s.And(within), within, func(at int32, yield func(int32)) {
		for _, e := range w.Arena.Into(at) {
			if m.Has(e) {
				yield(w.Arena.Source(e))
			}
		}
	})
}

// spread adds what is next to what is there, within some states, until nothing is added. It takes over the set.
func (w *World) spread(s, within Set, next func(at int32, yield func(int32))) Set {
	var todo []int32
	for at := range s.Each {
		todo = append(todo, at)
	}
	for step := 0; len(todo) > 0; step++ {
		w.pause(step)
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		next(at, func(to int32) {
			if within.Has(to) && !s.Has(to) {
				s.Add(to)
				todo = append(todo, to)
			}
		})
	}
	return s
}

// ForEver is from where the moves can go on for ever without leaving the states.
func (w *World) ForEver(s Set, m Moves) Set {
	s = s.And(w.all)
	ways := make([]int32, w.Graph.States())
	var todo []int32
	for at := range s.Each {
		for e := w.Graph.First[at]; e < w.Graph.First[at+1]; e++ {
			if m.Has(e) && s.Has(w.Graph.To[e]) {
				ways[at]++
			}
		}
		if ways[at] == 0 {
			todo = append(todo, at)
		}
	}
	for step := 0; len(todo) > 0; step++ {
		w.pause(step)
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		s.Drop(at)
		for _, e := range w.Arena.Into(at) {
			from := w.Arena.Source(e)
			if !m.Has(e) || !s.Has(from) || ways[from] == 0 {
				continue
			}
			if ways[from]--; ways[from] == 0 {
				todo = append(todo, from)
			}
		}
	}
	return s
}

// Reach is what can be reached if only these may break their word.
func (w *World) Reach(defectors model.ActorSet) Set {
	return recall(w, w.reach, defectors, func() Set { return w.Forward(w.Init(), w.Permitted(defectors), w.all) })
}

// Cover is Reach: it is soon found.
func (w *World) Cover(defectors model.ActorSet) Set { return w.Reach(defectors) }

// Movers are the actors that ever have a move.
func (w *World) Movers() (out model.ActorSet) {
	for i := range w.Graph.Sorts {
		if l := w.Graph.Sorts[i].Move; l.Actor != machine.Time {
			out |= model.SetOf(l.Actor)
		}
	}
	return out
}

// CanBreak are the actors for whom some move is a breach.
func (w *World) CanBreak() (out model.ActorSet) {
	for i := range w.Graph.Sorts {
		out |= w.Graph.Sorts[i].Culprits
	}
	return out
}

// Signable reports whether signing an instrument is a move of this pact.
func (w *World) Signable(i model.InstrumentID) bool { return w.machine().Signable(int(i)) }

// Path finds a shortest course by the rules of its stages; of several the first in the order of moves.
func (w *World) Path(from Set, begin int, stages []world.Stage[Set, Moves]) ([]machine.Label, Set, bool) {
	moves, end, ok := w.Graph.Walk(one(from), explore.Phases{First: begin, Last: len(stages), Next: func(k int, _, e int32) (int, bool) {
		for i := range stages[k] {
			if r := &stages[k][i]; r.By.Has(e) && r.Into.Has(w.Graph.To[e]) {
				return r.To, true
			}
		}
		return 0, false
	}})
	if !ok {
		return nil, nil, false
	}
	return w.labels(moves), w.single(end), true
}

// Labels says what moves are among some, each once.
func (w *World) Labels(m Moves) []machine.Label {
	there := make([]bool, len(w.Graph.Sorts))
	for e := range m.Each {
		there[w.Graph.Sort[e]] = true
	}
	var out []machine.Label
	for i := range w.Graph.Sorts {
		if l := w.Graph.Sorts[i].Move; there[i] && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

func (w *World) labels(moves []int32) []machine.Label {
	out := make([]machine.Label, len(moves))
	for i, e := range moves {
		out[i] = w.Graph.SortOf(e).Move
	}
	return out
}

// Rounds is the states to which a tick leads on a round that can be come to.
func (w *World) Rounds(from Set, m Moves, through Set) Set {
	return w.Graph.Rounds(from.Each, m.Has, through)
}

// Round is a shortest round from a state back to it, which ends with a tick.
func (w *World) Round(at Set, m Moves, through Set) ([]machine.Label, bool) {
	moves, ok := w.Graph.Round(one(at), m.Has, through)
	return w.labels(moves), ok
}

// First is the first of the moves that can be made in a state.
func (w *World) First(at Set, m Moves) (l machine.Label, ok bool) {
	for e := range w.From(m, at).Each {
		return w.Graph.SortOf(e).Move, true
	}
	return l, false
}

// Follow gives the numbers of moves made one after the other from the first day on.
func (w *World) Follow(labels []machine.Label) []int32 {
	var out []int32
	at := int32(0)
	for _, l := range labels {
		e := w.Graph.First[at]
		for w.Graph.SortOf(e).Move != l {
			e++
		}
		out, at = append(out, e), w.Graph.To[e]
	}
	return out
}
