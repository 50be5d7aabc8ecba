package game_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/game"
)

// wide makes an arena of some more states, with few moves that lead back.
func wide(r *rand.Rand) naive {
	x := naive{states: 10 + r.IntN(60)}
	for s := range x.states {
		x.marked = append(x.marked, r.IntN(8) == 0)
		for range 1 + r.IntN(4) {
			to := s + r.IntN(x.states-s)
			if r.IntN(6) == 0 {
				to = r.IntN(x.states)
			}
			x.moves = append(x.moves, move{int32(s), int32(to), classes[1+r.IntN(len(classes)-1)]})
		}
	}
	return x
}

func at(list []int32) func(int32) int32 { return func(i int32) int32 { return list[i] } }

// ordered is an arena with its states numbered anew, and the numbers.
func ordered(x naive) (*game.Arena, []int32) {
	first, to, _ := rows(x.states, x.moves)
	number, knots := game.Order(x.states, at(first), at(to), func() {})
	moves := make([]move, len(x.moves))
	for i, m := range x.moves {
		moves[i] = move{number[m.from], number[m.to], m.class}
	}
	first, to, sort := rows(x.states, moves)
	return game.NewArena(first, to, sort, knots), number
}

// Each number is given once; a move leads to a smaller number or stays in a knot; all of a knot can be come to from each of it.
func TestOrder(t *testing.T) {
	knotted := 0
	for seed := range uint64(1000) {
		x := wide(rand.New(rand.NewPCG(seed, 4)))
		first, to, _ := rows(x.states, x.moves)
		number, knots := game.Order(x.states, at(first), at(to), func() {})
		sorted := slices.Clone(number)
		slices.Sort(sorted)
		knot := make([]int, x.states) // by number: the knot, 1 added
		for i, k := range knots {
			knotted++
			for s := k.First; s < k.End; s++ {
				knot[s] = i + 1
			}
		}
		for s := range sorted {
			if sorted[s] != int32(s) {
				t.Fatalf("seed %d: the numbers are %v", seed, sorted)
			}
		}
		reach := make([]game.Set, x.states)
		for s := range reach {
			reach[s] = x.closure(s)
		}
		for a := range x.states {
			for b := range x.states {
				same := knot[number[a]] > 0 && knot[number[a]] == knot[number[b]] || a == b
				if around := reach[a].Has(int32(b)) && reach[b].Has(int32(a)); around != same {
					t.Fatalf("seed %d: states %d and %d lead to each other: %v, in one knot: %v", seed, a, b, around, same)
				}
				if reach[a].Has(int32(b)) && !same && number[b] >= number[a] {
					t.Fatalf("seed %d: from state %d one comes to %d, but their numbers are %d and %d", seed, a, b, number[a], number[b])
				}
			}
		}
	}
	if knotted < 1000 {
		t.Errorf("only %d knots", knotted)
	}
}

// What is found does not hang on how the states are numbered, nor on how large knots are looked at.
func TestAnyOrder(t *testing.T) {
	for _, large := range []int32{2, 5, 1000} {
		game.TieKnots(t, large)
		for seed := range uint64(1000) {
			r := rand.New(rand.NewPCG(seed, 5))
			x := wide(r)
			marked := setOf(x.marked)
			a, number := ordered(x)
			whole := arena(x.states, x.moves...)
			there := func(s game.Set) game.Set {
				out := game.NewSet(x.states)
				for i := range s.Each {
					out.Add(number[i])
				}
				return out
			}
			passes := make([]bool, len(table))
			for k, c := range table {
				passes[k] = c == game.Goes
			}
			within := func(a *game.Arena, s game.Set) (out []game.Set) {
				for w := range a.ForceWithin(table, s, nil, game.Moves{{Sorts: passes}}, nil) {
					out = append(out, w)
				}
				return out
			}
			if want := setOf(x.force()); !slices.Equal(a.Force(table, there(marked), nil), there(want)) || !slices.Equal(whole.Force(table, marked, nil), want) {
				t.Fatalf("seed %d: what can be forced differs\n%+v", seed, x)
			}
			if want := setOf(x.avoid()); !slices.Equal(a.Avoid(table, there(marked)), there(want)) || !slices.Equal(whole.Avoid(table, marked), want) {
				t.Fatalf("seed %d: what can be avoided differs\n%+v", seed, x)
			}
			here, want := within(a, there(marked)), within(whole, marked)
			for i := range want {
				want[i] = there(want[i])
			}
			if !slices.EqualFunc(here, want, slices.Equal[game.Set]) {
				t.Fatalf("seed %d: what can be forced in time differs\n%+v", seed, x)
			}
		}
	}
}
