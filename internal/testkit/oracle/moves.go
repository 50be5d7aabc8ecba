package oracle

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Time is the mover of the moves that time makes.
const Time model.ActorID = -1

// MoveKind tells the forms of move apart.
type MoveKind uint8

// Pass and Strike are the moves of time.
const (
	Sign MoveKind = iota
	Do
	Decide
	Use
	Pass
	Strike
)

// Move is one move from a state, with the actors for whom it is a breach.
type Move struct {
	Kind     MoveKind
	Label    string
	Mover    model.ActorID // or Time
	Culprits model.ActorSet
	Act      model.ActID // Do; else None
	Index    int         // of what is signed, done, decided or used; 0 for time
	To       *State
}

// step is a move before anybody asks whom it puts in breach.
type step struct {
	Move
	banned model.ActorSet // culprits because of a ban
}

// Moves lists the moves from a settled state. Exactly one of them, the last, is time's.
func (w *World) Moves(s *State) []Move {
	var out []Move
	for _, m := range w.steps(s, false) {
		m.Culprits = m.banned | w.putsOutOfReach(s, m.To, m.Mover)
		out = append(out, m.Move)
	}
	return append(out, w.timeMove(s))
}

// steps lists the moves of actors. With freely set, what was done in this tick does not count.
func (w *World) steps(s *State, freely bool) []step {
	var out []step
	add := func(m Move, banned model.ActorSet) {
		w.settle(m.To)
		out = append(out, step{m, banned})
	}
	p := w.Pact
	for i := range p.Instruments {
		for _, a := range p.Instruments[i].Between {
			x := s.Instruments[i]
			if !w.signable[i] || x.Status != Draft || x.Signed.Has(a) {
				continue
			}
			to := s.clone()
			to.Instruments[i].Signed |= model.SetOf(a)
			add(Move{Sign, w.name(a) + " signs " + p.Instruments[i].Name, a, 0, model.None, i, to}, 0)
		}
	}
	for i := range p.Acts {
		for _, a := range p.Acts[i].By {
			if s.DoneNow[i].Has(a) && !freely || !w.possible(s, model.ActID(i)) {
				continue
			}
			to := s.clone()
			banned := w.do(s, to, model.ActID(i), a)
			add(Move{Do, w.name(a) + " does " + p.Acts[i].Name, a, 0, model.ActID(i), i, to}, banned)
		}
	}
	for i := range p.Decisions {
		if s.Decisions[i].Status != Asked {
			continue
		}
		for _, a := range p.Decisions[i].By {
			for v, value := range p.Decisions[i].Values {
				to := s.clone()
				to.Decisions[i] = DecisionState{Status: Decided, Value: v}
				label := fmt.Sprintf("%s decides %s on %s", w.name(a), value, p.Decisions[i].Name)
				add(Move{Decide, label, a, 0, model.None, i, to}, 0)
			}
		}
	}
	for i := range p.Powers {
		u := model.PowerID(i)
		if s.Powers[i].Now && !freely || !w.usable(s, u) {
			continue
		}
		to := s.clone()
		w.use(to, u)
		a := p.Powers[i].Holder
		add(Move{Use, w.name(a) + " uses " + p.Powers[i].Name, a, 0, model.None, i, to}, 0)
	}
	return out
}

func (w *World) name(a model.ActorID) string { return w.Pact.Actors[a].Name }

// do changes a state by an act, as judged in the state before; it tells whom a ban makes a culprit.
func (w *World) do(before, s *State, a model.ActID, actor model.ActorID) (banned model.ActorSet) {
	p := w.Pact
	for i := range p.Bans {
		b := &p.Bans[i]
		if b.Bound == actor && b.Act == a && w.binding(before, model.BanID(i)) {
			s.BanBroken[i] = true
			banned |= model.SetOf(actor)
		}
	}
	s.Facts, _ = w.effects(before, a)
	for i := range p.Duties {
		if p.Duties[i].Obligor == actor && slices.Contains(p.Duties[i].Acts, a) {
			w.perform(before, s, model.DutyID(i), a)
		}
	}
	s.DoneNow[a] |= model.SetOf(actor)
	if w.remembers(a, actor) {
		s.EverDone[a] |= model.SetOf(actor)
	}
	for i := range p.Duties {
		d := &p.Duties[i]
		have := s.Duties[i].Status
		if d.Upon == a && before.Instruments[d.Instrument].Status == InForce &&
			have != Due && have != Paused && have != ExcusedWhile {
			w.fallDue(s, model.DutyID(i))
		}
	}
	return banned
}

