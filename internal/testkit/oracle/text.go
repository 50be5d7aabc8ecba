package oracle

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// The findings here can be seen in the text.

// SelfJudged: the trigger, excuse or condition of a duty is decided, or a fact it tests changed, by the
// obligor or its own body alone; what the filling rules out does not count.
func SelfJudged(p *model.Pact, f model.Filling, d model.DutyID) bool {
	duty := &p.Duties[d]
	own := func(ids []model.ActorID) bool {
		for _, id := range ids {
			if id != duty.Obligor && (p.Actors[id].Kind != model.IsBody || p.Actors[id].Of != duty.Obligor) {
				return false
			}
		}
		return len(ids) > 0
	}
	found := duty.Upon != model.None && own(p.Acts[duty.Upon].By)
	fact := func(f model.FactID) { found = found || own(changers(p, f)) }
	for _, c := range []model.Cond{duty.Once, duty.Unless} {
		model.Visit(model.Settle(p, c, f), func(c model.Cond) {
			switch c := c.(type) {
			case model.DecisionIs:
				found = found || own(p.Decisions[c.Decision].By)
			case model.FactIs:
				fact(c.Fact)
			case model.FactAtLeast:
				fact(c.Fact)
			case model.FactAtMost:
				fact(c.Fact)
			}
		})
	}
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
