package machine

import (
	"encoding/binary"
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// Culprits.
//
// Besides breaking a ban, which the program says where the act is, there are two ways to break one's word. One makes
// one's own due duty impossible, for good or, on its last day, for what is left of it; or one lets its last day go by
// although one could still have performed it that day. Both need to know what actors can still bring about by their own
// moves alone, which is a small search of its own: without time, without the others.

// promise is a duty that can be broken: what the program says of it, as code.
type promise struct {
	duty                          model.DutyID
	obligor                       model.ActorID
	due, onLastDay, ready, atHand int32
	sharers                       []int
	wiped                         []uint64 // the bits that a search for what can be brought about at all wipes
}

func newPromise(a *assembler, x *program.Promise) promise {
	ask := func(c program.Cond) int32 { return a.cond(c, holds, fails) }
	return promise{x.Duty, x.Obligor, ask(x.Due), ask(x.OnLastDay), ask(x.Ready), ask(x.AtHand), x.Sharers, a.mask(x.Wiped)}
}

// culprits gives those for whom the move from m.now to m.next is a breach, broken bans aside.
func (m *Machine) culprits(i int) model.ActorSet {
	var out model.ActorSet
	for _, k := range m.concerned[i] {
		if x := &m.promises[k]; !out.Has(x.obligor) || x.sharers != nil {
			out |= m.breakers(i, x)
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

// breakers gives those who break a promise, or one that they share, by a move; broken bans aside.
func (m *Machine) breakers(i int, x *promise) model.ActorSet {
	switch {
	case m.moves[i].kind == Strike:
		return m.missedBy(x)
	case m.moves[i].kind != Pass && x.obligor == m.moves[i].actor && m.spoils(x):
		return model.SetOf(x.obligor)
	}
	return 0
}

// spoils reports whether by the move the obligor made its own due duty impossible.
func (m *Machine) spoils(x *promise) bool {
	if !m.holds(x.due, m.now) || !m.holds(x.due, m.next) || slices.Contains(m.fx.events[program.Performs], x.duty) {
		return false
	}
	if !m.holds(x.atHand, m.next) && !m.sameWorld() && m.putsOutOfReach(x, due, false) {
		return true
	}
	return m.holds(x.onLastDay, m.now) && !m.holds(x.ready, m.next) && m.putsOutOfReach(x, lastDay, true)
}

// putsOutOfReach reports whether a promise could be performed before the move and cannot after it: by its obligor or, if
// none of those who share it could alone, by them together. such says for whom of them this counts.
func (m *Machine) putsOutOfReach(x *promise, such func(*promise) int32, today bool) bool {
	alone := model.SetOf(x.obligor)
	if m.canBringAbout(m.next, x, alone, today) {
		return false
	}
	if m.canBringAbout(m.now, x, alone, today) {
		return true
	}
	all := m.sharers(x, such)
	return all.Len() > 1 && m.ableAlone(x, all, today) == 0 &&
		!m.canBringAbout(m.next, x, all, today) && m.canBringAbout(m.now, x, all, today)
}

// sharers are those who promised to ensure the same and of whose promise something holds before the move.
func (m *Machine) sharers(x *promise, such func(*promise) int32) model.ActorSet {
	out := model.SetOf(x.obligor)
	for _, k := range x.sharers {
		if y := &m.promises[k]; m.holds(such(y), m.now) {
			out |= model.SetOf(y.obligor)
		}
	}
	return out
}

// ableAlone are those who can, before the move, each alone.
func (m *Machine) ableAlone(x *promise, all model.ActorSet, today bool) (out model.ActorSet) {
	for _, a := range all.IDs() {
		if m.canBringAbout(m.now, x, model.SetOf(a), today) {
			out |= model.SetOf(a)
		}
	}
	return out
}

// missedBy gives those who let the last day of a promise go by although they could have performed it by their own moves,
// without breaking a ban: the obligor or, if nobody who shares it could alone, those who had to begin.
func (m *Machine) missedBy(x *promise) model.ActorSet {
	obligor := model.SetOf(x.obligor)
	switch {
	case !m.holds(x.onLastDay, m.now):
		return 0
	case m.holds(x.ready, m.now) || m.canBringAbout(m.now, x, obligor, true):
		return obligor
	case x.sharers == nil:
		return 0
	}
	all := m.sharers(x, lastDay)
	if m.ableAlone(x, all, true) != 0 {
		return 0
	}
	return m.search(m.now, x, all, true)
}

// due and lastDay are what counts of those who share a promise.
func due(x *promise) int32     { return x.due }
func lastDay(x *promise) int32 { return x.onLastDay }

// sameWorld reports whether the move changed nothing that a condition could see.
func (m *Machine) sameWorld() bool {
	for k, memory := range m.memory {
		if (m.now[k]^m.next[k])&^memory != 0 {
			return false
		}
	}
	return true
}

// canBringAbout reports whether some actors alone, by any number of their own moves, can perform a promise.
func (m *Machine) canBringAbout(from []uint64, x *promise, who model.ActorSet, today bool) bool {
	return m.search(from, x, who, today) != 0
}

// reached is a state of a search, with those whose move a shortest way to it begins with.
type reached struct {
	words []uint64
	first model.ActorSet
}

// search gives those with whose move a shortest sequence of moves of some actors begins that performs a promise; if
// nothing is left to do but an act, all. today keeps the memory of the tick and rules out acts that a ban forbids; otherwise
// the memory and the wait are wiped before each move, and it is enough that an act becomes possible.
func (m *Machine) search(from []uint64, x *promise, who model.ActorSet, today bool) model.ActorSet {
	start := slices.Clone(from)
	if !today {
		wipe(start, x.wiped)
	}
	seen := map[string]bool{m.key(start): true}
	for layer := []reached{{words: start}}; len(layer) > 0 && !m.stopped(); {
		var found model.ActorSet
		if layer, found = m.nextLayer(layer, seen, x, who, today); found != 0 {
			return found
		}
	}
	return 0
}

// nextLayer makes all moves of a search out of the states of a layer.
func (m *Machine) nextLayer(layer []reached, seen map[string]bool, x *promise, who model.ActorSet, today bool) (next []reached, found model.ActorSet) {
	at := map[string]int{}
	var fx effects
	for _, v := range layer {
		if !today && m.holds(x.atHand, v.words) {
			return nil, who
		}
		for _, i := range m.ownMoves(who) {
			if !m.holds(m.moves[i].when, v.words) || today && m.holds(m.moves[i].banned, v.words) {
				continue
			}
			w := reached{make([]uint64, m.room), v.first}
			if v.first == 0 {
				w.first = model.SetOf(m.moves[i].actor)
			}
			m.make(v.words, w.words, i, &fx)
			if slices.Contains(fx.events[program.Performs], x.duty) {
				found |= w.first
			}
			if !today {
				wipe(w.words, x.wiped)
			}
			k := m.key(w.words)
			if j, ok := at[k]; ok {
				next[j].first |= w.first
			} else if !seen[k] {
				at[k], seen[k] = len(next), true
				next = append(next, w)
			}
		}
	}
	return next, found
}

// ownMoves lists the moves of some actors.
func (m *Machine) ownMoves(who model.ActorSet) []int {
	ids := who.IDs()
	if len(ids) == 1 {
		return m.own[ids[0]]
	}
	var out []int
	for _, a := range ids {
		out = append(out, m.own[a]...)
	}
	return out
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

// wipe sets some bits of a state to 0.
func wipe(w, bits []uint64) {
	for k := range bits {
		w[k] &^= bits[k]
	}
}

func (m *Machine) key(w []uint64) string {
	b := make([]byte, 0, 8*m.words)
	for _, n := range w[:m.words] {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	return string(b)
}
