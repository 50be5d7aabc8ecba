package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/picture"
	"github.com/servanda-lang/servanda/model"
)

// A timeline is drawn from a course, which is made again by the machine: what is in force from when to when, what is due from
// when to when and when it is done, who has given and has not what it gave for.

// timelineAlt says what is to be seen.
const timelineAlt = "A lane for each instrument, party and body; bars are what is in force, due or to be decided; rings are what is done, crosses what is broken; shaded is where somebody has given and has not what it gave for."

// drawCourse is the picture of a course, with the course in words beneath.
func (m *maker) drawCourse(f *inquiry.Across, sentence, prefix string) (doc.Block, error) {
	t, err := Timeline(m.Pact, f.Course)
	if err != nil {
		return nil, err
	}
	p := doc.Picture{ID: m.id(prefix, "timeline"), Title: doc.T("A course in which it comes to this: " + sentence), SVG: t.SVG(),
		Alt:     timelineAlt,
		Instead: []doc.Block{m.told(f.Course, m.id(prefix, "course"), "")}}
	return p, nil
}

// Timeline is what is when in a course.
func Timeline(p *model.Pact, c *course.Course) (picture.Timeline, error) {
	r := &replay{maker: &maker{}, c: c}
	r.maker.Pact = p
	if err := r.run(); err != nil {
		return picture.Timeline{}, err
	}
	t := r.timeline()
	return t, t.Check()
}

// instant is a state of the course and what led to it, with its slot in the picture.
type instant struct {
	machine.State
	machine.Events
	changes  []machine.Change
	culprits model.ActorSet
	breaks   []model.Ref
	day      int
	slot     int
}

// replay is a course made again.
type replay struct {
	*maker
	c        *course.Course
	m        *machine.Machine
	instants []instant // the first is day 0, before anything has happened
	columns  []picture.Column
	slots    int
}

// run makes the moves of the course one after the other.
func (r *replay) run() (err error) {
	if r.m, err = machine.New(r.Pact, r.c.Filling, r.c.Tick); err != nil {
		return err
	}
	s := r.m.Initial()
	r.instants = []instant{{State: s}}
	day := 0
	for i := range r.c.Steps {
		step := &r.c.Steps[i]
		breaks := r.m.Breaks(s, step.Move)
		next, fx, err := r.m.Apply(s, step.Move)
		if err != nil {
			return fmt.Errorf("step %d of the course: %w", i+1, err)
		}
		if step.Move.Kind == machine.Pass {
			day += r.c.Tick
		}
		s = next
		r.instants = append(r.instants, instant{State: s, Events: fx.Events, changes: fx.Changes, culprits: fx.Culprits, breaks: breaks, day: day})
	}
	r.lay()
	return nil
}

// quiet reports whether nothing is to be seen of an instant.
func (x *instant) quiet() bool { return len(x.changes) == 0 && x.NoEvents() && x.culprits == 0 }

// lay gives each instant in which something happens a slot of its own, and several steps in which nothing does one column.
func (r *replay) lay() {
	r.open(0)
	for i := range r.instants {
		x := &r.instants[i]
		if n := x.day / r.c.Tick; n > r.columns[len(r.columns)-1].To/r.c.Tick && !x.quiet() {
			if last := &r.columns[len(r.columns)-1]; n > last.To/r.c.Tick+1 {
				r.gap(last.To/r.c.Tick+1, n-1)
			}
			r.open(n)
		}
		if i > 0 && !x.quiet() {
			last := &r.columns[len(r.columns)-1]
			x.slot = r.slots
			r.slots++
			last.Slots++
			continue
		}
		x.slot = max(r.slots-1, 0)
	}
	r.later()
}

// open begins the column of a step.
func (r *replay) open(n int) {
	r.close()
	name, dates, _ := strings.Cut(r.Step(n*r.c.Tick, r.c.Tick), ", ")
	r.columns = append(r.columns, picture.Column{Name: name, Dates: dates, From: n * r.c.Tick, To: n*r.c.Tick + r.c.Tick - 1})
}

// close gives a column without anything in it one slot.
func (r *replay) close() {
	if n := len(r.columns); n > 0 && r.columns[n-1].Slots == 0 {
		r.columns[n-1].Slots = 1
		r.slots++
	}
}

// gap is the column of steps in which nothing happens.
func (r *replay) gap(from, to int) {
	r.close()
	name := fmt.Sprintf("Step %d", from+1)
	if to > from {
		name = fmt.Sprintf("Steps %d to %d", from+1, to+1)
	}
	r.columns = append(r.columns, picture.Column{Name: name, Dates: "nothing changes", From: from * r.c.Tick, To: (to+1)*r.c.Tick - 1, Slots: 1})
	r.slots++
}

// later is the column for what goes on.
func (r *replay) later() {
	r.close()
	last := r.columns[len(r.columns)-1]
	r.columns = append(r.columns, picture.Column{Name: "Later", Dates: "", From: last.To + 1, To: -1, Slots: 1})
	r.slots++
}

