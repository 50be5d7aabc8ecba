package findings

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Conditions in plain words: the words of the language, with labels in place of the names of instruments
// and quotes around the names of clauses.

// speaker puts what is in a pact into words.
type speaker struct{ pact *model.Pact }

// condition puts a condition into words.
func (q speaker) condition(c model.Cond) string { return conditionWords(q.pact, c, true) }

func conditionWords(p *model.Pact, c model.Cond, holds bool) string {
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
		return conditionWords(p, c.Term, !holds)
	}
	subject, predicate := atomWords(p, c)
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
	var parts []string
	for _, t := range terms {
		s := conditionWords(p, t, holds)
		switch t.(type) {
		case model.And, model.Or:
			s = "(" + s + ")"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, word)
}

// atomWords gives the subject of a simple condition and what is said of it.
func atomWords(p *model.Pact, c model.Cond) (subject, predicate string) {
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
			who = course.Actor(p, c.Party)
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
			return course.Thing(p, c.Thing), "in force"
		}
		return course.Thing(p, c.Thing), "kept"
	case model.Done:
		return thing(p, model.KindAct, int(c.Act)), "just done"
	}
	return "it", "so"
}

func thing(p *model.Pact, k model.Kind, i int) string {
	return course.Thing(p, model.Ref{Kind: k, Index: i})
}

func amountWords(p *model.Pact, a model.Amount) string {
	if a.Point != model.None {
		return spaced(p.Points[a.Point].Name)
	}
	return fmt.Sprint(a.N)
}

func spaced(name string) string { return strings.ReplaceAll(name, "_", " ") }

// who names one actor.
func (q speaker) who(id model.ActorID) string { return course.Actor(q.pact, id) }

// people names a set of actors.
func (q speaker) people(s model.ActorSet) string { return course.Actors(q.pact, s) }

// able says that somebody can make a move of its own.
func (q speaker) able(l machine.Label) string {
	what := ""
	switch l.Kind {
	case machine.Sign:
		what = "sign " + thing(q.pact, model.KindInstrument, l.Index)
	case machine.Do:
		what = course.Plain(&q.pact.Acts[l.Index].Decl)
	case machine.Decide:
		what = q.deciding(l.Index, l.Value)
	case machine.Use:
		what = q.using(l.Index)
	}
	return q.who(l.Actor) + " can " + what
}

// enough says that a move is all that is missing.
func (q speaker) enough(l machine.Label) string {
	return q.able(l) + ", which with the others' help would be enough, but need not"
}

func (q speaker) deciding(decision, v int) string {
	return fmt.Sprintf("decide %q on %s", spaced(q.pact.Decisions[decision].Values[v]), thing(q.pact, model.KindDecision, decision))
}

func (q speaker) using(power int) string { return "use " + thing(q.pact, model.KindPower, power) }

// eitherOf names alternatives: "Northland, or the Senate, or A and B together".
func (q speaker) eitherOf(sets []model.ActorSet) string {
	var parts []string
	for _, s := range sets {
		one := q.people(s)
		if s.Len() > 1 {
			one += " together"
		}
		parts = append(parts, one)
	}
	return strings.Join(parts, ", or ")
}

// thingOf names a duty.
func thingOf(p *model.Pact, d *model.Duty) string {
	for i := range p.Duties {
		if &p.Duties[i] == d {
			return thing(p, model.KindDuty, i)
		}
	}
	return d.Title()
}

// doing says what a duty asks for: "pull back from the hill".
func (q speaker) doing(d *model.Duty) string {
	if d.Ensure != nil {
		return "see to it that " + q.condition(d.Ensure)
	}
	var parts []string
	for _, a := range d.Acts {
		act := &q.pact.Acts[a]
		if act.Label != "" {
			parts = append(parts, act.Label)
		} else {
			parts = append(parts, spaced(act.Name))
		}
	}
	return course.List(parts, "or")
}
