package game_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/game"
)

// move is one move of an arena made by hand; its sort tells its class, and which of the moves out of its state it is.
type move struct {
	from, to int32
	class    game.Class
}

var classes = game.Table{game.Absent, game.Mine, game.Theirs, game.Goes, game.HeldByOthers, game.HeldByMine, game.Shared}

// table has the classes for up to eight moves out of a state.
var table = slices.Repeat(classes, 8)

func arena(states int, moves ...move) *game.Arena {
	first, to, sort := rows(states, moves)
	return game.NewArena(first, to, sort, game.Whole(states))
}

func rows(states int, moves []move) ([]int32, []int32, []uint16) {
	slices.SortStableFunc(moves, func(a, b move) int { return int(a.from - b.from) })
	first := make([]int32, states+1)
	var to []int32
	var sort []uint16
	for _, m := range moves {
		for s := m.from + 1; s <= int32(states); s++ {
			first[s]++
		}
		to = append(to, m.to)
		at := len(to) - 1 - int(first[m.from]) // later ones have not been counted
		sort = append(sort, uint16(at*len(classes)+int(m.class)))
	}
	return first, to, sort
}

// these is moves of an arena by their numbers.
func these(a *game.Arena, in game.Set) game.Moves {
	var out game.Moves
	for s := range int32(a.States()) {
		for e := a.First[s]; e < a.First[s+1]; e++ {
			if !in.Has(e) {
				continue
			}
			sorts := make([]bool, len(table))
			sorts[a.Sort[e]] = true
			out = append(out, game.Some{Sorts: sorts, From: set(a.States(), int(s))})
		}
	}
	return out
}

func set(states int, in ...int) game.Set {
	out := game.NewSet(states)
	for _, s := range in {
		out.Add(int32(s))
	}
	return out
}

func setOf(marked []bool) game.Set {
	out := game.NewSet(len(marked))
	for s, in := range marked {
		if in {
			out.Add(int32(s))
		}
	}
	return out
}

func TestForce(t *testing.T) {
	for _, c := range []struct {
		name  string
		moves []move
		want  []int // forced states; the target is state 2
	}{
		{"by a move of one's own", []move{{0, 1, game.Mine}, {1, 2, game.Mine}}, []int{0, 1, 2}},
		{"time brings it", []move{{0, 2, game.Goes}}, []int{0, 2}},
		{"the others may spoil it", []move{{0, 2, game.Mine}, {0, 3, game.Theirs}}, []int{2}},
		{"one never has priority, even over time well spent", []move{{0, 2, game.Goes}, {0, 1, game.Theirs}}, []int{2}},
		{"the others need not move", []move{{0, 2, game.Theirs}, {0, 3, game.Goes}}, []int{2}},
		{"the others need not move, and nothing happens", []move{{0, 2, game.Theirs}}, []int{2}},
		{"held up by others who must and can move", []move{{0, 2, game.Theirs}, {0, 3, game.HeldByOthers}}, []int{0, 2}},
		{"held up by others who cannot move", []move{{0, 3, game.HeldByOthers}}, []int{2}},
		{"held up by the players themselves", []move{{0, 2, game.Theirs}, {0, 3, game.HeldByMine}}, []int{2}},
		{"held up by the players, who can move", []move{{0, 2, game.Mine}, {0, 3, game.HeldByMine}}, []int{0, 2}},
		{"what is absent brings nothing", []move{{0, 2, game.Absent}}, []int{2}},
		{"and spoils nothing", []move{{0, 3, game.Absent}, {0, 2, game.Mine}}, []int{0, 2}},
		{"round and round is not there", []move{{0, 1, game.Mine}, {1, 0, game.Goes}}, []int{2}},
		{"a move that either side can make", []move{{0, 1, game.Shared}, {1, 2, game.Shared}}, []int{0, 1, 2}},
		{"the others may make it too soon", []move{{0, 2, game.Mine}, {0, 3, game.Shared}}, []int{2}},
		{"through a state where the others move", []move{{0, 1, game.Mine}, {1, 2, game.Theirs}, {1, 2, game.Goes}}, []int{0, 1, 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, target := arena(4, c.moves...), set(4, 2)
			if got := a.Force(table, target, nil); !slices.Equal(got, set(4, c.want...)) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			win, rank := a.ForceRanked(table, target, nil)
			for s := range int32(4) {
				if err := a.VerifyForce(table, target, rank, s); (err == nil) != win.Has(s) {
					t.Errorf("state %d is won: %v, but verified: %v", s, win.Has(s), err)
				}
			}
		})
	}
}

