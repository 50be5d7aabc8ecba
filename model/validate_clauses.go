package model

func (v *validator) instruments() {
	for i := range v.p.Instruments {
		n := &v.p.Instruments[i]
		v.decl(&n.Decl)
		v.want(len(n.Between) > 0, "%s: between nobody", n.Name)
		v.parties(n.Between, n.Name)
		v.want(n.InForceOnce != nil, "%s: no condition of entry into force", n.Name)
		v.cond(n.InForceOnce, n.Name)
		v.cond(n.EndsOnce, n.Name)
		v.duration(n.Expires, n.Name)
		v.ownClauses(InstrumentID(i), n)
	}
}

func (v *validator) ownClauses(i InstrumentID, n *Instrument) {
	for _, id := range n.Duties {
		v.want(within(id, len(v.p.Duties)) && v.p.Duties[id].Instrument == i, "%s: duty %d is not its own", n.Name, id)
	}
	for _, id := range n.Bans {
		v.want(within(id, len(v.p.Bans)) && v.p.Bans[id].Instrument == i, "%s: ban %d is not its own", n.Name, id)
	}
	for _, id := range n.Powers {
		v.want(within(id, len(v.p.Powers)) && v.p.Powers[id].Instrument == i, "%s: power %d is not its own", n.Name, id)
	}
}

func (v *validator) clauses() {
	for i := range v.p.Duties {
		v.duty(&v.p.Duties[i])
	}
	for i := range v.p.Bans {
		b := &v.p.Bans[i]
		v.decl(&b.Decl)
		v.instrument(b.Instrument, b.Name)
		v.partyTo(b.Bound, b.Instrument, b.Name)
		v.doer(b.Act, b.Bound, b.Name)
		v.cond(b.While, b.Name)
		v.parties(b.For, b.Name)
		v.conds(b.Return, b.Name)
	}
	for i := range v.p.Powers {
		v.power(&v.p.Powers[i])
	}
}

func (v *validator) duty(d *Duty) {
	v.decl(&d.Decl)
	v.instrument(d.Instrument, d.Name)
	v.partyTo(d.Obligor, d.Instrument, d.Name)
	v.want((len(d.Acts) > 0) != (d.Ensure != nil), "%s: acts or a condition to ensure", d.Name)
	for _, a := range d.Acts {
		v.doer(a, d.Obligor, d.Name)
	}
	v.cond(d.Ensure, d.Name)
	v.duration(d.Within, d.Name)
	v.want(d.Within == nil || d.By == nil, "%s: within and by", d.Name)
	v.cond(d.Once, d.Name)
	if d.Upon != None {
		v.act1(d.Upon, d.Name)
		v.want(d.Once == nil && d.Every == nil, "%s: upon excludes once and every", d.Name)
	}
	if d.Every != nil {
		v.amount(*d.Every, Duration, 1, d.Name)
		v.want(d.Within != nil, "%s: every needs within", d.Name)
	}
	v.duration(d.NotBefore, d.Name)
	v.cond(d.Unless, d.Name)
	v.parties(d.For, d.Name)
	v.conds(d.Return, d.Name)
	v.conds(d.Against, d.Name)
}

func (v *validator) power(w *Power) {
	v.decl(&w.Decl)
	v.instrument(w.Instrument, w.Name)
	v.partyTo(w.Holder, w.Instrument, w.Name)
	switch w.Effect {
	case Suspend, Resume, Terminate:
		v.instrument(w.Target, w.Name)
	case Excuse:
		v.want(within(w.Duty, len(v.p.Duties)), "%s: duty %d", w.Name, w.Duty)
	case SetFact:
		v.factValue(w.Fact, w.Value, w.Name)
	}
	v.duration(w.Notice, w.Name)
	v.cond(w.When, w.Name)
}

func (v *validator) instrument(id InstrumentID, where string) {
	v.want(within(id, len(v.p.Instruments)), "%s: instrument %d", where, id)
}

func (v *validator) act1(id ActID, where string) {
	v.want(within(id, len(v.p.Acts)), "%s: act %d", where, id)
}

