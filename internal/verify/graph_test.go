package verify_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/verify"
	"github.com/servanda-lang/servanda/model"
)

const text = `pact "Small"
party one
party two
fact title { kept, gone }
fact price { kept, paid }
act give by one { title becomes gone  irreversible }
act pay by two { price becomes paid }
instrument deal {
  between one, two
  in force once signed
  duty hand_over { one must give within 2 days  in return for price is paid }
}
purpose { title is gone and price is paid }
`

func graph(t *testing.T) *verify.Graph {
	t.Helper()
	p := load.Source("small.pact", []byte(text)).Pact
	m, err := machine.New(p, model.Filling{}, p.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	g, err := verify.Build(context.Background(), m, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// leads is the rule of what can come to some states.
func leads(g *verify.Graph, goal func(s int) bool) verify.Rule {
	return func(s int, into func(*verify.Move) bool) bool {
		return goal(s) || slices.ContainsFunc(g.From(s), func(m verify.Move) bool { return into(&m) })
	}
}

// ranked fills the least set layer by layer, as its definition says it; a tick leads only to what needs fewer, if they count.
func ranked(g *verify.Graph, rule verify.Rule, ticks bool) *verify.Ranked {
	x := &verify.Ranked{Ranks: make([]int, len(g.States))}
	for s := range x.Ranks {
		x.Ranks[s] = verify.Never
	}
	rank, passed := 0, 0
	for {
		var added []int
		for s, r := range x.Ranks {
			if r == verify.Never && rule(s, func(m *verify.Move) bool {
				to := x.Ranks[m.To]
				return to != verify.Never && (!ticks || m.Kind != program.Pass || to < passed)
			}) {
				added = append(added, s)
			}
		}
		for _, s := range added {
			x.Ranks[s] = rank
		}
		switch {
		case len(added) > 0:
			rank++
		case !ticks:
			return x
		case len(x.Ticks) > 0 && passed == rank:
			return x
		default:
			x.Ticks, passed = append(x.Ticks, rank), rank
		}
	}
}

// The right ranks are accepted, and any other are refused: a rank that is higher or lower, a state that is left out or put in,
// ticks that are others.
func TestRanksAreOneWay(t *testing.T) {
	g := graph(t)
	done := g.Condition(g.Pact.Purposes[0].Cond)
	rule := leads(g, func(s int) bool { return done(g.States[s]) })
	for _, ticks := range []bool{false, true} {
		x := ranked(g, rule, ticks)
		if err := g.Check(x, rule); err != nil {
			t.Fatalf("ticks count: %v: %v", ticks, err)
		}
		if most := slices.Max(x.Ranks); most < 2 || ticks != (len(x.Ticks) > 0) {
			t.Fatalf("the pact has become too simple: %v", x)
		}
		for s, r := range x.Ranks {
			for _, other := range []int{verify.Never, 0, r - 1, r + 1, r + 7} {
				if other == r || other < verify.Never {
					continue
				}
				x.Ranks[s] = other
				if g.Check(x, rule) == nil {
					t.Errorf("state %d has rank %d, and is accepted with %d (ticks count: %v)", s, r, other, ticks)
				}
			}
			x.Ranks[s] = r
		}
		for i := range x.Ticks {
			x.Ticks[i]++
			if g.Check(x, rule) == nil {
				t.Errorf("ticks are accepted as %v", x.Ticks)
			}
			x.Ticks[i]--
		}
	}
}

// States are numbered as they are come to, and no more are made than may be.
func TestStates(t *testing.T) {
	g := graph(t)
	if !slices.Equal(g.States[0], g.Initial()) || len(g.First) != len(g.States)+1 || int(g.First[len(g.States)]) != len(g.Moves) {
		t.Error("states and moves do not fit together")
	}
	next := int32(1)
	for _, m := range g.Moves {
		if m.To > next {
			t.Fatalf("state %d is come to before %d", m.To, next)
		}
		next = max(next, m.To+1)
	}
	if _, err := verify.Build(context.Background(), g.Machine, 3); !errors.As(err, new(*verify.TooMany)) {
		t.Errorf("of more states than allowed: %v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := verify.Build(ctx, g.Machine, 1000); !errors.Is(err, context.Canceled) {
		t.Errorf("told to stop: %v", err)
	}
}

// Ranks come back as they were packed; nothing else is read as ranks.
func TestPacking(t *testing.T) {
	for _, ranks := range [][]int{{}, {verify.Never}, {0, 1, 2, 300, verify.Never, 0}} {
		ranks = append(ranks, make([]int, 400)...)
		got, err := verify.UnpackRanks(verify.PackRanks(ranks), len(ranks))
		if err != nil || !slices.Equal(got, ranks) {
			t.Errorf("%v come back as %v: %v", ranks, got, err)
		}
		for _, n := range []int{len(ranks) - 1, len(ranks) + 1} {
			if _, err := verify.UnpackRanks(verify.PackRanks(ranks), n); err == nil {
				t.Errorf("%d ranks are read as %d", len(ranks), n)
			}
		}
	}
	whole := verify.PackRanks([]int{0, 1})
	for _, bad := range []string{"", "?", "AAAA", whole[:len(whole)-4], whole + "AAAA", verify.PackRanks([]int{9, 0})} {
		if ranks, err := verify.UnpackRanks(bad, 2); err == nil {
			t.Errorf("%q is read as %v", bad, ranks)
		}
	}
}
