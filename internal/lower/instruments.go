package lower

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

func (l *lowerer) decision(d *syntax.DecisionDecl) {
	dec := &l.pact.Decisions[own[model.DecisionID](l, d)]
	if it := only[*syntax.OnceItem](d.Block); it != nil {
		dec.Once = l.cond(it.Cond, nil)
	}
	if it := only[*syntax.WithinItem](d.Block); it != nil {
		dec.Within = l.days(it.Duration)
	}
}

func (l *lowerer) instrument(d *syntax.InstrumentDecl) {
	s := l.names.Declared[d]
	i := own[model.InstrumentID](l, d)
	n := &l.pact.Instruments[i]
	n.InForceOnce = model.Signed{Instrument: i, Party: model.None}
	if it := only[*syntax.InForceItem](d.Block); it != nil {
		n.InForceOnce = l.cond(it.Cond, s)
	}
	if it := only[*syntax.EndsItem](d.Block); it != nil {
		n.EndsOnce = l.cond(it.Cond, s)
	}
	if it := only[*syntax.ExpiresItem](d.Block); it != nil {
		n.Expires = l.days(it.Duration)
	}
	for _, it := range items(d.Block) {
		switch c := it.(type) {
		case *syntax.DutyClause:
			l.duty(c, s)
		case *syntax.BanClause:
			l.ban(c, s)
		case *syntax.PowerClause:
			l.power(c, s)
		}
	}
}

// partyTo refuses an actor that is not a party to the instrument. Of parties not known in full
// nothing is said.
func (l *lowerer) partyTo(who model.ActorID, i model.InstrumentID, at *syntax.Ident) bool {
	n := &l.pact.Instruments[i]
	if l.partial[n.At] || slices.Contains(n.Between, who) {
		return true
	}
	l.fault("M009", at.Span(), fmt.Sprintf("`%s` is not a party to `%s`", l.pact.Actors[who].Name, n.Name),
		fmt.Sprintf("The instrument is between %s: name one of them, or add it to `between`.", l.actorNames(n.Between, "and")),
		diag.Related{Span: n.At, Message: "the instrument is declared here"})
	return false
}

// canDo refuses an act to an actor that the act does not name.
func (l *lowerer) canDo(who model.ActorID, what model.ActID, at *syntax.Ident) bool {
	a := &l.pact.Acts[what]
	if l.partial[a.At] || slices.Contains(a.By, who) {
		return true
	}
	l.fault("M010", at.Span(), fmt.Sprintf("`%s` cannot do `%s`", l.pact.Actors[who].Name, a.Name),
		fmt.Sprintf("It is done by %s: name another act, or add the actor to its `by`.", l.actorNames(a.By, "or")),
		diag.Related{Span: a.At, Message: "the act is declared here"})
	return false
}

func (l *lowerer) actorNames(ids []model.ActorID, last string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = l.pact.Actors[id].Name
	}
	return enumerate(names, last)
}
