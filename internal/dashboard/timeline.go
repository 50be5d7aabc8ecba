package dashboard

import (
	"fmt"
	"maps"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/picture"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// How many days before and after the one looked at the timeline shows: days on which something is, not days of the calendar.
const (
	daysBefore = 12
	daysAfter  = 6
)

// chart is a timeline in the making: what happened to the clauses that something was reported of or that are due, by whose they are.
type chart struct {
	*track.Standing
	words.Speaker
	days []int
	bars map[model.Ref]*bar
	all  []model.Ref
	left int // days before that are not shown
}

// bar is a clause on the chart.
type bar struct {
	from, to int
	open     bool
	marks    []picture.Mark // with their days only
}

// timeline shows what was done and missed of what, and what is due; nothing if there is neither.
func timeline(s *track.Standing) doc.Block {
	c := &chart{Standing: s, Speaker: words.Speaker{Pact: s.Pact}, bars: map[model.Ref]*bar{}}
	c.gather()
	if len(c.bars) == 0 {
		return nil
	}
	t := c.drawing()
	if t.Check() != nil || len(t.Lanes) == 0 {
		return nil
	}
	out := doc.Section{ID: "timeline", Title: doc.T("What was when")}
	out.Blocks = append(out.Blocks, doc.Picture{ID: "timeline-picture", Title: doc.T("What was reported of each clause, and what is due"), SVG: t.SVG(),
		Alt: "For each party its clauses as bars over the days: a ring where something was reported, a cross where a promise was not kept, and the end of the bar where it is due.", Instead: c.words()})
	if c.left > 0 {
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.In(doc.Aside, fmt.Sprintf("%d earlier days on which something was reported are not drawn; the clauses have them all.", c.left))})
	}
	return out
}

// gather notes what happened to which clause, and which days there are.
func (c *chart) gather() {
	days := map[int]bool{c.Day: true}
	note := func(ref model.Ref, m picture.Mark) {
		days[m.Day] = true
		b := c.of(ref, m.Day)
		b.from, b.to = min(b.from, m.Day), max(b.to, m.Day)
		b.marks = append(b.marks, m)
	}
	for _, r := range c.Events {
		for _, ref := range r.Touches {
			note(ref, picture.Mark{Day: r.Day, Text: c.Retold(r.Said)})
		}
	}
	for i := range c.Faults {
		f := &c.Faults[i].Item
		if bad := f.Kind == track.Missed || f.Kind == track.Broken || f.Kind == track.Hindered; bad {
			note(f.Clause, picture.Mark{Day: max(f.Day, 0), Breach: true, Text: "not kept"})
		}
	}
	for i := range c.Due {
		x := &c.Due[i].Item
		ref := model.Ref{Kind: model.KindDuty, Index: int(x.Duty)}
		b := c.of(ref, c.Day)
		if b.to = max(b.to, c.Day); x.Deadline > c.Day {
			b.to, days[x.Deadline] = x.Deadline, true
		} else {
			b.open = true
		}
	}
	for i := range c.Things {
		x := &c.Things[i].Item
		if b := c.bars[x.Ref]; b != nil && x.Ref.Kind == model.KindInstrument && x.Reads == "in force" {
			b.to, b.open = max(b.to, c.Day), true
		}
	}
	c.choose(slices.Sorted(maps.Keys(days)))
}

// choose takes the days around the one looked at.
func (c *chart) choose(all []int) {
	at, _ := slices.BinarySearch(all, c.Day)
	from, to := max(0, at-daysBefore), min(len(all), at+1+daysAfter)
	c.left, c.days = from, all[from:to]
}

func (c *chart) of(ref model.Ref, day int) *bar {
	if c.bars[ref] == nil {
		c.bars[ref] = &bar{from: day, to: day}
		c.all = append(c.all, ref)
	}
	return c.bars[ref]
}

// drawing lays the bars out in lanes, one for each party, and one for the texts.
func (c *chart) drawing() picture.Timeline {
	var t picture.Timeline
	for _, day := range c.days {
		name := c.date(day)
		if day == c.Day {
			name = "looked at"
		}
		t.Columns = append(t.Columns, picture.Column{Name: name, Dates: c.under(day), From: day, To: day, Slots: 1})
	}
	lanes := map[string]*picture.Lane{}
	var order []string
	for _, ref := range c.all {
		name, kind, ok := c.lane(ref)
		b, shown := c.bar(ref, kind)
		if !ok || !shown {
			continue
		}
		if lanes[name] == nil {
			lanes[name] = &picture.Lane{Name: name}
			order = append(order, name)
		}
		lanes[name].Bars = append(lanes[name].Bars, b)
	}
	for _, name := range order {
		t.Lanes = append(t.Lanes, *lanes[name])
	}
	return t
}

// lane is whose a thing is. What is neither a text nor a clause is not drawn.
func (c *chart) lane(ref model.Ref) (string, picture.BarKind, bool) {
	switch ref.Kind {
	case model.KindInstrument:
		return "Texts", picture.Force, true
	case model.KindDuty, model.KindBan:
		return course.Capital(c.Who(c.Bound(ref))), picture.Due, true
	}
	return "", "", false
}

// bar puts what is known of a thing into the days that are shown.
func (c *chart) bar(ref model.Ref, kind picture.BarKind) (picture.Bar, bool) {
	x := c.bars[ref]
	first, last := c.days[0], c.days[len(c.days)-1]
	if x.to < first || x.from > last {
		return picture.Bar{}, false
	}
	out := picture.Bar{Kind: kind, Of: c.Standing.Pact.Declaration(ref).Name, Text: course.Capital(c.Named(ref)), From: x.from, To: x.to, Open: x.open || x.to > last}
	if out.Open {
		out.To = -1
	}
	from, _ := slices.BinarySearch(c.days, max(x.from, first))
	to, found := slices.BinarySearch(c.days, min(x.to, last))
	if found {
		to++
	}
	out.Slot = [2]int{from, max(to, from)}
	for _, m := range x.marks {
		if at, ok := slices.BinarySearch(c.days, m.Day); ok {
			m.Slot = at
			out.Marks = append(out.Marks, m)
		}
	}
	return out, true
}

func (c *chart) date(day int) string {
	if c.Standing.Pact.Starts.IsZero() {
		return fmt.Sprintf("day %d", day)
	}
	return course.Date(c.Standing.Pact.Starts.Plus(day))
}

// under is what stands under the name of a column.
func (c *chart) under(day int) string {
	switch {
	case day == c.Day:
		return c.date(day)
	case c.Standing.Pact.Starts.IsZero():
		return ""
	}
	return fmt.Sprintf("day %d", day)
}

// words is the same day by day.
func (c *chart) words() []doc.Block {
	var list doc.List
	for _, day := range c.days {
		var lines doc.List
		for _, ref := range c.all {
			for _, m := range c.bars[ref].marks {
				if m.Day == day {
					lines.Items = append(lines.Items, doc.Item{Text: doc.T(course.Capital(c.Named(ref)) + ": " + m.Text)})
				}
			}
		}
		for i := range c.Due {
			if x := &c.Due[i].Item; x.Deadline == day && day >= c.Day {
				lines.Items = append(lines.Items, doc.Item{Text: doc.T(course.Capital(c.Named(model.Ref{Kind: model.KindDuty, Index: int(x.Duty)})) + ": the last day")})
			}
		}
		if len(lines.Items) > 0 {
			list.Items = append(list.Items, doc.Item{Text: doc.In(doc.Strong, c.date(day)), Blocks: []doc.Block{lines}})
		}
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []doc.Block{list}
}
