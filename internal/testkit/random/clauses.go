package random

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// days is a written-out duration, or at times the open one if there is one and it may stand here.
func (g *generator) days(low, high int, open bool) *model.Amount {
	if pt := g.point(model.Duration); open && pt != model.None && g.chance(60) {
		return &model.Amount{Point: pt}
	}
	a := model.Fixed(g.between(low, high))
	return &a
}

func (g *generator) decision(d *model.Decision) {
	d.By = []model.ActorID{model.ActorID(g.between(1, len(g.p.Actors)-1))}
	if bodies := g.of(model.IsBody); len(bodies) > 0 && g.chance(70) {
		d.By = []model.ActorID{pick(g, bodies)}
	}
	d.Values = []string{"approved", "rejected"}
	if g.chance(80) {
		d.Once = g.cond(anywhere)
	}
	if g.chance(60) {
		d.Within = g.days(0, 3, true)
	}
}

func (g *generator) instrument(id model.InstrumentID) {
	ins := &g.p.Instruments[id]
	signed := model.Signed{Instrument: id, Party: model.None}
	switch n := g.IntN(100); {
	case n < 70:
		ins.InForceOnce = signed
	case n < 90:
		ins.InForceOnce = model.And{Terms: []model.Cond{signed, g.cond(anywhere)}}
	default:
		ins.InForceOnce = g.cond(anywhere)
	}
	if g.chance(15) {
		ins.EndsOnce = g.cond(anywhere)
	}
	if g.chance(40) {
		ins.Expires = g.days(1, 6, false)
	}
}

func (g *generator) duty(d *model.Duty) {
	between := g.p.Instruments[d.Instrument].Between
	d.Obligor = pick(g, between)
	for range 3 {
		if len(g.actsOf(d.Obligor)) > 0 {
			break
		}
		d.Obligor = pick(g, between)
	}
	switch acts := g.actsOf(d.Obligor); {
	case len(acts) == 0 || g.chance(15):
		d.Ensure = g.cond(anywhere)
	case g.chance(20):
		d.Acts = some(g, 2, acts)
	default:
		d.Acts = []model.ActID{pick(g, acts)}
	}
	g.timing(d)
	if g.chance(20) {
		d.Unless = g.cond(anywhere)
	}
	d.Discretion = g.chance(15)
	for _, a := range between {
		if a != d.Obligor && len(d.For) == 0 && g.chance(60) {
			d.For = append(d.For, a)
		}
	}
	if d.Upon != model.None && len(d.For) > 0 && g.chance(50) {
		if theirs := g.actsOf(d.For[0]); len(theirs) > 0 {
			d.Upon = pick(g, theirs)
		}
	}
}

// timing says when a duty falls due and by when it is to be performed.
func (g *generator) timing(d *model.Duty) {
	switch n := g.IntN(100); {
	case n < 20:
		d.Upon = model.ActID(g.IntN(len(g.p.Acts)))
	case n < 40:
		d.Every = g.days(1, 4, false)
		d.Within = g.days(0, d.Every.N, false)
	}
	if d.Upon == model.None && g.chance(40) {
		d.Once = g.cond(anywhere)
	}
	if d.Within == nil {
		switch n := g.IntN(100); {
		case n < 60:
			d.Within = g.days(0, 4, true)
		case n < 85:
			by := g.p.Starts.Plus(g.between(0, 5))
			d.By = &by
		}
	}
	if g.chance(20) { // a wait no longer than the term
		most := 2
		if d.Within != nil {
			most = 1
			if d.Within.Point == model.None {
				most = min(2, d.Within.N)
			}
		}
		if most > 0 {
			d.NotBefore = g.days(1, most, false)
		}
	}
}

// once makes an act that gives a fact a value impossible while the fact has that value, so that it can be done
// only once until something sets the fact back.
func (g *generator) once(a *model.Act) {
	for _, e := range a.Effects {
		if e.Op != model.Becomes || e.Amount.N == g.p.Facts[e.Fact].Low { // Low is 0 where values have names: the first
			continue
		}
		var while model.Cond = model.Not{Term: model.FactIs{Fact: e.Fact, Value: e.Amount.N}}
		if a.When != nil && g.chance(60) {
			while = model.And{Terms: []model.Cond{while, g.test(anywhere)}}
		}
		a.When = while
		return
	}
}

