// Package carry takes a pact that is running over into a changed text of it.
//
// Input: a machine of the old text and the state it is in, a machine of the new text, the step of time, and which thing of the one is which of the
// other (package same). Output: the state in which the new text goes on, and what became of each thing by which rule; or a Refusal that says
// what the new text cannot hold and what would mend it. docs/amending.md is the authority on the rules.
//
// A state is taken apart by what it keeps of which thing (program.Part), each part is carried over by itself, and what comes of it
// settles as after any move. Nothing is dropped that is not in the list.
package carry

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/same"
	"github.com/servanda-lang/servanda/model"
)

// Rule is by which rule something was carried over.
type Rule uint8

// The rules, as docs/amending.md has them.
const (
	Stood     Rule = iota // it stands as it stood
	Turned                // it stands otherwise, by what follows of itself under the new text
	Begins                // it is new
	Gone                  // it is in the text no more
	Another               // it is the promise or the right of somebody else now: that of the old text is gone, and this one begins
	Stays                 // it was settled under the old text and stays so, though the text says something else now
	Moved                 // its last day is another, counted from the day on which it began to run
	Past                  // counted so it would be over: its last day is today
	FromToday             // it had no such last day, and it is counted from today
	Stopped               // it had a last day, and has none now
	Unsigned              // a party that it binds by the new text has not signed it
	Unseated              // a party that had signed it is no party to it by the new text
	Unexcused             // what excused it is in the text no more: it falls due today
	Asleep                // the instrument that it stands in now is a draft: it is owed only once that is in force
	Forgotten             // whether it was done before the old text did not have to remember: it counts as not done
	Waits                 // what is done for it counts only after another time than before
	Rhythm                // it comes round after another time than before
	Resumes               // it is suspended, and has another time left once it is taken up again
)

// Item is what became of one thing.
type Item struct {
	Rule     Rule
	Old, New model.Ref     // the thing in each text; KindNone where it is not in it
	Party    model.ActorID // Unsigned, Forgotten: of the new text; Unseated: of the old; else None
	Was, Is  string        // how it read before, and how it reads now; empty where it was not, or is not
	Before   int           // Moved, Past, Stopped, FromToday, Waits, Rhythm, Resumes: the days that were left by the old text; -1 if it did not say
	Days     int           // the days that are left now; -1 if there is no last day
}

// Carried is a state in the new text, and how it came about.
type Carried struct {
	State  machine.State
	Items  []Item
	Events machine.Events // what happened to duties by it
	Alike  bool           // the texts differ in nothing that can happen
}

// Refusal is the error where the new text cannot hold something that is so.
type Refusal struct{ What, Mend string }

func (e *Refusal) Error() string { return e.What + "; " + e.Mend }

// Things is which thing of the old text is which of the new.
type Things map[model.Ref]model.Ref

// Onto gives the new text with the days counted from the first day of the old: the pact goes on, it does not begin again.
func Onto(old, new *model.Pact) (*model.Pact, error) {
	if old.Starts == new.Starts {
		return new, nil
	}
	if old.Starts.IsZero() {
		return nil, &Refusal{"the new text says a date on which it starts and the old one says none, so that nobody can tell which day of the pact that is",
			"give the old text the date on which it started"}
	}
	out := *new
	out.Starts = old.Starts
	return &out, nil
}

// carrier is one carrying over.
type carrier struct {
	old, new *machine.Machine
	o, n     *model.Pact
	to       Things
	from     map[model.Ref]model.Ref
	state    machine.State
	was, is  machine.Parts
	step     int
	items    []Item
	ran      map[model.Ref]Rule // of what runs: why its last day is not simply counted on
	fallen   []model.DutyID     // that fall due by a rule
}

