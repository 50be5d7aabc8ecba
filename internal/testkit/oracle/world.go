package oracle

import "github.com/servanda-lang/servanda/model"

// World is one pact under one filling, with its step of time.
type World struct {
	Pact    *model.Pact
	Filling model.Filling
	Tick    int // days
	Limit   int // the most states that a world explored for a finding may have

	signable []bool                    // by instrument: some condition speaks of its being signed
	graphs   map[model.ActorSet]*Graph // the worlds explored so far
	moves    map[string][]Move         // by state
	proof    *proof                    // a certificate to take what is forced and avoided from; nil: it is worked out
}

// New prepares a pact for exploration.
func New(p *model.Pact, f model.Filling, tickDays int) *World {
	w := &World{
		Pact: p, Filling: f, Tick: tickDays, Limit: 5000,
		graphs: map[model.ActorSet]*Graph{}, moves: map[string][]Move{},
	}
	w.signable = make([]bool, len(p.Instruments))
	for _, c := range conditions(p) {
		model.Visit(c, func(c model.Cond) {
			if c, ok := c.(model.Signed); ok {
				w.signable[c.Instrument] = true
			}
		})
	}
	return w
}

// conditions lists every condition of the pact, checks and scenarios included.
func conditions(p *model.Pact) []model.Cond {
	var all []model.Cond
	for _, a := range p.Acts {
		all = append(all, a.When)
	}
	for _, d := range p.Decisions {
		all = append(all, d.Once)
	}
	for _, i := range p.Instruments {
		all = append(all, i.InForceOnce, i.EndsOnce)
	}
	for _, d := range p.Duties {
		all = append(all, d.Ensure, d.Once, d.Unless)
		all = append(all, d.Return...)
		all = append(all, d.Against...)
	}
	for _, b := range p.Bans {
		all = append(all, b.While)
		all = append(all, b.Return...)
	}
	for _, u := range p.Powers {
		all = append(all, u.When)
	}
	for _, u := range p.Purposes {
		all = append(all, u.Cond)
	}
	for _, c := range p.Checks {
		all = append(all, c.Cond, c.Then)
	}
	for _, s := range p.Scenarios {
		for _, step := range s.Steps {
			all = append(all, step.Cond)
		}
	}
	return all
}

// everyone is the set of all actors.
func (w *World) everyone() model.ActorSet {
	var all model.ActorSet
	for i := range w.Pact.Actors {
		all |= model.SetOf(model.ActorID(i))
	}
	return all
}

// ticks is an amount of days in whole ticks; nothing stated is none.
func (w *World) ticks(a *model.Amount) int {
	if a == nil {
		return 0
	}
	return a.In(w.Pact, w.Filling) / w.Tick
}

// dateTicks is the number of ticks from day 0 to a date.
func (w *World) dateTicks(d *model.Date) int {
	if d == nil {
		return 0
	}
	return max(0, w.Pact.Starts.Days(*d)) / w.Tick
}

// TickOf is the greatest common divisor of all durations in the pact, in every filling; the declared
// tick if there is one.
func TickOf(p *model.Pact) int {
	if p.Tick > 0 {
		return p.Tick
	}
	g := 0
	add := func(n int) {
		for n != 0 {
			g, n = n, g%n
		}
	}
	amount := func(a *model.Amount) {
		if a != nil && a.Point == model.None {
			add(a.N)
		}
	}
	for _, pt := range p.Points {
		if pt.ValueKind == model.Duration {
			for _, v := range pt.Values {
				add(v.N)
			}
		}
	}
	for _, d := range p.Decisions {
		amount(d.Within)
	}
	for _, i := range p.Instruments {
		amount(i.Expires)
	}
	for _, d := range p.Duties {
		amount(d.Within)
		amount(d.Every)
		amount(d.NotBefore)
	}
	for _, u := range p.Powers {
		amount(u.Notice)
	}
	for _, c := range p.Checks {
		amount(c.Within)
	}
	return max(g, 1)
}
