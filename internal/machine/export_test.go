package machine

// SettledFromAll makes a move that is offered and settles the state by looking at everything.
func (m *Machine) SettledFromAll(from State, id LabelID) State {
	f := m.Fork()
	w := make([]uint64, m.room)
	copy(w, from)
	for i := range f.moves {
		if f.moves[i].label == id {
			f.code.run(w, f.moves[i].do, f.asked, &f.fx)
		}
	}
	f.code.run(w, f.settleBegin, f.asked, &f.fx)
	for again := true; again; {
		var chosen []int32
		for _, at := range f.rules {
			if arm, ok := armAt(f.code.run(w, at, f.asked, nil)); ok {
				chosen = append(chosen, f.arms[arm])
			}
		}
		for _, at := range chosen {
			f.code.run(w, at, f.asked, &f.fx)
		}
		again = len(chosen) > 0
	}
	return w[:m.words]
}

// SearchingAll is the machine with every move made in a search for what can be brought about, and how many it leaves out otherwise.
func (m *Machine) SearchingAll() (all *Machine, spared int) {
	c := *m.compiled
	c.promises = nil
	for _, x := range m.promises {
		for k := range x.bears {
			bears := make([]bool, len(x.bears[k]))
			for i := range bears {
				bears[i] = true
				if m.moves[i].actor == x.obligor && !x.bears[k][i] {
					spared++
				}
			}
			x.bears[k] = bears
		}
		c.promises = append(c.promises, x)
	}
	return c.Fork(), spared
}

// Variables is the number of variables of a state.
func (m *Machine) Variables() int { return len(m.program.Cells) }