// Over carries a state over, at a step of time counted from the first day of the old text. Both machines have the same tick, that of the new
// text is machine.Carried, and its pact is one that Onto gave. The error is a *Refusal.
func Over(old *machine.Machine, s machine.State, new *machine.Machine, step int, to Things) (*Carried, error) {
	c := &carrier{
		old: old, new: new, o: old.Pact, n: new.Pact, to: to, from: map[model.Ref]model.Ref{}, state: s,
		was: old.Apart(s), is: new.First(), step: step, ran: map[model.Ref]Rule{},
	}
	for a, b := range to {
		c.from[b] = a
	}
	if c.o.Starts != c.n.Starts || old.Tick != new.Tick {
		panic("carry: the two texts do not count time alike")
	}
	for part, n := range c.is {
		if part.Role == program.ByDate {
			c.is[part] = max(0, n-step)
		}
	}
	for _, do := range []func() error{c.facts, c.instruments, c.decisions, c.acts, c.duties, c.bans, c.powers} {
		if err := do(); err != nil {
			return nil, err
		}
	}
	return c.settled()
}

// settled puts the state together and lets it settle, unless nothing that can happen is another.
func (c *carrier) settled() (*Carried, error) {
	state, err := c.new.Together(c.is)
	if err != nil {
		panic("carry: " + err.Error()) // each part was carried over within its bounds
	}
	out := &Carried{State: state, Alike: c.alike()}
	if !out.Alike {
		out.State, out.Events = c.new.Settled(state)
		for _, d := range c.fallen {
			if at, found := slices.BinarySearch(out.Events.FallsDue, d); !found {
				out.Events.FallsDue = slices.Insert(out.Events.FallsDue, at, d)
			}
		}
	}
	c.tell(out)
	return out, nil
}

// ref is a thing of a kind.
func ref(k model.Kind, i int) model.Ref { return model.Ref{Kind: k, Index: i} }

// part is what is kept of a thing as a whole.
func part(r program.Role, of model.Ref) program.Part {
	return program.Part{Role: r, Of: of, Who: model.None, Act: model.None}
}

// note lists something besides the standing of a thing.
func (c *carrier) note(r Rule, new model.Ref, party model.ActorID, before, days int) {
	old := c.from[new]
	c.items = append(c.items, Item{Rule: r, Old: old, New: new, Party: party, Before: before, Days: days})
}

// title is what a thing of the new text is called, for an error.
func (c *carrier) title(new model.Ref) string { return c.n.Declaration(new).Title() }

// value is the number that a value of the old text has in the new one.
func (c *carrier) value(old, new model.Ref, v int) (int, error) {
	word := same.Values(c.o, old)[v]
	n := slices.Index(same.Values(c.n, new), word)
	if n < 0 {
		return 0, &Refusal{fmt.Sprintf("%s is %s, and the new text has no such value for it", c.title(new), word), "let the new text keep the value " + word}
	}
	return n, nil
}

func (c *carrier) facts() error {
	for i := range c.o.Facts {
		old := ref(model.KindFact, i)
		new, ok := c.to[old]
		v := c.was[part(program.Stands, old)]
		switch f := &c.o.Facts[i]; {
		case !ok:
			if err := c.retyped(f); err != nil {
				return err
			}
			continue
		case f.Values != nil:
			n, err := c.value(old, new, v)
			if err != nil {
				return err
			}
			c.is[part(program.Stands, new)] = n
		default:
			g := &c.n.Facts[new.Index]
			if n := f.Low + v; n < g.Low || n > g.High {
				return &Refusal{fmt.Sprintf("%s is %d, and in the new text it goes from %d to %d", g.Title(), n, g.Low, g.High), fmt.Sprintf("let its range hold %d", n)}
			}
			c.is[part(program.Stands, new)] = f.Low + v - g.Low
		}
	}
	return nil
}

// retyped refuses a fact of which the new text has one of the same name that is of another sort.
func (c *carrier) retyped(f *model.Fact) error {
	for i := range c.n.Facts {
		if _, known := c.from[ref(model.KindFact, i)]; !known && c.n.Facts[i].Name == f.Name {
			return &Refusal{fmt.Sprintf("%s counts in one of the texts and has words for values in the other, so that what it is cannot be carried over", f.Title()),
				"give it another name in the new text, if it is to begin anew there"}
		}
	}
	return nil
}

func (c *carrier) instruments() error {
	for j := range c.n.Instruments {
		new := ref(model.KindInstrument, j)
		old, ok := c.from[new]
		if !ok {
			continue
		}
		status := c.was[part(program.Stands, old)]
		c.is[part(program.Stands, new)] = status
		c.signatures(old, new, status)
		if status == program.TextInForce || status == program.TextSuspended {
			c.runs(new, c.o.Instruments[old.Index].Expires, c.n.Instruments[j].Expires, true)
		}
	}
	return nil
}

