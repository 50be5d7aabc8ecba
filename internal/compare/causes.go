package compare

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// Cause says which changes of the text make findings come or go: those with which alone the old draft
// already has, on these findings, what the new one has. It was tried, in one filling.
type Cause struct {
	Findings []int // indexes into Comparison.Findings
	Ways     []Way // each is enough by itself; empty if none was found
	Why      string
	Filling  int // index into Comparison.Fillings
}

// What a finding is said about may be gone or new itself: then its removal, or its coming, is part of every
// way. And a way must not bring a finding of the same kinds that neither draft has. An act or a fact that
// comes or goes is not given as the way if something that is promised or agreed is one: it comes and goes
// with what speaks of it.

// Way is a set of changes that is enough, and of which none can be left out.
type Way struct {
	Changes []int // indexes into Comparison.Changes
	Needs   []int // what has to come along because these speak of it, or so that nothing speaks of what is gone
}

// causes explains the findings that came or went: serious ones and warnings; notes only if there is
// nothing else. effort bounds the states that may be visited for it.
func (m *matching) causes(ctx context.Context, c *Comparison, issues []changed, effort int) []Cause {
	var grave, notes []int
	for i, x := range issues {
		switch {
		case x.code == ask.OneOrigin: // is about sources
		case codes.SeverityOf(x.code) == codes.Note:
			notes = append(notes, i)
		default:
			grave = append(grave, i)
		}
	}
	left := grave
	if len(grave) == 0 {
		left = notes
	}
	var out []Cause
	for len(left) > 0 {
		filling := issues[left[0]].row.Fillings[0]
		var these, others []int
		for _, i := range left {
			if slices.Contains(issues[i].row.Fillings, filling) {
				these = append(these, i)
			} else {
				others = append(others, i)
			}
		}
		t := m.newTrial(ctx, c, filling, issues, these, effort)
		out = append(out, t.explain()...)
		left, effort = others, t.effort
	}
	return out
}

// trial tries changes in one filling.
type trial struct {
	ctx     context.Context
	m       *matching
	c       *Comparison
	filling int
	issues  []changed
	these   []int // indexes into issues
	old     standings
	want    standings
	effort  int
	known   map[string]standings
	spent   bool
}

func (m *matching) newTrial(ctx context.Context, c *Comparison, filling int, issues []changed, these []int, effort int) *trial {
	t := &trial{ctx: ctx, m: m, c: c, filling: filling, issues: issues, these: these, effort: effort, known: map[string]standings{}}
	t.old = m.standings(Old, m.answerFor(c, Old, c.Fillings[filling][Old]).Findings)
	t.want = m.standings(New, m.answerFor(c, New, c.Fillings[filling][New]).Findings)
	return t
}

// explain finds the ways for each finding, and puts together those that have the same.
func (t *trial) explain() []Cause {
	var out []Cause
	ways, why := t.waysOfAll()
	for n, i := range t.these {
		same := slices.IndexFunc(out, func(c Cause) bool {
			return c.Why == why[n] && slices.EqualFunc(c.Ways, ways[n], func(a, b Way) bool {
				return slices.Equal(a.Changes, b.Changes) && slices.Equal(a.Needs, b.Needs)
			})
		})
		if same < 0 {
			same = len(out)
			out = append(out, Cause{Ways: ways[n], Why: why[n], Filling: t.filling})
		}
		out[same].Findings = append(out[same].Findings, i)
	}
	return out
}

// What there is to say if no way was found.
const (
	tooLarge  = "the drafts are too large to try the changes one by one"
	notTraced = "it does not hang on the changes listed here alone (checks and scenarios can make an instrument one that is signed, and the order of declarations can matter)"
)

func (t *trial) waysOfAll() (ways [][]Way, why []string) {
	ways, why = make([][]Way, len(t.these)), make([]string, len(t.these))
	all := t.all()
	none := make([]bool, len(all))
	before, after := t.try(none), t.try(all)
	singles := t.singles()
	for n, i := range t.these {
		is := t.issues[i].issue
		switch {
		case t.spent && len(singles) == 0:
			why[n] = tooLarge
		case before == nil || after == nil || before[is] != t.old[is] || after[is] != t.want[is]:
			why[n] = notTraced
		default:
			ways[n] = t.told(t.enough(singles, is))
			if len(ways[n]) == 0 {
				ways[n] = []Way{t.way(t.shrunk(all, is))}
			}
			if t.spent {
				ways[n], why[n] = nil, tooLarge
			}
		}
	}
	return ways, why
}

// all is the set of all changes that can be tried.
func (t *trial) all() []bool {
	out := make([]bool, len(t.c.Changes))
	for i := range out {
		out[i] = !t.c.Changes[i].fixed
	}
	return out
}

// singles are the sets that a single change makes with what it needs, each once.
func (t *trial) singles() [][]bool {
	var out [][]bool
	for i := range t.c.Changes {
		if t.c.Changes[i].fixed {
			continue
		}
		s := t.needs(i)
		if !slices.ContainsFunc(out, func(o []bool) bool { return slices.Equal(o, s) }) {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b []bool) int { return cmp.Compare(size(a), size(b)) })
	return out
}

