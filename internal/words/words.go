// Package words puts what is in a pact into plain words: conditions, moves, sets of actors.
//
// Input: a pact and what is to be told of it. Output: parts of sentences, in the words of the language, with labels in place
// of the names of instruments and quotes around the names of clauses.
package words

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Speaker puts what is in a pact into words.
type Speaker struct{ Pact *model.Pact }

// Condition puts a condition into words.
func (q Speaker) Condition(c model.Cond) string { return Condition(q.Pact, c, true) }

// Condition puts a condition into words, or, if holds is false, its opposite.
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
		s := Condition(p, t, holds)
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
			return Thing(p, model.KindFact, int(c.Fact)), fmt.Sprint(c.Value)
		}
		return Thing(p, model.KindFact, int(c.Fact)), Spaced(f.Values[c.Value])
	case model.FactAtLeast:
		return Spaced(p.Facts[c.Fact].Name), "at least " + amountWords(p, c.N)
	case model.FactAtMost:
		return Spaced(p.Facts[c.Fact].Name), "at most " + amountWords(p, c.N)
	case model.InstrumentIs:
		return Thing(p, model.KindInstrument, int(c.Instrument)), [...]string{"a draft", "in force", "suspended", "ended"}[c.Status]
	case model.Signed:
		who := "everybody"
		if c.Party != model.None {
			who = course.Actor(p, c.Party)
		}
		return Thing(p, model.KindInstrument, int(c.Instrument)), "signed by " + who
	case model.DutyIs:
		return Thing(p, model.KindDuty, int(c.Duty)), [...]string{"dormant", "due", "performed", "breached", "lapsed", "excused"}[c.Status]
	case model.InTime:
		return Thing(p, model.KindDuty, int(c.Duty)), "performed in time"
	case model.WasBreached:
		if c.Ban != model.None {
			return Thing(p, model.KindBan, int(c.Ban)), "was breached"
		}
		return Thing(p, model.KindDuty, int(c.Duty)), "was breached"
	case model.BanIs:
		return Thing(p, model.KindBan, int(c.Ban)), [...]string{"dormant", "binding", "breached"}[c.Status]
	case model.PowerIs:
		return Thing(p, model.KindPower, int(c.Power)), [...]string{"unused", "noticed", "used"}[c.Status]
	case model.DecisionIs:
		d := &p.Decisions[c.Decision]
		if c.Status == model.Decided {
			return Thing(p, model.KindDecision, int(c.Decision)), Spaced(d.Values[c.Value])
		}
		return Thing(p, model.KindDecision, int(c.Decision)), [...]string{"unasked", "asked", "", "lapsed"}[c.Status]
	case model.PointIs:
		return Spaced(p.Points[c.Point].Name), Spaced(p.Points[c.Point].Values[c.Value].Text)
	case model.PointAtLeast:
		return Spaced(p.Points[c.Point].Name), fmt.Sprintf("at least %d", c.N)
	case model.PointAtMost:
		return Spaced(p.Points[c.Point].Name), fmt.Sprintf("at most %d", c.N)
	case model.Kept:
		if c.Thing.Kind == model.KindInstrument {
			return course.Thing(p, c.Thing), "in force"
		}
		return course.Thing(p, c.Thing), "kept"
	case model.Done:
		return Thing(p, model.KindAct, int(c.Act)), "just done"
	}
	return "it", "so"
}

// Thing names a thing as a person calls it.
func Thing(p *model.Pact, k model.Kind, i int) string {
	return course.Thing(p, model.Ref{Kind: k, Index: i})
}

func amountWords(p *model.Pact, a model.Amount) string {
	if a.Point != model.None {
		return Spaced(p.Points[a.Point].Name)
	}
	return fmt.Sprint(a.N)
}

// Spaced is a name with spaces.
func Spaced(name string) string { return strings.ReplaceAll(name, "_", " ") }

// Who names one actor.
func (q Speaker) Who(id model.ActorID) string { return course.Actor(q.Pact, id) }

// People names a set of actors.
func (q Speaker) People(s model.ActorSet) string { return course.Actors(q.Pact, s) }

// Able says that somebody can make a move of its own.
func (q Speaker) Able(l machine.Label) string { return q.Who(l.Actor) + " can " + q.Making(l) }

// Making says what making a move is: "sign the Treaty".
func (q Speaker) Making(l machine.Label) string {
	switch l.Kind {
	case machine.Sign:
		return "sign " + Thing(q.Pact, model.KindInstrument, l.Index)
	case machine.Do:
		return course.Plain(&q.Pact.Acts[l.Index].Decl)
	case machine.Decide:
		return q.Deciding(l.Index, l.Value)
	case machine.Use:
		return q.Using(l.Index)
	}
	return "let time pass"
}

// Enough says that a move is all that is missing.
func (q Speaker) Enough(l machine.Label) string {
	return q.Able(l) + ", which with the others' help would be enough, but need not"
}

// Deciding says what deciding a value is.
func (q Speaker) Deciding(decision, v int) string {
	return fmt.Sprintf("decide %q on %s", Spaced(q.Pact.Decisions[decision].Values[v]), Thing(q.Pact, model.KindDecision, decision))
}

// Using says what using a power is.
func (q Speaker) Using(power int) string { return "use " + Thing(q.Pact, model.KindPower, power) }

// EitherOf names alternatives: "Northland, or the Senate, or A and B together".
func (q Speaker) EitherOf(sets []model.ActorSet) string {
	var parts []string
	for _, s := range sets {
		one := q.People(s)
		if s.Len() > 1 {
			one += " together"
		}
		parts = append(parts, one)
	}
	return strings.Join(parts, ", or ")
}

// Doing says what a duty asks for: "pull back from the hill".
func (q Speaker) Doing(d *model.Duty) string {
	if d.Ensure != nil {
		return "see to it that " + q.Condition(d.Ensure)
	}
	var parts []string
	for _, a := range d.Acts {
		act := &q.Pact.Acts[a]
		if act.Label != "" {
			parts = append(parts, act.Label)
		} else {
			parts = append(parts, Spaced(act.Name))
		}
	}
	return course.List(parts, "or")
}

// Together names a set of actors who do something together, or the one who does it alone.
func (q Speaker) Together(s model.ActorSet) string {
	if s.Len() == 1 {
		return q.People(s) + " alone"
	}
	return q.People(s) + " together"
}

// NameOf names a thing as a person calls it.
func (q Speaker) NameOf(ref model.Ref) string { return course.Thing(q.Pact, ref) }
