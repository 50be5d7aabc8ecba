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
