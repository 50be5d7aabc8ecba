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
	for again := true; again; again = f.fx.stirred {
		f.fx.stirred = false
		for _, at := range f.items {
			f.code.run(w, at, f.asked, &f.fx)
		}
	}
	return w[:m.words]
}
