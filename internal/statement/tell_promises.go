package statement

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// Statements about promises of help, about breaches, and about the text alone.

// empty is about help that need not come, of its own giver's doing if that is found, else of others'.
func (m *maker) empty(of []int) told {
	lead := m.first(of, gravity)
	f := m.finding(lead[0])
	t := told{id: id("empty", m.nameOf(m.finding(m.earliest(m.duties(of))).Clause)), about: lead, clauses: appendNew(m.clausesOf(lead), m.clausesOf(of)...)}
	begin := m.called(f.Clause)
	if f.Code == codes.Hollow {
		t.sentence = fmt.Sprintf("%s, %s can lawfully under this text see to it that nothing follows.", begin, course.List(m.parties(lead), "or"))
		return t
	}
	t.about = m.which(lead, func(g *inquiry.Across) bool { return slices.Equal(g.By, f.By) })
	t.sentence = fmt.Sprintf("%s, %s can lawfully under this text see to it that nothing follows from what %s promised, though all others help.", begin, m.EitherOf(f.By), course.List(m.parties(t.about), "or"))
	return t
}

// duties keeps the findings that are about a duty.
func (m *maker) duties(of []int) []int {
	return m.which(of, func(f *inquiry.Across) bool { return f.Clause.Kind == model.KindDuty })
}

// called says when a guarantee is asked for.
func (m *maker) called(ref model.Ref) string {
	of := m.Named(model.Ref{Kind: model.KindInstrument, Index: int(m.instrument(ref))})
	if d := &m.answer.Pact.Duties[ref.Index]; len(d.Against) == 0 && d.Upon == model.None {
		return "when " + m.Named(ref) + " falls due"
	} else if len(d.Against) == 0 {
		return "when " + of + " is called upon"
	}
	return "when the case of " + of + " comes about"
}

// call is about help that can be called for without its case, or for ever.
func (m *maker) call(of []int) told {
	lead := m.first(of, gravity)
	f := m.finding(lead[0])
	t := told{id: id("call", m.nameOf(m.finding(m.earliest(of)).Clause)), about: lead, clauses: m.clausesOf(of)}
	who, under := course.List(m.parties(lead), "or"), m.Named(model.Ref{Kind: model.KindInstrument, Index: int(m.instrument(f.Clause))})
	if f.Code == codes.BlankCheque {
		t.sentence = fmt.Sprintf("%s can be called upon under %s again and again for ever, and %s no way out.", who, under, m.verb(lead, "has", "have"))
		return t
	}
	t.sentence = fmt.Sprintf("%s can be called upon under %s without its case%s", who, under, m.how(lead))
	return t
}

// remedy is about breaches upon which nothing follows.
func (m *maker) remedy(of []int) told {
	t := told{id: "no-remedy", each: true, about: of, clauses: m.clausesOf(of)}
	if len(t.clauses) == 1 {
		f := m.finding(of[0])
		t.sentence = fmt.Sprintf("if %s %s the promise %s, nothing follows under this text.", m.Who(f.Party), m.verb(of, "breaks", "break"), m.Promised(f.Clause))
		return t
	}
	if len(t.clauses) <= few {
		t.sentence = fmt.Sprintf("nothing follows under this text upon a breach of these promises: %s.", m.byParty(t.clauses, "and"))
		return t
	}
	var each []string
	for _, who := range m.parties(of) {
		n := len(slices.DeleteFunc(slices.Clone(t.clauses), func(ref model.Ref) bool { return m.Who(m.Bound(ref)) != who }))
		each = append(each, fmt.Sprintf("%d of %s", n, who))
	}
	t.sentence = fmt.Sprintf("upon a breach of %d promises nothing follows under this text%s: %s.", len(t.clauses), map[bool]string{true: ", each in at least one reading"}[m.differ(of)], list(each))
	return t
}

func (m *maker) judge(of []int) told {
	t := told{id: "own-judge", each: true, about: of, clauses: m.clausesOf(of)}
	t.sentence = fmt.Sprintf("of %d promises or rights only who gave or holds them judges whether they bind: those of %s.", len(t.clauses), some(m.parties(of), "and"))
	if len(t.clauses) == 1 {
		t.sentence = m.ownJudge(t.clauses[0])
	}
	return t
}

// ownJudge says of a clause that whoever made it is the judge of it.
func (m *maker) ownJudge(ref model.Ref) string {
	if ref.Kind == model.KindPower {
		w := &m.answer.Pact.Powers[ref.Index]
		return fmt.Sprintf("%s alone can %s, and nobody else has a say in it.", m.Who(w.Holder), m.Right(w))
	}
	return fmt.Sprintf("%s alone can decide whether %s %s.", m.Who(m.Bound(ref)), course.Verb(m.answer.Pact, m.Bound(ref), "it has", "they have"), m.Promised(ref))
}

func (m *maker) unused(of []int) told {
	t := told{id: "never-applies", each: true, about: of, clauses: m.clausesOf(of)}
	where := "can never apply"
	if !m.finding(of[0]).Always {
		t.id, where = "idle-in-some-readings", "can never apply in some readings"
	}
	t.sentence = m.few(t.clauses, "clauses") + " " + where + "."
	return t
}

// few names clauses if they are few, else counts them.
func (m *maker) few(refs []model.Ref, plural string) string {
	if len(refs) > few {
		return fmt.Sprintf("%d %s", len(refs), plural)
	}
	var out []string
	for _, ref := range refs {
		out = append(out, m.Named(ref))
	}
	return list(out)
}

func (m *maker) undated(of []int) told {
	t := told{id: "no-end", each: true, about: of, clauses: m.clausesOf(of)}
	var deadline, end []model.Ref
	for _, ref := range t.clauses {
		if ref.Kind == model.KindInstrument {
			end = append(end, ref)
		} else {
			deadline = append(deadline, ref)
		}
	}
	var parts []string
	if len(deadline) > 0 {
		parts = append(parts, m.few(deadline, "promises or decisions")+map[bool]string{true: " has", false: " have"}[len(deadline) == 1]+" no deadline")
	}
	if len(end) > 0 {
		parts = append(parts, m.few(end, "instruments")+map[bool]string{true: " has", false: " have"}[len(end) == 1]+" no term, end or exit")
	}
	t.sentence = list(parts) + "."
	return t
}

func (m *maker) origin(of []int) told {
	t := told{id: "one-origin", each: true, about: of, clauses: m.clausesOf(of)}
	t.sentence = fmt.Sprintf("%s on one origin or nobody named.", rest(len(t.clauses)))
	if len(t.clauses) <= few {
		t.sentence = fmt.Sprintf("what is said of %s rests on one origin or nobody named.", m.few(t.clauses, "declarations"))
	}
	return t
}

func rest(n int) string { return fmt.Sprintf("%d things stated rest", n) }
