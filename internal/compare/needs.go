package compare

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Some changes cannot be made without others: a clause that speaks of a new act needs that act, and an act
// can only go once no clause speaks of it any more.

// closed adds to a set of changes what they need, so that everything that is spoken of is there.
func (m *matching) closed(f Filling, changes []Change, made []bool) []bool {
	made = slices.Clone(made)
	at := map[changeKey]int{}
	for i := range changes {
		at[changes[i].key()] = i
	}
	for {
		h := &hybrid{m: m, f: f, made: map[changeKey]bool{}, own: map[model.Ref]int{}, pact: &model.Pact{}}
		for i := range changes {
			if made[i] {
				h.made[changes[i].key()] = true
			}
		}
		h.number()
		grown := false
		h.unmet(func(need changeKey) {
			if i, ok := at[need]; ok && !made[i] {
				made[i], grown = true, true
			}
		})
		if !grown {
			return made
		}
	}
}

// unmet tells of each change without which the hybrid speaks of something that is not there.
func (h *hybrid) unmet(tell func(changeKey)) {
	for _, k := range declared {
		for i := range h.m.places[k] {
			ref := model.Ref{Kind: k, Index: i}
			if !h.there(ref) {
				continue
			}
			for n, a := range aspects[k] {
				side := h.side(ref, n)
				own, _ := h.m.in(side, ref)
				piece := settled(h.m.pacts[side], h.f[side], a.get(h.m.pacts[side], own.Index))
				here := changeKey{thing: ref, aspect: n}
				if !h.m.both(ref) {
					here.aspect = -1
				}
				h.unmetBy(side, here, references(piece), tell)
			}
		}
	}
	for i, at := range h.m.purposes {
		here := changeKey{thing: model.Ref{Index: i}, aspect: -1, purpose: true}
		side := Old
		if h.made[here] {
			side = New
		}
		if at[side] >= 0 {
			p := h.m.pacts[side]
			h.unmetBy(side, here, references(model.Settle(p, p.Purposes[at[side]].Cond, h.f[side])), tell)
		}
	}
}

// unmetBy looks at what a piece of one draft speaks of. What the old draft says and can no longer be said
// has to be changed where it is said; what the new one says needs the change that brings it.
func (h *hybrid) unmetBy(side Side, here changeKey, refs []reference, tell func(changeKey)) {
	for _, r := range refs {
		if r.Kind == model.KindPoint {
			continue // in amounts, which are settled later
		}
		ref := h.m.to(side, r.Ref)
		need := here
		if _, ok := h.own[ref]; !ok {
			if side == New {
				need = changeKey{thing: ref, aspect: -1}
			}
			tell(need)
			continue
		}
		values := valuesOf(h.m.pacts[side], r.Ref)
		if r.value < 0 || values == nil || slices.Contains(h.valuesHere(ref), values[r.value]) {
			continue
		}
		if side == New {
			need = changeKey{thing: ref, aspect: valuesAspect[ref.Kind]}
		}
		tell(need)
	}
}

// valuesAspect is the aspect that lists the values of a thing.
var valuesAspect = map[model.Kind]int{model.KindFact: 0, model.KindDecision: 1}
