package track

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/model"
)

// plan is what is known of a log before it is replayed: which reports are about others, which contradict one another, which
// come late. Of all the rest nothing is kept.
type plan struct {
	q     *Query
	texts []*text // of the pact, in the order in which they come into force
	on    int     // the day looked at

	total, later int // events that are known, and those of days after the one looked at
	reporters    []string

	aside     map[int]*claim // events that are not taken as they come, by number
	claims    []*claim       // in the order in which they come: by day, time of day, number
	byID      map[string]*claim
	clash     map[string]bool // IDs that stand for two
	special   []special
	taken     map[int]bool // withdrawals that were carried out, by number
	refers    map[string]bool
	denied    map[string][]*claim // denials by actor and move as written
	disputes  []*dispute
	amends    map[*claim]*text
	corrected []Change
	odd       []Noted // reports that mean nothing, and why
}

// special is a report that is about another, with its number.
type special struct {
	n  int
	ev record.Event
}

// answer is a value that a report gives an open point.
type answer struct {
	model.Binding
	ev record.Event
}

// claim is something that is said to have happened, or not to have happened.
type claim struct {
	n         int
	ev        record.Event // as it was corrected last
	denies    bool
	by        []string // who says so besides its reporter
	against   []*claim
	gone      string // why it is not taken, in words
	dispute   int    // the number of the dispute it is part of; -1
	mentioned int    // in versions, by its place in the dispute
}

// before orders two claims by when they are said to have happened.
func (p *plan) before(a, b *claim) int {
	return cmp.Or(p.compare(a.ev.When, b.ev.When), cmp.Compare(a.n, b.n))
}

// compare orders two times: by their days, then within them.
func (p *plan) compare(a, b record.When) int {
	return cmp.Or(cmp.Compare(p.q.day(a), p.q.day(b)), a.WithinDay(b))
}

// lay reads the log once, and once more if reports are about others.
func lay(ctx context.Context, q *Query, log Log) (*plan, error) {
	p := &plan{
		q: q, texts: []*text{newText(q.Pact)}, amends: map[*claim]*text{}, aside: map[int]*claim{}, byID: map[string]*claim{}, clash: map[string]bool{}, taken: map[int]bool{},
		refers: map[string]bool{}, denied: map[string][]*claim{}, on: -1,
	}
	if err := p.each(ctx, log, p.scan()); err != nil {
		return nil, err
	}
	p.setDay()
	p.denials()
	if len(p.refers) > 0 || len(p.denied) > 0 {
		if err := p.each(ctx, log, p.collect); err != nil {
			return nil, err
		}
	}
	steps := func(fs ...func()) {
		for _, f := range fs {
			f()
		}
	}
	steps(p.withdrawOthers, p.correct, p.tie, p.takeBack)
	if err := p.findTexts(); err != nil {
		return nil, err
	}
	steps(p.join, p.settle)
	if err := p.findTexts(); err != nil { // a settlement may have let one fall
		return nil, err
	}
	p.confirm()
	slices.SortFunc(p.claims, p.before)
	return p, p.findDisputes()
}

// each goes over the events that are known on the day asked about.
func (p *plan) each(ctx context.Context, log Log, visit func(n int, e *record.Event) error) error {
	in, err := log()
	if err != nil {
		return err
	}
	defer in.Close()
	for n := 0; ; n++ {
		if n%1024 == 0 {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if p.q.Tell != nil {
				p.q.Tell(n)
			}
		}
		e, err := in.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := p.dated(&e); err != nil {
			return err
		}
		if !p.isKnown(&e) {
			continue
		}
		if err := visit(n, &e); err != nil {
			return err
		}
	}
}

// dated refuses dates of which nobody can say which day of the pact they are.
func (p *plan) dated(e *record.Event) error {
	for _, w := range []record.When{e.When, e.Until} {
		if w.IsSet() && !w.Numbered() && p.q.Pact.Starts.IsZero() {
			return &record.Error{Line: e.Line, Column: 1, Text: string(e.AppendLine(nil)),
				Message: "the pact says no date on which it starts, so no date is a day of it",
				Mend:    `add "starts 2026-01-01" to the pact, or write days as "day 12"`}
		}
	}
	return nil
}

