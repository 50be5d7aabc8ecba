package lower

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/resolve"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// statuses are the words for the statuses of each kind of thing, in the order of the model's constants.
// For decisions the third, Decided, is one of its values instead.
var statuses = map[resolve.Kind][]string{
	resolve.Instrument: {"draft", "in force", "suspended", "ended"},
	resolve.Duty:       {"dormant", "due", "performed", "breached", "lapsed", "excused"},
	resolve.Ban:        {"dormant", "binding", "breached"},
	resolve.Power:      {"unused", "noticed", "used"},
	resolve.Decision:   {"unasked", "asked", "lapsed"},
}

// Statuses lists the words for the statuses of a kind of thing; a decision has its values besides. It is empty for what has
// none.
func Statuses(k resolve.Kind) []string { return slices.Clone(statuses[k]) }

// cond lowers a condition; in is the instrument it stands in, or nil. The result is nil if the condition
// could not be understood, which was reported.
func (l *lowerer) cond(c syntax.Cond, in *resolve.Symbol) model.Cond {
	switch c := c.(type) {
	case *syntax.BinaryCond:
		terms := l.conds(c.Terms, in)
		if c.Op == syntax.And {
			return model.And{Terms: terms}
		}
		return model.Or{Terms: terms}
	case *syntax.NotCond:
		return model.Not{Term: l.cond(c.Term, in)}
	case *syntax.ParenCond:
		return l.cond(c.Inner, in)
	case *syntax.AtomCond:
		return l.atom(c, in)
	}
	return nil
}

func (l *lowerer) conds(cs []syntax.Cond, in *resolve.Symbol) []model.Cond {
	var out []model.Cond
	for _, c := range cs {
		out = append(out, l.cond(c, in))
	}
	return out
}

func (l *lowerer) atom(c *syntax.AtomCond, in *resolve.Symbol) model.Cond {
	s := in // the subject of a plain `signed`
	if c.Subject != nil {
		s = l.sym(c.Subject)
	}
	if s == nil {
		return nil
	}
	m := l.positive(c, s)
	if c.Not && m != nil {
		return model.Not{Term: m}
	}
	return m
}

// positive lowers an atom without regard to a `not` in it.
func (l *lowerer) positive(c *syntax.AtomCond, s *resolve.Symbol) model.Cond {
	switch t := c.Tail.(type) {
	case nil:
		if s.Kind == resolve.Act {
			return model.Done{Act: model.ActID(l.index[s])}
		}
		return model.Kept{Thing: l.ref(s)}
	case *syntax.ValueTail:
		return l.is(s, t.Value)
	case *syntax.AtLeastTail:
		return l.compare(s, t.Amount, true, t)
	case *syntax.AtMostTail:
		return l.compare(s, t.Amount, false, t)
	case *syntax.SignedTail:
		return l.signed(s, t)
	case *syntax.InTimeTail:
		if s.Kind == resolve.Duty {
			return model.InTime{Duty: model.DutyID(l.index[s])}
		}
		l.misfit(t, s, "is not performed", "Only a duty is performed in time.")
	case *syntax.BreachedTail:
		switch s.Kind {
		case resolve.Duty:
			return model.WasBreached{Duty: model.DutyID(l.index[s]), Ban: model.None}
		case resolve.Ban:
			return model.WasBreached{Duty: model.None, Ban: model.BanID(l.index[s])}
		}
		l.misfit(t, s, "cannot be breached", "Only a duty or a ban can be.")
	}
	return nil
}

// misfit reports a test that does not fit the kind of what it tests.
func (l *lowerer) misfit(at syntax.Node, s *resolve.Symbol, cannot, mend string) {
	l.fault("M007", at.Span(), fmt.Sprintf("`%s` is %s: it %s", s.Name, s.Kind, cannot), mend,
		diag.Related{Span: s.At(), Message: fmt.Sprintf("`%s` is declared here", s.Name)})
}

// is lowers a test for a value or a status.
func (l *lowerer) is(s *resolve.Symbol, v syntax.Value) model.Cond {
	if _, bad := v.(*syntax.Bad); bad || v == nil {
		return nil
	}
	i := l.index[s]
	switch s.Kind {
	case resolve.Fact:
		if n, ok := l.valueOfFact(model.FactID(i), v); ok {
			return model.FactIs{Fact: model.FactID(i), Value: n}
		}
	case resolve.Point:
		l.reads[model.PointID(i)] = true
		if n, ok := l.valueOfPoint(model.PointID(i), v); ok {
			return model.PointIs{Point: model.PointID(i), Value: n}
		}
	case resolve.Decision:
		return l.decisionIs(model.DecisionID(i), v)
	default:
		return l.status(s, v)
	}
	return nil
}

func (l *lowerer) decisionIs(id model.DecisionID, v syntax.Value) model.Cond {
	d := &l.pact.Decisions[id]
	text := valueText(v)
	if n := slices.Index(d.Values, text); n >= 0 {
		return model.DecisionIs{Decision: id, Status: model.Decided, Value: n}
	}
	switch text {
	case "unasked":
		return model.DecisionIs{Decision: id, Status: model.Unasked}
	case "asked":
		return model.DecisionIs{Decision: id, Status: model.Asked}
	case "lapsed":
		return model.DecisionIs{Decision: id, Status: model.DecisionLapsed}
	}
	if len(d.Values) > 0 {
		l.noSuchValue(d.Name, "decision", text, v.Span(), d.At, slices.Concat(d.Values, statuses[resolve.Decision]))
	}
	return nil
}

