package lower

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/resolve"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// kinds are the model's kinds beside those of the names.
var kinds = map[resolve.Kind]model.Kind{
	resolve.Party: model.KindActor, resolve.Body: model.KindActor, resolve.Outsider: model.KindActor,
	resolve.Source: model.KindSource, resolve.Fact: model.KindFact, resolve.Act: model.KindAct,
	resolve.Decision: model.KindDecision, resolve.Instrument: model.KindInstrument,
	resolve.Duty: model.KindDuty, resolve.Ban: model.KindBan, resolve.Power: model.KindPower,
	resolve.Point: model.KindPoint, resolve.Reading: model.KindReading,
}

// placeAll gives every named thing its place in the model, in order of declaration.
func (l *lowerer) placeAll() {
	for _, s := range l.names.Symbols {
		l.place(s)
	}
	for _, s := range l.names.Symbols {
		l.declCites(s)
	}
	l.tooManyActors()
}

func (l *lowerer) place(s *resolve.Symbol) {
	p, d := l.pact, describe(s)
	put := func(i int) { l.index[s] = i }
	switch s.Kind {
	case resolve.Outsider:
		put(len(p.Actors))
		p.Actors = append(p.Actors, model.Actor{Decl: d, Kind: model.IsOutsider, Of: model.None})
	case resolve.Party:
		put(len(p.Actors))
		p.Actors = append(p.Actors, model.Actor{Decl: d, Kind: model.IsParty, Of: model.None})
	case resolve.Body:
		put(len(p.Actors))
		p.Actors = append(p.Actors, model.Actor{Decl: d, Kind: model.IsBody, Of: model.None})
	case resolve.Source:
		put(len(p.Sources))
		p.Sources = append(p.Sources, model.Source{Decl: d})
	case resolve.Fact:
		put(len(p.Facts))
		p.Facts = append(p.Facts, model.Fact{Decl: d})
	case resolve.Act:
		put(len(p.Acts))
		p.Acts = append(p.Acts, model.Act{Decl: d})
	case resolve.Point:
		put(len(p.Points))
		p.Points = append(p.Points, model.Point{Decl: d})
	case resolve.Reading:
		put(len(p.Readings))
		p.Readings = append(p.Readings, model.Reading{Decl: d})
	case resolve.Decision:
		put(len(p.Decisions))
		p.Decisions = append(p.Decisions, model.Decision{Decl: d})
		l.inOrder(s)
	case resolve.Instrument:
		put(len(p.Instruments))
		p.Instruments = append(p.Instruments, model.Instrument{Decl: d})
		l.inOrder(s)
	default:
		l.placeClause(s, d)
	}
}

// placeClause places a clause and lists it with its instrument, which was placed before.
func (l *lowerer) placeClause(s *resolve.Symbol, d model.Decl) {
	p := l.pact
	in := model.InstrumentID(l.index[s.In])
	switch s.Kind {
	case resolve.Duty:
		l.index[s] = len(p.Duties)
		p.Instruments[in].Duties = append(p.Instruments[in].Duties, model.DutyID(len(p.Duties)))
		p.Duties = append(p.Duties, model.Duty{Decl: d, Instrument: in, Upon: model.None})
		l.inOrder(s)
	case resolve.Ban:
		l.index[s] = len(p.Bans)
		p.Instruments[in].Bans = append(p.Instruments[in].Bans, model.BanID(len(p.Bans)))
		p.Bans = append(p.Bans, model.Ban{Decl: d, Instrument: in})
	case resolve.Power:
		l.index[s] = len(p.Powers)
		p.Instruments[in].Powers = append(p.Instruments[in].Powers, model.PowerID(len(p.Powers)))
		p.Powers = append(p.Powers, model.Power{Decl: d, Instrument: in})
	}
}

func (l *lowerer) inOrder(s *resolve.Symbol) { l.pact.Order = append(l.pact.Order, l.ref(s)) }

// ref points at a placed thing.
func (l *lowerer) ref(s *resolve.Symbol) model.Ref {
	return model.Ref{Kind: kinds[s.Kind], Index: l.index[s]}
}

func describe(s *resolve.Symbol) model.Decl {
	d := model.Decl{Name: s.Name, At: s.At()}
	if label := head(s.Node).Label; label != nil {
		d.Label = label.Value
	}
	return d
}

// declOf is what all declarations have, of a placed thing.
func (l *lowerer) declOf(s *resolve.Symbol) *model.Decl {
	p, i := l.pact, l.index[s]
	switch s.Kind {
	case resolve.Source:
		return &p.Sources[i].Decl
	case resolve.Fact:
		return &p.Facts[i].Decl
	case resolve.Act:
		return &p.Acts[i].Decl
	case resolve.Decision:
		return &p.Decisions[i].Decl
	case resolve.Instrument:
		return &p.Instruments[i].Decl
	case resolve.Duty:
		return &p.Duties[i].Decl
	case resolve.Ban:
		return &p.Bans[i].Decl
	case resolve.Power:
		return &p.Powers[i].Decl
	case resolve.Point:
		return &p.Points[i].Decl
	case resolve.Reading:
		return &p.Readings[i].Decl
	}
	return &p.Actors[i].Decl
}

func (l *lowerer) declCites(s *resolve.Symbol) {
	l.declOf(s).Cites = append(l.cites(outerCites(s.Node)), l.cites(syntax.BlockOf(s.Node).Cites())...)
}

func (l *lowerer) cites(cs []*syntax.Cite) []model.Cite {
	var out []model.Cite
	for _, c := range cs {
		if src, ok := id[model.SourceID](l, c.Source); ok {
			out = append(out, model.Cite{Source: src, Paragraphs: c.Paragraphs, Kind: model.CiteKind(c.Kind), At: c.Span()})
		}
	}
	return out
}

// tooManyActors keeps the actors few enough for a set of them to fit one word.
func (l *lowerer) tooManyActors() {
	if len(l.pact.Actors) <= model.MaxActors {
		return
	}
	at := l.pact.Actors[model.MaxActors].At
	l.fault("M005", at, fmt.Sprintf("the pact has more than %d parties and bodies", model.MaxActors-1),
		"Join those that always act together into one party.")
}

// head is the head of a declaration or clause that has a name.
func head(n syntax.Node) syntax.Head {
	switch n := n.(type) {
	case *syntax.PartyDecl:
		return n.Head
	case *syntax.BodyDecl:
		return n.Head
	case *syntax.SourceDecl:
		return n.Head
	case *syntax.FactDecl:
		return n.Head
	case *syntax.ActDecl:
		return n.Head
	case *syntax.DecisionDecl:
		return n.Head
	case *syntax.InstrumentDecl:
		return n.Head
	case *syntax.OpenDecl:
		return n.Head
	case *syntax.ReadingDecl:
		return n.Head
	case *syntax.DutyClause:
		return n.Head
	case *syntax.BanClause:
		return n.Head
	case *syntax.PowerClause:
		return n.Head
	}
	return syntax.Head{}
}

// outerCites are the citations of a declaration that stand outside of a block.
func outerCites(n syntax.Node) []*syntax.Cite {
	switch n := n.(type) {
	case *syntax.PartyDecl:
		return n.Cites
	case *syntax.BodyDecl:
		return n.Cites
	case *syntax.SourceDecl:
		return n.Cites
	case *syntax.FactDecl:
		return n.Cites
	case *syntax.ActDecl:
		return n.Cites
	case *syntax.OpenDecl:
		return n.Cites
	}
	return nil
}
