// Package certify makes a certificate of an answer: what convinces somebody who does not trust the engine that found it.
//
// Input: an answer of inquiry, the digest of the pact, bounds. Output: a certificate as package verify reads it. The definitions
// are those of verify; the sets that they speak of are worked out here as least fixed points, layer by layer (attractors:
// Grädel, Thomas, Wilke 2002, chapter 2), over the graph that verify makes, and the courses by searching it breadth first. What
// comes out is held to what the engine found: where the two differ the certificate says so instead of certifying either.
package certify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/verify"
	"github.com/servanda-lang/servanda/model"
)

// Query says of what a certificate is to be made, and how large it may become.
type Query struct {
	Answer *inquiry.Answer
	Digest string          // of the pact's text
	Only   []inquiry.Code  // what was asked for; nil for all
	Fixed  []model.Binding // open points that were held fast
	All    bool            // every filling that was looked at, not as few as show everything that was found
	States int             // the most of a filling; 0 for MostStates
	Sets   int             // the most of a filling; 0 for MostSets
}

// MostStates and MostSets are the bounds unless somebody says otherwise.
const (
	MostStates = 250_000
	MostSets   = 2_000
)

// mostFillings is the number beyond which ways to fill the open points are not counted.
const mostFillings = 1 << 40

// Make makes the certificate.
func Make(ctx context.Context, q Query) (*verify.File, error) {
	if q.States == 0 {
		q.States = MostStates
	}
	if q.Sets == 0 {
		q.Sets = MostSets
	}
	p := q.Answer.Pact
	out := &verify.File{Form: verify.Form, Pact: p.Title, Digest: q.Digest, Tick: q.Answer.TickDays, Of: p.CountFillings(nil, mostFillings)}
	for _, f := range q.fillings() {
		part, err := q.part(ctx, f)
		if err != nil {
			return nil, err
		}
		out.Parts = append(out.Parts, *part)
	}
	return out, nil
}

// maker makes one part.
type maker struct {
	*Query
	filling model.Filling
	part    *verify.Part
	graph   *verify.Graph
	asker   *verify.Asker
	solver  *solver
}

// part certifies one filling.
func (q *Query) part(ctx context.Context, f model.Filling) (*verify.Part, error) {
	p := q.Answer.Pact
	m := &maker{Query: q, filling: f, part: &verify.Part{Open: openOf(p, f), Entries: []verify.Entry{}, Sets: []verify.Set{}, Left: []verify.Gap{}}}
	run, err := machine.New(p, f, q.Answer.TickDays)
	if err != nil {
		return nil, err
	}
	m.graph, err = verify.Build(ctx, run, q.States)
	if errors.As(err, new(*verify.TooMany)) {
		m.graph = nil
	} else if err != nil {
		return nil, err
	} else {
		m.solver = newSolver(ctx, m.graph, q.Sets)
		m.asker = verify.NewAsker(ctx, m.graph, m.solver)
	}
	for _, x := range verify.Questions(p, f) {
		if err := m.question(&x); err != nil {
			return nil, err
		}
	}
	if len(m.part.Entries) > 0 {
		m.part.States, m.part.Moves, m.part.Sets = len(m.graph.States), len(m.graph.Moves), append(m.part.Sets, m.solver.sets...)
	}
	return m.part, nil
}

func openOf(p *model.Pact, f model.Filling) []verify.Open {
	out := []verify.Open{}
	for i := range p.Points {
		out = append(out, verify.Open{Point: p.Points[i].Name, Value: p.Points[i].Values[f[i]].Text})
	}
	return out
}

// question certifies the answer to one question, or says why not.
func (m *maker) question(x *verify.Asked) error {
	switch {
	case !m.wanted(x):
		return m.leave(x, verify.NotAsked)
	case m.graph == nil:
		return m.leave(x, verify.TooLarge)
	}
	before := len(m.solver.sets)
	why, err := m.certify(x)
	if why != "" {
		m.solver.forget(before)
		return m.leave(x, why)
	}
	return err
}

func (m *maker) leave(x *verify.Asked, why string) error {
	m.part.Left = append(m.part.Left, verify.Gap{Question: x.Question, Why: why})
	return nil
}

// certify gives the reason why an answer is not certified, if it is not.
func (m *maker) certify(x *verify.Asked) (why string, err error) {
	answers, err := m.asker.Answers(*x)
	if errors.As(err, new(tooMany)) || errors.As(err, new(*verify.TooManyActors)) {
		return verify.OutOfSteps, nil
	}
	if err != nil {
		return "", err
	}
	e := verify.Entry{Question: x.Question, Found: []verify.Found{}}
	for i := range answers {
		e.Found = append(e.Found, answers[i].Found)
	}
	if !m.agrees(x, e.Found) {
		return verify.Disagrees, nil
	}
	for i := range answers {
		if shown := answers[i].Shown; shown != nil {
			if e.Found[i].Course = shortest(m.graph, shown); e.Found[i].Course == nil {
				return verify.NoCourse, nil
			}
		}
	}
	m.part.Entries = append(m.part.Entries, e)
	return "", nil
}

