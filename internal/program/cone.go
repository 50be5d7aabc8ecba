package program

// Cones gives, by variable, those that its next value is worked out from: the cone of influence, one step of it (Clarke,
// Grumberg, Peled, Model Checking, 1999, chapter 13). Whether a move of somebody is offered, and whether a ban forbids it, counts
// for all that the move changes; when time may pass, or strikes, counts for nothing here: on that every variable would hang.
func (p *Program) Cones() map[*Variable][]*Variable {
	c := cones{}
	c.add(p.Begin, nil)
	c.add(p.SettleBegin, nil)
	for i := range p.Rules {
		c.add([]Stmt{p.Rules[i].Arms}, Variables(p.Rules[i].When))
	}
	for i := range p.Moves {
		m := &p.Moves[i]
		var on []*Variable
		if m.Label.Actor != Time {
			on = append(Variables(m.When), Variables(m.Banned)...)
		}
		c.add(m.Do, on)
	}
	out := map[*Variable][]*Variable{}
	for v, on := range c {
		for x := range on {
			out[v] = append(out[v], x)
		}
	}
	return out
}

// cones is, by variable, what has been seen that it hangs on.
type cones map[*Variable]map[*Variable]bool

// add takes in some statements that are done on conditions over certain variables.
func (c cones) add(ss []Stmt, on []*Variable) {
	on = on[:len(on):len(on)]
	for _, s := range ss {
		switch s := s.(type) {
		case Set:
			c.hangs(s.V, on)
		case Add:
			c.hangs(s.V, append(on, s.V))
		case Note:
			c.hangs(s.V, append(on, Variables(s.C)...))
		case Choose:
			here := on
			for _, a := range s { // an arm is chosen if those before it are not
				here = append(here[:len(here):len(here)], Variables(a.When)...)
				c.add(a.Do, here)
			}
		}
	}
}

func (c cones) hangs(v *Variable, on []*Variable) {
	if c[v] == nil {
		c[v] = map[*Variable]bool{v: true} // where it is not changed it stays
	}
	for _, x := range on {
		c[v][x] = true
	}
}

// Variables lists those of a condition; some more than once.
func Variables(c Cond) []*Variable {
	var out []*Variable
	VisitCond(c, func(v *Variable) { out = append(out, v) })
	return out
}
