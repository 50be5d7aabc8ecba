package findings

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/symbolic"
	"github.com/servanda-lang/servanda/model"
)

// Courses where there are too many states to lay out: the same shortest courses, found on sets of states, and replayed
// through the machine like any other.

// course finds the moves that show a finding in one filling, and for a veto the move that is missing at their end; none if
// that kind of finding is not shown in this way.
func (w *wide) course(f *Finding, x model.Filling) (moves []machine.Label, missing *machine.Label) {
	first := w.And(w.Init, w.Filling(x))
	switch f.Code {
	case Veto:
		return w.refused(f, first)
	case Limbo:
		lawful, waiting := w.Permitted(0), w.Diff(w.World(0), w.reached(f.Purpose))
		moves, _, _ = w.Path(first, lawful, symbolic.Leg{Within: waiting, Goal: w.waits(f.Purpose)})
		return moves, nil
	case Hollow:
		t := w.trick(model.DutyID(f.Clause.Index))
		moves, _, _ = w.Path(first, t.quiet, symbolic.Leg{Within: w.Diff(t.safe, t.due), Goal: w.And(t.safe, t.due)},
			symbolic.Leg{Within: w.And(t.safe, t.due), Goal: w.Or(w.And(w.And(t.safe, t.due), t.pass), w.Diff(t.safe, t.due))})
		return moves, nil
	case Exposed:
		d := &w.pact.Duties[f.Clause.Index]
		return w.courseOfDuty(f, first, func(g *symbolic.Game) set {
			return w.Diff(w.Where(model.DutyIs{Duty: model.DutyID(f.Clause.Index), Status: model.Performed}), g.Force(w.WhereGiven(d.Return)))
		}), nil
	case Dependent, Conflict, Impossible:
		return w.courseOfDuty(f, first, func(*symbolic.Game) set {
			return w.Where(model.DutyIs{Duty: model.DutyID(f.Clause.Index), Status: model.Breached})
		}), nil
	case Toothless:
		all := promises(w.pact)
		broken := w.Where(all[slices.IndexFunc(all, func(p promise) bool { return p.ref == f.Clause })].breach)
		for _, free := range []model.ActorSet{model.SetOf(f.Party), w.everyone()} {
			if moves, _, ok := w.Path(first, w.Permitted(free), symbolic.Leg{Within: w.Reach, Goal: broken}); ok {
				return moves, nil
			}
		}
	}
	return nil, nil
}

// refused goes to where nothing is missing but a move of those who have a veto, and on to where by moves of theirs the
// purpose is out of reach, if that can be.
func (w *wide) refused(f *Finding, first set) (moves []machine.Label, missing *machine.Label) {
	states, reached := w.And(w.World(0), w.Fillings(first)), w.reached(f.Purpose)
	forced := w.Game(symbolic.Match{Players: w.everyone() &^ f.By[0], SignaturesGiven: true}, states).Force(reached)
	hope := w.Game(symbolic.Match{Players: w.everyone(), SignaturesGiven: true}, states).Force(reached)
	theirs, others := w.Permitted(0), w.Permitted(0)
	lacking := bdd.False
	for i := range theirs {
		if l := w.Label(i); l.Actor == machine.Time || l.Kind == machine.Sign || !f.By[0].Has(l.Actor) {
			theirs[i] = bdd.False
			continue
		}
		others[i] = bdd.False
		lacking = w.Or(lacking, w.Diff(w.Leading(i, w.And(theirs[i], states), forced), forced))
	}
	moves, end, ok := w.Path(first, others, symbolic.Leg{Within: w.Diff(hope, forced), Goal: lacking})
	if !ok {
		return nil, nil
	}
	for i := range theirs {
		if l := w.Label(i); w.And(end, w.Leading(i, theirs[i], forced)) != bdd.False {
			missing = &l
			break
		}
	}
	more, _, _ := w.Path(end, theirs, symbolic.Leg{Within: w.Diff(states, forced), Goal: w.Diff(states, w.Or(hope, forced))})
	return append(moves, more...), missing
}

// courseOfDuty goes over a moment at which the duty falls due to where the obligor is lost, by states from which it could
// never have avoided that.
func (w *wide) courseOfDuty(f *Finding, first set, lost func(*symbolic.Game) set) []machine.Label {
	id, self := model.DutyID(f.Clause.Index), model.SetOf(f.Party)
	within, allowed := w.Fillings(first), w.Permitted(f.Defectors)
	states := w.And(w.states(f.Defectors), within)
	at := w.moments(id, f.Defectors, within)
	after := w.Game(symbolic.Match{Players: self, Defectors: f.Defectors}, w.late(id, states))
	goal := lost(after)
	losing := after.Lost(goal)
	bad := w.And(at, losing)
	doomed := w.Game(symbolic.Match{Players: self, Defectors: f.Defectors, Willing: self}, w.early(id, at, states)).Lost(bad)
	moves, _, _ := w.Path(first, allowed, symbolic.Leg{Within: doomed, Goal: bad}, symbolic.Leg{Within: losing, Goal: w.And(losing, goal)})
	return moves
}

// shown makes a finding of what is known without a graph: its sentence, without who can deny an exposure, and its course
// if one is found.
func (t *together) shown(x *inFillings) (Finding, error) {
	f := x.Finding
	f.Severity = SeverityOf(f.Code)
	s := speaker{t.pact}
	s.say(&f, t.family.Movers())
	if f.Code == Exposed {
		f.Message = s.exposure(&f) + "."
	}
	filling := t.family.nearest(x.fillings)
	m, err := machine.New(t.pact, filling, t.tick)
	if err != nil {
		return f, err
	}
	w := t.fork()
	var moves []machine.Label
	var missing *machine.Label
	func() {
		var full error // then there is no course
		defer symbolic.Full(&full)
		moves, missing = w.course(&f, filling)
	}()
	if missing != nil {
		f.Why = []string{s.enough(*missing)}
	}
	if moves == nil {
		return f, nil
	}
	ids := make([]machine.LabelID, len(moves))
	for i, l := range moves {
		id, ok := m.Find(l)
		if !ok {
			panic(fmt.Errorf("a course has a move that is none: %v", l))
		}
		ids[i] = id
	}
	f.Course = replayed(m, ids, -1)
	return f, nil
}

// untold counts the findings without a course that would have one if their graph had been laid out.
func untold(fs []Across) int {
	n := 0
	for i := range fs {
		if c := fs[i].Code; fs[i].Course == nil && ofGraph(c) && c != Stuck && c != Idle {
			n++
		}
	}
	return n
}
