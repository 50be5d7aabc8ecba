package game_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/game"
)

// On random arenas what can be forced within so many passings of time is what the definition gives, read naively, moves that
// are as good as the target included; and the last of it is what can be forced at all.
func TestForceWithin(t *testing.T) {
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 2))
		x := randomArena(r)
		slices.SortStableFunc(x.moves, func(a, b move) int { return int(a.from - b.from) })
		a := arena(x.states, x.moves...)
		made, passes := game.NewSet(len(x.moves)), game.NewSet(len(x.moves))
		for e, m := range x.moves {
			switch {
			case m.class == game.Goes && r.IntN(2) == 0:
				passes.Add(int32(e))
			case (ours(m.class) || theirs(m.class)) && r.IntN(6) == 0:
				made.Add(int32(e))
			}
		}
		earlier := make([]bool, x.states)
		layers := 0
		for got := range a.ForceWithin(table, setOf(x.marked), these(a, made), these(a, passes), nil) {
			want := x.within(made, passes, earlier)
			if !slices.Equal(got, setOf(want)) {
				t.Fatalf("seed %d, %d times: %v, naively %v\n%+v", seed, layers, got, setOf(want), x)
			}
			earlier, layers = want, layers+1
		}
		if more := x.within(made, passes, earlier); !slices.Equal(more, earlier) {
			t.Fatalf("seed %d: more than %d layers would help\n%+v", seed, layers, x)
		}
		if made.Empty() && !slices.Equal(setOf(earlier), a.Force(table, setOf(x.marked), nil)) {
			t.Fatalf("seed %d: the last layer is not what can be forced\n%+v", seed, x)
		}
	}
}

func (x naive) within(made, passes game.Set, earlier []bool) []bool {
	w := slices.Clone(x.marked)
	for changed := true; changed; {
		changed = false
		for s := range w {
			var theirs, escape, on bool
			for e, m := range x.moves {
				if int(m.from) != s {
					continue
				}
				into := w[m.to] || made.Has(int32(e))
				if passes.Has(int32(e)) {
					into = earlier[m.to]
				}
				switch m.class {
				case game.Theirs:
					theirs, escape = true, escape || !into
				case game.Shared:
					theirs, escape, on = true, escape || !into, on || into
				case game.Mine, game.Goes:
					on = on || into
				}
			}
			if !w[s] && !escape && (on || x.has(s, class(game.HeldByOthers)) && theirs) {
				w[s], changed = true, true
			}
		}
	}
	return w
}
