package inquiry

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// trigger: upon what the duty falls due, by whose doing, and what must have happened before.
func (x *pledge) trigger() Said {
	if !x.callable() {
		return never
	}
	c := x.newCall()
	what, isOccasion := c.falling()
	before, ok := c.occasions()
	moves, found := x.q.shortest(x.kept, x.then()...)
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
func (c *call) falling() (what string, isOccasion bool) {
	d := c.duty
	if d.Upon == model.None {
		if once := c.q.settled(d.Once); once != nil && once != (model.Cond)(model.True{}) {
			return "once " + c.q.Condition(once), false
		}
		return "the entry into force of " + words.Thing(c.q.Pact, model.KindInstrument, int(d.Instrument)), false
	}
	var doers []string
	for _, by := range c.q.Pact.Acts[d.Upon].By {
		doers = append(doers, c.q.Who(by))
		isOccasion = isOccasion || c.happensTo(d.Upon, by)
	}
	return course.List(doers, "or") + ": " + course.Plain(&c.q.Pact.Acts[d.Upon].Decl), isOccasion
}

// certifier: whose word is needed before the duty falls due.
func (x *pledge) certifier() Said {
	if !x.callable() {
		return never
	}
	c := x.newCall()
	var ways []string
	var said Said
	for _, s := range c.words() {
		if s == 0 {
			said.Text, said.Missing = "nobody: it falls due by itself", true
			return said
		}
		moves, ok := x.q.shortest(c.withWordsOf(s), x.then()...)
		if said.Course == nil {
			said.Course = x.courseOf(moves, ok)
		}
		ways = append(ways, x.spoken(x.chosen(moves, c.word)))
	}
	said.Text = strings.Join(ways, "; or ")
	return said
}

// chosen lists the moves of a course that pass a test, each once.
func (x *pledge) chosen(moves []int32, test func(machine.Label) bool) []machine.Label {
	var out []machine.Label
	seen := map[machine.Label]bool{}
	for _, e := range moves {
		if l := x.q.g.SortOf(e).Move; test(l) && !seen[l] {
			seen[l] = true
			out = append(out, l)
		}
	}
	return out
}

// deeds tells moves.
func (x *pledge) deeds(ls []machine.Label, between string) string {
	var out []string
	for _, l := range ls {
		out = append(out, course.Said(x.q.m, l))
	}
	return strings.Join(out, between)
}

// anyOf tells acts any of which is enough; the doers of one act are told together.
func (x *pledge) anyOf(ls []machine.Label) string {
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
				doers = append(doers, x.q.Who(m.Actor))
			}
		}
		out = append(out, course.List(doers, "or")+": "+course.Plain(&x.q.Pact.Acts[l.Index].Decl))
	}
	return strings.Join(out, ", or ")
}

// spoken tells words with the part that each speaker has in the guarantee: "the monitors: find that ...; then
// the beneficiary, Ukraine: call ...".
func (x *pledge) spoken(ls []machine.Label) string {
	var out []string
	for _, l := range ls {
		out = append(out, x.part(l.Actor)+course.Said(x.q.m, l))
	}
	return strings.Join(out, ", then ")
}

// part is the part that an actor has in the guarantee, ready to stand before its name.
func (x *pledge) part(a model.ActorID) string {
	switch {
	case a == x.duty.Obligor:
		return "the guarantor itself, "
	case x.side.Has(a):
		return "the guarantor's own body, "
	case ask.SideOf(x.q.Pact, model.SetOf(x.duty.For...)).Has(a):
		return "the beneficiary, "
	}
	return ""
}

// area: what the text makes a call hang on, and acts that are no call.
func (x *pledge) area() Said {
	if !x.callable() {
		return never
	}
	c := x.newCall()
	occasions, _ := c.occasions()
	var parts []string
	if limits := c.limits(); limits != "" {
		parts = append(parts, "called only while "+limits)
	}
	if out := c.exclusions(occasions); len(out) > 0 {
		parts = append(parts, "not called by "+c.excluded(out))
	}
	if len(parts) == 0 {
		return Said{Text: "nothing is said", Missing: true}
	}
	return Said{Text: strings.Join(parts, "; ")}
}

// excluded tells the acts that are no call, and of each by which other promise of the guarantor it is one.
func (c *call) excluded(ls []machine.Label) string {
	var out []string
	for _, l := range ls {
		text := course.Said(c.q.m, l)
		if other, ok := c.otherwiseCalled(l); ok {
			text += " (that is a call under " + words.Thing(c.q.Pact, model.KindDuty, other) + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, ", nor by ")
}

// otherwiseCalled finds another duty of the guarantor that falls due upon an act.
func (c *call) otherwiseCalled(l machine.Label) (duty int, ok bool) {
	for i := range c.q.Pact.Duties {
		d := &c.q.Pact.Duties[i]
		if d.Obligor != c.duty.Obligor || int(d.Upon) != l.Index {
			continue
		}
		due := c.q.world.Where(model.DutyIs{Duty: model.DutyID(i), Status: model.Due})
		falls := func(e int32) bool { return c.q.g.SortOf(e).Move == l && due.Has(c.q.g.To[e]) }
		if c.q.happens(c.kept, falls) {
			return i, true
		}
	}
	return 0, false
}

// limits are the conditions that the text puts on a call, the guarantee's own entry into force left out.
func (c *call) limits() string {
	var parts []string
	add := func(cond model.Cond, holds bool) {
		if text, ok := c.limit(cond, holds); ok {
			parts = append(parts, text)
		}
	}
	if u := c.duty.Upon; u != model.None {
		add(c.q.Pact.Acts[u].When, true)
		add(c.duty.Once, true)
	}
	add(c.duty.Unless, false)
	return course.List(parts, "and")
}

// limit puts one condition into words; ok is false if it asks for nothing but that the guarantee runs.
func (c *call) limit(cond model.Cond, holds bool) (text string, ok bool) {
	own := ask.InForce(c.duty.Instrument)
	var strip func(model.Cond) model.Cond
	strip = func(t model.Cond) model.Cond {
		and, isAnd := t.(model.And)
		if !isAnd {
			if t == own || t == (model.Cond)(model.Kept{Thing: model.Ref{Kind: model.KindInstrument, Index: int(c.duty.Instrument)}}) {
				return model.True{}
			}
			return t
		}
		var left []model.Cond
		for _, u := range and.Terms {
			if u = strip(u); u != (model.Cond)(model.True{}) {
				left = append(left, u)
			}
		}
		return model.And{Terms: left}
	}
	left := c.q.settled(cond)
	if holds && left != nil {
		left = model.Settle(c.q.Pact, strip(left), c.q.m.Filling)
	}
	switch left.(type) {
	case nil, model.True, model.False:
		return "", false
	}
	return words.Condition(c.q.Pact, left, holds), true
}
