package amend

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/carry"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/track"
)

// Document is what the amendment does, to be read. log says whether there was a log of what happened.
func (w *Weighing) Document(log bool) doc.Document {
	d := doc.Document{Title: doc.T(w.New.Title), Under: w.under(log)}
	for _, s := range []struct {
		sense     Sense
		id, title string
		tone      doc.Tone
	}{{Worse, "worse", "Worse for", doc.Grave}, {Better, "better", "Better for", doc.Good}, {Other, "different", "Different for", doc.Plain}} {
		if b := w.senses(s.sense, s.id, s.title, s.tone); b != nil {
			d.Blocks = append(d.Blocks, b)
		}
	}
	d.Blocks = append(d.Blocks, w.noDifference())
	if b := w.ends(); b != nil {
		d.Blocks = append(d.Blocks, b)
	}
	d.Blocks = append(d.Blocks, w.carried(), w.owed())
	d.Blocks = append(d.Blocks, doc.Para{Text: doc.In(doc.Aside, consent)})
	return d
}

const consent = "This is asked for every party alike, and who keeps from something gives as much as who does something. Who has to agree to the amendment, " +
	"and whether anybody has, is not asked here; nobody's silence is agreement."

// under says which day is looked at, and on what it rests.
func (w *Weighing) under(log bool) []doc.Text {
	out := []doc.Text{doc.In(doc.Strong, "What the amendment does, to whom, from "+w.date(w.Day)+" on")}
	if log {
		out = append(out, doc.T(fmt.Sprintf("Given what happened until then, by a log of %d reports.", w.Reports)))
	} else {
		out = append(out, doc.T("Without a log of what happened: as if nothing had been done, and no more time had passed than is said."))
	}
	if w.Tick > 1 {
		out = append(out, doc.In(doc.Aside, "Time goes in steps of "+course.Days(w.Tick)+", for both texts alike."))
	}
	if !w.Starts.IsZero() {
		out = append(out, doc.In(doc.Aside, "The new text says that it starts on "+course.Date(w.Starts)+". Days go on being counted from "+course.Date(w.Old.Starts)+"."))
	}
	if n := len(w.Pairs); n > 1 {
		out = append(out, doc.T(fmt.Sprintf("%d courses were laid side by side, each under both texts. What is so only in some of them says in which.", n)))
	}
	return out
}

// date is a day of the pact: "31 Mar 2006", "day 12".
func (w *Weighing) date(day int) string {
	if w.Old.Starts.IsZero() {
		return fmt.Sprintf("day %d", day)
	}
	return course.Date(w.Old.Starts.Plus(day))
}

func where(in []string) doc.Span {
	if len(in) == 0 {
		return doc.Span{}
	}
	return doc.Span{Text: " [only " + strings.Join(in, "; or ") + "]", Tone: doc.Uncertain}
}

func sentence(says string, in []string) doc.Text {
	out := doc.T(strings.TrimRight(says, ".") + ".")
	if s := where(in); s.Text != "" {
		out = out.With(s)
	}
	return out
}

// senses lists what is worse, better or different, party by party.
func (w *Weighing) senses(of Sense, id, title string, tone doc.Tone) doc.Block {
	out := doc.Section{ID: id, Title: doc.T(title)}
	for _, p := range w.concerned() {
		var list doc.List
		for i := range w.Effects {
			e := &w.Effects[i]
			if e.Sense != of || e.Party != p {
				continue
			}
			it := doc.Item{Text: sentence(e.Says, e.Where), Tone: tone}
			if e.way != nil {
				if b := e.way.side.Way(e.way.peril); b != nil {
					it.Blocks = []doc.Block{doc.Fold{Summary: doc.T("How it can come to that"), Blocks: []doc.Block{b}}}
				}
			}
			list.Items = append(list.Items, it)
		}
		if len(list.Items) > 0 {
			out.Blocks = append(out.Blocks, doc.Para{Text: doc.In(doc.Strong, p.Title)}, list)
		}
	}
	if len(out.Blocks) == 0 {
		return nil
	}
	return out
}

// concerned is every party, then bodies and others for which something is different.
func (w *Weighing) concerned() []Party {
	out := w.Parties
	for i := range w.Effects {
		p, known := w.Effects[i].Party, false
		for _, o := range out {
			known = known || o == p
		}
		if !known {
			out = append(out[:len(out):len(out)], p)
		}
	}
	return out
}