// actsOf lists the acts that an actor can do.
func (g *generator) actsOf(a model.ActorID) []model.ActID {
	var out []model.ActID
	for i, act := range g.p.Acts {
		if slices.Contains(act.By, a) {
			out = append(out, model.ActID(i))
		}
	}
	return out
}

// ban forbids an act to a party that can do it; if none of the instrument's parties can do anything,
// the first may now do the first act.
func (g *generator) ban(b *model.Ban) {
	between := g.p.Instruments[b.Instrument].Between
	var able []model.ActorID
	for _, a := range between {
		if len(g.actsOf(a)) > 0 {
			able = append(able, a)
		}
	}
	if len(able) == 0 {
		g.p.Acts[0].By = append(g.p.Acts[0].By, between[0])
		able = between[:1]
	}
	b.Bound = pick(g, able)
	b.Act = pick(g, g.actsOf(b.Bound))
	if g.chance(40) {
		b.While = g.cond(inBan)
	}
	for _, a := range between {
		if a != b.Bound && len(b.For) == 0 {
			b.For = append(b.For, a)
		}
	}
}

func (g *generator) power(u *model.Power) {
	if u.Holder != model.Outsider { // made by haltAndGoOn
		if g.chance(30) {
			u.Notice = g.days(1, 2, true)
		}
		return
	}
	u.Holder = pick(g, g.p.Instruments[u.Instrument].Between)
	u.Effect = pick(g, []model.PowerEffect{model.Suspend, model.Suspend, model.Resume, model.Terminate, model.Excuse, model.SetFact})
	switch u.Effect {
	case model.Excuse:
		u.Duty = model.DutyID(g.IntN(len(g.p.Duties)))
	case model.SetFact:
		u.Fact = model.FactID(g.IntN(len(g.p.Facts)))
		u.Value = g.value(u.Fact)
	default:
		u.Target = model.InstrumentID(g.IntN(len(g.p.Instruments)))
	}
	if g.chance(35) {
		u.Notice = g.days(1, 3, true)
	}
	if g.chance(60) {
		u.When = g.cond(anywhere)
	}
}

// returns says what is given in return, most often something that another party promised.
func (g *generator) returns() {
	p := g.p
	for i := range p.Duties {
		d := &p.Duties[i]
		if g.chance(60) {
			for range g.between(1, 2) {
				d.Return = append(d.Return, g.given(d.Obligor))
			}
		}
	}
	for i := range p.Bans {
		if g.chance(20) {
			p.Bans[i].Return = []model.Cond{g.given(p.Bans[i].Bound)}
		}
	}
}

// against names the cases of some duties that can be promised for one: most often an act.
func (g *generator) against() {
	for i := range g.p.Duties {
		d := &g.p.Duties[i]
		if !d.Conditional() || !g.chance(40) {
			continue
		}
		for range g.between(1, 2) {
			var c model.Cond = model.Done{Act: model.ActID(g.IntN(len(g.p.Acts)))}
			if g.chance(40) {
				c = g.cond(anywhere)
			}
			if g.chance(10) {
				c = model.And{Terms: []model.Cond{c, g.cond(anywhere)}}
			}
			d.Against = append(d.Against, c)
		}
		if d.Upon != model.None && g.chance(60) {
			g.forbidCalling(d)
		}
	}
}

// forbidCalling makes it a breach to call upon a duty, if one alone can and is bound by a ban beside it.
func (g *generator) forbidCalling(d *model.Duty) {
	by := g.p.Acts[d.Upon].By
	for i := range g.p.Bans {
		if b := &g.p.Bans[i]; b.Instrument == d.Instrument && len(by) == 1 && by[0] == b.Bound {
			b.Act, b.While = d.Upon, nil
		}
	}
}

