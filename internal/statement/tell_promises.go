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
	begin := fmt.Sprintf("under %s, %s,", m.Named(model.Ref{Kind: model.KindInstrument, Index: int(m.instrument(f.Clause))}), m.called(f.Clause))
	if f.Code == codes.Hollow {
		t.sentence = fmt.Sprintf("%s %s can see to it that nothing follows, and %s no promise of this text.", begin, course.List(m.parties(lead), "or"), m.verb(lead, "breaks", "break"))
		return t
	}
	t.about = m.which(lead, func(g *inquiry.Across) bool { return slices.Equal(g.By, f.By) })
	t.sentence = fmt.Sprintf("%s %s can see to it that nothing follows, and break no promise of this text, though %s and all others help.", begin, m.EitherOf(f.By), course.List(m.parties(t.about), "or"))
	return t
}

// duties keeps the findings that are about a duty.
func (m *maker) duties(of []int) []int {
	return m.which(of, func(f *inquiry.Across) bool { return f.Clause.Kind == model.KindDuty })
}

// called says when a guarantee is asked for.
func (m *maker) called(ref model.Ref) string {
	if d := &m.Pact.Duties[ref.Index]; len(d.Against) == 0 && d.Upon == model.None {
		return "when it falls due"
	} else if len(d.Against) == 0 {
		return "when it is called upon"
	}
	return "when the case comes about that it was promised for"
}

// against is the case of a guarantee.
func (m *maker) against(d *model.Duty) string {
	var out []string
	for _, c := range d.Against {
		if done, ok := c.(model.Done); ok {
			out = append(out, m.Act(done.Act))
			continue
		}
		out = append(out, m.Plainly(c))
	}
	return course.List(out, "or")
}

// call is about help that can be called for without its case, or for ever.
func (m *maker) call(of []int) told {
	lead := m.first(of, gravity)
	f := m.finding(lead[0])
	t := told{id: id("call", m.nameOf(m.finding(m.earliest(of)).Clause)), about: lead, clauses: m.clausesOf(of)}
	who, what := course.List(m.parties(lead), "or"), m.Promised(f.Clause)
	if f.Code == codes.BlankCheque {
		t.sentence = fmt.Sprintf("%s can be called upon again and again for ever %s, and %s no way out under this text.", who, what, m.verb(lead, "has", "have"))
		return t
	}
	t.sentence = fmt.Sprintf("%s can be obliged %s though the case that this was promised for (%s) has not come about%s", who, what, m.against(&m.Pact.Duties[f.Clause.Index]), m.how(lead))
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
		t.sentence = fmt.Sprintf("nothing follows under this text if a promise is broken that was made by %s.", m.byParty(t.clauses, "or"))
		return t
	}
	var each []string
	for _, who := range m.parties(of) {
		n := len(slices.DeleteFunc(slices.Clone(t.clauses), func(ref model.Ref) bool { return m.Who(m.Bound(ref)) != who }))
		each = append(each, fmt.Sprintf("%d of %s", n, who))
	}
	t.sentence = fmt.Sprintf("there are %d promises upon whose breach nothing follows under this text%s: %s.", len(t.clauses), map[bool]string{true: ", in at least one reading each"}[m.differ(of)], list(each))
	return t
}

func (m *maker) judge(of []int) told {
	refs := m.clausesOf(of)
	t := told{id: "own-judge", each: true, about: of, clauses: refs}
	var each []string
	for _, i := range of {
		f := m.finding(i)
		if f.Clause.Kind == model.KindPower {
			each = appendNew(each, fmt.Sprintf("%s, by the right to %s", m.Who(f.Party), m.Right(&m.Pact.Powers[f.Clause.Index])))
			continue
		}
		each = appendNew(each, fmt.Sprintf("%s, of whether %s", m.Who(f.Party), m.Promised(f.Clause)))
	}
	t.sentence = "who made a promise is the only judge of whether it binds: " + some(each, "and") + "."
	return t
}

func (m *maker) unused(of []int) told {
	t := told{id: "never-applies", each: true, about: of, clauses: m.clausesOf(of)}
	where := "can never apply"
	if !m.finding(of[0]).Always {
		t.id, where = "idle-in-some-readings", "cannot apply in some readings"
	}
	t.sentence = fmt.Sprintf("%s %s: %s.", counted(len(t.clauses), "clause"), where, m.named(t.clauses))
	return t
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
		parts = append(parts, "there is no deadline for "+m.named(deadline))
	}
	if len(end) > 0 {
		parts = append(parts, "there is no term, end or exit of "+m.named(end))
	}
	t.sentence = list(parts) + "."
	return t
}

func (m *maker) origin(of []int) told {
	t := told{id: "one-origin", each: true, about: of, clauses: m.clausesOf(of)}
	t.sentence = fmt.Sprintf("%s rest on one origin only, or on nobody with a name: %s.", counted(len(t.clauses), "declaration"), m.named(t.clauses))
	return t
}
