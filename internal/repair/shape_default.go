package repair

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// Silence does not stop it: where a text waits for a body to decide or to find something, what follows if it says nothing, or says no
// and what it asks for is then done.

func defaults(m *maker) []change {
	var out []change
	for _, l := range m.conditioned() {
		it, cond := l.line.item()
		if it == nil {
			continue
		}
		for _, a := range atoms(cond) {
			out = append(out, m.silence(l, a)...)
		}
	}
	for _, ref := range m.all(model.KindDuty) {
		out = append(out, m.unfound(ref)...)
	}
	return out
}

// silence lets a test of an outcome hold too if nothing is decided.
func (m *maker) silence(l waiting, a *syntax.AtomCond) []change {
	v, ok := a.Tail.(*syntax.ValueTail)
	if !ok || a.Not || a.Subject == nil {
		return nil
	}
	ref := m.named(a.Subject.Name)
	n, ok := m.node(ref).(*syntax.DecisionDecl)
	if !ok {
		return nil
	}
	d := &m.Pact.Decisions[ref.Index]
	test := m.of(a)
	if word := m.of(v.Value); word == "lapsed" {
		return nil
	}
	silent := fmt.Sprintf("(%s or %s is lapsed)", test, d.Name)
	says := fmt.Sprintf("%s does not wait for %s: silence stops nothing", m.Named(l.ref), m.deciders(d))
	var out []change
	if d.Within != nil {
		out = append(out, change{steps: []step{write(a.Span(), silent)}, says: says})
		if c, ok := m.metObjection(l, a, ref, test, v); ok {
			out = append(out, c)
		}
	} else {
		for _, days := range m.durations() {
			out = append(out, change{steps: []step{write(a.Span(), silent), m.insert(n, fmt.Sprintf("within %d days", days))},
				says: fmt.Sprintf("%s; %s to decide within %s", says, m.deciders(d)+" "+course.Verb(m.Pact, d.By[0], "has", "have"), course.Days(days))})
		}
	}
	if it, asked := (line{n, once}).item(); it != nil {
		out = append(out, change{steps: []step{write(a.Span(), m.joinable(asked, "and"))},
			says: fmt.Sprintf("%s waits for what %s %s asked about, and not for the answer", m.Named(l.ref), m.deciders(d), course.Verb(m.Pact, d.By[0], "is", "are"))})
	}
	return out
}

// deciders are those who decide.
func (m *maker) deciders(d *model.Decision) string { return m.People(model.SetOf(d.By...)) }

// metObjection lets what waits for a yes follow upon silence too, and, after a no, once what was objected to is mended: a promise of
// the party whose doing was judged.
func (m *maker) metObjection(l waiting, a *syntax.AtomCond, decision model.Ref, test string, v *syntax.ValueTail) (change, bool) {
	d := &m.Pact.Decisions[decision.Index]
	judged, ok := m.judged(d)
	if !ok || d.Within.Point != model.None {
		return change{}, false
	}
	in, ok := m.node(refTo(model.KindInstrument, int(judged.Instrument))).(*syntax.InstrumentDecl)
	last := m.base.Names.Lookup(m.Pact.Acts[judged.Acts[0]].Name)
	if !ok || last == nil || m.node(refTo(model.KindAct, int(judged.Acts[0]))) == nil {
		return change{}, false
	}
	act, cure := m.fresh("mend_what_"+d.Name+"_names"), m.fresh("cure_after_"+d.Name)
	var no []string
	for _, value := range d.Values {
		if value != m.of(v.Value) {
			no = append(no, d.Name+" is "+value)
		}
	}
	if len(no) == 0 {
		return change{}, false
	}
	party := m.Pact.Actors[judged.Obligor].Name
	clause := fmt.Sprintf("duty %s { %s must %s within %d days  once %s }", cure, party, act, d.Within.N, strings.Join(no, " or "))
	return change{
		steps: []step{
			write(a.Span(), fmt.Sprintf("(%s or %s is lapsed or %s is performed)", test, d.Name, cure)),
			m.addAfter(last.Node, fmt.Sprintf("act %s \"mend what was objected to\" by %s { }", act, party)),
			m.addClause(in, clause)},
		says: fmt.Sprintf("%s follows unless %s %s, and an objection can be met: %s then mends what was objected to",
			m.Named(l.ref), m.deciders(d), course.Verb(m.Pact, d.By[0], "objects", "object"), m.Who(judged.Obligor)),
	}, true
}

// judged is the promise whose performance a decision is about.
func (m *maker) judged(d *model.Decision) (*model.Duty, bool) {
	for _, ref := range spoken(d.Once) {
		if ref.Kind == model.KindDuty && len(m.Pact.Duties[ref.Index].Acts) > 0 {
			return &m.Pact.Duties[ref.Index], true
		}
	}
	return nil, false
}

// unfound lets a promise that falls due upon what a body finds fall due too if the body says nothing within a time.
func (m *maker) unfound(ref model.Ref) []change {
	d := &m.Pact.Duties[ref.Index]
	n := m.node(ref)
	if n == nil || d.Upon == model.None {
		return nil
	}
	act := &m.Pact.Acts[d.Upon]
	a, ok := m.node(refTo(model.KindAct, int(d.Upon))).(*syntax.ActDecl)
	if !ok || len(act.By) != 1 || m.Pact.Actors[act.By[0]].Kind != model.IsBody || act.When == nil || len(act.Effects) > 0 || hasAct(act.When) {
		return nil
	}
	_, cond := line{a, when}.item()
	body := m.Pact.Actors[act.By[0]].Name
	finding := m.fresh("finding_of_" + body)
	var out []change
	for _, days := range m.durations() {
		decl := fmt.Sprintf("decision %s %q { %s decides found  once %s  within %d days }", finding, "The finding of "+m.Who(act.By[0]), body, m.of(cond), days)
		c := change{says: fmt.Sprintf("%s %s %s to say so; if nothing is said, %s falls due all the same", m.Who(act.By[0]),
			course.Verb(m.Pact, act.By[0], "has", "have"), course.Days(days), m.Named(ref)),
			steps: []step{write(itemOf[*syntax.UponItem](n).Span(), fmt.Sprintf("once %s is found or %s is lapsed", finding, finding))}}
		if m.mentions(act.Name) == 1 {
			c.steps = append(c.steps, write(a.Span(), decl))
		} else {
			c.steps = append(c.steps, m.addAfter(a, decl))
		}
		out = append(out, c)
	}
	return out
}

// mentions is how often a name is spoken of, its declaration aside.
func (m *maker) mentions(name string) int {
	n := 0
	for id := range m.base.Names.Uses {
		if id.Name == name {
			n++
		}
	}
	return n
}
