package program_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/bench/family"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/internal/testkit/sample"
	"github.com/servanda-lang/servanda/model"
)

// lockstep runs the machine and the program side by side over everything reachable, up to a number of
// states, and reports the first difference: a move that only one of them offers, or states that are one for
// the one and two for the other.
func lockstep(m *machine.Machine, most int) error {
	r := program.NewRun(program.New(m.Frame))
	type pair struct {
		state machine.State
		cells []int
	}
	first := pair{m.Initial(), slices.Clone(r.Cell)}
	states, cells := map[string]string{}, map[string]string{}
	same := func(x pair) (fresh bool, err error) {
		a, b := fmt.Sprint(x.state), fmt.Sprint(x.cells)
		other, known := states[a]
		_, known2 := cells[b]
		if known != known2 || known && other != b {
			return false, fmt.Errorf("%s is one state here and another there; here it was %s", b, other)
		}
		states[a], cells[b] = b, a
		return !known, nil
	}
	same(first)
	for todo := []pair{first}; len(todo) > 0 && len(states) < most; todo = todo[1:] {
		x := todo[0]
		copy(r.Cell, x.cells)
		var offered []int
		for i := range r.Moves {
			if r.Holds(r.Moves[i].When) {
				offered = append(offered, i+1)
			}
		}
		k := 0
		var err error
		m.Fork().Moves(x.state, func(mv machine.Move) {
			if err != nil {
				return
			}
			if k >= len(offered) || r.Moves[offered[k]-1].Label != m.Label(mv.Label) {
				err = fmt.Errorf("in %v the machine offers %+v, the program does not in its place", x.cells, m.Label(mv.Label))
				return
			}
			copy(r.Cell, x.cells)
			r.Make(offered[k])
			k++
			next := pair{mv.To.Clone(), slices.Clone(r.Cell)}
			var fresh bool
			if fresh, err = same(next); err != nil {
				err = fmt.Errorf("after %+v from %v: %w", m.Label(mv.Label), x.cells, err)
			} else if fresh {
				todo = append(todo, next)
			}
		})
		if err == nil && k != len(offered) {
			err = fmt.Errorf("in %v the program offers more moves than the machine", x.cells)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func TestTheProgramIsTheMachine(t *testing.T) {
	pacts, most := uint64(extent.Of(100, 400)), 600
	if testing.Short() {
		pacts = 60
	}
	for seed := range pacts {
		c := random.New(seed)
		for _, f := range c.Pact.Fillings(nil) {
			m, err := machine.New(c.Pact, f, c.Pact.TickDays())
			if err != nil {
				t.Fatal(err)
			}
			if err := lockstep(m, most); err != nil {
				t.Errorf("seed %d, filling %v: %v\n%s", seed, f, err, c.Text)
			}
		}
	}
}

// TestTheProgramOfLargePacts: with more moves and more things that settle than a word has bits, and with numbers
// that are too large for a table.
func TestTheProgramOfLargePacts(t *testing.T) {
	long := "pact \"Long counts\"\nparty south\nparty north\nfact pile 0..3000\n" +
		"act heap by south { when pile is at most 2500  pile rises by 700 }\nact dig by north { when pile is at least 600  pile falls by 600 }\n" +
		"instrument deal { between south, north  in force once signed  expires after 900 days\n" +
		"  duty hold { south must ensure pile is at least 1000  within 700 days  unless pile is at least 2800 } }\ntick 1 day\n"
	for _, text := range []string{family.Pact(family.Shape{Parties: 4, Phases: 24, Days: 3, Ratify: true, Points: 3}), long} {
		p := load.Source("in.pact", []byte(text)).Pact
		if p == nil {
			t.Fatal("the pact does not compile")
		}
		m, err := machine.New(p, make(model.Filling, len(p.Points)), p.TickDays())
		if err != nil {
			t.Fatal(err)
		}
		if err := lockstep(m, 1500); err != nil {
			t.Error(err)
		}
	}
}

func TestTheProgramOfTheExample(t *testing.T) {
	m, err := machine.New(sample.SmallExchange(), model.Filling{0}, 3)
	if err != nil {
		t.Fatal(err)
	}
	if err := lockstep(m, 5000); err != nil {
		t.Error(err)
	}
}
