package random

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/servanda-lang/servanda/model"
)

// Case is one random agreement, in both forms.
type Case struct {
	Seed uint64
	Pact *model.Pact
	Text string
}

// New makes the case of a seed.
func New(seed uint64) Case {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)), p: &model.Pact{}}
	g.pact()
	return Case{Seed: seed, Pact: g.p, Text: Text(g.p)}
}

type generator struct {
	*rand.Rand
	p *model.Pact
}

// chance is true so many times in a hundred.
func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }

// between is a number from low to high, both included.
func (g *generator) between(low, high int) int { return low + g.IntN(high-low+1) }

func pick[T any](g *generator, from []T) T { return from[g.IntN(len(from))] }

// some picks so many different ones, or all there are, in their order.
func some[T any](g *generator, n int, from []T) []T {
	var out []T
	for i, x := range from {
		if g.IntN(len(from)-i) < n-len(out) {
			out = append(out, x)
		}
	}
	return out
}

func decl(kind string, i int) model.Decl { return model.Decl{Name: fmt.Sprintf("%s%d", kind, i+1)} }

// pact fills the pact: first everything has a name, then clauses and conditions can speak of all.
func (g *generator) pact() {
	p := g.p
	p.Title = "A random pact"
	p.Starts = model.Date{Time: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	if g.chance(30) {
		p.Tick = 1
	}
	g.actors()
	g.points()
	g.facts()
	g.acts()
	g.skeleton()
	for i := range p.Acts {
		if g.chance(50) {
			p.Acts[i].When = g.cond(anywhere)
		}
	}
	for i := range p.Decisions {
		g.decision(&p.Decisions[i])
	}
	for i := range p.Instruments {
		g.instrument(model.InstrumentID(i))
	}
	for i := range p.Duties {
		g.duty(&p.Duties[i])
	}
	for i := range p.Bans {
		g.ban(&p.Bans[i])
	}
	for i := range p.Powers {
		g.power(&p.Powers[i])
	}
	g.returns()
	if g.chance(60) && len(p.Duties) > 0 {
		g.exchange()
	}
	g.cites()
	g.questions()
	if g.chance(50) {
		g.scenario()
	}
	for i := range p.Acts {
		if g.chance(25) {
			g.once(&p.Acts[i])
		}
	}
	g.corners()
	g.against()
}

func (g *generator) actors() {
	p := g.p
	add := func(d model.Decl, k model.ActorKind, of model.ActorID) {
		p.Actors = append(p.Actors, model.Actor{Decl: d, Kind: k, Of: of, Plural: len(p.Actors)%3 == 2})
	}
	add(model.Decl{Name: "outsider"}, model.IsOutsider, model.None)
	parties := 2
	if g.chance(20) {
		parties = 3
	}
	for i := range parties {
		add(decl("party_", i), model.IsParty, model.None)
	}
	bodies := 0
	if g.chance(40) {
		bodies = g.between(1, 2)
	}
	for i := range bodies {
		of := model.ActorID(model.None)
		if g.chance(60) {
			of = model.ActorID(g.between(1, parties))
		}
		add(decl("body_", i), model.IsBody, of)
	}
}

// of lists the actors of a kind.
func (g *generator) of(k model.ActorKind) []model.ActorID {
	var out []model.ActorID
	for i, a := range g.p.Actors {
		if a.Kind == k {
			out = append(out, model.ActorID(i))
		}
	}
	return out
}

func (g *generator) points() {
	n := 0
	if g.chance(30) {
		n = 1
	}
	if n > 0 && g.chance(20) {
		n = 2
	}
	for i := range n {
		g.openPoint(i)
	}
	if n > 0 && g.chance(50) {
		r := model.Reading{Decl: decl("reading_", 0)}
		pt := model.PointID(g.IntN(n))
		r.Fixes = []model.Binding{{Point: pt, Value: g.IntN(len(g.p.Points[pt].Values))}}
		g.p.Readings = append(g.p.Readings, r)
	}
}

func (g *generator) openPoint(i int) {
	p := model.Point{Decl: decl("point_", i)}
	p.Label = "What does it say?"
	p.ValueKind = pick(g, []model.PointValueKind{model.Word, model.Number, model.Duration})
	switch p.ValueKind {
	case model.Word:
		p.Values = []model.PointValue{{Text: "no"}, {Text: "yes"}}
	case model.Number:
		p.Values = []model.PointValue{{Text: "1", N: 1}, {Text: "2", N: 2}}
	case model.Duration:
		p.Values = []model.PointValue{{Text: "1 day", N: 1}, {Text: "2 days", N: 2}}
	}
	g.p.Points = append(g.p.Points, p)
}

func (g *generator) facts() {
	n := g.between(1, 2)
	if g.chance(10) {
		n = 3
	}
	for i := range n {
		f := model.Fact{Decl: decl("fact_", i)}
		switch {
		case g.chance(25):
			f.Low, f.High = 0, 2
			if g.chance(30) {
				f.Low, f.High = 1, 3
			}
		case g.chance(25):
			f.Values = []string{"va", "vb", "vc"}
		default:
			f.Values = []string{"va", "vb"}
		}
		g.p.Facts = append(g.p.Facts, f)
	}
}

// value is a value of a fact, as FactIs and effects have it.
func (g *generator) value(f model.FactID) int {
	fact := &g.p.Facts[f]
	if fact.Values == nil {
		return g.between(fact.Low, fact.High)
	}
	return g.IntN(len(fact.Values))
}

func (g *generator) acts() {
	parties := g.of(model.IsParty)
	for i := range g.between(1, 4) {
		a := model.Act{Decl: decl("act_", i), Irreversible: g.chance(70)}
		switch {
		case i == 0 || g.chance(75):
			a.By = []model.ActorID{pick(g, parties)}
		case g.chance(40):
			a.By = []model.ActorID{model.Outsider}
		case g.chance(60):
			a.By = some(g, 2, parties)
		default:
			a.By = []model.ActorID{model.ActorID(g.IntN(len(g.p.Actors)))}
		}
		n := 1
		if g.chance(30) {
			n = pick(g, []int{0, 2})
		}
		for range n {
			a.Effects = append(a.Effects, g.effect())
		}
		g.p.Acts = append(g.p.Acts, a)
	}
}

func (g *generator) effect() model.Effect {
	f := model.FactID(g.IntN(len(g.p.Facts)))
	e := model.Effect{Fact: f, Op: model.Becomes, Amount: model.Fixed(g.value(f))}
	if g.p.Facts[f].Values == nil && g.chance(70) {
		e.Op = pick(g, []model.EffectOp{model.Rises, model.Falls})
		e.Amount = model.Fixed(1)
		if n := g.point(model.Number); n != model.None && g.chance(50) {
			e.Amount = model.Amount{Point: n}
		}
	}
	return e
}

// point is an open point of a kind, or None.
func (g *generator) point(k model.PointValueKind) model.PointID {
	for i := range g.p.Points {
		if g.p.Points[i].ValueKind == k {
			return model.PointID(i)
		}
	}
	return model.None
}

// skeleton names the instruments, clauses and decisions, in order of declaration.
func (g *generator) skeleton() {
	p := g.p
	instruments, decisions := 1, 0
	if g.chance(40) {
		instruments = 2
	}
	if g.chance(40) {
		decisions = g.between(1, 2)
	}
	var kinds []model.Kind
	for range instruments {
		kinds = append(kinds, model.KindInstrument)
	}
	for range decisions {
		kinds = append(kinds, model.KindDecision)
	}
	g.Shuffle(len(kinds), func(i, j int) { kinds[i], kinds[j] = kinds[j], kinds[i] })
	for _, k := range kinds {
		if k == model.KindDecision {
			p.Order = append(p.Order, model.Ref{Kind: k, Index: len(p.Decisions)})
			p.Decisions = append(p.Decisions, model.Decision{Decl: decl("vote_", len(p.Decisions))})
			continue
		}
		g.clauses(2 / instruments)
	}
}

// clauses adds an instrument with at least one clause and at most so many more than two.
func (g *generator) clauses(more int) {
	p := g.p
	id := model.InstrumentID(len(p.Instruments))
	ins := model.Instrument{Decl: decl("text_", int(id)), Between: some(g, g.between(2, 3), g.of(model.IsParty))}
	p.Order = append(p.Order, model.Ref{Kind: model.KindInstrument, Index: int(id)})
	for i := range g.between(1, 1+more) {
		switch n := g.IntN(100); {
		case i == 0 && id == 0 || n < 50:
			d := len(p.Duties)
			ins.Duties = append(ins.Duties, model.DutyID(d))
			p.Order = append(p.Order, model.Ref{Kind: model.KindDuty, Index: d})
			p.Duties = append(p.Duties, model.Duty{Decl: decl("duty_", d), Instrument: id, Upon: model.None})
		case n < 72:
			ins.Bans = append(ins.Bans, model.BanID(len(p.Bans)))
			p.Bans = append(p.Bans, model.Ban{Decl: decl("ban_", len(p.Bans)), Instrument: id})
		default:
			ins.Powers = append(ins.Powers, model.PowerID(len(p.Powers)))
			p.Powers = append(p.Powers, model.Power{Decl: decl("power_", len(p.Powers)), Instrument: id})
		}
	}
	if g.chance(15) {
		g.haltAndGoOn(&ins, id)
	}
	p.Instruments = append(p.Instruments, ins)
}

// haltAndGoOn adds powers to suspend the instrument and to resume it.
func (g *generator) haltAndGoOn(ins *model.Instrument, id model.InstrumentID) {
	p := g.p
	for _, e := range []model.PowerEffect{model.Suspend, model.Resume} {
		ins.Powers = append(ins.Powers, model.PowerID(len(p.Powers)))
		p.Powers = append(p.Powers, model.Power{Decl: decl("power_", len(p.Powers)), Instrument: id,
			Holder: pick(g, ins.Between), Effect: e, Target: id})
	}
}
