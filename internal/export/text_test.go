package export

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

var update = flag.Bool("update", false, "write what is exported as what is expected")

// machineOf makes a machine of a file under its first filling.
func machineOf(t *testing.T, file string) *machine.Machine {
	t.Helper()
	r, err := load.Load(file)
	if err != nil || r.Pact == nil {
		t.Fatal(err, r.Diagnostics)
	}
	m, err := machine.New(r.Pact, r.Pact.Fillings(nil)[0], r.Pact.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTheTextsOfTheExample(t *testing.T) {
	m := machineOf(t, "../../examples/small-exchange.pact")
	for name, write := range map[string]func(io.Writer) error{
		"small-exchange.pml": func(w io.Writer) error { return Promela(w, m) },
		"small-exchange.tla": func(w io.Writer) error { return TLA(w, m, "small-exchange") },
	} {
		var got bytes.Buffer
		if err := write(&got); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("%s is not as expected; if it should be as it is now: go test ./export -update\n%s", name, diff)
		}
	}
}

// TestTheGraphAsData reads the JSON of random pacts back and holds it to the graph.
func TestTheGraphAsData(t *testing.T) {
	for seed := range uint64(20) {
		p := random.New(seed).Pact
		m, err := machine.New(p, p.Fillings(nil)[0], p.TickDays())
		if err != nil {
			t.Fatal(err)
		}
		g, err := explore.Explore(context.Background(), m, explore.Limits{States: 5000})
		if err != nil {
			continue
		}
		var text bytes.Buffer
		if err := JSON(&text, g); err != nil {
			t.Fatal(err)
		}
		var got struct {
			Schema string
			States []struct {
				ID     int
				Values map[string]any
			}
			Moves []graphMove
		}
		if err := json.Unmarshal(text.Bytes(), &got); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if got.Schema != graphSchema || len(got.States) != g.States() || len(got.Moves) != g.MoveCount() {
			t.Fatalf("seed %d: %d states and %d moves, want %d and %d", seed, len(got.States), len(got.Moves), g.States(), g.MoveCount())
		}
		seen := map[string]bool{}
		for i, s := range got.States {
			if key := fmt.Sprint(s.Values); s.ID != i || seen[key] {
				t.Fatalf("seed %d: state %d has the values of another", seed, i)
			} else {
				seen[key] = true
			}
			for f := range p.Facts {
				name, want := "fact_"+p.Facts[f].Name, m.Reads(g.State(i), model.Ref{Kind: model.KindFact, Index: f})
				if fmt.Sprint(s.Values[name]) != want {
					t.Fatalf("seed %d, state %d: %s is %v, want %s", seed, i, name, s.Values[name], want)
				}
			}
		}
		for e, mv := range got.Moves {
			if mv.To != g.To[e] || strings.Join(mv.Culprits, " ") != strings.Join(actorNames(m.Frame, g.SortOf(int32(e)).Culprits), " ") {
				t.Fatalf("seed %d: move %d is %+v", seed, e, mv)
			}
		}
	}
}

// TestTLCAgrees asks TLC, if TLA2TOOLS says where tla2tools.jar lies.
func TestTLCAgrees(t *testing.T) {
	jar := os.Getenv("TLA2TOOLS")
	if jar == "" {
		t.Skip("set TLA2TOOLS to the path of tla2tools.jar (https://github.com/tlaplus/tlaplus/releases) to ask TLC")
	}
	if _, err := exec.LookPath("java"); err != nil {
		t.Skip("java is not installed")
	}
	for seed := range uint64(10) {
		p := random.New(seed).Pact
		m, err := machine.New(p, p.Fillings(nil)[0], p.TickDays())
		if err != nil {
			t.Fatal(err)
		}
		g, err := explore.Explore(context.Background(), m, explore.Limits{States: 5000})
		if err != nil {
			continue
		}
		for _, d := range []model.ActorSet{1<<len(p.Actors) - 1, 0} {
			want, _ := g.World(d).Count()
			if got := tlc(t, jar, m, d); got != want {
				t.Errorf("seed %d, where %v may break their word: TLC has %d states, the machine %d", seed, d.IDs(), got, want)
			}
		}
	}
}

var distinctStates = regexp.MustCompile(`(\d+) distinct states found`)

// tlc counts the distinct states of a world.
func tlc(t *testing.T, jar string, m *machine.Machine, defectors model.ActorSet) int {
	t.Helper()
	dir := t.TempDir()
	var text bytes.Buffer
	if err := TLA(&text, m, "m"); err != nil {
		t.Fatal(err)
	}
	cfg := "SPECIFICATION Spec\nCONSTANT Defectors = {" + quotedAll(actorNames(m.Frame, defectors)) + "}\nCHECK_DEADLOCK FALSE\n"
	for name, data := range map[string][]byte{"m.tla": text.Bytes(), "m.cfg": []byte(cfg)} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("java", "-cp", jar, "tlc2.TLC", "-config", "m.cfg", "m.tla")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	found := distinctStates.FindAllSubmatch(out, -1)
	if err != nil || found == nil {
		t.Fatalf("TLC: %v\n%s", err, out)
	}
	n, _ := strconv.Atoi(string(found[len(found)-1][1]))
	return n
}
