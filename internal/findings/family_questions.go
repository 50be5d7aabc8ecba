package findings

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/symbolic"
	"github.com/servanda-lang/servanda/model"
)

// The questions, each as defined in the file of its finding.

// reached is where a purpose is reached.
func (w *wide) reached(purpose int) set { return w.Where(w.pact.Purposes[purpose].Cond) }

func (w *wide) stuck(purpose int) []inFillings {
	some := w.Fillings(w.And(w.World(0), w.reached(purpose)))
	f := Finding{Code: Stuck, Purpose: purpose, Party: model.None, At: w.pact.Purposes[purpose].At}
	return when(f, w.Diff(w.Valid, some))
}

func (w *wide) veto(purpose int) []inFillings {
	states, reached := w.World(0), w.reached(purpose)
	can := w.Fillings(w.And(states, reached)) // else it is stuck
	parties := parties(w.pact)
	var out []inFillings
	found := w.minimal(w.Movers(), 1, can, func(b model.ActorSet, within set) set {
		g := w.Game(symbolic.Match{Players: w.everyone() &^ b, SignaturesGiven: true}, w.And(states, within))
		return w.Diff(within, w.start(g.Force(reached)))
	})
	for _, x := range found {
		if !parties.Within(x.actors) {
			f := Finding{Code: Veto, Purpose: purpose, Party: model.None, By: []model.ActorSet{x.actors}, At: w.pact.Purposes[purpose].At}
			out = append(out, inFillings{f, x.fillings})
		}
	}
	return out
}

// limbo: a lawful round while the purpose is not reached. On a round the signatures are the same everywhere, and so is
// whether the purpose can still be reached.
func (w *wide) limbo(purpose int) []inFillings {
	f := Finding{Code: Limbo, Purpose: purpose, Party: model.None, At: w.pact.Purposes[purpose].At}
	stays := w.Fillings(w.waits(purpose))
	return when(f, w.And(stays, w.Fillings(w.And(w.World(0), w.reached(purpose))))) // else it is stuck
}

// waits is where such rounds are, or lead to.
func (w *wide) waits(purpose int) set {
	reached, lawful := w.reached(purpose), w.Permitted(0)
	waiting := w.Forward(w.Diff(w.Init, reached), lawful, w.Diff(w.World(0), reached))
	hope := w.Backward(reached, lawful, w.World(0))
	signed := w.And(waiting, w.Where(allSigned(w.pact, w.Program)))
	stays := w.ForEver(w.And(signed, hope), lawful)
	suspended := w.And(signed, w.Where(someSuspended(w.pact)))
	for z := suspended; z != bdd.False; {
		next := w.And(z, w.Before(w.Backward(z, lawful, signed), lawful))
		if next == z {
			return w.Or(stays, z)
		}
		z = next
	}
	return stays
}

// moments are the states in which a duty has just fallen due, by a move that is made while only the defectors break their
// word. What is asked of them is asked from the first day on, so those that cannot be come to in that way do no harm.
func (w *wide) moments(d model.DutyID, defectors model.ActorSet, within set) set {
	due := w.Where(model.DutyIs{Duty: d, Status: model.Due})
	before := w.Diff(w.And(w.states(defectors), within), due)
	return w.Or(w.And(due, w.Step(before, w.Permitted(defectors))), w.And(w.And(w.Init, within), due))
}

// states are all that can be reached in a world, and perhaps more: to know a world's own is dearer than to play on.
func (w *wide) states(defectors model.ActorSet) set {
	if defectors == 0 {
		return w.World(0)
	}
	return w.Reach
}

// early and late are the states before and after the moments at which a duty falls due: it can do so but once, so what
// comes after does not matter to whether they can be avoided, nor what was before to what follows. If it can fall due
// again, both are all states.
func (w *wide) early(id model.DutyID, at, states set) set {
	if fallsDueOnce(w.pact, &w.pact.Duties[id]) {
		states = w.And(states, w.Or(at, w.Where(model.DutyIs{Duty: id, Status: model.Dormant})))
	}
	return states
}

