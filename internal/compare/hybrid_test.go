package compare

import (
	"errors"
	"maps"
	"path/filepath"
	"testing"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// ends checks that the old draft with none of the changes has the findings of the old draft, and with all
// of them those of the new.
func ends(t *testing.T, old, new *model.Pact, lim inquiry.Limits) (conclusive bool) {
	t.Helper()
	m, err := match(old, new, nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &Comparison{Pacts: [2]*model.Pact{old, new}}
	c.Changes, _ = m.changes()
	var o Options
	o.Check.Limits = lim
	var limit *explore.Inconclusive
	if err := c.check(t.Context(), m, o); errors.As(err, &limit) {
		return false
	} else if err != nil {
		t.Fatal(err)
	}
	for _, f := range c.Fillings {
		made := make([]bool, len(c.Changes))
		for _, side := range []Side{Old, New} {
			for i := range made {
				made[i] = side == New && !c.Changes[i].fixed
			}
			h, ok := m.build(f, c.Changes, made)
			if !ok {
				t.Errorf("the %s draft is no pact any more: %v", side, h.pact.Validate())
				continue
			}
			a, err := inquiry.Check(t.Context(), h.pact, inquiry.Query{Tick: c.TickDays, Limits: lim})
			if err != nil {
				t.Fatal(err)
			}
			got, want := h.standings(a.Fillings[0].Findings), m.standings(side, m.answerFor(c, side, f[side]).Findings)
			for _, s := range []standings{got, want} { // what the settling of open points and the sources change
				maps.DeleteFunc(s, func(is issue, _ standing) bool {
					return is.code == ask.OneOrigin || is.code == ask.Idle || is.code == ask.SelfJudged
				})
			}
			if !maps.Equal(got, want) {
				t.Errorf("the %s draft, put together again, has\n%v\nwant\n%v", side, got, want)
			}
		}
	}
	return true
}

func TestAHybridOfNothingAndOfAllIsADraft(t *testing.T) {
	pairs, _ := filepath.Glob("../../examples/*/flawed.pact")
	for _, flawed := range pairs {
		dir := filepath.Dir(flawed)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			old, _ := load.Load(flawed)
			new, _ := load.Load(filepath.Join(dir, "repaired.pact"))
			ends(t, old.Pact, new.Pact, inquiry.Limits{})
		})
	}
}

// clone copies a pact without its checks and scenarios, which are not compared.
func clone(p *model.Pact) *model.Pact {
	q := p.Clone()
	q.Checks, q.Scenarios = nil, nil
	return q
}

// TestRandomDrafts changes random pacts here and there. Whatever the drafts, they can be compared; what is
// shown is replayed on the way; and a draft is the same as itself.
func TestRandomDrafts(t *testing.T) {
	seeds, conclusive := uint64(extent.Of(20, 60)), 0
	if testing.Short() {
		seeds = 20
	}
	lim := inquiry.Limits{States: 1500}
	for seed := range seeds {
		old := clone(random.New(seed).Pact)
		new := clone(old)
		for i := range new.Duties {
			d := &new.Duties[i]
			switch (int(seed) + i) % 4 {
			case 0:
				d.Discretion = !d.Discretion
			case 1:
				d.Unless = nil
			case 2:
				d.Return = nil
			}
		}
		for i := range new.Powers {
			new.Powers[i].When = nil
		}
		if !ends(t, old, new, lim) {
			continue
		}
		conclusive++
		for _, other := range []*model.Pact{old, new, clone(random.New(seed + 1).Pact)} {
			var o Options
			o.Check.Limits, o.Pairs, o.Effort = lim, 4000, 20_000
			c, err := Drafts(t.Context(), old, other, o)
			var limit *explore.Inconclusive
			if errors.As(err, &limit) {
				continue
			} else if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if other == old && !c.Same() {
				t.Errorf("seed %d: different from itself: %v %v", seed, c.Changes, c.Differences)
			}
		}
	}
	if conclusive < int(seeds)/4 {
		t.Errorf("only %d of %d could be compared", conclusive, seeds)
	}
}
