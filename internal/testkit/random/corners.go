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
	if g.chance(25) {
		g.share()
	}
	if g.chance(25) {
		g.exit()
	}
	if g.chance(25) {
		g.pause()
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
			if e.Op == model.Becomes && e.Amount.Point == model.None && !taken {
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
