package track

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/record"
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
		v.late(), v.dueSoon(), v.dueLater(), v.runsOut(), v.disputed(), v.faults(), v.perils(), v.prospects(), v.mayDo(), v.standing(), v.scores(),
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
		out = append(out, doc.In(doc.Aside, fmt.Sprintf("Time goes in steps of %s: what is done within the step of its last day counts as in time, and what happens in one step has no length. A finer --tick sees more.", course.Days(v.Tick))))
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

// disputed tells who contradicts whom, and what it changes.
func (v *view) disputed() doc.Block {
	if len(v.Disputes) == 0 {
		return nil
	}
	out := doc.Section{ID: "disputed", Title: doc.T("Disputed")}
	for i := range v.Disputes {
		d := &v.Disputes[i]
		title := fmt.Sprintf("Dispute %d: it matters which report is true", i+1)
		tone := doc.Warning
		if !d.Matters {
			title, tone = fmt.Sprintf("Dispute %d: it makes no difference to the pact which report is true", i+1), doc.Aside
		}
		one := doc.Section{ID: fmt.Sprintf("dispute-%d", i+1), Title: doc.In(tone, title)}
		var said doc.List
		for k, r := range d.Reports {
			text := course.Capital(v.reported(r))
			if d.Denies[k] {
				text = v.denial(r, d)
			}
			said.Items = append(said.Items, doc.Item{Text: doc.T(text + "."), Blocks: v.evidence(r)})
		}
		one.Blocks = append(one.Blocks, said)
		if d.Matters {
			one.Blocks = append(one.Blocks, v.versions(d, i))
		}
		out.Blocks = append(out.Blocks, one)
	}
	return out
}

// denial is a report that something did not happen.
func (v *view) denial(r *Report, d *Dispute) string {
	what := ""
	for k, o := range d.Reports {
		if !d.Denies[k] && (o.Event.ID == r.Event.Of || r.Event.Of == "") {
			what = v.move(o)
			break
		}
	}
	out := "It did not happen, " + v.by(r)
	if what != "" {
		out = "It did not happen that " + what + ", " + v.by(r)
	}
	return out
}

func (v *view) versions(d *Dispute, i int) doc.Block {
	var list doc.List
	for k := range d.Versions {
		ver := &d.Versions[k]
		it := doc.Item{Text: doc.In(doc.Strong, "Version "+versionName(i, k)).With(doc.Span{Text: ": " + ver.Words + "."})}
		if len(ver.Only) == 0 {
			it.Blocks = append(it.Blocks, doc.Para{Text: doc.T("Nothing is so by this version that is not so by another.")})
		} else {
			var only doc.List
			for _, o := range ver.Only {
				only.Items = append(only.Items, doc.Item{Text: doc.T(course.Capital(o))})
			}
			it.Blocks = append(it.Blocks, doc.Para{Text: doc.T("Only then:")}, only)
		}
		list.Items = append(list.Items, it)
	}
	return list
}

// evidence is what a report rests on.
func (v *view) evidence(r *Report) []doc.Block {
	var out []doc.Block
	for _, e := range r.Event.Evidence {
		out = append(out, doc.Para{Text: doc.In(doc.Aside, e)})
	}
	if r.Event.Note != "" {
		out = append(out, doc.Para{Text: doc.In(doc.Aside, r.Event.Note)})
	}
	return out
}

func (v *view) faults() doc.Block {
	var items []doc.Item
	for i := range v.Faults {
		x := &v.Faults[i]
		tone := doc.Grave
		if k := x.Item.Kind; k == Late || k == WithinStep || k == Lapsed || k == Missed && !x.Item.Blamed {
			tone = doc.Warning
		}
		items = append(items, line(v.fault(&x.Item), x.Where, tone))
	}
	return section("breaches", "Broken, missed and late", left(items, v.FaultsLeft))
}

// perils tells who can be left with nothing from here.
func (v *view) perils() doc.Block {
	out := doc.Section{ID: "exposed", Title: doc.T("Who can be left with nothing from here")}
	for i := range v.Dark {
		x := &v.Dark[i]
		it := line("Not known: "+x.Item.Why, x.Where, doc.Uncertain)
		out.Blocks = append(out.Blocks, doc.Para{Text: it.Text, Tone: doc.Uncertain})
	}
	var list doc.List
	for i := range v.Perils {
		x := &v.Perils[i]
		it := line(trimmed(x.Item.shown), x.Where, doc.Grave)
		if x.Item.Way != nil {
			it.Blocks = []doc.Block{v.worst(&x.Item)}
		}
		list.Items = append(list.Items, it)
	}
	switch gives := v.gives(); {
	case len(list.Items) > 0:
		out.Blocks = append(out.Blocks, list)
	case !gives:
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.T("Not asked: no promise of this pact is kept by what cannot be undone and has something due for it.")})
	case len(v.Dark) == 0:
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.T("Nobody, whoever breaks a promise."), Tone: doc.Good})
	}
	return out
}

