package findings

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/symbolic"
	"github.com/servanda-lang/servanda/model"
)

// All fillings at once.
//
// When there are too many ways to fill the open points to look at each, every question is put to all of them together:
// the same definitions as in the files of the findings, read as fixed points over sets of states and fillings. What comes
// out is, for each finding there can be, the set of fillings in which it holds. Each finding is then
// looked up in the graph of one filling in which it holds, and the two must agree (together.go).

// set is a set of states, or of fillings.
type set = bdd.Ref

// wide is a pact under all its fillings: what an inquiry is for one.
type wide struct {
	*symbolic.Family
	pact *model.Pact
}

// inFillings is a finding, as far as it is the same in all fillings in which it holds, and those fillings.
type inFillings struct {
	Finding
	fillings set
}

// question is one that can be asked alone: about findings of those codes, or about a check.
type question struct {
	codes []Code
	check int                      // index, or -1
	ask   func(*wide) []inFillings // for a check just the fillings in which it holds
}

// questions lists all of them, for a pact.
func questions(p *model.Pact) []question {
	var out []question
	for i := range p.Purposes {
		out = append(out, about(func(w *wide) []inFillings { return append(w.stuck(i), w.limbo(i)...) }, Stuck, Limbo))
		out = append(out, about(func(w *wide) []inFillings { return w.veto(i) }, Veto))
	}
	for i := range p.Duties {
		id, d := model.DutyID(i), &p.Duties[i]
		if isSacrifice(p, d) {
			out = append(out, about(func(w *wide) []inFillings { return w.exposed(id) }, Exposed))
		}
		if hasDeadline(d) && !d.Discretion {
			out = append(out, about(func(w *wide) []inFillings { return w.keeping(id) }, Conflict, Impossible, Dependent))
		}
		if isGuarantee(d) {
			out = append(out, about(func(w *wide) []inFillings { return w.hollow(id) }, Hollow))
		}
		out = append(out, about(func(w *wide) []inFillings { return w.blankCheque(id) }, BlankCheque))
	}
	out = append(out, about((*wide).toothless, Toothless), about((*wide).idle, Idle))
	for i := range p.Checks {
		c := &p.Checks[i]
		out = append(out, question{check: i, ask: func(w *wide) []inFillings { return []inFillings{{fillings: w.check(c)}} }})
	}
	return out
}

func about(ask func(*wide) []inFillings, codes ...Code) question { return question{codes, -1, ask} }

// everyone, parties and movers are as for an inquiry.
func (w *wide) everyone() model.ActorSet { return w.pact.Everyone() }

// start is the fillings in which the state of day 0 is in a set.
func (w *wide) start(s set) set { return w.AtStart(s) }

// when makes a finding of a set of fillings, unless it is empty.
func when(f Finding, fillings set) []inFillings {
	if fillings == bdd.False {
		return nil
	}
	return []inFillings{{f, fillings}}
}

// minimalIn is a set of actors, and the fillings in which it is one of the smallest.
type minimalIn struct {
	actors   model.ActorSet
	fillings set
}

// minimal lists the smallest sets of actors from the universe, of least actors or more, for which test gives fillings among
// those it is asked of: in each filling those none of whose proper subsets passes there. test must not fail on a superset
// of a set that passes.
func (w *wide) minimal(universe model.ActorSet, least int, within set, test func(s model.ActorSet, within set) set) []minimalIn {
	var found, never []minimalIn // never: no subset of these passes in those fillings
	ids := universe.IDs()
	for size := least; size <= min(largestSet(w.pact), len(ids)); size++ {
		subsets(ids, size, 0, func(s model.ActorSet) {
			left := within
			for _, x := range found {
				if x.actors.Within(s) {
					left = w.Diff(left, x.fillings)
				}
			}
			for _, x := range never {
				if s.Within(x.actors) {
					left = w.Diff(left, x.fillings)
				}
			}
			if left == bdd.False {
				return
			}
			if yes := test(s, left); yes != bdd.False {
				found = append(found, minimalIn{s, yes})
			}
		})
		if size < len(ids) && size <= 1 {
			never = append(never, w.hopeless(universe, found, within, test)...)
		}
	}
	return found
}

// hopeless tests, in each filling, the largest set that contains none of those found, all of which are single actors or
// empty: where it does not pass, no other set does.
func (w *wide) hopeless(universe model.ActorSet, found []minimalIn, within set, test func(s model.ActorSet, within set) set) []minimalIn {
	var out []minimalIn
	for _, part := range w.parts(found, within) {
		rest := universe
		for _, s := range part.sets {
			rest &^= s
		}
		if slices.Contains(part.sets, model.ActorSet(0)) || rest.Len() < 2 {
			continue
		}
		if no := w.Diff(part.fillings, test(rest, part.fillings)); no != bdd.False {
			out = append(out, minimalIn{rest, no})
		}
	}
	return out
}

// part is fillings that have the same list of sets.
type part struct {
	sets     []model.ActorSet
	fillings set
}

// parts divides fillings by which of the sets they have, in the order in which the sets stand.
func (w *wide) parts(found []minimalIn, within set) []part {
	out := []part{{nil, within}}
	for _, x := range found {
		var next []part
		for _, y := range out {
			if with := w.And(y.fillings, x.fillings); with != bdd.False {
				next = append(next, part{append(slices.Clone(y.sets), x.actors), with})
			}
			if without := w.Diff(y.fillings, x.fillings); without != bdd.False {
				next = append(next, part{y.sets, without})
			}
		}
		out = next
	}
	return out
}