func TestAvoid(t *testing.T) {
	for _, c := range []struct {
		name  string
		moves []move
		want  []int // safe states; state 2 is bad
	}{
		{"nothing can happen, and nothing need", []move{{0, 0, game.Goes}, {1, 1, game.Goes}}, []int{0, 1}},
		{"no way to go on is lost", []move{{0, 0, game.Goes}}, []int{0}},
		{"time brings it", []move{{0, 2, game.Goes}}, nil},
		{"a move away in time", []move{{0, 2, game.Goes}, {0, 1, game.Mine}, {1, 1, game.Goes}}, []int{0, 1}},
		{"the others bring it about", []move{{0, 2, game.Theirs}, {0, 0, game.Goes}, {1, 1, game.Goes}}, []int{1}},
		{"held up by others alone", []move{{0, 2, game.HeldByOthers}}, []int{0}},
		{"held up by the players, who have no move left", []move{{0, 2, game.HeldByMine}}, []int{0}},
		{"held up by the players, whose move is bad", []move{{0, 2, game.HeldByMine}, {0, 2, game.Mine}}, nil},
		{"a way out that the others could take too", []move{{0, 2, game.Goes}, {0, 1, game.Shared}, {1, 1, game.Goes}}, []int{0, 1}},
		{"one that either side can make", []move{{0, 2, game.Shared}, {0, 0, game.Goes}, {1, 1, game.Goes}}, []int{1}},
		{"held up by the players, who share their only move", []move{{0, 1, game.Shared}, {0, 2, game.HeldByMine}, {1, 1, game.Goes}}, []int{0, 1}},
		{"a move for ever", []move{{0, 1, game.Mine}, {1, 0, game.Mine}}, []int{0, 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, bad := arena(3, c.moves...), set(3, 2)
			got := a.Avoid(table, bad)
			if !slices.Equal(got, set(3, c.want...)) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			for s := range int32(3) {
				if err := a.VerifyAvoid(table, bad, got, nil, s); (err == nil) != got.Has(s) {
					t.Errorf("state %d is safe: %v, but verified: %v", s, got.Has(s), err)
				}
			}
		})
	}
}

func TestAvoidMoves(t *testing.T) {
	a := arena(3, move{0, 1, game.Mine}, move{0, 0, game.Goes}, move{1, 2, game.Theirs}, move{1, 1, game.Goes}, move{2, 2, game.Goes})
	nowhere := set(3)
	third := set(5, 2) // the others' move from 1
	if got := a.AvoidMoves(table, nowhere, these(a, third), nil); !slices.Equal(got, set(3, 0, 2)) {
		t.Errorf("a bad move of the others: %v", got)
	}
	waiting := set(5, 1) // time going on from 0
	if got := a.AvoidMoves(table, nowhere, these(a, waiting), nil); !slices.Equal(got, set(3, 0, 1, 2)) {
		t.Errorf("bad waiting where one may move: %v", got)
	}
}

// A strategy that is claimed wrongly is found out.
func TestVerifyRefuses(t *testing.T) {
	a := arena(3, move{0, 1, game.Mine}, move{1, 2, game.Theirs}, move{1, 1, game.Goes}, move{2, 2, game.Goes})
	if a.VerifyAvoid(table, set(3, 2), set(3, 0, 1), nil, 0) == nil {
		t.Error("safe states that the others can leave were accepted")
	}
	if a.VerifyForce(table, set(3, 2), []int32{2, 1, 0}, 0) == nil {
		t.Error("a target that the others need not bring about was accepted")
	}
}