// signatures carries over who has signed.
func (c *carrier) signatures(old, new model.Ref, status int) {
	a, b := &c.o.Instruments[old.Index], &c.n.Instruments[new.Index]
	for _, party := range b.Between {
		was, known := c.from[ref(model.KindActor, int(party))]
		to := part(program.Signed, new)
		to.Who = party
		if known && slices.Contains(a.Between, model.ActorID(was.Index)) {
			at := part(program.Signed, old)
			at.Who = model.ActorID(was.Index)
			c.is[to] = c.was[at]
		} else if status == program.TextInForce || status == program.TextSuspended {
			c.note(Unsigned, new, party, -1, -1)
		}
	}
	for _, party := range a.Between {
		at := part(program.Signed, old)
		at.Who = party
		now, known := c.to[ref(model.KindActor, int(party))]
		if c.was[at] == 1 && !(known && slices.Contains(b.Between, model.ActorID(now.Index))) {
			c.note(Unseated, new, party, -1, -1)
		}
	}
}

func (c *carrier) decisions() error {
	for j := range c.n.Decisions {
		new := ref(model.KindDecision, j)
		old, ok := c.from[new]
		if !ok {
			continue
		}
		status := c.was[part(program.Stands, old)]
		if status >= program.FirstValue {
			v, err := c.value(old, new, status-program.FirstValue)
			if err != nil {
				return err
			}
			status = program.FirstValue + v
		}
		c.is[part(program.Stands, new)] = status
		if status == program.Asked {
			c.runs(new, c.o.Decisions[old.Index].Within, c.n.Decisions[j].Within, true)
		}
	}
	return nil
}

// acts carries over who has done what in this tick, and ever.
func (c *carrier) acts() error {
	for to := range c.is {
		if to.Role != program.DoneInTick && to.Role != program.EverDone {
			continue
		}
		old, known := c.from[to.Of]
		who, there := c.from[ref(model.KindActor, int(to.Who))]
		if !known || !there {
			continue
		}
		at := program.Part{Role: to.Role, Of: old, Who: model.ActorID(who.Index), Act: model.None}
		n, kept := c.was[at]
		c.is[to] = n
		if !kept && to.Role == program.EverDone && slices.Contains(c.o.Acts[old.Index].By, at.Who) {
			c.note(Forgotten, to.Of, to.Who, -1, -1)
		}
	}
	return nil
}

func (c *carrier) bans() error {
	for j := range c.n.Bans {
		new := ref(model.KindBan, j)
		if old, ok := c.from[new]; ok && c.sameActor(c.o.Bans[old.Index].Bound, c.n.Bans[j].Bound) {
			c.is[part(program.Broken, new)] = c.was[part(program.Broken, old)]
		}
	}
	return nil
}

// sameActor reports whether an actor of the new text is one of the old.
func (c *carrier) sameActor(old, new model.ActorID) bool {
	to, ok := c.to[ref(model.KindActor, int(old))]
	return ok && to.Index == int(new)
}

func (c *carrier) powers() error {
	for j := range c.n.Powers {
		new := ref(model.KindPower, j)
		old, ok := c.from[new]
		if !ok || !c.sameActor(c.o.Powers[old.Index].Holder, c.n.Powers[j].Holder) {
			continue
		}
		status := c.was[part(program.Stands, old)]
		c.is[part(program.Stands, new)] = status
		c.is[part(program.UsedInTick, new)] = c.was[part(program.UsedInTick, old)]
		if status != program.PowerNoticed {
			continue
		}
		if !c.sameField("Effect Target Duty Fact Value", old, new) {
			return &Refusal{fmt.Sprintf("a notice runs for %s, and in the new text it would come to something else than what the notice was given for", c.title(new)),
				"give the new power a name of its own"}
		}
		if c.n.Powers[j].Notice == nil {
			return &Refusal{fmt.Sprintf("a notice runs for %s, and in the new text there is no notice that could run out", c.title(new)),
				"let the new text keep a notice, or wait until it has run out"}
		}
		c.runs(new, c.o.Powers[old.Index].Notice, c.n.Powers[j].Notice, true)
	}
	return nil
}
