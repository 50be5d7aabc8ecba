package ask

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// SelfJudged: what a promise hangs on is in the hands of the party that made it, or of its own bodies, alone (its side).
//
// Of a duty, its `upon` is an act of its side alone, or its `once` or `unless` tests a decision that its side alone makes or a
// fact that its side alone changes; of a ban, its `while` does. Of a power, by it its holder excuses a duty of its own, or
// suspends or ends an instrument in which it owes a duty or is bound by a ban, and its `when` says nothing in which anybody
// else has a say, and is not ruled out by the open points. A power to end the whole instrument on notice is told apart, as an exit. What the open points, as filled,
// rule out does not count.
const SelfJudged = codes.SelfJudged

// How one frees oneself by a power.
const (
	byRelease = "release"
	byExit    = "exit"
)

func (r *reader) selfJudged() {
	for i := range r.Pact.Duties {
		d := &r.Pact.Duties[i]
		var upon []verdict
		if d.Upon != model.None && within(r.Pact.Acts[d.Upon].By, SideOf(r.Pact, model.SetOf(d.Obligor))) {
			upon = append(upon, verdict{words.Thing(r.Pact, model.KindAct, int(d.Upon)), model.SetOf(r.Pact.Acts[d.Upon].By...)})
		}
		r.ownJudge(model.Ref{Kind: model.KindDuty, Index: i}, d.Obligor, &d.Decl, upon, d.Once, d.Unless)
	}
	for i := range r.Pact.Bans {
		b := &r.Pact.Bans[i]
		r.ownJudge(model.Ref{Kind: model.KindBan, Index: i}, b.Bound, &b.Decl, nil, b.While)
	}
	for i := range r.Pact.Powers {
		r.ownRelease(i)
	}
}

// verdict is something that decides on a promise, and in whose hands it is.
type verdict struct {
	what string
	by   model.ActorSet
}

// ownJudge tells of a promise what decides on it that is in the promisor's own hands, or those of its own bodies.
func (r *reader) ownJudge(ref model.Ref, by model.ActorID, decl *model.Decl, judged []verdict, conds ...model.Cond) {
	side := SideOf(r.Pact, model.SetOf(by))
	for _, c := range conds {
		if len(r.judged(c, side)) > 0 {
			r.m.AskAll(c)
		}
		judged = append(judged, r.judged(model.Settle(r.Pact, c, r.m.Filling), side)...)
	}
	if len(judged) == 0 {
		return
	}
	r.report(SelfJudged, ref, by, decl, "%s judge of whether %s binds %s: %s.",
		course.Actor(r.Pact, by)+" "+course.Verb(r.Pact, by, "is itself the", "are themselves the"), words.Thing(r.Pact, ref.Kind, ref.Index),
		course.Verb(r.Pact, by, "it", "them"), r.inWhoseHands(by, judged))
}

// inWhoseHands says who decides on a promise: `"The finding" is in its own hands alone`.
func (r *reader) inWhoseHands(party model.ActorID, judged []verdict) string {
	var names []string
	var deciders model.ActorSet
	for _, v := range judged {
		names, deciders = append(names, v.what), deciders|v.by
	}
	slices.Sort(names)
	names = slices.Compact(names)
	verb, whose := "is", course.Verb(r.Pact, party, "its own hands", "their own hands")
	if len(names) > 1 {
		verb = "are"
	}
	if deciders != model.SetOf(party) {
		whose = "the hands of " + course.Actors(r.Pact, deciders)
	}
	return course.List(names, "and") + " " + verb + " in " + whose + " alone"
}

// ownRelease tells of a power by which its holder frees itself and in which nobody else has a say.
func (r *reader) ownRelease(i int) {
	w := &r.Pact.Powers[i]
	freed := r.freedBy(w)
	if freed == "" {
		return
	}
	side := SideOf(r.Pact, model.SetOf(w.Holder))
	if r.hasPoints(w.When) {
		r.m.AskAll(w.When)
	}
	when := model.Settle(r.Pact, w.When, r.m.Filling)
	if when == model.Cond(model.False{}) || r.othersSay(when, side) {
		return
	}
	ref := model.Ref{Kind: model.KindPower, Index: i}
	its := func(singular, plural string) string { return course.Verb(r.Pact, w.Holder, singular, plural) }
	who, power := course.Actor(r.Pact, w.Holder), words.Thing(r.Pact, ref.Kind, i)
	if w.Effect == model.Terminate && w.Notice != nil {
		r.report(SelfJudged, ref, w.Holder, &w.Decl, "%s %s an exit: by %s, on notice, %s %s out of %s as a whole, and nobody else has a say in it.",
			who, its("has", "have"), power, its("it can get", "they can get"), its("itself", "themselves"), freed)
		r.found[len(r.found)-1].How = byExit
		return
	}
	r.report(SelfJudged, ref, w.Holder, &w.Decl, "%s can free %s: by %s %s no longer held to %s, and nobody else has a say in it.",
		who, its("itself", "themselves"), power, its("it is", "they are"), freed)
	r.found[len(r.found)-1].How = byRelease
}

