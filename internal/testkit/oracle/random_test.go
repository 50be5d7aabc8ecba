package oracle_test

import (
	"testing"

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
	forRandom(t, 60, func(t *testing.T, w *oracle.World) {
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
	forRandom(t, 60, func(t *testing.T, w *oracle.World) {
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

// Every finding has an answer on every random pact.
func TestFindingsOfRandomPacts(t *testing.T) {
	found := map[string]int{}
	count := func(what string, yes bool) {
		if yes {
			found[what]++
		}
	}
	forRandom(t, 120, func(t *testing.T, w *oracle.World) {
		p := w.Pact
		count("stuck", w.Stuck(0))
		count("veto", len(w.Veto(0, 2)) > 0)
		count("limbo", w.Limbo(0))
		for i := range p.Duties {
			d := model.DutyID(i)
			count("exposed", len(w.Exposed(d)) > 0)
			count([]string{"safe", "dependent", "conflict", "impossible"}[w.Keep(d, 2).Keeping], true)
			count("hollow", w.Hollow(d))
			count("toothless", w.ToothlessDuty(d))
			count("blank cheque", w.BlankCheque(d))
			count("idle", w.IdleDuty(d))
		}
		for i := range p.Bans {
			count("toothless ban", w.ToothlessBan(model.BanID(i)))
			count("idle ban", w.IdleBan(model.BanID(i)))
		}
		for i := range p.Powers {
			count("idle power", w.IdlePower(model.PowerID(i)))
		}
		for i := range p.Checks {
			count("check holds", w.Check(&p.Checks[i]))
		}
	})
	for _, what := range []string{"stuck", "veto", "limbo", "exposed", "safe", "dependent", "conflict", "impossible",
		"hollow", "toothless", "idle", "toothless ban", "idle ban", "idle power", "check holds"} {
		if found[what] == 0 {
			t.Errorf("no random pact has %s: the generator has become too tame", what)
		}
	}
	t.Log(found)
}
