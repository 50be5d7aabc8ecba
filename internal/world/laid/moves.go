package laid

import (
	"iter"
	"math/bits"
	"slices"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// sorts marks the sorts that pass a test.
func (w *World) sorts(test func(*explore.Sort) bool) []bool {
	out := make([]bool, len(w.Graph.Sorts))
	for i := range w.Graph.Sorts {
		out[i] = test(&w.Graph.Sorts[i])
	}
	return out
}

// Permitted is what can be done if only these may break their word.
func (w *World) Permitted(defectors model.ActorSet) Moves {
	return Moves{{Sorts: w.sorts(func(s *explore.Sort) bool { return s.Culprits.Within(defectors) })}}
}

// Only is those moves that pass a test.
func (w *World) Only(m Moves, test func(machine.Label) bool) Moves {
	return m.Only(w.sorts(func(s *explore.Sort) bool { return test(s.Move) }))
}

// Performing is those moves that perform a duty.
func (w *World) Performing(m Moves, d model.DutyID) Moves {
	return m.Only(w.sorts(func(s *explore.Sort) bool { return slices.Contains(s.Performs, d) }))
}

// Breaching is those moves by which a duty is breached.
func (w *World) Breaching(m Moves, d model.DutyID) Moves {
	return m.Only(w.sorts(func(s *explore.Sort) bool { return slices.Contains(s.Breaches, d) }))
}

// Calling is those moves by which a duty falls due.
func (w *World) Calling(m Moves, d model.DutyID) Moves {
	return m.Only(w.sorts(func(s *explore.Sort) bool { return slices.Contains(s.FallsDue, d) }))
}

// From is those moves that are made in a set of states.
func (w *World) From(m Moves, s Set) Moves { return m.From(w.within(s)) }

// Into is those moves that lead into a set of states.
func (w *World) Into(m Moves, s Set) Moves { return m.Into(w.within(s)) }

// isAll reports whether a set is that of all states itself.
func (w *World) isAll(s Set) bool { return &s[0] == &w.all[0] }

// Join is the moves of both.
func (w *World) Join(a, b Moves) Moves { return a.Join(b) }

// Without is the moves of the first that are not of the second.
func (w *World) Without(a, b Moves) Moves { return a.Without(b, w.all) }

// rows goes over the states of a set in which some moves are made, and for each over those moves, until it is told that
// no more of them are wanted.
func (w *World) rows(s Set, m Moves, visit func(at, e int32) (more bool)) {
	pick, step := m.Picker(), 0
	first, to, sort := w.Graph.First, w.Graph.To, w.Graph.Sort
	for at := range s.And(w.made(m)).Each {
		w.pause(step)
		step++
		if !pick.At(at) {
			continue
		}
		for e, end := first[at], first[at+1]; e < end; e++ {
			if pick.Has(sort[e], to[e]) && !visit(at, e) {
				break
			}
		}
	}
}

// made is states outside of which none of some moves is made.
func (w *World) made(m Moves) Set {
	if len(m) == 1 && m[0].From == nil {
		return w.makers(m[0].Sorts)
	}
	out := w.None()
	for i := range m {
		from := m[i].From
		if from == nil {
			from = w.all
		}
		for k, word := range w.makers(m[i].Sorts) {
			out[k] |= word & from[k]
		}
	}
	return out
}

// makers is states outside of which no move of some sorts is made: where moves of these sorts are, if they are few.
func (w *World) makers(sorts []bool) Set {
	few := 0
	for _, yes := range sorts {
		if yes {
			few++
		}
	}
	if few > fewSorts {
		return w.all
	}
	return recall(w, w.bySorts, string(bitsOf(sorts)), func() Set {
		out, first, of := w.None(), w.Graph.First, w.Graph.Sort
		for s := range int32(w.Graph.States()) {
			w.pause(int(s))
			if slices.ContainsFunc(of[first[s]:first[s+1]], func(k uint16) bool { return sorts[k] }) {
				out.Add(s)
			}
		}
		return out
	})
}

// fewSorts is of how many sorts of moves it is looked up where they are made.
const fewSorts = 4

// bitsOf is some sorts as a key.
func bitsOf(sorts []bool) []byte {
	out := make([]byte, (len(sorts)+7)/8)
	for k, yes := range sorts {
		if yes {
			out[k/8] |= 1 << (k % 8)
		}
	}
	return out
}

// After is where the moves lead to from the states.
func (w *World) After(s Set, m Moves) Set {
	out := w.None()
	w.rows(s, m, func(_, e int32) bool { out.Add(w.Graph.To[e]); return true })
	return out
}

// Before is from where the moves lead into the states.
func (w *World) Before(s Set, m Moves) Set { return w.Makes(w.Into(m, s)) }

// Makes is where one of the moves can be made.
func (w *World) Makes(m Moves) Set {
	return w.once(played{kind: makes, moves: m}, func() Set {
		out := w.None()
		w.rows(w.all, m, func(at, _ int32) bool { out.Add(at); return false })
		return out
	})
}

// Forward is what can be come to from the states without leaving others.
func (w *World) Forward(s Set, m Moves, within Set) Set {
	out, pick := s.And(within), m.Picker()
	var todo []int32 // in a knot: states that were come to and have been passed
	spread := func(at, passed int32) {
		if !pick.At(at) {
			return
		}
		for e := w.Graph.First[at]; e < w.Graph.First[at+1]; e++ {
			to := w.Graph.To[e]
			if within.Has(to) && !out.Has(to) && pick.Has(w.Graph.Sort[e], to) {
				if out.Add(to); to > passed {
					todo = append(todo, to)
				}
			}
		}
	}
	step := 0
	for at := range w.backwards(out) {
		for spread(at, at); len(todo) > 0; step++ {
			w.pause(step)
			next := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			spread(next, at)
		}
	}
	return out
}

// backwards goes over the states of a set from the last one on, also over those that are put into it before their turn.
func (w *World) backwards(s Set) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for k := len(s) - 1; k >= 0; k-- {
			w.pause(k)
			for below := ^uint64(0); s[k]&below != 0; {
				top := 63 - bits.LeadingZeros64(s[k]&below)
				below = 1<<top - 1
				if !yield(int32(k<<6 + top)) {
					return
				}
			}
		}
	}
}

