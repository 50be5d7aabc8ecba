package machine

import "github.com/servanda-lang/servanda/model"

// Move is one way on from a settled state. Events and To are valid only until the visitor returns.
type Move struct {
	Label    LabelID
	Culprits model.ActorSet // those for whom the move is a breach
	Events
	To State
}

// Moves calls visit with every move from s, in the order of Labels, time last. There is always exactly
// one move of time.
func (m *Machine) Moves(s State, visit func(Move)) {
	copy(m.now, s)
	may := m.offered.mayHold(m.now)
	for i := may.next(0); i >= 0; i = may.next(i + 1) {
		if m.offers.isExact(i) || m.holds(m.moves[i].when, m.now) {
			visit(m.move(i))
		}
	}
}

// move makes a move out of m.now.
func (m *Machine) move(i int) Move {
	m.make(m.now, m.next, i, &m.fx)
	culprits := m.fx.blamed | m.culprits(i)
	return Move{Label: m.moves[i].label, Culprits: culprits, Events: m.fx.list(), To: m.next[:m.words:m.words]}
}

// make makes a move from one state into another, settled.
func (m *Machine) make(from, to []uint64, i int, fx *effects) {
	copy(to, from[:m.words])
	fx.clear()
	m.code.run(to, m.moves[i].do, m.asked, fx)
	m.settle(to, fx)
}

// settle goes over all things that settle, in order, again and again until a whole round changes nothing. Those
// that cannot do anything in the state are left out.
func (m *Machine) settle(w []uint64, fx *effects) {
	may := m.stirring.mayHold(w)
	if may.next(0) < 0 {
		return
	}
	m.code.run(w, m.settleBegin, m.asked, fx)
	for again := true; again; {
		again = false
		for i := may.next(0); i >= 0; i = may.next(i + 1) {
			fx.stirred = false
			m.code.run(w, m.items[i], m.asked, fx)
			if fx.stirred {
				again = true
				may = m.stirring.mayHold(w)
			}
		}
	}
}

// holds asks a condition of the program.
func (m *Machine) holds(at int32, w []uint64) bool {
	return m.code.run(w, at, m.asked, nil) == holds
}
