package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/model"
)

// Open points. Fillings are compared that give every point of both drafts the same value in both. A point
// that only one draft leaves open is held to its first value there, unless the caller says otherwise.

// fixed adds to what the caller holds fast the points that only this draft has.
func (m *matching) fixed(side Side, given []model.Binding) []model.Binding {
	out := slices.Clone(given)
	for i := range m.places[model.KindPoint] {
		ref := model.Ref{Kind: model.KindPoint, Index: i}
		own, ok := m.in(side, ref)
		if !ok || m.both(ref) || slices.ContainsFunc(given, func(b model.Binding) bool { return int(b.Point) == own.Index }) {
			continue
		}
		out = append(out, model.Binding{Point: model.PointID(own.Index), Value: 0})
	}
	return out
}

// pairFillings pairs the fillings that were looked at in both drafts.
func (m *matching) pairFillings(answers answers) []Filling {
	var out []Filling
	at := map[string]model.Filling{}
	for _, f := range answers[New].Fillings {
		at[m.shared(New, f.Filling)] = f.Filling
	}
	for _, f := range answers[Old].Fillings {
		if other, ok := at[m.shared(Old, f.Filling)]; ok {
			out = append(out, Filling{f.Filling, other})
		}
	}
	return out
}

// shared says with what the points of both drafts are filled.
func (m *matching) shared(side Side, f model.Filling) string {
	var out []string
	for i := range m.places[model.KindPoint] {
		ref := model.Ref{Kind: model.KindPoint, Index: i}
		if own, ok := m.in(side, ref); ok && m.both(ref) {
			out = append(out, fmt.Sprint(m.value(side, own, f[own.Index])))
		}
	}
	return strings.Join(out, ",")
}

// manyPoints is from how many open points on those at their first value are not named one by one.
const manyPoints = 4

// Words says what a pair of fillings gives to the open points of both drafts; nothing if they have none.
func (c *Comparison) Words(f Filling) string {
	var all, some []string
	for _, side := range []Side{New, Old} {
		for i, v := range f[side] {
			pt := &c.Pacts[side].Points[i]
			words := pt.Name + " is " + pt.Values[v].Text
			if slices.Contains(all, words) {
				continue
			}
			all = append(all, words)
			if v != 0 {
				some = append(some, words)
			}
		}
	}
	switch {
	case len(all) < manyPoints:
		return course.List(all, "and")
	case len(some) == 0:
		return "every open point has its first value"
	case len(some) < len(all):
		some = append(some, "every other open point has its first value")
	}
	return course.List(some, "and")
}

// caveats say what is not covered.
func (m *matching) caveats(c *Comparison) []string {
	var out []string
	for i := range m.places[model.KindPoint] {
		ref := model.Ref{Kind: model.KindPoint, Index: i}
		if m.both(ref) {
			continue
		}
		side := Old
		if _, ok := m.in(New, ref); ok {
			side = New
		}
		own, _ := m.in(side, ref)
		pt := &m.pacts[side].Points[own.Index]
		if len(c.Fillings) > 0 {
			out = append(out, fmt.Sprintf("Only the %s draft leaves %s open; it was filled with %s there. --open %s=VALUE looks at another way.",
				side, pt.Name, pt.Values[c.Fillings[0][side][own.Index]].Text, pt.Name))
		}
	}
	for _, side := range []Side{Old, New} {
		if a := c.Answers[side]; len(c.Fillings) < a.AllFillings {
			out = append(out, fmt.Sprintf("Of the %d ways to fill the open points of the %s draft, %d were compared.", a.AllFillings, side, len(c.Fillings)))
		}
	}
	return slices.Concat(out, m.timeWords(c.TickDays), m.besideWords(), m.lookalikes())
}

// timeWords says what of the drafts' own time is not kept.
func (m *matching) timeWords(tick int) []string {
	var out []string
	for _, side := range []Side{Old, New} {
		if own := m.pacts[side].TickDays(); own != tick {
			out = append(out, fmt.Sprintf("By itself the %s draft goes in steps of %s; to be compared both go in steps of %s.", side, course.Days(own), course.Days(tick)))
		}
	}
	if m.pacts[Old].Starts != m.pacts[New].Starts {
		out = append(out, "The drafts start on different dates; they are compared day by day from their own first day.")
	}
	return out
}

// lookalikes names things that may be the same under another name: the only ones of their kind, with the
// same actors, that one draft has and the other has not.
func (m *matching) lookalikes() []string {
	var out []string
	for _, k := range []model.Kind{model.KindInstrument, model.KindDecision, model.KindAct, model.KindDuty, model.KindBan, model.KindPower, model.KindActor, model.KindFact} {
		for i := range m.places[k] {
			gone := model.Ref{Kind: k, Index: i}
			if m.places[k][i][New] >= 0 {
				continue
			}
			like := m.unmatched(k, New, m.who(gone))
			if len(like) == 1 && len(m.unmatched(k, Old, m.who(gone))) == 1 {
				old, _ := m.in(Old, gone)
				new, _ := m.in(New, like[0])
				a, b := declOf(m.pacts[Old], old).Name, declOf(m.pacts[New], new).Name
				out = append(out, fmt.Sprintf("%s is gone and %s is new. If they are one thing, say --map %s=%s.", a, b, a, b))
			}
		}
	}
	return out
}

func (m *matching) unmatched(k model.Kind, side Side, who string) []model.Ref {
	var out []model.Ref
	for i, at := range m.places[k] {
		ref := model.Ref{Kind: k, Index: i}
		if at[side] >= 0 && at[side.Other()] < 0 && m.who(ref) == who {
			out = append(out, ref)
		}
	}
	return out
}

// who says which actors a thing is in the hands of.
func (m *matching) who(ref model.Ref) string {
	side := Old
	if _, ok := m.in(New, ref); ok {
		side = New
	}
	own, _ := m.in(side, ref)
	p := m.pacts[side]
	var ids []model.ActorID
	switch ref.Kind {
	case model.KindAct:
		ids = p.Acts[own.Index].By
	case model.KindDecision:
		ids = p.Decisions[own.Index].By
	case model.KindInstrument:
		ids = p.Instruments[own.Index].Between
	case model.KindDuty:
		ids = []model.ActorID{p.Duties[own.Index].Obligor}
	case model.KindBan:
		ids = []model.ActorID{p.Bans[own.Index].Bound}
	case model.KindPower:
		ids = []model.ActorID{p.Powers[own.Index].Holder}
	}
	return fmt.Sprintf("%b", m.actors(side, model.SetOf(ids...)))
}
