package sources_test

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/model"
)

// graph makes a pact of sources that relay others, those of larger numbers only.
func graph(relays ...[]model.SourceID) *model.Pact {
	p := &model.Pact{}
	for _, r := range relays {
		p.Sources = append(p.Sources, model.Source{Relays: r})
	}
	return p
}

func TestIndependent(t *testing.T) {
	type ids = []model.SourceID
	for _, x := range []struct {
		name   string
		relays []ids
		from   ids
		want   ids
	}{
		{"nobody", []ids{nil}, nil, nil},
		{"itself", []ids{nil}, ids{0}, ids{0}},
		{"a chain goes to its end", []ids{{1}, {2}, nil}, ids{0}, ids{2}},
		{"one report of three voices", []ids{{2}, {2}, {3, 4, 5}, nil, nil, nil}, ids{0, 1}, ids{2}},
		{"two reports of one voice", []ids{{2}, {2}, nil}, ids{0, 1}, ids{2}},
		{"two chains", []ids{{2}, {3}, nil, nil}, ids{0, 1}, ids{2, 3}},
		{"two that share a voice of two", []ids{{2, 3}, {3, 4}, nil, nil, nil}, ids{0, 1}, ids{0, 1}},
		{"one that is cited and relayed", []ids{{1}, nil}, ids{0, 1}, ids{1}},
		{"a way that has to be undone", []ids{{2, 3}, {2}, nil, nil}, ids{0, 1}, ids{2, 3}},
	} {
		if got := sources.Independent(graph(x.relays...), x.from); !slices.Equal(got, x.want) {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
	}
}

// The size is that of a smallest set of sources without which no chain is whole, found by trying all of them.
func TestIndependentIsSmallest(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		n := 2 + r.IntN(7)
		relays := make([][]model.SourceID, n)
		for i := range n {
			for j := i + 1; j < n; j++ {
				if r.IntN(3) == 0 {
					relays[i] = append(relays[i], model.SourceID(j))
				}
			}
		}
		p := graph(relays...)
		var from []model.SourceID
		for i := range n {
			if r.IntN(2) == 0 {
				from = append(from, model.SourceID(i))
			}
		}
		least := n
		for out := range 1 << n {
			if bits.OnesCount(uint(out)) < least && cuts(p, from, out) {
				least = bits.OnesCount(uint(out))
			}
		}
		got, set := sources.Independent(p, from), 0
		for _, s := range got {
			set |= 1 << s
		}
		if len(got) != least || !cuts(p, from, set) {
			t.Errorf("%v from %v: %v is %d, the smallest has %d; cuts: %v", relays, from, got, len(got), least, cuts(p, from, set))
		}
	}
}

// cuts reports whether no chain is whole without the sources of a set.
func cuts(p *model.Pact, from []model.SourceID, out int) bool {
	var whole func(s model.SourceID) bool
	whole = func(s model.SourceID) bool {
		if out>>s&1 == 1 {
			return false
		}
		return len(p.Sources[s].Relays) == 0 || slices.ContainsFunc(p.Sources[s].Relays, whole)
	}
	return !slices.ContainsFunc(from, whole)
}
