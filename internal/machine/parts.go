package machine

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/program"
)

// Parts is a state taken apart: what it keeps of each thing. What is not named in it is 0.
type Parts map[program.Part]int

// Apart takes a state apart.
func (m *Machine) Apart(s State) Parts {
	out := Parts{}
	for _, v := range m.program.Cells {
		out[v.Part] = m.get(s, v)
	}
	return out
}

// Keeps reports whether states of this machine keep a part.
func (m *Machine) Keeps(p program.Part) bool {
	for _, v := range m.program.Cells {
		if v.Part == p {
			return true
		}
	}
	return false
}

// First is the state that everything begins in, before anything has settled: each thing at its first value, and countdowns to dates.
func (m *Machine) First() Parts {
	out := Parts{}
	for _, v := range m.program.Cells {
		out[v.Part] = 0
		if v.Part.Role == program.ByDate {
			out[v.Part] = v.Size - 1
		}
	}
	return out
}

// Together puts a state together, as it stands: it is not settled. The error names a part that has no room for its value.
func (m *Machine) Together(parts Parts) (State, error) {
	w := make(State, m.words)
	for _, v := range m.program.Cells {
		n := parts[v.Part]
		if n < 0 || n >= v.Size {
			return nil, fmt.Errorf("%s cannot be %d", v.Says, n)
		}
		at := m.cells[v.At]
		w[at.word] |= uint64(n) << at.shift
	}
	return w, nil
}

// Settled lets a state that was put together settle, and tells what happens to duties by it.
func (m *Machine) Settled(s State) (State, Events) {
	w := make([]uint64, m.room)
	copy(w, s)
	m.fx.clear()
	m.settle(w, &m.fx)
	events := m.fx.list()
	return State(w[:m.words]).Clone(), events.CloneEvents()
}
