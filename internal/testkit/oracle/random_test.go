package oracle_test

import (
	"testing"

	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

func TestSizes(t *testing.T) {
	var h [6]int
	for seed := uint64(0); seed < 300; seed++ {
		c := random.New(seed)
		for _, f := range c.Pact.Fillings(nil) {
			w := oracle.New(c.Pact, f, oracle.TickOf(c.Pact))
			var all model.ActorSet = 1<<len(c.Pact.Actors) - 1
			n, _, err := w.Explore(all, 10000)
			switch {
			case err != nil:
				h[5]++
			case n < 30:
				h[0]++
			case n < 300:
				h[1]++
			case n < 1000:
				h[2]++
			case n < 3000:
				h[3]++
			default:
				h[4]++
			}
		}
	}
	t.Log(h)
}
