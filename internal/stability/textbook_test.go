package stability_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/stability"
)

// book is a conflict in which everything is known, and the definitions of the textbook said over it as they are printed: with
// quantifiers over all states, and without anything that is clever.
type book struct {
	n     int
	moves []map[[2]int]bool // by player: from, to
	pref  []map[[2]int]bool // by player: from, to: the second is preferred
}

func (b *book) players(h stability.Side) []int {
	var out []int
	for i := range b.moves {
		if h.Has(i) {
			out = append(out, i)
		}
	}
	return out
}

// reach is the least set with what anybody on a side can come to, who moved last being kept as the textbook keeps it.
func (b *book) reach(h stability.Side, s int, improving bool) map[int]bool {
	last := map[int]map[int]bool{}
	step := func(i, from, to int) bool {
		return b.moves[i][[2]int{from, to}] && (!improving || b.pref[i][[2]int{from, to}])
	}
	add := func(to, i int) bool {
		if last[to] == nil {
			last[to] = map[int]bool{}
		}
		fresh := !last[to][i]
		last[to][i] = true
		return fresh
	}
	for changed := true; changed; {
		changed = false
		for _, i := range b.players(h) {
			for to := range b.n {
				if step(i, s, to) && add(to, i) {
					changed = true
				}
				for mid := range b.n {
					onlyMe := len(last[mid]) == 1 && last[mid][i]
					if last[mid] != nil && !onlyMe && step(i, mid, to) && add(to, i) {
						changed = true
					}
				}
			}
		}
	}
	out := map[int]bool{}
	for x := range last {
		out[x] = true
	}
	return out
}

// classReach is reach by joint improvements of the coalitions within a side.
func (b *book) classReach(h stability.Side, s int) map[int]bool {
	last := map[int]map[stability.Side]bool{}
	for changed := true; changed; {
		changed = false
		for c := stability.Side(1); c <= h; c++ {
			if c&^h != 0 {
				continue
			}
			for from := range b.n {
				if from != s && last[from] == nil {
					continue
				}
				if from != s && len(last[from]) == 1 && last[from][c] {
					continue
				}
				for to := range b.reach(c, from, false) {
					if !b.all(c, from, to) {
						continue
					}
					if last[to] == nil {
						last[to] = map[stability.Side]bool{}
					}
					if !last[to][c] {
						last[to][c], changed = true, true
					}
				}
			}
		}
	}
	out := map[int]bool{}
	for x := range last {
		out[x] = true
	}
	return out
}

// all reports whether everybody on a side prefers the second state.
func (b *book) all(h stability.Side, from, to int) bool {
	for _, i := range b.players(h) {
		if !b.pref[i][[2]int{from, to}] {
			return false
		}
	}
	return true
}

func (b *book) stable(h stability.Side, s int, c stability.Concept, jointly bool) bool {
	everybody := stability.Side(1<<len(b.moves) - 1)
	for t := range b.reach(h, s, false) {
		if !b.all(h, s, t) {
			continue
		}
		answers := map[int]bool{}
		switch {
		case c == stability.Sequential && jointly:
			answers = b.classReach(everybody&^h, t)
		case c == stability.Sequential:
			answers = b.reach(everybody&^h, t, true)
		case c != stability.Nash:
			answers = b.reach(everybody&^h, t, false)
		}
		deterred := false
		for u := range answers {
			ok := !b.all(h, s, u)
			for v := range b.reach(h, u, false) {
				ok = ok && !(c == stability.Symmetric && b.all(h, s, v))
			}
			deterred = deterred || ok
		}
		if !deterred {
			return false
		}
	}
	return true
}

// random makes a conflict; transitive says that what a player can do in two moves it can do in one.
func random(r *rand.Rand, players, states int, transitive bool) *book {
	b := &book{n: states}
	for range players {
		moves, pref, rank := map[[2]int]bool{}, map[[2]int]bool{}, map[int]int{}
		for x := range states {
			rank[x] = r.IntN(states)
		}
		for x := range states {
			for y := range states {
				moves[[2]int{x, y}] = x != y && r.IntN(4) == 0
				pref[[2]int{x, y}] = rank[y] > rank[x]
			}
		}
		for k := 0; transitive && k < states; k++ {
			for x := range states {
				for y := range states {
					if x != y && moves[[2]int{x, k}] && moves[[2]int{k, y}] {
						moves[[2]int{x, y}] = true
					}
				}
			}
		}
		b.moves, b.pref = append(b.moves, moves), append(b.pref, pref)
	}
	return b
}