func (w *Weighing) noDifference() doc.Block {
	out := doc.Section{ID: "no-difference", Title: doc.T("No difference for")}
	if len(w.Unknown) > 0 {
		out.Title = doc.T("Not known")
		for _, why := range w.Unknown {
			out.Blocks = append(out.Blocks, doc.Para{Text: doc.T("By the " + why + ". Of nobody it can be said that nothing is different, and what the pact is for was not compared."), Tone: doc.Uncertain})
		}
		return out
	}
	var names []string
	for _, p := range w.NoDifference() {
		names = append(names, p.Title)
	}
	text := "Nobody: for every party something is different."
	if len(names) > 0 {
		text = course.Capital(course.List(names, "and")) + ": no clause of theirs is another, nothing is due sooner or later, nothing can come that could not, and the same may be done next."
	}
	out.Blocks = []doc.Block{doc.Para{Text: doc.T(text)}}
	return out
}

// ends tells what becomes of what the pact is for.
func (w *Weighing) ends() doc.Block {
	var items []doc.Item
	for _, p := range w.Purposes {
		text, tone := "", doc.Plain
		switch {
		case p.Same:
			text = "As before: " + p.New
		case p.New == "":
			text = "The new text does not name this any more: " + p.Old
		case p.Old == "":
			text = "Only the new text names this: " + p.New
		default:
			text = map[Sense]string{Worse: "Worse", Better: "Better", Other: "Different"}[p.Sense] + ": " + p.New + ". By the old text: " + p.Old
			tone = map[Sense]doc.Tone{Worse: doc.Grave, Better: doc.Good, Other: doc.Plain}[p.Sense]
		}
		items = append(items, doc.Item{Text: sentence(text, p.Where), Tone: tone})
	}
	if len(items) == 0 {
		return nil
	}
	return doc.Section{ID: "purposes", Title: doc.T("What it is for"), Blocks: []doc.Block{doc.List{Items: items}}}
}

// becomes lists what became of each thing, with where: those that stand as they stood, and the others.
func (w *Weighing) becomes() (stood, other []told[carry.Item]) {
	var all []told[carry.Item]
	for i := range w.Pairs {
		for _, it := range w.Pairs[i].Carried.Items {
			all = gather(all, it, fmt.Sprint(it), i)
		}
	}
	for _, x := range all {
		if x.item.Rule == carry.Stood {
			stood = append(stood, x)
		} else {
			other = append(other, x)
		}
	}
	return stood, other
}

func (w *Weighing) said(it *carry.Item) string {
	return track.Became(w.Old, w.New, it, w.Day, w.date)
}

// carried tells what carried over, and how.
func (w *Weighing) carried() doc.Block {
	out := doc.Section{ID: "carried", Title: doc.T("What carried over, and how")}
	stood, other := w.becomes()
	var list doc.List
	chosen := false
	for _, x := range other {
		it := doc.Item{Text: sentence(w.said(&x.item), x.where(w.Weighed))}
		if x.item.Rule.Chosen() {
			it.Tone, chosen = doc.Warning, true
			it.Text = it.Text.With(doc.Span{Text: " (The texts do not say; this is the rule of docs/amending.md.)", Tone: doc.Aside})
		}
		list.Items = append(list.Items, it)
	}
	if len(list.Items) > 0 {
		out.Blocks = append(out.Blocks, list)
	}
	if chosen {
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.In(doc.Aside, "What the texts do not say is best said in the new one.")})
	}
	var same doc.List
	for _, x := range stood {
		same.Items = append(same.Items, doc.Item{Text: sentence(w.said(&x.item), x.where(w.Weighed))})
	}
	if len(same.Items) > 0 {
		out.Blocks = append(out.Blocks, doc.Fold{Summary: doc.T(fmt.Sprintf("What stands as it stood (%d)", len(same.Items))), Blocks: []doc.Block{same}})
	}
	return out
}

// owed tells what is due by each text.
func (w *Weighing) owed() doc.Block {
	out := doc.Section{ID: "due", Title: doc.T("What is due by each text")}
	for k, name := range []string{"By the old text", "By the new text"} {
		var all []told[string]
		for i := range w.Pairs {
			side := [2]*track.Side{w.Pairs[i].Old, w.Pairs[i].New}[k]
			for _, d := range side.Due {
				all = gather(all, d.Says, d.Says, i)
			}
		}
		var list doc.List
		for _, x := range all {
			list.Items = append(list.Items, doc.Item{Text: sentence(x.item, x.where(w.Weighed))})
		}
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.In(doc.Strong, name)})
		if len(list.Items) == 0 {
			out.Blocks = append(out.Blocks, doc.Para{Text: doc.T("Nothing.")})
		} else {
			out.Blocks = append(out.Blocks, list)
		}
	}
	return out
}
