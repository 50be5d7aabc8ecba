package compare

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/same"
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
			for _, a := range aspects(k) {
				side := h.side(ref, a.Name)
				own, _ := h.m.in(side, ref)
				here := changeKey{thing: ref, aspect: a.Name}
				if !h.m.both(ref) {
					here.aspect = ""
				}
				h.unmetBy(side, here, a.Get(h.m.pacts[side], own.Index), tell)
			}
		}
	}
	for i, at := range h.m.purposes {
		here := changeKey{thing: model.Ref{Index: i}, purpose: true}
		side := Old
		if h.made[here] {
			side = New
		}
		if at[side] >= 0 {
			h.unmetBy(side, here, h.m.pacts[side].Purposes[at[side]].Cond, tell)
		}
	}
}

// unmetBy looks at what a piece of one draft speaks of. What the old draft says and can no longer be said
// has to be changed where it is said; what the new one says needs the change that brings it.
func (h *hybrid) unmetBy(side Side, here changeKey, piece any, tell func(changeKey)) {
	look := h.settler(side)
	look.Ref = func(own model.Ref, value int) (int, int) {
		ref := h.m.to(side, own)
		if _, ok := h.own[ref]; !ok {
			tell(needed(side, here, changeKey{thing: ref}))
			return own.Index, value
		}
		values := same.Values(h.m.pacts[side], own)
		if value != model.NoValue && values != nil && !slices.Contains(h.valuesHere(ref), values[value]) {
			tell(needed(side, here, changeKey{thing: ref, aspect: valuesField[ref.Kind]}))
		}
		return own.Index, value
	}
	look.Rewrite(piece)
}

func needed(side Side, here, there changeKey) changeKey {
	if side == New {
		return there
	}
	return here
}
