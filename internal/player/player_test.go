package player_test

import (
	"context"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/player"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

var update = flag.Bool("update", false, "write what was found as what is expected")

func pactOf(t *testing.T, name string) *model.Pact {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r := load.Source(filepath.Base(name), text)
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	return r.Pact
}

func begin(t *testing.T, p *model.Pact, f model.Filling) *player.Console {
	t.Helper()
	m, err := machine.New(p, f, p.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	ahead, err := player.Look(t.Context(), m, explore.Limits{States: 200_000}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return &player.Console{Session: player.New(m, ahead, "")}
}

// TestGames plays what stands in testdata, a script with what is shown after each line.
func TestGames(t *testing.T) {
	games, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(games) == 0 {
		t.Fatal("no games", err)
	}
	for _, name := range games {
		t.Run(filepath.Base(name), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			p := pactOf(t, strings.TrimSpace(string(a.Comment)))
			c := begin(t, p, make(model.Filling, len(p.Points)))
			var out strings.Builder
			outline(&out, c.Show())
			for line := range strings.Lines(string(a.Files[0].Data)) {
				out.WriteString("\n> " + line + "\n")
				blocks, err := c.Do(line)
				if err != nil {
					out.WriteString("! " + err.Error() + "\n")
				}
				outline(&out, blocks)
			}
			if *update {
				a.Files = append(a.Files[:1], txtar.File{Name: "shown", Data: []byte(out.String())})
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if len(a.Files) < 2 {
				t.Fatal("nothing is expected; write it with -update and read it")
			}
			if d := cmp.Diff(string(a.Files[1].Data), out.String()); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestSavedScenariosPass plays at random, writes down what happened, and lets the checker play that.
func TestSavedScenariosPass(t *testing.T) {
	for _, name := range []string{"../../examples/small-exchange.pact", "../../examples/three-instruments/plain.pact", "../../examples/minsk-in-miniature.pact"} {
		p := pactOf(t, name)
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for seed := range uint64(10) {
			rnd := rand.New(rand.NewPCG(seed, 1))
			f := make(model.Filling, len(p.Points))
			for i := range f {
				f[i] = rnd.IntN(len(p.Points[i].Values))
			}
			m, err := machine.New(p, f, p.TickDays())
			if err != nil {
				t.Fatal(err)
			}
			c := &player.Console{Session: player.New(m, nil, "nobody looked")}
			for range 25 {
				playAtRandom(t, c, rnd)
			}
			said := c.Scenario("saved")
			r := load.Source("saved.pact", []byte(string(text)+"\n"+said))
			if r.Pact == nil {
				t.Fatalf("%v\n%s", r.Diagnostics, said)
			}
			results, err := inquiry.Scenarios(t.Context(), r.Pact, inquiry.Query{})
			if err != nil {
				t.Fatal(err)
			}
			n := len(r.Pact.Scenarios) - 1
			played := false
			for _, x := range results {
				if x.Scenario == n {
					played = true
					if !x.Passed {
						t.Errorf("%s, seed %d: %s\n%s", name, seed, x.Message, said)
					}
				}
			}
			if !played {
				t.Error("it was not played")
			}
		}
	}
}

func playAtRandom(t *testing.T, c *player.Console, rnd *rand.Rand) {
	t.Helper()
	var can []machine.Label
	for o := range c.Position().Options() {
		if o.Move.Actor != machine.Time {
			can = append(can, o.Move)
		}
	}
	if len(can) == 0 || rnd.IntN(3) == 0 {
		if _, err := c.Do("time"); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err := c.Make(can[rnd.IntN(len(can))]); err != nil {
		t.Fatal(err)
	}
}

// TestTheAdversaryDoesNotLetGo plays at random for everybody but the adversary's sides, who keep their word or not: what the
// others cannot avoid any more is lost for good, and whoever is left with nothing gets nothing any more.
func TestTheAdversaryDoesNotLetGo(t *testing.T) {
	lost := 0
	for seed := range uint64(150) {
		p := random.New(seed).Pact
		m, err := machine.New(p, make(model.Filling, len(p.Points)), p.TickDays())
		if err != nil {
			t.Fatal(err)
		}
		ahead, err := player.Look(t.Context(), m, explore.Limits{States: 3000}, 0)
		if limit := new(explore.Inconclusive); errors.As(err, &limit) {
			continue
		} else if err != nil {
			t.Fatal(err)
		}
		rnd := rand.New(rand.NewPCG(seed, 2))
		c := &player.Console{Session: player.New(m, ahead, "")}
		sides := model.SetOf(model.ActorID(rnd.IntN(len(p.Actors))))
		c.Against(sides, rnd.IntN(2) == 0)
		worst := map[model.DutyID]player.How{}
		for range 30 {
			for d, h := range c.Hunted() {
				if p.Duties[d].Recurs() {
					continue // one is left with nothing for this time
				}
				if h < worst[d] && worst[d] >= player.Lost {
					t.Fatalf("seed %d: %s was lost and is so no longer", seed, p.Duties[d].Name)
				}
				worst[d] = max(worst[d], h)
				if h >= player.Lost {
					lost++
				}
			}
			if !keepingTheirWord(t, c, rnd) {
				break
			}
		}
	}
	if lost < 50 {
		t.Errorf("the adversary had only %d moments to hold on to", lost)
	}
}

// keepingTheirWord makes a move of somebody who is not played by the adversary, or lets time pass; it is false if that broke a
// promise of theirs, or, if the adversary keeps its word, one of the adversary's that it could not but break.
func keepingTheirWord(t *testing.T, c *player.Console, rnd *rand.Rand) bool {
	t.Helper()
	var can []machine.Label
	for o := range c.Position().Options() {
		if o.Move.Actor != machine.Time && !c.Foe().Has(o.Move.Actor) && o.Culprits == 0 {
			can = append(can, o.Move)
		}
	}
	line := "time"
	if len(can) > 0 && rnd.IntN(2) == 0 {
		line = player.Written(c.Pact(), can[rnd.IntN(len(can))])
	}
	if _, err := c.Do(line); err != nil {
		t.Fatal(err)
	}
	return c.Culprits()&^c.MayBreak() == 0
}

// A line that is wrong changes nothing and says what would be right.
func TestWrongLines(t *testing.T) {
	c := begin(t, pactOf(t, "../../examples/small-exchange.pact"), model.Filling{0})
	for line, want := range map[string]string{
		"99":                   "there is no move 99 now",
		"0":                    "there is no move 0 now",
		"time x":               "write \"time\"",
		"time 0":               "write \"time\"",
		"back":                 "it is day 0",
		"north does seize":     "this cannot be done now",
		"dance":                "neither a command nor a move",
		"worst west":           "there is nobody called \"west\"",
		"adversary":            "there is nobody called \"\"",
		"save":                 "write a label",
		"north  signs   piece": "neither a command nor a move",
	} {
		before := c.Scenario("x")
		if _, err := c.Do(line); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", line, err, want)
		}
		if c.Scenario("x") != before {
			t.Errorf("%q changed something", line)
		}
	}
	if _, err := c.Do("q"); !errors.Is(err, player.ErrQuit) {
		t.Error(err)
	}
}

// A time limit on looking ahead is none on what is asked afterwards.
func TestLookingAheadInTime(t *testing.T) {
	p := pactOf(t, "../../examples/small-exchange.pact")
	m, err := machine.New(p, model.Filling{0}, p.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	ahead, err := player.Look(t.Context(), m, explore.Limits{}, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	c := &player.Console{Session: player.New(m, ahead, "")}
	if _, err := c.Do("worst south"); err != nil {
		t.Error(err)
	}
}

// Told to stop, it lets no more time pass.
func TestTimeCanBeStopped(t *testing.T) {
	c := begin(t, pactOf(t, "../../examples/small-exchange.pact"), model.Filling{0})
	ctx, stop := context.WithCancel(t.Context())
	c.Within(ctx)
	stop()
	err := func() (err error) {
		defer world.Catch(&err)
		_, err = c.Do("time 100000")
		return err
	}()
	if !errors.Is(err, context.Canceled) || c.Day() != 0 {
		t.Errorf("%v on day %d", err, c.Day())
	}
}
