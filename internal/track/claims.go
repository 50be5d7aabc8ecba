package track

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/record"
)

// What reports say of one another: corrections, withdrawals, denials, settlements. Each is carried out for the whole log, one kind
// after the other, so that nothing hangs on where in the log they stand.

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
		case c.ev.Kind == record.Amendment:
			p.setAside(&s.ev, "an amendment is not corrected: withdraw it, and report another")
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
		if s.ev.Kind != record.Withdrawal || p.taken[s.n] {
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

// join makes one claim of those of several reporters who say the same, so that it is disputed once.
func (p *plan) join() {
	first := map[string]*claim{}
	for _, c := range p.claims {
		if c.denies || c.gone != "" || c.ev.Kind == record.Amendment {
			continue
		}
		l, why := p.textOf(&c.ev).names.move(&c.ev)
		if why != "" {
			continue
		}
		says := fmt.Sprint(l, c.ev.When.Text)
		o := first[says]
		if o == nil {
			first[says] = c
			continue
		}
		if o.ev.Reporter == c.ev.Reporter || slices.Contains(o.against, c) {
			continue
		}
		o.confirmedBy(c.ev.Reporter)
		for _, x := range c.against {
			p.contradict(o, x)
		}
		c.gone, p.byID[c.ev.ID] = "another says the same", o
	}
}

// withdrawOthers carries out withdrawals of what is no claim: a settlement, an answer, a confirmation.
func (p *plan) withdrawOthers() {
	kept := p.special[:0:0]
	for _, s := range p.special {
		if s.ev.ID == "" || s.ev.Kind == record.DidNotHappen || s.ev.Kind == record.Correction || !p.isWithdrawn(&s) {
			kept = append(kept, s)
		}
	}
	p.special = kept
}

// isWithdrawn reports whether its reporter takes a report back.
func (p *plan) isWithdrawn(s *special) bool {
	return slices.ContainsFunc(p.special, func(w special) bool {
		if w.ev.Kind != record.Withdrawal || w.ev.Of != s.ev.ID || w.ev.Reporter != s.ev.Reporter {
			return false
		}
		p.taken[w.n] = true
		p.corrected = append(p.corrected, Change{Before: reportOf(&s.ev), After: reportOf(&w.ev)})
		return true
	})
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
			p.answer(&s.ev)
		}
	}
}

// answer notes what is said of an open point, for each text that has it.
func (p *plan) answer(e *record.Event) {
	first, known := "", false
	for _, x := range p.texts {
		b, why := x.names.answer(e)
		if why == "" {
			x.answers, known = append(x.answers, answer{b, *e}), true
		} else if first == "" {
			first = why
		}
	}
	if !known {
		p.setAside(e, first)
	}
}

func (c *claim) confirmedBy(reporter string) {
	if reporter != c.ev.Reporter && !slices.Contains(c.by, reporter) {
		c.by = append(c.by, reporter)
	}
}
