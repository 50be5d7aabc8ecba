package carry

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/same"
	"github.com/servanda-lang/servanda/model"
)

// standing are the kinds of things that have a value or a status.
var standing = []model.Kind{model.KindFact, model.KindInstrument, model.KindDecision, model.KindDuty, model.KindBan, model.KindPower}

// tell lists what became of everything: first how each thing of the new text stands, with what else is to be said of it, then what is gone.
func (c *carrier) tell(out *Carried) {
	noted := c.items
	c.items = nil
	for _, k := range standing {
		for j := range c.n.Count(k) {
			c.stands(ref(k, j), out)
		}
	}
	slices.SortFunc(noted, func(a, b Item) int {
		return cmp.Or(cmp.Compare(a.New.Kind, b.New.Kind), cmp.Compare(a.New.Index, b.New.Index), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Party, b.Party))
	})
	c.items = append(c.items, noted...)
	c.clocks(out.State)
	for _, k := range standing {
		for i := range c.o.Count(k) {
			if old := ref(k, i); c.to[old].Kind == model.KindNone {
				c.items = append(c.items, Item{Rule: Gone, Old: old, Party: model.None, Was: c.old.Reads(c.state, old), Before: -1, Days: -1})
			}
		}
	}
	out.Items = c.items
}

// stands tells how a thing of the new text stands.
func (c *carrier) stands(new model.Ref, out *Carried) {
	it := Item{Rule: Begins, New: new, Party: model.None, Is: c.new.Reads(out.State, new), Before: -1, Days: -1}
	if old, ok := c.from[new]; ok {
		it.Old, it.Was = old, c.old.Reads(c.state, old)
		switch {
		case !c.sameHolder(old, new):
			it.Rule = Another
		case it.Was != it.Is:
			it.Rule = Turned
		case c.isSettled(old) && !c.sameText(old, new):
			it.Rule = Stays
		default:
			it.Rule = Stood
		}
	}
	c.items = append(c.items, it)
}

// sameHolder reports whether a clause is that of the same party in both texts.
func (c *carrier) sameHolder(old, new model.Ref) bool {
	switch old.Kind {
	case model.KindDuty:
		return c.sameActor(c.o.Duties[old.Index].Obligor, c.n.Duties[new.Index].Obligor)
	case model.KindBan:
		return c.sameActor(c.o.Bans[old.Index].Bound, c.n.Bans[new.Index].Bound)
	case model.KindPower:
		return c.sameActor(c.o.Powers[old.Index].Holder, c.n.Powers[new.Index].Holder)
	}
	return true
}

// isSettled reports whether something has come of a thing that a change of the text does not undo.
func (c *carrier) isSettled(old model.Ref) bool {
	n := c.was[part(program.Stands, old)]
	switch old.Kind {
	case model.KindInstrument:
		return n != program.TextDraft
	case model.KindDecision:
		return n != program.Unasked && n != program.Asked
	case model.KindDuty:
		return n >= program.DutyInTime && n != program.DutyAgain
	case model.KindBan:
		return c.was[part(program.Broken, old)] == 1
	case model.KindPower:
		return n != program.PowerUnused
	}
	return false
}

// clocks tells of every last day that is another than before.
func (c *carrier) clocks(s machine.State) {
	before, now := countdowns(c.old, c.state), countdowns(c.new, s)
	for _, x := range c.new.Countdowns(s) {
		was, ran := before[c.from[x.Thing]]
		switch old, known := c.from[x.Thing]; {
		case !known || !c.sameHolder(old, x.Thing) || c.notRunning(old):
			continue // it begins, or begins to run, by the new text
		case c.ran[x.Thing] != Stood:
			c.note(c.ran[x.Thing], x.Thing, model.None, orNone(was, ran), x.Ticks*c.new.Tick)
		case !ran || was != x.Ticks*c.new.Tick:
			c.note(Moved, x.Thing, model.None, orNone(was, ran), x.Ticks*c.new.Tick)
		}
	}
	for j := range c.n.Duties {
		c.paused(ref(model.KindDuty, j))
	}
	for _, x := range c.old.Countdowns(c.state) {
		to, known := c.to[x.Thing]
		if _, runs := now[to]; known && !runs && c.sameHolder(x.Thing, to) && c.old.Reads(c.state, x.Thing) == c.new.Reads(s, to) {
			c.note(Stopped, to, model.None, x.Ticks*c.old.Tick, -1)
		}
	}
}

