package oracle

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// A guarantee is a duty upon an act, at discretion, or against a case. It is judged from its cases.

// IsGuarantee tells whether a duty is one.
func (w *World) IsGuarantee(d model.DutyID) bool {
	duty := &w.Pact.Duties[d]
	return duty.Upon != model.None || duty.Discretion || len(duty.Against) > 0
}

// occasion is one case of a guarantee: the moves by which it comes about, and whether it has on the first day.
type occasion struct {
	by      moves
	atFirst bool
}

// cases are what a duty is promised against, each by itself; without that, its falling due.
func (w *World) cases(g *Graph, d model.DutyID) []occasion {
	duty, first := &w.Pact.Duties[d], g.States[0]
	if len(duty.Against) == 0 {
		return []occasion{{
			by:      func(_ int, e Edge) bool { return slices.Contains(e.FallsDue, d) },
			atFirst: slices.Contains(first.fellDue, d),
		}}
	}
	inForce := func(s *State) bool { return s.Instruments[duty.Instrument].Status == InForce }
	var out []occasion
	for _, c := range duty.Against {
		out = append(out, occasion{
			by: func(from int, e Edge) bool {
				before, after := g.States[from], g.States[e.To]
				return inForce(after) && w.HoldsAfter(c, e.Act, after) && !(inForce(before) && w.Holds(c, before))
			},
			atFirst: inForce(first) && w.Holds(c, first),
		})
	}
	return out
}

// Hollow tells whether the guarantor can by itself, lawfully, see to it that when a case comes about no act of
// the duty follows. The others may break their word: a guarantee is there for when somebody does.
func (w *World) Hollow(d model.DutyID) bool {
	return w.IsGuarantee(d) && w.canHoldOut(d, model.SetOf(w.Pact.Duties[d].Obligor), w.performs(d), performedIn)
}

// Withheld: the least sets of others who can do the same, though the guarantor and all others help. If nobody need
// do anything for it, nobody withholds.
func (w *World) Withheld(d model.DutyID) []model.ActorSet {
	duty := &w.Pact.Duties[d]
	if len(duty.Against) == 0 {
		return nil
	}
	found := minimalSets(w.everyone()&^model.SetOf(duty.Obligor)&^w.side(model.SetOf(duty.For...)), 0, model.MaxActors,
		func(b model.ActorSet) bool { return w.canHoldOut(d, b, w.performs(d), performedIn) })
	return slices.DeleteFunc(found, func(s model.ActorSet) bool { return s == 0 })
}

// EstablishedBy: the least sets of actors who can see to it that when a case comes about the duty does not
// fall due; the empty one if it never does.
func (w *World) EstablishedBy(d model.DutyID) []model.ActorSet {
	if len(w.Pact.Duties[d].Against) == 0 {
		return nil
	}
	return minimalSets(w.everyone(), 0, model.MaxActors, func(b model.ActorSet) bool {
		return w.canHoldOut(d, b, func(_ int, e Edge) bool { return slices.Contains(e.FallsDue, d) }, fellDueIn)
	})
}

// side is a set of parties with their bodies.
func (w *World) side(of model.ActorSet) model.ActorSet {
	out := of
	for i, a := range w.Pact.Actors {
		if a.Kind == model.IsBody && a.Of != model.None && of.Has(a.Of) {
			out |= model.SetOf(model.ActorID(i))
		}
	}
	return out
}

func performedIn(s *State) []model.DutyID { return s.performed }
func fellDueIn(s *State) []model.DutyID   { return s.fellDue }

func (w *World) performs(d model.DutyID) moves {
	return func(_ int, e Edge) bool { return slices.Contains(e.Performs, d) }
}

// canHoldOut tells whether players, who keep their word as the guarantor does while others need not, can from
// the first day on see to it that a case comes about only so that they can avoid the unwanted from there on;
// and whether it can then come about. What has happened in a state tells whether the unwanted has on the first day.
func (w *World) canHoldOut(d model.DutyID, players model.ActorSet, unwanted moves, at func(*State) []model.DutyID) bool {
	return w.holdingOut(d, players, unwanted, at) != nil
}

// holding is how they do it: in which world, for which case; from out they can avoid the unwanted, on the way it does not come
// about so that they cannot.
type holding struct {
	Game
	occasion
	out, way []bool
	lost     moves
	done     func(*State) bool // the duty, if it falls due but once, has been performed
}

func (w *World) holdingOut(d model.DutyID, players model.ActorSet, unwanted moves, at func(*State) []model.DutyID) *holding {
	duty := &w.Pact.Duties[d]
	g := Game{w.in(w.everyone() &^ players &^ model.SetOf(duty.Obligor)), players, players}
	out := Game{g.Graph, players, 0}.avoidMoves(unwanted)
	done := func(s *State) bool { return !duty.Recurs() && dutyIs(s.Duties[d].Status, model.Performed) }
	for _, c := range w.cases(g.Graph, d) {
		if c.atFirst && (!out[0] || slices.Contains(at(g.States[0]), d)) {
			continue
		}
		lost := func(from int, e Edge) bool { return c.by(from, e) && (unwanted(from, e) || !out[e.To]) }
		x := &holding{g, c, out, g.avoidWhenever(lost, c.by), lost, done}
		if x.way[0] && (c.atFirst || x.comesAbout()) {
			return x
		}
	}
	return nil
}