// status lowers a test for the status of an instrument or a clause.
func (l *lowerer) status(s *resolve.Symbol, v syntax.Value) model.Cond {
	words := statuses[s.Kind]
	n := slices.Index(words, valueText(v))
	if n < 0 {
		l.noSuchStatus(s, v, words)
		return nil
	}
	i := l.index[s]
	switch s.Kind {
	case resolve.Instrument:
		return model.InstrumentIs{Instrument: model.InstrumentID(i), Status: model.InstrumentStatus(n)}
	case resolve.Duty:
		return model.DutyIs{Duty: model.DutyID(i), Status: model.DutyStatus(n)}
	case resolve.Ban:
		return model.BanIs{Ban: model.BanID(i), Status: model.BanStatus(n)}
	}
	return model.PowerIs{Power: model.PowerID(i), Status: model.PowerStatus(n)}
}

func (l *lowerer) noSuchStatus(s *resolve.Symbol, v syntax.Value, words []string) {
	text := valueText(v)
	l.misnamed("M007", v.Span(), text, words, fmt.Sprintf("`%s` is %s: `%s` is no status of it", s.Name, s.Kind, text),
		fmt.Sprintf("It can be %s.", enumerate(words, "or")),
		diag.Related{Span: s.At(), Message: fmt.Sprintf("`%s` is declared here", s.Name)})
}

func (l *lowerer) signed(s *resolve.Symbol, t *syntax.SignedTail) model.Cond {
	if s.Kind != resolve.Instrument {
		l.misfit(t, s, "cannot be signed", "Only an instrument can be.")
		return nil
	}
	c := model.Signed{Instrument: model.InstrumentID(l.index[s]), Party: model.None}
	if t.By == nil {
		return c
	}
	who, ok := id[model.ActorID](l, t.By)
	if !ok || !l.partyTo(who, c.Instrument, t.By) {
		return nil
	}
	c.Party = who
	return c
}

// compare lowers `is at least` and `is at most`, of counters and of open points with numbers or durations.
func (l *lowerer) compare(s *resolve.Symbol, q syntax.Quantity, least bool, at syntax.Node) model.Cond {
	switch s.Kind {
	case resolve.Fact:
		return l.compareFact(model.FactID(l.index[s]), q, least, at, s)
	case resolve.Point:
		return l.comparePoint(model.PointID(l.index[s]), q, least, at, s)
	}
	l.misfit(at, s, "has no size", "Only a counter, or an open point with numbers or durations, can be compared.")
	return nil
}

func (l *lowerer) compareFact(f model.FactID, q syntax.Quantity, least bool, at syntax.Node, s *resolve.Symbol) model.Cond {
	fact := &l.pact.Facts[f]
	if fact.Values != nil {
		if !l.partial[fact.At] {
			l.misfit(at, s, "has words as values, no size", fmt.Sprintf("Write `%s is %s`.", s.Name, fact.Values[0]))
		}
		return nil
	}
	n := l.number(q)
	switch {
	case n == nil || !l.reachable(fact, *n, least, q):
		return nil
	case least:
		return model.FactAtLeast{Fact: f, N: *n}
	}
	return model.FactAtMost{Fact: f, N: *n}
}

// reachable refuses a comparison that in no filling the counter can ever satisfy.
func (l *lowerer) reachable(f *model.Fact, n model.Amount, least bool, q syntax.Quantity) bool {
	low, high := l.bounds(n)
	if f.High < f.Low || least && low <= f.High || !least && high >= f.Low {
		return true
	}
	l.fault("M006", q.Span(), fmt.Sprintf("the counter `%s` never gets there", f.Name),
		fmt.Sprintf("It can be a number from %d to %d.", f.Low, f.High),
		diag.Related{Span: f.At, Message: "the counter is declared here"})
	return false
}

func (l *lowerer) comparePoint(pt model.PointID, q syntax.Quantity, least bool, at syntax.Node, s *resolve.Symbol) model.Cond {
	l.reads[pt] = true
	p := &l.pact.Points[pt]
	n, kind, ok := l.writtenSize(q)
	switch {
	case !ok || len(p.Values) == 0:
		return nil
	case p.ValueKind == model.Word:
		l.misfit(at, s, "has words as values, no size", fmt.Sprintf("Write `%s is %s`.", s.Name, p.Values[0].Text))
		return nil
	case p.ValueKind != kind:
		l.fault("M015", q.Span(), fmt.Sprintf("`%s` stands for %s and is compared with %s", s.Name, valueKindWord(p.ValueKind), valueKindWord(kind)),
			"Compare numbers with numbers and durations with durations.")
		return nil
	case least:
		return model.PointAtLeast{Point: pt, N: n}
	}
	return model.PointAtMost{Point: pt, N: n}
}

// writtenSize is a number or a duration that is written out.
func (l *lowerer) writtenSize(q syntax.Quantity) (int, model.PointValueKind, bool) {
	switch q := q.(type) {
	case *syntax.Number:
		return q.N, model.Number, true
	case *syntax.Duration:
		n, ok := l.writtenDays(q)
		return n, model.Duration, ok
	case *syntax.Ident:
		if l.sym(q) != nil {
			l.fault("M007", q.Span(), "two open points are compared", "Compare an open point with a number or a duration.")
		}
	}
	return 0, 0, false
}
