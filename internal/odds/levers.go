package odds

import (
	"math/big"

	"github.com/servanda-lang/servanda/internal/chance"
	"github.com/servanda-lang/servanda/model"
)

// mostVaried is how many states a process may have for it to be solved again and again.
const mostVaried = 5000

// nearTip is how near to each other the shares are brought between which an answer passes one half.
const nearTip = 1000

// Numbers lists the shares that a pact records.
func Numbers(p *model.Pact) []Number {
	var out []Number
	for i := range p.Odds {
		for k := range p.Odds[i].Values {
			out = append(out, Number{i, k, None})
		}
	}
	for i := range p.Chances {
		out = append(out, Number{None, 0, i})
	}
	return out
}

// levers says what each number decides.
func (s *solver) levers() error {
	if s.answers.States > mostVaried {
		return nil
	}
	for i := range s.answers.Asked {
		a := &s.answers.Asked[i]
		for k, w := range a.Worlds {
			for _, n := range Numbers(s.p) {
				l, err := s.lever(a, w.Breakers, n)
				if err != nil {
					return err
				}
				l.Asked, l.World = i, k
				if l.matters(w.Range) {
					s.answers.Levers = append(s.answers.Levers, l)
				}
			}
		}
	}
	return nil
}

func (s *solver) lever(a *Asked, breakers model.ActorSet, n Number) (Lever, error) {
	l := Lever{Number: n}
	at := func(share int) (Range, error) { return s.ask(a, breakers, settings{n: share}) }
	var err error
	if l.None, err = at(0); err != nil {
		return l, err
	}
	if l.All, err = at(model.Whole); err != nil {
		return l, err
	}
	for k, of := range []func(Range) chance.Value{func(r Range) chance.Value { return r.Least }, func(r Range) chance.Value { return r.Greatest }} {
		if l.Tips[k], err = tip(at, of, of(l.None), of(l.All)); err != nil {
			return l, err
		}
	}
	return l, nil
}

// matters reports whether an answer is another with the number at nothing, or at everything, than it is.
func (l *Lever) matters(is Range) bool {
	for _, r := range []Range{l.None, l.All} {
		if differ(r.Least, is.Least) || differ(r.Greatest, is.Greatest) {
			return true
		}
	}
	return false
}

// differ reports whether two values are not the same, as far as can be told.
func differ(a, b chance.Value) bool {
	if a.Exact != nil && b.Exact != nil {
		return a.Exact.Cmp(b.Exact) != 0
	}
	return a.High < b.Low || b.High < a.Low
}

// tip finds where an answer passes one half, if it is on different sides of it with nothing and with everything.
func tip(at func(int) (Range, error), of func(Range) chance.Value, none, all chance.Value) (*Tip, error) {
	if side(none)*side(all) >= 0 {
		return nil, nil
	}
	t := &Tip{0, model.Whole}
	for t.Below-t.Above > nearTip {
		mid := (t.Above + t.Below) / 2
		r, err := at(mid)
		if err != nil {
			return nil, err
		}
		switch v := side(of(r)); v {
		case 0:
			return &Tip{mid, mid}, nil
		case side(none):
			t.Above = mid
		default:
			t.Below = mid
		}
	}
	return t, nil
}

// side says whether a value is below one half, at it as far as can be told, or above it.
func side(v chance.Value) int {
	if v.Exact != nil {
		return v.Exact.Cmp(big.NewRat(1, 2))
	}
	switch {
	case v.High < 0.5:
		return -1
	case v.Low > 0.5:
		return 1
	}
	return 0
}
