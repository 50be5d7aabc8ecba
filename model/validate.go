package model

import (
	"errors"
	"fmt"
)

// Validate reports what in the pact breaks the rules its types state: an index out of range, a missing
// part, two parts that exclude each other. Lowering makes no such pact; the check is for pacts built by
// hand and for the tests of lowering.
func (p *Pact) Validate() error {
	v := &validator{p: p}
	v.actors()
	v.world()
	v.instruments()
	v.clauses()
	v.questions()
	v.scenarios()
	v.order()
	return errors.Join(v.errs...)
}

type validator struct {
	p    *Pact
	errs []error
}

func (v *validator) want(ok bool, format string, args ...any) {
	if !ok {
		v.errs = append(v.errs, fmt.Errorf(format, args...))
	}
}

func within[ID ~int](id ID, n int) bool { return id >= 0 && int(id) < n }

func (v *validator) actor(id ActorID, where string) {
	v.want(within(id, len(v.p.Actors)), "%s: actor %d", where, id)
}

func (v *validator) party(id ActorID, where string) {
	v.want(within(id, len(v.p.Actors)) && v.p.Actors[id].Kind == IsParty, "%s: %d is no party", where, id)
}

func (v *validator) partyTo(id ActorID, i InstrumentID, where string) {
	v.party(id, where)
	if !within(i, len(v.p.Instruments)) {
		return
	}
	for _, b := range v.p.Instruments[i].Between {
		if b == id {
			return
		}
	}
	v.want(false, "%s: actor %d is not a party to the instrument", where, id)
}

func (v *validator) parties(ids []ActorID, where string) {
	for _, id := range ids {
		v.party(id, where)
	}
}

func (v *validator) actorsIn(ids []ActorID, where string) {
	for _, id := range ids {
		v.actor(id, where)
	}
}

func (v *validator) decl(d *Decl) {
	v.want(d.Name != "", "a declaration without a name")
	v.cites(d.Cites, d.Name)
}

func (v *validator) cites(cs []Cite, where string) {
	for _, c := range cs {
		v.want(within(c.Source, len(v.p.Sources)), "%s: source %d", where, c.Source)
	}
}

func (v *validator) actors() {
	n := len(v.p.Actors)
	v.want(n >= 1 && n <= MaxActors, "%d actors", n)
	for i := range v.p.Actors {
		a := &v.p.Actors[i]
		v.decl(&a.Decl)
		v.want((a.Kind == IsOutsider) == (i == 0), "%s: the outsider is actor 0 and no other", a.Name)
		if a.Of != None {
			v.party(a.Of, a.Name)
			v.want(a.Kind == IsBody, "%s: only a body belongs to a party", a.Name)
		}
	}
}

func (v *validator) world() {
	p := v.p
	for i := range p.Sources {
		v.decl(&p.Sources[i].Decl)
		for _, s := range p.Sources[i].Relays {
			v.want(within(s, len(p.Sources)), "%s: relays source %d", p.Sources[i].Name, s)
		}
	}
	for i := range p.Facts {
		v.decl(&p.Facts[i].Decl)
		v.want(p.Facts[i].Size() >= 1, "%s: no values", p.Facts[i].Name)
	}
	for i := range p.Points {
		v.decl(&p.Points[i].Decl)
		v.want(len(p.Points[i].Values) >= 1, "%s: no values", p.Points[i].Name)
	}
	for i := range p.Acts {
		v.act(&p.Acts[i])
	}
	for i := range p.Decisions {
		d := &p.Decisions[i]
		v.decl(&d.Decl)
		v.want(len(d.By) > 0 && len(d.Values) > 0, "%s: nobody decides or nothing is decided", d.Name)
		v.actorsIn(d.By, d.Name)
		v.cond(d.Once, d.Name)
		v.duration(d.Within, d.Name)
	}
	for i := range p.Readings {
		v.decl(&p.Readings[i].Decl)
		v.bindings(p.Readings[i].Fixes, p.Readings[i].Name)
	}
}

func (v *validator) act(a *Act) {
	v.decl(&a.Decl)
	v.want(len(a.By) > 0, "%s: nobody does it", a.Name)
	v.actorsIn(a.By, a.Name)
	v.cond(a.When, a.Name)
	for _, e := range a.Effects {
		if e.Op == Becomes {
			v.want(e.Amount.Point == None, "%s: becomes an open point", a.Name)
			v.factValue(e.Fact, e.Amount.N, a.Name)
			continue
		}
		v.counter(e.Fact, a.Name)
		v.amount(e.Amount, Number, 1, a.Name)
	}
}

func (v *validator) factValue(id FactID, value int, where string) {
	if !within(id, len(v.p.Facts)) {
		v.want(false, "%s: fact %d", where, id)
		return
	}
	f := &v.p.Facts[id]
	if f.Values != nil {
		v.want(within(value, len(f.Values)), "%s: %s has no value %d", where, f.Name, value)
		return
	}
	v.want(value >= f.Low && value <= f.High, "%s: %s never is %d", where, f.Name, value)
}

func (v *validator) counter(id FactID, where string) {
	v.want(within(id, len(v.p.Facts)) && v.p.Facts[id].Values == nil, "%s: fact %d is no counter", where, id)
}

func (v *validator) duration(a *Amount, where string) {
	if a != nil {
		v.amount(*a, Duration, 0, where)
	}
}

func (v *validator) amount(a Amount, kind PointValueKind, least int, where string) {
	if a.Point == None {
		v.want(a.N >= least, "%s: amount %d", where, a.N)
		return
	}
	if !within(a.Point, len(v.p.Points)) || v.p.Points[a.Point].ValueKind != kind {
		v.want(false, "%s: point %d as an amount", where, a.Point)
		return
	}
	for _, x := range v.p.Points[a.Point].Values {
		v.want(x.N >= least, "%s: amount %d", where, x.N)
	}
}

func (v *validator) bindings(bs []Binding, where string) {
	fixed := map[PointID]bool{}
	for _, b := range bs {
		v.want(!fixed[b.Point], "%s: point %d is fixed twice", where, b.Point)
		fixed[b.Point] = true
		v.pointValue(b.Point, b.Value, where)
	}
}

func (v *validator) pointValue(id PointID, value int, where string) {
	v.want(within(id, len(v.p.Points)) && within(value, len(v.p.Points[id].Values)), "%s: point %d is %d", where, id, value)
}
