package export

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// The tests of this file ask SPIN. They need `spin` and `gcc` (Debian: apt-get install spin gcc) and are
// skipped where those are not. SERVANDA_SPIN_PACTS is the number of random pacts to ask about.

func needSpin(t *testing.T) {
	t.Helper()
	for _, tool := range []string{"spin", "gcc"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed; on Debian: apt-get install spin gcc", tool)
		}
	}
}

// verdict is what pan says.
type verdict struct {
	states, moves int
	violated      bool
}

var (
	storedLine     = regexp.MustCompile(`(?m)^ *(\d+) states, stored`)
	transitionLine = regexp.MustCompile(`(?m)^ *(\d+) transitions`)
	errorsCount    = regexp.MustCompile(`errors: (\d+)`)
)

// spin compiles a model with some -D and runs it.
func spin(t *testing.T, text []byte, defines ...string) verdict {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "m.pml"), text, 0o644); err != nil {
		t.Fatal(err)
	}
	call := func(name string, args ...string) string {
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil && name != "./pan" {
			t.Fatalf("%s %v: %v\n%s", name, args, err, out)
		}
		return string(out)
	}
	call("spin", append(append([]string{"-a"}, defines...), "m.pml")...)
	call("gcc", "-O0", "-w", "-DSAFETY", "-DNOREDUCE", "-DNOCLAIM", "-o", "pan", "pan.c")
	out := call("./pan", "-m1000000", "-w18")
	number := func(re *regexp.Regexp) int {
		m := re.FindStringSubmatch(out)
		if m == nil {
			t.Fatalf("pan %v does not say %s:\n%s", defines, re, out)
		}
		n, _ := strconv.Atoi(m[1])
		return n
	}
	if bytes.Contains([]byte(out), []byte("too small")) || bytes.Contains([]byte(out), []byte("(tail<")) {
		t.Fatalf("pan %v did not finish:\n%s", defines, out)
	}
	return verdict{number(storedLine), number(transitionLine), number(errorsCount) > 0}
}

// compareWithSpin holds the states of the physical world, those of some other worlds, and the verdicts of
// the checks against SPIN's.
func compareWithSpin(t *testing.T, m *machine.Machine, worlds []model.ActorSet) {
	t.Helper()
	g, err := explore.Explore(context.Background(), m, explore.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := Promela(&text, m); err != nil {
		t.Fatal(err)
	}
	physical := spin(t, text.Bytes())
	if physical.states != g.States() || physical.moves != g.MoveCount()+1 {
		t.Errorf("SPIN has %d states and %d moves, the machine %d and %d", physical.states, physical.moves-1, g.States(), g.MoveCount())
	}
	for _, d := range worlds {
		states, _ := g.World(d).Count()
		defines := []string{fmt.Sprintf("-DDEFECTORS=%d", d)}
		if d == 0 && g.States() < 2000 {
			defines = append(defines, "-DPARTS") // as a large pact would be
		}
		if got := spin(t, text.Bytes(), defines...); got.states != states {
			t.Errorf("where %v may break their word, SPIN has %d states, the machine %d", d.IDs(), got.states, states)
		}
	}
	for i, c := range program.New(m.Frame).Checks {
		want := happens(g.World(c.Defectors), checksOf(m)[i].Cond)
		if got := spin(t, text.Bytes(), fmt.Sprintf("-DCHECK=%d", i+1)); got.violated != want {
			t.Errorf("check %q: for SPIN it comes about: %t, for the machine: %t", c.Label, got.violated, want)
		}
	}
}

// checksOf lists the checks that are exported.
func checksOf(m *machine.Machine) []model.Check {
	var out []model.Check
	for _, c := range m.Pact.Checks {
		if (c.Kind == model.Never || c.Kind == model.Possible) && (c.Reading == model.None || m.Filling.Agrees(m.Pact.Readings[c.Reading].Fixes)) {
			out = append(out, c)
		}
	}
	return out
}

// happens reports whether the condition of a check holds on the first day or after some move of a world.
func happens(w *explore.World, c model.Cond) bool {
	if event(w, c, -1, 0) {
		return true
	}
	for _, s := range w.Order {
		for e := range w.Moves(s) {
			if event(w, c, e, w.To[e]) {
				return true
			}
		}
	}
	return false
}

// event asks a condition that may speak of acts of move e, -1 for none, and the state s it leads to.
func event(w *explore.World, c model.Cond, e, s int32) bool {
	switch c := c.(type) {
	case model.And:
		for _, t := range c.Terms {
			if !event(w, t, e, s) {
				return false
			}
		}
		return true
	case model.Or:
		for _, t := range c.Terms {
			if event(w, t, e, s) {
				return true
			}
		}
		return false
	case model.Not:
		return !event(w, c.Term, e, s)
	case model.Done:
		return e >= 0 && w.SortOf(e).Move.Kind == machine.Do && w.SortOf(e).Move.Index == int(c.Act)
	}
	return w.Machine.Condition(c)(w.State(int(s)))
}

func TestSpinAgreesOnRandomPacts(t *testing.T) {
	needSpin(t)
	pacts := extent.Number("SERVANDA_SPIN_PACTS", 2, 6)
	if testing.Short() {
		pacts = min(pacts, 3)
	}
	// In these somebody can make their own due duty impossible, and the lawful world is smaller for it.
	seeds := extent.Among([]uint64{212, 430, 1499, 83, 37, 103}, 2)
	special := len(seeds)
	for seed := range uint64(pacts) {
		seeds = append(seeds, seed)
	}
	for i, seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			c := random.New(seed)
			fillings := c.Pact.Fillings(nil)
			m, err := machine.New(c.Pact, fillings[len(fillings)-1], c.Pact.TickDays())
			if err != nil {
				t.Fatal(err)
			}
			world := model.ActorSet(0)
			if i >= special && seed%2 == 1 {
				world = model.SetOf(model.ActorID(1 + seed/2%2))
			}
			compareWithSpin(t, m, []model.ActorSet{world})
			if t.Failed() {
				t.Log(c.Text)
			}
		})
	}
}

// TestSpinAgreesOnTheExamples asks about the first filling of each example that is small enough; of some where not all is tested.
func TestSpinAgreesOnTheExamples(t *testing.T) {
	needSpin(t)
	if testing.Short() {
		t.Skip("takes a while")
	}
	files, err := filepath.Glob("../../examples/*.pact")
	more, err2 := filepath.Glob("../../examples/*/*.pact")
	large, _ := filepath.Glob("../../library/*/[kr]*-*.pact") // some from the library, too large to be made in one step
	if files = append(append(files, more...), large...); err != nil || err2 != nil || len(files) == 0 {
		t.Fatal("no examples found")
	}
	for _, file := range extent.Among(files, 5) {
		t.Run(strings.TrimPrefix(strings.TrimPrefix(file, "../../examples/"), "../../library/"), func(t *testing.T) {
			t.Parallel()
			m := machineOf(t, file)
			if _, err := explore.Explore(context.Background(), m, explore.Limits{States: 300_000}); err != nil {
				t.Skip(err)
			}
			compareWithSpin(t, m, []model.ActorSet{0})
		})
	}
}