// On random arenas both fixed points are those that the definitions give, read naively, and the
// strategies behind them hold.
func TestFixedPointsOfRandomArenas(t *testing.T) {
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 1))
		x := randomArena(r)
		a := arena(x.states, x.moves...)
		marked := setOf(x.marked)
		force, avoid := a.Force(table, marked, nil), a.Avoid(table, marked)
		if want := setOf(x.force()); !slices.Equal(force, want) {
			t.Fatalf("seed %d: force %v, naively %v\n%+v", seed, force, want, x)
		}
		if want := setOf(x.avoid()); !slices.Equal(avoid, want) {
			t.Fatalf("seed %d: avoid %v, naively %v\n%+v", seed, avoid, want, x)
		}
		_, rank := a.ForceRanked(table, marked, nil)
		for s := range int32(x.states) {
			if err := a.VerifyForce(table, marked, rank, s); (err == nil) != force.Has(s) {
				t.Fatalf("seed %d, state %d: forced %v, but verified %v\n%+v", seed, s, force.Has(s), err, x)
			}
			if err := a.VerifyAvoid(table, marked, avoid, nil, s); (err == nil) != avoid.Has(s) {
				t.Fatalf("seed %d, state %d: avoided %v, but verified %v\n%+v", seed, s, avoid.Has(s), err, x)
			}
		}
	}
}

type naive struct {
	states int
	moves  []move
	marked []bool
}

// randomArena has at most one move of time from each state.
func randomArena(r *rand.Rand) naive {
	x := naive{states: 2 + r.IntN(7)}
	for s := range x.states {
		x.marked = append(x.marked, r.IntN(5) == 0)
		for range r.IntN(4) {
			class := []game.Class{game.Absent, game.Mine, game.Theirs, game.Shared}[r.IntN(4)]
			x.moves = append(x.moves, move{int32(s), int32(r.IntN(x.states)), class})
		}
		if r.IntN(8) > 0 {
			x.moves = append(x.moves, move{int32(s), int32(r.IntN(x.states)), game.Goes + game.Class(r.IntN(3))})
		}
	}
	return x
}

func (x naive) some(s int, is func(move) bool) bool {
	return slices.ContainsFunc(x.moves, func(m move) bool { return int(m.from) == s && is(m) })
}

func (x naive) has(s int, is func(game.Class) bool) bool {
	return x.some(s, func(m move) bool { return is(m.class) })
}

func ours(c game.Class) bool   { return c == game.Mine || c == game.Shared }
func theirs(c game.Class) bool { return c == game.Theirs || c == game.Shared }

func class(want game.Class) func(game.Class) bool {
	return func(c game.Class) bool { return c == want }
}

func (x naive) force() []bool {
	w := slices.Clone(x.marked)
	for changed := true; changed; {
		changed = false
		for s := range w {
			escape := x.some(s, func(m move) bool { return theirs(m.class) && !w[m.to] })
			on := x.some(s, func(m move) bool { return (ours(m.class) || m.class == game.Goes) && w[m.to] })
			if !w[s] && !escape && (on || x.has(s, class(game.HeldByOthers)) && x.has(s, theirs)) {
				w[s], changed = true, true
			}
		}
	}
	return w
}

func (x naive) avoid() []bool {
	in := make([]bool, x.states)
	for s := range in {
		in[s] = !x.marked[s]
	}
	for changed := true; changed; {
		changed = false
		for s := range in {
			driven := x.some(s, func(m move) bool { return theirs(m.class) && !in[m.to] })
			on := x.some(s, func(m move) bool { return (ours(m.class) || m.class == game.Goes) && in[m.to] })
			rest := x.has(s, class(game.HeldByOthers)) || x.has(s, class(game.HeldByMine)) && !x.has(s, ours)
			if in[s] && (driven || !on && !rest) {
				in[s], changed = false, true
			}
		}
	}
	return in
}

func (x naive) String() string { return fmt.Sprint(x.states, x.moves, x.marked) }
