package game

import (
	"math/rand/v2"
	"testing"
)

// What is done with moves gives for each move what it should.
func TestMoves(t *testing.T) {
	const n, sorts = 9, 3
	all := FullSet(n)
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 6))
		sorted := func() []bool { return []bool{r.IntN(2) == 0, r.IntN(2) == 0, r.IntN(2) == 0} }
		states := func() Set {
			s := NewSet(n)
			for i := range int32(n) {
				if r.IntN(3) > 0 {
					s.Add(i)
				}
			}
			return s
		}
		some := func() (m Moves) {
			for range r.IntN(4) {
				x := Moves{{Sorts: sorted()}}
				if r.IntN(2) == 0 {
					x = x.From(states())
				}
				if r.IntN(2) == 0 {
					x = x.Into(states())
				}
				m = m.Join(x)
			}
			return m
		}
		a, b, s, only := some(), some(), states(), sorted()
		joined, without, from, into, of := a.Join(b), a.Without(b, all), a.From(s), a.Into(s), a.Only(only)
		pick := without.Picker()
		for p := range int32(n) {
			made := pick.At(p)
			for q := range int32(n) {
				for k := range uint16(sorts) {
					in, other := a.Has(p, k, q), b.Has(p, k, q)
					for _, c := range []struct {
						name      string
						got, want bool
					}{
						{"join", joined.Has(p, k, q), in || other},
						{"without", without.Has(p, k, q), in && !other},
						{"without, picked", made && pick.Has(k, q), in && !other},
						{"from", from.Has(p, k, q), in && s.Has(p)},
						{"into", into.Has(p, k, q), in && s.Has(q)},
						{"only", of.Has(p, k, q), in && only[k]},
					} {
						if c.got != c.want {
							t.Fatalf("seed %d: %s of the move of sort %d from %d to %d: %v, want %v", seed, c.name, k, p, q, c.got, c.want)
						}
					}
				}
			}
		}
	}
}
