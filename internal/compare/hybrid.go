package compare

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/same"
	"github.com/servanda-lang/servanda/model"
)

// A hybrid is the old draft with some of the changes made, under one filling of the open points. It is
// what shows which change brings a finding about.
//
// It is put together aspect by aspect in common numbers and then renumbered. Open points are settled
// first, each draft by its own filling, so that a hybrid has none. Checks and scenarios are left out, and so are sources.

// declared are the kinds of things that a hybrid has: all but open points.
var declared = kinds[:len(kinds)-1]

// hybrid is one such pact in the making.
type hybrid struct {
	m       *matching
	f       Filling
	made    map[changeKey]bool
	own     map[model.Ref]int // the number in the hybrid of a thing, by its common place
	pact    *model.Pact
	missing bool // something speaks of what is not there
}

// changeKey is a change by what it changes: a declaration that came or went, or an aspect.
type changeKey struct {
	thing   model.Ref
	aspect  string // the name of the field; "" for the declaration itself
	purpose bool
}

func (c *Change) key() changeKey {
	k := changeKey{thing: c.thing, purpose: c.purpose}
	if c.Kind == Altered && !c.purpose {
		k.aspect = c.aspect
	}
	return k
}

// build makes the hybrid; ok is false if some changes cannot be made without others.
func (m *matching) build(f Filling, changes []Change, made []bool) (*hybrid, bool) {
	h := &hybrid{m: m, f: f, made: map[changeKey]bool{}, own: map[model.Ref]int{}, pact: &model.Pact{}}
	for i := range changes {
		if made[i] {
			h.made[changes[i].key()] = true
		}
	}
	h.number()
	for _, k := range declared {
		h.declare(k)
	}
	h.purposes()
	h.pact.Starts = m.pacts[Old].Starts
	h.order()
	for i := range h.pact.Duties {
		in := &h.pact.Instruments[h.pact.Duties[i].Instrument]
		in.Duties = append(in.Duties, model.DutyID(i))
	}
	for i := range h.pact.Bans {
		in := &h.pact.Instruments[h.pact.Bans[i].Instrument]
		in.Bans = append(in.Bans, model.BanID(i))
	}
	for i := range h.pact.Powers {
		in := &h.pact.Instruments[h.pact.Powers[i].Instrument]
		in.Powers = append(in.Powers, model.PowerID(i))
	}
	return h, !h.missing && h.pact.Validate() == nil
}

// there reports whether the hybrid has a thing.
func (h *hybrid) there(ref model.Ref) bool {
	at := h.m.places[ref.Kind][ref.Index]
	made := h.made[changeKey{thing: ref}]
	switch {
	case at[New] < 0:
		return !made
	case at[Old] < 0:
		return made
	}
	return true
}

// side is the draft that an aspect of a thing is taken from.
func (h *hybrid) side(ref model.Ref, aspect string) Side {
	at := h.m.places[ref.Kind][ref.Index]
	if at[Old] < 0 || at[New] >= 0 && h.made[changeKey{thing: ref, aspect: aspect}] {
		return New
	}
	return Old
}

// number gives everything its number in the hybrid. The outsider is always first: it is in both drafts.
func (h *hybrid) number() {
	for _, k := range declared {
		n := 0
		for i := range h.m.places[k] {
			if ref := (model.Ref{Kind: k, Index: i}); h.there(ref) {
				h.own[ref] = n
				n++
			}
		}
	}
}

// settler puts the values of the open points of one draft in their place.
func (h *hybrid) settler(side Side) model.Rewriter {
	p, f := h.m.pacts[side], h.f[side]
	return model.Rewriter{
		Cond:   func(c model.Cond) model.Cond { return model.Settle(p, c, f) },
		Amount: func(a model.Amount, _ model.PointValueKind) model.Amount { return model.Fixed(a.In(p, f)) },
	}
}

// translator leads from the numbers of one draft to those of the hybrid, open points settled.
func (h *hybrid) translator(side Side) model.Rewriter {
	p, r := h.m.pacts[side], h.settler(side)
	r.Ref = func(own model.Ref, value int) (int, int) {
		ref := h.m.to(side, own)
		i, ok := h.own[ref]
		if !ok {
			h.missing = true
			return 0, 0
		}
		if values := same.Values(p, own); value != model.NoValue && values != nil {
			value = slices.Index(h.valuesHere(ref), values[value])
			h.missing = h.missing || value < 0
			value = max(value, 0)
		}
		return i, value
	}
	return r
}

// valuesHere lists the values that a fact or decision has in the hybrid.
func (h *hybrid) valuesHere(ref model.Ref) []string {
	side := h.side(ref, valuesField[ref.Kind])
	own, _ := h.m.in(side, ref)
	return same.Values(h.m.pacts[side], own)
}

// declare makes all declarations of a kind.
func (h *hybrid) declare(k model.Kind) {
	for i := range h.m.places[k] {
		ref := model.Ref{Kind: k, Index: i}
		if !h.there(ref) {
			continue
		}
		side := h.side(ref, "")
		own, _ := h.m.in(side, ref)
		d := *declOf(h.m.pacts[side], own)
		d.Cites = nil
		at := model.SectionOf(k).Add(h.pact, d)
		for _, a := range aspects(k) {
			from := h.side(ref, a.Name)
			src, _ := h.m.in(from, ref)
			a.Set(h.pact, at, h.translator(from).Rewrite(a.Get(h.m.pacts[from], src.Index)))
		}
	}
}

func (h *hybrid) purposes() {
	for i, at := range h.m.purposes {
		made := h.made[changeKey{thing: model.Ref{Index: i}, purpose: true}]
		side := Old
		if made {
			side = New
		}
		if at[side] < 0 {
			continue
		}
		p := h.m.pacts[side].Purposes[at[side]]
		p.Cond, _ = h.translator(side).Rewrite(p.Cond).(model.Cond)
		p.Cites = nil
		h.pact.Purposes = append(h.pact.Purposes, p)
	}
}

// order keeps the order of the old draft; what only the new one has comes after what it follows there.
func (h *hybrid) order() {
	var out []model.Ref
	for _, r := range h.m.pacts[Old].Order {
		out = append(out, h.m.to(Old, r))
	}
	at := -1
	for _, r := range h.m.pacts[New].Order {
		ref := h.m.to(New, r)
		if i := slices.Index(out, ref); i >= 0 {
			at = i
			continue
		}
		at++
		out = slices.Insert(out, at, ref)
	}
	for _, ref := range out {
		if i, ok := h.own[ref]; ok {
			h.pact.Order = append(h.pact.Order, model.Ref{Kind: ref.Kind, Index: i})
		}
	}
}

// standings gives the standings of all issues in the hybrid, in common numbers.
func (h *hybrid) standings(fs []inquiry.Finding) standings {
	back := &matching{pacts: [2]*model.Pact{h.pact, h.pact}, places: h.m.places}
	back.common[Old] = map[model.Ref]int{}
	for ref, i := range h.own {
		back.common[Old][model.Ref{Kind: ref.Kind, Index: i}] = ref.Index
	}
	n := 0
	for i, at := range h.m.purposes {
		side := Old
		if h.made[changeKey{thing: model.Ref{Index: i}, purpose: true}] {
			side = New
		}
		if at[side] < 0 {
			back.purposes = append(back.purposes, place{-1, -1})
			continue
		}
		back.purposes = append(back.purposes, place{n, n})
		n++
	}
	return back.standings(Old, fs)
}
