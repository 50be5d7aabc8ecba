package explore_test

import (
	"testing"

	"github.com/servanda-lang/servanda/explore"
	"github.com/servanda-lang/servanda/load"
	"github.com/servanda-lang/servanda/machine"
	"github.com/servanda-lang/servanda/model"
)

func BenchmarkExplore(b *testing.B) {
	r, err := load.Load("../examples/small-exchange.pact")
	if err != nil || r.Pact == nil {
		b.Fatal(err, r)
	}
	for b.Loop() {
		m, err := machine.New(r.Pact, model.Filling{0}, 3)
		if err != nil {
			b.Fatal(err)
		}
		g, err := explore.Explore(m, explore.Limits{})
		if err != nil || g.States() != 169119 {
			b.Fatal(err, g.States())
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/169119, "ns/state")
}
