package lower

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/resolve"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

func (l *lowerer) duty(c *syntax.DutyClause, in *resolve.Symbol) {
	d := &l.pact.Duties[own[model.DutyID](l, c)]
	l.must(c, d, in)
	l.times(c.Block, d)
	if it := only[*syntax.OnceItem](c.Block); it != nil {
		d.Once = l.cond(it.Cond, in)
	}
	if it := only[*syntax.UponItem](c.Block); it != nil {
		if act, ok := id[model.ActID](l, it.Act); ok {
			d.Upon = act
		}
	}
	if it := only[*syntax.UnlessItem](c.Block); it != nil {
		d.Unless = l.cond(it.Cond, in)
	}
	d.Discretion = only[*syntax.DiscretionItem](c.Block) != nil
	d.For, d.Return = l.owed(c.Block, in)
	if it := only[*syntax.AgainstItem](c.Block); it != nil {
		l.against(c, it, d, in)
	}
	l.fallingDue(c.Block, d)
}

// against lowers the cases a duty is promised for. One that falls due when the instrument enters into force,
// whatever happens, is promised for none.
func (l *lowerer) against(c *syntax.DutyClause, it *syntax.AgainstItem, d *model.Duty, in *resolve.Symbol) {
	d.Against = l.conds(it.Conds, in)
	if only[*syntax.OnceItem](c.Block) != nil || only[*syntax.UponItem](c.Block) != nil || only[*syntax.UnlessItem](c.Block) != nil {
		return
	}
	l.fault("M027", it.Span(), fmt.Sprintf("`%s` falls due whatever happens, so it is promised against no case", c.Name.Name),
		"Say what calls for it: `upon ACT`, or `once COND`.")
}

// must lowers what is to be done, and by whom.
func (l *lowerer) must(c *syntax.DutyClause, d *model.Duty, in *resolve.Symbol) {
	must, ensure := only[*syntax.MustItem](c.Block), only[*syntax.EnsureItem](c.Block)
	switch {
	case must != nil:
		d.Obligor, _ = l.actorOf(must.Actor, d.Instrument)
		for _, name := range l.distinct(must.Acts) {
			act, ok := id[model.ActID](l, name)
			if ok && (l.sym(must.Actor) == nil || l.canDo(d.Obligor, act, name)) {
				d.Acts = append(d.Acts, act)
			}
		}
	case ensure != nil:
		d.Obligor, _ = l.actorOf(ensure.Actor, d.Instrument)
		d.Ensure = l.cond(ensure.Cond, in)
	}
}

// actorOf is the actor of a clause: a party to its instrument.
func (l *lowerer) actorOf(name *syntax.Ident, i model.InstrumentID) (model.ActorID, bool) {
	who, ok := id[model.ActorID](l, name)
	return who, ok && l.partyTo(who, i, name)
}

func (l *lowerer) times(b *syntax.Block, d *model.Duty) {
	if it := only[*syntax.WithinItem](b); it != nil {
		d.Within = l.days(it.Duration)
	}
	if it := only[*syntax.EveryItem](b); it != nil {
		if every := l.days(it.Duration); l.neverZero(every, it.Duration.Span(), "a period of no days would never let time go on") {
			d.Every = every
		}
	}
	if it := only[*syntax.NotBeforeItem](b); it != nil {
		d.NotBefore = l.days(it.Duration)
	}
	if it := only[*syntax.ByItem](b); it != nil {
		if _, ok := l.day(it.Date); ok {
			d.By = &model.Date{Time: calendarDay(it.Date)}
		}
	}
}

// owed lowers to whom a promise is owed and what is given for it.
func (l *lowerer) owed(b *syntax.Block, in *resolve.Symbol) (to []model.ActorID, forWhat []model.Cond) {
	if it := only[*syntax.ForItem](b); it != nil {
		to = list[model.ActorID](l, it.Parties)
	}
	if it := only[*syntax.ReturnItem](b); it != nil {
		forWhat = l.conds(it.Conds, in)
	}
	return to, forWhat
}

