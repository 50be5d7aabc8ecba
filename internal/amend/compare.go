package amend

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/carry"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/player"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/servanda-lang/servanda/model"
)

// comparison is of one course under both texts.
type comparison struct {
	*track.Weighed
	carried  *carry.Carried
	old, new *track.Side
	effects  []Effect
}

func ref(k model.Kind, i int) model.Ref { return model.Ref{Kind: k, Index: i} }

func (c *comparison) all() {
	if c.old.Dark == "" && c.new.Dark == "" {
		c.perils()
		c.found()
	}
	c.dues()
	c.restraints()
	c.returns()
	c.may()
}

// was is the actor of the new text that one of the old is; else it is told as one of the old.
func (c *comparison) was(id model.ActorID) Party {
	if to, ok := c.Things[ref(model.KindActor, int(id))]; ok {
		return partyOf(c.New, model.ActorID(to.Index))
	}
	return partyOf(c.Old, id)
}

// is is an actor of the new text.
func (c *comparison) is(id model.ActorID) Party { return partyOf(c.New, id) }

func (c *comparison) add(p Party, s Sense, t Topic, says string, w *way) {
	c.effects = append(c.effects, Effect{Party: p, Sense: s, Topic: t, Says: says, way: w})
}

// pairs goes over what either side has: both are given if the new thing is the old one and it is the same party's.
func pairs[T any](c *comparison, old, new []T, of func(*T) model.Ref, holder func(*model.Pact, *T) model.ActorID, visit func(o, n *T)) {
	used := map[int]bool{}
	for i := range old {
		to := c.Things[of(&old[i])]
		j := slices.IndexFunc(new, func(x T) bool { return of(&x) == to })
		if j >= 0 && !used[j] && c.was(holder(c.Old, &old[i])) == c.is(holder(c.New, &new[j])) {
			used[j] = true
			visit(&old[i], &new[j])
		} else {
			visit(&old[i], nil)
		}
	}
	for j := range new {
		if !used[j] {
			visit(nil, &new[j])
		}
	}
}

// perils compares who can be left with nothing after giving for good, and how soon.
func (c *comparison) perils() {
	type peril = track.Said[track.Peril]
	of := func(x *peril) model.Ref { return ref(model.KindDuty, int(x.Item.Duty)) }
	holder := func(p *model.Pact, x *peril) model.ActorID { return p.Duties[x.Item.Duty].Obligor }
	pairs(c, c.old.Perils, c.new.Perils, of, holder, func(o, n *peril) {
		switch {
		case o == nil:
			sense, but := c.onlyNew(of(n))
			c.add(c.is(holder(c.New, n)), sense, Exposed, n.Says+soon(&n.Item)+". "+but, &way{c.new, &n.Item})
		case n == nil:
			sense, but := c.onlyOld(of(o), o.Item.How == player.Bare)
			if but != "" {
				c.add(c.was(holder(c.Old, o)), sense, Exposed, but+": "+o.Says+soon(&o.Item), nil)
			}
		default:
			by := weightOf(&n.Item).compare(weightOf(&o.Item))
			if c.promised(of(o)) != alike {
				by = 0
			} else if by == 0 {
				return
			}
			c.add(c.is(holder(c.New, n)), senseOf(by), Exposed, n.Says+soon(&n.Item)+". By the old text: "+o.Says+soon(&o.Item), &way{c.new, &n.Item})
		}
	})
}

// soon is how soon it can come to the worst.
func soon(p *track.Peril) string {
	switch {
	case p.Way == nil:
		return ""
	case p.Days == 0:
		return ". It can come to that at once"
	}
	return ". It can come to that in " + course.Days(p.Days)
}

// weight is how bad something is: how far it has come, how little breach it takes, how soon it can be.
type weight struct{ how, breachers, days int }

func weightOf(p *track.Peril) weight {
	w := weight{how: int(p.How), days: p.Days}
	for i, by := range p.By {
		if n := by.Len(); i == 0 || n < w.breachers {
			w.breachers = n
		}
	}
	return w
}

