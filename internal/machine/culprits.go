package machine

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// Culprits.
//
// Besides breaking a ban, which the program says where the act is, there are two ways to break one's word. One makes
// one's own due duty impossible, for good or, on its last day, for what is left of it; or one lets its last day go by
// although one could still have performed it that day. Both need to know what actors can still bring about by their own
// moves alone, which is a search of its own: without time, without the others (search.go).

// promise is a duty that can be broken: what the program says of it, as code.
type promise struct {
	duty                          model.DutyID
	obligor                       model.ActorID
	due, onLastDay, ready, atHand int32
	sharers                       []int
	wiped                         []uint64  // the bits that a search for what can be brought about at all wipes
	bears                         [2][]bool // by move: whether such a search need make it; and one for what is left of the day
}

func newPromise(a *assembler, x *program.Promise) promise {
	ask := func(c program.Cond) int32 { return a.cond(c, holds, fails) }
	return promise{x.Duty, x.Obligor, ask(x.Due), ask(x.OnLastDay), ask(x.Ready), ask(x.AtHand), x.Sharers, a.mask(x.Wiped), [2][]bool{x.Bears, x.BearsToday}}
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
