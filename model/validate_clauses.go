package model

import "slices"

func (v *validator) instruments() {
	for i := range v.p.Instruments {
		n := &v.p.Instruments[i]
		v.want(len(n.Between) > 0, "%s: between nobody", n.Name)
		v.parties(n.Between, n.Name)
		v.want(n.InForceOnce != nil, "%s: no condition of entry into force", n.Name)
		v.ownClauses(InstrumentID(i), n)
	}
}

func (v *validator) ownClauses(i InstrumentID, n *Instrument) {
	for _, id := range n.Duties {
		v.want(v.p.Duties[id].Instrument == i, "%s: duty %d is not its own", n.Name, id)
	}
	for _, id := range n.Bans {
		v.want(v.p.Bans[id].Instrument == i, "%s: ban %d is not its own", n.Name, id)
	}
	for _, id := range n.Powers {
		v.want(v.p.Powers[id].Instrument == i, "%s: power %d is not its own", n.Name, id)
	}
}

func (v *validator) clauses() {
	for i := range v.p.Duties {
		v.duty(&v.p.Duties[i])
	}
	for i := range v.p.Bans {
		b := &v.p.Bans[i]
		v.partyTo(b.Bound, b.Instrument, b.Name)
		v.doer(b.Act, b.Bound, b.Name)
		v.parties(b.For, b.Name)
	}
	for i := range v.p.Powers {
		w := &v.p.Powers[i]
		v.partyTo(w.Holder, w.Instrument, w.Name)
		v.want(w.Effect <= SetFact, "%s: effect %d", w.Name, w.Effect)
	}
}

func (v *validator) duty(d *Duty) {
	v.partyTo(d.Obligor, d.Instrument, d.Name)
	v.want((len(d.Acts) > 0) != (d.Ensure != nil), "%s: acts or a condition to ensure", d.Name)
	for _, a := range d.Acts {
		v.doer(a, d.Obligor, d.Name)
	}
	v.want(d.Within == nil || d.By == nil, "%s: within and by", d.Name)
	v.want(d.Upon == None || d.Once == nil && d.Every == nil, "%s: upon excludes once and every", d.Name)
	if d.Every != nil {
		v.amount(*d.Every, Duration, 1, d.Name)
		v.want(d.Within != nil, "%s: every needs within", d.Name)
	}
	v.parties(d.For, d.Name)
}

// doer checks that the actor is among those who can do the act.
func (v *validator) doer(id ActID, by ActorID, where string) {
	a := &v.p.Acts[id]
	v.want(slices.Contains(a.By, by), "%s: actor %d cannot do %s", where, by, a.Name)
}

func (v *validator) questions() {
	for i := range v.p.Purposes {
		v.want(v.p.Purposes[i].Cond != nil, "a purpose without a condition")
	}
	for i := range v.p.Positions {
		n := &v.p.Positions[i]
		v.party(n.Party, "position")
		v.want(len(n.Refs)+len(n.Fillers) > 0, "a position on nothing")
	}
	v.preferences()
	v.odds()
	for i := range v.p.Checks {
		v.check(&v.p.Checks[i])
	}
	for _, a := range v.p.Accepts {
		v.want(a.Code != "" && a.Reason != "", "an accept without code or reason")
	}
}

func (v *validator) preferences() {
	said := map[ActorID]bool{}
	for i := range v.p.Preferences {
		x := &v.p.Preferences[i]
		v.want(x.Actor != Outsider, "a preference of the outsider")
		v.want(!said[x.Actor], "two preferences of actor %d", x.Actor)
		v.want(len(x.Over) > 0 && len(x.Cites) > 0, "a preference for nothing, or on nobody's word")
		v.present(x.Over, "preference")
		said[x.Actor] = true
	}
}

func (v *validator) odds() {
	for i := range v.p.Odds {
		x := &v.p.Odds[i]
		v.want(slices.Contains(v.p.Decisions[x.Decision].By, x.Actor), "odds of who does not decide")
		low := 0
		for _, l := range x.Values {
			v.want(0 <= l.Low && l.Low <= l.High && l.High <= Whole, "odds from %d to %d", l.Low, l.High)
			low += l.Low
		}
		v.want(low <= Whole && len(x.Values) > 0 && len(x.Cites) > 0, "odds of more than everything, of nothing, or on nobody's word")
	}
	for i := range v.p.Chances {
		x := &v.p.Chances[i]
		v.want(slices.Contains(v.p.Acts[x.Act].By, Outsider), "a chance of what is not done by an outsider")
		v.want(0 <= x.Low && x.Low <= x.High && x.High <= Whole && x.Days > 0 && len(x.Cites) > 0, "a chance from %d to %d in %d days", x.Low, x.High, x.Days)
	}
}

func (v *validator) check(c *Check) {
	v.want(c.Cond != nil, "a check without a condition")
	v.want((c.Then != nil) == (c.Kind == LeadsTo), "leads to has a second condition, and nothing else has")
	plays := c.Kind == CanAvoid || c.Kind == CanEnsure
	v.want((len(c.Players) > 0) == plays, "can avoid and can ensure have players, and nothing else has")
	v.want((len(c.Except) > 0) == (c.World == AllButKeep), "all but whom?")
}

func (v *validator) scenarios() {
	for i := range v.p.Scenarios {
		s := &v.p.Scenarios[i]
		v.bindings(s.Given, "scenario")
		day := 0
		for _, step := range s.Steps {
			if step.Kind == OnDay {
				v.want(step.Day >= day, "the scenario goes back to day %d", step.Day)
				day = step.Day
			}
			v.step(&step)
		}
	}
}

func (v *validator) step(s *Step) {
	switch s.Kind {
	case Signs:
		v.partyTo(s.Actor, s.Instrument, "scenario")
	case Does:
		v.doer(s.Act, s.Actor, "scenario")
	case Uses:
		v.want(v.p.Powers[s.Power].Holder == s.Actor, "power %d", s.Power)
	case Expect:
		v.want(s.Cond != nil, "expect nothing")
	}
}

// order checks that each instrument, decision and duty comes up once.
func (v *validator) order() {
	p := v.p
	seen := map[Ref]bool{}
	for _, r := range p.Order {
		v.want(r.Kind == KindInstrument || r.Kind == KindDecision || r.Kind == KindDuty, "order: %v", r)
		v.want(!seen[r], "order: %v twice", r)
		seen[r] = true
	}
	all := len(p.Instruments) + len(p.Decisions) + len(p.Duties)
	v.want(len(p.Order) == all, "order: %d things of %d", len(p.Order), all)
}
