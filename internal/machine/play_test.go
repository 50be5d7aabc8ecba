package machine_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Courses played by hand, a rule of docs/language.md each. A line of a play is
//
//	MOVE             which is offered, and a breach for nobody
//	MOVE ! ACTOR …   which is offered, and a breach for just these
//	no MOVE          which is not offered
//	THING is STATUS  as the machine reads it
//
// where a move is "A signs I", "A does X", "A decides V on D", "A uses W", "tick" or "strike".
func TestPlays(t *testing.T) {
	names, err := filepath.Glob("../../testdata/corpus/course-*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no plays: %v", err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		group := strings.TrimSuffix(filepath.Base(name), ".txtar")
		for _, f := range a.Files {
			if title, ok := strings.CutPrefix(f.Name, "play/"); ok {
				t.Run(group+"/"+title, func(t *testing.T) {
					x := newStage(t, string(a.Files[0].Data))
					for _, line := range strings.Split(strings.TrimSpace(string(f.Data)), "\n") {
						x.line(line)
					}
				})
			}
		}
	}
}

// stage is where a course is being played.
type stage struct {
	*testing.T
	m     *machine.Machine
	state machine.State
}

func newStage(t *testing.T, text string) *stage {
	t.Helper()
	r := load.Source("in.pact", []byte(text))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	m, err := machine.New(r.Pact, make(model.Filling, len(r.Pact.Points)), r.Pact.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	return &stage{T: t, m: m, state: m.Initial()}
}

func (x *stage) line(line string) {
	x.Helper()
	if thing, status, ok := strings.Cut(line, " is "); ok {
		if got := x.m.Reads(x.state, x.find(thing)); got != status {
			x.Fatalf("%s, but it is %s", line, got)
		}
		return
	}
	if move, ok := strings.CutPrefix(line, "no "); ok {
		if x.offered(move) {
			x.Fatalf("%s is offered", move)
		}
		return
	}
	move, breach, _ := strings.Cut(line, " ! ")
	x.play(move, x.set(strings.Fields(breach)))
}

func (x *stage) play(move string, want model.ActorSet) {
	x.Helper()
	var to machine.State
	x.m.Moves(x.state, func(mv machine.Move) {
		if x.words(mv.Label) == move {
			to = mv.To.Clone()
			if mv.Culprits != want {
				x.Errorf("%s: culprits %b, want %b", move, mv.Culprits, want)
			}
		}
	})
	if to == nil {
		x.Fatalf("%s is not offered", move)
	}
	x.state = to
}

func (x *stage) offered(move string) (yes bool) {
	x.m.Moves(x.state, func(mv machine.Move) { yes = yes || x.words(mv.Label) == move })
	return yes
}

// words writes a move as a play does.
func (x *stage) words(id machine.LabelID) string {
	p, l := x.m.Pact, x.m.Label(id)
	switch l.Kind {
	case machine.Strike:
		return "strike"
	case machine.Pass:
		return "tick"
	case machine.Sign:
		return p.Actors[l.Actor].Name + " signs " + p.Instruments[l.Index].Name
	case machine.Do:
		return p.Actors[l.Actor].Name + " does " + p.Acts[l.Index].Name
	case machine.Use:
		return p.Actors[l.Actor].Name + " uses " + p.Powers[l.Index].Name
	}
	d := &p.Decisions[l.Index]
	return p.Actors[l.Actor].Name + " decides " + d.Values[l.Value] + " on " + d.Name
}

func (x *stage) set(names []string) model.ActorSet {
	x.Helper()
	var s model.ActorSet
	for _, n := range names {
		s |= model.SetOf(model.ActorID(x.find(n).Index))
	}
	return s
}

func (x *stage) find(name string) model.Ref {
	x.Helper()
	all := x.m.Pact.Declared()
	i := slices.IndexFunc(all, func(d model.Declared) bool { return d.Decl.Name == name })
	if i < 0 {
		x.Fatalf("there is no %s", name)
	}
	return all[i].Ref
}

// A ban that binds only if it binds, or only if it does not, has no status; the machine says so.
func TestABanMustNotHangOnItself(t *testing.T) {
	for _, while := range []string{"first is binding", "not second is dormant"} {
		r := load.Source("in.pact", []byte(`pact "A knot"
party south
act wave by south { }
instrument deal {
  between south
  in force once signed
  ban first { south must not wave  while `+while+` }
  ban second { south must not wave  while first is binding }
}
`))
		if r.Pact == nil {
			t.Skip("reading says so already")
		}
		if _, err := machine.New(r.Pact, nil, 1); err == nil || !strings.Contains(err.Error(), "hangs on whether it binds") {
			t.Errorf("while %s: %v", while, err)
		}
	}
}
