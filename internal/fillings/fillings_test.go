package fillings_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/model"
)

// pact has points of 1, 2, 3 and 5 values; the last ones are durations.
func pact() *model.Pact {
	p := &model.Pact{}
	for i, n := range []int{2, 3, 1, 5} {
		pt := model.Point{Decl: model.Decl{Name: string(rune('a' + i))}}
		for v := range n {
			pt.Values = append(pt.Values, model.PointValue{Text: string(rune('p' + v)), N: 10 * v})
		}
		p.Points = append(p.Points, pt)
	}
	p.Points[3].ValueKind = model.Duration
	return p
}

// A set and its description say the same of each filling, whatever is held fast.
func TestDescribeSaysTheSet(t *testing.T) {
	p := pact()
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 200 {
		var fixed []model.Binding
		if n%3 == 0 {
			fixed = []model.Binding{{Point: 1, Value: n % 2}}
		}
		s := fillings.Over(context.Background(), p, fixed)
		set, want := s.None(), map[int]bool{}
		all := p.Fillings(fixed)
		for i, f := range all {
			if r.IntN(4) > 0 {
				continue
			}
			want[i] = true
			var c fillings.Cube
			for pt, v := range f {
				c = append(c, fillings.Literal{Point: model.PointID(pt), Values: []int{v}})
			}
			set = s.Or(set, fillings.Among(s, c))
		}
		if got := int(s.Weigh(set)); got != len(want) {
			t.Fatalf("%d fillings instead of %d", got, len(want))
		}
		cubes, except := fillings.Describe(s, set)
		if !s.Same(set, s.Of(cubes, except)) {
			t.Errorf("%v but not %v is another set", cubes, except)
		}
		for i, f := range all {
			in := false
			for _, c := range cubes {
				in = in || c.Has(f)
			}
			for _, c := range except {
				in = in && !c.Has(f)
			}
			if in != want[i] || s.Has(set, f) != want[i] {
				t.Errorf("filling %v: described %v, in the set %v, want %v", f, in, s.Has(set, f), want[i])
			}
		}
	}
}

// What the points decide of a condition is decided, and nothing else.
func TestUnder(t *testing.T) {
	p := pact()
	s := fillings.Over(context.Background(), p, nil)
	event := model.FactIs{}
	long := model.PointAtLeast{Point: 3, N: 20}
	for _, x := range []struct {
		name             string
		cond             model.Cond
		surely, possibly float64
	}{
		{"nothing", nil, 30, 30},
		{"one value", model.PointIs{Point: 0, Value: 1}, 15, 15},
		{"a size", long, 18, 18},
		{"at most", model.PointAtMost{Point: 3, N: 0}, 6, 6},
		{"what happens", event, 0, 30},
		{"not what happens", model.Not{Term: event}, 0, 30},
		{"and", model.And{Terms: []model.Cond{long, event}}, 0, 18},
		{"or", model.Or{Terms: []model.Cond{long, event}}, 18, 30},
		{"neither", model.Not{Term: model.Or{Terms: []model.Cond{long, event}}}, 0, 12},
		{"never", model.False{}, 0, 0},
	} {
		a, b := s.Under(x.cond)
		if s.Weigh(a) != x.surely || s.Weigh(b) != x.possibly {
			t.Errorf("%s: surely %v, possibly %v; want %v, %v", x.name, s.Weigh(a), s.Weigh(b), x.surely, x.possibly)
		}
	}
}

// What comes into a set by switching a point to a value is every filling that is in it once the point has that value.
func TestSwitched(t *testing.T) {
	p := pact()
	s := fillings.Over(context.Background(), p, nil)
	in := s.And(s.Where(0, 1), s.Or(s.Where(1, 0), s.Where(1, 2)))
	if got := s.Switched(in, 1, 1); !s.Empty(got) {
		t.Errorf("%v fillings come into a set that has none with that value", s.Weigh(got))
	}
	if got := s.Switched(in, 1, 2); !s.Same(got, s.Where(0, 1)) {
		t.Errorf("%v fillings, want all with the other point as it is in the set: %v", s.Weigh(got), s.Weigh(s.Where(0, 1)))
	}
	if got := s.Switched(s.None(), 1, 1); !s.Empty(got) {
		t.Error("nothing switched is something")
	}
}
