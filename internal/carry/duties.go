package carry

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

func (c *carrier) duties() error {
	for j := range c.n.Duties {
		new := ref(model.KindDuty, j)
		old, ok := c.from[new]
		if !ok || !c.sameActor(c.o.Duties[old.Index].Obligor, c.n.Duties[j].Obligor) {
			continue
		}
		if err := c.duty(old, new); err != nil {
			return err
		}
	}
	return nil
}

// duty carries over a promise that the same party makes in both texts.
func (c *carrier) duty(old, new model.Ref) error {
	status := c.was[part(program.Stands, old)]
	if err := c.remembered(old, new, status); err != nil {
		return err
	}
	text := c.is[part(program.Stands, ref(model.KindInstrument, int(c.n.Duties[new.Index].Instrument)))]
	next, anew := c.status(new, status, text)
	c.is[part(program.Stands, new)] = next
	if next == program.DutyDue || next == program.DutyPaused {
		c.term(old, new, anew)
	}
	begun := next != program.DutyDormant && text != program.TextDraft
	if begun && text != program.TextEnded && text != program.TextEndedByTerm {
		c.period(old, new)
	}
	c.byDate(old, new)
	if c.doneWith(new, next, text) {
		delete(c.is, part(program.ByDate, new))
	}
	return c.early(old, new, next)
}

// status is the status that a duty has in a text with a status, before that settles; anew: it falls due by this.
func (c *carrier) status(new model.Ref, status, text int) (next int, anew bool) {
	d := &c.n.Duties[new.Index]
	pending := slices.Contains([]int{program.DutyDue, program.DutyPaused, program.DutyExcusedWhile}, status)
	switch {
	case text == program.TextDraft && (pending || status == program.DutyAgain):
		c.note(Asleep, new, model.None, -1, -1)
		return program.DutyDormant, false
	case (text == program.TextEnded || text == program.TextEndedByTerm) && pending:
		return program.DutyExcused, false
	case status == program.DutyExcusedWhile && d.Unless == nil:
		status, anew = program.DutyDue, true
		c.note(Unexcused, new, model.None, -1, -1)
		if text == program.TextInForce {
			c.fallen = append(c.fallen, model.DutyID(new.Index))
		}
	case status == program.DutyAgain && d.Every == nil:
		return program.DutyDormant, false
	}
	if text == program.TextSuspended && status == program.DutyDue {
		return program.DutyPaused, anew
	}
	return status, anew
}

// doneWith reports whether the date of a duty is dead.
func (c *carrier) doneWith(new model.Ref, status, text int) bool {
	over := []int{program.DutyInTime, program.DutyLate, program.DutyBreached, program.DutyLapsed, program.DutyExcused}
	return text == program.TextEnded || text == program.TextEndedByTerm ||
		!c.n.Duties[new.Index].Recurs() && slices.Contains(over, status)
}

// remembered carries over what is remembered of earlier breaches.
func (c *carrier) remembered(old, new model.Ref, status int) error {
	a, b := &c.o.Duties[old.Index], &c.n.Duties[new.Index]
	broken := c.was[part(program.Broken, old)]
	behind := c.was[part(program.Behind, old)]
	if !a.Recurs() {
		broken, behind = 0, 0
		if status == program.DutyBreached || status == program.DutyLate {
			broken = 1
		}
		if status == program.DutyBreached || status == program.DutyLapsed {
			behind = 1
		}
	}
	if !b.Recurs() {
		if broken == 1 && status != program.DutyBreached && status != program.DutyLate {
			return &Refusal{fmt.Sprintf("%s was breached before, and in the new text it is to be kept but once, so that this could not be told", c.title(new)),
				"let it stay a standing promise, or give the new promise a name of its own"}
		}
		return nil
	}
	c.is[part(program.Broken, new)] = broken
	switch at := part(program.Behind, new); {
	case c.new.Keeps(at):
		c.is[at] = behind
	case behind == 1:
		return &Refusal{fmt.Sprintf("%s is behind, and in the new text it has no last day by which it could be", c.title(new)),
			"let it keep a last day, or give the new promise a name of its own"}
	}
	return nil
}

// early carries over what was done for a duty before it counted.
func (c *carrier) early(old, new model.Ref, status int) error {
	if status != program.DutyDue && status != program.DutyPaused {
		return nil
	}
	for _, done := range c.o.Duties[old.Index].Acts {
		at := program.Part{Role: program.Early, Of: old, Who: model.None, Act: done}
		if c.was[at] == 0 {
			continue
		}
		act, known := c.to[ref(model.KindAct, int(done))]
		to := program.Part{Role: program.Early, Of: new, Who: model.None, Act: model.ActID(act.Index)}
		if !known || !c.new.Keeps(to) {
			return &Refusal{fmt.Sprintf("%s was done for %s before it counted, and the new text could not remember that", c.o.Acts[done].Title(), c.title(new)),
				"let the new text keep the act and the time before which it does not count, or wait until that is over"}
		}
		c.is[to] = 1
	}
	return nil
}