func (w *wide) late(id model.DutyID, states set) set {
	if fallsDueOnce(w.pact, &w.pact.Duties[id]) {
		states = w.Diff(states, w.Where(model.DutyIs{Duty: id, Status: model.Dormant}))
	}
	return states
}

// fallsDueOnce reports whether a duty that has fallen due never does so again, nor comes back.
func fallsDueOnce(p *model.Pact, d *model.Duty) bool {
	return !d.Recurs() && d.Unless == nil && !slices.ContainsFunc(p.Powers, func(w model.Power) bool {
		return w.Effect == model.Suspend && w.Target == d.Instrument
	})
}

// wideExposure is an exposure in all fillings.
type wideExposure struct {
	*wide
	duty             model.DutyID
	self             model.ActorSet
	given, performed set
}

func (w *wide) exposed(id model.DutyID) []inFillings {
	d := &w.pact.Duties[id]
	x := wideExposure{
		wide: w, duty: id, self: model.SetOf(d.Obligor),
		given: w.WhereGiven(d.Return), performed: w.Where(model.DutyIs{Duty: id, Status: model.Performed}),
	}
	others := parties(w.pact) &^ x.self & w.Culprits()
	var out []inFillings
	for _, m := range w.minimal(others, 0, w.Valid, func(defectors model.ActorSet, within set) set {
		at := w.moments(id, defectors, within)
		return x.doomed(defectors, at, w.And(at, x.losing(x.self, defectors, at)))
	}) {
		f := Finding{
			Code: Exposed, Clause: model.Ref{Kind: model.KindDuty, Index: int(id)}, Purpose: -1,
			Party: d.Obligor, Defectors: m.actors, At: d.At,
		}
		out = append(out, inFillings{f, m.fillings})
	}
	return out
}

// losing is from where the players cannot avoid having given without getting, as from those moments.
func (x *wideExposure) losing(players, defectors model.ActorSet, at set) set {
	states := x.late(x.duty, x.And(x.states(defectors), x.Fillings(at)))
	g := x.Game(symbolic.Match{Players: players, Defectors: defectors}, states)
	return g.Lost(x.Diff(x.performed, g.Force(x.given)))
}

// doomed is the fillings in which the obligor, taking care from the first day, cannot avoid those of the moments that are
// bad.
func (x *wideExposure) doomed(defectors model.ActorSet, at, bad set) set {
	if bad == bdd.False {
		return bdd.False
	}
	k := symbolic.Match{Players: x.self, Defectors: defectors, Willing: x.self}
	return x.start(x.Game(k, x.early(x.duty, at, x.And(x.states(defectors), x.Fillings(bad)))).Lost(bad))
}

// sure is the fillings in which an obligor can be sure of a duty if some help from the first day on, and some only once it
// has fallen due.
func (w *wide) sure(id model.DutyID, defectors, early, late model.ActorSet, within set) set {
	self := model.SetOf(w.pact.Duties[id].Obligor)
	states := w.And(w.states(defectors), within)
	after := symbolic.Match{Players: self | early | late, Defectors: defectors}
	before := symbolic.Match{Players: self | early, Defectors: defectors, Willing: self | early}
	at := w.moments(id, defectors, within)
	due := w.late(id, w.And(states, w.Fillings(at)))
	bad := w.And(at, w.Game(after, due).Lost(w.Where(model.DutyIs{Duty: id, Status: model.Breached})))
	if bad == bdd.False {
		return within
	}
	return w.Diff(within, w.start(w.Game(before, w.early(id, at, w.And(states, w.Fillings(bad)))).Lost(bad)))
}

