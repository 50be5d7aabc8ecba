package random

import "github.com/servanda-lang/servanda/model"

// place is where a condition is to stand.
type place int

// A ban's `while` speaks of bans only as breached, so that what binds never depends on itself.
const (
	anywhere place = iota
	inBan
	asReturn
)

func (g *generator) cond(at place) model.Cond {
	switch n := g.IntN(100); {
	case n < 10:
		return model.And{Terms: []model.Cond{g.test(at), g.test(at)}}
	case n < 20:
		return model.Or{Terms: []model.Cond{g.test(at), g.test(at)}}
	case n < 23:
		return model.Not{Term: model.Or{Terms: []model.Cond{g.test(at), g.test(at)}}}
	case n < 26:
		return model.And{Terms: []model.Cond{g.test(at), model.Not{Term: model.And{Terms: []model.Cond{g.test(at), g.test(at)}}}}}
	default:
		return g.test(at)
	}
}

// test is a test of one thing, or its opposite.
func (g *generator) test(at place) model.Cond {
	c := g.positive(at)
	if g.chance(15) {
		return model.Not{Term: c}
	}
	return c
}

func (g *generator) positive(at place) model.Cond {
	p := g.p
	n := g.IntN(100)
	if at == asReturn { // facts, instruments and what is kept, mostly
		n = pick(g, []int{0, 40, 45, 50, 60, 65})
	}
	switch {
	case n < 20 && len(p.Duties) > 0 && at != asReturn:
		return g.dutyTest()
	case n < 40:
		return g.factTest()
	case n < 55:
		i := model.InstrumentID(g.IntN(len(p.Instruments)))
		if g.chance(30) {
			return model.Kept{Thing: model.Ref{Kind: model.KindInstrument, Index: int(i)}}
		}
		return model.InstrumentIs{Instrument: i, Status: pick(g, []model.InstrumentStatus{
			model.Draft, model.InForce, model.InForce, model.InForce, model.Suspended, model.Ended})}
	case n < 62 && len(p.Duties) > 0:
		return model.Kept{Thing: model.Ref{Kind: model.KindDuty, Index: g.IntN(len(p.Duties))}}
	case n < 72 && len(p.Bans) > 0:
		return g.banTest(at)
	case n < 82 && len(p.Decisions) > 0:
		return g.decisionTest()
	case n < 86 && len(p.Powers) > 0:
		u := model.PowerID(g.IntN(len(p.Powers)))
		return model.PowerIs{Power: u, Status: pick(g, []model.PowerStatus{model.Unused, model.Noticed, model.Used})}
	case n < 92 && len(p.Points) > 0:
		return g.pointTest()
	case n < 95:
		i := model.InstrumentID(g.IntN(len(p.Instruments)))
		c := model.Signed{Instrument: i, Party: model.None}
		if g.chance(50) {
			c.Party = pick(g, p.Instruments[i].Between)
		}
		return c
	default:
		return g.factTest()
	}
}

func (g *generator) factTest() model.Cond {
	f := model.FactID(g.IntN(len(g.p.Facts)))
	if g.p.Facts[f].Values != nil || g.chance(30) {
		return model.FactIs{Fact: f, Value: g.value(f)}
	}
	n := model.Fixed(g.between(g.p.Facts[f].Low, g.p.Facts[f].High))
	if pt := g.point(model.Number); pt != model.None && g.chance(50) {
		n = model.Amount{Point: pt}
	}
	if g.chance(50) {
		return model.FactAtLeast{Fact: f, N: n}
	}
	return model.FactAtMost{Fact: f, N: n}
}

func (g *generator) dutyTest() model.Cond {
	d := model.DutyID(g.IntN(len(g.p.Duties)))
	switch g.IntN(10) {
	case 0:
		return model.InTime{Duty: d}
	case 1, 2:
		return model.WasBreached{Duty: d, Ban: model.None}
	default:
		return model.DutyIs{Duty: d, Status: pick(g, []model.DutyStatus{
			model.Dormant, model.Due, model.Performed, model.Performed, model.Breached, model.Breached,
			model.Lapsed, model.Excused})}
	}
}

func (g *generator) banTest(at place) model.Cond {
	b := model.BanID(g.IntN(len(g.p.Bans)))
	if at == asReturn || g.chance(20) {
		return model.Kept{Thing: model.Ref{Kind: model.KindBan, Index: int(b)}}
	}
	if g.chance(30) {
		return model.WasBreached{Duty: model.None, Ban: b}
	}
	if at == inBan || g.chance(60) {
		return model.BanIs{Ban: b, Status: model.BanBreached}
	}
	return model.BanIs{Ban: b, Status: pick(g, []model.BanStatus{model.BanDormant, model.BanBinding})}
}

func (g *generator) decisionTest() model.Cond {
	d := model.DecisionID(g.IntN(len(g.p.Decisions)))
	c := model.DecisionIs{Decision: d, Status: model.Decided, Value: g.IntN(2)}
	if g.chance(30) {
		c.Status = pick(g, []model.DecisionStatus{model.Unasked, model.Asked, model.DecisionLapsed})
		c.Value = 0
	}
	return c
}

// pointTest leaves points alone whose values are durations: those stand where durations do.
func (g *generator) pointTest() model.Cond {
	pt := model.PointID(g.IntN(len(g.p.Points)))
	switch g.p.Points[pt].ValueKind {
	case model.Word:
		return model.PointIs{Point: pt, Value: g.IntN(2)}
	case model.Number:
		if g.chance(50) {
			return model.PointAtLeast{Point: pt, N: 2}
		}
		return model.PointAtMost{Point: pt, N: 1}
	default:
		return g.factTest()
	}
}
