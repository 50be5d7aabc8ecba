package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

type answers = [2]*inquiry.Answer

// Fate says what became of findings.
type Fate uint8

// The fates.
const (
	Came Fate = iota
	Went
	Became // there before and after, but with other actors, or in other readings
)

// String names a fate.
func (f Fate) String() string { return [...]string{"came", "went", "changed"}[f] }

// Row is what became of the findings of one code on one clause, or purpose, and one party.
type Row struct {
	Fate     Fate
	Code     inquiry.Code
	Name     string              // the clause or the label of the purpose; "" if it is about the whole pact
	Party    string              // "" if none
	Findings [2][]inquiry.Across // in the old draft and in the new
	Fillings []int               // indexes into Comparison.Fillings: where the drafts differ
}

// issue is what findings of both drafts are about, in common numbers.
type issue struct {
	code    inquiry.Code
	thing   model.Ref
	purpose int // index into matching.purposes, -1 if none
	party   int // -1 if none
}

// standing is how an issue stands in one draft under one filling: the details of its findings, sorted;
// empty if there is none.
type standing string

// standings of all issues of one draft under one filling.
type standings map[issue]standing

func (m *matching) standings(side Side, fs []inquiry.Finding) standings {
	details := map[issue][]string{}
	for i := range fs {
		f := &fs[i]
		is := m.issueOf(side, f)
		details[is] = append(details[is], fmt.Sprintf("%x by %x with %x, %s", m.actors(side, f.Defectors), m.sets(side, f.By), m.sets(side, f.Needs), m.loss(side, f)))
	}
	out := standings{}
	for is, d := range details {
		slices.Sort(d)
		out[is] = standing(strings.Join(slices.Compact(d), "; "))
	}
	return out
}

func (m *matching) issueOf(side Side, f *inquiry.Finding) issue {
	is := issue{code: f.Code, purpose: -1, party: -1}
	if f.Clause.Kind != model.KindNone {
		is.thing = f.Clause
		if _, ok := m.common[side][f.Clause]; ok {
			is.thing = m.to(side, f.Clause)
		}
	}
	if f.Purpose >= 0 {
		is.purpose = slices.IndexFunc(m.purposes, func(at place) bool { return at[side] == f.Purpose })
	}
	if f.Party != model.None {
		is.party = m.to(side, model.Ref{Kind: model.KindActor, Index: int(f.Party)}).Index
	}
	return is
}

func (m *matching) sets(side Side, sets []model.ActorSet) []uint64 {
	var out []uint64
	for _, s := range sets {
		out = append(out, m.actors(side, s))
	}
	slices.Sort(out)
	return out
}

// changed is an issue that does not stand alike in both drafts.
type changed struct {
	issue
	row Row
}

// issues lists those that do not stand alike in some of the fillings that were compared, gravest first.
func (m *matching) issues(c *Comparison) []changed {
	var at [2][]standings
	for _, side := range []Side{Old, New} {
		for _, f := range c.Fillings {
			at[side] = append(at[side], m.standings(side, m.answerFor(c, side, f[side]).Findings))
		}
	}
	var out []changed
	done := map[issue]bool{}
	for _, side := range []Side{New, Old} {
		for i := range c.Answers[side].Findings {
			is := m.issueOf(side, &c.Answers[side].Findings[i].Finding)
			if done[is] {
				continue
			}
			done[is] = true
			if x, ok := m.changedIssue(c, is, at); ok {
				out = append(out, x)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b changed) int {
		return slices.Index(codes.All(), a.code) - slices.Index(codes.All(), b.code)
	})
	return out
}

func (m *matching) changedIssue(c *Comparison, is issue, at [2][]standings) (changed, bool) {
	x := changed{issue: is, row: Row{Code: is.code, Name: m.nameOf(is)}}
	if is.party >= 0 {
		p, own := m.best(model.Ref{Kind: model.KindActor, Index: is.party})
		x.row.Party = declOf(p, own).Name
	}
	var there [2]bool
	for i := range c.Fillings {
		for side := range there {
			there[side] = there[side] || at[side][i][is] != ""
		}
		if at[Old][i][is] != at[New][i][is] {
			x.row.Fillings = append(x.row.Fillings, i)
		}
	}
	switch {
	case len(x.row.Fillings) == 0:
		return x, false
	case !there[Old]:
		x.row.Fate = Came
	case !there[New]:
		x.row.Fate = Went
	default:
		x.row.Fate = Became
	}
	for _, side := range []Side{Old, New} {
		for _, f := range c.Answers[side].Findings {
			if there[side] && m.issueOf(side, &f.Finding) == is {
				x.row.Findings[side] = append(x.row.Findings[side], f)
			}
		}
	}
	return x, true
}

// Holds reports whether a finding of one draft holds in a filling, an index into Fillings.
func (c *Comparison) Holds(side Side, f *inquiry.Across, filling int) bool {
	return slices.ContainsFunc(f.Fillings, func(i int) bool {
		return slices.Equal(c.Answers[side].Fillings[i].Filling, c.Fillings[filling][side])
	})
}

func (m *matching) answerFor(c *Comparison, side Side, f model.Filling) *inquiry.FillingAnswer {
	as := c.Answers[side].Fillings
	return &as[slices.IndexFunc(as, func(a inquiry.FillingAnswer) bool { return slices.Equal(a.Filling, f) })]
}

func (m *matching) nameOf(is issue) string {
	switch {
	case is.purpose >= 0:
		at := m.purposes[is.purpose]
		if at[New] >= 0 {
			return m.pacts[New].Purposes[at[New]].Label
		}
		return m.pacts[Old].Purposes[at[Old]].Label
	case is.thing.Kind == model.KindNone || m.places[is.thing.Kind] == nil:
		return ""
	}
	p, own := m.best(is.thing)
	return declOf(p, own).Name
}

func rows(issues []changed) []Row {
	var out []Row
	for _, x := range issues {
		out = append(out, x.row)
	}
	return out
}

// loss is the class of a finding, what care gives up and what it is, as far as it is the same in both drafts.
func (m *matching) loss(side Side, f *inquiry.Finding) string {
	var purposes, care []string
	for _, i := range f.Price.Purposes {
		at := slices.IndexFunc(m.purposes, func(at place) bool { return at[side] == i })
		purposes = append(purposes, fmt.Sprint(at))
	}
	q := words.Speaker{Pact: m.pacts[side]}
	for _, l := range f.Care.Not {
		care = append(care, "not "+q.Making(l))
	}
	for _, l := range f.Care.InTime {
		care = append(care, "in time "+q.Making(l))
	}
	slices.Sort(care)
	return fmt.Sprint(f.Class, purposes, f.Price.Exchange, care, f.Care.Keep)
}
