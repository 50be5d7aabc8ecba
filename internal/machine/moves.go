package machine

import "github.com/servanda-lang/servanda/model"

// Move is one way on from a settled state. Performs and To are valid only until the visitor returns.
type Move struct {
	Label    LabelID
	Culprits model.ActorSet // those for whom the move is a breach
	Performs []model.DutyID // the duties it performs, though some may be due again at once
	To       State
}

// Moves calls visit with every move from s, in the order of Labels, time last. There is always exactly
// one move of time.
func (m *Machine) Moves(s State, visit func(Move)) {
	m.unpack(s, m.now)
	for id, l := range m.labels {
		if !m.offered(m.now, l) {
			continue
		}
		copy(m.next, m.now)
		m.performed = m.performed[:0]
		culprits := m.make(m.next, l)
		m.settle(m.now, m.next, m.byLabel[id])
		m.repack(s)
		culprits |= m.culprits(l, m.performed)
		visit(Move{Label: LabelID(id), Culprits: culprits, Performs: m.performed, To: m.packed})
	}
}

// repack packs the state being made, which was made from s.
func (m *Machine) repack(s State) {
	copy(m.packed, s)
	for _, at := range m.touched {
		c := &m.cells[at]
		m.packed[c.word] = m.packed[c.word]&^(c.mask<<c.shift) | uint64(m.next[at])&c.mask<<c.shift
	}
}

// offered reports whether the move can be made in v.
func (m *Machine) offered(v []int32, l Label) bool {
	switch l.Kind {
	case Sign:
		in := &m.instruments[l.Index]
		return in.signable && v[in.status] == iDraft && v[in.signed[in.seat(l.Actor)]] == 0
	case Do:
		a := &m.acts[l.Index]
		return v[a.done[a.seat(l.Actor)]] == 0 && m.possible(v, a)
	case Decide:
		return v[m.decisions[l.Index].status] == qAsked
	case Use:
		return m.usable(v, &m.powers[l.Index])
	case Strike:
		return m.somethingRunsOut(v)
	}
	return !m.somethingRunsOut(v)
}

// make changes v as the move does, before settling, and returns those who break a ban by it.
func (m *Machine) make(v []int32, l Label) model.ActorSet {
	switch l.Kind {
	case Sign:
		in := &m.instruments[l.Index]
		v[in.signed[in.seat(l.Actor)]] = 1
	case Do:
		return m.do(v, l.Index, l.Actor)
	case Decide:
		q := &m.decisions[l.Index]
		v[q.status] = qValue + int32(l.Value)
		if q.hasClock {
			v[q.clock] = 0
		}
	case Use:
		m.use(v, &m.powers[l.Index])
	case Strike:
		m.strike(v)
	case Pass:
		m.pass(v)
	}
	return 0
}

// possible reports whether an act could be done now, whoever does it: its `when` holds and no counter
// would leave its range.
func (m *Machine) possible(v []int32, a *act) bool {
	if a.when != nil && !a.when(v) {
		return false
	}
	for i := range a.effects {
		if _, ok := a.after(v, i); !ok {
			return false
		}
	}
	return true
}

// after gives the value that effect i sets, and whether it is in range, with the effects before it on
// the same fact taken into account.
func (a *act) after(v []int32, i int) (int32, bool) {
	e := &a.effects[i]
	n := v[e.fact]
	for j := i - 1; j >= 0; j-- {
		if a.effects[j].fact == e.fact {
			n, _ = a.after(v, j)
			break
		}
	}
	switch e.op {
	case model.Becomes:
		n = e.n
	case model.Rises:
		n += e.n
	case model.Falls:
		n -= e.n
	}
	return n, n >= 0 && n <= e.top
}

// do does an act: the world changes, bans on it are broken, duties to do it are performed, duties upon it
// fall due. What binds is judged by the state before the act.
func (m *Machine) do(v []int32, index int, actor model.ActorID) model.ActorSet {
	a := &m.acts[index]
	culprits := m.breakBans(v, a, actor)
	for i := range a.effects {
		e := &a.effects[i]
		switch e.op {
		case model.Becomes:
			v[e.fact] = e.n
		case model.Rises:
			v[e.fact] += e.n
		case model.Falls:
			v[e.fact] -= e.n
		}
	}
	seat := a.seat(actor)
	v[a.done[seat]] = 1
	if a.ever[seat] != noCell {
		v[a.ever[seat]] = 1
	}
	m.serve(v, index, actor)
	for _, i := range a.calls {
		m.call(v, &m.duties[i])
	}
	return culprits
}

