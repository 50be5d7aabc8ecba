package game_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/game"
)

// Looking only at states that no move leaves gives for them what looking at all gives, one side at a time and many together.
func TestAPartByItself(t *testing.T) {
	parts := 0
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 3))
		x := randomArena(r)
		slices.SortStableFunc(x.moves, func(a, b move) int { return int(a.from - b.from) })
		a := arena(x.states, x.moves...)
		part := x.closure(r.IntN(x.states))
		if part.Len() < x.states {
			parts++
		}
		marked, bad, passes := setOf(x.marked), game.NewSet(len(x.moves)), game.NewSet(len(x.moves))
		for e, m := range x.moves {
			if m.class == game.Goes {
				passes.Add(int32(e))
			}
			if r.IntN(4) == 0 {
				bad.Add(int32(e))
			}
		}
		same := func(what string, all, some game.Set) {
			t.Helper()
			if !slices.Equal(all.And(part), some.And(part)) {
				t.Fatalf("seed %d: %s of a part differs\n%+v", seed, what, x)
			}
		}
		same("what can be forced", a.Force(table, marked, nil), a.Force(table, marked, part))
		same("what can be avoided", a.AvoidMoves(table, marked, these(a, bad), nil), a.AvoidMoves(table, marked, these(a, bad), part))
		var all, some []game.Set
		for s := range a.ForceWithin(table, marked, nil, these(a, passes), nil) {
			all = append(all, slices.Clone(s))
		}
		for s := range a.ForceWithin(table, marked, nil, these(a, passes), part) {
			some = append(some, slices.Clone(s))
		}
		for i := range max(len(all), len(some)) {
			same("what can be forced in time", all[min(i, len(all)-1)], some[min(i, len(some)-1)])
		}
		tables, n := []game.Table{table}, x.states
		each := func(within game.Set) []game.Set {
			in := func(s game.Set) *game.Sides { return game.SidesOf([]game.Set{s}, n, within) }
			return slices.Concat(
				a.ForceEach(tables, game.SidesOf([]game.Set{marked}, n, nil), within).Sets(nil),
				a.AvoidEach(tables, in(marked), within).Sets(within),
				a.AvoidEachMaking(tables, in(marked), these(a, bad), game.SidesOf([]game.Set{marked}, n, nil), within).Sets(within))
		}
		wide, narrow := each(nil), each(part)
		for i := range wide {
			same("what many sides can do", wide[i], narrow[i])
		}
	}
	if parts < 1000 {
		t.Errorf("only %d parts were smaller than all", parts)
	}
}

// closure is what can be come to from a state by moves that somebody can make.
func (x naive) closure(from int) game.Set {
	out := game.NewSet(x.states)
	out.Add(int32(from))
	for more := true; more; {
		more = false
		for _, m := range x.moves {
			if m.class != game.Absent && out.Has(m.from) && !out.Has(m.to) {
				out.Add(m.to)
				more = true
			}
		}
	}
	return out
}
