package points

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
)

// phrases says facts, those in one phrase that say the same of several.
type phrases struct {
	teller
	word string // between those of whom it is said: "or", "and"
	all  []phrase
}

// phrase says one thing of some, perhaps about some purposes.
type phrase struct {
	of       []string // who
	says     string   // of one of them, or of several: the same
	purposes []int
}

// add says one more fact.
func (g *phrases) add(o *Overall, f *Fact) {
	r := &o.Rows[f.Row]
	p := phrase{says: g.said(r, f)}
	switch {
	case f.Kind == Blocks:
		p.of, p.purposes = []string{g.Who(f.Actor)}, []int{r.Purpose}
	case r.Purpose >= 0:
		p.purposes = []int{r.Purpose}
	default:
		p.of = []string{g.Who(r.Party)}
	}
	for i := range g.all {
		if q := &g.all[i]; q.says == p.says && slices.Equal(q.of, p.of) {
			q.purposes = append(q.purposes, p.purposes...)
			return
		}
	}
	g.all = append(g.all, p)
}

// said is what a fact says, of somebody or of a purpose.
func (g *phrases) said(r *Row, f *Fact) string {
	switch {
	case f.Kind == Blocks:
		return "alone can block"
	case f.Kind == Blockable:
		return "can be blocked by some, alone or together"
	case f.Kind == Unreached:
		return "is out of reach while all keep their word"
	case r.Code == ask.Hollow:
		return "need not act when it counts (" + g.quotedActs(r.Clause) + ")"
	case r.Code == ask.BoundAlone && f.Kind == Kept:
		return "can stay bound without what that is for, though no promise is broken"
	case r.Code == ask.BoundAlone:
		return "can stay bound without what that is for"
	case f.Kind == Kept:
		return "can be left with nothing, though no promise is broken"
	}
	return "can be left with nothing"
}

// words are the phrases, those joined that say the same of several.
func (g *phrases) words() []string {
	var out []string
	for i, p := range g.all {
		alike := func(q phrase) bool { return q.says == p.says && slices.Equal(q.purposes, p.purposes) }
		if slices.IndexFunc(g.all, alike) < i {
			continue
		}
		var of []string
		for _, q := range g.all {
			if alike(q) {
				of = append(of, q.of...)
			}
		}
		out = append(out, g.phrase(of, p))
	}
	return out
}

func (g *phrases) phrase(of []string, p phrase) string {
	who := course.List(of, g.word)
	switch {
	case len(p.purposes) == 0:
		return who + " " + p.says
	case who == "":
		return g.purposes(p.purposes) + " " + p.says
	}
	return who + " " + p.says + " " + g.purposes(p.purposes)
}

// purposes names some of the purposes, or all of them.
func (g *phrases) purposes(of []int) string {
	if n := len(g.Pact.Purposes); n > 1 && len(of) == n {
		return map[string]string{"or": "any of its purposes", "and": "each of its purposes"}[g.word]
	}
	var out []string
	for _, i := range of {
		out = append(out, g.purpose(i))
	}
	return course.List(out, g.word)
}
