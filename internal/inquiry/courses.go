package inquiry

import (
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// What can happen when some moves are taken away.

// sorts marks, by sort of move, those that pass a test.
func (q *inquiry) sorts(test func(*explore.Sort) bool) []bool {
	out := make([]bool, len(q.g.Sorts))
	for i := range out {
		out[i] = test(&q.g.Sorts[i])
	}
	return out
}

// keptBy marks the moves that are possible while these actors keep their word, whatever the others do.
func (q *inquiry) keptBy(keeping model.ActorSet) []bool {
	return q.sorts(func(s *explore.Sort) bool { return s.Culprits&keeping == 0 })
}

// happens reports whether some course of allowed moves comes to a move that is wanted.
func (q *inquiry) happens(allowed []bool, wanted func(e int32) bool) bool {
	seen := make([]bool, q.g.States())
	seen[0] = true
	for todo := []int32{0}; len(todo) > 0; {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for e := q.g.First[s]; e < q.g.First[s+1]; e++ {
			if !allowed[q.g.Sort[e]] {
				continue
			}
			if wanted(e) {
				return true
			}
			if to := q.g.To[e]; !seen[to] {
				seen[to] = true
				todo = append(todo, to)
			}
		}
	}
	return false
}

// shortest is a shortest course of allowed moves that ends with the wanted ones, one after the other.
func (q *inquiry) shortest(allowed []bool, wanted ...func(e int32) bool) (moves []int32, ok bool) {
	moves, _, ok = q.g.Walk(0, explore.Phases{Last: len(wanted), Next: func(k int, _, e int32) (int, bool) {
		if !allowed[q.g.Sort[e]] {
			return 0, false
		}
		if wanted[k](e) {
			return k + 1, true
		}
		return k, true
	}})
	return moves, ok
}

// step is a move of an actor without which something cannot happen. A step of deciding whose Value is -1 is
// made by any value.
type step = machine.Label

// needed lists the steps without which the wanted moves cannot happen one after the other, in the order of a
// shortest course to them. Every such step stands on that course, so only its moves are tried: each is taken
// away, and if something else then does as well it is not needed.
func (q *inquiry) needed(allowed []bool, wanted ...func(e int32) bool) (steps []step, moves []int32, ok bool) {
	moves, ok = q.shortest(allowed, wanted...)
	if !ok {
		return nil, nil, false
	}
	tried := map[step]bool{}
	for _, e := range moves {
		l := q.g.SortOf(e).Move
		if l.Actor == machine.Time || tried[l] {
			continue
		}
		tried[l] = true
		either := l
		either.Value = -1
		switch {
		case q.indispensable(l, allowed, wanted):
			steps = append(steps, l)
		case l.Kind == machine.Decide && q.indispensable(either, allowed, wanted):
			steps = append(steps, either)
		}
	}
	return steps, moves, true
}

// indispensable reports whether the wanted moves cannot happen without a step.
func (q *inquiry) indispensable(l step, allowed []bool, wanted []func(e int32) bool) bool {
	without := q.sorts(func(s *explore.Sort) bool { return !isStep(l, s.Move) })
	for i := range without {
		without[i] = without[i] && allowed[i]
	}
	if len(wanted) == 1 {
		return !q.happens(without, wanted[0])
	}
	_, ok := q.shortest(without, wanted...)
	return !ok
}

// isStep reports whether a move makes a step.
func isStep(l step, m machine.Label) bool {
	if l.Kind == machine.Decide && l.Value < 0 {
		m.Value = -1
	}
	return l.Kind == m.Kind && l.Index == m.Index && l.Value == m.Value && l.Actor == m.Actor
}
