package random

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/model"
)

var (
	instrumentWords = []string{"draft", "in force", "suspended", "ended"}
	dutyWords       = []string{"dormant", "due", "performed", "breached", "lapsed", "excused"}
	banWords        = []string{"dormant", "binding", "breached"}
	powerWords      = []string{"unused", "noticed", "used"}
	decisionWords   = []string{"unasked", "asked", "", "lapsed"}
)

func (w *writer) cond(c model.Cond) string {
	p := w.p
	switch c := c.(type) {
	case model.And:
		return w.joined(c.Terms, " and ")
	case model.Or:
		return w.joined(c.Terms, " or ")
	case model.Not:
		if t, ok := c.Term.(model.FactIs); ok {
			return fmt.Sprintf("%s is not %s", p.Facts[t.Fact].Name, w.value(t.Fact, t.Value))
		}
		return "not " + w.inner(c.Term)
	case model.FactIs:
		return fmt.Sprintf("%s is %s", p.Facts[c.Fact].Name, w.value(c.Fact, c.Value))
	case model.FactAtLeast:
		return fmt.Sprintf("%s is at least %s", p.Facts[c.Fact].Name, w.number(c.N))
	case model.FactAtMost:
		return fmt.Sprintf("%s is at most %s", p.Facts[c.Fact].Name, w.number(c.N))
	case model.InstrumentIs:
		return p.Instruments[c.Instrument].Name + " is " + instrumentWords[c.Status]
	case model.Signed:
		s := p.Instruments[c.Instrument].Name + " is signed"
		if c.Party != model.None {
			s += " by " + p.Actors[c.Party].Name
		}
		return s
	case model.DutyIs:
		return p.Duties[c.Duty].Name + " is " + dutyWords[c.Status]
	case model.InTime:
		return p.Duties[c.Duty].Name + " is performed in time"
	case model.WasBreached:
		if c.Ban != model.None {
			return p.Bans[c.Ban].Name + " was breached"
		}
		return p.Duties[c.Duty].Name + " was breached"
	case model.BanIs:
		return p.Bans[c.Ban].Name + " is " + banWords[c.Status]
	case model.PowerIs:
		return p.Powers[c.Power].Name + " is " + powerWords[c.Status]
	case model.DecisionIs:
		d := &p.Decisions[c.Decision]
		if c.Status == model.Decided {
			return d.Name + " is " + d.Values[c.Value]
		}
		return d.Name + " is " + decisionWords[c.Status]
	case model.PointIs:
		return p.Points[c.Point].Name + " is " + p.Points[c.Point].Values[c.Value].Text
	case model.PointAtLeast:
		return fmt.Sprintf("%s is at least %d", p.Points[c.Point].Name, c.N)
	case model.PointAtMost:
		return fmt.Sprintf("%s is at most %d", p.Points[c.Point].Name, c.N)
	case model.Kept:
		return w.name(c.Thing)
	case model.Done:
		return p.Acts[c.Act].Name
	}
	panic(fmt.Sprintf("random: no text for %T", c))
}

// inner is a condition inside another, in parentheses if it has parts.
func (w *writer) inner(c model.Cond) string {
	switch c.(type) {
	case model.And, model.Or, model.Not:
		return "(" + w.cond(c) + ")"
	}
	return w.cond(c)
}

func (w *writer) joined(terms []model.Cond, by string) string {
	var parts []string
	for _, t := range terms {
		parts = append(parts, w.inner(t))
	}
	return strings.Join(parts, by)
}

func (w *writer) name(r model.Ref) string {
	switch r.Kind {
	case model.KindInstrument:
		return w.p.Instruments[r.Index].Name
	case model.KindDuty:
		return w.p.Duties[r.Index].Name
	default:
		return w.p.Bans[r.Index].Name
	}
}