// Backward is from where the states can be come to without leaving others.
func (w *World) Backward(s Set, m Moves, within Set) Set {
	out, pick := s.And(within), m.Picker()
	w.Arena.Settle(w.within(within), func(at int32) bool {
		if out.Has(at) || !pick.At(at) {
			return false
		}
		for e := w.Graph.First[at]; e < w.Graph.First[at+1]; e++ {
			if to := w.Graph.To[e]; out.Has(to) && pick.Has(w.Graph.Sort[e], to) {
				out.Add(at)
				return true
			}
		}
		return false
	})
	return out
}

// ForEver is from where the moves can go on for ever without leaving the states.
func (w *World) ForEver(s Set, m Moves) Set {
	out, pick := s.And(w.all), m.Picker()
	w.Arena.Settle(out, func(at int32) bool {
		if !out.Has(at) {
			return false
		}
		for e, some := w.Graph.First[at], pick.At(at); some && e < w.Graph.First[at+1]; e++ {
			if to := w.Graph.To[e]; out.Has(to) && pick.Has(w.Graph.Sort[e], to) {
				return false
			}
		}
		out.Drop(at)
		return true
	})
	return out
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
	moves, end, ok := w.Graph.Walk(one(from), explore.Phases{First: begin, Last: len(stages), Next: func(k int, s, e int32) (int, bool) {
		for i := range stages[k] {
			if r := &stages[k][i]; r.Into.Has(w.Graph.To[e]) && r.By.Has(s, w.Graph.Sort[e], w.Graph.To[e]) {
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
	w.rows(w.all, m, func(_, e int32) bool { there[w.Graph.Sort[e]] = true; return true })
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
	return w.Graph.Rounds(from.Each, w.has(m), through)
}

// Round is a shortest round from a state back to it, which ends with a tick.
func (w *World) Round(at Set, m Moves, through Set) ([]machine.Label, bool) {
	moves, ok := w.Graph.Round(one(at), w.has(m), through)
	return w.labels(moves), ok
}

// has reports whether a move out of a state is among some.
func (w *World) has(m Moves) func(s, e int32) bool {
	return func(s, e int32) bool { return m.Has(s, w.Graph.Sort[e], w.Graph.To[e]) }
}

// First is the first of the moves that can be made in a state.
func (w *World) First(at Set, m Moves) (l machine.Label, ok bool) {
	w.rows(w.single(one(at)), m, func(_, e int32) bool {
		l, ok = w.Graph.SortOf(e).Move, true
		return false
	})
	return l, ok
}

// Follow gives the numbers of moves made one after the other from the first day on.
func (w *World) Follow(labels []machine.Label) []int32 {
	var out []int32
	at := w.Graph.Start
	for _, l := range labels {
		e := w.Graph.First[at]
		for w.Graph.SortOf(e).Move != l {
			e++
		}
		out, at = append(out, e), w.Graph.To[e]
	}
	return out
}
