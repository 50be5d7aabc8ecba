package symbolic_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/symbolic"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// family makes the family of a pact; every other one with orders found on the way.
func family(t *testing.T, p *model.Pact, seed uint64, leap int) *symbolic.Family {
	t.Helper()
	m, err := machine.New(p, make(model.Filling, len(p.Points)), p.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	f, err := symbolic.New(program.Family(m.Frame), nil, symbolic.Limits{Sift: int(seed%2) * 25, Leap: leap}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// A family that would take more nodes or steps than allowed is not made.
func TestLimits(t *testing.T) {
	p := random.New(3).Pact
	m, err := machine.New(p, make(model.Filling, len(p.Points)), p.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	for _, lim := range []symbolic.Limits{{Nodes: 100}, {Steps: 100}} {
		if _, err := symbolic.New(program.Family(m.Frame), nil, lim, nil); !errors.Is(err, bdd.ErrFull) {
			t.Errorf("with %+v: %v", lim, err)
		}
	}
}

// The family has, in each filling, the states of that filling's graph, in every world; and in each the same games come
// out the same.
func TestFamilyIsEveryFilling(t *testing.T) {
	everyFilling(t, many(60, 300), 2000, func(seed uint64) (*model.Pact, int) { return random.New(seed).Pact, [...]int{1, 2, 0}[seed%3] })
}

// The same over long terms, with waits made at once that are longer than what is short in them.
func TestFamilyOverLongTerms(t *testing.T) {
	everyFilling(t, many(30, 150), 8000, func(seed uint64) (*model.Pact, int) {
		return random.Stretched(seed, 40+int(seed%100)), [...]int{0, 1, 8, 16}[seed%4]
	})
}

// many is how many random pacts are tried: SERVANDA_PACTS, if that is set.
func many(some, all int) uint64 { return uint64(extent.Number("SERVANDA_PACTS", some, all)) }

// everyFilling compares families and graphs of up to so many states, of pacts each with the ticks from which on waits are made at
// once.
func everyFilling(t *testing.T, pacts uint64, most int, of func(seed uint64) (p *model.Pact, leap int)) {
	t.Helper()
	compared := 0
	for seed := range pacts {
		p, leap := of(seed)
		var f *symbolic.Family
		for _, x := range p.Fillings(nil) {
			m, err := machine.Reduced(p, x, p.TickDays())
			if err != nil {
				t.Fatal(err)
			}
			g, err := explore.Explore(context.Background(), m, explore.Limits{States: most})
			if err != nil {
				break
			}
			if f == nil {
				f = family(t, p, seed, leap)
			}
			compared++
			for d := range model.ActorSet(1) << len(p.Actors) {
				if d%3 != 0 {
					continue
				}
				want := 0
				want, _ = g.World(d).Count()
				if got := f.States(f.And(f.World(d), f.Filling(x))); got != float64(want) {
					t.Fatalf("seed %d, filling %v, defectors %v: %v states, the graph has %d\n%s", seed, x, d.IDs(), got, want, random.Text(p))
				}
			}
			compareGames(t, seed, f, g)
		}
	}
	if compared < int(pacts)/4 {
		t.Fatalf("only %d fillings compared", compared)
	}
}

func compareGames(t *testing.T, seed uint64, f *symbolic.Family, g *explore.Graph) {
	t.Helper()
	p := g.Machine.Pact
	rng := rand.New(rand.NewPCG(seed, 7))
	for range 6 {
		compareGame(t, f, g, world.Match{
			Players:   model.ActorSet(rng.Uint64()) & (1<<len(p.Actors) - 1),
			Defectors: model.ActorSet(rng.Uint64()) & (1<<len(p.Actors) - 1),
			Willing:   model.ActorSet(rng.Uint64()) & (1<<len(p.Actors) - 1), SignaturesGiven: rng.IntN(4) == 0,
		}, someCondition(rng, p))
	}
}

// compareGame plays a match for a condition, and against it, on the sets and on the graph of one of the fillings.
func compareGame(t *testing.T, f *symbolic.Family, g *explore.Graph, k world.Match, c model.Cond) {
	t.Helper()
	a, x := game.NewArena(g.First, g.To, g.Sort, g.Knots), g.Machine.Filling
	marked, holds := game.NewSet(g.States()), g.Machine.Condition(c)
	for s := range g.States() {
		if holds(g.State(s)) {
			marked.Add(int32(s))
		}
	}
	table := make(game.Table, len(g.Sorts))
	for i := range g.Sorts {
		table[i] = class(k, &g.Sorts[i])
	}
	play, where := f.Game(k, f.Reach), f.Where(c)
	for _, q := range []struct {
		name string
		got  bdd.Ref
		want game.Set
	}{
		{"force", play.Force(where), a.Force(table, marked, nil)},
		{"lost", play.Lost(where), game.FullSet(g.States()).Diff(a.Avoid(table, marked))},
	} {
		n := q.want.Len()
		if got := f.States(f.And(q.got, f.Filling(x))); got != float64(n) {
			t.Fatalf("filling %v, %s of %+v: %v states, want %d\n%s", x, q.name, k, got, n, random.Text(g.Machine.Pact))
		}
		if f.Has(f.AtStart(q.got), x) != q.want.Has(g.Start) {
			t.Fatalf("filling %v, %s of %+v: the first day differs\n%s", x, q.name, k, random.Text(g.Machine.Pact))
		}
	}
}

func someCondition(rng *rand.Rand, p *model.Pact) model.Cond {
	cs := p.Conditions()
	for range 20 {
		c := cs[rng.IntN(len(cs))]
		event := false
		model.Visit(c, func(c model.Cond) {
			_, done := c.(model.Done)
			event = event || done
		})
		if c != nil && !event {
			return c
		}
	}
	return model.InstrumentIs{Instrument: 0, Status: model.InForce}
}

func class(k world.Match, s *explore.Sort) game.Class {
	permitted := s.Culprits.Within(k.Defectors)
	switch {
	case s.Move.Actor == machine.Time && permitted:
		return game.Goes
	case s.Move.Actor == machine.Time && (s.Culprits&^k.Defectors)&k.Players == 0:
		return game.HeldByOthers
	case s.Move.Actor == machine.Time:
		return game.HeldByMine
	case !permitted:
		return game.Absent
	case s.Move.Kind == machine.Sign && k.SignaturesGiven:
		return game.Mine
	case s.Move.Kind == machine.Sign && k.Willing.Has(s.Move.Actor) && k.Players.Has(s.Move.Actor):
		return game.Shared
	case k.Players.Has(s.Move.Actor):
		return game.Mine
	}
	return game.Theirs
}

// A duty that is excused as long as it is due never comes to rest: each tick it falls due anew, and its period begins again.
const restless = `pact "Restless"
tick 1 day
party north
party south
fact door { shut, open_wide }
act open_it by north { when door is shut  door becomes open_wide }
instrument deal {
  between north, south
  in force once signed
  expires after 50 days
  duty opening { north must open_it  within 30 days  every 40 days  unless opening is due }
}
`

// Who calls early is lost, for the help may be withheld while the aid still runs; and who calls so late that nothing can be
// confirmed while the pledge runs is lost too. The way out opens while one waits, and closes again.
const lateCall = `pact "A late call"
tick 1 day
party north
party south
fact flag { down, up }
act call by north { when flag is down  flag becomes up }
act help by south { when flag is up }
act confirm by north
instrument aid {
  between north, south
  in force once signed
  expires after 24 days
  duty helping { south must help  within 12 days  upon call  for north }
}
instrument pledge {
  between north, south
  in force once signed
  expires after 24 days
  duty confirming { north must confirm  not before 3 days  within 4 days  upon call  for south }
}
`

func pactOf(t *testing.T, text string) *model.Pact {
	t.Helper()
	r := load.Source("in.pact", []byte(text))
	if r.Pact == nil {
		t.Fatal("the pact does not compile: ", r.Diagnostics)
	}
	return r.Pact
}

func TestWhatNeverRests(t *testing.T) {
	p := pactOf(t, restless)
	everyFilling(t, 4, 4000, func(seed uint64) (*model.Pact, int) { return p, [...]int{1, 4, 16, 0}[seed] })
}

// The way out of what is lost may open only while one waits; waits that are made at once see it.
func TestTheWayOutOpensLate(t *testing.T) {
	p := pactOf(t, lateCall)
	north, south := p.Instruments[0].Between[0], p.Instruments[0].Between[1]
	bad := model.Or{Terms: []model.Cond{
		model.DutyIs{Duty: 0, Status: model.Breached},
		model.And{Terms: []model.Cond{model.InstrumentIs{Instrument: 1, Status: model.Ended}, model.Not{Term: model.DutyIs{Duty: 1, Status: model.Performed}}}},
	}}
	m, err := machine.Reduced(p, nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	g, err := explore.Explore(context.Background(), m, explore.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for _, leap := range []int{2, 8} {
		f := family(t, p, 0, leap)
		k := world.Match{Players: model.SetOf(north), Defectors: model.SetOf(south), SignaturesGiven: true}
		compareGame(t, f, g, k, bad)
		compareGame(t, f, g, world.Match{Players: model.SetOf(south), Defectors: model.SetOf(south)}, model.Not{Term: bad})
	}
}
