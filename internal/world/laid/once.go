package laid

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/internal/world"
)

// played is what was asked and what came of it. What is found is asked about once more to show it, so the last few are kept.
type played struct {
	kind   kind
	match  world.Match
	set    Set
	moves  Moves
	states Set
	out    Set
}

// kind is what was asked.
type kind uint8

const (
	forced kind = iota
	lost
	makes
)

// mostPlayed is how many are kept. Each holds some sets, for which there is room in what is kept for the questions.
const mostPlayed = 12

// once gives what came of a question when it was last asked, or asks it.
func (w *World) once(x played, ask func() Set) Set {
	for i := range w.played {
		if w.played[i].same(&x) {
			return w.played[i].out
		}
	}
	x.out = ask()
	if len(w.played) == mostPlayed {
		w.played = slices.Delete(w.played, 0, 1)
	}
	w.played = append(w.played, x)
	return x.out
}

// same reports whether the same is asked.
func (x *played) same(y *played) bool {
	return x.kind == y.kind && x.match == y.match && sameSet(x.set, y.set) && sameSet(x.states, y.states) &&
		slices.EqualFunc(x.moves, y.moves, func(m, n game.Some) bool {
			return slices.Equal(m.Sorts, n.Sorts) && sameSet(m.From, n.From) && sameSet(m.Into, n.Into)
		})
}

func sameSet(a, b Set) bool { return (a == nil) == (b == nil) && slices.Equal(a, b) }
