package inquiry

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// beforeForce: the steps without which the instrument never enters into force, whatever anybody else does,
// everybody free to break their word. Signatures under the instrument itself are left out.
func (x *pledge) beforeForce() Said {
	running := x.q.world.Where(ask.InForce(x.duty.Instrument))
	if running.Has(0) {
		return Said{Text: "none: in force from the first day"}
	}
	enters := func(e int32) bool { return running.Has(x.q.g.To[e]) && !running.Has(x.q.world.Arena.Source(e)) }
	steps, moves, ok := x.q.needed(x.q.keptBy(0), enters)
	if !ok {
		return Said{Text: "it can never enter into force"}
	}
	own, others := x.bySide(steps, func(l step) bool {
		return l.Kind == machine.Sign && l.Index == int(x.duty.Instrument)
	})
	return Said{Text: x.stepWords(own, others), Course: x.q.course(moves)}
}

// beforeAct: the steps without which the guarantor cannot perform after a call, besides those without which
// the guarantee never binds or is never called, and besides the performance itself. Where several acts would
// do and they need different steps, each is told apart.
func (x *pledge) beforeAct() Said {
	if !x.callable() {
		return never
	}
	known, _, _ := x.q.needed(x.kept, x.then()...)
	var names, texts []string
	var said Said
	for _, o := range x.options() {
		steps, moves, ok := x.q.needed(x.kept, x.then(o.by)...)
		if !ok {
			continue
		}
		own, others := x.bySide(steps, func(l step) bool { return contains(known, l) || x.performs(l) })
		text := x.stepWords(own, others)
		if text != noStep && said.Course == nil {
			said.Course = x.q.course(moves)
		}
		names, texts = append(names, o.name), append(texts, text)
	}
	said.Text = each(names, texts)
	return said
}

// option is one way of performing.
type option struct {
	name string
	by   func(e int32) bool
}

func (x *pledge) options() []option {
	if x.duty.Ensure != nil {
		return []option{{"", x.fulfils}}
	}
	var out []option
	for _, a := range x.duty.Acts {
		out = append(out, option{course.Plain(&x.q.Pact.Acts[a].Decl), x.fulfilsBy(a)})
	}
	return out
}

// each says one text if all are the same, else each with its name; "it cannot lawfully act" if there is none.
func each(names, texts []string) string {
	if len(texts) == 0 {
		return "it cannot lawfully act"
	}
	var out []string
	same := true
	for i := range texts {
		same = same && texts[i] == texts[0]
		out = append(out, fmt.Sprintf("to %s: %s", names[i], texts[i]))
	}
	if same {
		return texts[0]
	}
	return strings.Join(out, "; ")
}

func contains(steps []step, l step) bool {
	for _, s := range steps {
		if isStep(s, l) || isStep(l, s) {
			return true
		}
	}
	return false
}

// performs reports whether a step is one of the guarantor's own performing acts.
func (x *pledge) performs(l step) bool {
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
func (x *pledge) bySide(steps []step, leave func(step) bool) (own, others []step) {
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

func (x *pledge) stepWords(own, others []step) string {
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
func (x *pledge) stepList(steps []step) string {
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
			out = append(out, x.q.People(signers[l.Index])+verb+words.Thing(x.q.Pact, model.KindInstrument, l.Index))
			signers[l.Index] = 0
		case l.Kind == machine.Sign:
		case l.Kind == machine.Decide && l.Value < 0:
			out = append(out, x.q.Who(l.Actor)+" decides, either way, on "+words.Thing(x.q.Pact, model.KindDecision, l.Index))
		default:
			out = append(out, course.Said(x.q.m, l))
		}
	}
	return strings.Join(out, ", ")
}
