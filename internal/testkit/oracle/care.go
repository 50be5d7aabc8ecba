package oracle

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Class says whether a loss can be avoided by care, and at what price.
type Class uint8

// The worse the greater.
const (
	NoLoss Class = iota
	WithCare
	AtPrice
	Unavoidable
)

func (c Class) String() string {
	return [...]string{"none", "with care", "at a price", "unavoidable"}[c]
}

// Judged is a loss, looked at from the first day: its class, what care gives up, and what care is. The price
// lists purposes by their number and "the exchange"; the care has a line "not MOVE" for a careless move, "in
// time MOVE" for one that time must not forestall, and "keep one's word" for a loss that takes an own breach.
type Judged struct {
	Class Class
	Price []string
	Care  []string
}

// loss is a set of moments of a duty in the world of certain defectors. There are two: those that a course
// comes to on which the obligor keeps its word, and those that take a breach by itself.
type loss struct {
	duty         model.DutyID
	defectors    model.ActorSet
	kept, broken []bool
}

// lossOf makes a loss of what is bad of the moments of a duty.
func (w *World) lossOf(d model.DutyID, defectors model.ActorSet, bad func(moments) []bool) loss {
	p := model.SetOf(w.Pact.Duties[d].Obligor)
	return loss{d, defectors, bad(w.in(defectors).moments(d)), bad(w.in(defectors | p).moments(d))}
}

// judge finds the class of a loss.
func (w *World) judge(l loss) Judged {
	p := model.SetOf(w.Pact.Duties[l.duty].Obligor)
	g := Game{w.in(l.defectors), p, p}
	safe := g.Avoid(l.kept)
	switch {
	case !safe[0]:
		return Judged{Class: Unavoidable}
	case !slices.Contains(l.kept, true) && !slices.Contains(l.broken, true):
		return Judged{}
	case !slices.Contains(l.kept, true):
		return Judged{Class: WithCare, Care: []string{"keep one's word"}}
	}
	out := Judged{Class: WithCare, Price: w.price(l.duty, safe), Care: g.care(safe)}
	if len(out.Price) > 0 {
		out.Class = AtPrice
	}
	return out
}

// care tells the moves that lead out of the safe states, and those that stay where time leads out.
func (g Game) care(safe []bool) []string {
	var out []string
	for i, there := range g.reach(0, func(_ int, e Edge) bool { return safe[e.To] }) {
		if !there {
			continue
		}
		late := g.some(i, g.time, func(e Edge) bool { return !safe[e.To] })
		for _, e := range g.Edges[i] {
			if g.ours(e) && !safe[e.To] {
				out = append(out, "not "+e.Label)
			}
			if g.ours(e) && safe[e.To] && late {
				out = append(out, "in time "+e.Label)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// price lists what some lawful course reaches and none that stays safe; the exchange only if nobody gives on it.
func (w *World) price(d model.DutyID, safe []bool) []string {
	g := w.lawful()
	costs := func(is []bool, may func(int, Edge) bool) bool {
		return anyOf(is, g.Here) && !anyOf(is, g.reach(0, may))
	}
	stays := func(_ int, e Edge) bool { return safe[e.To] }
	var out []string
	for i := range w.Pact.Purposes {
		if costs(g.where(w.reached(i)), stays) {
			out = append(out, fmt.Sprint("purpose ", i))
		}
	}
	if len(w.Pact.Duties[d].Return) == 0 {
		return out
	}
	if costs(g.where(func(s *State) bool {
		return dutyIs(s.Duties[d].Status, model.Performed) && w.returned(d, s)
	}), func(i int, e Edge) bool { return stays(i, e) && !w.gives(d, g, i, e) }) {
		out = append(out, "the exchange")
	}
	return out
}

// gives tells whether by a move somebody else than the obligor gives what the duty is done for, without owing
// it.
func (w *World) gives(d model.DutyID, g *Graph, from int, e Edge) bool {
	duty := &w.Pact.Duties[d]
	return len(duty.Return) > 0 && e.Kind == Do && e.Mover != duty.Obligor && len(e.Performs) == 0 &&
		!w.returned(d, g.States[from]) && w.returned(d, g.States[e.To])
}

// leastByClass lists the sets of parties for which a loss has a class, without those that contain one listed
// in the same or a worse class.
func leastByClass[T any](of model.ActorSet, judge func(model.ActorSet) (Class, T)) (sets []model.ActorSet, what []T) {
	var classes []Class
	for _, set := range subsets(of) {
		class, x := judge(set)
		covered := class == NoLoss
		for i, s := range sets {
			covered = covered || s.Within(set) && classes[i] >= class
		}
		if !covered {
			sets, classes, what = append(sets, set), append(classes, class), append(what, x)
		}
	}
	return sets, what
}

// moments are the states to which a move leads by which a duty falls due, and the first day if it is due or
// done then; performing marks those to which such a move leads that performs it too.
type moments struct{ all, performing []bool }

func (g *Graph) moments(d model.DutyID) moments {
	m := moments{make([]bool, len(g.States)), make([]bool, len(g.States))}
	first := g.States[0]
	m.all[0] = slices.Contains(first.fellDue, d)
	m.performing[0] = slices.Contains(first.performed, d)
	for i, edges := range g.Edges {
		for _, e := range edges {
			if g.Here[i] && slices.Contains(e.FallsDue, d) {
				m.all[e.To] = true
				m.performing[e.To] = m.performing[e.To] || slices.Contains(e.Performs, d)
			}
		}
	}
	return m
}
