package play_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/play"
	"github.com/servanda-lang/servanda/model"
)

var update = flag.Bool("update", false, "write what was found as what is expected")

// TestTheSmallExchange tells what stands open on the way through the example.
func TestTheSmallExchange(t *testing.T) {
	x := newTable(t, "../../examples/small-exchange.pact")
	x.tell("Day 0")
	x.does("north signs peace", "south signs peace")
	x.tell("Both have signed the peace")
	x.tick(10)
	x.tell("The last day for the hill")
	x.does("south does pull_back", "north signs aid", "south signs aid", "senate decides 0 ratification", "outsider does raid")
	x.tell("The hill is empty, and help is called for")
	x.does("north does seize")
	x.tell("The North has taken the hill")
	x.tick(1)
	x.tell("The last day for help")

	name := filepath.Join("testdata", "small-exchange.txt")
	if *update {
		if err := os.WriteFile(name, []byte(x.out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), x.out.String()); d != "" {
		t.Error(d)
	}
}

// table is where the example is played.
type table struct {
	*testing.T
	m   *machine.Machine
	s   machine.State
	out strings.Builder
}

func newTable(t *testing.T, name string) *table {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r := load.Source(filepath.Base(name), text)
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	m, err := machine.New(r.Pact, make(model.Filling, len(r.Pact.Points)), r.Pact.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	return &table{T: t, m: m, s: m.Initial()}
}

// does makes moves, written with the names of the pact.
func (x *table) does(moves ...string) {
	x.Helper()
	for _, move := range moves {
		made := false
		for o := range play.At(x.m, x.s).Options() {
			if o.Move.Actor != machine.Time && x.name(o.Move) == move {
				x.s, made = o.To, true
			}
		}
		if !made {
			x.Fatalf("%s cannot be done", move)
		}
	}
}

// tick lets time go on for so many moves of it.
func (x *table) tick(n int) {
	for range n {
		x.s = play.At(x.m, x.s).Time.Next.To
	}
}

func (x *table) name(l machine.Label) string {
	p := x.m.Pact
	who := p.Actors[l.Actor].Name
	switch l.Kind {
	case machine.Sign:
		return who + " signs " + p.Instruments[l.Index].Name
	case machine.Do:
		return who + " does " + p.Acts[l.Index].Name
	case machine.Decide:
		return fmt.Sprint(who, " decides ", l.Value, " ", p.Decisions[l.Index].Name)
	}
	return who + " uses " + p.Powers[l.Index].Name
}

// tell writes down a position.
func (x *table) tell(title string) {
	at := play.At(x.m, x.s)
	fmt.Fprintf(&x.out, "== %s\n", title)
	for _, h := range at.Hands {
		for _, o := range h.Can {
			x.option(&o)
		}
		for _, r := range h.Cannot {
			fmt.Fprintf(&x.out, "no %s: %s\n", x.name(r.Move), course.Refused(x.m, x.s, &r))
		}
	}
	for _, d := range at.Owed {
		fmt.Fprintf(&x.out, "owed: %s by %s, days left %d, discharged by %s, broken by %s\n", x.m.Pact.Duties[d.Duty].Name,
			x.m.Pact.Actors[d.Obligor].Name, d.DaysLeft, x.names(d.Discharges), x.names(d.Breaks))
	}
	x.option(&at.Time.Next)
	fmt.Fprintf(&x.out, "time does not do the other: %s\n", course.Refused(x.m, x.s, &at.Time.Other))
	for _, c := range at.Time.Ahead {
		fmt.Fprintf(&x.out, "ahead: %s in %d days\n", course.Thing(x.m.Pact, c.Thing), c.Days)
	}
	x.out.WriteByte('\n')
}

func (x *table) option(o *play.Option) {
	fmt.Fprintf(&x.out, "%s", x.names([]machine.Label{o.Move}))
	for _, d := range o.Performs {
		fmt.Fprintf(&x.out, ", performs %s", x.m.Pact.Duties[d].Name)
	}
	for _, ref := range o.Breaks {
		fmt.Fprintf(&x.out, ", breaks %s", course.Thing(x.m.Pact, ref))
	}
	for _, c := range o.Changes {
		fmt.Fprintf(&x.out, ", %s: %s to %s", course.Thing(x.m.Pact, c.Thing), c.From, c.To)
	}
	x.out.WriteByte('\n')
}

func (x *table) names(ls []machine.Label) string {
	var out []string
	for _, l := range ls {
		switch l.Kind {
		case machine.Strike:
			out = append(out, "time strikes")
		case machine.Pass:
			out = append(out, "time passes")
		default:
			out = append(out, x.name(l))
		}
	}
	return "[" + strings.Join(out, ", ") + "]"
}
