package machine

// SettledFromAll makes a move that is offered and settles the state by looking at everything.
func (m *Machine) SettledFromAll(from State, id LabelID) State {
	f := m.Fork()
	v := make([]int32, len(m.cells))
	f.unpack(from, v)
	f.make(v, f.labels[id])
	f.settleAll(v)
	s := make(State, m.Words())
	f.pack(v, s)
	return s
}