// graph is the conflict as the package knows it; gaps says of what it is to know nothing.
func (b *book) graph(gaps func(player, from, to int) (move, preference bool)) *stability.Graph {
	g := &stability.Graph{States: b.n}
	for i := range b.moves {
		p := stability.Player{Moves: make([][]stability.Move, b.n)}
		for x := range b.n {
			for y := range b.n {
				unsure, _ := gaps(i, x, y)
				if x != y && (b.moves[i][[2]int{x, y}] || unsure) {
					p.Moves[x] = append(p.Moves[x], stability.Move{To: y, Sure: !unsure})
				}
			}
		}
		p.Compare = func(x, y int) stability.Relation {
			_, unknown := gaps(i, min(x, y), max(x, y))
			switch {
			case unknown:
				return stability.Unknown
			case b.pref[i][[2]int{x, y}]:
				return stability.Better
			case b.pref[i][[2]int{y, x}]:
				return stability.Worse
			}
			return stability.Alike
		}
		g.Players = append(g.Players, p)
	}
	return g
}

func everything(int, int, int) (bool, bool) { return false, false }

// The solver and the textbook agree on random conflicts: of two to four players, for each side, each notion, with the others alone and
// jointly.
func TestAgainstTheTextbook(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	yes, no := 0, 0
	for n := range 250 {
		b := random(r, 2+r.IntN(3), 2+r.IntN(5), n%2 == 0)
		s := stability.NewSolver(context.Background(), b.graph(everything))
		for side := stability.Side(1); side < 1<<len(b.moves); side++ {
			for state := range b.n {
				for _, c := range stability.Concepts {
					for _, jointly := range []bool{false, true} {
						got := s.Answer(stability.Query{Side: side, State: state, Concept: c, Jointly: jointly})
						want := b.stable(side, state, c, jointly)
						if (got == stability.Yes) != want || got == stability.Open {
							t.Fatalf("conflict %d, side %b, state %d, %s, jointly %v: %d, want %v\n%v\n%v", n, side, state, c, jointly, got, want, b.moves, b.pref)
						}
						if want {
							yes++
						} else {
							no++
						}
					}
				}
			}
		}
	}
	if yes < 1000 || no < 1000 {
		t.Errorf("%d stable and %d not: the conflicts are too much alike to tell anything", yes, no)
	}
}

// What is answered though something is not known is so however that is filled in; and where nothing is missing nothing is left open.
func TestGapsAreFilledEitherWay(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	told, open := 0, 0
	for n := range 150 {
		b := random(r, 2+r.IntN(2), 2+r.IntN(4), n%2 == 0)
		hidden := map[[3]int][2]bool{}
		for i := range b.moves {
			for x := range b.n {
				for y := range b.n {
					hidden[[3]int{i, x, y}] = [2]bool{r.IntN(8) == 0, r.IntN(5) == 0}
				}
			}
		}
		s := stability.NewSolver(context.Background(), b.graph(func(i, x, y int) (bool, bool) { h := hidden[[3]int{i, x, y}]; return h[0], h[1] }))
		for range 8 {
			full := b.filled(r, hidden)
			for i := range b.moves {
				for state := range b.n {
					for _, c := range stability.Concepts {
						got := s.Stable(i, state, c)
						if got == stability.Open {
							open++
							continue
						}
						told++
						if want := full.stable(stability.Only(i), state, c, false); (got == stability.Yes) != want {
							t.Fatalf("conflict %d, player %d, state %d, %s: told %d, but it may be otherwise", n, i, state, c, got)
						}
					}
				}
			}
		}
	}
	if told < 1000 || open < 1000 {
		t.Errorf("%d told and %d left open: too few of one", told, open)
	}
}

// filled fills the gaps of a conflict at random.
func (b *book) filled(r *rand.Rand, hidden map[[3]int][2]bool) *book {
	out := &book{n: b.n}
	for i := range b.moves {
		moves, pref := map[[2]int]bool{}, map[[2]int]bool{}
		for x := range b.n {
			for y := range b.n {
				at := [2]int{x, y}
				moves[at], pref[at] = b.moves[i][at], b.pref[i][at]
				if hidden[[3]int{i, x, y}][0] {
					moves[at] = x != y && r.IntN(2) == 0
				}
			}
		}
		for x := range b.n {
			for y := x + 1; y < b.n; y++ {
				if hidden[[3]int{i, x, y}][1] {
					k := r.IntN(3)
					pref[[2]int{x, y}], pref[[2]int{y, x}] = k == 1, k == 2
				}
			}
		}
		out.moves, out.pref = append(out.moves, moves), append(out.pref, pref)
	}
	return out
}

