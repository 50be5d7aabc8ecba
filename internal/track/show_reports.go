package track

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/words"
)

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