// isKnown reports whether an event was reported by the day asked about.
func (p *plan) isKnown(e *record.Event) bool {
	if !p.q.Known.IsSet() || !e.Told().IsSet() {
		return true
	}
	told, known := e.Told(), p.q.Known
	if told.Numbered() != known.Numbered() && p.q.Pact.Starts.IsZero() {
		return true // nobody can tell
	}
	d, k := p.q.day(told), p.q.day(known)
	return d < k || d == k && (!known.HasClock() || !told.HasClock() || !told.At.After(known.At))
}

// scan counts, and keeps what is about others or comes late.
func (p *plan) scan() func(n int, e *record.Event) error {
	first, latest := true, record.When{}
	return func(n int, e *record.Event) error {
		p.total++
		if len(p.reporters) < mostTold && e.Reporter != "" && !slices.Contains(p.reporters, e.Reporter) {
			p.reporters = append(p.reporters, e.Reporter)
		}
		p.on = max(p.on, p.lastDay(e))
		for _, of := range append(slices.Clip(e.Against), e.Of) {
			if of != "" {
				p.refers[of] = true
			}
		}
		switch {
		case e.Kind == record.Note:
			return nil
		case e.Kind == record.Amendment:
			p.take(n, e)
		case e.Kind != record.Happened:
			p.special = append(p.special, special{n, *e})
		case first || p.compare(e.When, latest) >= 0:
			first, latest = false, e.When
			if len(e.Against) > 0 {
				p.take(n, e)
			}
		default:
			p.take(n, e)
		}
		if len(p.special)+len(p.claims) > mostSpecial {
			return &TooMuch{fmt.Sprintf("more than %d reports are about others, or come after later ones", mostSpecial)}
		}
		return nil
	}
}

// lastDay is the last day that an event speaks of.
func (p *plan) lastDay(e *record.Event) int {
	last := -1
	for _, w := range []record.When{e.When, e.Until} {
		if w.IsSet() {
			last = max(last, p.q.day(w))
		}
	}
	return last
}

// setDay settles which day is looked at: the one asked for, else the one until which is known, else the last of the log.
func (p *plan) setDay() {
	switch {
	case p.q.On.IsSet():
		p.on = p.q.day(p.q.On)
	case p.q.Known.IsSet():
		p.on = p.q.day(p.q.Known)
	}
	p.on = max(p.on, 0)
}

// take puts an event aside: it is a claim that others may be about.
func (p *plan) take(n int, e *record.Event) *claim {
	if c := p.aside[n]; c != nil {
		return c
	}
	c := &claim{n: n, ev: *e, dispute: -1}
	p.aside[n] = c
	p.claims = append(p.claims, c)
	p.call(e.ID, c)
	return c
}

// call lets an ID stand for a claim.
func (p *plan) call(id string, c *claim) {
	switch other := p.byID[id]; {
	case id == "" || other == c:
	case other == nil:
		p.byID[id] = c
	case c.ev.Same(&other.ev):
		c.gone = "it stands in the log twice"
	default:
		p.clash[id] = true
	}
}

// about is who does what, as it is written.
func about(e *record.Event) string {
	return key(e.Actor) + "\x00" + key(e.Move) + "\x00" + key(e.Value)
}

// collect puts aside what others are about.
func (p *plan) collect(n int, e *record.Event) error {
	if e.Kind != record.Happened {
		return nil
	}
	if e.ID != "" && p.refers[e.ID] {
		p.take(n, e)
	}
	for _, d := range p.denied[about(e)] {
		if p.covers(d, e) {
			p.contradict(d, p.take(n, e))
		}
	}
	if len(p.claims) > mostSpecial {
		return &TooMuch{fmt.Sprintf("more than %d reports are about others", mostSpecial)}
	}
	return nil
}

// covers reports whether a denial speaks of the day of an event.
func (p *plan) covers(d *claim, e *record.Event) bool {
	from := p.q.day(d.ev.When)
	to := from
	if d.ev.Until.IsSet() {
		to = p.q.day(d.ev.Until)
	}
	day := p.q.day(e.When)
	return from <= day && day <= to
}
