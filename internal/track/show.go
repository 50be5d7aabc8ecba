package track

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// week is what is told first of what is due.
const week = 7

// Document is where everyone stands, to be read.
func (s *Standing) Document() doc.Document {
	v := view{s, words.Speaker{Pact: s.Pact}}
	d := doc.Document{Title: doc.T(s.Pact.Title), Under: v.under()}
	for _, part := range []doc.Block{
		v.amendments(), v.late(), v.dueSoon(), v.dueLater(), v.runsOut(), v.disputed(), v.faults(), v.perils(), v.prospects(), v.mayDo(), v.standing(), v.scores(),
		v.refused(), v.undone(), v.outside(), v.setAside(), v.corrected(), v.openPoints(),
	} {
		if part != nil {
			d.Blocks = append(d.Blocks, part)
		}
	}
	return d
}

// under says which day is looked at, and on what it rests.
func (v *view) under() []doc.Text {
	day := "Where everyone stands on " + v.date(v.Day)
	if !v.Standing.Pact.Starts.IsZero() {
		day += fmt.Sprintf(", day %d", v.Day)
	}
	out := []doc.Text{doc.In(doc.Strong, day)}
	rests := "By a log of " + count(v.Reports, "report", "reports")
	if n := len(v.Reporters); n > 0 && n <= 8 {
		rests += " by " + course.List(v.Reporters, "and")
	} else if n > 8 {
		rests += fmt.Sprintf(" by %d reporters", n)
	}
	if v.Known.IsSet() {
		rests += ", as known on " + v.at(v.Known)
	}
	if v.Later > 0 {
		rests += "; " + count(v.Later, "is", "are") + " of later days and not counted"
	}
	out = append(out, doc.T(rests+"."))
	if v.Tick > 1 {
		out = append(out, doc.In(doc.Aside, fmt.Sprintf("Time goes in steps of %s: what is done within the step of its last day counts as in time, and what happens in one step has no length. Smaller steps see more.", course.Days(v.Tick))))
	}
	if v.Courses > 1 {
		out = append(out, doc.T(fmt.Sprintf("%d courses were kept side by side. What is so only in some of them says in which.", v.Courses)))
	}
	return out
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// section is a list under a heading; nothing if there is none.
func section(id, title string, items []doc.Item) doc.Block {
	if len(items) == 0 {
		return nil
	}
	return doc.Section{ID: id, Title: doc.T(title), Blocks: []doc.Block{doc.List{Items: items}}}
}

// line is something that is so, with where.
func line(text, where string, tone doc.Tone) doc.Item {
	it := doc.Item{Text: doc.T(text + "."), Tone: tone}
	if where != "" {
		it.Text = doc.T(text).With(doc.Span{Text: " [only " + where + "]", Tone: doc.Uncertain})
	}
	return it
}

func (v *view) dues(keep func(*Due) bool, tone doc.Tone) []doc.Item {
	var out []doc.Item
	for i := range v.Due {
		if x := &v.Due[i]; keep(&x.Item) {
			out = append(out, line(v.due(&x.Item), x.Where, tone))
		}
	}
	return out
}

func (v *view) late() doc.Block {
	return section("late", "Late", v.dues(func(d *Due) bool { return d.Breached || d.Deadline >= 0 && d.Left < 0 }, doc.Grave))
}

func (v *view) dueSoon() doc.Block {
	items := v.dues(func(d *Due) bool { return !d.Breached && d.Deadline >= 0 && d.Left >= 0 && d.Left <= week }, doc.Warning)
	if len(items) == 0 {
		return doc.Section{ID: "due", Title: doc.T("Due within a week"), Blocks: []doc.Block{doc.Para{Text: doc.T("Nothing.")}}}
	}
	return section("due", "Due within a week", items)
}

func (v *view) dueLater() doc.Block {
	return section("due-later", "Due later", v.dues(func(d *Due) bool { return !d.Breached && (d.Deadline < 0 || d.Left > week) }, doc.Plain))
}

func (v *view) runsOut() doc.Block {
	var items []doc.Item
	for i := range v.Runs {
		items = append(items, line(v.runs(&v.Runs[i].Item), v.Runs[i].Where, doc.Plain))
	}
	return section("runs-out", "What else runs out", items)
}

func (v *view) prospects() doc.Block {
	var items []doc.Item
	for i := range v.Standing.Ends {
		x := &v.Standing.Ends[i]
		tone := doc.Plain
		if !x.Item.Holds && x.Item.Within < 0 {
			tone = doc.Grave
		}
		items = append(items, line(v.prospect(&x.Item), x.Where, tone))
	}
	return section("purposes", "What it is for, and what can become of it", items)
}

func (v *view) mayDo() doc.Block {
	var items []doc.Item
	for i := range v.May {
		items = append(items, line(v.May[i].Item.Said, v.May[i].Where, doc.Plain))
	}
	if len(items) == 0 {
		return nil
	}
	list := doc.List{Items: items}
	return doc.Section{ID: "may", Title: doc.T("What each may lawfully do next"), Blocks: []doc.Block{list}}
}

func (v *view) standing() doc.Block {
	var t doc.Facts
	for i := range v.Things {
		x := &v.Things[i]
		if x.Item.Ref.Kind == model.KindDuty || x.Item.Ref.Kind == model.KindBan {
			continue // the scores below have them
		}
		text := doc.T(words.Spaced(x.Item.Reads))
		if x.Where != "" {
			text = text.With(doc.Span{Text: " [only " + x.Where + "]", Tone: doc.Uncertain})
		}
		t.Rows = append(t.Rows, doc.Fact{Name: v.thingName(x.Item.Ref), Text: text})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return doc.Section{ID: "standing", Title: doc.T("How things stand"), Blocks: []doc.Block{t}}
}

// scores are told provision by provision; there is no sum of them.
func (v *view) scores() doc.Block {
	if len(v.Scores) == 0 {
		return nil
	}
	t := doc.Table{
		ID: "score-table", Caption: doc.T("Each provision by itself: 0 not begun, 1 minimal, 2 intermediate, 3 full"),
		Head: []doc.Cell{doc.C("Provision"), doc.C("Score"), doc.C("Why")}, RowHeads: true,
	}
	for i := range v.Scores {
		x := &v.Scores[i]
		why := doc.Cell{Text: doc.T(words.Spaced(x.Item.Why))}
		if x.Where != "" {
			why.Text = why.Text.With(doc.Span{Text: " [only " + x.Where + "]", Tone: doc.Uncertain})
		}
		score := "–"
		if x.Item.Value >= 0 {
			score = fmt.Sprint(x.Item.Value)
		}
		t.Rows = append(t.Rows, []doc.Cell{doc.C(v.thingName(x.Item.Clause)), doc.C(score), why})
	}
	return doc.Section{ID: "scores", Title: doc.T("How far it is carried out"), Blocks: []doc.Block{t, doc.Para{Text: doc.In(doc.Aside, scoreNote)}}}
}

const scoreNote = "Settled by statuses alone. A text: 1 signed by some, 2 signed by all or suspended, 3 in force or over by its term; 1 if it ended otherwise. " +
	"A promise kept once: 3 kept, in time or late; of one that asks for several things at once 1 if fewer than half hold, else 2; 0 otherwise. " +
	"A standing promise, of the times that are over: 3 all kept, 2 at least half, 1 some, 0 none. " +
	"A ban: 3 never breached, 2 once, 1 more often, 0 if it was breached and binds no more, or does not bind yet. " +
	"“–” is what is excused. No sum is given: it would weigh provisions as equal that are not."