// slotOf is the slot in which a day lies, and whether the picture shows it; else the last.
func (r *replay) slotOf(day int) (slot int, shown bool) {
	at := 0
	for _, c := range r.columns {
		at += c.Slots
		if c.To >= 0 && day <= c.To {
			return at, true
		}
	}
	return r.slots, false
}

// timeline sorts what happens into lanes.
func (r *replay) timeline() picture.Timeline {
	t := picture.Timeline{Columns: r.columns}
	for i := range r.Pact.Instruments {
		t.Lanes = append(t.Lanes, r.instrument(model.InstrumentID(i)))
	}
	for _, id := range r.parties() {
		l := picture.Lane{Name: course.Capital(r.Who(id))}
		for d := range r.Pact.Duties {
			if r.Pact.Duties[d].Obligor == id {
				l.Bars = append(l.Bars, r.duty(model.DutyID(d))...)
				t.Shades = append(t.Shades, r.bare(model.DutyID(d), l.Name)...)
			}
		}
		if l.Bars = append(l.Bars, r.bans(id)...); len(l.Bars) == 0 {
			l.Note = "nothing falls due in this course"
		}
		t.Lanes = append(t.Lanes, l)
	}
	return picture.Timeline{Columns: t.Columns, Lanes: append(t.Lanes, r.bodies()...), Shades: t.Shades}
}

// when is how a day is told: by its date, or where steps are longer than a day by its step.
func (r *replay) when(day int) string {
	switch {
	case r.c.Tick > 1:
		return fmt.Sprintf("step %d", day/r.c.Tick+1)
	case r.Pact.Starts.IsZero():
		return fmt.Sprintf("day %d", day)
	}
	return course.Date(r.Pact.Starts.Plus(day))
}

// reading is how a thing stands after an instant.
func (r *replay) reading(i int, ref model.Ref) string { return r.m.Reads(r.instants[i].State, ref) }

// instrument is its lane: a bar from each time that it enters into force or is suspended until that ends.
func (r *replay) instrument(id model.InstrumentID) picture.Lane {
	ref := model.Ref{Kind: model.KindInstrument, Index: int(id)}
	l := picture.Lane{Name: course.Capital(r.NameOf(ref))}
	for i := 0; i < len(r.instants); {
		reads, end := r.reading(i, ref), i+1
		for end < len(r.instants) && r.reading(end, ref) == reads {
			end++
		}
		if kind, ok := map[string]picture.BarKind{"in force": picture.Force, "suspended": picture.Held}[reads]; ok {
			l.Bars = append(l.Bars, r.stretch(kind, r.Pact.Instruments[id].Name, reads, i, end))
		}
		i = end
	}
	if len(l.Bars) == 0 {
		l.Note = "not in force in this course"
	}
	return l
}

// stretch is a bar from one instant to before another, open if there is no other.
func (r *replay) stretch(kind picture.BarKind, of, text string, from, end int) picture.Bar {
	b := picture.Bar{Kind: kind, Of: of, From: r.instants[from].day, To: -1, Slot: [2]int{r.instants[from].slot, r.slots}}
	b.Text = text + " from " + r.when(b.From)
	if end == len(r.instants) {
		b.Open = true
		return b
	}
	b.To, b.Slot[1] = r.instants[end].day, r.instants[end].slot
	b.Text += " to " + r.when(b.To)
	return b
}

// duty is a bar for each time that it falls due: until its deadline, with what becomes of it.
func (r *replay) duty(id model.DutyID) []picture.Bar {
	var out []picture.Bar
	d, ref := &r.Pact.Duties[id], model.Ref{Kind: model.KindDuty, Index: int(id)}
	for i := range r.instants {
		x := &r.instants[i]
		if slices.Contains(x.FallsDue, id) || i == 0 && r.reading(0, ref) == "due" {
			b := picture.Bar{Kind: picture.Due, Of: d.Name, From: x.day}
			r.until(&b, i, ref)
			b.Text = r.Task(d) + ": due from " + r.when(b.From) + r.limit(&b)
			if reads := r.reading(i, ref); strings.HasPrefix(reads, "excused") {
				b.Text += "; " + reads + " at once"
			}
			out = append(out, b)
		}
		if len(out) == 0 {
			continue
		}
		last := &out[len(out)-1]
		for _, e := range []struct {
			of     []model.DutyID
			text   string
			breach bool
		}{{x.Performs, "done", false}, {x.Breaches, "not done in time: a breach", true}, {x.Lapses, "left undone, as it may be", false}} {
			if slices.Contains(e.of, id) {
				last.Marks = append(last.Marks, picture.Mark{Slot: x.slot, Day: x.day, Breach: e.breach, Text: e.text + ", " + r.when(x.day)})
				last.Text += "; " + e.text + " " + r.when(x.day)
			}
		}
	}
	return out
}