func trimmed(s string) string {
	for len(s) > 0 && s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return s
}

func (v *view) gives() bool {
	for i := range v.Standing.Pact.Duties {
		if v.Standing.Pact.Sacrifice(&v.Standing.Pact.Duties[i]) {
			return true
		}
	}
	return false
}

// worst shows how it can come to the worst, and how soon.
func (v *view) worst(p *Peril) doc.Block {
	way := *p.Way
	way.Told = slices.Clone(way.Told)
	for i := range way.Told {
		way.Told[i].Day += v.Day / v.Tick * v.Tick // it was looked at as if the pact began today
	}
	c := v.Speaker.Course(&way, 0)
	soon := "at once"
	if p.Days > 0 {
		soon = "in " + course.Days(p.Days)
	}
	c.Intro = doc.T("The soonest way there: " + soon + ".")
	return c
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

func (v *view) refused() doc.Block {
	var items []doc.Item
	for i := range v.Refused {
		x := &v.Refused[i]
		it := line(v.reported(x.Item.Report)+": "+v.Retold(x.Item.Why), x.Where, doc.Warning)
		it.Blocks = v.evidence(x.Item.Report)
		items = append(items, it)
	}
	return section("impossible", "What could not have happened under the pact", left(items, v.RefusedLeft))
}

func (v *view) noted(id, title string, all []Noted, unlisted int) doc.Block {
	var items []doc.Item
	for i := range all {
		x := &all[i]
		text := v.outsideWords(x.Report)
		if x.Why != "" {
			text += ": " + x.Why
		}
		items = append(items, doc.Item{Text: doc.T(text)})
	}
	return section(id, title, left(items, unlisted))
}

// left says how many earlier ones are not listed.
func left(items []doc.Item, n int) []doc.Item {
	if n == 0 {
		return items
	}
	return append(items, doc.Item{Text: doc.In(doc.Aside, fmt.Sprintf("%d earlier ones are not listed.", n))})
}

// outsideWords is a report that is about nothing in the pact.
func (v *view) outsideWords(r *Report) string {
	e := &r.Event
	text := e.Note
	if e.Move != "" || r.Said != "" {
		text = v.move(r)
		if e.Note != "" {
			text += ": " + e.Note
		}
	} else if at := v.at(e.When); at != "" {
		text = at + ": " + text
	}
	if text == "" {
		text = "line " + fmt.Sprint(e.Line) + " of the log (" + words.Spaced(e.Kind.String()) + ")"
	}
	return trimmed(text) + ", " + v.by(r)
}

func (v *view) outside() doc.Block {
	return v.noted("outside", "Outside the pact", v.Outside, v.Unlisted)
}

func (v *view) undone() doc.Block {
	return v.noted("undone", "Said not to have happened", v.Undone, 0)
}

func (v *view) setAside() doc.Block {
	return v.noted("set-aside", "Reports that were set aside", v.SetAside, 0)
}

func (v *view) corrected() doc.Block {
	var items []doc.Item
	for i := range v.Corrected {
		c := &v.Corrected[i]
		text := v.outsideWords(c.Before)
		if c.Before.Event.Kind == record.DidNotHappen {
			text = "That this did not happen: " + text
		}
		switch after := &c.After.Event; after.Kind.String() {
		case "correction":
			text += "; corrected: " + v.outsideWords(c.After)
		case "withdrawal":
			text += "; withdrawn, " + v.by(c.After)
		default:
			text += "; settled otherwise, " + v.by(c.After)
		}
		items = append(items, doc.Item{Text: doc.T(text)})
	}
	return section("corrected", "Corrected, withdrawn and settled", items)
}

// openPoints says what is known of what the pact leaves open.
func (v *view) openPoints() doc.Block {
	var items []doc.Item
	for i := range v.Points {
		pt := &v.Points[i]
		text := v.Answered(pt.Point, pt.Values)
		switch {
		case len(pt.Values) > 1:
			text += " (not settled)"
		case pt.By != "":
			text += " (" + pt.By + ")"
		case len(pt.Ruled) > 0:
			text += " (by what happened)"
		}
		it := doc.Item{Text: doc.T(text)}
		for _, r := range pt.Ruled {
			it.Blocks = append(it.Blocks, doc.Para{Text: doc.In(doc.Aside, r+".")})
		}
		items = append(items, it)
	}
	return section("open", "What the pact leaves open", items)
}
