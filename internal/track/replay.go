package track

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/model"
)

// replay takes a log once from its first day to the day looked at, in all courses side by side.
type replay struct {
	*plan
	ctx      context.Context
	branches []*branch
	reports  []*Report // those that are about the pact, the last ones if there are many
	dropped  int       // how many are not listed
	outside  []Noted
	unlisted int // of those outside
	undone   []Noted
	now      int // the number of the text that is in force
	amended  []Amended
}

// text is the text that is in force.
func (r *replay) text() *text { return r.texts[r.now] }

// item is a report on its day, ready to be played.
type item struct {
	n      int
	ev     record.Event
	claim  *claim // nil if nothing is known of it but itself
	move   machine.Label
	report *Report
}

func newReplay(ctx context.Context, q *Query, p *plan) (*replay, error) {
	r := &replay{plan: p, ctx: ctx}
	for _, f := range q.Pact.Fillings(q.Fixed) {
		if !p.answered(p.texts[0], f, q.Fixed) {
			continue
		}
		m, err := machine.New(q.Pact, f, q.Tick)
		if err != nil {
			return nil, err
		}
		p.texts[0].m = m
		r.branches = append(r.branches, newBranch(m, len(r.branches), len(p.disputes)))
	}
	return r, nil
}

// answered reports whether a filling gives each open point one of the values that reports give it, if any do, and it is not
// settled from without.
func (p *plan) answered(x *text, f model.Filling, fixed []model.Binding) bool {
	for pt := range x.pact.Points {
		id := model.PointID(pt)
		if slices.ContainsFunc(fixed, func(b model.Binding) bool { return b.Point == id }) {
			continue
		}
		said, agrees := false, false
		for _, a := range x.answers {
			if a.Point == id && (!a.ev.When.IsSet() || p.q.day(a.ev.When) <= p.on) {
				said, agrees = true, agrees || f[pt] == a.Value
			}
		}
		if said && !agrees {
			return false
		}
	}
	return true
}

// run plays the log.
func (r *replay) run(log Log) error {
	day := &dayOf{replay: r, said: map[string][]int{}}
	aside := slices.DeleteFunc(slices.Clone(r.claims), func(c *claim) bool { return c.denies || !r.stands(c) })
	err := r.each(r.ctx, log, func(n int, e *record.Event) error {
		switch {
		case e.Kind == record.Note && e.When.IsSet() && r.q.day(e.When) > r.on:
			r.later++
			return nil
		case e.Kind == record.Note:
			r.note(e, "")
			return nil
		case e.Kind != record.Happened || r.aside[n] != nil:
			return nil
		case r.q.day(e.When) > r.on:
			r.later++
			return nil
		}
		next := &claim{n: n, ev: *e}
		for len(aside) > 0 && r.before(aside[0], next) < 0 {
			if err := day.add(item{n: aside[0].n, ev: aside[0].ev, claim: aside[0]}); err != nil {
				return err
			}
			aside = aside[1:]
		}
		return day.add(item{n: n, ev: *e})
	})
	if err != nil {
		return err
	}
	for _, c := range aside {
		if err := day.add(item{n: c.n, ev: c.ev, claim: c}); err != nil {
			return err
		}
	}
	if err := day.close(); err != nil {
		return err
	}
	for _, c := range r.claims {
		switch {
		case c.gone == "" && !r.stands(c):
			r.later++
		case c.denies && c.gone == "" && c.dispute < 0:
			r.undone = append(r.undone, Noted{Report: r.reportOf(c), Why: "no report says otherwise"})
		}
	}
	return r.goTo(r.on)
}

// goTo lets time go on to the step that a day is in.
func (r *replay) goTo(day int) error {
	for _, b := range r.branches {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if err := b.goTo(r.ctx, day/r.q.Tick); err != nil {
			return err
		}
	}
	return nil
}

// note keeps what happened outside the pact.
func (r *replay) note(e *record.Event, why string) {
	r.outside = append(r.outside, Noted{Report: reportOf(e), Why: why})
	if len(r.outside) > 2*mostTold {
		r.unlisted += mostTold
		r.outside = slices.Delete(r.outside, 0, mostTold)
	}
}

// listed keeps a report that is about the pact.
func (r *replay) listed(x *Report) {
	r.reports = append(r.reports, x)
	if len(r.reports) > 2*mostTold {
		r.dropped += mostTold
		r.reports = slices.Delete(r.reports, 0, mostTold)
	}
}

