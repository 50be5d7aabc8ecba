package page_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/page"
	"github.com/servanda-lang/servanda/model"
)

// drawnBar is a bar, or a shade, as it is read back from a drawing.
type drawnBar struct {
	kind, of, text string
	from, to       int
	days           []int // of its marks
	breach         []bool
}

// readBars reads the drawing of a timeline.
func readBars(t *testing.T, svg []byte) (out []drawnBar) {
	t.Helper()
	in := -1 // the bar whose group is open
	depth := 0
	for dec := xml.NewDecoder(strings.NewReader(string(svg))); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			depth++
			at := map[string]string{}
			for _, a := range x.Attr {
				at[a.Name.Local] = a.Value
			}
			number := func(key string) int {
				n, err := strconv.Atoi(at[key])
				if err != nil {
					t.Fatal(err)
				}
				return n
			}
			switch {
			case at["data-bar"] != "":
				out, in, depth = append(out, drawnBar{kind: at["data-bar"], of: at["data-of"], from: number("data-from"), to: number("data-to")}), len(out), 0
			case at["data-shade"] != "":
				out, in, depth = append(out, drawnBar{kind: "shade", of: at["data-shade"], from: number("data-from"), to: number("data-to")}), len(out), 0
			case at["data-day"] != "":
				out[in].days = append(out[in].days, number("data-day"))
				out[in].breach = append(out[in].breach, at["data-breach"] == "true")
			}
		case xml.EndElement:
			if depth--; depth < 0 {
				in = -1
			}
		case xml.CharData:
			if in >= 0 && depth == 1 {
				out[in].text += string(x) + " "
			}
		}
	}
}

// dated is what happens to duties on which day of a course, as the course itself has it.
type dated struct {
	day int
	machine.Events
}

func events(c *course.Course) (out []dated) {
	for _, s := range c.Steps {
		day := s.Day
		if s.Move.Kind == machine.Pass {
			day += c.Tick
		}
		out = append(out, dated{day, s.Events})
	}
	return out
}

// on reports whether some of the events of a day pass a test.
func on(es []dated, day int, test func(machine.Events) []model.DutyID, d model.DutyID) bool {
	return slices.ContainsFunc(es, func(e dated) bool { return e.day == day && slices.Contains(test(e.Events), d) })
}

// suspended is a pact that is suspended while something is due, and resumed.
const suspended = `pact "A pause"
party a "Alba"
party b "Brava"
act pay "pay" by a { }
instrument deal "Deal" {
  between a, b
  in force once signed
  duty owe { a must pay within 5 days  for b }
  power halt { b may suspend deal }
  power go_on { b may resume deal }
}
purpose "Paid" { owe is performed }
scenario "a pause" {
  a signs deal  b signs deal
  on day 2  b uses halt  expect deal is suspended
  on day 4  b uses go_on  expect deal is in force
  on day 5  a does pay  expect owe is performed
}
`

