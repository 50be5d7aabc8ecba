package random

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// corners bends what is there into what chance alone seldom brings about and the language page has words for.
func (g *generator) corners() {
	for i := range g.p.Duties {
		d := &g.p.Duties[i]
		if d.Every != nil && g.chance(50) {
			every := *d.Every
			d.Within = &every
		}
		if d.By != nil && d.Within == nil && g.chance(40) {
			d.NotBefore = g.days(1, 3, false) // only an early signature may leave room for both
		}
		if d.Recurs() && len(d.Return) == 0 && g.chance(30) {
			d.Return = []model.Cond{g.given(d.Obligor)}
		}
	}
	for i := range g.p.Bans {
		if b := &g.p.Bans[i]; len(b.Return) == 0 && g.chance(30) {
			b.Return = []model.Cond{g.given(b.Bound)}
		}
	}
	all := []func(){g.tempt, g.tempt, g.callable, g.clash, g.restrain, g.share, g.exit, g.pause}
	for _, bend := range some(g, g.between(0, 2), all) {
		bend()
	}
}

// tempt lets the first duty fall due by what its obligor alone is free to do, so that care can spare it; at times
// the pact is for just what then is not come to.
func (g *generator) tempt() {
	if len(g.p.Duties) == 0 {
		return
	}
	d := &g.p.Duties[0]
	own := g.partOf(d.Obligor, nil)
	if own == nil || d.Upon != model.None || d.Every != nil {
		return
	}
	d.Once, d.Discretion = own, false
	if g.chance(70) {
		g.plain(d)
	}
	if g.chance(30) {
		g.p.Purposes[0].Cond = model.DutyIs{Duty: 0, Status: model.Performed}
	}
	for _, c := range d.Return {
		if k, ok := c.(model.Kept); ok && k.Thing.Kind == model.KindDuty && g.p.Duties[k.Thing.Index].Obligor != d.Obligor {
			g.answer(&g.p.Duties[k.Thing.Index])
		}
	}
}

// answer makes of a duty what is owed once the first is performed.
func (g *generator) answer(d *model.Duty) {
	if d.Upon == model.None && d.Every == nil && len(d.Acts) > 0 && g.chance(70) {
		d.Once = model.DutyIs{Duty: 0, Status: model.Performed}
		g.plain(d)
	}
}

// callable makes a guarantee of a duty that falls due but once.
func (g *generator) callable() {
	for i := range g.p.Duties {
		if d := &g.p.Duties[i]; d.Once == nil && d.Upon == model.None && d.Every == nil && len(d.Acts) > 0 {
			d.Upon = model.ActID(g.IntN(len(g.p.Acts)))
			return
		}
	}
}

// clash forbids one what it has to do.
func (g *generator) clash() {
	for i := range g.p.Bans {
		for j := range g.p.Duties {
			if b, d := &g.p.Bans[i], &g.p.Duties[j]; b.Bound == d.Obligor && len(d.Acts) == 1 {
				b.Act = d.Acts[0]
				return
			}
		}
	}
}

// restrain binds one by a ban in return for a promise of another that can only be broken.
func (g *generator) restrain() {
	p := g.p
	for i := range p.Bans {
		b := &p.Bans[i]
		for j := range p.Duties {
			d := &p.Duties[j]
			if d.Obligor == b.Bound || len(d.Acts) == 0 {
				continue
			}
			b.Return = []model.Cond{model.Kept{Thing: model.Ref{Kind: model.KindDuty, Index: j}}}
			b.While = nil
			g.plain(d)
			return
		}
	}
}

// share makes two parties owe the very same thing.
func (g *generator) share() {
	p := g.p
	for i := range p.Duties {
		for j := range p.Duties[:i] {
			a, b := &p.Duties[j], &p.Duties[i]
			if a.Obligor == b.Obligor {
				continue
			}
			if a.Ensure == nil {
				a.Acts, a.Ensure = nil, g.both(a.Obligor, b.Obligor)
			}
			b.Acts, b.Ensure = nil, a.Ensure
			if g.chance(70) {
				b.Within, b.By, b.Every, b.Once, b.Upon, b.Unless = a.Within, a.By, a.Every, a.Once, a.Upon, a.Unless
			}
			if g.chance(80) {
				a.Discretion, b.Discretion = false, false
			}
			return
		}
	}
}

// both is something to which each of two has to do its part, if there are such things.
func (g *generator) both(one, other model.ActorID) model.Cond {
	var parts []model.Cond
	for _, who := range []model.ActorID{one, other} {
		if c := g.partOf(who, parts); c != nil {
			parts = append(parts, c)
		}
	}
	if len(parts) == 0 {
		return g.cond(anywhere)
	}
	return model.And{Terms: append(parts, g.cond(anywhere))[:max(2, len(parts))]}
}

// partOf is a value of a fact that an actor can bring about and that is not yet asked for.
func (g *generator) partOf(who model.ActorID, asked []model.Cond) model.Cond {
	for _, a := range g.actsOf(who) {
		for _, e := range g.p.Acts[a].Effects {
			taken := slices.ContainsFunc(asked, func(c model.Cond) bool { return c.(model.FactIs).Fact == e.Fact })
			begins := e.Amount.N == g.p.Facts[e.Fact].Low // the first value, of words and of counters
			if e.Op == model.Becomes && e.Amount.Point == model.None && !taken && !begins {
				return model.FactIs{Fact: e.Fact, Value: e.Amount.N}
			}
		}
	}
	return nil
}

// exit lets one leave an instrument on notice.
func (g *generator) exit() {
	if len(g.p.Powers) == 0 {
		return
	}
	power := &g.p.Powers[g.IntN(len(g.p.Powers))]
	power.Effect, power.Target, power.Duty, power.Fact, power.Value = model.Terminate, power.Instrument, 0, 0, 0
	power.Notice = g.days(1, 3, false)
	if g.chance(50) {
		power.When = nil
	}
}

// pause lets a promise with a period hang on something, in an instrument that can be suspended.
func (g *generator) pause() {
	for i := range g.p.Duties {
		d := &g.p.Duties[i]
		halts := slices.ContainsFunc(g.p.Powers, func(u model.Power) bool { return u.Effect == model.Suspend && u.Target == d.Instrument })
		if halts && d.Upon == model.None && d.By == nil && d.Every == nil {
			d.Every, d.Within = g.days(2, 4, false), g.days(0, 2, false)
			if d.Once == nil {
				d.Once = g.cond(anywhere)
			}
			return
		}
	}
}