// perform counts an act of the obligor towards a duty.
func (w *World) perform(before, s *State, d model.DutyID, a model.ActID) {
	duty, x := &w.Pact.Duties[d], before.Duties[d]
	switch {
	case x.Status == Due && x.Wait == 0:
		w.leaveDue(s, d, PerformedInTime)
	case x.Status == Due && duty.Recurs() && w.canRunOut(a):
		s.Duties[d].Early |= 1 << slices.Index(duty.Acts, a)
	case x.Status == Breached && before.Instruments[duty.Instrument].Status == InForce:
		w.leaveDue(s, d, PerformedLate)
	}
}

// usable tells whether a power may be used now, leaving aside whether it was used in this tick.
func (w *World) usable(s *State, u model.PowerID) bool {
	power := &w.Pact.Powers[u]
	in := s.Instruments[power.Instrument].Status
	revives := (power.Effect == model.Resume || power.Effect == model.Terminate) && power.Target == power.Instrument
	return (in == InForce || in == Suspended && revives) &&
		s.Powers[u].Status != Noticed &&
		w.Holds(power.When, s) &&
		w.changesSomething(s, u)
}

func (w *World) use(s *State, u model.PowerID) {
	s.Powers[u].Now = true
	if n := w.Pact.Powers[u].Notice; n != nil {
		s.Powers[u].Status = Noticed
		s.Powers[u].Notice = w.ticks(n)
		return
	}
	w.takeEffect(s, u)
	s.Powers[u].Status = Used
}

// timeMove is the strike of what runs out in this tick, or else the passing of the tick.
func (w *World) timeMove(s *State) Move {
	to := s.clone()
	if w.strike(s, to) {
		w.settle(to)
		return Move{Strike, "time strikes", Time, w.failing(s), model.None, 0, to}
	}
	w.pass(to)
	w.settle(to)
	return Move{Pass, "the tick passes", Time, 0, model.None, 0, to}
}

// strike strikes all that runs out in the state before, and tells whether anything did.
func (w *World) strike(before, s *State) bool {
	p, struck := w.Pact, false
	for i := range p.Duties {
		if w.lastDay(before, model.DutyID(i)) {
			struck = true
			if p.Duties[i].Discretion {
				w.leaveDue(s, model.DutyID(i), Lapsed)
			} else {
				w.leaveDue(s, model.DutyID(i), Breached)
			}
		}
	}
	for i := range p.Decisions {
		if before.Decisions[i].Status == Asked && p.Decisions[i].Within != nil && before.Decisions[i].Clock == 0 {
			struck = true
			s.Decisions[i].Status = DecisionLapsed
		}
	}
	for i := range p.Instruments {
		x := before.Instruments[i]
		if (x.Status == InForce || x.Status == Suspended) && p.Instruments[i].Expires != nil && x.Term == 0 {
			struck = true
			w.end(s, model.InstrumentID(i), EndedByTerm)
		}
	}
	for i := range p.Powers {
		if before.Powers[i].Status == Noticed && before.Powers[i].Notice == 0 {
			struck = true
			w.takeEffect(s, model.PowerID(i))
			s.Powers[i].Status = Used
		}
	}
	return struck
}

// pass lets every running countdown fall by one and forgets what was done in the tick.
func (w *World) pass(s *State) {
	down := func(n *int) {
		if *n > 0 {
			*n--
		}
	}
	for i := range s.Instruments {
		down(&s.Instruments[i].Term)
	}
	for i := range s.Duties {
		if x := &s.Duties[i]; x.Status != Paused {
			down(&x.Deadline)
			down(&x.Wait)
			down(&x.Period)
			down(&x.Date)
		}
	}
	for i := range s.Decisions {
		down(&s.Decisions[i].Clock)
	}
	for i := range s.Powers {
		down(&s.Powers[i].Notice)
	}
	forget(s)
}

// forget forgets what was done in the tick.
func forget(s *State) {
	for i := range s.DoneNow {
		s.DoneNow[i] = 0
	}
	for i := range s.Powers {
		s.Powers[i].Now = false
	}
}
