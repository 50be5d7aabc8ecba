package guarantees

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Steps, and how they are told.

func contains(steps []step, l step) bool {
	for _, s := range steps {
		if isStep(s, l) || isStep(l, s) {
			return true
		}
	}
	return false
}

// performs reports whether a step is one of the guarantor's own performing acts.
func (x *pledge[S, M]) performs(l step) bool {
	if l.Kind != machine.Do || l.Actor != x.duty.Obligor {
		return false
	}
	for _, a := range x.duty.Acts {
		if l.Index == int(a) {
			return true
		}
	}
	return false
}

// bySide tells the steps of the guarantor and its bodies from those of others, leaving some out. The
// guarantor's signature under something else is no step of its own house.
func (x *pledge[S, M]) bySide(steps []step, leave func(step) bool) (own, others []step) {
	for _, l := range steps {
		switch {
		case leave(l):
		case x.side.Has(l.Actor) && l.Kind != machine.Sign:
			own = append(own, l)
		default:
			others = append(others, l)
		}
	}
	return own, others
}

// noStep is said where no step is needed.
const noStep = "none"

func (x *pledge[S, M]) stepWords(own, others []step) string {
	text := noStep
	if len(own) > 0 {
		text = x.stepList(own)
	}
	if len(others) > 0 {
		text += "; of others: " + x.stepList(others)
	}
	return text
}

// stepList tells steps; signatures under one text are told together.
func (x *pledge[S, M]) stepList(steps []step) string {
	var out []string
	signers := map[int]model.ActorSet{}
	for _, l := range steps {
		if l.Kind == machine.Sign {
			signers[l.Index] |= model.SetOf(l.Actor)
		}
	}
	for _, l := range steps {
		switch {
		case l.Kind == machine.Sign && signers[l.Index] != 0:
			verb := " signs "
			if signers[l.Index].Len() > 1 {
				verb = " sign "
			}
			out = append(out, x.People(signers[l.Index])+verb+words.Thing(x.Pact, model.KindInstrument, l.Index))
			signers[l.Index] = 0
		case l.Kind == machine.Sign:
		case l.Kind == machine.Decide && l.Value < 0:
			out = append(out, x.Who(l.Actor)+" decides, either way, on "+words.Thing(x.Pact, model.KindDecision, l.Index))
		default:
			out = append(out, course.Said(x.exact, l))
		}
	}
	return strings.Join(out, ", ")
}