// doer checks that the actor is among those who can do the act.
func (v *validator) doer(id ActID, by ActorID, where string) {
	v.act1(id, where)
	if !within(id, len(v.p.Acts)) {
		return
	}
	for _, a := range v.p.Acts[id].By {
		if a == by {
			return
		}
	}
	v.want(false, "%s: actor %d cannot do %s", where, by, v.p.Acts[id].Name)
}

func (v *validator) questions() {
	for i := range v.p.Purposes {
		v.want(v.p.Purposes[i].Cond != nil, "a purpose without a condition")
		v.cond(v.p.Purposes[i].Cond, "purpose")
	}
	for i := range v.p.Positions {
		n := &v.p.Positions[i]
		v.party(n.Party, "position")
		v.cites(n.Cites, "position")
		v.want(len(n.Refs)+len(n.Fillers) > 0, "a position on nothing")
		for _, r := range n.Refs {
			v.ref(r, "position")
		}
		for _, b := range n.Fillers {
			v.pointValue(b.Point, b.Value, "position")
		}
	}
	for i := range v.p.Checks {
		v.check(&v.p.Checks[i])
	}
	for _, a := range v.p.Accepts {
		v.want(a.Code != "" && a.Reason != "", "an accept without code or reason")
		v.ref(a.Clause, "accept")
	}
}

func (v *validator) check(c *Check) {
	v.want(c.Cond != nil, "a check without a condition")
	v.cond(c.Cond, "check")
	v.want((c.Then != nil) == (c.Kind == LeadsTo), "leads to has a second condition, and nothing else has")
	v.cond(c.Then, "check")
	v.duration(c.Within, "check")
	plays := c.Kind == CanAvoid || c.Kind == CanEnsure
	v.want((len(c.Players) > 0) == plays, "can avoid and can ensure have players, and nothing else has")
	v.actorsIn(c.Players, "check")
	v.want((len(c.Except) > 0) == (c.World == AllButKeep), "all but whom?")
	v.actorsIn(c.Except, "check")
	v.want(c.Reading == None || within(c.Reading, len(v.p.Readings)), "reading %d", c.Reading)
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
	p := v.p
	switch s.Kind {
	case Signs:
		v.instrument(s.Instrument, "scenario")
		v.partyTo(s.Actor, s.Instrument, "scenario")
	case Does:
		v.doer(s.Act, s.Actor, "scenario")
	case Decides:
		v.actor(s.Actor, "scenario")
		v.want(within(s.Decision, len(p.Decisions)) && within(s.Value, len(p.Decisions[s.Decision].Values)), "decision %d", s.Decision)
	case Uses:
		v.want(within(s.Power, len(p.Powers)) && p.Powers[s.Power].Holder == s.Actor, "power %d", s.Power)
	case Expect:
		v.want(s.Cond != nil, "expect nothing")
		v.cond(s.Cond, "scenario")
	}
}

func (v *validator) ref(r Ref, where string) {
	p := v.p
	n := [...]int{KindNone: 1, KindActor: len(p.Actors), KindSource: len(p.Sources), KindFact: len(p.Facts),
		KindAct: len(p.Acts), KindDecision: len(p.Decisions), KindInstrument: len(p.Instruments),
		KindDuty: len(p.Duties), KindBan: len(p.Bans), KindPower: len(p.Powers),
		KindPoint: len(p.Points), KindReading: len(p.Readings)}
	v.want(int(r.Kind) < len(n) && within(r.Index, n[min(int(r.Kind), len(n)-1)]), "%s: %v", where, r)
}

// order checks that each instrument, decision and duty comes up once.
func (v *validator) order() {
	p := v.p
	seen := map[Ref]bool{}
	for _, r := range p.Order {
		v.want(r.Kind == KindInstrument || r.Kind == KindDecision || r.Kind == KindDuty, "order: %v", r)
		v.want(!seen[r], "order: %v twice", r)
		v.ref(r, "order")
		seen[r] = true
	}
	all := len(p.Instruments) + len(p.Decisions) + len(p.Duties)
	v.want(len(p.Order) == all, "order: %d things of %d", len(p.Order), all)
}
