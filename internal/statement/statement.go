// Package statement says in few sentences what many findings come to. Findings that have one cause make one statement: the
// ring that conditions form, the gift that goes first, the act that everything waits for, the help that need not come, the
// breach upon which nothing follows. What is joined to what is computed from the findings alone (group.go) and told in
// docs/answers.md; nothing is lost: every finding is in exactly one statement.
//
// Input: an answer. Output: statements, gravest first, as plain data: a sentence that is true in every filling in which it is
// said to hold, those fillings, the paragraphs that the clauses concerned are cited from, and the findings under it.
package statement

import (
	"context"
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Cause is what joins findings.
type Cause string

// The causes, gravest first.
const (
	Ring    Cause = "ring"     // conditions wait for one another: a purpose is out of reach
	Gift    Cause = "gift"     // something is given for good before what it is given for is there
	Clash   Cause = "clash"    // a promise that cannot be kept, or only by breaking another
	Gate    Cause = "gate"     // an actor whose act a purpose or a promise waits for
	Waiting Cause = "waiting"  // nothing ends the waiting, though nobody stands in the way
	TooLate Cause = "too-late" // a purpose is out of reach, and what was promised for it binds on
	Bond    Cause = "bond"     // bound by an instrument without what one is bound for
	Empty   Cause = "empty"    // help is called for, and need not come
	Call    Cause = "call"     // help can be called for without its case, or for ever
	Remedy  Cause = "remedy"   // nothing follows upon a breach
	Judge   Cause = "judge"    // who made a promise judges whether it binds
	Unused  Cause = "unused"   // a clause that can never apply
	Undated Cause = "undated"  // no deadline, no end
	Origin  Cause = "origin"   // one origin, or none with a name
)

// Statement is what findings with one cause come to.
type Statement struct {
	ID       string // lower-case letters, digits and hyphens; the same whenever the same is found
	Cause    Cause
	Severity codes.Severity  // that of the gravest finding that it is about
	Sentence string          // in the words of the parties; holds in every filling of Where
	Where    Where           // of the sentence; the findings under it can hold in more
	Clauses  []model.Ref     // what it concerns, the most telling first
	Purposes []int           // the purposes that it is about
	Cites    []Citation      // what the clauses are cited from, or, if they are not, the purposes
	About    []int           // indexes of the findings that the sentence is made of
	Findings []int           // indexes into Answer.Findings of all findings under it, ascending
	Also     Where           // of all findings under it that weigh as much: where they hold and the sentence does not, it is so in a lesser form
	Undone   []model.Binding // single answers to open questions with which nothing as grave of it holds, if all were looked at
	Accepted *model.Accept   // the author's acceptance, if the findings are accepted ones

	breadth float64 // in how much of all fillings a finding of this weight holds; to order by, never told
}

// Of gives the statements of an answer, gravest first; accepted ones are last.
func Of(a *inquiry.Answer) []Statement {
	m := newMaker(a)
	var out []Statement
	for _, g := range m.groups() {
		out = append(out, m.statement(g))
	}
	m.order(out)
	unique(out)
	return out
}

// Find gives the statement of that ID; nil if there is none.
func Find(ss []Statement, id string) *Statement {
	if i := slices.IndexFunc(ss, func(s Statement) bool { return s.ID == id }); i >= 0 {
		return &ss[i]
	}
	return nil
}

// Sentences says of each finding what would be said of it alone.
func Sentences(a *inquiry.Answer) []string {
	m := newMaker(a)
	s := m.survey()
	var out []string
	for i := range a.Findings {
		out = append(out, m.tell(group{cause: s.alone(m.finding(i)), findings: []int{i}}).sentence)
	}
	return out
}

// alone is the cause by which a finding is told that stands by itself.
func (s *survey) alone(f *inquiry.Across) Cause {
	switch f.Code {
	case codes.SelfJudged:
		return Judge
	case codes.Conflict, codes.Impossible, codes.Dependent:
		return Clash
	case codes.Limbo:
		return Waiting
	case codes.BoundAlone:
		return Bond
	case codes.Withheld:
		return Empty
	}
	return s.tagged(f).cause
}

// Lesser reports whether in some filling the sentence does not hold, and yet a finding that weighs as much.
func (s *Statement) Lesser() bool { return s.breadth > s.Where.share }

// maker makes statements of an answer.
type maker struct {
	*fillings.Space
	words.Speaker
	answer *inquiry.Answer
}

func newMaker(a *inquiry.Answer) *maker {
	return &maker{Space: fillings.Over(context.Background(), a.Pact, nil), Speaker: words.Speaker{Pact: a.Pact}, answer: a}
}

func (m *maker) finding(i int) *inquiry.Across { return &m.answer.Findings[i] }

func (m *maker) statement(g group) Statement {
	s := Statement{Cause: g.cause, Findings: g.findings, Accepted: m.finding(g.findings[0]).Accepted}
	t := m.tell(g)
	s.Sentence, s.About, s.Clauses, s.ID = t.sentence, t.about, t.clauses, t.id
	s.Severity = m.finding(t.about[0]).Severity
	s.Where = m.where(t.about)
	s.Where.Each = t.each && m.differ(t.about)
	as := m.where(m.which(g.findings, func(f *inquiry.Across) bool { return f.Severity == s.Severity }))
	s.breadth, s.Undone = as.share, as.Never
	s.Also = as
	s.Purposes = m.purposesOf(t.about)
	if s.Cites = m.cites(s.Clauses); len(s.Cites) == 0 {
		for _, i := range s.Purposes {
			s.Cites = join(s.Cites, m.answer.Pact.Purposes[i].Cites)
		}
	}
	if s.Accepted != nil {
		s.ID = "accepted-" + s.ID
	}
	return s
}

// order puts the gravest first; of the same weight what holds in more fillings, and then what is graver by its findings.
func (m *maker) order(ss []Statement) {
	slices.SortStableFunc(ss, func(a, b Statement) int {
		switch {
		case (a.Accepted != nil) != (b.Accepted != nil):
			if a.Accepted != nil {
				return 1
			}
			return -1
		case a.Severity != b.Severity:
			return int(a.Severity) - int(b.Severity)
		case a.Severity == codes.Serious && a.breadth != b.breadth:
			if a.breadth > b.breadth {
				return -1
			}
			return 1
		}
		return a.About[0] - b.About[0]
	})
}

// differ reports whether findings hold in different fillings.
func (m *maker) differ(of []int) bool {
	return slices.ContainsFunc(of, func(i int) bool { return cubes(m.finding(i)) != cubes(m.finding(of[0])) })
}
