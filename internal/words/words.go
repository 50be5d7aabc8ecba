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
type Speaker struct {
	Pact *model.Pact

	within int // how many clauses the one that is told stands in: a promise can be about a right that is about the promise
}

// Condition puts a condition into words.
func (q Speaker) Condition(c model.Cond) string { return course.Condition(q.Pact, c, true) }

// Thing names a thing as a person calls it.
func Thing(p *model.Pact, k model.Kind, i int) string {
	return course.Thing(p, model.Ref{Kind: k, Index: i})
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

// EitherOf names alternatives: "Northland or the Senate", "Northland, or A and B together".
func (q Speaker) EitherOf(sets []model.ActorSet) string {
	var parts []string
	together := false
	for _, s := range sets {
		one := q.People(s)
		if s.Len() > 1 {
			one, together = one+" together", true
		}
		parts = append(parts, one)
	}
	if !together {
		return course.List(parts, "or")
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
