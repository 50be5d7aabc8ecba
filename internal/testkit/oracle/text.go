package oracle

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// The findings here can be seen in the text.

// SelfJudged: the trigger or excuse of a duty is decided, or a fact it tests changed, by the obligor's side
// alone; what the filling rules out does not count.
func (w *World) SelfJudged(d model.DutyID) bool {
	duty := &w.Pact.Duties[d]
	side := w.side(model.SetOf(duty.Obligor))
	return duty.Upon != model.None && alone(side, w.Pact.Acts[duty.Upon].By) ||
		w.inHands(side, duty.Once) || w.inHands(side, duty.Unless)
}

// BanSelfJudged: the same of the `while` of a ban.
func (w *World) BanSelfJudged(b model.BanID) bool {
	ban := &w.Pact.Bans[b]
	return w.inHands(w.side(model.SetOf(ban.Bound)), ban.While)
}

// SelfRelease tells whether by a power its holder frees itself from its own promise with nobody else's say; and
// whether that is an exit from the whole instrument on notice.
func (w *World) SelfRelease(u model.PowerID) (release, exit bool) {
	p, power := w.Pact, &w.Pact.Powers[u]
	switch power.Effect {
	case model.Excuse:
		release = p.Duties[power.Duty].Obligor == power.Holder
	case model.Suspend, model.Terminate:
		for _, d := range p.Duties {
			release = release || d.Instrument == power.Target && d.Obligor == power.Holder
		}
		for _, b := range p.Bans {
			release = release || b.Instrument == power.Target && b.Bound == power.Holder
		}
	}
	never := model.Settle(w.Pact, power.When, w.Filling) == model.Cond(model.False{})
	release = release && !never && !w.othersSay(w.side(model.SetOf(power.Holder)), power.When)
	return release, release && power.Effect == model.Terminate && power.Notice != nil
}

// alone tells whether some are all of one side, and there are any.
func alone(side model.ActorSet, ids []model.ActorID) bool {
	return len(ids) > 0 && model.SetOf(ids...).Within(side)
}

// inHands tells whether a condition tests a decision that a side alone makes, or a fact that it alone changes.
func (w *World) inHands(side model.ActorSet, c model.Cond) bool {
	found := false
	model.Visit(model.Settle(w.Pact, c, w.Filling), func(c model.Cond) {
		if f, ok := factOf(c); ok {
			found = found || alone(side, changers(w.Pact, f))
		}
		if c, ok := c.(model.DecisionIs); ok {
			found = found || alone(side, w.Pact.Decisions[c.Decision].By)
		}
	})
	return found
}

// othersSay tells whether a condition speaks of anything in which somebody outside a side has a say.
func (w *World) othersSay(side model.ActorSet, c model.Cond) bool {
	p, found := w.Pact, false
	has := func(ids ...model.ActorID) { found = found || !model.SetOf(ids...).Within(side) }
	model.Visit(model.Settle(p, c, w.Filling), func(c model.Cond) {
		if f, ok := factOf(c); ok {
			has(changers(p, f)...)
			return
		}
		if c, ok := c.(model.Signed); ok {
			if c.Party == model.None {
				has(p.Instruments[c.Instrument].Between...)
			} else {
				has(c.Party)
			}
			return
		}
		ref, ok := model.Subject(c)
		if !ok {
			return
		}
		switch ref.Kind {
		case model.KindInstrument:
			if in := p.Instruments[ref.Index]; in.EndsOnce != nil {
				has(in.Between...)
			}
			for _, u := range p.Powers {
				if (u.Effect == model.Suspend || u.Effect == model.Resume || u.Effect == model.Terminate) && int(u.Target) == ref.Index {
					has(u.Holder)
				}
			}
		case model.KindDecision:
			has(p.Decisions[ref.Index].By...)
		case model.KindDuty:
			has(p.Duties[ref.Index].Obligor)
		case model.KindBan:
			has(p.Bans[ref.Index].Bound)
		case model.KindPower:
			has(p.Powers[ref.Index].Holder)
		}
	})
	return found
}

// changers lists those who can change a fact.
func changers(p *model.Pact, f model.FactID) []model.ActorID {
	var out []model.ActorID
	for _, a := range p.Acts {
		if slices.ContainsFunc(a.Effects, func(e model.Effect) bool { return e.Fact == f }) {
			out = append(out, a.By...)
		}
	}
	for _, u := range p.Powers {
		if u.Effect == model.SetFact && u.Fact == f {
			out = append(out, u.Holder)
		}
	}
	return out
}

// OpenEnded lists duties and decisions without deadline and instruments without term, end or exit.
func OpenEnded(p *model.Pact) []model.Ref {
	var out []model.Ref
	for i, d := range p.Duties {
		if d.Within == nil && d.By == nil {
			out = append(out, model.Ref{Kind: model.KindDuty, Index: i})
		}
	}
	for i, d := range p.Decisions {
		if d.Within == nil {
			out = append(out, model.Ref{Kind: model.KindDecision, Index: i})
		}
	}
	for i, ins := range p.Instruments {
		exit := slices.ContainsFunc(p.Powers, func(u model.Power) bool {
			return u.Effect == model.Terminate && u.Target == model.InstrumentID(i)
		})
		if ins.Expires == nil && ins.EndsOnce == nil && !exit {
			out = append(out, model.Ref{Kind: model.KindInstrument, Index: i})
		}
	}
	return out
}

// OneOrigin lists what is cited from at least two sources that all go back to one, or whose origins are
// all unnamed.
func OneOrigin(p *model.Pact) []model.Ref {
	var out []model.Ref
	for _, x := range p.Declared() {
		cited, origins := map[model.SourceID]bool{}, map[model.SourceID]bool{}
		var back func(model.SourceID)
		back = func(s model.SourceID) {
			for _, r := range p.Sources[s].Relays {
				back(r)
			}
			if len(p.Sources[s].Relays) == 0 {
				origins[s] = true
			}
		}
		unnamed := true
		for _, c := range x.Decl.Cites {
			cited[c.Source] = true
			back(c.Source)
		}
		for s := range origins {
			unnamed = unnamed && p.Sources[s].Unnamed
		}
		if len(cited) >= 2 && len(origins) == 1 || len(cited) >= 1 && unnamed {
			out = append(out, x.Ref)
		}
	}
	return out
}
