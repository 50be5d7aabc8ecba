package game

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestManySidesAgreeWithOne plays random games for many sides at once and for each side by itself.
func TestManySidesAgreeWithOne(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 7))
		a, sorts := randomArena(rng)
		sides := 1 + rng.IntN(130)
		tables := make([]Table, sides)
		targets := make([]Set, sides)
		for side := range tables {
			tables[side] = make(Table, sorts)
			for k := range tables[side] {
				tables[side][k] = Class(rng.IntN(int(Shared) + 1))
			}
			targets[side] = NewSet(a.States())
			for s := range int32(a.States()) {
				if rng.IntN(5) == 0 {
					targets[side].Add(s)
				}
			}
		}
		target := SidesOf(targets, a.States(), nil)
		win, lost := a.ForceEach(tables, target, nil), a.AvoidEach(tables, target, nil)
		moves := Moves{{Sorts: make([]bool, sorts), From: NewSet(a.States())}, {Sorts: make([]bool, sorts), Into: NewSet(a.States())}}
		for k := range sorts {
			moves[0].Sorts[k], moves[1].Sorts[k] = rng.IntN(2) == 0, rng.IntN(2) == 0
		}
		for s := range int32(a.States()) {
			if rng.IntN(3) == 0 {
				moves[0].From.Add(s)
			}
			if rng.IntN(3) == 0 {
				moves[1].Into.Add(s)
			}
		}
		making := a.AvoidEachMaking(tables, target, moves, win, nil)
		for side, table := range tables {
			one := targets[side]
			force, avoid := a.Force(table, one, nil), a.Avoid(table, one)
			if !slices.Equal(target.Sets(nil)[side], one) || !slices.Equal(win.Sets(nil)[side], force) {
				t.Fatalf("seed %d: side %d of %d has another set of its own than among all", seed, side, sides)
			}
			careful := a.AvoidMoves(table, one, moves.Into(force), nil) // those of the moves that lead to where the side can force its set
			for s := range int32(a.States()) {
				if making.Has(s, side) == careful.Has(s) {
					t.Fatalf("seed %d: side %d of %d cannot avoid the moves from state %d: %v, by itself %v", seed, side, sides, s, making.Has(s, side), !careful.Has(s))
				}
				if win.Has(s, side) != force.Has(s) {
					t.Fatalf("seed %d: side %d of %d can force from state %d: %v, by itself %v", seed, side, sides, s, win.Has(s, side), force.Has(s))
				}
				if lost.Has(s, side) == avoid.Has(s) {
					t.Fatalf("seed %d: side %d of %d cannot avoid from state %d: %v, by itself %v", seed, side, sides, s, lost.Has(s, side), !avoid.Has(s))
				}
			}
		}
	}
}

// randomArena makes a small graph with moves of a few sorts.
func randomArena(rng *rand.Rand) (*Arena, int) {
	n, sorts := 2+rng.IntN(12), 1+rng.IntN(6)
	first := []int32{0}
	var to []int32
	var sort []uint16
	for range n {
		for range rng.IntN(4) {
			to = append(to, int32(rng.IntN(n)))
			sort = append(sort, uint16(rng.IntN(sorts)))
		}
		first = append(first, int32(len(to)))
	}
	return NewArena(first, to, sort, Whole(n)), sorts
}
