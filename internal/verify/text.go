package verify

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// What is seen in the text, with the open points filled: it needs no state and no set.

// selfJudged: what a promise hangs on is in the hands of the side that made it alone.
func (a *Asker) selfJudged(int) (out []Answer) {
	p := a.p
	for i := range p.Duties {
		d := &p.Duties[i]
		own := side(p, model.SetOf(d.Obligor))
		if d.Upon != model.None && alone(own, p.Acts[d.Upon].By) || a.inHands(own, d.Once) || a.inHands(own, d.Unless) {
			out = append(out, a.ofText("self_judged", d.Name, d.Obligor))
		}
	}
	for i := range p.Bans {
		if b := &p.Bans[i]; a.inHands(side(p, model.SetOf(b.Bound)), b.While) {
			out = append(out, a.ofText("self_judged", b.Name, b.Bound))
		}
	}
	for i := range p.Powers {
		w := &p.Powers[i]
		when := a.Settle(w.When)
		if !a.frees(w) || when == model.Cond(model.False{}) || a.othersSay(side(p, model.SetOf(w.Holder)), when) {
			continue
		}
		x := a.ofText("self_judged", w.Name, w.Holder)
		if x.How = "release"; w.Effect == model.Terminate && w.Notice != nil {
			x.How = "exit"
		}
		out = append(out, x)
	}
	return out
}

func (a *Asker) ofText(code, of string, party model.ActorID) Answer {
	f := a.found(code, party)
	f.Of = of
	return Answer{Found: f}
}

// alone tells whether some are all of one side, and there are any.
func alone(side model.ActorSet, ids []model.ActorID) bool {
	return len(ids) > 0 && model.SetOf(ids...).Within(side)
}

// inHands tells whether a condition tests a decision that a side alone makes, or a fact that it alone changes.
func (a *Asker) inHands(side model.ActorSet, c model.Cond) (found bool) {
	model.Visit(a.Settle(c), func(c model.Cond) {
		if f, ok := factOf(c); ok {
			found = found || alone(side, a.changers(f))
		}
		if c, ok := c.(model.DecisionIs); ok {
			found = found || alone(side, a.p.Decisions[c.Decision].By)
		}
	})
	return found
}

// changers lists those who can change a fact.
func (a *Asker) changers(f model.FactID) (out []model.ActorID) {
	for i := range a.p.Acts {
		if slices.ContainsFunc(a.p.Acts[i].Effects, func(e model.Effect) bool { return e.Fact == f }) {
			out = append(out, a.p.Acts[i].By...)
		}
	}
	for i := range a.p.Powers {
		if w := &a.p.Powers[i]; w.Effect == model.SetFact && w.Fact == f {
			out = append(out, w.Holder)
		}
	}
	return out
}

// frees tells whether by a power its holder frees itself of a promise of its own.
func (a *Asker) frees(w *model.Power) bool {
	switch w.Effect {
	case model.Excuse:
		return a.p.Duties[w.Duty].Obligor == w.Holder
	case model.Suspend, model.Terminate:
		return slices.ContainsFunc(a.p.Duties, func(d model.Duty) bool { return d.Instrument == w.Target && d.Obligor == w.Holder }) ||
			slices.ContainsFunc(a.p.Bans, func(b model.Ban) bool { return b.Instrument == w.Target && b.Bound == w.Holder })
	}
	return false
}

// othersSay tells whether a condition speaks of anything in which somebody outside a side has a say.
func (a *Asker) othersSay(side model.ActorSet, c model.Cond) (found bool) {
	model.Visit(c, func(c model.Cond) { found = found || !model.SetOf(a.sayIn(c)...).Within(side) })
	return found
}

// sayIn lists those who have a say in a simple test.
func (a *Asker) sayIn(c model.Cond) []model.ActorID {
	p := a.p
	if f, ok := factOf(c); ok {
		return a.changers(f)
	}
	if s, ok := c.(model.Signed); ok {
		if s.Party != model.None {
			return []model.ActorID{s.Party}
		}
		return p.Instruments[s.Instrument].Between
	}
	ref, ok := model.Subject(c)
	if !ok {
		return nil
	}
	switch ref.Kind {
	case model.KindInstrument:
		var out []model.ActorID
		if in := &p.Instruments[ref.Index]; in.EndsOnce != nil {
			out = append(out, in.Between...)
		}
		for i := range p.Powers {
			over := p.Powers[i].Effect == model.Suspend || p.Powers[i].Effect == model.Resume || p.Powers[i].Effect == model.Terminate
			if over && int(p.Powers[i].Target) == ref.Index {
				out = append(out, p.Powers[i].Holder)
			}
		}
		return out
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

// openEnded: a duty or decision without a deadline; an instrument without term, end or exit.
func (a *Asker) openEnded(int) (out []Answer) {
	p := a.p
	for i := range p.Duties {
		if d := &p.Duties[i]; d.Within == nil && d.By == nil {
			out = append(out, a.ofText("open_ended", d.Name, d.Obligor))
		}
	}
	for i := range p.Decisions {
		if d := &p.Decisions[i]; d.Within == nil {
			out = append(out, a.ofText("open_ended", d.Name, model.None))
		}
	}
	for i := range p.Instruments {
		in := &p.Instruments[i]
		exit := slices.ContainsFunc(p.Powers, func(w model.Power) bool {
			return w.Effect == model.Terminate && w.Target == model.InstrumentID(i)
		})
		if in.Expires == nil && in.EndsOnce == nil && !exit {
			out = append(out, a.ofText("open_ended", in.Name, model.None))
		}
	}
	return out
}

// oneOrigin: at least two sources are cited and all go back to one; or every origin is unnamed.
func (a *Asker) oneOrigin(int) (out []Answer) {
	for _, x := range a.p.Declared() {
		cited, origins := map[model.SourceID]bool{}, map[model.SourceID]bool{}
		named := false
		for _, c := range x.Decl.Cites {
			cited[c.Source] = true
			for _, o := range a.p.Origins(c.Source) {
				origins[o], named = true, named || !a.p.Sources[o].Unnamed
			}
		}
		if len(cited) >= 2 && len(origins) == 1 || len(cited) > 0 && !named {
			out = append(out, a.ofText("one_origin", x.Decl.Name, model.None))
		}
	}
	return out
}
