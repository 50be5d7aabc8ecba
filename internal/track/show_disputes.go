package track

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
)

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
				text = v.denial(r)
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
func (v *view) denial(r *Report) string {
	if r.Said == "" {
		return "It did not happen, " + v.by(r)
	}
	return "It did not happen that " + v.move(r) + ", " + v.by(r)
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
