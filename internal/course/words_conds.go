package course

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Condition puts a condition, or with holds false its opposite, into plain words: the words of the language, with
// labels in place of the names of instruments and quotes around the names of clauses.
func Condition(p *model.Pact, c model.Cond, holds bool) string {
	switch c := c.(type) {
	case nil, model.True:
		return map[bool]string{true: "nothing more is asked", false: "it can never be"}[holds]
	case model.False:
		return map[bool]string{true: "it can never be", false: "nothing more is asked"}[holds]
	case model.And:
		return join(p, c.Terms, holds, map[bool]string{true: " and ", false: " or "}[holds])
	case model.Or:
		return join(p, c.Terms, holds, map[bool]string{true: " or ", false: " and "}[holds])
	case model.Not:
		return Condition(p, c.Term, !holds)
	}
	subject, predicate := Atom(p, c)
	verb := " is "
	if strings.HasPrefix(predicate, "was ") {
		verb, predicate = " was ", predicate[len("was "):]
	}
	if !holds {
		verb += "not "
	}
	return subject + verb + predicate
}

func join(p *model.Pact, terms []model.Cond, holds bool, word string) string {
	if len(terms) == 1 {
		return Condition(p, terms[0], holds)
	}
	var parts []string
	for _, t := range terms {
		s := Condition(p, t, holds)
		switch t.(type) {
		case model.And, model.Or:
			s = "(" + s + ")"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, word)
}

// Atom gives the subject of a simple condition and what is said of it.
func Atom(p *model.Pact, c model.Cond) (subject, predicate string) {
	switch c := c.(type) {
	case model.FactIs:
		f := &p.Facts[c.Fact]
		if f.Values == nil {
			return thing(p, model.KindFact, int(c.Fact)), fmt.Sprint(c.Value)
		}
		return thing(p, model.KindFact, int(c.Fact)), spaced(f.Values[c.Value])
	case model.FactAtLeast:
		return spaced(p.Facts[c.Fact].Name), "at least " + amountWords(p, c.N)
	case model.FactAtMost:
		return spaced(p.Facts[c.Fact].Name), "at most " + amountWords(p, c.N)
	case model.InstrumentIs:
		return thing(p, model.KindInstrument, int(c.Instrument)), [...]string{"a draft", "in force", "suspended", "ended"}[c.Status]
	case model.Signed:
		who := "everybody"
		if c.Party != model.None {
			who = Actor(p, c.Party)
		}
		return thing(p, model.KindInstrument, int(c.Instrument)), "signed by " + who
	case model.DutyIs:
		return thing(p, model.KindDuty, int(c.Duty)), [...]string{"dormant", "due", "performed", "breached", "lapsed", "excused"}[c.Status]
	case model.InTime:
		return thing(p, model.KindDuty, int(c.Duty)), "performed in time"
	case model.WasBreached:
		if c.Ban != model.None {
			return thing(p, model.KindBan, int(c.Ban)), "was breached"
		}
		return thing(p, model.KindDuty, int(c.Duty)), "was breached"
	case model.BanIs:
		return thing(p, model.KindBan, int(c.Ban)), [...]string{"dormant", "binding", "breached"}[c.Status]
	case model.PowerIs:
		return thing(p, model.KindPower, int(c.Power)), [...]string{"unused", "noticed", "used"}[c.Status]
	case model.DecisionIs:
		d := &p.Decisions[c.Decision]
		if c.Status == model.Decided {
			return thing(p, model.KindDecision, int(c.Decision)), spaced(d.Values[c.Value])
		}
		return thing(p, model.KindDecision, int(c.Decision)), [...]string{"unasked", "asked", "", "lapsed"}[c.Status]
	case model.PointIs:
		return spaced(p.Points[c.Point].Name), spaced(p.Points[c.Point].Values[c.Value].Text)
	case model.PointAtLeast:
		return spaced(p.Points[c.Point].Name), fmt.Sprintf("at least %d", c.N)
	case model.PointAtMost:
		return spaced(p.Points[c.Point].Name), fmt.Sprintf("at most %d", c.N)
	case model.Kept:
		if c.Thing.Kind == model.KindInstrument {
			return Thing(p, c.Thing), "in force"
		}
		return Thing(p, c.Thing), "kept"
	case model.Done:
		return thing(p, model.KindAct, int(c.Act)), "just done"
	}
	return "it", "so"
}

func amountWords(p *model.Pact, a model.Amount) string {
	if a.Point != model.None {
		return spaced(p.Points[a.Point].Name)
	}
	return fmt.Sprint(a.N)
}

func thing(p *model.Pact, k model.Kind, i int) string { return Thing(p, model.Ref{Kind: k, Index: i}) }

// Actual tells how the things really are that some conditions speak of.
func Actual(m *machine.Machine, s machine.State, conds ...model.Cond) string {
	var parts []string
	for _, c := range conds {
		model.Visit(c, func(c model.Cond) {
			ref, ok := model.Subject(c)
			if !ok || ref.Kind == model.KindPoint {
				return
			}
			if is := reads(m, s, ref); !slices.Contains(parts, is) {
				parts = append(parts, is)
			}
		})
	}
	if len(parts) == 0 {
		return "but the open points are filled otherwise"
	}
	return "but " + strings.Join(parts, ", ")
}

// reads tells how one thing is.
func reads(m *machine.Machine, s machine.State, ref model.Ref) string {
	return Thing(m.Pact, ref) + " is " + spaced(m.Reads(s, ref))
}
