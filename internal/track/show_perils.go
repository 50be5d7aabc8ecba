package track

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
)

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
