package statement

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// Statements about what is given: for good, by restraint, or at a time at which it cannot be given.

// gift is about the gravest that comes of giving first. Several are told together if they give the same for the same.
func (m *maker) gift(of []int) told {
	lead := m.first(of, gravity)
	f := m.finding(lead[0])
	lead = m.which(lead, func(g *inquiry.Across) bool { return m.alike(f, g) })
	t := told{id: id("gift", m.nameOf(m.finding(m.earliest(of)).Clause)), about: lead, clauses: appendNew(m.clausesOf(lead), m.clausesOf(of)...)}
	t.sentence = m.loss(lead)
	if by := m.lawfully(lead, of); by != "" {
		t.sentence = strings.TrimSuffix(t.sentence, ".") + by
	}
	return t
}

// lawfully says, of what takes a breach, that it can come about without one too, though that can be avoided.
func (m *maker) lawfully(lead, of []int) string {
	if f := m.finding(lead[0]); f.Code != codes.Exposed || f.Defectors == 0 {
		return ""
	}
	too := m.which(of, func(f *inquiry.Across) bool {
		return f.Code == codes.Exposed && f.Defectors == 0 && len(f.Care.Keep) == 0 && slices.ContainsFunc(lead, func(i int) bool { return m.alike(m.finding(i), f) })
	})
	if len(too) == 0 {
		return ""
	}
	if f := m.finding(m.first(too, gravity)[0]); f.Class == ask.AtPrice {
		return ", or, unless the deal or an aim of it is given up, even though nobody does."
	}
	return ", or, if careless, even though nobody does."
}

// gravity orders losses: by weight, kind, and how they come about.
func gravity(f *inquiry.Across) []int {
	breach, own := 0, 0
	if f.Defectors != 0 {
		breach = 1
	}
	if len(f.Care.Keep) > 0 {
		own = 1
	}
	return []int{int(f.Severity), slices.Index(codes.All(), f.Code), -int(f.Class), own, breach}
}

// alike reports whether two findings say the same but for the parties.
func (m *maker) alike(f, g *inquiry.Across) bool {
	same := func(ref model.Ref) string { return m.Promised(ref) + m.lacking(ref) }
	return f.Code == g.Code && same(f.Clause) == same(g.Clause) && f.Days == g.Days && (f.How == g.How || f.Code == codes.Exposed)
}

// earliest is the finding whose clause stands first in the pact.
func (m *maker) earliest(of []int) int {
	return slices.MinFunc(of, func(a, b int) int {
		x, y := m.finding(a).Clause, m.finding(b).Clause
		return slices.Compare([]int{int(x.Kind), x.Index}, []int{int(y.Kind), y.Index})
	})
}

// lacking is what a clause is given for.
func (m *maker) lacking(ref model.Ref) string {
	var terms []model.Cond
	switch ref.Kind {
	case model.KindDuty:
		terms = m.answer.Pact.Duties[ref.Index].Return
	case model.KindBan:
		terms = m.answer.Pact.Bans[ref.Index].Return
	}
	return m.InReturn(terms)
}

// loss says what can come of giving.
func (m *maker) loss(lead []int) string {
	f := m.finding(lead[0])
	who, what := course.List(m.parties(lead), "or"), m.Promised(f.Clause)
	it := m.verb(lead, "it", "they")
	switch f.Code {
	case codes.Exposed:
		return m.exposed(lead, who, what)
	case codes.BoundAlone:
		return fmt.Sprintf("%s can stay bound %s without what that is for (%s), and cannot get out%s", who, what, m.lacking(f.Clause), m.how(lead))
	case codes.Uncovered:
		return fmt.Sprintf("%s can be obliged %s up to %s before %s %s what that is for (%s), though everyone keeps their word under this text.",
			who, what, course.Days(f.Days), it, m.verb(lead, "gets", "get"), m.lacking(f.Clause))
	case codes.Outlasted:
		return fmt.Sprintf("%s can be obliged %s for good, while what that is for (%s) can end without a breach of this text%s.",
			who, what, m.lacking(f.Clause), m.ended(f))
	}
	return m.unkept(lead)
}