// wanted reports whether a question was asked of the engine too.
func (m *maker) wanted(x *verify.Asked) bool {
	if x.Asks == "check" {
		return m.Query.Only == nil || m.checked(x) != nil
	}
	return m.Query.Only == nil || slices.ContainsFunc(m.Query.Only, func(c inquiry.Code) bool { return asks(c) == x.Asks })
}

// asks is the question that a finding answers.
func asks(c inquiry.Code) string {
	switch c {
	case "dependent", "conflict", "impossible":
		return "keeping"
	}
	return string(c)
}

// alone is what was found in the filling, if it was looked at alone; nil if not.
func (m *maker) alone() *inquiry.FillingAnswer {
	for i := range m.Answer.Fillings {
		if a := &m.Answer.Fillings[i]; slices.Equal(a.Filling, m.filling) {
			return a
		}
	}
	return nil
}

// agrees reports whether the engine found the same. Who can deny a return and what care is it tells of one
// filling only, where all were asked together.
func (m *maker) agrees(x *verify.Asked, found []verify.Found) bool {
	if x.Asks == "check" {
		c := m.checked(x)
		return c == nil || c.Holds == (found[0].Code == "holds")
	}
	var theirs []verify.Found
	alone := m.alone()
	loose := alone == nil
	if alone != nil {
		for i := range alone.Findings {
			theirs = m.take(theirs, x, &alone.Findings[i])
			loose = loose || alone.Findings[i].Untold()
		}
	} else {
		for i := range m.Answer.Findings {
			if f := &m.Answer.Findings[i]; covers(f, m.filling) {
				theirs = m.take(theirs, x, &f.Finding)
			}
		}
	}
	return slices.Equal(m.lines(found, loose), m.lines(theirs, loose))
}

// take adds a finding if it answers a question.
func (m *maker) take(to []verify.Found, x *verify.Asked, f *inquiry.Finding) []verify.Found {
	p := m.Answer.Pact
	if asks(f.Code) == x.Asks && (ask.OfText(f.Code) || aboutOf(p, f) == x.About) {
		to = append(to, said(p, f, x.About))
	}
	return to
}

func aboutOf(p *model.Pact, f *inquiry.Finding) string {
	if f.Clause.Kind == model.KindNone {
		return fmt.Sprint("purpose ", f.Purpose)
	}
	return p.Declaration(f.Clause).Name
}

// said is a finding of the engine's by the names of the pact.
func said(p *model.Pact, f *inquiry.Finding, about string) verify.Found {
	out := verify.Found{Code: string(f.Code), Class: f.Class.String(), Days: f.Days, How: f.How}
	if name := aboutOf(p, f); name != about {
		out.Of = name
	}
	if f.Party != model.None {
		out.Party = p.Actors[f.Party].Name
	}
	for _, i := range f.Price.Purposes {
		out.Price = append(out.Price, fmt.Sprint("purpose ", i))
	}
	if f.Price.Exchange {
		out.Price = append(out.Price, "the exchange")
	}
	for _, l := range f.Care.Not {
		out.Care = append(out.Care, "not "+verify.NameOf(p, l))
	}
	for _, l := range f.Care.InTime {
		out.Care = append(out.Care, "in time "+verify.NameOf(p, l))
	}
	if slices.Sort(out.Care); len(f.Care.Keep) > 0 {
		out.Care = []string{"keep one's word"}
	}
	out.Breaking = verify.Names(p, f.Defectors)
	for _, s := range f.By {
		out.By = append(out.By, verify.Names(p, s))
	}
	for _, s := range f.Needs {
		out.Needs = append(out.Needs, verify.Names(p, s))
	}
	return out
}

// lines writes findings to be compared, those that were asked for; loosely, where the engine does not tell all of them in this
// filling.
func (m *maker) lines(fs []verify.Found, loose bool) []string {
	out := []string{}
	for _, f := range fs {
		if m.Query.Only != nil && !slices.Contains(m.Query.Only, inquiry.Code(f.Code)) {
			continue
		}
		if loose && (f.Code == "exposed" || f.Code == "bound_alone") {
			f.By = nil
		}
		if loose {
			f.Care = nil
		}
		text, _ := json.Marshal(f)
		out = append(out, string(text))
	}
	slices.Sort(out)
	return out
}

// checked is the engine's answer to a check in the filling; nil if it was not asked there.
func (m *maker) checked(x *verify.Asked) *inquiry.CheckResult {
	alone := m.alone()
	if alone == nil {
		return nil
	}
	for i := range alone.Checks {
		if fmt.Sprint("check ", alone.Checks[i].Check) == x.About {
			return &alone.Checks[i]
		}
	}
	return nil
}
