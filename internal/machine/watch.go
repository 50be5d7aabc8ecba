package machine

import (
	"math/bits"

	"github.com/servanda-lang/servanda/model"
)

// What has to be looked at again.
//
// Settling asks a thing again only if a cell that it reads has changed since it was last asked; asked
// again without such a change it would give the same answer. Duties with `unless` or `every` are always
// asked: in a settled state one of them may be waiting for nothing but the next settling, because in the
// last one it had already had the status it would go to. The order in which things are asked is that of
// full rounds, so the result is the same.

// itemSet is a set of places in Pact.Order.
type itemSet []uint64

func (s itemSet) add(i int)    { s[i>>6] |= 1 << (i & 63) }
func (s itemSet) remove(i int) { s[i>>6] &^= 1 << (i & 63) }
func (s itemSet) join(t itemSet) {
	for k := range s {
		s[k] |= t[k]
	}
}

// next gives the first place in the set from i on, -1 if there is none.
func (s itemSet) next(i int) int {
	k := i >> 6
	if k >= len(s) {
		return -1
	}
	for w := s[k] >> (i & 63) << (i & 63); ; w = s[k] {
		if w != 0 {
			return k<<6 + bits.TrailingZeros64(w)
		}
		if k++; k == len(s) {
			return -1
		}
	}
}

// watching says what has to be looked at when something changes.
type watching struct {
	byCell   []itemSet // those that read the cell
	byItem   []itemSet // those that read a cell which the item writes, itself included
	restless itemSet
	byLabel  [][]cell       // by label: every cell that the move itself can change
	writes   [][]cell       // by item: every cell that settling it can change
	statuses []slotOfStatus // of instruments and duties
}

// slotOfStatus is where the status of the thing at a place in the order is kept.
type slotOfStatus struct {
	order int
	at    cell
}

func (c *compiler) watch() {
	n := len(c.Pact.Order)
	fresh := func() itemSet { return make(itemSet, (n+63)/64) }
	w := &c.watching
	w.restless = fresh()
	for range c.cells {
		w.byCell = append(w.byCell, fresh())
	}
	for i, ref := range c.Pact.Order {
		for _, at := range c.itemReads(ref) {
			w.byCell[at].add(i)
		}
		if ref.Kind == model.KindDuty {
			if d := &c.duties[ref.Index]; d.unless != nil || d.every {
				w.restless.add(i)
			}
			w.statuses = append(w.statuses, slotOfStatus{i, c.duties[ref.Index].status})
		}
		if ref.Kind == model.KindInstrument {
			w.statuses = append(w.statuses, slotOfStatus{i, c.instruments[ref.Index].status})
		}
	}
	for i, ref := range c.Pact.Order {
		stirs := fresh()
		stirs.add(i)
		for _, at := range c.itemWrites(ref) {
			stirs.join(w.byCell[at])
		}
		w.byItem = append(w.byItem, stirs)
		w.writes = append(w.writes, c.itemWrites(ref))
	}
	for _, l := range c.labels {
		w.byLabel = append(w.byLabel, c.labelWrites(l))
	}
}

// labelWrites lists the cells that a move can change before settling.
func (c *compiler) labelWrites(l Label) []cell {
	switch l.Kind {
	case Sign:
		in := &c.instruments[l.Index]
		return []cell{in.signed[in.seat(l.Actor)]}
	case Decide:
		return c.itemWrites(model.Ref{Kind: model.KindDecision, Index: l.Index})
	case Do:
		return c.actWrites(&c.acts[l.Index], l.Actor)
	case Use:
		return c.useWrites(&c.powers[l.Index])
	}
	out := make([]cell, len(c.cells)) // time may touch everything
	for i := range out {
		out[i] = cell(i)
	}
	return out
}

func (c *compiler) actWrites(a *act, actor model.ActorID) []cell {
	out := []cell{a.done[a.seat(actor)]}
	if ever := a.ever[a.seat(actor)]; ever != noCell {
		out = append(out, ever)
	}
	for _, e := range a.effects {
		out = append(out, e.fact)
	}
	for _, i := range a.bans {
		out = append(out, c.bans[i].breached)
	}
	for _, ds := range [][]int{a.serves, a.calls} {
		for _, i := range ds {
			out = append(out, c.duties[i].ownCells()...)
		}
	}
	return out
}

func (c *compiler) useWrites(w *power) []cell {
	out := []cell{w.status, w.used}
	if w.hasNotice {
		return append(out, w.notice)
	}
	switch w.effect {
	case model.SetFact:
		return append(out, w.fact)
	case model.Excuse:
		return append(out, c.duties[w.target].ownCells()...)
	}
	return append(out, c.itemWrites(model.Ref{Kind: model.KindInstrument, Index: w.target})...)
}

// itemReads lists the cells that settling a thing looks at.
func (c *compiler) itemReads(ref model.Ref) []cell {
	switch ref.Kind {
	case model.KindInstrument:
		in := &c.Pact.Instruments[ref.Index]
		return append(c.reads(model.And{Terms: present(in.InForceOnce, in.EndsOnce)}), c.instruments[ref.Index].status)
	case model.KindDecision:
		return append(c.reads(c.Pact.Decisions[ref.Index].Once), c.decisions[ref.Index].status)
	}
	d, x := &c.Pact.Duties[ref.Index], &c.duties[ref.Index]
	out := append(c.reads(model.And{Terms: present(d.Once, d.Unless, d.Ensure)}), c.instruments[x.instrument].status)
	out = append(out, x.ownCells()...)
	for _, a := range x.acts {
		out = append(out, a.done)
		if a.ever != noCell {
			out = append(out, a.ever)
		}
		out = append(out, c.reads(c.Pact.Acts[a.act].When)...)
		for _, e := range c.acts[a.act].effects {
			out = append(out, e.fact)
		}
	}
	return out
}

// itemWrites lists the cells that settling a thing can change.
func (c *compiler) itemWrites(ref model.Ref) []cell {
	switch ref.Kind {
	case model.KindInstrument:
		in := &c.instruments[ref.Index]
		out := []cell{in.status}
		if in.hasTerm {
			out = append(out, in.term)
		}
		for _, d := range in.duties {
			out = append(out, c.duties[d].ownCells()...)
		}
		return out
	case model.KindDecision:
		q := &c.decisions[ref.Index]
		if q.hasClock {
			return []cell{q.status, q.clock}
		}
		return []cell{q.status}
	}
	return c.duties[ref.Index].ownCells()
}

// ownCells lists the cells of a duty itself.
func (d *duty) ownCells() []cell {
	out := []cell{d.status}
	for _, at := range []cell{d.deadline, d.wait, d.period, d.date, d.wasBreached} {
		if at != noCell {
			out = append(out, at)
		}
	}
	for _, a := range d.acts {
		if a.early != noCell {
			out = append(out, a.early)
		}
	}
	return out
}

func present(cs ...model.Cond) []model.Cond {
	var out []model.Cond
	for _, c := range cs {
		if c != nil {
			out = append(out, c)
		}
	}
	return out
}
