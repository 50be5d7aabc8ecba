package machine_test

import (
	"fmt"
	"testing"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// TestReducedMachineMovesAlike: in random pacts, the full machine and the reduced one, run in lock step, have the
// same moves with the same culprits and performances wherever they come, each state of the full one stands at
// one of the reduced, and the reduced one asks the open points that the full one asks.
func TestReducedMachineMovesAlike(t *testing.T) {
	pacts, fewer := uint64(400), 0
	if testing.Short() {
		pacts = 40
	}
	for seed := range pacts {
		p := random.New(seed).Pact
		fillings := p.Fillings(nil)
		full, reduced := both(t, p, fillings[len(fillings)-1])
		states, places, whole := walkTogether(t, fmt.Sprint("seed ", seed), full, reduced, 800)
		if places < states {
			fewer++
		}
		asked := reduced.Asked()
		for pt, yes := range full.Asked() {
			if whole && yes && !asked[pt] {
				t.Errorf("seed %d: only the full machine asks point %d", seed, pt)
			}
		}
	}
	if fewer*20 < int(pacts) {
		t.Errorf("in %d of %d pacts states are fewer: the generator has become too tame", fewer, pacts)
	}
}

func both(t *testing.T, p *model.Pact, f model.Filling) (full, reduced *machine.Machine) {
	t.Helper()
	full, err := machine.New(p, f, p.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	if reduced, err = machine.Reduced(p, f, p.TickDays()); err != nil {
		t.Fatal(err)
	}
	return full, reduced
}

// walkTogether makes every move in both machines, as far as so many states of the full one, and counts the
// states of each.
func walkTogether(t *testing.T, name string, full, reduced *machine.Machine, most int) (states, places int, whole bool) {
	t.Helper()
	at := map[string]machine.State{} // by state of the full machine: where the reduced one is
	seen := map[string]bool{}
	var todo []machine.State
	come := func(s, r machine.State) {
		seen[fmt.Sprint(r)] = true
		k := fmt.Sprint(s)
		if other, known := at[k]; !known {
			at[k], todo = r, append(todo, s)
		} else if !other.Equal(r) {
			t.Fatalf("%s: one state of the full machine stands at two of the reduced", name)
		}
	}
	come(full.Initial(), reduced.Initial())
	for ; len(todo) > 0 && len(at) < most; todo = todo[1:] {
		s := todo[0]
		mine, theirs := movesOf(full, s), movesOf(reduced, at[fmt.Sprint(s)])
		if len(mine) != len(theirs) {
			t.Fatalf("%s: %d moves in full, %d reduced", name, len(mine), len(theirs))
		}
		for i := range mine {
			if a, b := mine[i], theirs[i]; a.Label != b.Label || a.Culprits != b.Culprits || !a.SameEvents(&b.Events) {
				t.Fatalf("%s: a move %v in full, %v reduced", name, a, b)
			}
			come(mine[i].To, theirs[i].To)
		}
	}
	return len(at), len(seen), len(todo) == 0
}

func movesOf(m *machine.Machine, s machine.State) []machine.Move {
	var out []machine.Move
	m.Moves(s, func(mv machine.Move) {
		mv.To, mv.Events = mv.To.Clone(), mv.CloneEvents()
		out = append(out, mv)
	})
	return out
}

// What is remembered in this pact, and what need not be.
const remembered = `pact "What to remember"
tick 1 day
party north
party south
body court of north
open how "How is it meant?" { strictly, freely }
fact hill { north_of_it, empty, shared }
fact gate { shut, open_wide }
fact bell { silent, rung }
fact lamp { dark, lit }
fact door { whole, broken }
fact flag { down, half, up }
fact toll 0..3

act leave by north      { when hill is north_of_it  hill becomes empty }
act share by south      { when hill is empty or hill is shared  hill becomes shared }
act open_gate by south, north { when gate is shut and (hill is empty or how is freely)  gate becomes open_wide }
act shut_gate by north  { when gate is open_wide  gate becomes shut }
act ring by south       { when not bell is rung and how is strictly  bell becomes rung }
act light by south      { when lamp is dark  lamp becomes lit }
act knock by south      { when door is whole  door becomes broken }
act wave by north       { flag becomes up }
act hoist by north      { when flag is down  flag becomes half }
act strike_flag by south { when flag is half  flag becomes up }
act lower by south      { when flag is up  flag becomes down }
act pay by north        { when toll is at most 1  toll becomes 3 }
act count by court      { toll rises by 1 }

instrument deal {
  between north, south
  in force once signed
  duty to_light { south must light  within 2 days  every 2 days }
  power stop   { north may suspend deal }
  power go_on  { south may resume deal }
  power leave_it { south may terminate deal }
  power give_notice { north may terminate deal on notice of 2 days }
  power hush { north may bell becomes silent on notice of 1 day  when bell is silent }
}
instrument annex {
  between north, south
  in force once signed
  duty to_ring { south must ensure bell is rung  within 2 days }
  duty to_pay { north must pay  within 2 days  upon count }
  power halt { north may suspend annex }
  power forgive { north may excuse to_ring }
  power remit { south may excuse to_pay }
  power mend { south may door becomes whole  when door is whole }
  power out { south may terminate annex }
}
purpose { hill is empty }
check { never out is used }
`

func TestWhatIsRemembered(t *testing.T) {
	r := load.Source("in.pact", []byte(remembered))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	full, reduced := both(t, r.Pact, model.Filling{0})
	walkTogether(t, "the pact", full, reduced, 20_000)
	acts := map[string]bool{
		"leave":       false, // nobody makes the hill north_of_it again
		"share":       true,  // it may be shared again at once
		"open_gate":   true,  // shut_gate lets it be opened again
		"shut_gate":   true,
		"ring":        true,  // a notice to hush may run out afterwards
		"light":       true,  // a duty to do it can be suspended, and resumed in the same tick
		"knock":       false, // mend is of no use to a broken door
		"wave":        true,  // it can always be done
		"hoist":       true,  // in two steps the flag can be down again
		"strike_flag": true,
		"lower":       true,
		"pay":         true, // the toll is counted, so it may become anything
		"count":       true,
	}
	for i := range r.Pact.Acts {
		a := &r.Pact.Acts[i]
		for seat := range a.By {
			if got := reduced.Remembers(model.ActID(i), seat); got != acts[a.Name] {
				t.Errorf("%s is remembered: %v", a.Name, got)
			}
		}
	}
	use := map[string]bool{"leave_it": false, "give_notice": false, "out": false}
	status := map[string]bool{
		"leave_it": false,
		"halt":     false, // nothing resumes the annex
		"forgive":  false, // to_ring falls due once
	}
	for i := range r.Pact.Powers {
		name := r.Pact.Powers[i].Name
		if _, forgotten := use[name]; reduced.RemembersUse(model.PowerID(i)) == forgotten {
			t.Errorf("the use of %s is remembered: %v", name, !forgotten)
		}
		if _, forgotten := status[name]; reduced.RemembersStatus(model.PowerID(i)) == forgotten {
			t.Errorf("the status of %s is remembered: %v", name, forgotten)
		}
	}
}
