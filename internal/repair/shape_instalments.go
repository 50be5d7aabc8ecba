package repair

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// Instalments: what is counted is given in equal parts, each once the last is paid for (Sandholm and Lesser 1995). Only what a counter
// counts can be parted: of anything else the text does not say what a half of it is.

func instalments(m *maker) []change {
	var out []change
	for _, ref := range m.refs {
		if ref.Kind != model.KindDuty {
			continue
		}
		for _, s := range m.splits(ref) {
			for parts := 2; parts <= s.amount; parts++ {
				if s.amount%parts == 0 {
					if c, ok := m.parted(s, parts); ok {
						out = append(out, c)
					}
				}
			}
		}
	}
	return out
}

// split is a promise to give what is counted, and one to pay for it.
type split struct {
	give, pay model.Ref
	owed      model.FactID // counts what is given and not yet paid
	amount    int
}

// splits are the pairs of promises of which one raises a counter by as much as the other lowers it.
func (m *maker) splits(ref model.Ref) []split {
	var out []split
	d := &m.Pact.Duties[ref.Index]
	if len(d.Acts) != 1 || d.Recurs() {
		return nil
	}
	for i := range m.Pact.Duties {
		e := &m.Pact.Duties[i]
		if e.Obligor == d.Obligor || len(e.Acts) != 1 || e.Recurs() {
			continue
		}
		for _, up := range m.Pact.Acts[d.Acts[0]].Effects {
			for _, down := range m.Pact.Acts[e.Acts[0]].Effects {
				if up.Fact == down.Fact && up.Op == model.Rises && down.Op == model.Falls && up.Amount == down.Amount && up.Amount.Point == model.None {
					out = append(out, split{ref, refTo(model.KindDuty, i), up.Fact, up.Amount.N})
				}
			}
		}
	}
	return out
}

// parted lets both be done in so many parts.
func (m *maker) parted(s split, parts int) (change, bool) {
	d, e := &m.Pact.Duties[s.give.Index], &m.Pact.Duties[s.pay.Index]
	n, o := m.node(s.give), m.node(s.pay)
	give, ok := m.node(refTo(model.KindAct, int(d.Acts[0]))).(*syntax.ActDecl)
	pay, ok2 := m.node(refTo(model.KindAct, int(e.Acts[0]))).(*syntax.ActDecl)
	in, ok3 := m.node(refTo(model.KindInstrument, int(d.Instrument))).(*syntax.InstrumentDecl)
	if !ok || !ok2 || !ok3 || n == nil || o == nil {
		return change{}, false
	}
	var steps []step
	for _, a := range []*syntax.ActDecl{give, pay} {
		more, ok := m.lessened(a, parts)
		if !ok {
			return change{}, false
		}
		steps = append(steps, more...)
	}
	owed := &m.Pact.Facts[s.owed]
	if it := itemOf[*syntax.WhenItem](give); it != nil {
		steps = append(steps, write(it.Cond.Span(), m.stillToGive(it.Cond, owed)))
	} else {
		steps = append(steps, m.insert(give, fmt.Sprintf("when %s is %d", owed.Name, owed.Low)))
	}
	next := m.fresh("next_" + d.Name)
	steps = append(steps, m.addClause(in, m.nextDuty(n, next, m.Pact.Acts[e.Acts[0]].Name)))
	switch it := itemOf[*syntax.OnceItem](o); {
	case it != nil:
		steps = append(steps, write(it.Span(), "upon "+m.Pact.Acts[d.Acts[0]].Name))
	default:
		steps = append(steps, m.insert(o, "upon "+m.Pact.Acts[d.Acts[0]].Name))
	}
	for _, a := range m.tests(d.Name) {
		if b, ok := a.Tail.(*syntax.BreachedTail); ok && !a.Not || m.breachedTest(a) {
			_ = b
			steps = append(steps, write(a.Span(), fmt.Sprintf("(%s or %s was breached)", m.of(a), next)))
		}
	}
	return change{steps: steps, says: fmt.Sprintf("it is given and paid for in %d equal parts, each once the last is paid for", parts)}, true
}

// breachedTest reports whether a test is that a promise is breached.
func (m *maker) breachedTest(a *syntax.AtomCond) bool {
	v, ok := a.Tail.(*syntax.ValueTail)
	return ok && !a.Not && m.of(v.Value) == "breached"
}

// lessened parts the amounts of an act.
func (m *maker) lessened(a *syntax.ActDecl, parts int) ([]step, bool) {
	var out []step
	for _, it := range a.Block.Items {
		var amount syntax.Quantity
		switch it := it.(type) {
		case *syntax.RisesItem:
			amount = it.Amount
		case *syntax.FallsItem:
			amount = it.Amount
		default:
			continue
		}
		n, ok := amount.(*syntax.Number)
		if !ok || n.N%parts != 0 {
			return nil, false
		}
		out = append(out, write(n.Span(), fmt.Sprint(n.N/parts)))
	}
	return out, true
}

// stillToGive is when the next part can be given: once nothing is owed for the last; a test that nothing was given yet goes.
func (m *maker) stillToGive(c syntax.Cond, owed *model.Fact) string {
	out := fmt.Sprintf("%s is %d", owed.Name, owed.Low)
	for _, t := range conjuncts(c) {
		if a, ok := t.(*syntax.AtomCond); ok && a.Subject != nil && !a.Not {
			i := slices.IndexFunc(m.Pact.Facts, func(f model.Fact) bool { return f.Name == a.Subject.Name })
			if i >= 0 && m.Pact.Facts[i].Values == nil && m.of(a) == fmt.Sprintf("%s is %d", a.Subject.Name, m.Pact.Facts[i].Low) {
				continue
			}
		}
		out += " and " + m.joinable(t, "and")
	}
	return out
}

// nextDuty is the promise to give the next part, upon payment for the last.
func (m *maker) nextDuty(n syntax.Node, name, upon string) string {
	out := "duty " + name + " {"
	for _, it := range itemsOf(n) {
		switch it.(type) {
		case *syntax.OnceItem, *syntax.Cite:
			continue
		}
		out += "\n" + m.of(it)
		switch it.(type) {
		case *syntax.WithinItem, *syntax.ByItem:
			out += "\nupon " + upon
		}
	}
	if itemOf[*syntax.WithinItem](n) == nil && itemOf[*syntax.ByItem](n) == nil {
		out += "\nupon " + upon
	}
	return out + "\n}"
}
