package track

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/servanda-lang/servanda/internal/carry"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Amended is an amendment that is in force.
type Amended struct {
	Report   *Report
	Day      int
	From, To *model.Pact
	Agreed   []string // who is reported to have agreed
	Unheard  []string // parties of either text of whose agreement nothing is reported
	Carried  []Told[Carried]
}

// Carried is what became of one thing by an amendment.
type Carried struct {
	Item carry.Item
	Says string
}

// amend puts the next text in force.
func (r *replay) amend(c *claim, day int) error {
	if err := r.goTo(day); err != nil {
		return err
	}
	before, x := r.text(), r.texts[r.now+1]
	fillings, err := r.into(x, r.fixedIn(r.now+1))
	if err != nil {
		return err
	}
	var out []*branch
	machines := make([]*machine.Machine, len(fillings))
	for _, b := range r.branches {
		more, err := b.into(x, fillings, machines, day)
		var refusal *carry.Refusal
		if errors.As(err, &refusal) || err == errNoFilling {
			return fmt.Errorf("the amendment of line %d of the log cannot be carried out: %w", c.ev.Line, err)
		}
		if err != nil {
			return err
		}
		out = append(out, more...)
	}
	if len(out) > mostCourses {
		return &TooMuch{fmt.Sprintf("the amendment makes more than %d courses: settle some of the open points", mostCourses)}
	}
	x.m = out[0].m
	r.branches, r.now = out, r.now+1
	for _, report := range r.reports {
		report.Touches = r.moved(report.Touches, x.things)
	}
	report := reportOf(&c.ev)
	report.Confirmed, report.Day = c.by, day
	r.amended = append(r.amended, Amended{Report: report, Day: day, From: before.pact, To: x.pact, Agreed: c.ev.Agreed, Unheard: unheard(x, before.pact, c.ev.Agreed)})
	return nil
}

func (r *replay) moved(refs []model.Ref, things carry.Things) []model.Ref {
	var out []model.Ref
	for _, old := range refs {
		if new, ok := things[old]; ok {
			out = append(out, new)
		}
	}
	return out
}

// unheard lists the parties of two texts of whose agreement nothing is reported.
func unheard(x *text, before *model.Pact, agreed []string) []string {
	was := newNames(before)
	heard := map[string]bool{}
	for _, name := range agreed {
		if id, ok := x.names.actors[key(name)]; ok {
			heard[x.pact.Actors[id].Title()] = true
		}
		if id, ok := was.actors[key(name)]; ok {
			heard[before.Actors[id].Title()] = true
			if to, ok := x.things[ref(model.KindActor, int(id))]; ok {
				heard[x.pact.Actors[to.Index].Title()] = true
			}
		}
	}
	var out []string
	for i := range x.pact.Actors {
		if a := &x.pact.Actors[i]; a.Kind == model.IsParty && !heard[a.Title()] {
			out = append(out, a.Title())
		}
	}
	for i := range before.Actors {
		if a := &before.Actors[i]; a.Kind == model.IsParty && !x.has(ref(model.KindActor, i)) && !heard[a.Title()] {
			out = append(out, a.Title())
		}
	}
	return out
}

// into is how a branch goes on under a changed text: once for each filling of it that agrees with its own. What was made of machines is kept.
func (b *branch) into(x *text, fillings []model.Filling, machines []*machine.Machine, day int) ([]*branch, error) {
	var out []*branch
	for k, f := range fillings {
		if !x.agree(b.m.Pact, b.m.Filling, f) {
			continue
		}
		if machines[k] == nil {
			m, err := machine.Carried(x.pact, f, b.m.Tick)
			if err != nil {
				return nil, err
			}
			machines[k] = m
		}
		got, err := carry.Over(b.m, b.state, machines[k], b.step, x.things)
		if err != nil {
			return nil, err
		}
		c := b.amended(machines[k], got, x.things, day)
		c.filling = b.filling*len(fillings) + k
		out = append(out, c)
	}
	if len(out) == 0 {
		return nil, errNoFilling
	}
	return out, nil
}

// amended is a branch with its state carried over: with what is counted and noted of each promise that goes on.
func (b *branch) amended(m *machine.Machine, got *carry.Carried, things carry.Things, day int) *branch {
	c := b.fork()
	c.m, c.state = m, got.State
	c.before = append(slices.Clip(b.before), b.m)
	c.carried = append(slices.Clip(b.carried), got)
	bans := len(m.Pact.Duties)
	c.deadline, c.tally = slices.Repeat([]int{-1}, bans), make([]Tally, bans+len(m.Pact.Bans))
	for _, it := range got.Items {
		goesOn := it.Rule == carry.Stood || it.Rule == carry.Turned || it.Rule == carry.Stays
		switch {
		case !goesOn:
		case it.New.Kind == model.KindBan:
			c.tally[bans+it.New.Index] = b.tally[len(b.m.Pact.Duties)+it.Old.Index]
		case it.New.Kind == model.KindDuty:
			c.tally[it.New.Index] = b.tally[it.Old.Index]
			c.deadline[it.New.Index] = b.deadlineIn(c, model.DutyID(it.Old.Index), model.DutyID(it.New.Index), day)
		}
	}
	for _, d := range m.Due(c.state) {
		if slices.Contains(got.Events.FallsDue, d) || c.deadline[d] < 0 {
			c.deadline[d] = c.lastDay(d, day)
		}
	}
	for i := range got.Items {
		b.dated(c, &got.Items[i], day)
	}
	for _, d := range got.Events.FallsDue {
		c.tally[d].Due++
	}
	for _, d := range got.Events.Performs {
		c.tally[d].Performed++
	}
	c.faults = slices.Clone(b.faults)
	for i := range c.faults {
		c.faults[i].now = things[c.faults[i].now]
	}
	return c
}

