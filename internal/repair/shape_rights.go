package repair

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// What follows upon a breach, and ways out: rights of the parties, and what they can hang on.

// right adds a power to an instrument.
func (m *maker) right(in model.InstrumentID, name string, holder model.ActorID, effect, when string) ([]step, bool) {
	n, ok := m.node(refTo(model.KindInstrument, int(in))).(*syntax.InstrumentDecl)
	if !ok {
		return nil, false
	}
	clause := fmt.Sprintf("power %s { %s may %s", m.fresh(name), m.Pact.Actors[holder].Name, effect)
	if when != "" {
		clause += "  when " + when
	}
	return []step{m.addClause(n, clause+" }")}, true
}

// consequences: upon a breach whoever it is owed to may end or suspend a text to which both are party, or take back what it conceded.
func consequences(m *maker) []change {
	var out []change
	for _, b := range breaches(m.Pact) {
		if !slices.Contains(m.refs, b.ref) && !m.upheld(b.ref) {
			continue
		}
		for _, holder := range m.Pact.Instruments[b.in].Between {
			if holder != b.by {
				out = append(out, m.answers(b, holder)...)
			}
		}
	}
	return out
}

// upheld reports whether a promise is in the cone of what is to go, which is itself no promise alone.
func (m *maker) upheld(ref model.Ref) bool { return m.cone[ref] && !m.onlyToothless() }

// onlyToothless reports whether all that is to go is that nothing follows upon a breach.
func (m *maker) onlyToothless() bool {
	return !slices.ContainsFunc(m.targets, func(t claim) bool { return t.code != "toothless" })
}

// answers are the rights that one who is owed a promise can have upon its breach.
func (m *maker) answers(b breach, holder model.ActorID) []change {
	var out []change
	add := func(says, effect string) {
		if steps, ok := m.right(b.in, "answer_to_"+b.clause, holder, effect, b.clause+" was breached"); ok {
			out = append(out, change{steps: steps, trigger: b.cond, says: fmt.Sprintf("if %s is broken, %s may %s", m.Named(b.ref), m.Who(holder), says)})
		}
	}
	for i := range m.Pact.Instruments {
		if in := &m.Pact.Instruments[i]; slices.Contains(in.Between, holder) && slices.Contains(in.Between, b.by) {
			called := m.Named(refTo(model.KindInstrument, i))
			add("end "+called, "terminate "+in.Name)
			add("suspend "+called, "suspend "+in.Name)
		}
	}
	for _, f := range m.conceded(holder) {
		fact := &m.Pact.Facts[f]
		add(fmt.Sprintf("make %s %s again", m.Named(refTo(model.KindFact, int(f))), m.Word(fact.Values[0])), fact.Name+" becomes "+fact.Values[0])
	}
	return out
}

// conceded are the facts of a few values that acts of a party change, and that it could change back.
func (m *maker) conceded(by model.ActorID) []model.FactID {
	var out []model.FactID
	for i := range m.Pact.Acts {
		a := &m.Pact.Acts[i]
		if a.Irreversible || !slices.Contains(a.By, by) {
			continue
		}
		for _, e := range a.Effects {
			if e.Op == model.Becomes && m.Pact.Facts[e.Fact].Values != nil && e.Amount.N > 0 && !slices.Contains(out, e.Fact) {
				out = append(out, e.Fact)
			}
		}
	}
	return out
}

// exits: a party may leave, or suspend, once another has broken a promise, once a decision came out in a way, or on notice.
func exits(m *maker) []change {
	var out []change
	for _, x := range m.bound() {
		called := m.Named(refTo(model.KindInstrument, int(x.in)))
		name := m.Pact.Actors[x.party].Name + "_may_leave"
		for _, verb := range [][2]string{{"end", "terminate"}, {"suspend", "suspend"}} {
			effect := verb[1] + " " + m.Pact.Instruments[x.in].Name
			add := func(when string, c change) {
				if steps, ok := m.right(x.in, name, x.party, effect, when); ok {
					c.steps, c.says = steps, fmt.Sprintf("%s may %s %s%s", m.Who(x.party), verb[0], called, c.says)
					out = append(out, c)
				}
			}
			for _, b := range breaches(m.Pact) {
				if b.by != x.party {
					add(b.clause+" was breached", change{trigger: b.cond, says: " once " + m.Named(b.ref) + " was broken"})
				}
			}
			for _, a := range m.outcomes() {
				add(a.text, change{trigger: a.cond, says: " while " + m.Plainly(a.cond)})
			}
			for _, days := range m.durations() {
				if steps, ok := m.right(x.in, name, x.party, fmt.Sprintf("%s  on notice of %d days", effect, days), ""); ok && verb[0] == "end" {
					out = append(out, change{steps: steps, says: fmt.Sprintf("%s may end %s on notice of %d days", m.Who(x.party), called, days)})
				}
			}
		}
	}
	return out
}