// exchange makes of a promise and one of another party, if there are such, one in return for the other:
// the case that the language is for, and that chance alone seldom brings about.
func (g *generator) exchange() {
	first := &g.p.Duties[0]
	if len(first.Acts) == 0 {
		return
	}
	irreversible := func() {
		for _, a := range first.Acts {
			g.p.Acts[a].Irreversible = true
		}
	}
	for i := range g.p.Bans {
		if b := &g.p.Bans[i]; b.Instrument == first.Instrument && b.Bound != first.Obligor && g.chance(60) {
			irreversible()
			first.Return = []model.Cond{model.Kept{Thing: model.Ref{Kind: model.KindBan, Index: i}}}
			g.plain(first)
			b.While, g.p.Acts[b.Act].When = nil, nil
			return
		}
	}
	for i := range g.p.Duties {
		second := &g.p.Duties[i]
		if second.Obligor == first.Obligor {
			continue
		}
		irreversible()
		first.Return = []model.Cond{model.Kept{Thing: model.Ref{Kind: model.KindDuty, Index: i}}}
		second.Upon = model.None
		second.Once = nil
		if g.chance(70) {
			second.Once = model.DutyIs{Duty: 0, Status: model.Performed}
		}
		if g.chance(60) {
			g.plain(first)
			g.plain(second)
		}
		return
	}
}

// plain takes everything from a duty that could excuse or prevent its performance, so that only a breach
// is left.
func (g *generator) plain(d *model.Duty) {
	d.Unless, d.NotBefore, d.Discretion = nil, nil, false
	if d.Within == nil && d.By == nil {
		d.Within = g.days(0, 2, false)
	}
	for _, a := range d.Acts {
		g.p.Acts[a].When = nil
	}
	ins := &g.p.Instruments[d.Instrument]
	ins.Expires, ins.EndsOnce = nil, nil
}

// given is something that an actor may get in return.
func (g *generator) given(to model.ActorID) model.Cond {
	var promises []model.Cond
	for i, d := range g.p.Duties {
		if d.Obligor != to {
			promises = append(promises, model.Kept{Thing: model.Ref{Kind: model.KindDuty, Index: i}},
				model.DutyIs{Duty: model.DutyID(i), Status: model.Performed})
		}
	}
	for i, b := range g.p.Bans {
		if b.Bound != to {
			promises = append(promises, model.Kept{Thing: model.Ref{Kind: model.KindBan, Index: i}})
		}
	}
	if len(promises) > 0 && g.chance(60) {
		return pick(g, promises)
	}
	return g.cond(asReturn)
}

// questions adds a purpose and checks.
func (g *generator) questions() {
	p := g.p
	p.Purposes = []model.Purpose{{Label: "What it is for", Cond: g.cond(anywhere)}}
	if g.chance(15) {
		p.Purposes = append(p.Purposes, model.Purpose{Label: "What it is also for", Cond: g.cond(anywhere)})
	}
	for i := range g.between(1, 3) {
		c := model.Check{Reading: model.None, Label: decl("check ", i).Name}
		c.Kind = pick(g, []model.CheckKind{model.Never, model.Possible, model.LeadsTo, model.CanAvoid, model.CanEnsure})
		c.Cond = g.cond(anywhere)
		switch c.Kind {
		case model.Never, model.Possible, model.LeadsTo:
			if g.chance(30) {
				done := model.Done{Act: model.ActID(g.IntN(len(p.Acts)))}
				c.Cond = model.And{Terms: []model.Cond{done, c.Cond}}
			}
		default:
			c.Players = some(g, g.between(1, 2), g.of(model.IsParty))
		}
		if c.Kind == model.LeadsTo {
			c.Then = g.cond(anywhere)
			if g.chance(60) {
				c.Within = g.days(0, 3, true)
			}
		}
		c.World = pick(g, []model.World{model.EveryoneKeeps, model.NobodyKeeps, model.AllButKeep})
		if c.World == model.AllButKeep {
			c.Except = some(g, 1, g.of(model.IsParty))
		}
		if len(p.Readings) > 0 && g.chance(40) {
			c.Reading = 0
		}
		c.ExpectFails = g.chance(20)
		p.Checks = append(p.Checks, c)
	}
}