// compare is above 0 if it is worse than another.
func (w weight) compare(o weight) int {
	return cmp.Or(cmp.Compare(w.how, o.how), cmp.Compare(o.breachers, w.breachers), cmp.Compare(o.days, w.days))
}

func senseOf(worse int) Sense {
	switch {
	case worse > 0:
		return Worse
	case worse < 0:
		return Better
	}
	return Other
}

// found compares who can stay bound without what it is bound for, and who has to wait for what it gave for.
func (c *comparison) found() {
	for _, code := range []ask.Code{ask.BoundAlone, ask.Uncovered} {
		old, new := lightest(c.old.Found, code), lightest(c.new.Found, code)
		topic := map[ask.Code]Topic{ask.BoundAlone: Bound, ask.Uncovered: Uncovered}[code]
		type found = track.Said[ask.Finding]
		of := func(x *found) model.Ref { return x.Item.Clause }
		holder := func(_ *model.Pact, x *found) model.ActorID { return x.Item.Party }
		pairs(c, old, new, of, holder, func(o, n *found) {
			switch {
			case code == ask.Uncovered && (o == nil && unsafe(c.old, n, c) || n == nil && unsafe(c.new, o, c)):
				// by the other text it may never come, which weighs more and is told as that
			case o == nil:
				sense, but := c.onlyNew(n.Item.Clause)
				c.add(c.is(n.Item.Party), sense, topic, n.Says+". "+but, nil)
			case n == nil:
				if sense, but := c.onlyOld(o.Item.Clause, false); but != "" {
					c.add(c.was(o.Item.Party), sense, topic, but+": "+o.Says, nil)
				}
			default:
				worse := cmp.Or(cmp.Compare(o.Item.Defectors.Len(), n.Item.Defectors.Len()), cmp.Compare(n.Item.Days, o.Item.Days))
				if c.promised(o.Item.Clause) != alike {
					c.add(c.is(n.Item.Party), Other, topic, n.Says+". By the old text: "+o.Says, nil)
				} else if worse != 0 {
					c.add(c.is(n.Item.Party), senseOf(worse), topic, n.Says+". By the old text: "+o.Says, nil)
				}
			}
		})
	}
}

// unsafe reports whether by one side what somebody has to wait for by the other may lawfully never come.
func unsafe(s *track.Side, x *track.Said[ask.Finding], c *comparison) bool {
	return slices.ContainsFunc(s.Perils, func(p track.Said[track.Peril]) bool {
		from, to := x.Item.Clause, ref(model.KindDuty, int(p.Item.Duty))
		if s == c.old {
			from, to = to, from
		}
		return c.Things[from] == to && len(p.Item.By) == 0
	})
}

// lightest is of each clause that finding of a code which takes the least breach.
func lightest(all []track.Said[ask.Finding], code ask.Code) []track.Said[ask.Finding] {
	var out []track.Said[ask.Finding]
	for _, x := range all {
		if x.Item.Code != code {
			continue
		}
		i := slices.IndexFunc(out, func(o track.Said[ask.Finding]) bool { return o.Item.Clause == x.Item.Clause })
		switch {
		case i < 0:
			out = append(out, x)
		case x.Item.Defectors.Len() < out[i].Item.Defectors.Len():
			out[i] = x
		}
	}
	return out
}