// ended says how what was got can end.
func (m *maker) ended(f *inquiry.Across) string {
	var how []string
	if f.How != "" {
		how = append(how, "by its term")
	}
	if len(f.By) > 0 {
		how = append(how, "by a right of "+m.People(f.By[0]))
	}
	if len(how) == 0 {
		return ""
	}
	return ", " + course.List(how, "or")
}

// exposed says of a party that it can be left with nothing.
func (m *maker) exposed(lead []int, who, what string) string {
	f := m.finding(lead[0])
	careless := ""
	if f.Class == ask.WithCare && len(f.Care.Keep) == 0 {
		careless = ", if careless,"
	}
	text := fmt.Sprintf("%s can%s be obliged %s for good and left without what that is for (%s)", who, careless, what, m.lacking(f.Clause))
	if f.Class == ask.AtPrice {
		text += ", or must give up the deal or an aim of it to be safe"
	}
	return text + m.how(lead)
}

// how says whose breach it takes, and ends the sentence.
func (m *maker) how(lead []int) string {
	own := len(m.finding(lead[0]).Care.Keep) > 0
	first := m.verb(lead, "it breaks a promise of its own first", "they break a promise of their own first")
	var who []string
	verb := "breaks"
	for _, i := range lead {
		d := m.finding(i).Defectors
		if d == 0 {
			continue
		}
		who = appendNew(who, m.People(d))
		if verb = "break"; d.Len() == 1 {
			verb = course.Verb(m.answer.Pact, d.IDs()[0], "breaks", "break")
		}
	}
	switch {
	case len(who) == 0 && own:
		return ", if " + first + "."
	case len(who) == 0:
		return ", though nobody breaks a promise under this text."
	case own:
		return ", if " + first + " and then " + course.List(who, "or") + " " + verb + " one."
	}
	return ", if " + course.List(who, "or") + " " + verb + " a promise."
}

// bond is about whoever stays bound by one instrument.
func (m *maker) bond(of []int) told {
	lead := m.first(of, gravity)
	in := model.Ref{Kind: model.KindInstrument, Index: int(m.instrument(m.finding(lead[0]).Clause))}
	t := told{id: id("bound", m.nameOf(in)), about: lead, clauses: appendNew(m.clausesOf(lead), m.clausesOf(of)...)}
	if t.sentence = m.loss(lead); len(m.clausesOf(lead)) > 1 {
		t.sentence = fmt.Sprintf("%s can go on binding %s without what that is for and without a way out%s", m.Named(in), m.byParty(m.clausesOf(lead), "or"), m.how(lead))
	}
	return t
}

// byParty lists promises under who made them, those who promised the same together: "Northland to send help or not to seize the
// hill".
func (m *maker) byParty(refs []model.Ref, word string) string {
	var who, whats, all []string
	what, by := map[string][]string{}, map[string][]string{}
	for _, ref := range refs {
		name := m.Who(m.Bound(ref))
		who = appendNew(who, name)
		what[name] = appendNew(what[name], m.Promised(ref))
	}
	for _, name := range who {
		text := course.List(what[name], word)
		whats, by[text] = appendNew(whats, text), append(by[text], name)
	}
	for _, text := range whats {
		all = append(all, course.List(by[text], word)+" "+text)
	}
	return course.List(all, word)
}

// clash is about a promise that cannot be kept.
func (m *maker) clash(of []int) told {
	lead := m.first(of, gravity)
	return told{id: id("clash", m.nameOf(m.finding(lead[0]).Clause)), about: lead, clauses: m.clausesOf(of), sentence: m.unkept(lead)}
}

// unkept says of a promise why it cannot be kept.
func (m *maker) unkept(lead []int) string {
	f := m.finding(lead[0])
	careless := map[bool]string{true: ", if careless,"}[f.Class == ask.WithCare]
	who, what := m.Who(f.Party), m.Promised(f.Clause)
	switch f.Code {
	case codes.Conflict:
		return fmt.Sprintf("%s can%s keep the promise %s only by breaking another.", who, careless, what)
	case codes.Impossible:
		return fmt.Sprintf("%s cannot be sure%s to keep the promise %s, whoever helps.", who, careless, what)
	}
	return fmt.Sprintf("%s can%s be sure to keep the promise %s only with the help of %s.", who, careless, what, m.EitherOf(f.Needs))
}
