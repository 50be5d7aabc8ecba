package ask

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Toothless: a duty or a ban that can be breached, and no condition of another clause, act, decision or instrument that can
// ever apply then speaks of it.
//
// Teeth are a test of performance anywhere (`once X is performed`), or a test of the breach that makes a difference after
// it: a clause that the breach brings about must come to apply in some state after the breach; one that the breach keeps
// back (`while X`, `unless X`) must be alive there. Returns, and X's own conditions, are not teeth; nor is a power to excuse
// X; nor a test that the open points, as filled, rule out.
const Toothless = codes.Toothless

// promise is a duty or ban, with the condition that it has been breached.
type promise struct {
	ref    model.Ref
	recurs bool
	by     model.ActorID
	decl   *model.Decl
	breach model.Cond
}

// promises lists the duties and bans of a pact.
func promises(p *model.Pact) []promise {
	var out []promise
	for i := range p.Duties {
		d := &p.Duties[i]
		out = append(out, promise{
			ref: model.Ref{Kind: model.KindDuty, Index: i}, recurs: d.Recurs(), by: d.Obligor, decl: &d.Decl,
			breach: model.WasBreached{Duty: model.DutyID(i), Ban: model.None},
		})
	}
	for i := range p.Bans {
		b := &p.Bans[i]
		out = append(out, promise{
			ref: model.Ref{Kind: model.KindBan, Index: i}, by: b.Bound, decl: &b.Decl,
			breach: model.WasBreached{Duty: model.None, Ban: model.BanID(i)},
		})
	}
	return out
}

func allPromises(p *model.Pact) []int { return upTo(len(p.Duties) + len(p.Bans)) }

func (a *asker[S, M]) toothless(i int) []Found[S] {
	x := promises(a.Pact)[i]
	after := a.And(a.All(), a.Where(x.breach))
	bare := a.Fillings(after)
	for _, s := range slots(a.Pact) {
		if s.owner == x.ref || s.cond == nil {
			continue
		}
		if performance, brings, keeps := x.spokenOf(s.cond, true); !performance && !brings && !keeps {
			continue
		}
		if a.Empty(bare) {
			break
		}
		a.EachSettled(s.cond, func(settled model.Cond, fillings S) {
			bare = a.toothlessAt(x, &s, settled, after, bare, fillings)
		})
	}
	return a.when(Finding{Code: Toothless, Clause: x.ref, Purpose: -1, Party: x.by, At: x.decl.At}, bare)
}

// toothlessAt takes away, from the fillings in which nothing follows so far, those of some in which something follows by a
// slot, whose condition is settled there.
func (a *asker[S, M]) toothlessAt(x promise, s *slot, settled model.Cond, after, bare, fillings S) S {
	performance, brings, keeps := x.spokenOf(settled, true)
	if s.excuse {
		brings, keeps = keeps, brings
	}
	if performance {
		return a.Diff(bare, fillings)
	}
	bites := func(yes bool, at place) {
		if here := a.And(bare, fillings); yes && !a.Empty(here) {
			bare = a.Diff(bare, a.Fillings(a.And(a.And(after, here), a.place(at))))
		}
	}
	bites(brings, s.applies)
	bites(keeps, s.alive)
	return bare
}

// toothless shows the breach: by the promisor alone, if it can be, else with others who break their word.
func (t *teller[S, M]) toothless(f *Finding) {
	all := promises(t.Pact)
	broken := t.Where(all[slices.IndexFunc(all, func(p promise) bool { return p.ref == f.Clause })].breach)
	for _, free := range []model.ActorSet{model.SetOf(f.Party), t.everyone()} {
		if moves, _, ok := t.path(t.first, t.Permitted(free), broken); ok {
			f.Course = t.course(moves)
			return
		}
	}
	panic("ask: a promise without teeth that cannot be broken")
}

func sayToothless(q words.Speaker, f *Finding) (message, mend string) {
	d := q.Pact.Declaration(f.Clause)
	return fmt.Sprintf("%s has no teeth: if %s %s it, nothing in the pact follows.", q.NameOf(f.Clause), q.Who(f.Party), course.Verb(q.Pact, f.Party, "breaks", "break")),
		fmt.Sprintf("Say what follows: a power, a duty or an end `when %s is breached`, or let something else wait for it to be performed.", d.Name)
}

// slot is a condition of something, and the states in which the thing applies, and in which it is alive:
// it could apply if the condition were so.
type slot struct {
	owner          model.Ref
	cond           model.Cond
	excuse         bool // the condition keeps the thing from applying
	applies, alive place
}