// fallingDue holds the times of a duty against each other.
func (l *lowerer) fallingDue(b *syntax.Block, d *model.Duty) {
	within, by := only[*syntax.WithinItem](b), only[*syntax.ByItem](b)
	every, upon := only[*syntax.EveryItem](b), only[*syntax.UponItem](b)
	if within != nil && by != nil {
		l.together("within", within, "by", by, "A duty has one deadline: keep one of the two, or make it two duties.")
	}
	if once := only[*syntax.OnceItem](b); once != nil && upon != nil {
		l.together("once", once, "upon", upon, "`upon` says by itself when the duty falls due: put the condition into `unless`, or into the act.")
	}
	if every != nil && upon != nil {
		l.together("every", every, "upon", upon, "A duty falls due at each act, or in each period: make it two duties.")
	}
	if every != nil && by != nil {
		l.together("every", every, "by", by, "A date comes once: give each term a `within`.")
	}
	if every != nil && by == nil {
		l.period(d, every, within)
	}
	if wait := only[*syntax.NotBeforeItem](b); wait != nil && within != nil {
		l.waitTooLong(wait, d)
	}
}

// together refuses two items that exclude each other, at the second of them in the text.
func (l *lowerer) together(one string, a syntax.Item, other string, b syntax.Item, mend string) {
	if a.Span().Start > b.Span().Start {
		a, b = b, a
	}
	l.fault("M011", b.Span(), fmt.Sprintf("`%s` and `%s` exclude each other in a duty", one, other), mend,
		diag.Related{Span: a.Span(), Message: "the other one stands here"})
}

// period requires of a recurring duty that one term ends before the next begins.
func (l *lowerer) period(d *model.Duty, every *syntax.EveryItem, within *syntax.WithinItem) {
	switch {
	case within == nil:
		l.fault("M023", every.Span(), "a duty with `every` needs a `within`",
			"Say how long each term may take: no longer than the period.")
	case d.Every == nil || d.Within == nil || d.Every.Point != model.None && d.Every.Point == d.Within.Point:
	default:
		_, longest := l.bounds(*d.Within)
		shortest, _ := l.bounds(*d.Every)
		if longest > shortest {
			l.fault("M023", within.Span(),
				fmt.Sprintf("each term may take %s, longer than the period of %s", countDays(longest), countDays(shortest)),
				"Shorten `within`, or lengthen `every`.")
		}
	}
}

func (l *lowerer) ban(c *syntax.BanClause, in *resolve.Symbol) {
	b := &l.pact.Bans[own[model.BanID](l, c)]
	if it := only[*syntax.MustNotItem](c.Block); it != nil {
		who, known := l.actorOf(it.Actor, b.Instrument)
		b.Bound = who
		if act, ok := id[model.ActID](l, it.Act); ok {
			b.Act = act
			if known {
				l.canDo(who, act, it.Act)
			}
		}
	}
	if it := only[*syntax.WhileItem](c.Block); it != nil {
		b.While = l.cond(it.Cond, in)
	}
	b.For, b.Return = l.owed(c.Block, in)
}

func (l *lowerer) power(c *syntax.PowerClause, in *resolve.Symbol) {
	w := &l.pact.Powers[own[model.PowerID](l, c)]
	if it := only[*syntax.MayItem](c.Block); it != nil {
		w.Holder, _ = l.actorOf(it.Actor, w.Instrument)
		l.powerEffect(it.Effect, w)
	}
	if it := only[*syntax.NoticeItem](c.Block); it != nil {
		w.Notice = l.days(it.Duration)
	}
	if it := only[*syntax.WhenItem](c.Block); it != nil {
		w.When = l.cond(it.Cond, in)
	}
}

func (l *lowerer) powerEffect(e syntax.Effect, w *model.Power) {
	switch e := e.(type) {
	case *syntax.InstrumentEffect:
		w.Effect = map[syntax.InstrumentOp]model.PowerEffect{
			syntax.Suspend: model.Suspend, syntax.Resume: model.Resume, syntax.Terminate: model.Terminate,
		}[e.Op]
		w.Target, _ = id[model.InstrumentID](l, e.Instrument)
	case *syntax.ExcuseEffect:
		w.Effect = model.Excuse
		w.Duty, _ = id[model.DutyID](l, e.Duty)
	case *syntax.BecomesItem:
		w.Effect = model.SetFact
		w.Fact, w.Value, _ = l.becomes(e)
	}
}
