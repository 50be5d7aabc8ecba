package machine

import (
	"fmt"
	"strconv"

	"github.com/servanda-lang/servanda/internal/program"
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
	var out []Change
	for _, ref := range m.things() {
		if x, y := m.Reads(from, ref), m.Reads(to, ref); x != y {
			out = append(out, Change{Thing: ref, Signer: model.None, From: x, To: y})
		}
	}
	for i := range m.Pact.Instruments {
		for k, v := range m.program.SignedBy(model.InstrumentID(i)) {
			if m.get(from, v) != m.get(to, v) {
				party := m.Pact.Instruments[i].Between[k]
				out = append(out, Change{Thing: model.Ref{Kind: model.KindInstrument, Index: i}, Signer: party, To: "signed"})
			}
		}
	}
	return out
}

// things lists everything that has a value or a status, facts first, then in order of the model.
func (c *compiled) things() []model.Ref {
	var out []model.Ref
	add := func(k model.Kind, n int) {
		for i := range n {
			out = append(out, model.Ref{Kind: k, Index: i})
		}
	}
	add(model.KindFact, len(c.Pact.Facts))
	add(model.KindInstrument, len(c.Pact.Instruments))
	add(model.KindDecision, len(c.Pact.Decisions))
	add(model.KindDuty, len(c.Pact.Duties))
	add(model.KindBan, len(c.Pact.Bans))
	add(model.KindPower, len(c.Pact.Powers))
	return out
}

// ReadAll gives what Reads gives for each of some things, appended to out.
func (m *Machine) ReadAll(s State, refs []model.Ref, out []string) []string {
	for _, ref := range refs {
		out = append(out, m.Reads(s, ref))
	}
	return out
}

// Reads gives the value or status of a thing in a state, in the words of the language; how an
// instrument ended and whether a duty was performed late is added in brackets.
func (m *Machine) Reads(s State, ref model.Ref) string {
	n := m.get(s, m.program.StatusOf(ref))
	switch ref.Kind {
	case model.KindFact:
		f := &m.Pact.Facts[ref.Index]
		if f.Values == nil {
			return strconv.Itoa(f.Low + n)
		}
		return f.Values[n]
	case model.KindInstrument:
		return [...]string{"draft", "in force", "suspended", "ended (its term ran out)", "ended"}[n]
	case model.KindDecision:
		if undecided := [...]string{"unasked", "asked", "lapsed"}; n < len(undecided) {
			return undecided[n]
		}
		return m.Pact.Decisions[ref.Index].Values[n-3]
	case model.KindDuty:
		return [...]string{"dormant", "due", "dormant (suspended)", "performed", "performed (late)", "breached", "lapsed", "excused (for now)", "excused", "dormant"}[n]
	case model.KindBan:
		return m.banReads(s, model.BanID(ref.Index))
	case model.KindPower:
		return [...]string{"unused", "noticed", "used"}[n]
	}
	panic(fmt.Sprintf("machine: a thing of kind %d has no status", ref.Kind))
}

// banReads tells of a ban, the status of which follows from others.
func (m *Machine) banReads(s State, b model.BanID) string {
	switch {
	case m.breached[b].of(s):
		return "breached"
	case m.binding[b].of(s):
		return "binding"
	}
	return "dormant"
}

// question is a condition ready to be asked of states.
type question struct {
	code  code
	at    int32
	asked askedPoints
	one   *instr // the whole of the code, if it is one comparison of variables of one word with values
}

func (q *question) of(s State) bool {
	if i := q.one; i != nil {
		return (s[i.word]&i.mask == i.n) == (i.yes == holds)
	}
	return q.code.run(s, q.at, q.asked, nil) == holds
}

// question writes the code of a condition about a state at rest.
func (c *compiled) question(cond program.Cond) *question {
	a := &assembler{layout: &c.layout, p: c.program, atRest: true}
	q := &question{at: a.cond(cond, holds, fails), asked: c.asked}
	if q.code = a.code; len(q.code) == 1 && q.at == 0 {
		if i := &q.code[0]; i.op == isEqual && i.yes != i.no {
			q.one = i
		}
	}
	return q
}

// readings makes what is often read ready to be asked.
func (c *compiled) readings() {
	for i := range c.Pact.Instruments {
		c.ranOut = append(c.ranOut, c.question(c.program.RanOut(model.InstrumentID(i))))
	}
	for i := range c.Pact.Bans {
		is := func(s model.BanStatus) *question {
			return c.question(c.program.Holds(model.BanIs{Ban: model.BanID(i), Status: s}))
		}
		c.breached = append(c.breached, is(model.BanBreached))
		c.binding = append(c.binding, is(model.BanBinding))
	}
	c.questionsOf(c.program)
}

// Condition makes a condition ready to be asked of states of this machine, many times.
func (m *Machine) Condition(c model.Cond) func(State) bool {
	return m.question(m.program.Holds(c)).of
}

// Return makes the terms of a return ready to be asked: all must hold, and an instrument that ran its
// full term counts as given.
func (m *Machine) Return(terms []model.Cond) func(State) bool {
	return m.question(m.program.Given(terms)).of
}

// RanOut reports whether an instrument has ended by its term.
func (m *Machine) RanOut(s State, instrument int) bool {
	return m.ranOut[instrument].of(s)
}
