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
	return course.Condition(p, c, holds)
}

func thing(p *model.Pact, k model.Kind, i int) string {
	return course.Thing(p, model.Ref{Kind: k, Index: i})
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