// dayOf gathers the reports of one day and plays them.
type dayOf struct {
	*replay
	day   int
	items []item
	said  map[string][]int // by move and time: the items
}

func (d *dayOf) add(x item) error {
	day := max(d.q.day(x.ev.When), 0) // what came before the first day is played on it
	if day != d.day {
		if err := d.close(); err != nil {
			return err
		}
	}
	d.day = day
	if x.ev.Kind == record.Amendment {
		if err := d.close(); err != nil {
			return err
		}
		return d.amend(x.claim, day)
	}
	l, why := d.text().names.move(&x.ev)
	if why != "" {
		d.note(&x.ev, why)
		return nil
	}
	x.move = l
	if d.again(&x) {
		return nil
	}
	d.said[x.says()] = append(d.said[x.says()], len(d.items))
	if d.items = append(d.items, x); len(d.items) > mostOfOneDay {
		return &TooMuch{fmt.Sprintf("more than %d reports are of one day", mostOfOneDay)}
	}
	return nil
}

// says is what a report comes to, whoever makes it.
func (x *item) says() string { return fmt.Sprint(x.move, x.ev.When.Text) }

// again reports whether a report says what another of the same day does: the same move at the same time, by somebody else or
// word for word.
func (d *dayOf) again(x *item) bool {
	for _, i := range d.said[x.says()] {
		o := &d.items[i]
		if o.ev.Reporter == x.ev.Reporter && !o.ev.Same(&x.ev) {
			continue
		}
		if o.claim != nil && x.claim != nil && o.claim.dispute != x.claim.dispute {
			continue
		}
		switch {
		case o.claim == nil && x.claim != nil: // what is disputed stays so, whoever else says it
			x.claim.confirmedBy(o.ev.Reporter)
			*o = *x
		case o.claim != nil:
			o.claim.confirmedBy(x.ev.Reporter)
		default:
			o.claim = &claim{n: o.n, ev: o.ev, dispute: -1}
			o.claim.confirmedBy(x.ev.Reporter)
		}
		return true
	}
	return false
}

// close plays the day.
func (d *dayOf) close() error {
	if len(d.items) == 0 {
		return nil
	}
	if err := d.goTo(d.day); err != nil {
		return err
	}
	slices.SortStableFunc(d.items, func(a, b item) int {
		return cmp.Or(d.compare(a.ev.When, b.ev.When), cmp.Compare(a.n, b.n))
	})
	for i := range d.items {
		x := &d.items[i]
		x.report = reportOf(&x.ev)
		x.report.Day, x.report.Said = d.day, d.text().said(x.move)
		if x.claim != nil {
			x.report.Confirmed = x.claim.by
			if x.claim.dispute >= 0 {
				x.report.Disputed = true
				if err := d.split(x.claim.dispute); err != nil {
					return err
				}
			}
		}
		d.listed(x.report)
	}
	for _, b := range d.branches {
		b.playDay(d.replay, d.day, d.items)
	}
	d.items, d.said = d.items[:0], map[string][]int{}
	if len(d.disputes) > 0 {
		d.collapse()
	}
	return nil
}

// split lets each course go on in each version of a dispute.
func (r *replay) split(dispute int) error {
	if r.branches[0].courses[0][dispute] >= 0 {
		return nil
	}
	courses := 0
	for _, b := range r.branches {
		courses += len(b.courses) * len(r.disputes[dispute].versions)
	}
	if courses > mostCourses {
		return &TooMuch{fmt.Sprintf("what is disputed makes more than %d courses (%d disputes that are not settled): settle some of them", mostCourses, len(r.disputes))}
	}
	var out []*branch
	for _, b := range r.branches {
		for v := range r.disputes[dispute].versions {
			c := b.fork()
			for i := range c.courses {
				c.courses[i] = slices.Clone(c.courses[i])
				c.courses[i][dispute] = v
			}
			out = append(out, c)
		}
	}
	r.branches = out
	return nil
}

// collapse puts courses together that have come to the same: nothing that can still be said of them differs.
func (r *replay) collapse() {
	var out []*branch
	for _, b := range r.branches {
		i := slices.IndexFunc(out, func(o *branch) bool { return o.sameAs(b) })
		if i < 0 {
			out = append(out, b)
			continue
		}
		out[i].courses = append(slices.Clip(out[i].courses), b.courses...)
	}
	r.branches = out
}