// freedBy names what the holder of a power can free itself from by it; empty if nothing.
func (r *reader) freedBy(w *model.Power) string {
	p := r.Pact
	switch w.Effect {
	case model.Excuse:
		if p.Duties[w.Duty].Obligor == w.Holder {
			return words.Thing(p, model.KindDuty, int(w.Duty))
		}
	case model.Suspend, model.Terminate:
		owes := slices.ContainsFunc(p.Duties, func(d model.Duty) bool { return d.Instrument == w.Target && d.Obligor == w.Holder })
		if owes || slices.ContainsFunc(p.Bans, func(b model.Ban) bool { return b.Instrument == w.Target && b.Bound == w.Holder }) {
			return words.Thing(p, model.KindInstrument, int(w.Target))
		}
	}
	return ""
}

func (r *reader) hasPoints(c model.Cond) (yes bool) {
	model.Visit(c, func(c model.Cond) {
		_, ok := machine.PointOf(c)
		yes = yes || ok
	})
	return yes
}

// othersSay reports whether a condition speaks of anything in which somebody outside a side has a say.
func (r *reader) othersSay(c model.Cond, side model.ActorSet) (yes bool) {
	model.Visit(c, func(c model.Cond) { yes = yes || !model.SetOf(r.sayIn(c)...).Within(side) })
	return yes
}

// sayIn lists those who have a say in a simple test.
func (r *reader) sayIn(c model.Cond) []model.ActorID {
	p := r.Pact
	if f, ok := factOf(c); ok {
		return r.changers(f)
	}
	if c, ok := c.(model.Signed); ok {
		if c.Party == model.None {
			return p.Instruments[c.Instrument].Between
		}
		return []model.ActorID{c.Party}
	}
	ref, ok := model.Subject(c)
	if !ok {
		return nil
	}
	switch ref.Kind {
	case model.KindInstrument:
		return r.endedBy(ref.Index)
	case model.KindDecision:
		return p.Decisions[ref.Index].By
	case model.KindDuty:
		return []model.ActorID{p.Duties[ref.Index].Obligor}
	case model.KindBan:
		return []model.ActorID{p.Bans[ref.Index].Bound}
	case model.KindPower:
		return []model.ActorID{p.Powers[ref.Index].Holder}
	}
	return nil
}

// endedBy lists those who have a say in whether an instrument stands: who has a power over it, and its parties if it ends once
// something is so. In its term nobody has.
func (r *reader) endedBy(i int) []model.ActorID {
	var out []model.ActorID
	if x := &r.Pact.Instruments[i]; x.EndsOnce != nil {
		out = append(out, x.Between...)
	}
	for _, w := range r.Pact.Powers {
		if w.Effect <= model.Terminate && int(w.Target) == i {
			out = append(out, w.Holder)
		}
	}
	return out
}

// judged lists what a condition tests that is in the hands of one side alone.
func (r *reader) judged(c model.Cond, side model.ActorSet) []verdict {
	var out []verdict
	model.Visit(c, func(c model.Cond) {
		if ref, by := r.decided(c); by != 0 && by.Within(side) {
			out = append(out, verdict{words.Thing(r.Pact, ref.Kind, ref.Index), by})
		}
	})
	return out
}

// decided says what a simple condition tests, if it is a decision or a fact, and in whose hands it is.
func (r *reader) decided(c model.Cond) (model.Ref, model.ActorSet) {
	if d, ok := c.(model.DecisionIs); ok {
		return model.Ref{Kind: model.KindDecision, Index: int(d.Decision)}, model.SetOf(r.Pact.Decisions[d.Decision].By...)
	}
	if f, ok := factOf(c); ok {
		return model.Ref{Kind: model.KindFact, Index: int(f)}, model.SetOf(r.changers(f)...)
	}
	return model.Ref{}, 0
}

// changers lists those who can change a fact.
func (r *reader) changers(f model.FactID) []model.ActorID {
	var out []model.ActorID
	for i := range r.Pact.Acts {
		if slices.ContainsFunc(r.Pact.Acts[i].Effects, func(e model.Effect) bool { return e.Fact == f }) {
			out = append(out, r.Pact.Acts[i].By...)
		}
	}
	for i := range r.Pact.Powers {
		if w := &r.Pact.Powers[i]; w.Effect == model.SetFact && w.Fact == f {
			out = append(out, w.Holder)
		}
	}
	return out
}

func within(ids []model.ActorID, s model.ActorSet) bool { return model.SetOf(ids...).Within(s) }