// dues compares what is due: what is more or sooner is worse for whoever owes it and better for whoever it is owed to.
func (c *comparison) dues() {
	type due = track.Said[track.Due]
	of := func(x *due) model.Ref { return ref(model.KindDuty, int(x.Item.Duty)) }
	holder := func(p *model.Pact, x *due) model.ActorID { return p.Duties[x.Item.Duty].Obligor }
	pairs(c, c.old.Due, c.new.Due, of, holder, func(o, n *due) {
		switch {
		case o == nil:
			c.owed(c.New, c.is, n.Item.Duty, 1, n.Says+"; by the old text that is not due")
		case n == nil:
			c.owed(c.Old, c.was, o.Item.Duty, -1, "Not due any more: "+o.Says)
		default:
			says := n.Says + "; by the old text: " + o.Says
			worse, counts := later(&o.Item, &n.Item), cmp.Compare(n.Item.CountsIn, o.Item.CountsIn)
			switch {
			case worse != 0 || !c.sameTask(o.Item.Duty, n.Item.Duty):
				c.owed(c.New, c.is, n.Item.Duty, worse, says)
			case counts != 0: // to have to wait is worse for whoever owes it, and no gain for anybody
				c.add(c.is(holder(c.New, n)), senseOf(counts), Due, says, nil)
				for _, to := range c.New.Duties[n.Item.Duty].For {
					c.add(c.is(to), Other, Due, says, nil)
				}
			}
		}
	})
}

// later is above 0 if what is due by the new text is worse for whoever owes it than by the old: broken already, or sooner due.
func later(o, n *track.Due) int {
	switch {
	case n.Breached && !o.Breached:
		return 1
	case o.Breached && !n.Breached:
		return -1
	}
	return cmp.Compare(lastOf(o), lastOf(n))
}

// sameTask reports whether two duties ask for the same.
func (c *comparison) sameTask(o, n model.DutyID) bool {
	a, b := &c.Old.Duties[o], &c.New.Duties[n]
	return carry.SaysTheSame(c.Old, c.New, c.Things, model.Promise{Acts: a.Acts, Ensure: a.Ensure}, model.Promise{Acts: b.Acts, Ensure: b.Ensure})
}

// lastOf is the last day of what is due; what has none is later than all.
func lastOf(d *track.Due) int {
	if d.Deadline < 0 {
		return 1 << 40
	}
	return d.Deadline
}

// owed tells whoever owes a promise and whoever it is owed to.
func (c *comparison) owed(p *model.Pact, who func(model.ActorID) Party, d model.DutyID, worse int, says string) {
	c.add(who(p.Duties[d].Obligor), senseOf(worse), Due, says, nil)
	for _, to := range p.Duties[d].For {
		c.add(who(to), senseOf(-worse), Due, says, nil)
	}
}

// restraints compares what is forbidden: who keeps from something gives as much as who does something.
func (c *comparison) restraints() {
	type ban = track.Said[model.BanID]
	of := func(x *ban) model.Ref { return ref(model.KindBan, int(x.Item)) }
	holder := func(p *model.Pact, x *ban) model.ActorID { return p.Bans[x.Item].Bound }
	tell := func(p *model.Pact, who func(model.ActorID) Party, b model.BanID, worse int, says string) {
		c.add(who(p.Bans[b].Bound), senseOf(worse), Restraint, says, nil)
		for _, to := range p.Bans[b].For {
			c.add(who(to), senseOf(-worse), Restraint, says, nil)
		}
	}
	pairs(c, c.old.Binds, c.new.Binds, of, holder, func(o, n *ban) {
		switch {
		case o == nil:
			tell(c.New, c.is, n.Item, 1, course.Capital(n.Says)+" binds from today")
		case n == nil:
			tell(c.Old, c.was, o.Item, -1, course.Capital(o.Says)+" binds no more")
		case c.forbidden(c.Old, o.Item) != c.forbidden(c.New, n.Item):
			tell(c.New, c.is, n.Item, 0, course.Capital(n.Says)+" forbids something else than before")
		}
	})
}

// forbidden is the name of the act that a ban forbids, in the new text if that has it.
func (c *comparison) forbidden(p *model.Pact, b model.BanID) string {
	act := ref(model.KindAct, int(p.Bans[b].Act))
	if p == c.Old {
		to, ok := c.Things[act]
		if !ok {
			return ""
		}
		act = to
	}
	return fmt.Sprint(act.Index)
}

