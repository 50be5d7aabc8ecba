// Package waits says what waits for what in a pact: which instrument enters into force only once another is, which promise falls due
// only once a body has decided, which decision is put to whom only once something else has happened.
//
// Input: a pact and, if one is meant, a filling of its open points. Output: boxes and arrows to be drawn, and the same in sentences.
// It is read off the conditions of the pact, settled as far as the filling decides them; what the courses make of them is the
// matter of the findings.
package waits

import (
	"fmt"
	"slices"

	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/picture"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Graph is what waits for what. An arrow leads from what comes first to what waits for it.
type Graph struct {
	picture.Boxes
	Sentences []string // one for each box that waits for something or is ended by something
}

// maker makes a graph. Without a filling, what may be waited for in one of them counts.
type maker struct {
	words.Speaker
	filling model.Filling
	nodes   map[model.Ref]int
	signed  map[int]int // by instrument: the box of its being signed
	out     Graph
}

// Of makes the graph of a pact under a filling, or of all that may wait for one another if the filling is nil.
func Of(p *model.Pact, f model.Filling) Graph {
	m := &maker{Speaker: words.Speaker{Pact: p}, filling: f, nodes: map[model.Ref]int{}, signed: map[int]int{}}
	m.out.Rings = f != nil // of several fillings together, one may wait here and another there
	m.instruments()
	m.duties()
	m.decisions()
	m.acts()
	return m.out
}

func (m *maker) settled(c model.Cond) model.Cond {
	if c == nil || m.filling == nil {
		return c
	}
	return model.Settle(m.Pact, c, m.filling)
}

func (m *maker) instruments() {
	for i := range m.Pact.Instruments {
		m.node(model.Ref{Kind: model.KindInstrument, Index: i})
	}
	for i := range m.Pact.Instruments {
		x, ref := &m.Pact.Instruments[i], model.Ref{Kind: model.KindInstrument, Index: i}
		m.waits(ref, "enters into force once", m.settled(x.InForceOnce))
		if x.EndsOnce != nil {
			m.ends(ref, "ends once", m.settled(x.EndsOnce))
		}
	}
}

// duties are drawn that wait for more than their instrument, or give for good what something is to be had for.
func (m *maker) duties() {
	for i := range m.Pact.Duties {
		d, ref := &m.Pact.Duties[i], model.Ref{Kind: model.KindDuty, Index: i}
		once := m.settled(d.Once)
		_, now := once.(model.True)
		if _, never := once.(model.False); never || (once == nil || now) && d.Upon == model.None && !m.Pact.Sacrifice(d) {
			continue
		}
		at := m.node(ref)
		m.arrow(m.node(model.Ref{Kind: model.KindInstrument, Index: int(d.Instrument)}), at, false)
		if once != nil && !now {
			m.waits(ref, "falls due once", once)
		}
		if d.Upon != model.None {
			m.say(ref, "falls due each time this is done: “"+m.Act(d.Upon)+"”.")
		}
		if d.Unless != nil {
			m.ends(ref, "does not fall due if", m.settled(d.Unless))
		}
	}
}

func (m *maker) decisions() {
	for i := range m.Pact.Decisions {
		d, ref := &m.Pact.Decisions[i], model.Ref{Kind: model.KindDecision, Index: i}
		once := m.settled(d.Once)
		if _, never := once.(model.False); never {
			continue
		}
		m.node(ref)
		if once != nil {
			m.waits(ref, "is put to "+m.People(model.SetOf(d.By...))+" once", once)
		}
	}
}

// acts lead from the promises that are kept by them to the facts that they change, if something waits for these.
func (m *maker) acts() {
	for ref, at := range m.nodes {
		if ref.Kind != model.KindDuty {
			continue
		}
		for _, a := range m.Pact.Duties[ref.Index].Acts {
			for _, e := range m.Pact.Acts[a].Effects {
				if fact, drawn := m.nodes[model.Ref{Kind: model.KindFact, Index: int(e.Fact)}]; drawn {
					m.arrow(at, fact, false)
				}
			}
		}
	}
	slices.SortFunc(m.out.Edges, func(a, b picture.Edge) int {
		return slices.Compare([]int{a.From, a.To}, []int{b.From, b.To})
	})
}

func (m *maker) say(ref model.Ref, text string) {
	m.out.Sentences = append(m.out.Sentences, course.Capital(m.Named(ref))+" "+text)
}

// waits draws what a thing waits for.
func (m *maker) waits(ref model.Ref, how string, c model.Cond) {
	m.tell(ref, how, "may have to wait for", c, false)
}

// ends draws what stands in the way of a thing.
func (m *maker) ends(ref model.Ref, how string, c model.Cond) {
	m.tell(ref, how, "may be ended or held off by", c, true)
}

// tell draws a condition and says it: as it is under the filling, or without one what it may hang on.
func (m *maker) tell(ref model.Ref, how, may string, c model.Cond, stops bool) {
	from := m.from(ref, c, true, stops)
	switch {
	case len(from) == 0:
	case m.filling != nil:
		m.say(ref, how+" "+m.Plainly(c)+".")
	default:
		m.say(ref, may+" "+course.List(from, "or")+".")
	}
}

// from draws an arrow from each thing that a condition speaks of; those that must not be stop it. It gives
// their names.
func (m *maker) from(to model.Ref, c model.Cond, holds, stops bool) []string {
	var some []string
	each := func(terms []model.Cond) {
		for _, t := range terms {
			for _, name := range m.from(to, t, holds, stops) {
				if !slices.Contains(some, name) {
					some = append(some, name)
				}
			}
		}
	}
	switch c := c.(type) {
	case model.And:
		each(c.Terms)
	case model.Or:
		each(c.Terms)
	case model.Not:
		return m.from(to, c.Term, !holds, stops)
	default:
		ref, ok := model.Subject(c)
		if ref = m.home(ref); !ok || ref == to || !drawable(ref) {
			return nil
		}
		if _, isSigned := c.(model.Signed); isSigned {
			m.arrow(m.signature(ref), m.node(to), holds == stops)
			return []string{"the signing of " + m.Named(ref)}
		}
		m.arrow(m.node(ref), m.node(to), holds == stops)
		return []string{m.Named(ref)}
	}
	return some
}

// home is what is drawn for a thing: bans and rights stand in their instrument.
func (m *maker) home(ref model.Ref) model.Ref {
	in := func(i model.InstrumentID) model.Ref { return model.Ref{Kind: model.KindInstrument, Index: int(i)} }
	switch ref.Kind {
	case model.KindBan:
		return in(m.Pact.Bans[ref.Index].Instrument)
	case model.KindPower:
		return in(m.Pact.Powers[ref.Index].Instrument)
	}
	return ref
}

// signature is the box of an instrument being signed: that is waited for otherwise than its being in force.
func (m *maker) signature(ref model.Ref) int {
	at, known := m.signed[ref.Index]
	if !known {
		at = len(m.out.Nodes)
		m.signed[ref.Index] = at
		m.out.Nodes = append(m.out.Nodes, picture.Node{ID: "signed-" + m.Pact.Instruments[ref.Index].Name, Kind: picture.State, Text: course.Capital(m.Named(ref)) + " is signed"})
	}
	return at
}

func drawable(ref model.Ref) bool {
	switch ref.Kind {
	case model.KindInstrument, model.KindDuty, model.KindDecision, model.KindFact:
		return true
	}
	return false
}

// node is the box of a thing.
func (m *maker) node(ref model.Ref) int {
	if at, known := m.nodes[ref]; known {
		return at
	}
	n := picture.Node{ID: m.Pact.Declaration(ref).Name, Text: m.Named(ref), Kind: picture.State}
	switch ref.Kind {
	case model.KindInstrument:
		n.Kind = picture.Instrument
	case model.KindDuty:
		d := &m.Pact.Duties[ref.Index]
		n.Kind, n.Who, n.Text = picture.Promise, course.Capital(m.Who(d.Obligor)), m.Task(d)
	case model.KindDecision:
		n.Kind, n.Who = picture.Choice, course.Capital(m.People(model.SetOf(m.Pact.Decisions[ref.Index].By...)))
	}
	if ref.Kind != model.KindDuty {
		n.Text = strings.Trim(n.Text, "“”")
	}
	n.Text = course.Capital(n.Text)
	n.ID = fmt.Sprintf("%s-%s", map[model.Kind]string{model.KindInstrument: "instrument", model.KindDuty: "duty", model.KindDecision: "decision", model.KindFact: "fact"}[ref.Kind], n.ID)
	m.nodes[ref] = len(m.out.Nodes)
	m.out.Nodes = append(m.out.Nodes, n)
	return m.nodes[ref]
}

func (m *maker) arrow(from, to int, stops bool) {
	e := picture.Edge{From: from, To: to, Stops: stops}
	if !slices.Contains(m.out.Edges, e) {
		m.out.Edges = append(m.out.Edges, e)
	}
}