// until gives a bar the deadline that runs for a thing after an instant, or no end.
func (r *replay) until(b *picture.Bar, i int, ref model.Ref) {
	x := &r.instants[i]
	b.To, b.Open, b.Slot = -1, true, [2]int{x.slot, r.slots}
	for _, c := range r.m.Countdowns(x.State) {
		if c.Thing == ref {
			b.To = x.day + c.Ticks*r.c.Tick
			end, shown := r.slotOf(b.To)
			b.Slot[1], b.Open = end, !shown
		}
	}
	if b.To >= 0 {
		return
	}
	// what is done at once, or has no deadline, lasts until it is no more so
	for end := i; end < len(r.instants); end++ {
		if reads := r.reading(end, ref); reads != "due" && reads != "asked" {
			b.To, b.Slot[1], b.Open = r.instants[end].day, r.instants[end].slot+1, false
			return
		}
	}
}

// limit says until when.
func (r *replay) limit(b *picture.Bar) string {
	switch {
	case b.To < 0:
		return ", without a deadline"
	case b.To == b.From:
		return ""
	}
	return " to " + r.when(b.To)
}

// bans are the promises not to do something that somebody breaks.
func (r *replay) bans(id model.ActorID) []picture.Bar {
	var out []picture.Bar
	for i := range r.instants {
		x := &r.instants[i]
		for _, ref := range x.breaks {
			if ref.Kind != model.KindBan || r.Pact.Bans[ref.Index].Bound != id {
				continue
			}
			text := "breaks its promise " + r.Promised(ref) + ", " + r.when(x.day)
			out = append(out, picture.Bar{Kind: picture.Due, Of: r.Pact.Bans[ref.Index].Name, Text: text, From: x.day, To: x.day, Slot: [2]int{x.slot, x.slot + 1},
				Marks: []picture.Mark{{Slot: x.slot, Day: x.day, Breach: true, Text: text}}})
		}
	}
	return out
}

// bare is each stretch of time in which the obligor of a duty has given for good and has not what it gave for.
func (r *replay) bare(id model.DutyID, lane string) []picture.Shade {
	d := &r.Pact.Duties[id]
	if !r.Pact.Sacrifice(d) {
		return nil
	}
	given := r.m.Return(d.Return)
	first := slices.IndexFunc(r.instants, func(x instant) bool { return slices.Contains(x.Performs, id) })
	var out []picture.Shade
	for i := max(first, 0); first >= 0 && i < len(r.instants); {
		if given(r.instants[i].State) {
			i++
			continue
		}
		end := i
		for end < len(r.instants) && !given(r.instants[end].State) {
			end++
		}
		out = append(out, r.shade(lane, i, end))
		i = end
	}
	return out
}

// shade is a stretch from one instant to before another, without end if there is no other.
func (r *replay) shade(lane string, from, end int) picture.Shade {
	x := &r.instants[from]
	s := picture.Shade{Lane: lane, From: x.day, To: -1, Slot: [2]int{x.slot, r.slots}}
	s.Text = "from " + r.when(x.day) + " on: has given, and has not what it gave this for"
	if end == len(r.instants) {
		return s
	}
	s.To, s.Slot[1] = r.instants[end].day, r.instants[end].slot
	if s.To == s.From {
		s.Text = "for a part of " + r.when(x.day) + ": has given, and has not what it gave this for"
		return s
	}
	s.Text += fmt.Sprintf("; uncovered for %s", course.Days(s.To-s.From))
	return s
}

// bodies are the lanes of those who decide.
func (r *replay) bodies() []picture.Lane {
	var out []picture.Lane
	for q := range r.Pact.Decisions {
		d, ref := &r.Pact.Decisions[q], model.Ref{Kind: model.KindDecision, Index: q}
		name := course.Capital(r.People(model.SetOf(d.By...)))
		i := slices.IndexFunc(out, func(l picture.Lane) bool { return l.Name == name })
		if i < 0 {
			i, out = len(out), append(out, picture.Lane{Name: name})
		}
		if bars := r.decision(d, ref); len(bars) > 0 {
			out[i].Bars = append(out[i].Bars, bars...)
		}
	}
	for i := range out {
		if len(out[i].Bars) == 0 {
			out[i].Note = "not asked in this course"
		}
	}
	return out
}

// decision is a bar from when it is put to somebody until its deadline.
func (r *replay) decision(d *model.Decision, ref model.Ref) []picture.Bar {
	from := -1
	for i := range r.instants {
		if reads := r.reading(i, ref); reads != "unasked" {
			from = i
			break
		}
	}
	if from < 0 {
		return nil
	}
	b := picture.Bar{Kind: picture.Ask, Of: d.Name, From: r.instants[from].day}
	r.until(&b, from, ref)
	b.Text = r.quoted(d) + ": asked from " + r.when(b.From) + r.limit(&b)
	for i := from; i < len(r.instants); i++ {
		x := &r.instants[i]
		if reads := r.reading(i, ref); reads != "asked" && reads != "unasked" {
			text := "“" + r.Word(reads) + "”"
			if reads == "lapsed" {
				text = "not decided"
			}
			b.Marks = []picture.Mark{{Slot: x.slot, Day: x.day, Text: text + ", " + r.when(x.day)}}
			b.Text += "; " + text + " " + r.when(x.day)
			break
		}
	}
	return []picture.Bar{b}
}

func (r *replay) quoted(d *model.Decision) string { return course.Plain(&d.Decl) }
