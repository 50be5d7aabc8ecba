package oracle_test

import (
	"testing"

	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// forRandom calls f for small random worlds.
func forRandom(t *testing.T, seeds uint64, f func(*testing.T, *oracle.World)) {
	for seed := range seeds {
		c := random.New(seed)
		for _, filling := range c.Pact.Fillings(nil) {
			w := oracle.New(c.Pact, filling, oracle.TickOf(c.Pact))
			w.Limit = 800
			if _, _, err := w.Explore(1<<len(c.Pact.Actors)-1, w.Limit); err != nil {
				continue
			}
			f(t, w)
			if t.Failed() {
				t.Fatalf("seed %d, filling %v:\n%s", seed, filling, c.Text)
			}
		}
	}
}

// Time always has just one move, and more defectors never make a world smaller.
func TestWorldsOfRandomPacts(t *testing.T) {
	forRandom(t, uint64(extent.Of(20, 60)), func(t *testing.T, w *oracle.World) {
		physical, err := w.Graph(1<<len(w.Pact.Actors)-1, w.Limit)
		if err != nil {
			t.Fatal(err)
		}
		reachable := map[string]bool{}
		for i, s := range physical.States {
			reachable[s.Key()] = true
			n := 0
			for _, e := range physical.Edges[i] {
				if e.Mover == oracle.Time {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%d moves of time", n)
			}
		}
		lawful, err := w.Graph(0, w.Limit)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range lawful.States {
			if !reachable[s.Key()] {
				t.Error("a lawful state is not reachable in the physical world")
			}
		}
	})
}

// If some can force a thing, the others together cannot avoid it.
func TestNobodyCanAvoidWhatOthersCanForce(t *testing.T) {
	forRandom(t, uint64(extent.Of(20, 60)), func(t *testing.T, w *oracle.World) {
		all := model.ActorSet(1<<len(w.Pact.Actors) - 1)
		thing := func(s *oracle.State) bool { return w.Holds(w.Pact.Purposes[0].Cond, s) }
		for _, d := range []model.ActorSet{0, model.SetOf(1), all} {
			for p := model.ActorSet(0); p <= all; p++ {
				force := w.CanForce(p, d, thing)
				avoid := w.CanAvoid(all&^p, d, thing)
				for s := range force {
					if force[s] && avoid[s] {
						t.Errorf("in the world of %b, %b can force what the others can avoid", d, p)
						return
					}
				}
			}
		}
	})
}

// Every finding has an answer on every random pact, and on as many as all each is met, in every class.
func TestFindingsOfRandomPacts(t *testing.T) {
	found := map[string]int{}
	forRandom(t, uint64(extent.Of(100, 400)), func(t *testing.T, w *oracle.World) {
		for _, f := range w.Findings() {
			found[f.Code]++
			if f.Class != oracle.NoLoss {
				found[f.Code+" "+f.Class.String()]++
			}
			if f.How != "" {
				found[f.Code+" "+f.How]++
			}
			if f.Defectors != "" && f.Defectors != "{}" {
				found[f.Code+" to a breach"]++
			}
			if len(f.Price) > 0 && f.Price[0] != "the exchange" {
				found["a purpose given up"]++
			}
		}
		for i := range w.Pact.Checks {
			if w.Check(&w.Pact.Checks[i]) {
				found["check holds"]++
			}
		}
	})
	for _, what := range []string{"stuck", "veto", "limbo", "dead_end", "hollow", "withheld", "false_call",
		"blank_cheque", "toothless", "idle", "bound_alone", "bound_alone to a breach", "uncovered", "outlasted", "outlasted term",
		"exposed unavoidable", "exposed at a price", "exposed with care", "exposed later", "exposed to a breach", "a purpose given up",
		"dependent unavoidable", "dependent with care", "conflict unavoidable", "impossible unavoidable", "impossible with care",
		"self_judged", "self_judged release", "self_judged exit", "check holds"} {
		if found[what] == 0 && extent.All() {
			t.Errorf("no random pact has %s: the generator has become too tame", what)
		}
	}
	t.Log(found)
}
