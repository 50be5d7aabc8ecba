package picture

import (
	"fmt"
	"slices"
)

// Timeline is what is when. Time goes in columns, each a step or several in which nothing happens; within a column there is one
// slot for each thing that happens, so that what comes before what is seen where the dates are the same. Slots are numbered
// from 0 over all columns.
type Timeline struct {
	Columns []Column
	Lanes   []Lane
	Shades  []Shade
}

// Column is a step of time: what it is called, from which day to which it lasts, and how many slots it has.
type Column struct {
	Name, Dates string
	From, To    int // days
	Slots       int // at least 1
}

// Lane is one of those that the timeline is about.
type Lane struct {
	Name string
	Bars []Bar
	Note string // what is said where there is no bar
}

// BarKind is what a bar means.
type BarKind string

// The kinds of bars.
const (
	Force BarKind = "force" // an instrument is in force
	Held  BarKind = "held"  // it is suspended
	Due   BarKind = "due"   // a promise is to be kept
	Ask   BarKind = "ask"   // a decision is to be made
)

// Bar is something that lasts from one slot to before another. Its days are those that its text speaks of; To is -1 if it has no end.
type Bar struct {
	Kind     BarKind
	Of       string // what it is of, for programs
	Text     string
	Slot     [2]int
	From, To int // days
	Open     bool
	Marks    []Mark
}

// Mark is what happens to a bar in a slot.
type Mark struct {
	Slot   int
	Day    int
	Breach bool
	Text   string
}

// Shade is a stretch of time over all lanes of one name: somebody has given and has not what it was given for.
type Shade struct {
	Lane     string
	Text     string
	Slot     [2]int
	From, To int // days; To is -1 if it has no end
}

// The measures of a timeline, in pixels.
const (
	laneNames  = 150
	slotWidth  = 46
	leastWidth = 560 // of all columns
	barHeight  = 9
	barGap     = 9
	headHeight = 44
)

// sheet is a timeline being drawn.
type sheet struct {
	canvas
	Timeline
	slot  float64 // its width
	right float64
	y     float64
}

// SVG draws the timeline.
func (t Timeline) SVG() []byte {
	slots := 0
	for _, c := range t.Columns {
		slots += c.Slots
	}
	s := &sheet{Timeline: t}
	s.slot = max(slotWidth, float64(leastWidth)/float64(max(slots, 1)))
	s.slot = max(s.slot, s.widestHead())
	s.right = laneNames + s.slot*float64(slots)
	s.y = headHeight
	for _, l := range t.Lanes {
		s.lane(l)
	}
	s.columns()
	return s.done(s.right+10, s.y+6)
}

// widestHead is how wide a slot must be for the names of the columns to stand beside one another.
func (s *sheet) widestHead() float64 {
	var most float64
	for _, c := range s.Columns {
		most = max(most, (widest(append(wrapped(c.Dates, 100), c.Name))+12)/float64(c.Slots))
	}
	return most
}

func (s *sheet) x(slot int) float64 { return laneNames + s.slot*float64(slot) }

// columns draws the lines between the steps, and their names over them.
func (s *sheet) columns() {
	at := 0
	for _, c := range s.Columns {
		x := s.x(at)
		s.add(`<path class="rule" d="M%s 4V%s"/>`, px(x), px(s.y))
		s.add(`<g data-column="%s" data-from="%d" data-to="%d">`, escape(c.Name), c.From, c.To)
		s.text(x+5, 14, "head", "", c.Name)
		for i, line := range wrapped(c.Dates, 100) {
			s.text(x+5, 27+13*float64(i), "faint", "", line)
		}
		s.add("</g>")
		at += c.Slots
	}
}

