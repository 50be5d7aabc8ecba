package guarantees

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
)

// What can happen when some moves are taken away.

// happens reports whether some course of allowed moves comes to a move that is wanted.
func (x *pledge[S, M]) happens(allowed, wanted M) bool {
	return !x.Empty(x.And(x.Forward(x.first, allowed, x.All()), x.Makes(wanted)))
}

// shortest is a shortest course of allowed moves that ends with the wanted ones, one after the other.
func (x *pledge[S, M]) shortest(allowed M, wanted ...M) (moves []machine.Label, ok bool) {
	if len(wanted) == 0 {
		return nil, true
	}
	var stages []world.Stage[S, M]
	for k, w := range wanted {
		stages = append(stages, world.Stage[S, M]{
			{By: x.Without(w, x.Without(w, allowed)), Into: x.All(), To: k + 1},
			{By: allowed, Into: x.All(), To: k},
		})
	}
	moves, _, ok = x.Path(x.first, 0, stages)
	return moves, ok
}

// course replays moves from the first day and makes a course of them. Moves that the machine does not offer are our own
// fault, never the user's.
func (x *pledge[S, M]) course(moves []machine.Label) *course.Course {
	ids := make([]machine.LabelID, len(moves))
	for i, l := range moves {
		id, ok := x.exact.Find(l)
		if !ok {
			panic(fmt.Errorf("a course has a move that is none: %v", l))
		}
		ids[i] = id
	}
	c, err := course.Replay(x.exact, ids, -1)
	if err != nil {
		panic(fmt.Errorf("a course does not replay: %w", err))
	}
	return c
}

// courseOf is the course of some moves, nil if there are none.
func (x *pledge[S, M]) courseOf(moves []machine.Label, ok bool) *course.Course {
	if !ok || len(moves) == 0 {
		return nil
	}
	return x.course(moves)
}

// step is a move of an actor without which something cannot happen. A step of deciding whose Value is -1 is
// made by any value.
type step = machine.Label

// needed lists the steps without which the wanted moves cannot happen one after the other, in the order of a
// shortest course to them. Every such step stands on that course, so only its moves are tried: each is taken
// away, and if something else then does as well it is not needed.
func (x *pledge[S, M]) needed(allowed M, wanted ...M) (steps []step, moves []machine.Label, ok bool) {
	moves, ok = x.shortest(allowed, wanted...)
	if !ok {
		return nil, nil, false
	}
	tried := map[step]bool{}
	for _, l := range moves {
		if l.Actor == machine.Time || tried[l] {
			continue
		}
		tried[l] = true
		either := l
		either.Value = -1
		switch {
		case x.indispensable(l, allowed, wanted):
			steps = append(steps, l)
		case l.Kind == machine.Decide && x.indispensable(either, allowed, wanted):
			steps = append(steps, either)
		}
	}
	return steps, moves, true
}

// indispensable reports whether the wanted moves cannot happen without a step.
func (x *pledge[S, M]) indispensable(l step, allowed M, wanted []M) bool {
	without := x.Only(allowed, func(m machine.Label) bool { return !isStep(l, m) })
	_, ok := x.shortest(without, wanted...)
	return !ok
}

// isStep reports whether a move makes a step.
func isStep(l step, m machine.Label) bool {
	if l.Kind == machine.Decide && l.Value < 0 {
		m.Value = -1
	}
	return l.Kind == m.Kind && l.Index == m.Index && l.Value == m.Value && l.Actor == m.Actor
}

func passes(l machine.Label) bool { return l.Kind == machine.Pass }