// binding is a party and an instrument that binds it.
type binding struct {
	party model.ActorID
	in    model.InstrumentID
}

// bound are those who are bound by what is to go: by its clauses, or, where it is about what the pact is for, by any instrument that
// matters to that.
func (m *maker) bound() []binding {
	var out []binding
	add := func(b binding) {
		if !slices.Contains(out, b) {
			out = append(out, b)
		}
	}
	for _, ref := range m.refs {
		if party := m.Bound(ref); party != model.None {
			add(binding{party, m.instrument(ref)})
		}
	}
	if slices.ContainsFunc(m.targets, func(t claim) bool { return t.purpose >= 0 }) {
		for _, ref := range m.all(model.KindInstrument) {
			for _, p := range m.Pact.Instruments[ref.Index].Between {
				add(binding{p, model.InstrumentID(ref.Index)})
			}
		}
	}
	return out
}

// outcomes are the atoms about decisions.
func (m *maker) outcomes() []atom {
	return slices.DeleteFunc(slices.Clone(m.atoms), func(a atom) bool {
		refs := spoken(a.cond)
		return len(refs) == 0 || refs[0].Kind != model.KindDecision
	})
}

// endings: a text ends of itself once a decision came out in a way, or once a promise was broken.
func endings(m *maker) []change {
	var out []change
	for _, ref := range m.home() {
		n := m.node(ref)
		if n == nil {
			continue
		}
		for _, a := range m.outcomes() {
			out = append(out, change{steps: []step{line{n, ends}.or(a.text)}, trigger: a.cond, says: m.Named(ref) + " ends once " + m.Plainly(a.cond)})
		}
		for _, b := range breaches(m.Pact) {
			if int(b.in) == ref.Index {
				out = append(out, change{steps: []step{line{n, ends}.or(b.clause + " was breached")}, trigger: b.cond,
					says: m.Named(ref) + " ends once " + m.Named(b.ref) + " was broken"})
			}
		}
	}
	return out
}

// home are the instruments in which what is to go stands, or, where it is about a purpose, those that matter to it and those that
// bind at all.
func (m *maker) home() []model.Ref {
	var out []model.Ref
	purpose := slices.ContainsFunc(m.targets, func(t claim) bool { return t.purpose >= 0 })
	for i := range m.Pact.Instruments {
		ref := refTo(model.KindInstrument, i)
		if purpose || slices.ContainsFunc(m.refs, func(r model.Ref) bool { return int(m.instrument(r)) == i || r == ref }) {
			out = append(out, ref)
		}
	}
	return out
}

// lessRights: a right is left out by which somebody frees itself from its own promise.
func lessRights(m *maker) []change {
	var out []change
	for i := range m.Pact.Powers {
		w, ref := &m.Pact.Powers[i], refTo(model.KindPower, i)
		n := m.node(ref)
		if n == nil || w.Effect == model.SetFact || w.Effect == model.Resume {
			continue
		}
		for _, r := range m.refs {
			frees := w.Effect == model.Excuse && r == refTo(model.KindDuty, int(w.Duty)) || w.Effect != model.Excuse && w.Target == m.instrument(r)
			if frees && m.Bound(r) == w.Holder || r == ref {
				out = append(out, change{steps: []step{m.drop(n)}, says: m.Who(w.Holder) + " no longer has the right to " + m.Right(w)})
				break
			}
		}
	}
	return out
}

// owed: what was left to somebody's discretion is owed.
func owed(m *maker) []change {
	var out []change
	for _, ref := range m.refs {
		if ref.Kind != model.KindDuty || m.node(ref) == nil {
			continue
		}
		it := itemOf[*syntax.DiscretionItem](m.node(ref))
		if it == nil {
			continue
		}
		name := m.Pact.Duties[ref.Index].Name
		c := change{steps: []step{m.drop(it)}, says: m.Named(ref) + " is owed, no longer at discretion"}
		for _, a := range m.tests(name) {
			if v, ok := a.Tail.(*syntax.ValueTail); ok && m.of(v.Value) == "lapsed" {
				c.steps = append(c.steps, write(v.Value.Span(), "breached"))
			}
		}
		out = append(out, c)
	}
	return out
}

// tests are the tests of a thing of that name, in clauses and other declarations; the author's own questions stay as they are.
func (m *maker) tests(name string) []*syntax.AtomCond {
	var out []*syntax.AtomCond
	for _, d := range m.base.Trees[0].Decls {
		switch d.(type) {
		case *syntax.CheckDecl, *syntax.ScenarioDecl:
			continue
		}
		syntax.Inspect(d, func(n syntax.Node) bool {
			if a, ok := n.(*syntax.AtomCond); ok && a.Subject != nil && a.Subject.Name == name {
				out = append(out, a)
			}
			return true
		})
	}
	return out
}
