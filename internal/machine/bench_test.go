package machine_test

import (
	"testing"

	"github.com/servanda-lang/servanda/bench/family"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// BenchmarkNew makes machines, one for each filling that is looked at.
func BenchmarkNew(b *testing.B) {
	p := load.Source("family.pact", []byte(family.Pact(family.Shape{Parties: 3, Phases: 6, Days: 3, Ratify: true, Points: 4}))).Pact
	if p == nil {
		b.Fatal("the family does not compile")
	}
	for b.Loop() {
		if _, err := machine.New(p, make(model.Filling, len(p.Points)), 1); err != nil {
			b.Fatal(err)
		}
	}
}
