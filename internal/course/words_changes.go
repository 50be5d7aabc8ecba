package course

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// changes puts into words what a step made different. What the text of the step says already, and what
// goes without saying when an instrument enters into force or ends, is left out.
func (c *replay) changes(s *stride) []string {
	var out []string
	for _, kind := range []model.Kind{model.KindFact, model.KindInstrument, model.KindDecision, model.KindDuty, model.KindBan, model.KindPower} {
		for _, ch := range s.Changes {
			if ch.Thing.Kind != kind {
				continue
			}
			if text := c.change(s, ch); text != "" {
				out = append(out, text)
			}
		}
	}
	return out
}

func (c *replay) change(s *stride, ch machine.Change) string {
	switch ch.Thing.Kind {
	case model.KindFact:
		return c.factChange(ch)
	case model.KindInstrument:
		return c.instrumentChange(ch)
	case model.KindDecision:
		return c.decisionChange(ch)
	case model.KindDuty:
		return c.dutyChange(s, ch)
	case model.KindBan:
		return c.banChange(s, ch)
	}
	return c.powerChange(s, ch)
}

func (c *replay) factChange(ch machine.Change) string {
	return fmt.Sprintf("%s is now %s", quoted(&c.Machine.Pact.Facts[ch.Thing.Index].Decl), spaced(ch.To))
}

func factValue(f *model.Fact, v int) string {
	if f.Values == nil {
		return fmt.Sprint(v)
	}
	return spaced(f.Values[v])
}

func (c *replay) instrumentChange(ch machine.Change) string {
	name := Thing(c.Machine.Pact, ch.Thing)
	switch {
	case ch.Signer != model.None:
		return "" // the move was the signature
	case ch.From == "draft" && ch.To == "in force":
		return name + " enters into force"
	case ch.From == "draft":
		return name + " enters into force and ends at once"
	case ch.From == "suspended" && ch.To == "in force":
		return name + " is in force again"
	case ch.To == "suspended":
		return name + " is suspended"
	case ch.To == "ended (its term ran out)":
		return "" // the strike says so
	}
	return name + " ends"
}

func (c *replay) decisionChange(ch machine.Change) string {
	p := c.Machine.Pact
	q := &p.Decisions[ch.Thing.Index]
	if ch.To != "asked" {
		return "" // the move was the decision, or the strike says it lapsed
	}
	text := Thing(p, ch.Thing) + " is put to " + List(names(p, model.SetOf(q.By...)), "or")
	if q.Within != nil {
		text += ", with " + daysLeft(q.Within.In(p, c.Machine.Filling)) + " to decide"
	}
	return text
}

func (c *replay) dutyChange(s *stride, ch machine.Change) string {
	d := &c.Machine.Pact.Duties[ch.Thing.Index]
	name := quoted(&d.Decl)
	switch ch.To {
	case "due":
		if ch.From == "dormant (suspended)" {
			return name + " is due again"
		}
		return name + " falls due, " + c.term(d)
	case "performed":
		if ch.From != "due" {
			return name + " falls due and is performed at once"
		}
		return name + " is performed in time"
	case "performed (late)":
		return name + " is performed, late"
	case "breached":
		if slices.Contains(c.Machine.Breaks(s.From, s.Move), ch.Thing) {
			return "" // told as a breach
		}
		return name + " is breached, though " + Actor(c.Machine.Pact, d.Obligor) + " could not have kept it that day"
	case "lapsed":
		return name + " lapses, as it may"
	case "dormant (suspended)":
		return name + " is held in suspense"
	case "excused (for now)":
		return name + " is excused for now"
	case "excused":
		return name + " is excused"
	}
	return name + " is dormant again"
}

func daysLeft(n int) string {
	if n == 0 {
		return "only this day"
	}
	return Days(n)
}

// term says how long the obligor has.
func (c *replay) term(d *model.Duty) string {
	p := c.Machine.Pact
	switch {
	case d.Within != nil:
		return Actor(p, d.Obligor) + " " + Verb(p, d.Obligor, "has", "have") + " " + daysLeft(d.Within.In(p, c.Machine.Filling))
	case d.By != nil:
		return Actor(p, d.Obligor) + " " + Verb(p, d.Obligor, "has", "have") + " until " + Date(*d.By)
	}
	return "without a deadline"
}

// banChange leaves out bans that begin or cease to bind because their instrument does.
func (c *replay) banChange(s *stride, ch machine.Change) string {
	b := &c.Machine.Pact.Bans[ch.Thing.Index]
	for _, other := range s.Changes {
		if other.Thing == (model.Ref{Kind: model.KindInstrument, Index: int(b.Instrument)}) && other.Signer == model.None && ch.To != "breached" {
			return ""
		}
	}
	switch ch.To {
	case "binding":
		return quoted(&b.Decl) + " now binds " + Actor(c.Machine.Pact, b.Bound)
	case "breached":
		return "" // told as a breach
	}
	return quoted(&b.Decl) + " no longer binds " + Actor(c.Machine.Pact, b.Bound)
}

// powerChange tells a notice that ends in a step that is neither its use nor the strike that says so.
func (c *replay) powerChange(s *stride, ch machine.Change) string {
	if s.Move.Kind == machine.Use && s.Move.Index == ch.Thing.Index || s.Move.Kind == machine.Strike {
		return ""
	}
	return Thing(c.Machine.Pact, ch.Thing) + " is " + ch.To
}

// breaks says which promises the step breaks.
func (c *replay) breaks(s *stride) []string {
	var out []string
	p := c.Machine.Pact
	for _, id := range s.Culprits.IDs() {
		broken := brokenBy(c.Machine.Pact, &s.Step, id)
		if len(broken) == 0 {
			broken = []string{Verb(p, id, "its word", "their word")}
		}
		out = append(out, Capital(Actor(p, id))+" "+Verb(p, id, "breaks", "break")+" "+List(broken, "and"))
	}
	return out
}

// Broken names the promises of an actor that a step breaks; there is always something to say.
func Broken(p *model.Pact, s *Step, id model.ActorID) []string {
	if broken := brokenBy(p, s, id); len(broken) > 0 {
		return broken
	}
	return []string{Verb(p, id, "its word", "their word")}
}

// brokenBy names the promises of an actor that the step breaks: bans, duties that a strike finds undone, duties of its own that
// it makes impossible.
func brokenBy(p *model.Pact, s *Step, id model.ActorID) []string {
	var bans, duties []string
	for _, ref := range s.Breaks {
		switch {
		case ref.Kind == model.KindBan && p.Bans[ref.Index].Bound == id:
			bans = append(bans, quoted(&p.Bans[ref.Index].Decl))
		case ref.Kind == model.KindDuty && p.Duties[ref.Index].Obligor == id:
			duties = append(duties, quoted(&p.Duties[ref.Index].Decl))
		}
	}
	if s.Move.Kind != machine.Strike && len(duties) > 0 {
		duties = []string{List(duties, "and") + " by making it impossible"}
	}
	return append(bans, duties...)
}
