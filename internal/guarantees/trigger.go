package guarantees

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// trigger: upon what the duty falls due, by whose doing, and what must have happened before.
func (x *pledge[S, M]) trigger() Said {
	if !x.callable() {
		return Never
	}
	c := x.newCall()
	what, isOccasion := c.falling()
	before, ok := c.occasions()
	moves, found := x.shortest(x.kept, x.then()...)
	said := Said{Text: what, Course: x.courseOf(moves, found)}
	switch {
	case isOccasion:
	case ok && len(before) == 0:
		said.Text += "; nothing else need have happened"
	case ok:
		said.Text += "; before it " + x.anyOf(before)
	default:
		said.Text += "; before it " + x.deeds(x.chosen(moves, c.occasion), " and ")
	}
	return said
}

// falling says what makes the duty fall due, and whether that is itself an occasion.
func (c *call[S, M]) falling() (what string, isOccasion bool) {
	d := c.duty
	if d.Upon == model.None {
		if once := c.settled(d.Once); once != nil && once != (model.Cond)(model.True{}) {
			return "once " + c.Condition(once), false
		}
		return "the entry into force of " + words.Thing(c.Pact, model.KindInstrument, int(d.Instrument)), false
	}
	var doers []string
	for _, by := range c.Pact.Acts[d.Upon].By {
		doers = append(doers, c.Who(by))
		isOccasion = isOccasion || c.happensTo(d.Upon, by)
	}
	return course.List(doers, "or") + ": " + course.Plain(&c.Pact.Acts[d.Upon].Decl), isOccasion
}

// chosen lists the moves of a course that pass a test, each once.
func (x *pledge[S, M]) chosen(moves []machine.Label, test func(machine.Label) bool) []machine.Label {
	var out []machine.Label
	seen := map[machine.Label]bool{}
	for _, l := range moves {
		if test(l) && !seen[l] {
			seen[l] = true
			out = append(out, l)
		}
	}
	return out
}

// deeds tells moves.
func (x *pledge[S, M]) deeds(ls []machine.Label, between string) string {
	var out []string
	for _, l := range ls {
		out = append(out, course.Said(x.exact, l))
	}
	return strings.Join(out, between)
}

// anyOf tells acts any of which is enough; the doers of one act are told together.
func (x *pledge[S, M]) anyOf(ls []machine.Label) string {
	var out []string
	told := map[int]bool{}
	for _, l := range ls {
		if told[l.Index] {
			continue
		}
		told[l.Index] = true
		var doers []string
		for _, m := range ls {
			if m.Index == l.Index {
				doers = append(doers, x.Who(m.Actor))
			}
		}
		out = append(out, course.List(doers, "or")+": "+course.Plain(&x.Pact.Acts[l.Index].Decl))
	}
	return strings.Join(out, ", or ")
}
