package machine_test

import (
	"math/rand/v2"
	"testing"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/random"
)

// TestSettlingLooksAtEnough: on random walks through random pacts, looking only at what may have changed
// settles a state as looking at everything does.
func TestSettlingLooksAtEnough(t *testing.T) {
	pacts := uint64(extent.Of(150, 400))
	if testing.Short() {
		pacts = 40
	}
	for seed := range pacts {
		p := random.New(seed).Pact
		rng := rand.New(rand.NewPCG(seed, 5))
		m, err := machine.New(p, p.Fillings(nil)[0], p.TickDays())
		if err != nil {
			t.Fatal(err)
		}
		s := m.Initial()
		for range 60 {
			var ways []machine.State
			m.Moves(s, func(mv machine.Move) {
				if full := m.SettledFromAll(s, mv.Label); !full.Equal(mv.To) {
					t.Fatalf("seed %d: %v leads from %v to %v, settled from all things to %v", seed, m.Label(mv.Label), s, mv.To, full)
				}
				ways = append(ways, mv.To.Clone())
			})
			s = ways[rng.IntN(len(ways))]
		}
	}
}
