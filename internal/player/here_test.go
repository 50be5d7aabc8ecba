package player

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// walk makes some random moves of a random pact; ok is false if there is too much to look at.
func walk(t *testing.T, seed uint64) (whole *Ahead, here *Ahead, m *machine.Machine, moves []machine.Label, ok bool) {
	t.Helper()
	p := random.New(seed).Pact
	m, err := machine.New(p, p.Fillings(nil)[0], p.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	lim := explore.Limits{States: 3000, Workers: 1}
	if whole, err = Look(context.Background(), m, lim, 0); err != nil {
		return nil, nil, nil, nil, false
	}
	rng, at, days := rand.New(rand.NewPCG(seed, 5)), m.Initial(), 0
	for range 12 {
		var labels []machine.Label
		var to []machine.State
		m.Moves(at, func(mv machine.Move) {
			labels, to = append(labels, m.Label(mv.Label)), append(to, mv.To.Clone())
		})
		i := rng.IntN(len(labels))
		if labels[i].Kind == machine.Pass {
			days += m.Tick
		}
		moves, at = append(moves, labels[i]), to[i]
	}
	here, err = Look(context.Background(), m.Starting(at, days), lim, 0)
	if err != nil {
		t.Fatal(err)
	}
	return whole, here, m.Starting(at, days), moves, true
}

// What is told of a state that is looked ahead from is what is told of it in the whole game: who is in danger, how, by whom.
func TestOutlooksAreThoseOfTheWholeGame(t *testing.T) {
	n := 0
	for seed := range uint64(600) {
		whole, here, _, moves, ok := walk(t, seed)
		if !ok {
			continue
		}
		var want, got []Danger
		for _, d := range whole.dangers(moves) {
			want = append(want, Danger{Duty: d.Duty, How: d.How, By: d.By})
		}
		outlooks, err := here.Outlooks()
		if err != nil {
			t.Fatal(seed, err)
		}
		for _, o := range outlooks {
			got = append(got, Danger{Duty: o.Duty, How: o.How, By: o.By})
			if o.How == Open && (o.Exit < 0 || o.Course == nil) {
				t.Errorf("seed %d: %+v has no way or no last exit", seed, o)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d (-whole +here):\n%s", seed, diff)
		}
		n += len(got)
	}
	if n < 20 {
		t.Errorf("only %d dangers", n)
	}
}

// Least days and what can be reached are those of a search that is as simple as can be.
func TestProspectsAreThoseOfASimpleSearch(t *testing.T) {
	n := 0
	for seed := range uint64(300) {
		_, here, m, _, ok := walk(t, seed)
		if !ok {
			continue
		}
		for _, got := range here.Prospects() {
			goal := m.Condition(m.Pact.Purposes[got.Purpose].Cond)
			want := Prospect{Purpose: got.Purpose, Holds: goal(m.Initial()), Within: leastDays(m, m.Initial(), goal, m.Pact.Everyone()), LostIn: -1}
			want.Lawful = leastDays(m, m.Initial(), goal, 0) >= 0
			hopeless := func(s machine.State) bool { return leastDays(m, s, goal, m.Pact.Everyone()) < 0 }
			if want.LostIn = leastDays(m, m.Initial(), hopeless, 0); want.LostIn < 0 {
				want.LostIn = leastDays(m, m.Initial(), hopeless, m.Pact.Everyone())
				want.Broken = want.LostIn >= 0
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
			}
			n++
		}
	}
	if n < 50 {
		t.Errorf("only %d purposes", n)
	}
}

// leastDays is in how many days a state can be come to of which something holds, by moves with which only some break their
// word; -1 if in none. It goes on day by day over all states.
func leastDays(m *machine.Machine, from machine.State, is func(machine.State) bool, defectors model.ActorSet) int {
	seen := map[string]bool{}
	name := func(s machine.State) string { return string(slices.Collect(bytesOf(s))) }
	for days, today := 0, []machine.State{from}; len(today) > 0; days += m.Tick {
		var tomorrow []machine.State
		for i := 0; i < len(today); i++ {
			at := today[i]
			if seen[name(at)] {
				continue
			}
			seen[name(at)] = true
			var next []machine.State
			m.Moves(at, func(mv machine.Move) {
				if !mv.Culprits.Within(defectors) {
					return
				}
				if m.Label(mv.Label).Kind == machine.Pass {
					tomorrow = append(tomorrow, mv.To.Clone())
				} else {
					next = append(next, mv.To.Clone())
				}
			})
			if is(at) {
				return days
			}
			today = append(today, next...)
		}
		today = tomorrow
	}
	return -1
}

// bytesOf are the bytes of a state.
func bytesOf(s machine.State) func(yield func(byte) bool) {
	return func(yield func(byte) bool) {
		for _, w := range s {
			for k := range 8 {
				if !yield(byte(w >> (8 * k))) {
					return
				}
			}
		}
	}
}