// needs is a change with all that it needs.
func (t *trial) needs(i int) []bool {
	s := make([]bool, len(t.c.Changes))
	s[i] = true
	return t.m.closed(t.c.Fillings[t.filling], t.c.Changes, s)
}

// enough lists the sets that are enough and have no smaller one of them within.
func (t *trial) enough(sets [][]bool, is issue) [][]bool {
	var out [][]bool
	for _, s := range sets {
		if slices.ContainsFunc(out, func(o []bool) bool { return within(o, s) }) {
			continue
		}
		if t.brings(s, is) {
			out = append(out, s)
		}
	}
	return out
}

// brings reports whether these changes make an issue stand as it does in the new draft.
func (t *trial) brings(s []bool, is issue) bool {
	for i := range t.c.Changes {
		c := &t.c.Changes[i]
		if c.Kind != Altered && !s[i] && (c.purpose && c.thing.Index == is.purpose || !c.purpose && is.thing.Kind != model.KindNone && c.thing == is.thing) {
			return false
		}
	}
	got := t.try(s)
	if got == nil || got[is] != t.want[is] {
		return false
	}
	for other := range got {
		if t.old[other] == "" && t.want[other] == "" {
			return false
		}
	}
	return true
}

// told puts sets into ways, and leaves out those that are only about acts and facts that come or go, if
// there are others.
func (t *trial) told(sets [][]bool) []Way {
	var weighty, slight []Way
	for _, s := range sets {
		w := t.way(s)
		if slices.ContainsFunc(w.Changes, func(i int) bool { return !t.isSlight(i) }) {
			weighty = append(weighty, w)
		} else {
			slight = append(slight, w)
		}
	}
	if len(weighty) > 0 {
		return weighty
	}
	return slight
}

func (t *trial) isSlight(i int) bool {
	c := &t.c.Changes[i]
	return c.Kind != Altered && (c.Of == model.KindAct || c.Of == model.KindFact || c.Of == model.KindActor)
}

// shrunk leaves out one change after the other, with those that need it, as long as what is left is enough.
func (t *trial) shrunk(s []bool, is issue) []bool {
	for i := len(s) - 1; i >= 0; i-- {
		if !s[i] {
			continue
		}
		without := make([]bool, len(s))
		for k := range s {
			if s[k] && k != i {
				if n := t.needs(k); !n[i] {
					for x := range n {
						without[x] = without[x] || n[x]
					}
				}
			}
		}
		if t.brings(without, is) {
			s = without
		}
	}
	return s
}

// way tells the changes of a set that others of it need from those that none does. Where some need each
// other, what is promised comes before what is only done or known.
func (t *trial) way(s []bool) Way {
	rank := []model.Kind{model.KindDuty, model.KindBan, model.KindPower, model.KindInstrument, model.KindDecision, model.KindAct, model.KindFact, model.KindActor, model.KindNone}
	needs := map[int][]bool{}
	for i := range s {
		if s[i] {
			needs[i] = t.needs(i)
		}
	}
	var w Way
	for i := range s {
		if !s[i] {
			continue
		}
		lead := true
		for k, n := range needs {
			mutual := needs[i][k]
			before := slices.Index(rank, t.c.Changes[k].Of) < slices.Index(rank, t.c.Changes[i].Of)
			if k != i && n[i] && (!mutual || before) {
				lead = false
			}
		}
		if lead {
			w.Changes = append(w.Changes, i)
		} else {
			w.Needs = append(w.Needs, i)
		}
	}
	return w
}

// try gives the standings of the old draft with these changes; nil if it makes no pact, or if that would
// take more effort than is left.
func (t *trial) try(made []bool) standings {
	name := fmt.Sprint(made)
	if got, known := t.known[name]; known || t.spent {
		return got
	}
	t.known[name] = nil
	h, ok := t.m.build(t.c.Fillings[t.filling], t.c.Changes, made)
	if !ok {
		return nil
	}
	if t.effort <= 0 {
		t.spent = true
		return nil
	}
	a, err := inquiry.Check(t.ctx, h.pact, inquiry.Query{Tick: t.c.TickDays, Only: t.codes(), Selection: true, Limits: inquiry.Limits{States: t.effort}})
	if err != nil {
		if _, limit := err.(*explore.Inconclusive); limit {
			t.spent = true
		}
		return nil
	}
	t.effort -= a.Fillings[0].Physical.States
	t.known[name] = h.standings(a.Fillings[0].Findings)
	return t.known[name]
}

// codes are those of the findings to be explained.
func (t *trial) codes() []inquiry.Code {
	var out []inquiry.Code
	for _, i := range t.these {
		if !slices.Contains(out, t.issues[i].code) {
			out = append(out, t.issues[i].code)
		}
	}
	return out
}

func size(s []bool) int {
	n := 0
	for _, yes := range s {
		if yes {
			n++
		}
	}
	return n
}

func within(a, b []bool) bool {
	for i := range a {
		if a[i] && !b[i] {
			return false
		}
	}
	return true
}
