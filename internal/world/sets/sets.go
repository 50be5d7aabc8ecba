// Package sets is the world of all fillings at once: sets are decision diagrams over the bits of a state and of the open
// points, and a question is answered for all fillings by one fixed point.
//
// Input: a symbolic.Family. Output: a world.World.
package sets

import (
	"errors"
	"iter"
	"maps"
	"slices"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/symbolic"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Set is a set of states and fillings; Moves says of each move where it is one of some moves.
type (
	Set   = bdd.Ref
	Moves = []bdd.Ref
)

// World is a pact under all its fillings.
type World struct {
	*symbolic.Family

	match  world.Match
	states Set
	game   *symbolic.Game // of these

	reach map[model.ActorSet]Set // by defectors, as far as it was asked for
}

var _ world.World[Set, Moves] = (*World)(nil)

// New makes the world of a family.
func New(f *symbolic.Family) *World { return &World{Family: f, reach: map[model.ActorSet]Set{}} }

// Fork is the same world for another goroutine; what can be reached by defectors it knows as far as this one does.
func (w *World) Fork() *World { return &World{Family: w.Family.Fork(), reach: maps.Clone(w.reach)} }

// Learn takes over what another fork has found out of what can be reached by defectors, as long as it has no more than so many nodes.
func (w *World) Learn(from *World, most int) {
	for _, d := range slices.Sorted(maps.Keys(from.reach)) {
		if _, known := w.reach[d]; !known && w.Size()+from.Count(from.reach[d]) <= most {
			w.reach[d] = w.Take(from.Space, from.reach[d])
		}
	}
}

func (w *World) pact() *model.Pact { return w.Program.Pact }

// Tick is the step of time in days.
func (w *World) Tick() int { return w.Program.Tick }

// Empty reports whether nothing is in a set.
func (w *World) Empty(a Set) bool { return a == bdd.False }

// None is the empty set.
func (w *World) None() Set { return bdd.False }

// All is all states that can be reached.
func (w *World) All() Set { return w.Family.Reach }

// Init is the state of the first day, in each filling.
func (w *World) Init() Set { return w.Family.Init }

// Valid is all fillings.
func (w *World) Valid() Set { return w.Family.Valid }

// Some reports whether a condition holds somewhere in a set.
func (w *World) Some(s Set, c model.Cond) bool { return w.And(s, w.Where(c)) != bdd.False }

// Given is where all terms of a return are given.
func (w *World) Given(terms []model.Cond) Set { return w.WhereGiven(terms) }

// RanOut is where an instrument has ended by its term.
func (w *World) RanOut(i model.InstrumentID) Set { return w.WhereRanOut(i) }

// EachSettled gives a condition with its open points filled in, in each way there is.
func (w *World) EachSettled(c model.Cond, yield func(model.Cond, Set)) {
	var points []model.PointID
	model.Visit(c, func(c model.Cond) {
		if pt, ok := machine.PointOf(c); ok {
			points = append(points, pt)
		}
	})
	f := make(model.Filling, len(w.pact().Points))
	var fill func(left []model.PointID, fillings Set)
	fill = func(left []model.PointID, fillings Set) {
		if fillings == bdd.False {
			return
		}
		if len(left) == 0 {
			settled, _ := model.SettleBy(w.pact(), c, f)
			yield(model.Compared(settled, func(a model.Amount) int { return a.In(w.pact(), f) }), fillings)
			return
		}
		for v := range w.pact().Points[left[0]].Values {
			f[left[0]] = v
			fill(left[1:], w.And(fillings, w.Is(w.Program.Points[left[0]], v)))
		}
	}
	fill(points, w.Valid())
}

// EachAmount gives an amount of days in ticks, for each value of the open point that it may be.
func (w *World) EachAmount(a model.Amount, yield func(int, Set)) {
	m := w.Program
	if a.Point == model.None {
		yield(int(m.Ticks(a.N)), w.Valid())
		return
	}
	for v, value := range w.pact().Points[a.Point].Values {
		yield(int(m.Ticks(value.N)), w.And(w.Valid(), w.Is(w.Program.Points[a.Point], v)))
	}
}

// each makes some moves of others, one by one; what is empty stays so.
func each(m Moves, f func(i int, s Set) Set) Moves {
	out := make(Moves, len(m))
	for i, s := range m {
		if out[i] = s; s != bdd.False {
			out[i] = f(i, s)
		}
	}
	return out
}

// Only is those moves that pass a test.
func (w *World) Only(m Moves, test func(machine.Label) bool) Moves {
	return each(m, func(i int, s Set) Set {
		if test(w.Label(i)) {
			return s
		}
		return bdd.False
	})
}

// Performing is those moves that perform a duty.
func (w *World) Performing(m Moves, d model.DutyID) Moves { return w.happening(m, program.Performs, d) }

// Breaching is those moves by which a duty is breached.
func (w *World) Breaching(m Moves, d model.DutyID) Moves { return w.happening(m, program.Breaches, d) }

// Calling is those moves by which a duty falls due.
func (w *World) Calling(m Moves, d model.DutyID) Moves { return w.happening(m, program.FallsDue, d) }

func (w *World) happening(m Moves, e program.Event, d model.DutyID) Moves {
	return each(m, func(i int, s Set) Set { return w.And(s, w.Happens(i, e, d)) })
}

// From is those moves that are made in a set of states.
func (w *World) From(m Moves, s Set) Moves {
	return each(m, func(_ int, x Set) Set { return w.And(x, s) })
}

// Into is those moves that lead into a set of states.
func (w *World) Into(m Moves, s Set) Moves {
	return each(m, func(i int, x Set) Set { return w.Leading(i, x, s) })
}

// Join is the moves of both.
func (w *World) Join(a, b Moves) Moves {
	out := make(Moves, len(a))
	for i := range a {
		out[i] = w.Or(a[i], b[i])
	}
	return out
}

// Without is the moves of the first that are not of the second.
func (w *World) Without(a, b Moves) Moves {
	return each(a, func(i int, s Set) Set { return w.Diff(s, b[i]) })
}

// After is where the moves lead to from the states.
func (w *World) After(s Set, m Moves) Set { return w.Step(s, m) }

// Before is from where the moves lead into the states.
func (w *World) Before(s Set, m Moves) Set { return w.Family.Before(s, m) }

// Makes is where one of the moves can be made.
func (w *World) Makes(m Moves) Set {
	out := bdd.False
	for _, s := range m {
		out = w.Or(out, s)
	}
	return w.And(out, w.All())
}

// Reach is what can be reached if only these may break their word.
func (w *World) Reach(defectors model.ActorSet) Set {
	s, known := w.reach[defectors]
	if !known {
		s = w.Family.World(defectors)
		w.reach[defectors] = s
	}
	return s
}

// Cover is more: to know a world's own states is dearer than to play on.
func (w *World) Cover(defectors model.ActorSet) Set {
	if defectors == 0 {
		return w.Reach(0)
	}
	return w.All()
}

// CanBreak are the actors for whom some move is a breach in some filling.
func (w *World) CanBreak() model.ActorSet { return w.Culprits() }

// Signable reports whether signing an instrument is a move of this pact.
func (w *World) Signable(i model.InstrumentID) bool { return w.Program.Signable(int(i)) }

// First is the first of the moves that can be made in a state.
func (w *World) First(at Set, m Moves) (l machine.Label, ok bool) {
	for i, s := range m {
		if w.And(at, s) != bdd.False {
			return w.Label(i), true
		}
	}
	return l, false
}

// Labels says what moves are among some.
func (w *World) Labels(m Moves) []machine.Label {
	var out []machine.Label
	for i, s := range m {
		if w.And(s, w.All()) != bdd.False {
			out = append(out, w.Label(i))
		}
	}
	return out
}

func isPass(l machine.Label) bool { return l.Kind == machine.Pass }

// Rounds is the states to which a tick leads, from which the moves can go on for ever through a set, and to which they could
// have come for ever through it: those on rounds, and those between two of them; as far as they can be come to from some states.
func (w *World) Rounds(from Set, m Moves, through Set) Set {
	for z := w.And(w.Forward(from, m, w.All()), w.OnRounds()); ; {
		next := w.And(z, w.Before(w.Backward(w.And(z, through), m, z), m))
		next = w.And(next, w.After(w.Forward(w.And(next, through), m, next), m))
		if next == z {
			return w.And(z, w.After(z, w.Only(m, isPass)))
		}
		z = next
	}
}

// Round is a shortest round from a state back to it, which comes through a set and ends with a tick.
func (w *World) Round(at Set, m Moves, through Set) ([]machine.Label, bool) {
	touch, tick := w.Join(w.From(m, through), w.Into(m, through)), w.Only(m, isPass)
	moves, _, ok := w.Path(at, 0, []symbolic.Stage{
		{{By: w.Only(touch, isPass), Into: at, To: 2}, {By: touch, Into: w.All(), To: 1}, {By: m, Into: w.All(), To: 0}},
		{{By: tick, Into: at, To: 2}, {By: m, Into: w.All(), To: 1}},
	})
	return moves, ok
}

// AtOnce is 1: each match has diagrams of its own.
func (w *World) AtOnce() int { return 1 }

// play sets a match up on some states; the last one is kept, for it is asked about more than once.
func (w *World) play(k world.Match, states Set) *symbolic.Game {
	if w.game == nil || w.match != k || w.states != states {
		w.match, w.states, w.game = k, states, w.Game(k, states)
	}
	return w.game
}

// Force is from where the players of each match can force its target.
func (w *World) Force(ks []world.Match, targets []Set, states Set) []Set {
	out := make([]Set, len(ks))
	for i, k := range ks {
		out[i] = w.play(k, states).Force(targets[i])
	}
	return out
}

// Lost is from where the players of each match cannot avoid the bad states.
func (w *World) Lost(ks []world.Match, bad []Set, states Set) []Set {
	out := make([]Set, len(ks))
	for i, k := range ks {
		out[i] = w.play(k, states).Lost(bad[i])
	}
	return out
}

// LostMoves is Lost with bad moves as well.
func (w *World) LostMoves(k world.Match, bad Set, moves Moves, states Set) Set {
	return w.play(k, states).LostMoves(bad, moves)
}

// ForceWithin is from where the players can force the target, or one of the moves made, while time passes but so often.
func (w *World) ForceWithin(k world.Match, target Set, made Moves, states Set) iter.Seq[Set] {
	return w.play(k, states).ForceWithin(target, made)
}

// LostMaking is Lost with the moves as bad that lead into a set, of each match its own.
func (w *World) LostMaking(ks []world.Match, bad []Set, moves Moves, into []Set, states Set) []Set {
	out := make([]Set, len(ks))
	for i, k := range ks {
		out[i] = w.LostMoves(k, bad[i], w.Into(moves, into[i]), states)
	}
	return out
}

// ConfirmAvoid holds a claim against what it says: from no state that is safe in a filling in which the first day is, the
// others can lead to one that is not, and from each the players, or time, lead on to such a state.
func (w *World) ConfirmAvoid(k world.Match, bad Set, moves Moves, lost, states Set) {
	w.holds(w.play(k, states).Keeps(bad, moves, lost, w.Diff(w.Valid(), w.AtStart(lost))))
}

// ConfirmForce holds a claim against what it says, by going back from the target step by step.
func (w *World) ConfirmForce(k world.Match, target, win, states Set) {
	w.holds(w.play(k, states).Comes(target, w.AtStart(win)))
}

func (w *World) holds(yes bool) {
	if !yes {
		panic(errors.New("a strategy does not hold in the sets of states"))
	}
}
