package repair

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// Escrow, and security: a third party holds what one side gives, so that it goes to the other once this has given, and back if it does
// not; or holds something from which one is made whole if the other does not give.

func escrows(m *maker) []change {
	var out []change
	for _, ref := range m.refs {
		if ref.Kind != model.KindDuty {
			continue
		}
		for _, e := range m.paid(&m.Pact.Duties[ref.Index]) {
			if c, ok := m.escrow(ref, e); ok {
				out = append(out, c)
			}
		}
	}
	return out
}

// payment is how a return comes: by an act that a promise of another party asks for.
type payment struct {
	duty model.Ref
	act  model.ActID
	fact model.FactID
	was  int // the value of the fact before
	is   int // and after
}

// paid are the ways in which the return of a promise comes, as far as it is a fact of a few values.
func (m *maker) paid(d *model.Duty) []payment {
	var out []payment
	for _, c := range conjunctsOf(d.Return) {
		is, ok := c.(model.FactIs)
		if !ok || m.Pact.Facts[is.Fact].Values == nil || is.Value == 0 {
			continue
		}
		for i := range m.Pact.Duties {
			e := &m.Pact.Duties[i]
			if e.Obligor == d.Obligor || len(e.Acts) != 1 || e.Recurs() {
				continue
			}
			for _, x := range m.Pact.Acts[e.Acts[0]].Effects {
				if x.Fact == is.Fact && x.Op == model.Becomes && x.Amount.N == is.Value {
					out = append(out, payment{refTo(model.KindDuty, i), e.Acts[0], is.Fact, 0, is.Value})
				}
			}
		}
	}
	return out
}

// conjunctsOf are conditions, chains of `and` among them taken apart.
func conjunctsOf(cs []model.Cond) []model.Cond {
	var out []model.Cond
	for _, c := range cs {
		if and, ok := c.(model.And); ok {
			out = append(out, conjunctsOf(and.Terms)...)
		} else {
			out = append(out, c)
		}
	}
	return out
}

// escrow lets a payment be made first, to a third party; who has given collects it, and if nothing is given it goes back.
func (m *maker) escrow(ref model.Ref, e payment) (change, bool) {
	d, pay, fact := &m.Pact.Duties[ref.Index], &m.Pact.Duties[e.duty.Index], &m.Pact.Facts[e.fact]
	n, o := m.node(ref), m.node(e.duty)
	act, isAct := m.node(refTo(model.KindAct, int(e.act))).(*syntax.ActDecl)
	f, isFact := m.node(refTo(model.KindFact, int(e.fact))).(*syntax.FactDecl)
	if n == nil || o == nil || !isAct || !isFact || slices.Contains(fact.Values, "in_escrow") {
		return change{}, false
	}
	held, to, back := "in_escrow", fact.Values[e.is], fact.Values[e.was]
	after := f.Values[e.was].Span()
	steps := []step{{start: after.End, end: after.End, text: ", " + held}}
	for _, it := range act.Block.Items {
		switch it := it.(type) {
		case *syntax.BecomesItem:
			if it.Fact.Name == fact.Name {
				steps = append(steps, write(it.Value.Span(), held))
			}
		case *syntax.IrreversibleItem:
			steps = append(steps, m.drop(it))
		}
	}
	freed, waited := m.without(line{o, once}, func(a *syntax.AtomCond) bool { return m.performance(a, d.Name) })
	if waited {
		steps = append(steps, freed...)
	}
	steps = append(steps, line{n, once}.and(pay.Name+" is performed"))
	collect, ok := m.right(d.Instrument, "collect", d.Obligor, fact.Name+" becomes "+to, d.Name+" is performed and "+fact.Name+" is "+held)
	backs, ok2 := m.right(d.Instrument, "take_back", pay.Obligor, fact.Name+" becomes "+back, d.Name+" was breached and "+fact.Name+" is "+held)
	if !ok || !ok2 {
		return change{}, false
	}
	steps = append(append(steps, collect...), backs...)
	return change{steps: steps, says: fmt.Sprintf("what %s gives goes first to somebody who holds it for both; %s collects it once it has given itself, and it goes back if that is not done",
		m.Who(pay.Obligor), m.Who(d.Obligor))}, true
}

// securities: what one is given something for is made good by a third party once the other has broken its word.
func securities(m *maker) []change {
	var out []change
	for _, ref := range m.refs {
		if ref.Kind != model.KindDuty {
			continue
		}
		d := &m.Pact.Duties[ref.Index]
		for _, c := range conjunctsOf(d.Return) {
			effect, told, ok := m.restored(c)
			if !ok {
				continue
			}
			for _, b := range breaches(m.Pact) {
				if b.by == d.Obligor {
					continue
				}
				if steps, ok := m.right(d.Instrument, "draw_on_security", d.Obligor, effect, b.clause+" was breached"); ok {
					out = append(out, change{steps: steps, trigger: b.cond, says: fmt.Sprintf("%s holds a security with a third party: if %s is broken, it is made good from it that %s",
						m.Who(d.Obligor), m.Named(b.ref), told)})
				}
			}
		}
	}
	return out
}

// restored is the effect by which a condition comes to hold, if it is about a fact alone.
func (m *maker) restored(c model.Cond) (effect, told string, ok bool) {
	switch c := c.(type) {
	case model.FactIs:
		f := &m.Pact.Facts[c.Fact]
		if f.Values == nil {
			return fmt.Sprintf("%s becomes %d", f.Name, c.Value), m.Plainly(c), true
		}
		return f.Name + " becomes " + f.Values[c.Value], m.Plainly(c), true
	case model.FactAtMost:
		f := &m.Pact.Facts[c.Fact]
		return fmt.Sprintf("%s becomes %d", f.Name, f.Low), m.Plainly(c), true
	case model.FactAtLeast:
		f := &m.Pact.Facts[c.Fact]
		return fmt.Sprintf("%s becomes %d", f.Name, f.High), m.Plainly(c), true
	}
	return "", "", false
}
