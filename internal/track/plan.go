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
	q      *Query
	names  *names
	on     int // the day looked at
	latest record.When

	total, unknown, later int // events; those not known yet, and of days after the one looked at
	reporters             []string

	aside     map[int]*claim // events that are not taken as they come, by number
	claims    []*claim       // in the order in which they come: by day, time of day, number
	byID      map[string]*claim
	clash     map[string]bool // IDs that stand for two
	special   []special
	refers    map[string]bool
	denied    map[string][]*claim // denials by actor and move as written
	disputes  []*dispute
	answers   []answer
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
	return cmp.Or(cmp.Compare(p.q.day(a.ev.When), p.q.day(b.ev.When)), a.ev.When.WithinDay(b.ev.When), cmp.Compare(a.n, b.n))
}

// lay reads the log once, and once more if reports are about others.
func lay(ctx context.Context, q *Query, log Log) (*plan, error) {
	p := &plan{
		q: q, names: newNames(q.Pact), aside: map[int]*claim{}, byID: map[string]*claim{}, clash: map[string]bool{},
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
	for _, step := range []func(){p.correct, p.tie, p.takeBack, p.settle, p.confirm} {
		step()
	}
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
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
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
		if e.Kind != record.Happened {
			p.special = append(p.special, special{n, *e})
		} else if late := !first && cmp.Or(cmp.Compare(p.q.day(e.When), p.q.day(latest)), e.When.WithinDay(latest)) < 0; late || len(e.Against) > 0 {
			p.take(n, e)
		}
		if e.Kind == record.Happened && (first || cmp.Or(cmp.Compare(p.q.day(e.When), p.q.day(latest)), e.When.WithinDay(latest)) > 0) {
			first, latest = false, e.When
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

// denials are the reports that something did not happen.
func (p *plan) denials() {
	for _, s := range p.special {
		if s.ev.Kind != record.DidNotHappen {
			continue
		}
		c := &claim{n: s.n, ev: s.ev, denies: true, dispute: -1}
		p.call(s.ev.ID, c)
		if s.ev.Of == "" {
			p.denied[about(&s.ev)] = append(p.denied[about(&s.ev)], c)
		}
		p.claims = append(p.claims, c)
	}
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

// contradict notes that two claims cannot both be true.
func (p *plan) contradict(a, b *claim) {
	if a == b || slices.Contains(a.against, b) {
		return
	}
	a.against, b.against = append(a.against, b), append(b.against, a)
}

// referred finds the report that another is about; if there is none, or two, the other is set aside.
func (p *plan) referred(id string, e *record.Event) *claim {
	switch c := p.byID[id]; {
	case p.clash[id]:
		p.setAside(e, fmt.Sprintf("two reports are called %q, and nobody can tell which is meant", id))
	case c == nil:
		p.setAside(e, fmt.Sprintf("there is no report %q that it could be about", id))
	default:
		return c
	}
	return nil
}

func (p *plan) setAside(e *record.Event, why string) {
	p.odd = append(p.odd, Noted{Report: reportOf(e), Why: why})
}

// correct puts corrections in place of what they correct. One by somebody else is a report of its own that contradicts it.
func (p *plan) correct() {
	for _, s := range p.special {
		if s.ev.Kind != record.Correction {
			continue
		}
		c := p.referred(s.ev.Of, &s.ev)
		switch {
		case c == nil:
		case c.ev.Reporter == s.ev.Reporter:
			p.corrected = append(p.corrected, Change{Before: reportOf(&c.ev), After: reportOf(&s.ev)})
			if c.denies {
				p.claims = append(p.claims, c)
			}
			id := c.ev.ID
			c.ev, c.denies = s.ev, false
			c.ev.ID = id
			p.call(s.ev.ID, c)
		default:
			other := &claim{n: s.n, ev: s.ev, dispute: -1}
			p.claims = append(p.claims, other)
			p.call(s.ev.ID, other)
			p.contradict(c, other)
		}
	}
	slices.SortFunc(p.claims, func(a, b *claim) int { return cmp.Compare(a.n, b.n) })
	p.claims = slices.Compact(p.claims)
}

// tie notes which reports name others that they contradict.
func (p *plan) tie() {
	for _, c := range slices.Clone(p.claims) {
		if c.denies && c.ev.Of != "" {
			if of := p.referred(c.ev.Of, &c.ev); of != nil {
				p.contradict(c, of)
			} else {
				c.gone = "it is about no report"
			}
		}
		for _, id := range c.ev.Against {
			if of := p.referred(id, &c.ev); of != nil {
				p.contradict(c, of)
			}
		}
	}
}

// takeBack carries out withdrawals. One by somebody else is a denial.
func (p *plan) takeBack() {
	for _, s := range p.special {
		if s.ev.Kind != record.Withdrawal {
			continue
		}
		c := p.referred(s.ev.Of, &s.ev)
		switch {
		case c == nil:
		case c.ev.Reporter == s.ev.Reporter:
			c.gone = "it was withdrawn"
			p.corrected = append(p.corrected, Change{Before: reportOf(&c.ev), After: reportOf(&s.ev)})
		default:
			other := &claim{n: s.n, ev: s.ev, denies: true, dispute: -1}
			p.claims = append(p.claims, other)
			p.contradict(c, other)
		}
	}
}

// settle lets fall what contradicts a report that stands by agreement.
func (p *plan) settle() {
	for _, s := range p.special {
		if s.ev.Kind != record.Settlement {
			continue
		}
		if c := p.referred(s.ev.Of, &s.ev); c != nil {
			for _, other := range c.against {
				if other.gone == "" {
					other.gone = "it was settled otherwise"
					p.corrected = append(p.corrected, Change{Before: reportOf(&other.ev), After: reportOf(&s.ev)})
				}
			}
		}
	}
}

// confirm notes who confirms what, and what is said of open points.
func (p *plan) confirm() {
	for _, s := range p.special {
		switch s.ev.Kind {
		case record.Confirmation:
			if c := p.referred(s.ev.Of, &s.ev); c != nil {
				c.confirmedBy(s.ev.Reporter)
			}
		case record.Answer:
			if b, why := p.names.answer(&s.ev); why != "" {
				p.setAside(&s.ev, why)
			} else {
				p.answers = append(p.answers, answer{b, s.ev})
			}
		}
	}
}

func (c *claim) confirmedBy(reporter string) {
	if reporter != c.ev.Reporter && !slices.Contains(c.by, reporter) {
		c.by = append(c.by, reporter)
	}
}
