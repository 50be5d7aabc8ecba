package machine

import (
	"encoding/binary"
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// Culprits.
//
// Besides breaking a ban, which the program says where the act is, there are two ways to break one's word. One
// makes one's own due duty impossible; or one lets its last day go by although one could still have performed it
// that day. Both need to know what an actor can still bring about by its own moves alone, which is a small
// search of its own: without time, without the others.

// promise is a duty that can be broken: what the program says of it, as code.
type promise struct {
	duty                          model.DutyID
	obligor                       model.ActorID
	due, onLastDay, ready, atHand int32
}

func newPromise(a *assembler, x *program.Promise) promise {
	ask := func(c program.Cond) int32 { return a.cond(c, holds, fails) }
	return promise{x.Duty, x.Obligor, ask(x.Due), ask(x.OnLastDay), ask(x.Ready), ask(x.AtHand)}
}

// culprits gives those for whom the move from m.now to m.next is a breach, broken bans aside.
func (m *Machine) culprits(i int) model.ActorSet {
	var out model.ActorSet
	for _, k := range m.concerned[i] {
		if x := &m.promises[k]; !out.Has(x.obligor) && m.breaks(i, x) {
			out |= model.SetOf(x.obligor)
		}
	}
	return out
}

// concernedBy lists the promises that a move may break: a strike all, any other those of its maker.
func (c *compiled) concernedBy(mv *move) []int {
	var out []int
	for k := range c.promises {
		if mv.kind == Strike || mv.actor == c.promises[k].obligor {
			out = append(out, k)
		}
	}
	return out
}

// spoils reports whether by the move the obligor made its own due duty impossible.
func (m *Machine) spoils(x *promise) bool {
	if !m.holds(x.due, m.now) || !m.holds(x.due, m.next) || slices.Contains(m.fx.events[program.Performs], x.duty) ||
		m.holds(x.atHand, m.next) || m.sameWorld() {
		return false
	}
	return !m.canBringAbout(m.next, x, false) && m.canBringAbout(m.now, x, false)
}

// breaks reports whether a move breaks a promise; broken bans aside.
func (m *Machine) breaks(i int, x *promise) bool {
	switch m.moves[i].kind {
	case Strike:
		return m.misses(x)
	case Pass:
		return false
	}
	return x.obligor == m.moves[i].actor && m.spoils(x)
}

// misses reports whether the last day of a duty goes by on which its obligor could have performed it by its own
// moves without breaking a ban.
func (m *Machine) misses(x *promise) bool {
	return m.holds(x.onLastDay, m.now) && (m.holds(x.ready, m.now) || m.canBringAbout(m.now, x, true))
}

// sameWorld reports whether the move changed nothing that a condition could see.
func (m *Machine) sameWorld() bool {
	for k, memory := range m.memory {
		if (m.now[k]^m.next[k])&^memory != 0 {
			return false
		}
	}
	return true
}

// canBringAbout reports whether the obligor alone, by any number of its own moves, can perform the duty.
// today keeps the memory of the tick and rules out acts that a ban forbids; otherwise the memory is wiped
// before each move, and it is enough that an act becomes possible.
func (m *Machine) canBringAbout(from []uint64, x *promise, today bool) bool {
	start := slices.Clone(from)
	if !today {
		m.forgetTick(start)
	}
	var fx effects
	seen := map[string]bool{m.key(start): true}
	for todo := [][]uint64{start}; len(todo) > 0 && !m.stopped(); {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !today && m.holds(x.atHand, v) {
			return true
		}
		for _, i := range m.own[x.obligor] {
			if !m.holds(m.moves[i].when, v) || today && m.holds(m.moves[i].banned, v) {
				continue
			}
			w := make([]uint64, m.room)
			m.make(v, w, i, &fx)
			if slices.Contains(fx.events[program.Performs], x.duty) {
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

// stopped reports whether nobody waits for an answer any more.
func (m *Machine) stopped() bool {
	select {
	case <-m.done:
		return true
	default:
		return false
	}
}

// forgetTick wipes what was done and used in the tick.
func (m *Machine) forgetTick(w []uint64) {
	for k, memory := range m.memory {
		w[k] &^= memory
	}
}

func (m *Machine) key(w []uint64) string {
	b := make([]byte, 0, 8*m.words)
	for _, n := range w[:m.words] {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	return string(b)
}