// paused tells of a suspended duty that has another time left than before.
func (c *carrier) paused(new model.Ref) {
	old, known := c.from[new]
	if !known || c.was[part(program.Stands, old)] != program.DutyPaused || c.is[part(program.Stands, new)] != program.DutyPaused {
		return
	}
	before, ran := c.was[part(program.Left, old)]
	now, runs := c.is[part(program.Left, new)]
	if before != now || ran != runs {
		c.note(Resumes, new, model.None, scaled(orNone(before, ran), c.new.Tick), scaled(orNone(now, runs), c.new.Tick))
	}
}

// notRunning reports whether nothing of a thing could have been running: a duty that is not due, a decision that is not asked.
func (c *carrier) notRunning(old model.Ref) bool {
	n := c.was[part(program.Stands, old)]
	switch old.Kind {
	case model.KindDuty:
		return n != program.DutyDue
	case model.KindDecision:
		return n != program.Asked
	case model.KindPower:
		return n != program.PowerNoticed
	}
	return n != program.TextInForce && n != program.TextSuspended
}

// countdowns is the days that each thing has left.
func countdowns(m *machine.Machine, s machine.State) map[model.Ref]int {
	out := map[model.Ref]int{}
	for _, x := range m.Countdowns(s) {
		out[x.Thing] = x.Ticks * m.Tick
	}
	return out
}

func orNone(n int, ok bool) int {
	if !ok {
		return -1
	}
	return n
}

// SaysTheSame reports whether what a field of the old text says is what one of the new says, as far as anything hangs on it.
func SaysTheSame(old, new *model.Pact, to Things, x, y any) bool {
	inNew := model.Rewriter{Placeless: true, Ref: func(r model.Ref, value int) (int, int) {
		now, ok := to[r]
		if !ok {
			return -2, value // what the new text has not is nowhere
		}
		if value == model.NoValue || same.Values(old, r) == nil || value < 0 {
			return now.Index, value
		}
		return now.Index, slices.Index(same.Values(new, now), same.Values(old, r)[value])
	}}
	return reflect.DeepEqual(tidy(inNew.Rewrite(x)), tidy(model.Rewriter{Placeless: true}.Rewrite(y)))
}

// sameField reports whether a field says the same of a thing in both texts.
func (c *carrier) sameField(name string, old, new model.Ref) bool {
	fields := model.SectionOf(old.Kind).Fields
	f := &fields[slices.IndexFunc(fields, func(f model.Field) bool { return f.Name == name })]
	return SaysTheSame(c.o, c.n, c.to, f.Get(c.o, old.Index), f.Get(c.n, new.Index))
}

// tidy makes what means the same the same: 30 days are 1 month.
func tidy(x any) any {
	o, ok := x.(model.Openness)
	if !ok || o.Kind == model.Word {
		return x
	}
	o.Values = slices.Clone(o.Values)
	for i := range o.Values {
		o.Values[i].Text = ""
	}
	return o
}

// sameText reports whether both texts say the same of a thing, as far as anything hangs on it.
func (c *carrier) sameText(old, new model.Ref) bool {
	for _, f := range model.SectionOf(old.Kind).Fields {
		if f.Role == model.Meaning && !c.sameField(f.Name, old, new) {
			return false
		}
	}
	return true
}

// alike reports whether the two texts differ in nothing that has a part in what can happen.
func (c *carrier) alike() bool {
	if !slices.Equal(c.old.Filling, c.new.Filling) {
		return false
	}
	for _, k := range same.Kinds {
		if c.o.Count(k) != c.n.Count(k) {
			return false
		}
		for i := range c.o.Count(k) {
			if x := ref(k, i); c.to[x] != x || !c.sameText(x, x) {
				return false
			}
		}
	}
	return true
}

// Chosen reports whether a rule settles something that the texts leave open.
func (r Rule) Chosen() bool {
	return slices.Contains([]Rule{Another, Stays, Past, FromToday, Unsigned, Unexcused, Asleep, Forgotten}, r)
}

// String names a rule as docs/amending.md has it.
func (r Rule) String() string {
	return [...]string{"stood", "turned", "begins", "gone", "another", "stays", "moved", "past", "from_today", "stopped", "unsigned", "unseated",
		"unexcused", "asleep", "forgotten", "waits", "rhythm", "resumes"}[r]
}
