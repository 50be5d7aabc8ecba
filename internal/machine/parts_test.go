package machine_test

import (
	"math/rand/v2"
	"testing"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/testkit/random"
)

// A state that was taken apart and put together again is the same, on any course of any pact, and no two variables keep the same part.
func TestPartsAreTheState(t *testing.T) {
	for seed := range uint64(150) {
		p := random.New(seed).Pact
		r := rand.New(rand.NewPCG(seed, 1))
		fillings := p.Fillings(nil)
		m, err := machine.New(p, fillings[r.IntN(len(fillings))], p.TickDays())
		if err != nil {
			t.Fatal(err)
		}
		s := m.Initial()
		for range 30 {
			parts := m.Apart(s)
			back, err := m.Together(parts)
			if err != nil || !back.Equal(s) {
				t.Fatalf("seed %d: %v becomes %v (%v)", seed, s, back, err)
			}
			if n := m.Variables(); len(parts) != n {
				t.Fatalf("seed %d: %d variables keep %d parts", seed, n, len(parts))
			}
			var next []machine.State
			m.Moves(s, func(mv machine.Move) { next = append(next, mv.To.Clone()) })
			s = next[r.IntN(len(next))]
		}
		first, err := m.Together(m.First())
		if err != nil {
			t.Fatal(err)
		}
		if settled, _ := m.Settled(first); !settled.Equal(m.Initial()) {
			t.Fatalf("seed %d: the first state does not settle into that of day 0", seed)
		}
	}
}
