package resolve

import "github.com/servanda-lang/servanda/internal/syntax"

// The kinds that may stand in a place.
var (
	parties     = []Kind{Party}
	actors      = []Kind{Party, Body, Outsider}
	movers      = []Kind{Party, Body}
	sources     = []Kind{Source}
	facts       = []Kind{Fact}
	acts        = []Kind{Act}
	decisions   = []Kind{Decision}
	instruments = []Kind{Instrument}
	duties      = []Kind{Duty}
	powers      = []Kind{Power}
	points      = []Kind{Point}
	readings    = []Kind{Reading}
	declared    = []Kind{Instrument, Duty, Ban, Power, Decision, Act, Fact, Source, Reading, Point}
)

func (r *resolver) decl(d syntax.Decl) {
	switch d := d.(type) {
	case *syntax.PactDecl:
		r.cites(d.Cites)
	case *syntax.StartsDecl:
		r.cites(d.Cites)
	case *syntax.TickDecl:
		r.cites(d.Cites)
	case *syntax.UseDecl:
		r.cites(d.Cites)
	case *syntax.PartyDecl:
		r.cites(d.Cites)
	case *syntax.BodyDecl:
		r.optional(d.Of, parties)
		r.cites(d.Cites)
	case *syntax.SourceDecl:
		r.block(d.Block, scope{})
		r.cites(d.Cites)
	case *syntax.FactDecl:
		r.cites(d.Cites)
	case *syntax.ActDecl:
		r.refs(d.By, actors)
		r.block(d.Block, scope{})
		r.cites(d.Cites)
	case *syntax.DecisionDecl:
		r.block(d.Block, scope{})
	case *syntax.InstrumentDecl:
		r.block(d.Block, scope{in: r.Declared[d]})
	case *syntax.OpenDecl:
		r.cites(d.Cites)
	case *syntax.ReadingDecl:
		r.block(d.Block, scope{})
	case *syntax.PurposeDecl:
		r.block(d.Block, scope{})
	case *syntax.PositionDecl:
		r.position(d)
	case *syntax.PreferDecl:
		r.ref(d.Actor, movers)
		for _, c := range d.Over {
			r.cond(c, scope{})
		}
		r.cites(d.Cites)
	case *syntax.OddsDecl:
		r.ref(d.Actor, actors)
		r.ref(d.Decision, decisions)
		r.cites(d.Cites)
	case *syntax.ChanceDecl:
		r.ref(d.Act, acts)
		r.cites(d.Cites)
	case *syntax.CheckDecl:
		r.block(d.Block, scope{})
	case *syntax.ScenarioDecl:
		r.block(d.Block, scope{})
	}
}

func (r *resolver) position(d *syntax.PositionDecl) {
	r.ref(d.Party, parties)
	for _, ref := range d.Refs {
		if ref.Value != nil {
			r.ref(ref.Name, points)
		} else {
			r.ref(ref.Name, declared)
		}
	}
	if d.If != nil {
		r.cond(d.If, scope{})
	}
	r.cites(d.Cites)
}

func (r *resolver) cites(cs []*syntax.Cite) {
	for _, c := range cs {
		r.ref(c.Source, sources)
	}
}

func (r *resolver) block(b *syntax.Block, s scope) {
	for _, it := range items(b) {
		r.item(it, s)
	}
}

