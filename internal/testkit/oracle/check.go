package oracle

import "github.com/servanda-lang/servanda/model"

// Check answers an author's own question, leaving aside in which reading it is asked and whether it is
// expected to fail.
func (w *World) Check(c *model.Check) bool {
	g := w.in(w.defectors(c))
	players := model.SetOf(c.Players...)
	cond := func(s *State) bool { return w.Holds(c.Cond, s) }
	switch c.Kind {
	case model.Never:
		return len(g.after(c.Cond)) == 0
	case model.Possible:
		return len(g.after(c.Cond)) > 0
	case model.LeadsTo:
		return g.leadsTo(c)
	case model.CanAvoid:
		return Game{g, players, 0}.Avoid(g.where(cond))[0]
	case model.CanEnsure:
		return Game{g, players, 0}.Force(g.where(cond))[0]
	}
	panic("oracle: unknown check")
}

func (w *World) defectors(c *model.Check) model.ActorSet {
	switch c.World {
	case model.EveryoneKeeps:
		return 0
	case model.NobodyKeeps:
		return w.everyone()
	default:
		return model.SetOf(c.Except...)
	}
}

// after lists the states in which, right after some move that leads there, a condition holds.
func (g *Graph) after(c model.Cond) []int {
	found := map[int]bool{}
	if g.World.HoldsAfter(c, model.None, g.States[0]) {
		found[0] = true
	}
	for i, edges := range g.Edges {
		for _, e := range edges {
			if g.Here[i] && !found[e.To] && g.World.HoldsAfter(c, e.Act, g.States[e.To]) {
				found[e.To] = true
			}
		}
	}
	var out []int
	for i := range g.States {
		if found[i] {
			out = append(out, i)
		}
	}
	return out
}

// leadsTo: wherever the one has happened, no course goes on without the other for ever, or for longer
// than it may: the other may still come on the last day. Nor, if no time is set, does a course come to where
// nothing at all can happen in this world.
func (g *Graph) leadsTo(c *model.Check) bool {
	then := g.where(func(s *State) bool { return g.World.Holds(c.Then, s) })
	without := func(_ int, e Edge) bool { return !then[e.To] }
	var endless []bool // states on a round without the other
	if c.Within == nil {
		endless = make([]bool, len(g.States))
		for i := range endless {
			endless[i] = !then[i] && (len(g.Edges[i]) == 0 || g.comesBack(i, without))
		}
	}
	for _, i := range g.after(c.Cond) {
		if then[i] {
			continue
		}
		if c.Within == nil && anyOf(g.reach(i, without), endless) {
			return false
		}
		if c.Within != nil && g.outlasts(i, then, g.World.ticks(c.Within)) {
			return false
		}
	}
	return true
}

// outlasts tells whether so many ticks, and then one more, can pass before what is wanted comes.
func (g *Graph) outlasts(i int, wanted []bool, ticks int) bool {
	now := map[int]bool{i: true}
	for n := 0; ; n++ {
		next := map[int]bool{}
		for at := range now {
			sameTick := g.reach(at, func(_ int, e Edge) bool { return e.Kind != Pass && !wanted[e.To] })
			for j, there := range sameTick {
				if !there {
					continue
				}
				if len(g.Edges[j]) == 0 && !wanted[j] {
					return true // nothing can follow at all
				}
				for _, e := range g.Edges[j] {
					if e.Kind != Pass {
						continue
					}
					if n == ticks {
						return true
					}
					if !wanted[e.To] {
						next[e.To] = true
					}
				}
			}
		}
		if n == ticks || len(next) == 0 {
			return false
		}
		now = next
	}
}
