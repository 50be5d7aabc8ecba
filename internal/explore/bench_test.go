package explore_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/servanda-lang/servanda/bench/family"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
)

// BenchmarkExplore searches the family of phased agreements with one worker and with two.
func BenchmarkExplore(b *testing.B) {
	for _, s := range []family.Shape{
		{Parties: 2, Phases: 3, Days: 2},
		{Parties: 2, Phases: 3, Days: 3, Ratify: true},
	} {
		p := load.Source("family.pact", []byte(family.Pact(s))).Pact
		if p == nil {
			b.Fatal("the family does not compile")
		}
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("phases=%d/days=%d/ratify=%v/workers=%d", s.Phases, s.Days, s.Ratify, workers), func(b *testing.B) {
				states := 0
				for b.Loop() {
					m, err := machine.New(p, nil, 1)
					if err != nil {
						b.Fatal(err)
					}
					g, err := explore.Explore(context.Background(), m, explore.Limits{Workers: workers})
					if err != nil {
						b.Fatal(err)
					}
					states = g.States()
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(states), "ns/state")
				b.ReportMetric(float64(states), "states")
			})
		}
	}
}
