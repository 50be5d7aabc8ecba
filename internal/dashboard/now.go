package dashboard

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/server"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// day is the day that a page asks for: today, if the pact has a calendar and no day is named.
func (d *Dashboard) day(r *http.Request) (string, *days, error) {
	asked := &days{r.URL.Query().Get("on"), r.URL.Query().Get("as-known-on")}
	if asked.On != "" {
		return asked.On, asked, nil
	}
	p, _, err := d.s.Pact(r.Context())
	if err != nil || p.Starts.IsZero() {
		return "", asked, err
	}
	return "today", asked, nil
}

// stands is the standing that a page asks for.
func (d *Dashboard) stands(r *http.Request) (*server.Stands, *days, error) {
	on, asked, err := d.day(r)
	if err != nil {
		return nil, nil, err
	}
	s, err := d.s.Standing(r.Context(), on, asked.Known)
	return s, asked, err
}

// now is where everyone stands, what is most urgent first.
func (d *Dashboard) now(r *http.Request) (*page, error) {
	s, asked, err := d.stands(r)
	if err != nil {
		return nil, err
	}
	all := s.Of.Document()
	there := map[string]doc.Block{}
	var rest []doc.Block
	for _, b := range all.Blocks {
		id := b.(doc.Section).ID
		there[id] = b
		if !urgent[id] {
			rest = append(rest, b)
		}
	}
	done := keptSection(s.Of)
	if done != nil {
		there["done"] = done
	}
	out := doc.Document{Title: all.Title, Under: all.Under, Blocks: []doc.Block{glance(s.Of, there)}}
	for _, b := range []doc.Block{unsure(s), there["late"], there["due"], there["disputed"], there["exposed"], there["breaches"], timeline(s.Of), done, there["purposes"]} {
		if b != nil {
			out.Blocks = append(out.Blocks, b)
		}
	}
	out.Blocks = append(out.Blocks, rest...)
	return &page{Document: out, At: "/", Days: asked, Stands: s}, nil
}

// urgent are the parts of a standing that are told first. How far each clause is carried out is told with the clauses.
var urgent = map[string]bool{"late": true, "due": true, "disputed": true, "exposed": true, "breaches": true, "purposes": true, "scores": true}

// tally is how many there are of something: in all courses, and besides in some.
type tally struct{ sure, some int }

func (t *tally) add(where string) {
	if where == "" {
		t.sure++
	} else {
		t.some++
	}
}

// String gives the bounds, where it depends on which report is true.
func (t tally) String() string {
	if t.some == 0 {
		return strconv.Itoa(t.sure)
	}
	return fmt.Sprintf("%d to %d", t.sure, t.sure+t.some)
}

// glance is how much there is of each, to be seen at once; each leads to where it is told.
func glance(s *track.Standing, there map[string]doc.Block) doc.Block {
	var late, soon, exposed, faults, done tally
	for i := range s.Due {
		switch x := &s.Due[i]; {
		case x.Item.Breached || x.Item.Deadline >= 0 && x.Item.Left < 0:
			late.add(x.Where)
		case x.Item.Deadline >= 0 && x.Item.Left <= 7:
			soon.add(x.Where)
		}
	}
	for i := range s.Perils {
		exposed.add(s.Perils[i].Where)
	}
	for i := range s.Faults {
		faults.add(s.Faults[i].Where)
	}
	faults.sure += s.FaultsLeft
	for _, x := range kept(s) {
		done.add(x.Where)
	}
	number := func(name, id string, n tally, tone doc.Tone) doc.Fact {
		f := doc.Fact{Name: name, Text: doc.T(n.String())}
		if n.sure+n.some > 0 {
			f.Text[0].Tone = tone
		}
		if there[id] != nil {
			f.Text[0].To = "#" + id
		}
		return f
	}
	return doc.Section{ID: "at-a-glance", Blocks: []doc.Block{doc.Facts{Rows: []doc.Fact{
		number("late", "late", late, doc.Grave), number("due within a week", "due", soon, doc.Warning), number("disputed", "disputed", tally{sure: len(s.Disputes)}, doc.Warning),
		unknown(number("ways to be left with nothing", "exposed", exposed, doc.Grave), s), number("broken, missed or kept late", "breaches", faults, doc.Warning), number("kept", "done", done, doc.Good),
	}}}}
}

// unknown says of a number that it is not known, where what can come was not looked at to its end.
func unknown(f doc.Fact, s *track.Standing) doc.Fact {
	if len(s.Dark) > 0 {
		f.Text[0].Tone = doc.Uncertain
		if f.Text[0].Text = "not known"; len(s.Perils) > 0 {
			f.Text[0].Text = fmt.Sprintf("%d, or more", len(s.Perils))
		}
	}
	return f
}

// unsure says what of the record the standing does not rest on.
func unsure(s *server.Stands) doc.Block {
	var out []doc.Block
	if !s.Recorded {
		out = append(out, doc.Para{Tone: doc.Uncertain, Text: doc.T("The record does not say which text it is about: this is the standing by the text that whoever keeps the server has named.")})
	}
	var list doc.List
	for _, u := range s.Unread {
		list.Items = append(list.Items, doc.Item{Text: doc.Text{{Text: "Entry "}, {Text: strconv.FormatInt(u.Entry, 10), To: fmt.Sprintf("/record/%d", u.Entry)}, {Text: ": " + u.Why + "."}}})
	}
	if len(list.Items) > 0 {
		out = append(out, doc.Para{Tone: doc.Uncertain, Text: doc.T("These entries cannot be read as events, and are not counted in:")}, list)
	}
	if len(out) == 0 {
		return nil
	}
	return doc.Section{ID: "unsure", Title: doc.T("What this does not rest on"), Blocks: out}
}

// kept are the promises that are kept for good, in time or late.
func kept(s *track.Standing) []*track.Told[track.Score] {
	var out []*track.Told[track.Score]
	for i := range s.Scores {
		if x := &s.Scores[i]; x.Item.Clause.Kind == model.KindDuty && x.Item.Value == 3 {
			out = append(out, x)
		}
	}
	return out
}

func keptSection(s *track.Standing) doc.Block {
	var list doc.List
	q := words.Speaker{Pact: s.Pact}
	for _, x := range kept(s) {
		text := doc.Text{{Text: course.Capital(q.Named(x.Item.Clause)), To: clausePath(s.Pact, x.Item.Clause)}, {Text: ": " + words.Spaced(x.Item.Why) + "."}}
		if x.Where != "" {
			text = text.With(doc.Span{Text: " [only " + x.Where + "]", Tone: doc.Uncertain})
		}
		list.Items = append(list.Items, doc.Item{Text: text})
	}
	if len(list.Items) == 0 {
		return nil
	}
	return doc.Section{ID: "done", Title: doc.T("Kept"), Blocks: []doc.Block{list}}
}