// Every figure and date in a timeline is one of the course that it was drawn from: what falls due on which day and until when,
// what is done or broken on which day, what enters into force and ends when, and for how long somebody is uncovered.
func TestTimelinesAgreeWithTheirCourses(t *testing.T) {
	seen := map[string]int{}
	all := map[string]*model.Pact{"suspended": load.Source("pact.pact", []byte(suspended)).Pact}
	for _, file := range pacts(t) {
		all[file] = loaded(t, file)
	}
	for file, p := range all {
		a, err := inquiry.Run(t.Context(), p, inquiry.Query{Workers: 2}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for what, c := range courses(a) {
			tl, err := page.Timeline(p, c)
			if err != nil {
				t.Fatal(file, err)
			}
			bars := readBars(t, tl.SVG())
			for _, b := range bars {
				seen[b.kind]++
				agrees(t, fmt.Sprintf("%s, %s: %+v", file, what, b), p, c, b)
			}
			if strings.HasPrefix(what, "exposed") && !slices.ContainsFunc(bars, func(b drawnBar) bool { return b.kind == "shade" && b.to < 0 }) {
				t.Errorf("%s, %s: in the end somebody has nothing, and it is not shown", file, what)
			}
		}
	}
	for _, kind := range []string{"force", "held", "due", "ask", "shade"} {
		if seen[kind] == 0 {
			t.Errorf("no bar of the kind %s was drawn", kind)
		}
	}
}

// courses are those of the findings and of the scenarios of an answer.
func courses(a *inquiry.Answer) map[string]*course.Course {
	out := map[string]*course.Course{}
	for i := range a.Findings {
		if f := &a.Findings[i]; f.Course != nil {
			out[fmt.Sprint(f.Code, " ", i)] = f.Course
		}
	}
	for i := range a.Scenarios {
		if c := a.Scenarios[i].Course; c != nil {
			out[fmt.Sprint("scenario ", i)] = c
		}
	}
	return out
}

func agrees(t *testing.T, where string, p *model.Pact, c *course.Course, b drawnBar) {
	t.Helper()
	switch b.kind {
	case "due":
		if i := slices.IndexFunc(p.Duties, func(d model.Duty) bool { return d.Name == b.of }); i >= 0 {
			dutyAgrees(t, where, p, c, b, model.DutyID(i))
		} else if len(b.days) != 1 || !b.breach[0] {
			t.Errorf("%s: neither a promise to do something nor a breach of one not to", where)
		}
	case "force", "held":
		status := map[string]string{"force": "in force", "held": "suspended"}[b.kind]
		i := slices.IndexFunc(p.Instruments, func(x model.Instrument) bool { return x.Name == b.of })
		ref := model.Ref{Kind: model.KindInstrument, Index: i}
		if b.from > 0 && !changes(c, b.from, ref, func(ch machine.Change) bool { return ch.To == status }) {
			t.Errorf("%s: it does not become so on day %d", where, b.from)
		}
		if b.to >= 0 && !changes(c, b.to, ref, func(ch machine.Change) bool { return ch.From == status }) {
			t.Errorf("%s: it does not end on day %d", where, b.to)
		}
		if b.to < 0 && c.Reads(ref) != status {
			t.Errorf("%s: at the end of the course it is %s", where, c.Reads(ref))
		}
	case "shade":
		shadeAgrees(t, where, p, c, b)
	}
	if b.kind == "shade" && b.to == b.from {
		if !strings.Contains(b.text, "for a part of "+dayWords(p, c.Tick, b.from)) {
			t.Errorf("%s: not told as a part of %s", where, dayWords(p, c.Tick, b.from))
		}
	} else if len(b.breach) != 1 || !b.breach[0] || b.kind != "due" || strings.Contains(b.text, "from ") {
		if !strings.Contains(b.text, "from "+dayWords(p, c.Tick, b.from)) {
			t.Errorf("%s: not told from %s", where, dayWords(p, c.Tick, b.from))
		}
	}
	if b.to > b.from && b.kind != "shade" && !strings.Contains(b.text, " to "+dayWords(p, c.Tick, b.to)) {
		t.Errorf("%s: not told to %s", where, dayWords(p, c.Tick, b.to))
	}
}

// dayWords is how a day is told.
func dayWords(p *model.Pact, tick, day int) string {
	switch {
	case tick > 1:
		return fmt.Sprintf("step %d", day/tick+1)
	case p.Starts.IsZero():
		return fmt.Sprintf("day %d", day)
	}
	return p.Starts.Plus(day).Format("2 Jan 2006")
}

func dutyAgrees(t *testing.T, where string, p *model.Pact, c *course.Course, b drawnBar, id model.DutyID) {
	t.Helper()
	es, d := events(c), &p.Duties[id]
	if b.from > 0 && !on(es, b.from, func(e machine.Events) []model.DutyID { return e.FallsDue }, id) {
		t.Errorf("%s: it does not fall due on day %d", where, b.from)
	}
	suspended := changes(c, -1, model.Ref{Kind: model.KindDuty, Index: int(id)}, func(ch machine.Change) bool { return strings.Contains(ch.From+ch.To, "suspended") })
	if d.Within != nil && d.NotBefore == nil && d.Every == nil && !suspended && b.to >= 0 && len(b.days) == 0 && !strings.Contains(b.text, "excused") {
		if days := d.Within.In(p, c.Filling); b.to-b.from != days/c.Tick*c.Tick {
			t.Errorf("%s: %d days, where the text gives %d", where, b.to-b.from, days)
		}
	}
	for k, day := range b.days {
		happens := func(e machine.Events) []model.DutyID { return slices.Concat(e.Performs, e.Lapses) }
		if b.breach[k] {
			happens = func(e machine.Events) []model.DutyID { return e.Breaches }
		}
		if !on(es, day, happens, id) {
			t.Errorf("%s: nothing such happens on day %d", where, day)
		}
		if !strings.Contains(b.text, dayWords(p, c.Tick, day)) {
			t.Errorf("%s: day %d is not told", where, day)
		}
	}
}

// changes reports whether a thing changes so on a day of a course; on any if the day is -1.
func changes(c *course.Course, day int, ref model.Ref, such func(machine.Change) bool) bool {
	return slices.ContainsFunc(c.Steps, func(s course.Step) bool {
		at := s.Day
		if s.Move.Kind == machine.Pass {
			at += c.Tick
		}
		return (day < 0 || at == day) && slices.ContainsFunc(s.Changes, func(ch machine.Change) bool { return ch.Thing == ref && such(ch) })
	})
}

// shadeAgrees holds a shade to the promise that was performed before it begins or as it does, to what changes when it ends, and to
// the days that it is told to last.
func shadeAgrees(t *testing.T, where string, p *model.Pact, c *course.Course, b drawnBar) {
	t.Helper()
	es := events(c)
	performed := slices.ContainsFunc(p.Duties, func(d model.Duty) bool {
		i := slices.IndexFunc(p.Duties, func(x model.Duty) bool { return x.Name == d.Name })
		return p.Sacrifice(&d) && course.Capital(course.Actor(p, d.Obligor)) == b.of &&
			slices.ContainsFunc(es, func(e dated) bool { return e.day <= b.from && slices.Contains(e.Performs, model.DutyID(i)) })
	})
	if !performed {
		t.Errorf("%s: nothing was given for good by day %d", where, b.from)
	}
	if b.to >= 0 {
		if want := fmt.Sprintf("uncovered for %s", course.Days(b.to-b.from)); b.to > b.from && !strings.Contains(b.text, want) {
			t.Errorf("%s: %q is not told", where, want)
		}
		if !slices.ContainsFunc(c.Steps, func(s course.Step) bool {
			return (s.Day == b.to || s.Day+c.Tick == b.to) && len(s.Changes) > 0
		}) {
			t.Errorf("%s: nothing changes on day %d", where, b.to)
		}
	}
}
