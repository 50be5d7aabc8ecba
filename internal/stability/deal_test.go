package stability_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/stability"
)

// ranks goes over all orders of preference of so many states, ties included: a rank for each, every rank from 0 up being somebody's.
func ranks(n int) [][]int {
	var out [][]int
	at := make([]int, n)
	for {
		top := slices.Max(at)
		whole := true
		for r := range top {
			whole = whole && slices.Contains(at, r)
		}
		if whole {
			out = append(out, slices.Clone(at))
		}
		i := 0
		for ; i < n; i++ {
			if at[i]++; at[i] < n {
				break
			}
			at[i] = 0
		}
		if i == n {
			return out
		}
	}
}

func (b *book) ranked(player int, rank []int) *book {
	out := &book{n: b.n, moves: b.moves, pref: slices.Clone(b.pref)}
	out.pref[player] = map[[2]int]bool{}
	for x := range b.n {
		for y := range b.n {
			out.pref[player][[2]int{x, y}] = rank[y] > rank[x]
		}
	}
	return out
}

func has(o stability.Order, state int, rank []int) bool {
	return !slices.ContainsFunc(o.NotAbove, func(x int) bool { return rank[x] > rank[state] }) &&
		!slices.ContainsFunc(o.Rather, func(p stability.Pair) bool { return rank[p.To] <= rank[p.Than] })
}

// What a player would have to prefer for a state to hold for all is told exactly: over all orders of preference it could have, the state is
// stable for everybody just in those that have what one of the ways asks. No way asks for what no order can have, and none can be left out.
func TestDeal(t *testing.T) {
	if len(ranks(4)) != 75 {
		t.Fatal("there are 75 orders of four states with ties")
	}
	r := rand.New(rand.NewPCG(11, 12))
	leaves, threats, several := 0, 0, 0
	for n := range 500 {
		b := random(r, 2+r.IntN(2), 2+r.IntN(3), n%2 == 0)
		orders := ranks(b.n)
		s := stability.NewSolver(context.Background(), b.graph(everything))
		for state := range b.n {
			for _, c := range stability.Concepts {
				d := s.Deal(0, state, c)
				if !d.Known || d.TooMany {
					t.Fatal("nothing is missing, and it is small")
				}
				if len(d.Leaves) > 0 {
					leaves++
				}
				if len(d.Ways) > 1 {
					several++
				}
				needed := make([]bool, len(d.Ways))
				for _, rank := range orders {
					full := b.ranked(0, rank)
					want := true
					for i := range b.moves {
						want = want && full.stable(stability.Only(i), state, c, false)
					}
					var by []int
					for k, w := range d.Ways {
						if has(w, state, rank) {
							by = append(by, k)
						}
						if len(w.Rather) > 0 {
							threats++
						}
					}
					if (len(by) > 0) != want {
						t.Fatalf("conflict %d, state %d, %s: with %v it holds for all: %v; told %v\n%v\n%v", n, state, c, rank, want, d, b.moves, b.pref)
					}
					if len(by) == 1 {
						needed[by[0]] = true
					}
				}
				for k := range needed {
					if !needed[k] && len(d.Ways) <= 2 {
						t.Fatalf("conflict %d, state %d, %s: way %d says nothing that the others do not: %v", n, state, c, k, d.Ways)
					}
				}
			}
		}
	}
	if leaves < 100 || threats < 100 || several < 20 {
		t.Errorf("%d where others leave, %d threats, %d with several ways: too few", leaves, threats, several)
	}
}