func (m *Machine) breakBans(v []int32, a *act, actor model.ActorID) model.ActorSet {
	var culprits model.ActorSet
	var broken []cell
	for _, i := range a.bans {
		b := &m.bans[i]
		if b.bound == actor && m.forbids(v, b) {
			culprits |= model.SetOf(actor)
			broken = append(broken, b.breached)
		}
	}
	for _, at := range broken {
		v[at] = 1
	}
	return culprits
}

// serve marks the doer's duties to do this act performed.
func (m *Machine) serve(v []int32, index int, actor model.ActorID) {
	for _, i := range m.acts[index].serves {
		d := &m.duties[i]
		if d.obligor != actor || v[m.instruments[d.instrument].status] != iInForce {
			continue
		}
		switch {
		case v[d.status] == dDue && d.waitIsOver(v):
			m.perform(v, d, dInTime)
		case v[d.status] == dDue:
			d.doEarly(v, index)
		case v[d.status] == dBreached:
			m.perform(v, d, dLate)
		}
	}
}

// doEarly remembers that an act of the duty was done during the wait, if that may count later.
func (d *duty) doEarly(v []int32, act int) {
	for _, a := range d.acts {
		if a.act == act {
			d.set(v, a.early, 1)
		}
	}
}

// call makes a duty due that falls due upon what has just happened.
func (m *Machine) call(v []int32, d *duty) {
	if v[m.instruments[d.instrument].status] != iInForce {
		return
	}
	switch v[d.status] {
	case dDue, dPaused, dExcusedWhile:
	default:
		d.fallDue(v)
	}
}

// usable reports whether a power can be used now to some effect.
func (m *Machine) usable(v []int32, w *power) bool {
	if v[w.used] == 1 || w.hasNotice && v[w.status] == pNoticed || !m.alive(v, w) {
		return false
	}
	return m.wouldChange(v, w) && w.when.holds(v) // in this order: a `when` may ask an open point
}

// alive: a power binds while its instrument is in force; a power to resume or end a suspended instrument
// is the one clause of it that is not dead.
func (m *Machine) alive(v []int32, w *power) bool {
	switch v[m.instruments[w.instrument].status] {
	case iInForce:
		return true
	case iSuspended:
		return (w.effect == model.Resume || w.effect == model.Terminate) && w.target == w.instrument
	}
	return false
}

// wouldChange reports whether the effect of a power would change something now.
func (m *Machine) wouldChange(v []int32, w *power) bool {
	switch w.effect {
	case model.Suspend:
		return v[m.instruments[w.target].status] == iInForce
	case model.Resume:
		return v[m.instruments[w.target].status] == iSuspended
	case model.Terminate:
		s := v[m.instruments[w.target].status]
		return s == iInForce || s == iSuspended
	case model.Excuse:
		return v[m.duties[w.target].status] == dDue
	}
	return v[w.fact] != w.value
}

func (m *Machine) use(v []int32, w *power) {
	v[w.used] = 1
	if w.hasNotice {
		v[w.status], v[w.notice] = pNoticed, w.noticeTicks
		return
	}
	v[w.status] = pUsed
	m.takeEffect(v, w)
}

// takeEffect does what a power is for. The caller has seen to it that it changes something.
func (m *Machine) takeEffect(v []int32, w *power) {
	switch w.effect {
	case model.Suspend:
		m.suspend(v, &m.instruments[w.target])
	case model.Resume:
		v[m.instruments[w.target].status] = iInForce
	case model.Terminate:
		m.end(v, &m.instruments[w.target], iEndedOtherwise)
	case model.Excuse:
		d := &m.duties[w.target]
		v[d.status] = dExcused
		d.stopTerm(v)
		d.stopDate(v)
	case model.SetFact:
		v[w.fact] = w.value
	}
}

// seat is the place of an actor among those who can do the act.
func (a *act) seat(actor model.ActorID) int { return seat(a.by, actor) }

// seat is the place of a party among those the instrument is between.
func (in *instrument) seat(party model.ActorID) int { return seat(in.between, party) }

func seat(ids []model.ActorID, id model.ActorID) int {
	for i, x := range ids {
		if x == id {
			return i
		}
	}
	panic("machine: a move by an actor who has no part in it")
}