// comesAbout tells whether the case does, on some course on which they do it.
func (x *holding) comesAbout() bool {
	for i, there := range x.reach(0, func(from int, e Edge) bool { return x.way[e.To] && !x.lost(from, e) }) {
		for _, e := range x.Edges[i] {
			if there && !x.done(x.States[i]) && x.by(i, e) && x.way[e.To] && !x.lost(i, e) {
				return true
			}
		}
	}
	return false
}

// avoidWhenever is avoidMoves where it is for the others to say when a case comes about, whoever's move that is.
func (g Game) avoidWhenever(evil, comesAbout moves) []bool {
	safe := not(make([]bool, len(g.States)))
	for {
		open := make([]bool, len(g.States)) // where a case would come about that must not
		for i, edges := range g.Edges {
			for _, e := range edges {
				open[i] = open[i] || comesAbout(i, e) && (evil(i, e) || !safe[e.To])
			}
		}
		next := g.avoid(or(open, not(safe)), evil)
		if slices.Equal(next, safe) {
			return safe
		}
		safe = next
	}
}

// FalseCall: the least sets of parties in whose world the duty can fall due before any of its cases has come
// about.
func (w *World) FalseCall(d model.DutyID) []model.ActorSet {
	if len(w.Pact.Duties[d].Against) == 0 {
		return nil
	}
	return w.least(w.parties(), 0, model.MaxActors, func(set model.ActorSet) bool {
		g := w.in(set)
		cases := w.cases(g, d)
		if slices.ContainsFunc(cases, func(c occasion) bool { return c.atFirst }) {
			return false
		}
		quiet := func(from int, e Edge) bool {
			return !slices.ContainsFunc(cases, func(c occasion) bool { return c.by(from, e) })
		}
		called := slices.Contains(g.States[0].fellDue, d)
		for i, there := range g.reach(0, quiet) {
			for _, e := range g.Edges[i] {
				called = called || there && quiet(i, e) && slices.Contains(e.FallsDue, d)
			}
		}
		return called
	})
}

// DaysToAct: the fewest days from a first case to an act of the duty on any course on which the guarantor keeps
// its word, and the least number of days within which all others can force one, from every first case from
// which they can. A first case is one before which neither any case came about nor the duty fell due, and
// nothing else was done or used in the tick. -1: there is none.
func (w *World) DaysToAct(d model.DutyID) (least, most int) {
	p := model.SetOf(w.Pact.Duties[d].Obligor)
	g := Game{w.in(w.everyone() &^ p), w.everyone() &^ p, 0}
	within := g.forceWithin(make([]bool, len(g.States)), w.performs(d))
	least, most = -1, -1
	for c := range g.firstCases(w, d) {
		if c.performed {
			least, most = 0, max(most, 0)
			continue
		}
		at := c.at
		if n := g.fewestTicks(at, w.performs(d)); least < 0 || n >= 0 && n < least {
			least = n
		}
		most = max(most, within[at])
	}
	if least >= 0 {
		least *= w.Tick
	}
	if most >= 0 {
		most *= w.Tick
	}
	return least, most
}

// firstCase is a state to which a case leads before which there was neither case nor call; performed if the duty is by
// the very move.
type firstCase struct {
	at        int
	performed bool
}

func (g *Graph) firstCases(w *World, d model.DutyID) map[firstCase]bool {
	cases, out := w.cases(g, d), map[firstCase]bool{}
	if slices.ContainsFunc(cases, func(c occasion) bool { return c.atFirst }) {
		out[firstCase{0, slices.Contains(g.States[0].performed, d)}] = true
		return out
	}
	comes := func(from int, e Edge) bool {
		return slices.ContainsFunc(cases, func(c occasion) bool { return c.by(from, e) })
	}
	for i, there := range g.reach(0, func(from int, e Edge) bool { return !comes(from, e) && !slices.Contains(e.FallsDue, d) }) {
		for _, e := range g.Edges[i] {
			if there && g.States[i].fresh() && comes(i, e) {
				out[firstCase{e.To, slices.Contains(e.Performs, d)}] = true
			}
		}
	}
	return out
}

// fresh tells whether nothing was done or used in the tick.
func (s *State) fresh() bool {
	return !slices.ContainsFunc(s.DoneNow, func(a model.ActorSet) bool { return a != 0 }) &&
		!slices.ContainsFunc(s.Powers, func(u PowerState) bool { return u.Now })
}

// fewestTicks is how often a tick must pass from a state on before one of certain moves is made; -1: it never is.
func (g *Graph) fewestTicks(from int, made moves) int {
	now := map[int]bool{from: true}
	seen := map[int]bool{}
	for n := 0; len(now) > 0; n++ {
		next := map[int]bool{}
		for at := range now {
			for i, there := range g.reach(at, func(_ int, e Edge) bool { return e.Kind != Pass }) {
				if !there || seen[i] {
					continue
				}
				seen[i] = true
				for _, e := range g.Edges[i] {
					if made(i, e) {
						return n
					}
					if e.Kind == Pass && !seen[e.To] {
						next[e.To] = true
					}
				}
			}
		}
		now = next
	}
	return -1
}
