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
	Later bool // no moment can be come to, but a later loss
}

// moments are the moves by which a duty falls due at which something is so, and the first day if it is so then.
type moments struct {
	first bool
	moves moves
}

// momentsOf are those from which something is so: after is where it leads to, performing whether it performs
// the duty too.
func (g *Graph) momentsOf(d model.DutyID, is func(after int, performing bool) bool) moments {
	first := g.States[0]
	return moments{
		slices.Contains(first.fellDue, d) && is(0, slices.Contains(first.performed, d)),
		func(_ int, e Edge) bool {
			return slices.Contains(e.FallsDue, d) && is(e.To, slices.Contains(e.Performs, d))
		},
	}
}

// comesTo tells whether one of them can be come to in a world.
func (g *Graph) comesTo(m moments) bool {
	found := m.first
	for i, edges := range g.Edges {
		for _, e := range edges {
			found = found || g.Here[i] && m.moves(i, e)
		}
	}
	return found
}

// avoidMoments marks the states from which the players can avoid them.
func (g Game) avoidMoments(m moments) []bool {
	evil := make([]bool, len(g.States))
	evil[0] = m.first
	return g.avoid(evil, m.moves)
}

// judge finds the class of a loss: of some moments of a duty, in the world of certain defectors. It may be come to
// on a course on which the obligor keeps its word, or take a breach by itself. Where no such course comes to one of the moments,
// but one makes a move of a later kind, the loss is that.
func (w *World) judge(d model.DutyID, defectors model.ActorSet, m moments, later moves) Judged {
	p := model.SetOf(w.Pact.Duties[d].Obligor)
	g := Game{w.in(defectors), p, p}
	safe := g.avoidMoments(m)
	switch {
	case !safe[0]:
		return Judged{Class: Unavoidable}
	case !g.comesTo(m) && g.comesTo(moments{false, later}):
		safe = g.avoidMoments(moments{false, later})
		out := w.judgeCare(d, g, safe, func(i int, e Edge) bool { return safe[e.To] && !later(i, e) })
		out.Later = true
		return out
	case !g.comesTo(m) && !w.in(defectors|p).comesTo(m):
		return Judged{}
	case !g.comesTo(m):
		return Judged{Class: WithCare, Care: []string{"keep one's word"}}
	}
	return w.judgeCare(d, g, safe, func(i int, e Edge) bool { return safe[e.To] && !m.moves(i, e) })
}

// judgeCare is for what the obligor can avoid by staying in the safe states.
func (w *World) judgeCare(d model.DutyID, g Game, safe []bool, stays moves) Judged {
	out := Judged{Class: WithCare, Price: w.price(d, stays), Care: g.care(safe, stays)}
	if len(out.Price) > 0 {
		out.Class = AtPrice
	}
	return out
}

// care tells the moves that lead out of the safe states, and, where time leads out, those that lead as soon as can
// be to where it does not.
func (g Game) care(safe []bool, stays moves) []string {
	var out []string
	far := g.hurry(safe, stays)
	for i, there := range g.reach(0, stays) {
		if !there {
			continue
		}
		for _, e := range g.Edges[i] {
			if g.ours(e) && !stays(i, e) {
				out = append(out, "not "+e.Label)
			}
			if g.ours(e) && stays(i, e) && far[i] > 0 && far[e.To] == far[i]-1 {
				out = append(out, "in time "+e.Label)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// hurry gives of each safe state how many moves of the players within them lead to where time does not lead out; -1
// if none do.
func (g Game) hurry(safe []bool, stays moves) []int {
	far := make([]int, len(safe))
	for i := range far {
		if far[i] = -1; safe[i] && !g.some(i, g.time, func(e Edge) bool { return !stays(i, e) }) {
			far[i] = 0
		}
	}
	for n, more := 1, true; more; n++ {
		more = false
		for i := range far {
			if safe[i] && far[i] < 0 && g.some(i, g.ours, func(e Edge) bool { return stays(i, e) && far[e.To] == n-1 }) {
				far[i], more = n, true
			}
		}
	}
	return far
}

// price lists what some lawful course reaches and none that stays safe; the exchange only if nobody gives on it.
func (w *World) price(d model.DutyID, stays moves) []string {
	g := w.lawful()
	costs := func(is []bool, may func(int, Edge) bool) bool {
		return anyOf(is, g.Here) && !anyOf(is, g.reach(0, may))
	}
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
