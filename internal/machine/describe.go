package machine

import (
	"fmt"
	"strconv"

	"github.com/servanda-lang/servanda/model"
)

// Change is one thing that a move made different, in the words of the language.
type Change struct {
	Thing    model.Ref
	Signer   model.ActorID // the party that signed Thing, else None
	From, To string        // values or statuses: "draft", "in force"; for a signature "", "signed"
}

// Changes lists what differs between two states: facts, signatures, statuses. Countdowns and the memory
// of the tick are left out.
func (m *Machine) Changes(from, to State) []Change {
	a, b := make([]int32, len(m.cells)), make([]int32, len(m.cells))
	m.unpack(from, a)
	m.unpack(to, b)
	var out []Change
	for _, ref := range m.things() {
		if x, y := m.words(a, ref), m.words(b, ref); x != y {
			out = append(out, Change{Thing: ref, Signer: model.None, From: x, To: y})
		}
	}
	for i := range m.instruments {
		in := &m.instruments[i]
		for k, at := range in.signed {
			if a[at] != b[at] {
				out = append(out, Change{Thing: model.Ref{Kind: model.KindInstrument, Index: i}, Signer: in.between[k], To: "signed"})
			}
		}
	}
	return out
}

// things lists everything that has a value or a status, facts first, then in order of the model.
func (m *Machine) things() []model.Ref {
	var out []model.Ref
	add := func(k model.Kind, n int) {
		for i := range n {
			out = append(out, model.Ref{Kind: k, Index: i})
		}
	}
	add(model.KindFact, len(m.Pact.Facts))
	add(model.KindInstrument, len(m.instruments))
	add(model.KindDecision, len(m.decisions))
	add(model.KindDuty, len(m.duties))
	add(model.KindBan, len(m.bans))
	add(model.KindPower, len(m.powers))
	return out
}

// Reads gives the value or status of a thing in a state, in the words of the language; how an
// instrument ended and whether a duty was performed late is added in brackets.
func (m *Machine) Reads(s State, ref model.Ref) string {
	v := make([]int32, len(m.cells))
	m.unpack(s, v)
	return m.words(v, ref)
}

func (m *Machine) words(v []int32, ref model.Ref) string {
	switch ref.Kind {
	case model.KindFact:
		f := &m.Pact.Facts[ref.Index]
		if f.Values == nil {
			return strconv.Itoa(f.Low + int(v[ref.Index]))
		}
		return f.Values[v[ref.Index]]
	case model.KindInstrument:
		return [...]string{"draft", "in force", "suspended", "ended (its term ran out)", "ended"}[v[m.instruments[ref.Index].status]]
	case model.KindDecision:
		s := v[m.decisions[ref.Index].status]
		if s >= qValue {
			return m.Pact.Decisions[ref.Index].Values[s-qValue]
		}
		return [...]string{"unasked", "asked", "lapsed"}[s]
	case model.KindDuty:
		return [...]string{"dormant", "due", "dormant (suspended)", "performed", "performed (late)", "breached", "lapsed", "excused (for now)", "excused"}[v[m.duties[ref.Index].status]]
	case model.KindBan:
		return [...]string{"dormant", "binding", "breached"}[m.banStatus(v, &m.bans[ref.Index])]
	case model.KindPower:
		return [...]string{"unused", "noticed", "used"}[v[m.powers[ref.Index].status]]
	}
	panic(fmt.Sprintf("machine: a thing of kind %d has no status", ref.Kind))
}

// Condition makes a condition ready to be asked of states of this machine, many times. What it gives is
// not safe for concurrent use.
func (m *Machine) Condition(c model.Cond) func(State) bool {
	return m.ask(m.compileCond(c, false), m.reads(c))
}

// Return makes the terms of a return ready to be asked: all must hold, and an instrument that ran its
// full term counts as given.
func (m *Machine) Return(terms []model.Cond) func(State) bool {
	c := model.And{Terms: terms}
	return m.ask(m.compileCond(c, true), m.reads(c))
}

// ask unpacks only the cells that the test reads.
func (m *Machine) ask(t test, reads []cell) func(State) bool {
	v := make([]int32, len(m.cells))
	return func(s State) bool {
		for _, at := range reads {
			v[at] = m.get(s, at)
		}
		return t.holds(v)
	}
}

// RanOut reports whether an instrument has ended by its term.
func (m *Machine) RanOut(s State, instrument int) bool {
	return m.get(s, m.instruments[instrument].status) == iEndedByTerm
}
