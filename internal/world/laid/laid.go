// Package laid is the world of one filling, laid out: every state that can be reached is a node of a graph, a set of states
// a bit each, and coalitions play sixty-four at a time.
//
// Input: a graph of package explore. Output: a world.World. Its games are those of package game.
package laid

import (
	"context"
	"fmt"
	"iter"
	"sync"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Set is a set of states by their numbers in the graph, Moves some of the moves.
type (
	Set   = game.Set
	Moves = game.Moves
)

// World is one filling laid out.
type World struct {
	Graph *explore.Graph
	Arena *game.Arena

	all    Set
	played []played
	*kept
}

// kept is what was worked out for the graph and is asked for again; worlds for several goroutines share it.
type kept struct {
	mu      sync.Mutex
	reach   map[model.ActorSet]Set
	simple  map[model.Cond]Set
	given   map[terms]Set
	bySorts map[string]Set
}

var _ world.World[Set, Moves] = (*World)(nil)

// New makes the world of a graph. When the context, which may be nil, is done, what is under way ends with a panic that
// world.Catch turns into its error.
func New(ctx context.Context, g *explore.Graph) *World {
	w := &World{
		Graph: g, Arena: game.NewArena(g.First, g.To, g.Sort, g.Knots), all: game.FullSet(g.States()),
		kept: &kept{reach: map[model.ActorSet]Set{}, simple: map[model.Cond]Set{}, given: map[terms]Set{}, bySorts: map[string]Set{}},
	}
	if ctx != nil {
		w.Arena.Pause = func() {
			if err := ctx.Err(); err != nil {
				panic(err)
			}
		}
		g.Pause = w.Arena.Pause
	}
	return w
}

// Fork is the same world for another goroutine.
func (w *World) Fork() *World {
	g := *w.Graph
	g.Machine = g.Machine.Fork()
	return &World{Graph: &g, Arena: w.Arena, all: w.all, kept: w.kept}
}

func (w *World) machine() *machine.Machine { return w.Graph.Machine }

// Tick is the step of time in days.
func (w *World) Tick() int { return w.machine().Tick }

// And, Or and Diff are what they are called.
func (w *World) And(a, b Set) Set { return a.And(b) }

// Or is what is in one of the sets.
func (w *World) Or(a, b Set) Set { return a.Or(b) }

// Diff is what is in the first set and not in the second.
func (w *World) Diff(a, b Set) Set { return a.Diff(b) }

// Empty reports whether nothing is in a set.
func (w *World) Empty(a Set) bool { return a.Empty() }

// None is the empty set.
func (w *World) None() Set { return game.NewSet(w.Graph.States()) }

// All is all states.
func (w *World) All() Set { return w.all }

// Init is the state of the first day.
func (w *World) Init() Set { return w.single(w.Graph.Start) }

func (w *World) single(s int32) Set {
	out := w.None()
	out.Add(s)
	return out
}

// one is the first state of a set that has one.
func one(s Set) int32 {
	for i := range s.Each {
		return i
	}
	panic("laid: no state where there should be one")
}

// where marks the states in which a test holds.
func (w *World) where(test func(machine.State) bool) Set {
	out := w.None()
	for s, state := range w.Graph.Each {
		w.pause(s)
		if test(state) {
			out.Add(int32(s))
		}
	}
	return out
}

// Where is where a condition holds. Simple ones are asked for often and worked out once.
func (w *World) Where(c model.Cond) Set {
	if c == nil {
		return w.all
	}
	all := func() Set { return w.where(w.machine().Condition(c)) }
	switch c.(type) {
	case model.DutyIs, model.InstrumentIs, model.WasBreached:
		return recall(w, w.simple, c, all)
	}
	return all()
}

// recall gives a set that was kept, or works it out and keeps it for who asks again, as long as there is memory for it: there are as
// many as duties, or as sets of defectors.
func recall[K comparable](w *World, in map[K]game.Set, key K, make func() game.Set) game.Set {
	w.mu.Lock()
	out, known := in[key]
	w.mu.Unlock()
	if known {
		return out
	}
	out = make()
	if w.Graph.Budget().Claim(int64(8 * len(out))) {
		w.mu.Lock()
		defer w.mu.Unlock()
		if first, known := in[key]; known { // somebody else was faster
			w.Graph.Budget().Return(int64(8 * len(out)))
			return first
		}
		in[key] = out
	}
	return out
}

// Some reports whether a condition holds somewhere in a set.
func (w *World) Some(s Set, c model.Cond) bool {
	holds := w.machine().Condition(c)
	for i := range s.Each {
		if holds(w.Graph.State(int(i))) {
			return true
		}
	}
	return false
}

// terms tells lists of terms apart: by where the first stands, and how many there are.
type terms struct {
	first *model.Cond
	n     int
}

func termsOf(of []model.Cond) terms {
	if len(of) == 0 {
		return terms{}
	}
	return terms{&of[0], len(of)}
}

// Given is where all terms of a return are given.
func (w *World) Given(of []model.Cond) Set {
	return recall(w, w.given, termsOf(of), func() Set { return w.where(w.machine().Return(of)) })
}

// RanOut is where an instrument has ended by its term.
func (w *World) RanOut(i model.InstrumentID) Set {
	return w.where(func(s machine.State) bool { return w.machine().RanOut(s, int(i)) })
}

// Valid is the one filling.
func (w *World) Valid() Set { return w.all }

// Filling is the one filling.
func (w *World) Filling(model.Filling) Set { return w.all }

// Fillings is the filling, if there is a state.
func (w *World) Fillings(s Set) Set { return w.filling(!s.Empty()) }

// AtStart is the filling, if the first state is in the set.
func (w *World) AtStart(s Set) Set { return w.filling(s.Has(w.Graph.Start)) }

func (w *World) filling(yes bool) Set {
	if yes {
		return w.all
	}
	return w.None()
}

// EachSettled gives a condition with its open points filled in.
func (w *World) EachSettled(c model.Cond, yield func(model.Cond, Set)) {
	yield(model.Compared(w.machine().Settle(c), w.machine().Amount), w.all)
}

// EachAmount gives an amount of days in ticks.
func (w *World) EachAmount(a model.Amount, yield func(int, Set)) {
	m := w.machine()
	yield(int(m.Ticks(m.Amount(a))), w.all)
}

func (w *World) pause(step int) {
	if step&(1<<13-1) == 0 && w.Arena.Pause != nil {
		w.Arena.Pause()
	}
}

// Count is the number of states and of moves of a world.
func (w *World) Count(defectors model.ActorSet) (states, moves int) {
	reach := w.Reach(defectors)
	w.rows(reach, w.Permitted(defectors), func(_, _ int32) bool { moves++; return true })
	return reach.Len(), moves
}

// AtOnce is the number of matches played in one pass: a bit each of a word.
func (w *World) AtOnce() int { return 64 }

// within is a set of states as a question of package game takes it.
func (w *World) within(states Set) Set {
	if w.isAll(states) {
		return nil
	}
	return states
}

// Force is from where the players of each match can force its target.
func (w *World) Force(ks []world.Match, targets []Set, states Set) []Set {
	in := w.within(states)
	if len(ks) == 1 {
		return []Set{w.once(played{kind: forced, match: ks[0], set: targets[0], states: in}, func() Set {
			return w.Arena.Force(w.Table(ks[0]), targets[0], in)
		})}
	}
	return w.Arena.ForceEach(w.tables(ks), game.SidesOf(targets, w.Graph.States(), nil), in).Sets(nil)
}

// Lost is from where the players of each match cannot avoid the bad states.
func (w *World) Lost(ks []world.Match, bad []Set, states Set) []Set {
	if len(ks) == 1 {
		return []Set{w.LostMoves(ks[0], bad[0], nil, states)}
	}
	in := w.within(states)
	return w.Arena.AvoidEach(w.tables(ks), game.SidesOf(bad, w.Graph.States(), in), in).Sets(in)
}

// LostMaking is Lost with the moves as bad that lead into a set, of each match its own.
func (w *World) LostMaking(ks []world.Match, bad []Set, moves Moves, into []Set, states Set) []Set {
	if len(ks) == 1 {
		return []Set{w.LostMoves(ks[0], bad[0], w.Into(moves, into[0]), states)}
	}
	n, in := w.Graph.States(), w.within(states)
	return w.Arena.AvoidEachMaking(w.tables(ks), game.SidesOf(bad, n, in), moves, game.SidesOf(into, n, nil), in).Sets(in)
}

// LostMoves is Lost with bad moves as well.
func (w *World) LostMoves(k world.Match, bad Set, moves Moves, states Set) Set {
	in := w.within(states)
	return w.once(played{kind: lost, match: k, set: bad, moves: moves, states: in}, func() Set {
		return w.all.Diff(w.Arena.AvoidMoves(w.Table(k), bad, moves, in))
	})
}

// ForceWithin is from where the players can force the target, or one of the moves made, while time passes but so often.
func (w *World) ForceWithin(k world.Match, target Set, made Moves, states Set) iter.Seq[Set] {
	passes := w.Only(w.Permitted(w.machine().Pact.Everyone()), func(l machine.Label) bool { return l.Kind == machine.Pass })
	return w.Arena.ForceWithin(w.Table(k), target, made, passes, w.within(states))
}

// ConfirmAvoid follows the strategy by which the players avoid what is bad, if they do.
func (w *World) ConfirmAvoid(k world.Match, bad Set, moves Moves, lost, _ Set) {
	if lost.Has(w.Graph.Start) {
		return
	}
	if err := w.Arena.VerifyAvoid(w.Table(k), bad, w.all.Diff(lost), moves, w.Graph.Start); err != nil {
		panic(fmt.Errorf("a strategy does not hold: %w", err))
	}
}

// ConfirmForce follows the strategy by which the players force the target, if they do.
func (w *World) ConfirmForce(k world.Match, target, win, states Set) {
	if !win.Has(w.Graph.Start) {
		return
	}
	_, rank := w.Arena.ForceRanked(w.Table(k), target, w.within(states))
	if err := w.Arena.VerifyForce(w.Table(k), target, rank, w.Graph.Start); err != nil {
		panic(fmt.Errorf("a strategy does not hold: %w", err))
	}
}

// Table says of each sort of move whose it is in a match.
func (w *World) Table(k world.Match) game.Table {
	t := make(game.Table, len(w.Graph.Sorts))
	for i := range w.Graph.Sorts {
		t[i] = class(k, &w.Graph.Sorts[i])
	}
	return t
}

func (w *World) tables(ks []world.Match) []game.Table {
	out := make([]game.Table, len(ks))
	for i, k := range ks {
		out[i] = w.Table(k)
	}
	return out
}

func class(k world.Match, s *explore.Sort) game.Class {
	permitted := s.Culprits.Within(k.Defectors)
	switch {
	case s.Move.Actor == machine.Time && permitted:
		return game.Goes
	case s.Move.Actor == machine.Time && (s.Culprits&^k.Defectors)&k.Players == 0:
		return game.HeldByOthers
	case s.Move.Actor == machine.Time:
		return game.HeldByMine
	case !permitted:
		return game.Absent
	}
	ours, theirs := k.Whose(s.Move)
	switch {
	case ours && theirs:
		return game.Shared
	case ours:
		return game.Mine
	}
	return game.Theirs
}
