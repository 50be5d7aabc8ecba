package machine

import (
	"encoding/binary"
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Culprits.
//
// Besides breaking a ban (see breakBans) there are two ways to break one's word. One makes one's own due
// duty impossible; or one lets its last day go by although one could still have performed it that day. Both
// need to know what an actor can still bring about by its own moves alone, which is a small search of its
// own: without time, without the others.

// culprits gives those for whom the move from m.now to m.next, settled, which performs those duties, is a
// breach, broken bans aside.
func (m *Machine) culprits(l Label, performs []model.DutyID) model.ActorSet {
	if l.Kind == Strike {
		return m.strikeCulprits()
	}
	if l.Kind == Pass {
		return 0
	}
	var out model.ActorSet
	for i := range m.duties {
		d := &m.duties[i]
		if d.obligor == l.Actor && d.binds(m.now) && d.binds(m.next) && !slices.Contains(performs, model.DutyID(i)) && m.spoils(d) {
			out |= model.SetOf(l.Actor)
		}
	}
	return out
}

// binds reports whether the duty is due and letting it go would be a breach.
func (d *duty) binds(v []int32) bool { return v[d.status] == dDue && !d.discretion }

// spoils reports whether by the move the obligor made its own due duty impossible.
func (m *Machine) spoils(d *duty) bool {
	if m.atHand(m.next, d) || m.sameWorld() {
		return false
	}
	return !m.canBringAbout(m.next, d, false) && m.canBringAbout(m.now, d, false)
}

// atHand reports whether the obligor has an act for the duty that is possible, or, the duty being due, has
// nothing left to do for it but to wait.
func (m *Machine) atHand(v []int32, d *duty) bool {
	for _, a := range d.acts {
		if m.possible(v, &m.acts[a.act]) {
			return true
		}
	}
	return v[d.status] == dDue && m.fulfilled(v, d)
}

// sameWorld reports whether the move changed nothing that a condition could see.
func (m *Machine) sameWorld() bool {
	for i := range m.cells {
		if m.now[i] != m.next[i] && !m.isTickMemory[i] {
			return false
		}
	}
	return true
}

// strikeCulprits: each actor whose duty is on its last day and who could have performed it that day by
// its own moves without breaking a ban.
func (m *Machine) strikeCulprits() model.ActorSet {
	var out model.ActorSet
	for i := range m.duties {
		d := &m.duties[i]
		if d.discretion || !d.onLastDay(m.now) || out.Has(d.obligor) {
			continue
		}
		if m.canPerformToday(d) {
			out |= model.SetOf(d.obligor)
		}
	}
	return out
}

func (m *Machine) canPerformToday(d *duty) bool {
	if d.waitIsOver(m.now) {
		for _, a := range d.acts {
			if v := m.now; v[a.done] == 0 && m.possible(v, &m.acts[a.act]) && !m.banned(v, a.act, d.obligor) {
				return true
			}
		}
	}
	return m.canBringAbout(m.now, d, true)
}

// banned reports whether a ban forbids the actor this act now.
func (m *Machine) banned(v []int32, a int, actor model.ActorID) bool {
	for _, i := range m.acts[a].bans {
		if b := &m.bans[i]; b.bound == actor && m.forbids(v, b) {
			return true
		}
	}
	return false
}

// canBringAbout reports whether the obligor alone, by any number of its own moves, can perform the duty.
// today keeps the memory of the tick and rules out acts that a ban forbids; otherwise the memory is wiped
// before each move, and it is enough that an act becomes possible.
func (m *Machine) canBringAbout(from []int32, d *duty, today bool) bool {
	theirs := m.performed // the move in question may have performed the same duty
	defer func() { m.performed = theirs }()
	m.performed = m.performed[len(theirs):]
	start := append([]int32(nil), from...)
	if !today {
		m.forgetTick(start)
	}
	seen := map[string]bool{m.key(start): true}
	for todo := [][]int32{start}; len(todo) > 0; {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !today && m.atHand(v, d) {
			return true
		}
		for _, l := range m.ownLabels[d.obligor] {
			if !m.offered(v, l) || today && l.Kind == Do && m.banned(v, l.Index, d.obligor) {
				continue
			}
			w := append([]int32(nil), v...)
			m.performed = m.performed[:0]
			m.make(w, l)
			m.settle(v, w, m.byLabel[m.labelAt[l]])
			if slices.Contains(m.performed, model.DutyID(d.index)) {
				return true
			}
			if !today {
				m.forgetTick(w)
			}
			if k := m.key(w); !seen[k] {
				seen[k] = true
				todo = append(todo, w)
			}
		}
	}
	return false
}

func (m *Machine) key(v []int32) string {
	b := make([]byte, 0, 4*len(v))
	for _, n := range v {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	return string(b)
}
