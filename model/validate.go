package model

import (
	"errors"
	"fmt"
	"slices"
)

// Validate reports what in the pact breaks the rules its types state: an index out of range, a missing
// part, two parts that exclude each other. Lowering makes no such pact; the check is for pacts built by
// hand and for the tests of lowering.
func (p *Pact) Validate() error {
	v := &validator{p: p}
	v.fields()
	if len(v.errs) > 0 {
		return errors.Join(v.errs...) // the rules below follow references
	}
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

// fields goes through the table of fields: each reference is to something that there is, each value is one
// that the thing can have, each amount of the kind that is wanted, and no part of a condition is missing.
func (v *validator) fields() {
	for i := range Sections {
		s := &Sections[i]
		for j := range s.Count(v.p) {
			where := s.Noun
			if d := s.Decl(v.p, j); d != nil {
				v.want(d.Name != "", "a declaration without a name")
				where = d.Name
			}
			look := v.looker(where)
			for _, f := range s.Fields {
				x := f.Get(v.p, j)
				if cs, ok := x.([]Cond); ok {
					v.present(cs, where)
				}
				look.Rewrite(x)
			}
		}
	}
}

func (v *validator) looker(where string) Rewriter {
	return Rewriter{
		Ref: func(r Ref, value int) (int, int) {
			there := within(r.Index, v.p.Count(r.Kind))
			v.want(there, "%s: %s %d", where, noun(r.Kind), r.Index)
			if there && value != NoValue {
				v.want(v.p.canBe(r, value), "%s: %s never is %d", where, v.p.Declaration(r).Name, value)
			}
			return r.Index, value
		},
		Cond: func(c Cond) Cond {
			Visit(c, func(c Cond) { v.atom(c, where) })
			return c
		},
		Amount: func(a Amount, k PointValueKind) Amount {
			v.amount(a, k, 0, where)
			return a
		},
	}
}

// canBe reports whether a fact, decision or open point can have the value with that number.
func (p *Pact) canBe(r Ref, value int) bool {
	switch r.Kind {
	case KindFact:
		if f := &p.Facts[r.Index]; f.Values == nil {
			return value >= f.Low && value <= f.High
		}
		return within(value, len(p.Facts[r.Index].Values))
	case KindDecision:
		return within(value, len(p.Decisions[r.Index].Values))
	case KindPoint:
		return within(value, len(p.Points[r.Index].Values))
	}
	return false
}

func noun(k Kind) string {
	if s := SectionOf(k); s != nil {
		return s.Noun
	}
	return "thing"
}

func (v *validator) party(id ActorID, where string) {
	v.want(v.p.Actors[id].Kind == IsParty, "%s: %d is no party", where, id)
}

func (v *validator) partyTo(id ActorID, i InstrumentID, where string) {
	v.party(id, where)
	v.want(slices.Contains(v.p.Instruments[i].Between, id), "%s: actor %d is not a party to the instrument", where, id)
}

func (v *validator) parties(ids []ActorID, where string) {
	for _, id := range ids {
		v.party(id, where)
	}
}

func (v *validator) actors() {
	n := len(v.p.Actors)
	v.want(n >= 1 && n <= MaxActors, "%d actors", n)
	for i := range v.p.Actors {
		a := &v.p.Actors[i]
		v.want((a.Kind == IsOutsider) == (i == 0), "%s: the outsider is actor 0 and no other", a.Name)
		if a.Of != None {
			v.party(a.Of, a.Name)
			v.want(a.Kind == IsBody, "%s: only a body belongs to a party", a.Name)
		}
	}
}

func (v *validator) world() {
	p := v.p
	for i := range p.Facts {
		v.want(p.Facts[i].Size() >= 1, "%s: no values", p.Facts[i].Name)
	}
	for i := range p.Points {
		v.want(len(p.Points[i].Values) >= 1, "%s: no values", p.Points[i].Name)
	}
	for i := range p.Acts {
		v.act(&p.Acts[i])
	}
	for i := range p.Decisions {
		d := &p.Decisions[i]
		v.want(len(d.By) > 0 && len(d.Values) > 0, "%s: nobody decides or nothing is decided", d.Name)
	}
	for i := range p.Readings {
		v.bindings(p.Readings[i].Fixes, p.Readings[i].Name)
	}
}

func (v *validator) act(a *Act) {
	v.want(len(a.By) > 0, "%s: nobody does it", a.Name)
	for _, e := range a.Effects {
		if e.Op == Becomes {
			v.want(e.Amount.Point == None, "%s: becomes an open point", a.Name)
			continue
		}
		v.counter(e.Fact, a.Name)
		v.amount(e.Amount, Number, 1, a.Name)
	}
}

func (v *validator) counter(id FactID, where string) {
	v.want(within(id, len(v.p.Facts)) && v.p.Facts[id].Values == nil, "%s: fact %d is no counter", where, id)
}

// amount checks that an amount is of a kind and at least so much.
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
	}
}
