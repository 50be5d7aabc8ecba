package track

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// disputesTold says of each dispute who says what, and what is so only if one of them is right.
func (r *replay) disputesTold(s *Standing, d *differ) []Dispute {
	var out []Dispute
	v := view{s, d.Speaker}
	for i, x := range r.disputes {
		var one Dispute
		for _, c := range x.claims {
			one.Reports = append(one.Reports, r.reportOf(c))
			one.Denies = append(one.Denies, c.denies)
		}
		for k, ver := range x.versions {
			one.Versions = append(one.Versions, Version{Words: v.version(&one, x, ver), Only: v.onlyBy(d, i, k)})
			one.Matters = one.Matters || len(one.Versions[k].Only) > 0
		}
		out = append(out, one)
	}
	return out
}

// reportOf is the report of a claim as it was played, else as it stands in the log.
func (r *replay) reportOf(c *claim) *Report {
	for _, x := range r.reports {
		if x.Event.Line == c.ev.Line {
			return x
		}
	}
	x := reportOf(&c.ev)
	x.Confirmed, x.Disputed = c.by, true
	if c.ev.When.IsSet() {
		x.Day = max(r.q.day(c.ev.When), 0)
	}
	r.name(x)
	return x
}

// name says in words what a report is about.
func (r *replay) name(x *Report) {
	if x.Event.Kind == record.Amendment {
		x.Said = "A changed text is in force"
		if x.Event.Text != "" {
			x.Said += ": " + x.Event.Text
		}
		return
	}
	if x.Event.Move != "" {
		if of := r.textOf(&x.Event); of.m != nil {
			if l, why := of.names.move(&x.Event); why == "" {
				x.Said = of.said(l)
			}
		}
		return
	}
	if of := r.byID[x.Event.Of]; (x.Event.Kind == record.DidNotHappen || x.Event.Kind == record.Withdrawal) && of != nil && (of.ev.Move != "" || of.ev.Kind == record.Amendment) {
		said := reportOf(&of.ev)
		r.name(said)
		p := r.textOf(&of.ev).pact
		x.Said = (&view{&Standing{Pact: p}, words.Speaker{Pact: p}}).move(said)
	}
}

// version says what happened by a version.
func (v *view) version(d *Dispute, x *dispute, ver version) string {
	var yes, no []string
	for i, c := range x.claims {
		switch {
		case c.denies:
		case ver.happens(c):
			yes = append(yes, v.reported(d.Reports[i]))
		default:
			no = append(no, v.move(d.Reports[i]))
		}
	}
	var parts []string
	if len(yes) > 0 {
		parts = append(parts, "it is so: "+course.List(yes, "and"))
	}
	if len(no) > 0 {
		parts = append(parts, "it is not so: "+course.List(no, "nor"))
	}
	return strings.Join(parts, "; ")
}

// onlyBy lists what is so by one version of a dispute and by another, all else alike, is not. What is so of clauses comes first; how
// things stand and what may be done only says what these say already.
func (v *view) onlyBy(d *differ, dispute, version int) []string {
	var out []string
	add := func(in support, say func() string) {
		if d.onlyBy(in, dispute, version) {
			out = append(out, say())
		}
	}
	for i := range v.Faults {
		x := &v.Faults[i]
		add(x.In, func() string { return v.fault(&x.Item) })
	}
	for i := range v.Due {
		x := &v.Due[i]
		add(x.In, func() string { return v.due(&x.Item) })
	}
	for i := range v.Perils {
		x := &v.Perils[i]
		add(x.In, func() string { return x.Item.shown })
	}
	for i := range v.Standing.Ends {
		x := &v.Standing.Ends[i]
		add(x.In, func() string { return v.prospect(&x.Item) })
	}
	for i := range v.Refused {
		x := &v.Refused[i]
		add(x.In, func() string { return "this could not have happened: " + v.move(x.Item.Report) })
	}
	for i := range v.Things {
		x := &v.Things[i]
		if k := x.Item.Ref.Kind; k == model.KindFact || k == model.KindInstrument || k == model.KindDecision || k == model.KindPower || len(out) == 0 {
			add(x.In, func() string { return v.thing(&x.Item) })
		}
	}
	for i := range v.Scores {
		x := &v.Scores[i]
		if len(out) == 0 {
			add(x.In, func() string { return v.score(&x.Item) })
		}
	}
	for i := range v.Standing.May {
		x := &v.Standing.May[i]
		if len(out) == 0 {
			add(x.In, func() string { return "this can lawfully be done: " + x.Item.Said })
		}
	}
	return out
}
