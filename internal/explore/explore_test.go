package explore_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// corpus loads a pact of the corpus.
func corpus(t *testing.T, name string) *model.Pact {
	t.Helper()
	a, err := txtar.ParseFile("../../testdata/corpus/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	r := load.Source("in.pact", a.Files[0].Data)
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	return r.Pact
}

func graph(t *testing.T, p *model.Pact, lim explore.Limits) *explore.Graph {
	t.Helper()
	m, err := machine.New(p, make(model.Filling, len(p.Points)), p.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	g, err := explore.Explore(context.Background(), m, lim)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func everyone(p *model.Pact) model.ActorSet { return 1<<len(p.Actors) - 1 }

// The counts are those of the oracle too: package differential compares the same pacts.
func TestCounts(t *testing.T) {
	for _, c := range []struct {
		pact                                     string
		states, moves, lawfulStates, lawfulMoves int
	}{
		{"course-unless", 88, 272, 62, 203},
		{"course-every", 3798, 14230, 276, 801},
		{"course-wait", 1510, 4570, 386, 1152},
		{"course-settling", 128, 528, 128, 528},
		{"course-notice", 2756, 7893, 1744, 4951},
	} {
		t.Run(c.pact, func(t *testing.T) {
			p := corpus(t, c.pact)
			one := graph(t, p, explore.Limits{})
			lawful, lawfulMoves := one.World(0).Count()
			got := []int{one.States(), one.MoveCount(), lawful, lawfulMoves}
			if want := []int{c.states, c.moves, c.lawfulStates, c.lawfulMoves}; !slices.Equal(got, want) {
				t.Errorf("states, moves, lawful states and moves: %v, want %v", got, want)
			}
			if states, moves := one.World(everyone(p)).Count(); states != one.States() || moves != one.MoveCount() {
				t.Errorf("the physical world has %d states and %d moves, the graph %d and %d", states, moves, one.States(), one.MoveCount())
			}
			for _, n := range []int{2, 8} {
				sameGraph(t, one, graph(t, p, explore.Limits{Workers: n}))
			}
		})
	}
}

func sameGraph(t *testing.T, a, b *explore.Graph) {
	t.Helper()
	if !slices.Equal(a.First, b.First) || !slices.Equal(a.To, b.To) || !slices.Equal(a.Sort, b.Sort) {
		t.Error("more workers number states or moves otherwise")
	}
	for s := range a.States() {
		if !a.State(s).Equal(b.State(s)) {
			t.Fatalf("state %d is another with more workers", s)
		}
	}
}

// A graph with its states sorted is the same graph under other numbers, and moves lead to smaller ones or stay within a knot.
func TestSorted(t *testing.T) {
	for _, name := range []string{"course-unless", "course-every", "course-wait", "course-settling", "course-notice"} {
		p := corpus(t, name)
		found, sorted := graph(t, p, explore.Limits{}), graph(t, p, explore.Limits{Sorted: true})
		number := map[string]int32{}
		for s := range sorted.States() {
			number[fmt.Sprint(sorted.State(s))] = int32(s)
		}
		in := func(s int32) game.Knot {
			for _, k := range sorted.Knots {
				if s >= k.First && s < k.End {
					return k
				}
			}
			return game.Knot{First: s, End: s + 1}
		}
		if sorted.Start != number[fmt.Sprint(found.State(0))] || len(number) != found.States() {
			t.Fatalf("%s: it does not begin where it did, or not with all states", name)
		}
		for s := range int32(found.States()) {
			n := number[fmt.Sprint(found.State(int(s)))]
			row, of := sorted.First[n], found.First[s+1]-found.First[s]
			if sorted.First[n+1]-row != of {
				t.Fatalf("%s: %d moves out of state %d, not %d", name, sorted.First[n+1]-row, n, of)
			}
			for e := range of {
				to := number[fmt.Sprint(found.State(int(found.To[found.First[s]+e])))]
				if sorted.To[row+e] != to || !reflect.DeepEqual(sorted.SortOf(row+e), found.SortOf(found.First[s]+e)) {
					t.Fatalf("%s: move %d out of state %d is another", name, e, n)
				}
				if to > n && in(n) != in(to) {
					t.Fatalf("%s: a move leads from state %d to %d", name, n, to)
				}
			}
		}
	}
}

// A search that reaches a limit says so and claims nothing.
func TestLimits(t *testing.T) {
	p := corpus(t, "course-every")
	m, err := machine.New(p, nil, p.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	for _, lim := range []explore.Limits{{States: 10}, {Bytes: 1000}, {States: 10, Workers: 4}} {
		g, err := explore.Explore(context.Background(), m, lim)
		if stopped := new(explore.Inconclusive); g != nil || !errors.As(err, &stopped) || stopped.Limit == "" {
			t.Errorf("%+v: %v, %v", lim, g, err)
		}
	}
}

// More kinds of moves than can be kept are a limit like any other, not a fault of the pact.
func TestTooManyKindsOfMovesAreALimit(t *testing.T) {
	p := corpus(t, "course-every")
	m, err := machine.New(p, nil, p.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	explore.KeepSorts(t, 5)
	for _, workers := range []int{1, 2, 8} {
		_, err = explore.Explore(t.Context(), m, explore.Limits{Workers: workers})
		if stopped := new(explore.Inconclusive); !errors.As(err, &stopped) || stopped.Limit != "the largest number of kinds of moves that can be kept, 5," {
			t.Errorf("%d workers: %v", workers, err)
		}
	}
}

// small gives the graphs of small random pacts.
func small(t *testing.T) []*explore.Graph {
	var out []*explore.Graph
	for seed := range uint64(60) {
		p := random.New(seed).Pact
		m, err := machine.New(p, make(model.Filling, len(p.Points)), p.TickDays())
		if err != nil {
			t.Fatal(err)
		}
		for _, sorted := range []bool{false, true} {
			if g, err := explore.Explore(context.Background(), m, explore.Limits{States: 200, Sorted: sorted}); err == nil {
				out = append(out, g)
			}
		}
	}
	if len(out) < 30 {
		t.Fatalf("only %d of 60 pacts are small", len(out))
	}
	return out
}

// distances are the lengths of shortest walks from a state, -1 where there is none.
func distances(g *explore.Graph, from int32, allow func(e int32) bool) []int {
	dist := make([]int, g.States())
	for s := range dist {
		dist[s] = -1
	}
	dist[from] = 0
	for n := 0; ; n++ {
		more := false
		for s := range dist {
			for e := g.First[s]; dist[s] == n && e < g.First[s+1]; e++ {
				if allow(e) && dist[g.To[e]] < 0 {
					dist[g.To[e]], more = n+1, true
				}
			}
		}
		if !more {
			return dist
		}
	}
}

// follows checks that moves make a walk, and gives where it ends.
func follows(t *testing.T, g *explore.Graph, at int32, moves []int32, allow func(e int32) bool) int32 {
	t.Helper()
	for _, e := range moves {
		if e < g.First[at] || e >= g.First[at+1] || !allow(e) {
			t.Fatal("a walk with a move that does not follow or is not allowed")
		}
		at = g.To[e]
	}
	return at
}

func TestPathsAreShortest(t *testing.T) {
	for _, g := range small(t) {
		lawful := g.World(0)
		dist := distances(g, g.Start, lawful.Allows)
		for s := range int32(g.States()) {
			moves, end, ok := g.Path(g.Start, func(x int32) bool { return x == s }, lawful.Allows)
			if ok != (dist[s] >= 0) || ok != lawful.Reach[s] {
				t.Fatalf("a path to %d: %v, though at distance %d", s, ok, dist[s])
			}
			if ok && (len(moves) != dist[s] || end != s || follows(t, g, g.Start, moves, lawful.Allows) != s) {
				t.Fatalf("the path to %d has %d moves, want %d", s, len(moves), dist[s])
			}
		}
	}
}

// A round to s is a walk from s over one of the given states to where a tick leads back to s.
func TestRounds(t *testing.T) {
	for _, g := range small(t) {
		quiet := func(_, e int32) bool { return g.SortOf(e).Culprits == 0 && e%7 != 3 }
		given := game.NewSet(g.States())
		for s := int32(1); s < int32(g.States()); s += 3 {
			given.Add(s)
		}
		for _, through := range []game.Set{nil, given} {
			for s, shortest := range roundsByHand(g, quiet, through) {
				sameRound(t, g, int32(s), quiet, through, shortest)
			}
		}
	}
}

// roundsByHand gives by state the length of the shortest round, -1 if there is none.
func roundsByHand(g *explore.Graph, quiet func(s, e int32) bool, through game.Set) []int {
	var from [][]int
	for s := range int32(g.States()) {
		from = append(from, distances(g, s, func(e int32) bool { return quiet(g.Source(e), e) }))
	}
	out := make([]int, g.States())
	for s := range out {
		out[s] = -1
		for e := range int32(g.MoveCount()) {
			if int(g.To[e]) != s || !g.Passes(e) || !quiet(g.Source(e), e) {
				continue
			}
			for over := range from {
				there, on := from[s][over], from[over][g.Source(e)]
				if n := there + on + 1; (through == nil || through.Has(int32(over))) && there >= 0 && on >= 0 && (out[s] < 0 || n < out[s]) {
					out[s] = n
				}
			}
		}
	}
	return out
}

// everywhere is all states of a graph.
func everywhere(g *explore.Graph) iter.Seq[int32] { return game.FullSet(g.States()).Each }

func sameRound(t *testing.T, g *explore.Graph, s int32, quiet func(s, e int32) bool, through game.Set, shortest int) {
	t.Helper()
	lone := func(e int32) bool { return quiet(g.Source(e), e) }
	moves, ok := g.Round(s, quiet, through)
	if on := g.Rounds(everywhere(g), quiet, through); ok != (shortest >= 0) || on.Has(s) != ok || ok && len(moves) != shortest {
		t.Fatalf("state %d: on a round %v, round %v of %d moves, want %d", s, on.Has(s), ok, len(moves), shortest)
	}
	if !ok {
		return
	}
	if follows(t, g, s, moves, lone) != s || !g.Passes(moves[len(moves)-1]) {
		t.Fatal("a round that does not close, or not with a tick")
	}
	there, end, ok := g.ToRound(s, g.Rounds(everywhere(g), quiet, through), quiet)
	if !ok || follows(t, g, s, there, lone) != end || len(there) > len(moves) || !g.Passes(there[len(there)-1]) {
		t.Fatal("no walk from a round to a round, though going round is one")
	}
}

// A walk in stages passes through all of them.
func TestWalkInStages(t *testing.T) {
	g := graph(t, corpus(t, "course-every"), explore.Limits{})
	passes := func(k int, _, e int32) (int, bool) {
		if g.Passes(e) {
			k++
		}
		return k, true
	}
	for last := range 4 {
		moves, _, ok := g.Walk(0, explore.Phases{Last: last, Next: passes})
		n := 0
		for _, e := range moves {
			if g.Passes(e) {
				n++
			}
		}
		if !ok || n != last {
			t.Errorf("%d stages: %v, %d ticks", last, ok, n)
		}
	}
}
