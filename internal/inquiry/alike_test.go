package inquiry_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// doubtful puts more open points into a random pact: each of its conditions may come to hang on one of them.
func doubtful(seed uint64, points int) *model.Pact {
	p := random.New(seed).Pact
	rng := rand.New(rand.NewPCG(seed, 3))
	first := len(p.Points)
	for i := range points {
		p.Points = append(p.Points, model.Point{
			Decl:   model.Decl{Name: fmt.Sprintf("doubt%d", i+1)},
			Values: []model.PointValue{{Text: "no"}, {Text: "yes"}},
		})
	}
	doubt := func(c *model.Cond) {
		pt := model.PointIs{Point: model.PointID(first + rng.IntN(points)), Value: rng.IntN(2)}
		switch {
		case *c == nil || rng.IntN(3) > 0:
		case rng.IntN(2) == 0:
			*c = model.And{Terms: []model.Cond{pt, *c}}
		default:
			*c = model.Or{Terms: []model.Cond{pt, *c}}
		}
	}
	for i := range p.Acts {
		doubt(&p.Acts[i].When)
	}
	for i := range p.Decisions {
		doubt(&p.Decisions[i].Once)
	}
	for i := range p.Instruments {
		doubt(&p.Instruments[i].InForceOnce)
		doubt(&p.Instruments[i].EndsOnce)
	}
	for i := range p.Duties {
		d := &p.Duties[i]
		doubt(&d.Once)
		doubt(&d.Unless)
		doubt(&d.Ensure)
		for j := range d.Return {
			doubt(&d.Return[j])
		}
	}
	for i := range p.Bans {
		doubt(&p.Bans[i].While)
	}
	for i := range p.Powers {
		doubt(&p.Powers[i].When)
	}
	for i := range p.Purposes {
		doubt(&p.Purposes[i].Cond)
	}
	for i := range p.Checks {
		doubt(&p.Checks[i].Cond)
		doubt(&p.Checks[i].Then)
	}
	return p
}

// TestEachFillingAsIfAlone: in random pacts with many open points, few fillings and many, what is said of a
// filling is what is said when that filling is all that is looked at, word for word; of many, explanations aside.
func TestEachFillingAsIfAlone(t *testing.T) {
	pacts := uint64(extent.Of(25, 150))
	if testing.Short() {
		pacts = 15
	}
	looked, differ := 0, 0
	for seed := range pacts {
		p := doubtful(seed, 2+int(seed%6))
		if err := p.Validate(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		limits := inquiry.Limits{States: 3000}
		a, err := inquiry.Check(t.Context(), p, inquiry.Query{AllFillings: true, Limits: limits, Workers: 2})
		if limit := (*explore.Inconclusive)(nil); errors.As(err, &limit) {
			continue
		}
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if a.Looked != a.AllFillings {
			t.Errorf("seed %d: the answer stands for %d of %d fillings", seed, a.Looked, a.AllFillings)
		}
		looked++
		if len(a.Fillings) < a.AllFillings {
			differ++
		}
		fillings, why := p.Fillings(nil), a.AllFillings <= inquiry.FewFillings
		rng := rand.New(rand.NewPCG(seed, 4))
		rng.Shuffle(len(fillings), func(i, j int) { fillings[i], fillings[j] = fillings[j], fillings[i] })
		for _, f := range fillings[:min(8, len(fillings))] {
			alone, err := inquiry.Check(t.Context(), p, inquiry.Query{Fixed: bindings(f), Limits: limits})
			if err != nil {
				t.Fatalf("seed %d, filling %v: %v", seed, f, err)
			}
			together := answerFor(a, f)
			if together == nil {
				t.Fatalf("seed %d: not exactly one answer stands for %v", seed, f)
			}
			if got, want := saidOf(p, together, f, why), saidOf(p, &alone.Fillings[0], f, why); !slices.Equal(got, want) {
				t.Errorf("seed %d, filling %v, which %v stands for:\n together %q\n alone    %q", seed, f, together.Filling, got, want)
			}
			if got, want := heldIn(a, f), heldIn(alone, f); !slices.Equal(got, want) {
				t.Errorf("seed %d, filling %v, across:\n together %q\n alone    %q", seed, f, got, want)
			}
		}
	}
	if looked == 0 || differ == 0 {
		t.Errorf("of %d pacts looked at, in %d one answer stands for several fillings", looked, differ)
	}
}

func bindings(f model.Filling) []model.Binding {
	var out []model.Binding
	for i, v := range f {
		out = append(out, model.Binding{Point: model.PointID(i), Value: v})
	}
	return out
}

// answerFor finds the only answer that stands for a filling; nil if there is none, or more than one.
func answerFor(a *inquiry.Answer, f model.Filling) *inquiry.FillingAnswer {
	var out *inquiry.FillingAnswer
	for i := range a.Fillings {
		x := &a.Fillings[i]
		if slices.ContainsFunc(x.Matters, func(pt model.PointID) bool { return x.Filling[pt] != f[pt] }) {
			continue
		}
		if out != nil {
			return nil
		}
		out = x
	}
	return out
}

// saidOf lists all that an answer says of one filling; without the explanations if why is false.
func saidOf(p *model.Pact, a *inquiry.FillingAnswer, f model.Filling, why bool) []string {
	out := []string{fmt.Sprint(a.Physical, a.Lawful)}
	for _, x := range a.Findings {
		s := fmt.Sprint(x.Code, x.Clause, x.Purpose, x.Party, x.Defectors, x.By, x.Needs, x.Message)
		if why {
			s += fmt.Sprint(x.Why)
		}
		if x.Course != nil {
			s += fmt.Sprint(x.Course.Steps)
		}
		out = append(out, s)
	}
	for _, r := range a.Checks {
		if c := p.Checks[r.Check]; c.Reading == model.None || f.Agrees(p.Readings[c.Reading].Fixes) {
			s := fmt.Sprint("check ", r.Check, r.Holds, r.Passed, r.Message)
			if r.Course != nil {
				s += fmt.Sprint(r.Course.Steps)
			}
			out = append(out, s)
		}
	}
	return out
}
