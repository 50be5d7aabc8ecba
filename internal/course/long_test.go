package course

import (
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
)

const lamp = `pact "Lamp"
starts 2026-01-01
tick 1 day
party north
fact lamp { off, lit }
act light by north { when lamp is off  lamp becomes lit }
act put_out by north { when lamp is lit  lamp becomes off }
purpose { lamp is lit }
`

// lampMachine is a lamp, and the ids of lighting it, putting it out and a day passing.
func lampMachine(t *testing.T) (m *machine.Machine, light, out, pass machine.LabelID) {
	t.Helper()
	r := load.Source("lamp.pact", []byte(lamp))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	m, err := machine.New(r.Pact, nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	id := func(kind machine.MoveKind, index int) machine.LabelID {
		for i, l := range m.Labels() {
			if l.Kind == kind && l.Index == index {
				return machine.LabelID(i)
			}
		}
		t.Fatal("no such move")
		return 0
	}
	return m, id(machine.Do, 0), id(machine.Do, 1), id(machine.Pass, 0)
}

func days(pass machine.LabelID, n int) []machine.LabelID {
	out := make([]machine.LabelID, n)
	for i := range out {
		out[i] = pass
	}
	return out
}

// A long wait is one step, which says how long it is; one that is not long is told day by day.
func TestWaitsAreRuns(t *testing.T) {
	m, light, _, pass := lampMachine(t)
	for _, n := range []int{long - 2, 100_000} {
		c, err := Replay(m, append(append([]machine.LabelID{light}, days(pass, n)...), pass), -1)
		if err != nil {
			t.Fatal(err)
		}
		moves := 0
		for i := range c.Steps {
			moves += c.Steps[i].Times()
		}
		if moves != n+2 || len(c.Gaps) > 0 {
			t.Errorf("%d moves of %d, gaps %v", moves, n+2, c.Gaps)
		}
		if n < long {
			if len(c.Steps) != n+2 {
				t.Errorf("%d steps of a course of %d moves", len(c.Steps), n+2)
			}
			continue
		}
		if len(c.Steps) != 2 {
			t.Fatalf("%d steps", len(c.Steps))
		}
		l := c.Line(1)
		if l.Day != 100_001 || l.Text != "Time goes on, the same 100001 times, from day 0 (1 Jan 2026) on" {
			t.Errorf("day %d: %s", l.Day, l.Text)
		}
		if last := c.Lines()[len(c.Lines())-1]; last.Day != 100_001 {
			t.Errorf("it ends on day %d: %s", last.Day, last.Text)
		}
	}
}

// A step that is marked as careless is not hidden in a run, and neither is the beginning of a round.
func TestRunsEndAtWhatMatters(t *testing.T) {
	m, light, out, pass := lampMachine(t)
	way := append(append([]machine.LabelID{light}, days(pass, 3000)...), out)
	way = append(append(append(way, light), pass), out)
	c, err := ReplayMarked(m, append(way, pass), 1, func(i int, _ *Step) bool { return i == 2000 })
	if err == nil {
		t.Fatalf("a round that does not close was taken for one: %v", c.Round)
	}
	way = append([]machine.LabelID{}, days(pass, 3000)...)
	way = append(way, light, out, pass)
	c, err = ReplayMarked(m, way, 2500, func(i int, _ *Step) bool { return i == 2000 })
	if err != nil {
		t.Fatal(err)
	}
	plain, err := made(m, way, 2500, func(i int, _ *Step) bool { return i == 2000 }, false)
	if err != nil {
		t.Fatal(err)
	}
	plain.beginRound()
	want := plain.course()
	if got, want := describe(c), describe(want); got != want {
		t.Errorf("with runs %s, without %s", got, want)
	}
}

// describe is what matters of a course, with a run counted as its moves.
func describe(c *Course) string {
	var b strings.Builder
	at := 0
	for i := range c.Steps {
		s := &c.Steps[i]
		if c.Round == i {
			b.WriteString(strings.Repeat(".", at) + "round ")
		}
		if s.Careless {
			b.WriteString(strings.Repeat(".", at) + "careless ")
		}
		at += s.Times()
	}
	return b.String() + strings.Repeat(".", at)
}

// Of a very long course in which something happens each day the beginning and the end are told, and how much is left out.
func TestGaps(t *testing.T) {
	m, light, out, pass := lampMachine(t)
	var way []machine.LabelID
	for range 5000 {
		way = append(way, light, out, pass)
	}
	c, err := Replay(m, way, -1)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Steps) != 15_000 || len(c.Gaps) != 1 || c.Gaps[0].Moves != 15_000-2*nearby {
		t.Fatalf("%d steps, gaps %+v", len(c.Steps), c.Gaps)
	}
	var told []int
	for i := range c.ToldSteps {
		told = append(told, i)
		if c.Line(i).Text == "" {
			t.Fatalf("step %d is told and has no words", i)
		}
	}
	if len(told) != 2*nearby || told[nearby-1] != nearby-1 || told[nearby] != 15_000-nearby {
		t.Errorf("%d steps are told", len(told))
	}
	said := 0
	for _, l := range c.Lines() {
		if strings.Contains(l.Text, "14000 moves are not told here, up to ") {
			said++
		}
	}
	if said != 1 || len(c.Lines()) > 2*nearby {
		t.Errorf("%d lines, of which %d say what is left out", len(c.Lines()), said)
	}
}