// What a player would have to prefer is told exactly: a state is stable for it just when it prefers none of the states of one of the
// sets; and no set says more than it must.
func TestNeeds(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	empty, several := 0, 0
	for range 100 {
		b := random(r, 2+r.IntN(2), 2+r.IntN(5), true)
		s := stability.NewSolver(context.Background(), b.graph(everything))
		for state := range b.n {
			for _, c := range stability.Concepts {
				need := s.Needs(0, state, c)
				if !need.Known || need.TooMany {
					t.Fatal("nothing is missing, and it is small")
				}
				if len(need.Ways[0]) == 0 {
					empty++
				}
				if len(need.Ways) > 1 {
					several++
				}
				for likes := range 1 << b.n {
					if likes>>state&1 == 1 {
						continue
					}
					want := b.liking(state, likes).stable(1, state, c, false)
					if got := slices.ContainsFunc(need.Ways, func(w []int) bool { return none(w, likes) }); got != want {
						t.Fatalf("state %d, %s: with %b preferred to it stable is %v, told %v: %v", state, c, likes, want, got, need.Ways)
					}
				}
				for i, w := range need.Ways {
					for j, x := range need.Ways {
						if i != j && !slices.ContainsFunc(w, func(a int) bool { return !slices.Contains(x, a) }) {
							t.Fatalf("%v is within %v", w, x)
						}
					}
				}
			}
		}
	}
	if empty < 10 || several < 10 {
		t.Errorf("%d that hold anyway and %d with several ways: too few", empty, several)
	}
}

func none(set []int, of int) bool {
	return !slices.ContainsFunc(set, func(x int) bool { return of>>x&1 == 1 })
}

// liking is the conflict with player 0 preferring just these states to one, and nothing known of it otherwise that could matter.
func (b *book) liking(state, likes int) *book {
	out := &book{n: b.n, moves: b.moves, pref: slices.Clone(b.pref)}
	out.pref[0] = map[[2]int]bool{}
	for x := range b.n {
		out.pref[0][[2]int{state, x}] = likes>>x&1 == 1
	}
	return out
}

// The moves that a side wants to make, and the answers to them, are what they are said to be.
func TestDepartures(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	seen := 0
	for range 100 {
		b := random(r, 2+r.IntN(3), 2+r.IntN(5), true)
		s := stability.NewSolver(context.Background(), b.graph(everything))
		for side := stability.Side(1); side < 1<<len(b.moves); side++ {
			for state := range b.n {
				for _, c := range stability.Concepts {
					q := stability.Query{Side: side, State: state, Concept: c, Jointly: side > 3}
					all := true
					for _, d := range s.Departures(q) {
						seen++
						all = all && d.Deterred == stability.Yes
						if err := b.walks(d.Moves, state, d.To, false); err != nil || !b.all(side, state, d.To) {
							t.Fatal("no move that is wanted:", d, err)
						}
						if d.Deterred != stability.Yes {
							continue
						}
						if err := b.walks(d.Answer, d.To, d.Outcome, c == stability.Sequential); err != nil || b.all(side, state, d.Outcome) {
							t.Fatal("no answer:", d, err)
						}
					}
					if all != (s.Answer(q) == stability.Yes) {
						t.Fatal("the departures do not tell what is stable")
					}
				}
			}
		}
	}
	if seen < 1000 {
		t.Errorf("only %d departures", seen)
	}
}

// walks reports what is wrong with a sequence of steps.
func (b *book) walks(steps []stability.Step, from, to int, improving bool) error {
	var last stability.Side
	for _, st := range steps {
		if st.By == last || !b.reach(st.By, from, false)[st.To] || improving && !b.all(st.By, from, st.To) {
			return fmt.Errorf("step %v from %d", st, from)
		}
		from, last = st.To, st.By
	}
	if from != to {
		return fmt.Errorf("it ends at %d", from)
	}
	return nil
}

// When it is told to stop, it stops.
func TestStops(t *testing.T) {
	b := random(rand.New(rand.NewPCG(9, 9)), 4, 60, true)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s := stability.NewSolver(ctx, b.graph(everything))
	err := stability.Try(func() {
		for i := range b.n {
			s.Coalitional(i, stability.Sequential)
		}
	})
	if err != context.Canceled {
		t.Errorf("%v", err)
	}
}