// item is the flat table of everything that can stand in a block.
func (r *resolver) item(it syntax.Item, s scope) {
	switch it := it.(type) {
	case *syntax.Cite:
		r.ref(it.Source, sources)
	case *syntax.DutyClause:
		r.block(it.Block, s)
	case *syntax.BanClause:
		r.block(it.Block, s)
	case *syntax.PowerClause:
		r.block(it.Block, s)
	case *syntax.RelaysItem:
		r.refs(it.Sources, sources)

	case *syntax.OnceItem:
		r.cond(it.Cond, s)
	case *syntax.WhenItem:
		r.cond(it.Cond, s)
	case *syntax.WhileItem:
		r.cond(it.Cond, s)
	case *syntax.UnlessItem:
		r.cond(it.Cond, s)
	case *syntax.InForceItem:
		r.cond(it.Cond, s)
	case *syntax.EndsItem:
		r.cond(it.Cond, s)
	case *syntax.CondItem:
		r.cond(it.Cond, s)
	case *syntax.ReturnItem:
		for _, c := range it.Conds {
			r.cond(c, s)
		}
	case *syntax.AgainstItem:
		for _, c := range it.Conds {
			r.cond(c, scope{in: s.in, events: true})
		}

	case *syntax.WithinItem:
		r.quantity(it.Duration)
	case *syntax.EveryItem:
		r.quantity(it.Duration)
	case *syntax.NotBeforeItem:
		r.quantity(it.Duration)
	case *syntax.ExpiresItem:
		r.quantity(it.Duration)
	case *syntax.NoticeItem:
		r.quantity(it.Duration)

	case *syntax.BecomesItem:
		r.ref(it.Fact, facts)
	case *syntax.RisesItem:
		r.ref(it.Fact, facts)
		r.quantity(it.Amount)
	case *syntax.FallsItem:
		r.ref(it.Fact, facts)
		r.quantity(it.Amount)

	case *syntax.DecidesItem:
		r.refs(it.Actors, actors)
	case *syntax.BetweenItem:
		r.refs(it.Parties, parties)
	case *syntax.MustItem:
		r.ref(it.Actor, parties)
		r.refs(it.Acts, acts)
	case *syntax.EnsureItem:
		r.ref(it.Actor, parties)
		r.cond(it.Cond, s)
	case *syntax.MustNotItem:
		r.ref(it.Actor, parties)
		r.ref(it.Act, acts)
	case *syntax.MayItem:
		r.ref(it.Actor, parties)
		r.effect(it.Effect)
	case *syntax.UponItem:
		r.ref(it.Act, acts)
	case *syntax.ForItem:
		r.refs(it.Parties, parties)
	case *syntax.Binding:
		r.ref(it.Point, points)

	case *syntax.NeverQuestion:
		r.cond(it.Cond, scope{events: true})
	case *syntax.PossibleQuestion:
		r.cond(it.Cond, scope{events: true})
	case *syntax.LeadsToQuestion:
		r.cond(it.Cond, scope{events: true})
		r.cond(it.Then, scope{})
		r.quantity(it.Within)
	case *syntax.CanQuestion:
		r.refs(it.Players, actors)
		r.cond(it.Cond, scope{})
	case *syntax.KeepItem:
		r.refs(it.Except, actors)
	case *syntax.InReadingItem:
		r.ref(it.Reading, readings)

	case *syntax.GivenStep:
		for _, b := range it.Bindings {
			r.ref(b.Point, points)
		}
	case *syntax.SignsStep:
		r.ref(it.Actor, parties)
		r.ref(it.Instrument, instruments)
	case *syntax.DoesStep:
		r.ref(it.Actor, actors)
		r.ref(it.Act, acts)
	case *syntax.DecidesStep:
		r.ref(it.Actor, actors)
		r.ref(it.Decision, decisions)
	case *syntax.UsesStep:
		r.ref(it.Actor, parties)
		r.ref(it.Power, powers)
	case *syntax.ExpectStep:
		r.cond(it.Cond, scope{})
	}
}

func (r *resolver) effect(e syntax.Effect) {
	switch e := e.(type) {
	case *syntax.InstrumentEffect:
		r.ref(e.Instrument, instruments)
	case *syntax.ExcuseEffect:
		r.ref(e.Duty, duties)
	case *syntax.BecomesItem:
		r.ref(e.Fact, facts)
	}
}

func (r *resolver) quantity(q syntax.Quantity) {
	if id, ok := q.(*syntax.Ident); ok {
		r.ref(id, points)
	}
}

func (r *resolver) refs(ids []*syntax.Ident, want []Kind) {
	for _, id := range ids {
		r.ref(id, want)
	}
}

func (r *resolver) optional(id *syntax.Ident, want []Kind) {
	if id != nil {
		r.ref(id, want)
	}
}