// may compares what can be done next by nobody's breach.
func (c *comparison) may() {
	has := func(all []track.Said[track.May], l machine.Label) bool {
		return slices.ContainsFunc(all, func(x track.Said[track.May]) bool { return x.Item.Move == l })
	}
	moved := make([]track.Said[track.May], len(c.old.May))
	for i, x := range c.old.May {
		l, ok := c.label(x.Item.Move)
		moved[i] = x
		moved[i].Item.Move = l
		if !ok || !has(c.new.May, l) {
			c.add(c.was(x.Item.Actor), Worse, May, "Not lawful or not possible any more: "+x.Says, nil)
		}
	}
	for _, x := range c.new.May {
		if !has(moved, x.Item.Move) {
			c.add(c.is(x.Item.Actor), Better, May, "Lawful and possible now: "+x.Says, nil)
		}
	}
}

// nowhere is the label of no move.
var nowhere = machine.Label{Kind: machine.Strike, Index: -1}

// label is a move of the old text in the new one.
func (c *comparison) label(l machine.Label) (machine.Label, bool) {
	kind := map[machine.MoveKind]model.Kind{machine.Sign: model.KindInstrument, machine.Do: model.KindAct, machine.Decide: model.KindDecision, machine.Use: model.KindPower}[l.Kind]
	who, known := c.Things[ref(model.KindActor, int(l.Actor))]
	to, there := c.Things[ref(kind, l.Index)]
	if !known || !there {
		return nowhere, false
	}
	out := machine.Label{Kind: l.Kind, Actor: model.ActorID(who.Index), Index: to.Index}
	if l.Kind == machine.Decide {
		word := c.Old.Decisions[l.Index].Values[l.Value]
		if out.Value = slices.Index(c.New.Decisions[to.Index].Values, word); out.Value < 0 {
			return nowhere, false
		}
	}
	return out, true
}

// purposes compares what the pact is for: the only one, or those of the same label.
func (c *comparison) purposes() []Purpose {
	if c.old.Dark != "" || c.new.Dark != "" {
		return nil
	}
	var out []Purpose
	used := map[int]bool{}
	for i := range c.old.Ends {
		o := &c.old.Ends[i]
		j := slices.IndexFunc(c.new.Ends, func(n track.Said[track.Prospect]) bool {
			return len(c.old.Ends) == 1 && len(c.new.Ends) == 1 || c.New.Purposes[n.Item.Purpose].Label == c.Old.Purposes[o.Item.Purpose].Label
		})
		if j < 0 || used[j] {
			out = append(out, Purpose{Sense: Other, Old: o.Says})
			continue
		}
		used[j] = true
		n := &c.new.Ends[j]
		worse := cmp.Or(cmp.Compare(reach(&n.Item), reach(&o.Item)), cmp.Compare(lost(&n.Item), lost(&o.Item)))
		was, is := o.Item, n.Item
		was.Purpose, is.Purpose = 0, 0
		same := was == is && carry.SaysTheSame(c.Old, c.New, c.Things, c.Old.Purposes[o.Item.Purpose].Cond, c.New.Purposes[n.Item.Purpose].Cond)
		out = append(out, Purpose{Sense: senseOf(worse), Same: same, Old: o.Says, New: n.Says})
	}
	for j := range c.new.Ends {
		if !used[j] {
			out = append(out, Purpose{Sense: Other, New: c.new.Ends[j].Says})
		}
	}
	return out
}

// reach is large where a purpose is far.
func reach(p *track.Prospect) int {
	switch {
	case p.Holds:
		return -1
	case p.Within < 0:
		return 1 << 41
	case !p.Lawful:
		return 1<<40 + p.Within
	}
	return p.Within
}

// lost is large where a purpose can soon be out of reach for good, above all where that takes no breach.
func lost(p *track.Prospect) int {
	switch {
	case p.LostIn < 0:
		return -1 << 41
	case p.Broken:
		return -1<<40 - p.LostIn
	}
	return -p.LostIn
}
