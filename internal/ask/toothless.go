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

// Toothless: a duty or a ban that can be breached, and nothing in this pact follows from that.
//
// It has teeth if another thing than the promise itself speaks of it and can apply (slots in teeth.go): of its performance,
// or the facts that performing changes; or of its breach, or of what the forbidden act does, in a way that makes a difference
// after a breach. What the breach brings about must apply in some state after it; what it keeps back must be alive there.
// How the promisor performs itself is no consequence; nor is a power to excuse the promise; nor a return, nor a test that the
// open points, as filled, rule out.
const Toothless = codes.Toothless

// promise is a duty or ban, with the condition that it has been breached.
type promise struct {
	ref     model.Ref
	recurs  bool
	by      model.ActorID
	decl    *model.Decl
	breach  model.Cond
	in      model.InstrumentID
	acts    []model.ActID // that perform a duty
	ensure  model.Cond
	facts   []model.FactID // that a duty is about, see factsOf
	forbids model.ActID    // the act that a ban forbids, None of a duty
}

// promises lists the duties and bans of a pact.
func promises(p *model.Pact) []promise {
	var out []promise
	for i := range p.Duties {
		d := &p.Duties[i]
		out = append(out, promise{
			ref: model.Ref{Kind: model.KindDuty, Index: i}, recurs: d.Recurs(), by: d.Obligor, decl: &d.Decl, in: d.Instrument,
			breach: model.WasBreached{Duty: model.DutyID(i), Ban: model.None}, acts: d.Acts, ensure: d.Ensure, forbids: model.None,
		})
	}
	for i := range p.Bans {
		b := &p.Bans[i]
		out = append(out, promise{
			ref: model.Ref{Kind: model.KindBan, Index: i}, by: b.Bound, decl: &b.Decl, in: b.Instrument,
			breach: model.WasBreached{Duty: model.None, Ban: model.BanID(i)}, forbids: b.Act,
		})
	}
	return out
}

func promiseOf(p *model.Pact, ref model.Ref) *promise {
	all := promises(p)
	return &all[slices.IndexFunc(all, func(x promise) bool { return x.ref == ref })]
}

func allPromises(p *model.Pact) []int { return upTo(len(p.Duties) + len(p.Bans)) }

func (a *asker[S, M]) toothless(i int) []Found[S] {
	x := &promises(a.Pact)[i]
	after := a.And(a.All(), a.Where(x.breach))
	bare, all := a.Diff(a.Fillings(after), a.callsByBreach(x)), slots(a.Pact, x)
	out := a.None()
	a.EachSettled(x.ensure, func(ensure model.Cond, fillings S) {
		x.facts = factsOf(a.Pact, x.acts, ensure)
		left := a.And(bare, fillings)
		for k := range all {
			if !a.Empty(left) {
				left = a.withoutTooth(x, &all[k], after, left)
			}
		}
		out = a.Or(out, left)
	})
	return a.when(Finding{Code: Toothless, Clause: x.ref, Purpose: -1, Party: x.by, At: x.decl.At}, out)
}

// withoutTooth takes away, from the fillings in which nothing follows so far, those in which something follows by a slot.
func (a *asker[S, M]) withoutTooth(x *promise, s *slot, after, bare S) S {
	if spoken(s.cond, func(c model.Cond) speaks { return s.hears(x, a.Pact, c, true) }).silent() {
		return bare
	}
	a.EachSettled(s.cond, func(settled model.Cond, fillings S) {
		how := spoken(settled, func(c model.Cond) speaks { return s.hears(x, a.Pact, c, false) })
		bare = a.toothlessAt(how, s, after, bare, fillings)
	})
	return bare
}

// hears is how a test speaks of a promise in a slot; at large it is of any value of the open points.
func (s *slot) hears(x *promise, p *model.Pact, c model.Cond, large bool) speaks {
	f, ok := factOf(c)
	switch {
	case ok && s.bodily:
		return speaks{}
	case ok && large && x.forbids != model.None:
		yes := slices.ContainsFunc(p.Acts[x.forbids].Effects, func(e model.Effect) bool { return e.Fact == f })
		return speaks{trueOf: yes}
	}
	return x.says(p, c)
}

// toothlessAt takes away, from the fillings in which nothing follows so far, those of some in which something follows by a
// slot that speaks so of the promise.
func (a *asker[S, M]) toothlessAt(how speaks, s *slot, after, bare, fillings S) S {
	if s.excuse {
		how = how.turned()
	}
	bites := func(yes bool, where S, at place) {
		if here := a.And(bare, fillings); yes && !a.Empty(here) {
			bare = a.Diff(bare, a.Fillings(a.And(a.And(where, here), a.place(at))))
		}
	}
	bites(how.performance, a.All(), s.applies)
	bites(how.trueOf, after, s.applies)
	bites(how.falseOf, after, s.alive)
	return bare
}

// callsByBreach is the fillings in which another duty falls due by the very breach of a ban.
func (a *asker[S, M]) callsByBreach(x *promise) S {
	out := a.None()
	if x.forbids == model.None {
		return out
	}
	everybody := a.Permitted(a.everyone())
	breaches := a.From(a.Only(everybody, func(l machine.Label) bool {
		return l.Kind == machine.Do && l.Index == int(x.forbids) && l.Actor == x.by
	}), a.And(a.All(), a.Where(binds(a.Pact, x.ref.Index))))
	for i := range a.Pact.Duties {
		if a.Pact.Duties[i].Upon == x.forbids {
			out = a.Or(out, a.Fillings(a.Makes(a.Calling(breaches, model.DutyID(i)))))
		}
	}
	return out
}

// toothless shows the breach: by the promisor alone, if it can be, else with others who break their word.
func (t *teller[S, M]) toothless(f *Finding) {
	x := promiseOf(t.Pact, f.Clause)
	broken := t.Where(x.breach)
	for _, free := range []model.ActorSet{model.SetOf(f.Party), t.everyone()} {
		if moves, _, ok := t.path(t.first, t.Permitted(free), broken); ok {
			f.Course = t.course(moves)
			return
		}
	}
	panic("ask: a promise without teeth that cannot be broken")
}

func sayToothless(q words.Speaker, f *Finding) string {
	return fmt.Sprintf("%s has no teeth: if %s %s it, nothing in this pact follows.", q.NameOf(f.Clause), q.Who(f.Party), course.Verb(q.Pact, f.Party, "breaks", "break"))
}
