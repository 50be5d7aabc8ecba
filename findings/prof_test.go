package findings_test

import (
	"testing"

	"github.com/servanda-lang/servanda/findings"
	"github.com/servanda-lang/servanda/load"
)

func BenchmarkFlagship(b *testing.B) {
	r, err := load.Load("../library/reported-framework-2025-12")
	if err != nil || r.Pact == nil {
		b.Fatal(err, r.Diagnostics)
	}
	for range b.N {
		a, err := findings.Check(r.Pact, findings.Options{Workers: 1})
		if err != nil {
			b.Fatal(err)
		}
		n, m := 0, 0
		for _, f := range a.Fillings {
			n += f.Physical.States
			m = max(m, f.Physical.States)
		}
		b.Log(len(a.Fillings), n, m)
	}
}