func (w *wide) keeping(id model.DutyID) []inFillings {
	d := &w.pact.Duties[id]
	self := model.SetOf(d.Obligor)
	others := w.Movers() &^ self
	unsure := w.Diff(w.Valid, w.sure(id, 0, 0, 0, w.Valid))
	f := Finding{Clause: model.Ref{Kind: model.KindDuty, Index: int(id)}, Purpose: -1, Party: d.Obligor, At: d.At}
	var out []inFillings
	add := func(c Code, needs []model.ActorSet, fillings set) {
		f := f
		f.Code, f.Needs = c, needs
		out = append(out, when(f, fillings)...)
	}
	for _, early := range []bool{false, true} {
		if unsure == bdd.False {
			return out
		}
		found := w.minimal(others, 1, unsure, func(help model.ActorSet, within set) set {
			if early {
				return w.sure(id, 0, help, 0, within)
			}
			return w.sure(id, 0, 0, help, within)
		})
		for _, part := range w.parts(found, unsure) {
			if len(part.sets) > 0 {
				add(Dependent, part.sets, part.fillings)
				unsure = w.Diff(unsure, part.fillings)
			}
		}
	}
	if unsure != bdd.False {
		conflict := w.sure(id, self, others, 0, unsure)
		add(Conflict, nil, conflict)
		add(Impossible, nil, w.Diff(unsure, conflict))
	}
	return out
}

// hollow: the guarantor avoids every move that performs the duty, and on some course of that strategy a call comes to
// nothing while the guarantee still runs.
func (w *wide) hollow(id model.DutyID) []inFillings {
	t := w.trick(id)
	uncalled := w.Forward(w.Diff(w.And(w.Init, t.safe), t.due), t.quiet, w.Diff(t.safe, t.due))
	called := w.And(w.And(t.safe, t.due), w.Or(w.Init, w.Step(uncalled, t.quiet)))
	called = w.Forward(called, t.quiet, w.And(t.safe, t.due))
	nothing := w.Or(w.And(called, t.pass), w.And(w.Step(called, t.quiet), w.Diff(t.safe, t.due)))
	d := &w.pact.Duties[id]
	f := Finding{Code: Hollow, Clause: model.Ref{Kind: model.KindDuty, Index: int(id)}, Purpose: -1, Party: d.Obligor, At: d.At}
	return when(f, w.Fillings(nothing))
}

// trick is how a guarantor avoids its duty.
type trick struct {
	safe  set   // from where it can, in the fillings in which it can from the first day on
	due   set   // where the duty is
	pass  set   // where a call comes to nothing because time may go on for ever
	quiet []set // by move: where it is one of the strategy, and does not run the guarantee out
}

func (w *wide) trick(id model.DutyID) trick {
	d := &w.pact.Duties[id]
	self := model.SetOf(d.Obligor)
	k := symbolic.Match{Players: self, Willing: self, Defectors: w.everyone() &^ self}
	states := w.Reach
	fulfils := make([]set, w.Moves())
	for i := range fulfils {
		fulfils[i] = w.Performs(i, id)
	}
	t := trick{due: w.Where(model.DutyIs{Duty: id, Status: model.Due}), pass: bdd.False, quiet: w.Permitted(k.Defectors)}
	safe := w.Diff(states, w.Game(k, states).LostMoves(bdd.False, fulfils))
	t.safe = w.And(safe, w.start(safe))
	ranOut := w.And(w.WhereRanOut(d.Instrument), w.Where(model.DutyIs{Duty: id, Status: model.Excused}))
	for i := range t.quiet {
		t.quiet[i] = w.Diff(w.And(t.quiet[i], states), fulfils[i])
		if ends := w.And(t.quiet[i], t.due); ends != bdd.False {
			t.quiet[i] = w.Diff(t.quiet[i], w.Leading(i, ends, ranOut))
		}
		if w.Label(i).Kind == machine.Pass && !hasDeadline(d) {
			t.pass = w.Or(t.pass, w.Leading(i, t.quiet[i], t.safe))
		}
	}
	return t
}

