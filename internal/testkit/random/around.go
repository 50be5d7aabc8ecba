package random

import "github.com/servanda-lang/servanda/model"

// cites adds sources, some of which relay others or have no name, and rests a few things on them.
func (g *generator) cites() {
	if !g.chance(15) {
		return
	}
	p := g.p
	for i := range 3 {
		s := model.Source{Decl: decl("source_", i), Unnamed: g.chance(30)}
		if i > 0 && g.chance(60) {
			s.Relays = []model.SourceID{model.SourceID(g.IntN(i))}
		}
		p.Sources = append(p.Sources, s)
	}
	rest := func(d *model.Decl) {
		for range g.between(0, 2) {
			d.Cites = append(d.Cites, model.Cite{Source: model.SourceID(g.IntN(len(p.Sources)))})
		}
	}
	for i := range p.Acts {
		rest(&p.Acts[i].Decl)
	}
	for i := range p.Duties {
		rest(&p.Duties[i].Decl)
	}
}

// scenario adds a course: most often everybody signs first, then this and that happens. Chance knows
// nothing of what is possible, so many fail; on which line, is a question too.
func (g *generator) scenario() {
	p := g.p
	s := model.Scenario{Label: "A course"}
	if len(p.Points) > 0 && g.chance(40) {
		s.Given = []model.Binding{{Point: 0, Value: g.IntN(len(p.Points[0].Values))}}
	}
	for i := range p.Instruments {
		if !g.chance(80) {
			continue
		}
		for _, a := range p.Instruments[i].Between {
			s.Steps = append(s.Steps, model.Step{Kind: model.Signs, Actor: a, Instrument: model.InstrumentID(i)})
		}
	}
	day := 0
	for range g.between(2, 6) {
		s.Steps = append(s.Steps, g.step(&day))
	}
	p.Scenarios = append(p.Scenarios, s)
}

func (g *generator) step(day *int) model.Step {
	p := g.p
	switch n := g.IntN(100); {
	case n < 25:
		*day += g.between(0, 3)
		return model.Step{Kind: model.OnDay, Day: *day}
	case n < 55:
		a := g.IntN(len(p.Acts))
		return model.Step{Kind: model.Does, Actor: pick(g, p.Acts[a].By), Act: model.ActID(a)}
	case n < 65 && len(p.Decisions) > 0:
		d := g.IntN(len(p.Decisions))
		return model.Step{Kind: model.Decides, Actor: p.Decisions[d].By[0], Decision: model.DecisionID(d), Value: g.IntN(2)}
	case n < 75 && len(p.Powers) > 0:
		u := g.IntN(len(p.Powers))
		return model.Step{Kind: model.Uses, Actor: p.Powers[u].Holder, Power: model.PowerID(u)}
	}
	return model.Step{Kind: model.Expect, Cond: g.cond(anywhere)}
}
