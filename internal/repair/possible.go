package repair

import (
	"context"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// No change may make safe by taking away: what was exchanged must still be there to be had, and what was promised to be performed.

// possible is what can come of the promises of a pact.
type possible struct {
	reached   map[string]region            // by purpose and exchange, with gifts and without: where it can be reached lawfully
	performed map[string]inquiry.CheckWays // by promise: in how many fillings it cannot be performed at all, whoever breaks what
}

// lessThan reports whether less is possible in a trial than in the pact as it is.
func (now possible) lessThan(before possible, j *trial) bool {
	for what, could := range before.reached {
		can, there := now.reached[what]
		switch {
		case !there:
		case j.elsewhere && could.some() && j.space.Empty(can.in(j.space)):
			return true
		case !j.elsewhere && !j.space.Empty(j.space.Diff(could.in(j.space), can.in(j.space))):
			return true
		}
	}
	for duty, was := range before.performed {
		is, there := now.performed[duty]
		switch {
		case !there:
		case j.elsewhere && was.Failed < was.Asked && is.Failed == is.Asked:
			return true
		case !j.elsewhere && is.Failed > was.Failed:
			return true
		}
	}
	return false
}

// some reports whether a region has any filling.
func (g region) some() bool { return g.all || len(g.when) > 0 }

// probe is a pact with questions added: each exchange as a purpose, for a purpose out of reach is stuck; and checks of each promise.
type probe struct {
	pact     *model.Pact
	asked    []string       // what each purpose stands for
	performs map[string]int // which check asks of which promise whether it can be performed
}

func newProbe(p *model.Pact) *probe {
	x := &probe{pact: p.Clone(), performs: map[string]int{}}
	x.pact.Checks, x.pact.Scenarios = nil, nil
	for i := range p.Purposes {
		x.asked = append(x.asked, fmt.Sprint("purpose ", i))
	}
	for i := range p.Duties {
		x.add(p, &p.Duties[i], model.DutyIs{Duty: model.DutyID(i), Status: model.Performed})
	}
	return x
}

// add adds the questions of one promise.
func (x *probe) add(p *model.Pact, d *model.Duty, performed model.Cond) {
	check := func(c model.Check) int {
		c.Reading = model.None
		x.pact.Checks = append(x.pact.Checks, c)
		return len(x.pact.Checks) - 1
	}
	x.performs[d.Name] = check(model.Check{Kind: model.Possible, Cond: performed, World: model.NobodyKeeps})
	if !d.Recurs() && len(d.Return) > 0 {
		x.asked = append(x.asked, "exchange "+d.Name)
		x.pact.Purposes = append(x.pact.Purposes, model.Purpose{Label: d.Name, At: d.At, Cond: model.And{Terms: append([]model.Cond{performed}, d.Return...)}})
	}
}

// whatIsPossible asks of every promise that falls due once and has a return whether some lawful course leads to where it is performed
// and the return is there, and of every purpose whether it can be reached; twice, the second time with what is for free left out. Of every
// promise it asks whether it can be performed at all.
func (r *runner) whatIsPossible(ctx context.Context, s *fillings.Space, p *model.Pact, q inquiry.Query) (possible, error) {
	x, out := newProbe(p), possible{reached: map[string]region{}, performed: map[string]inquiry.CheckWays{}}
	q.Only, q.Unshown, q.Unquestioned = []codes.Code{codes.Stuck}, true, false
	a, err := inquiry.Check(ctx, x.pact, q)
	if err != nil {
		return out, err
	}
	out.note(s, a, x.asked, true)
	for name, i := range x.performs {
		out.performed[name] = a.Checks[i]
	}
	if !r.withoutGifts(x.pact) {
		return out, nil
	}
	q.Unquestioned = true
	if a, err = inquiry.Check(ctx, x.pact, q); err == nil {
		out.note(s, a, x.asked, false)
	}
	return out, err
}

// note notes where each purpose can be reached.
func (now possible) note(s *fillings.Space, a *inquiry.Answer, asked []string, gifts bool) {
	key := func(n int) string { return fmt.Sprint(asked[n], gifts) }
	for n := range asked {
		now.reached[key(n)] = region{all: true}
	}
	for i := range a.Findings {
		f := &a.Findings[i]
		if f.Purpose >= 0 {
			when, except := fillings.Describe(s, s.Diff(now.reached[key(f.Purpose)].in(s), region{f.Always, f.When, f.Except}.in(s)))
			now.reached[key(f.Purpose)] = region{when: when, except: except}
		}
	}
}

// withoutGifts lets nobody give what it does not owe: neither who is to be made safe, nor those who bring about what that one is
// promised in return. Their acts can be done only while a promise asks for them. Safety that consists in waiting for a gift, or in
// making one, is none. It is false if there is no such act.
func (r *runner) withoutGifts(p *model.Pact) bool {
	any := false
	for i := range p.Acts {
		a := &p.Acts[i]
		if slices.Contains(a.By, model.Outsider) || !r.gives(p, a) {
			continue
		}
		any = true
		owed := model.Or{}
		for k := range p.Duties {
			d := &p.Duties[k]
			if slices.Contains(d.Acts, model.ActID(i)) || d.Ensure != nil && slices.Contains(a.By, d.Obligor) {
				owed.Terms = append(owed.Terms, model.DutyIs{Duty: model.DutyID(k), Status: model.Due}, model.DutyIs{Duty: model.DutyID(k), Status: model.Breached})
			}
		}
		if a.When == nil {
			a.When = owed
		} else {
			a.When = model.And{Terms: []model.Cond{a.When, owed}}
		}
	}
	return any
}

// gives reports whether an act is one side of an exchange that is to be safe: it is what is given, or brings about what that is for.
func (r *runner) gives(p *model.Pact, a *model.Act) bool {
	return slices.ContainsFunc(p.Duties, func(d model.Duty) bool {
		if !slices.ContainsFunc(r.targets, func(t claim) bool { return t.clause == d.Name }) || len(d.Return) == 0 {
			return false
		}
		if slices.Contains(a.By, d.Obligor) {
			return slices.ContainsFunc(d.Acts, func(id model.ActID) bool { return &p.Acts[id] == a })
		}
		return slices.ContainsFunc(d.Return, func(c model.Cond) bool { return bringsAbout(a, c, true) })
	})
}

// bringsAbout reports whether an effect of an act can make a condition hold, or with holds false its opposite.
func bringsAbout(a *model.Act, c model.Cond, holds bool) bool {
	some := func(cs []model.Cond) bool {
		return slices.ContainsFunc(cs, func(c model.Cond) bool { return bringsAbout(a, c, holds) })
	}
	effect := func(f model.FactID, does func(model.Effect) bool) bool {
		return slices.ContainsFunc(a.Effects, func(e model.Effect) bool { return e.Fact == f && does(e) })
	}
	switch c := c.(type) {
	case model.And:
		return some(c.Terms)
	case model.Or:
		return some(c.Terms)
	case model.Not:
		return bringsAbout(a, c.Term, !holds)
	case model.FactIs:
		return effect(c.Fact, func(e model.Effect) bool { return e.Op != model.Becomes || (e.Amount.N == c.Value) == holds })
	case model.FactAtLeast:
		return effect(c.Fact, func(e model.Effect) bool { return e.Op == model.Becomes || (e.Op == model.Rises) == holds })
	case model.FactAtMost:
		return effect(c.Fact, func(e model.Effect) bool { return e.Op == model.Becomes || (e.Op == model.Falls) == holds })
	}
	return false
}
