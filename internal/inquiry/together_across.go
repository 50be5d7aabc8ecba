package inquiry

import (
	"errors"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// across gives each finding, as it stands in the first filling in which it was seen, with all fillings in which it holds.
// What was seen in none is shown as far as it can be without a graph.
func (t *together) across() ([]Across, error) {
	told, err := t.told()
	if err != nil {
		return nil, err
	}
	var out []Across
	for i := range t.found {
		x := &t.found[i]
		c := Across{Finding: told[i]}
		c.Accepted = accepted(t.pact, c.Finding)
		for k := range t.known.answers {
			if t.known.answers[k].find(x) != nil {
				c.Fillings = append(c.Fillings, k)
			}
		}
		c.Always = x.Fillings == t.family.Valid()
		if c.Ways = t.family.ways(x.Fillings); !c.Always {
			c.When, c.Except = t.family.describe(x.Fillings)
		}
		if (c.TakesBreach() || c.Class != ask.NoClass) && (len(c.Fillings) > 0 || !c.Always) {
			ask.SaySeveral(t.pact, &c.Finding)
		}
		out = append(out, c)
	}
	return out, nil
}

// texts gives the findings of the text alone, which take no graph, for all fillings.
func (t *together) texts() ([]Across, error) {
	var out []Across
	for _, code := range codes.All() {
		if !ask.OfText(code) || !wanted(t.Only, code) {
			continue
		}
		all := *t.job
		all.AllFillings, all.each = true, false
		answers, err := all.eachBehaviour(func(f model.Filling, _ explore.Limits) (FillingAnswer, error) {
			m, err := machine.Reduced(t.pact, f, t.tick)
			if err != nil {
				return FillingAnswer{}, err
			}
			return FillingAnswer{Filling: f, Findings: ask.Read(code, m), Matters: asked(m)}, nil
		})
		if err != nil {
			return nil, err
		}
		for _, c := range all.across(answers) {
			c.Fillings, c.Ways = nil, 0
			for k := range t.known.answers {
				if t.known.answers[k].find(&found{Finding: c.Finding}) != nil {
					c.Fillings = append(c.Fillings, k)
				}
			}
			out = append(out, c)
		}
	}
	return out, nil
}

// told gives each finding as it stands in the first filling in which it was seen, or else as the sets show it: several at a time and
// then, one at a time, those for which there was not the memory.
func (t *together) told() ([]Finding, error) {
	out, errs := make([]Finding, len(t.found)), make([]error, len(t.found))
	again := make([]bool, len(t.found))
	sideBySide(t.Workers, len(t.found), func(i int) {
		if k := t.seen(&t.found[i]); k >= 0 {
			out[i] = *t.known.answers[k].find(&t.found[i])
			return
		}
		var full error
		out[i], full, errs[i] = t.shown(&t.found[i], t.share())
		again[i] = full != nil && !errors.Is(full, bdd.ErrSteps) && t.share() < t.nodes()
	})
	for i := range again {
		if again[i] {
			out[i], _, errs[i] = t.shown(&t.found[i], t.nodes())
		}
	}
	return out, errors.Join(errs...)
}

// shown makes a finding of what is known without a graph: the sets of states of one filling show it, as far as so many nodes and the
// time allow; full is what there was no more of.
func (t *together) shown(x *found, nodes int) (f Finding, full, err error) {
	f = x.Finding
	func() {
		defer world.Catch(&full)
		w := t.fork(nodes)
		var m *machine.Machine
		if m, err = machine.New(t.pact, w.nearest(x.Fillings), t.tick); err == nil {
			ask.Show(w.World, m, &f)
		}
	}()
	if full != nil && !errors.Is(full, bdd.ErrFull) {
		full, err = nil, full
	}
	ask.Say(t.pact, &f)
	return f, full, err
}

// untold counts the findings without a course that would have one if their graph had been laid out.
func untold(fs []Across) int {
	n := 0
	for i := range fs {
		if c := fs[i].Code; fs[i].Course == nil && !ask.OfText(c) && c != ask.Stuck && c != ask.Idle {
			n++
		}
	}
	return n
}
