package odds_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/odds"
)

// What is drawn comes about as often as it is likely, and the same seed gives the same runs.
func TestSimulate(t *testing.T) {
	const runs = 3000
	p := pactOf(t, text(t, "two-dice.pact"))
	one := func(seed uint64) *odds.Simulated {
		x, err := odds.Simulate(context.Background(), p, odds.Simulation{Seed: seed, Runs: runs, Days: 1000})
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	x := one(1)
	total := 0
	for i, n := range x.Came {
		want := float64(6-max(i-5, 5-i)) / 36
		if off := math.Abs(float64(n)/runs - want); off > 5*math.Sqrt(want*(1-want)/runs) {
			t.Errorf("a sum of %d comes %d times in %d", i+2, n, runs)
		}
		total += n
	}
	if total != runs || x.Cut != 0 {
		t.Errorf("%d sums in %d runs, %d cut short", total, runs, x.Cut)
	}
	if !slices.Equal(one(1).Came, x.Came) || slices.Equal(one(2).Came, x.Came) {
		t.Error("the seed does not decide the runs")
	}
}

// No run comes to more than the choices can make of it, and what all must come to comes in every run.
func TestSimulatedWithinTheOdds(t *testing.T) {
	p := pactOf(t, vote)
	x, err := odds.Simulate(context.Background(), p, odds.Simulation{Query: odds.Query{Tick: 30}, Seed: 3, Runs: 2000, Days: 36000})
	if err != nil {
		t.Fatal(err)
	}
	a := ask(t, p, odds.Query{Tick: 30})
	for i, n := range x.Came {
		low, high := odds.Interval(n, x.Runs)
		if r := a.Asked[i].Worlds[0].Range; high < r.Least.Low-0.02 || low > r.Greatest.High+0.02 {
			t.Errorf("question %d: %d of %d, between %v", i, n, x.Runs, r)
		}
	}
	if x.Came[1] != x.Runs {
		t.Errorf("a storm comes sooner or later; it came in %d of %d runs", x.Came[1], x.Runs)
	}
}

// Wilson's intervals, as tables have them.
func TestInterval(t *testing.T) {
	for _, c := range []struct {
		came, runs int
		low, high  float64
	}{{0, 10, 0, 0.2775}, {5, 10, 0.2366, 0.7634}, {10, 10, 0.7225, 1}} {
		if low, high := odds.Interval(c.came, c.runs); math.Abs(low-c.low) > 1e-4 || math.Abs(high-c.high) > 1e-4 {
			t.Errorf("%d of %d: %f to %f", c.came, c.runs, low, high)
		}
	}
}