// lane draws the name of a lane and its bars one under the other.
func (s *sheet) lane(l Lane) {
	top := s.y
	s.add(`<path class="rule" d="M0 %sH%s"/>`, px(top), px(s.right))
	s.y += 6
	for i, line := range wrapped(l.Name, laneNames-14) {
		s.text(0, top+18+lineHeight*float64(i), "head", "", line)
	}
	for _, b := range l.Bars {
		s.bar(b)
	}
	if len(l.Bars) == 0 {
		s.caption(0, "faint", l.Note)
	}
	for _, sh := range s.Shades {
		if sh.Lane == l.Name {
			s.shade(sh)
		}
	}
	s.y = max(s.y, top+10+lineHeight*float64(len(wrapped(l.Name, laneNames-14)))+6)
}

// caption writes a text over what begins at a slot, within the page.
func (s *sheet) caption(slot int, class, text string) {
	room := s.right - laneNames - 6
	lines := wrapped(text, room)
	x := min(s.x(slot)+2, s.right-4-widest(lines))
	for _, line := range lines {
		s.y += lineHeight - 2
		s.text(max(x, laneNames+2), s.y, class, "", line)
	}
	s.y += 4
}

func (s *sheet) bar(b Bar) {
	s.add(`<g data-bar="%s" data-of="%s" data-from="%d" data-to="%d">`, b.Kind, escape(b.Of), b.From, b.To)
	s.caption(b.Slot[0], "", b.Text)
	x, end := s.x(b.Slot[0])+2, s.x(b.Slot[1])-2
	if b.Open {
		s.add(`<path class="%s" d="M%s %sH%sl6 %sl-6 %sH%sz"/>`, b.Kind, px(x), px(s.y), px(s.right-6), px(barHeight/2.), px(barHeight/2.), px(x))
	} else {
		s.add(`<rect class="%s" x="%s" y="%s" width="%s" height="%d" rx="2"/>`, b.Kind, px(x), px(s.y), px(max(end-x, 4)), barHeight)
	}
	for _, m := range b.Marks {
		s.mark(m)
	}
	s.add("</g>")
	s.y += barHeight + barGap
}

// mark is a ring where something is done, a cross where a promise is broken.
func (s *sheet) mark(m Mark) {
	x, y := s.x(m.Slot)+s.slot/2, s.y+barHeight/2.
	s.add(`<g data-day="%d" data-breach="%t"><title>%s</title>`, m.Day, m.Breach, escape(m.Text))
	if m.Breach {
		s.add(`<path class="mark breach" d="M%s %sl10 10m0 -10l-10 10"/>`, px(x-5), px(y-5))
	} else {
		s.add(`<circle class="mark" cx="%s" cy="%s" r="4.5"/>`, px(x), px(y))
	}
	s.add("</g>")
}

func (s *sheet) shade(sh Shade) {
	s.add(`<g data-shade="%s" data-from="%d" data-to="%d">`, escape(sh.Lane), sh.From, sh.To)
	s.caption(sh.Slot[0], "warn", sh.Text)
	x, end := s.x(sh.Slot[0])+2, s.x(sh.Slot[1])-2
	if sh.To < 0 {
		end = s.right
	}
	s.add(`<rect class="bare" x="%s" y="%s" width="%s" height="%d"/>`, px(x), px(s.y), px(max(end-x, 4)), barHeight+4)
	s.add("</g>")
	s.y += barHeight + 4 + barGap
}

// Check reports what is wrong with a timeline: slots that there are not, bars that end before they begin.
func (t Timeline) Check() error {
	slots := 0
	for _, c := range t.Columns {
		if c.Slots < 1 {
			return fmt.Errorf("the column %q has no slot", c.Name)
		}
		slots += c.Slots
	}
	for _, l := range t.Lanes {
		for _, b := range l.Bars {
			marks := slices.ContainsFunc(b.Marks, func(m Mark) bool { return m.Slot < b.Slot[0] || m.Slot >= slots })
			if b.Slot[0] < 0 || b.Slot[1] < b.Slot[0] || b.Slot[1] > slots || marks || b.To >= 0 && b.To < b.From {
				return fmt.Errorf("the bar %q is nowhere: slots %v, days %d to %d", b.Text, b.Slot, b.From, b.To)
			}
		}
	}
	return nil
}