// deadlineIn is the last day of a duty in the branch that goes on under the changed text: that of before with the days that its deadline is longer.
func (b *branch) deadlineIn(c *branch, old, new model.DutyID, day int) int {
	last := b.deadline[old]
	was, is := &b.m.Pact.Duties[old], &c.m.Pact.Duties[new]
	switch {
	case last < 0:
		return -1
	case c.m.Reads(c.state, dutyRef(new)) != "due":
		return last // what is late is so by its old last day; of all else it says nothing
	case was.Within != nil && is.Within != nil:
		return max(day, last+is.Within.In(c.m.Pact, c.m.Filling)-was.Within.In(b.m.Pact, b.m.Filling))
	case was.By != nil && is.By != nil && *was.By == *is.By:
		return last
	}
	return -1
}

// dated counts the days that something had left, and has, from the day of the amendment, as they are told elsewhere: those of a duty from the
// day on which it fell due, and not from the step that this lies in.
func (b *branch) dated(c *branch, it *carry.Item, day int) {
	if !slices.Contains([]carry.Rule{carry.Moved, carry.Past, carry.FromToday, carry.Stopped}, it.Rule) {
		return
	}
	step := b.step * b.m.Tick
	before, now := step+it.Before, step+it.Days
	if it.New.Kind == model.KindDuty {
		before, now = b.deadline[it.Old.Index], c.deadline[it.New.Index]
		was, is := b.m.Pact.Duties[it.Old.Index].Within, c.m.Pact.Duties[it.New.Index].Within
		if it.Rule == carry.Moved && was != nil && is != nil {
			now = before + is.In(c.m.Pact, c.m.Filling) - was.In(b.m.Pact, b.m.Filling)
		}
	}
	if it.Rule == carry.Moved && now < day {
		it.Rule = carry.Past // within its step
	}
	if it.Before >= 0 {
		it.Before = max(0, before-day)
	}
	if it.Days >= 0 {
		it.Days = max(0, now-day)
	}
}

// filled is how the open points of a text are filled in this branch.
func (b *branch) filled(text int) model.Filling {
	if text < len(b.before) {
		return b.before[text].Filling
	}
	return b.m.Filling
}

func sameItems(a, b *carry.Carried) bool { return a == b || reflect.DeepEqual(a.Items, b.Items) }

// carriedOver tells of each amendment what became of what.
func (r *replay) carriedOver(s *Standing, d *differ) {
	for i := range s.Amended {
		a := &s.Amended[i]
		v := view{s, words.Speaker{Pact: a.To}}
		s.Amended[i].Carried = tell(d, func(b *branch) []Carried {
			var out []Carried
			for _, it := range b.carried[i].Items {
				out = append(out, Carried{it, Became(a.From, a.To, &it, a.Day, v.date)})
			}
			return out
		}, func(x *Carried) string { return fmt.Sprint(x.Item) }, func(*Carried) int { return 0 })
	}
}

// amendments tells of the texts that came into force.
func (v *view) amendments() doc.Block {
	if len(v.Amended) == 0 {
		return nil
	}
	out := doc.Section{ID: "amended", Title: doc.T("Amended")}
	for i := range v.Amended {
		a := &v.Amended[i]
		text := v.date(a.Day) + ": a changed text is in force"
		if name := a.Report.Event.Text; name != "" {
			text += " (" + name + ")"
		}
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.T(text + ", " + v.by(a.Report) + ". " + a.agreement())})
		var list doc.List
		for _, x := range a.Carried {
			if x.Item.Item.Rule != carry.Stood {
				list.Items = append(list.Items, line(x.Item.Says, x.Where, toneOf(x.Item.Item.Rule)))
			}
		}
		if len(list.Items) == 0 {
			out.Blocks = append(out.Blocks, doc.Para{Text: doc.T("Everything stands as it stood before.")})
			continue
		}
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.T("What carried over, and how; all else stands as it stood before:")}, list)
	}
	return out
}

// toneOf marks what the text does not say, and for which a rule was taken.
func toneOf(r carry.Rule) doc.Tone {
	if r.Chosen() {
		return doc.Warning
	}
	return doc.Plain
}

// agreement says who is reported to have agreed.
func (a *Amended) agreement() string {
	out := "By that report nobody is said to have agreed to it"
	if len(a.Agreed) > 0 {
		out = "By that report " + course.List(a.Agreed, "and") + " agreed to it"
	}
	if len(a.Unheard) > 0 {
		out += "; of " + course.List(a.Unheard, "and") + " nothing is reported, and silence is not agreement"
	}
	return out + ". Whether it was validly made is not judged here."
}