// spokenOf says how a condition speaks of a promise: of its performance; of its breach, so that the breach
// helps to make the condition hold; or so that it helps to keep it from holding.
func (x promise) spokenOf(c model.Cond, plain bool) (performance, brings, keeps bool) {
	breach := func(positive bool) (bool, bool, bool) { return false, positive == plain, positive != plain }
	same := func(k model.Kind, i int) bool { return x.ref == model.Ref{Kind: k, Index: i} }
	switch c := c.(type) {
	case model.And:
		return x.spokenOfAny(c.Terms, plain)
	case model.Or:
		return x.spokenOfAny(c.Terms, plain)
	case model.Not:
		return x.spokenOf(c.Term, !plain)
	case model.DutyIs:
		switch {
		case !same(model.KindDuty, int(c.Duty)):
		case c.Status == model.Performed:
			return true, false, false
		case c.Status == model.Breached:
			return breach(true)
		}
	case model.InTime:
		return same(model.KindDuty, int(c.Duty)), false, false
	case model.WasBreached:
		if c.Ban != model.None && same(model.KindBan, int(c.Ban)) || c.Duty != model.None && same(model.KindDuty, int(c.Duty)) {
			return breach(true)
		}
	case model.BanIs:
		if same(model.KindBan, int(c.Ban)) && c.Status != model.BanDormant {
			return breach(c.Status == model.BanBreached)
		}
	case model.Kept:
		switch {
		case c.Thing != x.ref:
		case c.Thing.Kind == model.KindDuty && !x.recurs:
			return true, false, false
		default:
			return breach(false)
		}
	}
	return false, false, false
}

func (x promise) spokenOfAny(cs []model.Cond, plain bool) (performance, brings, keeps bool) {
	for _, c := range cs {
		p, b, k := x.spokenOf(c, plain)
		performance, brings, keeps = performance || p, brings || b, keeps || k
	}
	return performance, brings, keeps
}

// slots lists every condition by which a breach could have consequences.
func slots(p *model.Pact) []slot {
	var out []slot
	for i := range p.Instruments {
		out = append(out, instrumentSlots(p, i)...)
	}
	for i := range p.Duties {
		out = append(out, dutySlots(p, i)...)
	}
	for i := range p.Bans {
		b := &p.Bans[i]
		out = append(out, slot{
			owner: model.Ref{Kind: model.KindBan, Index: i}, cond: b.While,
			applies: where(binds(p, i)), alive: where(InForce(b.Instrument)),
		})
	}
	for i := range p.Powers {
		w := &p.Powers[i]
		if w.Effect == model.Excuse {
			continue
		}
		out = append(out, slot{
			owner: model.Ref{Kind: model.KindPower, Index: i}, cond: w.When,
			applies: wherever(machine.Use, i), alive: where(InForce(w.Instrument)),
		})
	}
	for i := range p.Acts {
		out = append(out, slot{
			owner: model.Ref{Kind: model.KindAct, Index: i}, cond: p.Acts[i].When,
			applies: wherever(machine.Do, i), alive: where(nil),
		})
	}
	for i := range p.Decisions {
		id := model.DecisionID(i)
		out = append(out, slot{
			owner: model.Ref{Kind: model.KindDecision, Index: i}, cond: p.Decisions[i].Once,
			applies: where(model.DecisionIs{Decision: id, Status: model.Asked}),
			alive:   where(model.DecisionIs{Decision: id, Status: model.Unasked}),
		})
	}
	return out
}

func instrumentSlots(p *model.Pact, i int) []slot {
	in, ref, id := &p.Instruments[i], model.Ref{Kind: model.KindInstrument, Index: i}, model.InstrumentID(i)
	status := func(s model.InstrumentStatus) place {
		return where(model.InstrumentIs{Instrument: id, Status: s})
	}
	return []slot{
		{owner: ref, cond: in.InForceOnce, applies: status(model.InForce), alive: status(model.Draft)},
		{owner: ref, cond: in.EndsOnce, applies: status(model.Ended), alive: status(model.InForce)},
	}
}

func dutySlots(p *model.Pact, i int) []slot {
	d, ref, id := &p.Duties[i], model.Ref{Kind: model.KindDuty, Index: i}, model.DutyID(i)
	is := func(s model.DutyStatus) place {
		return where(model.And{Terms: []model.Cond{model.DutyIs{Duty: id, Status: s}, InForce(d.Instrument)}})
	}
	due := is(model.Due)
	return []slot{
		{owner: ref, cond: d.Once, applies: due, alive: is(model.Dormant)},
		{owner: ref, cond: d.Ensure, applies: due, alive: due},
		{owner: ref, cond: d.Unless, excuse: true, applies: due, alive: where(model.DutyIs{Duty: id, Status: model.Excused})},
	}
}