func (w *wide) blankCheque(id model.DutyID) []inFillings {
	d := &w.pact.Duties[id]
	callers := callers(w.pact, d)
	if callers == 0 || d.Discretion || w.pact.Instruments[d.Instrument].Expires != nil {
		return nil
	}
	due := w.Where(model.DutyIs{Duty: id, Status: model.Due})
	g := w.Game(symbolic.Match{Players: callers}, w.Reach)
	lawful := w.Permitted(0)
	z := w.Reach
	for {
		ready := bdd.False
		for i := range w.Moves() {
			if l := w.Label(i); l.Kind == machine.Do && l.Index == int(d.Upon) && callers.Has(l.Actor) {
				ready = w.Or(ready, w.Leading(i, w.Diff(w.And(lawful[i], z), due), w.And(due, z)))
			}
		}
		next := w.And(z, g.Force(ready))
		if next == z {
			break
		}
		z = next
	}
	f := Finding{Code: BlankCheque, Clause: model.Ref{Kind: model.KindDuty, Index: int(id)}, Purpose: -1, Party: d.Obligor, At: d.At}
	return when(f, w.Fillings(w.And(z, w.World(0))))
}

func (w *wide) toothless() []inFillings {
	var out []inFillings
	for _, x := range promises(w.pact) {
		after := w.And(w.Reach, w.Where(x.breach))
		bare := w.Diff(w.Fillings(after), w.teeth(x, after))
		f := Finding{Code: Toothless, Clause: x.ref, Purpose: -1, Party: x.by, At: x.decl.At}
		out = append(out, when(f, bare)...)
	}
	return out
}

// teeth is the fillings in which something follows from a breach.
func (w *wide) teeth(x promise, after set) set {
	out := bdd.False
	for _, s := range slots(w.pact) {
		if s.owner == x.ref || s.cond == nil {
			continue
		}
		if performance, brings, keeps := x.spokenOf(s.cond, true); !performance && !brings && !keeps {
			continue
		}
		w.eachWay(s.cond, func(settled model.Cond, fillings set) {
			performance, brings, keeps := x.spokenOf(settled, true)
			if s.excuse {
				brings, keeps = keeps, brings
			}
			switch {
			case performance:
				out = w.Or(out, fillings)
			case brings || keeps:
				states := bdd.False
				if brings {
					states = w.place(s.applies)
				}
				if keeps {
					states = w.Or(states, w.place(s.alive))
				}
				out = w.Or(out, w.Fillings(w.And(w.And(after, fillings), states)))
			}
		})
	}
	return out
}

// eachWay gives a condition with its open points filled in, in each way there is.
func (w *wide) eachWay(c model.Cond, yield func(settled model.Cond, fillings set)) {
	var points []model.PointID
	model.Visit(c, func(c model.Cond) {
		if pt, ok := machine.PointOf(c); ok {
			points = append(points, pt)
		}
	})
	f := make(model.Filling, len(w.pact.Points))
	var fill func(left []model.PointID, fillings set)
	fill = func(left []model.PointID, fillings set) {
		if fillings == bdd.False {
			return
		}
		if len(left) == 0 {
			settled, _ := model.SettleBy(w.pact, c, f)
			yield(settled, fillings)
			return
		}
		for v := range w.pact.Points[left[0]].Values {
			f[left[0]] = v
			fill(left[1:], w.And(fillings, w.Is(w.Program.Points[left[0]], v)))
		}
	}
	fill(points, w.Valid)
}

// place is where a slot applies or is alive.
func (w *wide) place(x place) set {
	if x.made {
		return w.Made(func(l machine.Label) bool { return l.Kind == x.kind && l.Index == x.index })
	}
	return w.Where(x.cond)
}

// idle is only told of what is idle in all fillings.
func (w *wide) idle() []inFillings {
	var out []inFillings
	for _, c := range clauses(w.pact) {
		if w.And(w.Reach, w.place(c.applies)) == bdd.False {
			out = append(out, inFillings{Finding{Code: Idle, Clause: c.ref, Purpose: -1, Party: model.None, At: c.decl.At}, w.Valid})
		}
	}
	return out
}
