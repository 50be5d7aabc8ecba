// Package same says which thing of one text is which of another.
//
// Input: two pacts, and what the caller says of things that have another name in the second. Output: the thing of the second for
// each of the first that it has. Nothing is guessed: things are the same if they have the same name and are of the same sort, or if the caller
// says so.
package same

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/model"
)

// Kinds are the things that have a part in what can happen.
var Kinds = []model.Kind{model.KindActor, model.KindFact, model.KindAct, model.KindDecision, model.KindInstrument,
	model.KindDuty, model.KindBan, model.KindPower, model.KindPoint}

// Things pairs the things of two texts, sources and readings among them. renames are pairs of an old name and a new one.
func Things(old, new *model.Pact, renames [][2]string) (map[model.Ref]model.Ref, error) {
	m := &matching{pacts: [2]*model.Pact{old, new}}
	out, err := m.renamed(renames)
	if err != nil {
		return nil, err
	}
	spoken := map[model.Ref]bool{} // new things that stand for an old one of another name
	for _, to := range out {
		spoken[to] = true
	}
	for _, k := range append(slices.Clone(Kinds), model.KindSource, model.KindReading) {
		for i := range old.Count(k) {
			ref := model.Ref{Kind: k, Index: i}
			if _, said := out[ref]; said {
				continue
			}
			if to := (model.Ref{Kind: k, Index: m.sameName(ref)}); to.Index >= 0 && !spoken[to] {
				out[ref] = to
			}
		}
	}
	return out, nil
}

type matching struct{ pacts [2]*model.Pact }

// renamed understands the renames: the new thing for each old one that the caller says is the same.
func (m *matching) renamed(renames [][2]string) (map[model.Ref]model.Ref, error) {
	out := map[model.Ref]model.Ref{}
	taken := map[model.Ref]string{}
	for _, r := range renames {
		from, ok := named(m.pacts[0], r[0])
		if !ok {
			return nil, m.undeclared(r, 0)
		}
		to, ok := named(m.pacts[1], r[1])
		if !ok {
			return nil, m.undeclared(r, 1)
		}
		if from.Kind != to.Kind {
			return nil, fmt.Errorf("--map %s=%s: one is %s, the other %s", r[0], r[1], article(noun(from.Kind)), article(noun(to.Kind)))
		}
		if other, twice := taken[to]; twice || out[from] != (model.Ref{}) {
			return nil, fmt.Errorf("--map %s=%s: it is said already what becomes of %s", r[0], r[1], or(other, r[0]))
		}
		out[from], taken[to] = to, r[1]
	}
	return out, nil
}

func (m *matching) undeclared(r [2]string, side int) error {
	p := m.pacts[side]
	var names []string
	for _, k := range Kinds {
		for i := range p.Count(k) {
			names = append(names, p.Declaration(model.Ref{Kind: k, Index: i}).Name)
		}
	}
	hint := ""
	if near := diag.Nearest(r[side], names); near != "" {
		hint = "; did you mean " + near + "?"
	}
	return fmt.Errorf("--map %s=%s: the %s draft declares no %s%s", r[0], r[1], [2]string{"old", "new"}[side], r[side], hint)
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// noun is what things of a kind are called.
func noun(k model.Kind) string { return model.SectionOf(k).Noun }

func article(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

func named(p *model.Pact, name string) (model.Ref, bool) {
	for _, k := range Kinds {
		for i := range p.Count(k) {
			if ref := (model.Ref{Kind: k, Index: i}); p.Declaration(ref).Name == name && !isOutsider(p, ref) {
				return ref, true
			}
		}
	}
	return model.Ref{}, false
}

func isOutsider(p *model.Pact, ref model.Ref) bool {
	return ref.Kind == model.KindActor && p.Actors[ref.Index].Kind == model.IsOutsider
}

// sameName gives the thing of the new text that has the name of one of the old, -1 if there is none or
// if it is of another sort: a counter is no enumeration.
func (m *matching) sameName(ref model.Ref) int {
	old, new := m.pacts[0], m.pacts[1]
	for j := range new.Count(ref.Kind) {
		other := model.Ref{Kind: ref.Kind, Index: j}
		switch {
		case isOutsider(old, ref) != isOutsider(new, other):
		case !isOutsider(old, ref) && old.Declaration(ref).Name != new.Declaration(other).Name:
		case ref.Kind == model.KindFact && (old.Facts[ref.Index].Values == nil) != (new.Facts[j].Values == nil):
		default:
			return j
		}
	}
	return -1
}

// Values lists the values of an enumeration, a decision or an open point by which they are matched; nil for what has none.
func Values(p *model.Pact, ref model.Ref) []string {
	switch ref.Kind {
	case model.KindFact:
		return p.Facts[ref.Index].Values
	case model.KindDecision:
		return p.Decisions[ref.Index].Values
	case model.KindPoint:
		var out []string
		for _, v := range p.Points[ref.Index].Values {
			if p.Points[ref.Index].ValueKind == model.Word {
				out = append(out, v.Text)
			} else {
				out = append(out, strconv.Itoa(v.N)) // 30 days is 1 month
			}
		}
		return out
	}
	return nil
}
