package findings

import (
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// across gives each finding, as it stands in the first filling in which it was seen, with all fillings in which it holds.
// What was seen in none is shown as far as it can be without a graph.
func (t *together) across() ([]Across, error) {
	var out []Across
	for i := range t.found {
		x := &t.found[i]
		var c Across
		if k := t.seen(x); k >= 0 {
			c.Finding = *t.known.answers[k].find(x)
		} else if f, err := t.shown(x); err == nil {
			c.Finding = f
		} else {
			return nil, err
		}
		c.Accepted = accepted(t.pact, c.Finding)
		for k := range t.known.answers {
			if t.known.answers[k].find(x) != nil {
				c.Fillings = append(c.Fillings, k)
			}
		}
		c.Always = x.fillings == t.family.Valid
		if c.Ways = t.family.ways(x.fillings); !c.Always {
			c.When, c.Except = t.family.describe(x.fillings)
		}
		if c.Code == Exposed && len(c.Fillings) > 0 {
			c.Message = speaker{t.pact}.exposure(&c.Finding) + speaker{t.pact}.deniers(c.By, ". In the case shown, ")
		}
		out = append(out, c)
	}
	return out, nil
}

// texts gives the findings of the text alone, which take no graph, for all fillings.
func (t *together) texts() ([]Across, error) {
	var out []Across
	for _, x := range readings {
		if !wanted(t.o.Only, x.code) {
			continue
		}
		o := t.o
		o.AllFillings, o.each, o.Progress = true, false, nil
		answers, err := eachBehaviour(t.pact, o, func(f model.Filling, _ explore.Limits) (FillingAnswer, error) {
			m, err := machine.Reduced(t.pact, f, t.tick)
			if err != nil {
				return FillingAnswer{}, err
			}
			r := &reader{pact: t.pact, m: m}
			x.run(r)
			return FillingAnswer{Filling: f, Findings: r.found, Matters: asked(m)}, nil
		})
		if err != nil {
			return nil, err
		}
		for _, c := range across(t.pact, answers, o) {
			c.Fillings, c.Ways = nil, 0
			for k := range t.known.answers {
				if t.known.answers[k].find(&inFillings{Finding: c.Finding}) != nil {
					c.Fillings = append(c.Fillings, k)
				}
			}
			out = append(out, c)
		}
	}
	return out, nil
}
