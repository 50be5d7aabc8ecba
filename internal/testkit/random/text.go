package random

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/model"
)

// Text writes a pact as a file. It writes what this package makes, not everything a pact can hold.
func Text(p *model.Pact) string {
	w := &writer{p: p}
	w.line("pact %q", p.Title)
	w.line("starts %s", p.Starts)
	if p.Tick > 0 {
		w.line("tick %s", days(p.Tick))
	}
	for _, a := range p.Actors {
		name := a.Name
		if a.Plural {
			name += " plural"
		}
		switch {
		case a.Kind == model.IsParty:
			w.line("party %s", name)
		case a.Kind == model.IsBody && a.Of != model.None:
			w.line("body %s of %s", name, p.Actors[a.Of].Name)
		case a.Kind == model.IsBody:
			w.line("body %s", name)
		}
	}
	for i := range p.Sources {
		w.source(&p.Sources[i])
	}
	for _, pt := range p.Points {
		var vs []string
		for _, v := range pt.Values {
			vs = append(vs, v.Text)
		}
		w.line("open %s %q { %s }", pt.Name, pt.Label, strings.Join(vs, ", "))
	}
	for _, r := range p.Readings {
		w.line("reading %s { %s }", r.Name, w.bindings(r.Fixes))
	}
	for _, f := range p.Facts {
		if f.Values == nil {
			w.line("fact %s %d..%d", f.Name, f.Low, f.High)
		} else {
			w.line("fact %s { %s }", f.Name, strings.Join(f.Values, ", "))
		}
	}
	for i := range p.Acts {
		w.act(&p.Acts[i])
	}
	for _, r := range p.Order {
		switch r.Kind {
		case model.KindInstrument:
			w.instrument(model.InstrumentID(r.Index))
		case model.KindDecision:
			w.decision(&p.Decisions[r.Index])
		}
	}
	for _, u := range p.Purposes {
		w.line("purpose %q { %s }", u.Label, w.cond(u.Cond))
	}
	for i := range p.Checks {
		w.check(&p.Checks[i])
	}
	for i := range p.Scenarios {
		w.scenario(&p.Scenarios[i])
	}
	return w.b.String()
}

type writer struct {
	p *model.Pact
	b strings.Builder
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(&w.b, format+"\n", args...) }

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

func (w *writer) duration(a *model.Amount) string {
	if a.Point != model.None {
		return w.p.Points[a.Point].Name
	}
	return days(a.N)
}

func (w *writer) number(a model.Amount) string {
	if a.Point != model.None {
		return w.p.Points[a.Point].Name
	}
	return fmt.Sprint(a.N)
}

func (w *writer) actors(ids []model.ActorID) string {
	var names []string
	for _, id := range ids {
		names = append(names, w.p.Actors[id].Name)
	}
	return strings.Join(names, ", ")
}

func (w *writer) value(f model.FactID, v int) string {
	if vs := w.p.Facts[f].Values; vs != nil {
		return vs[v]
	}
	return fmt.Sprint(v)
}

func (w *writer) act(a *model.Act) {
	w.line("act %s by %s {", a.Name, w.actors(a.By))
	if a.When != nil {
		w.line("  when %s", w.cond(a.When))
	}
	for _, e := range a.Effects {
		fact := w.p.Facts[e.Fact].Name
		switch e.Op {
		case model.Becomes:
			w.line("  %s becomes %s", fact, w.value(e.Fact, e.Amount.N))
		case model.Rises:
			w.line("  %s rises by %s", fact, w.number(e.Amount))
		case model.Falls:
			w.line("  %s falls by %s", fact, w.number(e.Amount))
		}
	}
	if a.Irreversible {
		w.line("  irreversible")
	}
	w.cites("  ", a.Cites)
	w.line("}")
}

func (w *writer) decision(d *model.Decision) {
	w.line("decision %s {", d.Name)
	w.line("  %s decides %s", w.actors(d.By), strings.Join(d.Values, " or "))
	w.optional("  once %s", d.Once)
	if d.Within != nil {
		w.line("  within %s", w.duration(d.Within))
	}
	w.line("}")
}

// optional writes a line about a condition, if there is one.
func (w *writer) optional(format string, c model.Cond) {
	if c != nil {
		w.line(format, w.cond(c))
	}
}

func (w *writer) instrument(id model.InstrumentID) {
	ins := &w.p.Instruments[id]
	w.line("instrument %s {", ins.Name)
	w.line("  between %s", w.actors(ins.Between))
	w.line("  in force once %s", w.cond(ins.InForceOnce))
	w.optional("  ends once %s", ins.EndsOnce)
	if ins.Expires != nil {
		w.line("  expires after %s", w.duration(ins.Expires))
	}
	for _, d := range ins.Duties {
		w.duty(&w.p.Duties[d])
	}
	for _, b := range ins.Bans {
		w.ban(&w.p.Bans[b])
	}
	for _, u := range ins.Powers {
		w.power(&w.p.Powers[u])
	}
	w.line("}")
}

func (w *writer) duty(d *model.Duty) {
	w.line("  duty %s {", d.Name)
	obligor := w.p.Actors[d.Obligor].Name
	var acts []string
	for _, a := range d.Acts {
		acts = append(acts, w.p.Acts[a].Name)
	}
	switch {
	case d.Ensure != nil:
		w.line("    %s must ensure %s", obligor, w.cond(d.Ensure))
	case len(acts) == 1:
		w.line("    %s must %s", obligor, acts[0])
	default:
		w.line("    %s must any of %s", obligor, strings.Join(acts, ", "))
	}
	if d.Within != nil {
		w.line("    within %s", w.duration(d.Within))
	}
	if d.By != nil {
		w.line("    by %s", d.By)
	}
	w.optional("    once %s", d.Once)
	if d.Upon != model.None {
		w.line("    upon %s", w.p.Acts[d.Upon].Name)
	}
	if d.Every != nil {
		w.line("    every %s", w.duration(d.Every))
	}
	if d.NotBefore != nil {
		w.line("    not before %s", w.duration(d.NotBefore))
	}
	w.optional("    unless %s", d.Unless)
	if d.Discretion {
		w.line("    at its discretion")
	}
	w.owed(d.For, d.Return)
	w.list("    against %s", d.Against)
	w.cites("    ", d.Cites)
	w.line("  }")
}

// owed says to whom a promise is owed and what for.
func (w *writer) owed(to []model.ActorID, gives []model.Cond) {
	if len(to) > 0 {
		w.line("    for %s", w.actors(to))
	}
	w.list("    in return for %s", gives)
}

func (w *writer) list(form string, cs []model.Cond) {
	var terms []string
	for _, c := range cs {
		terms = append(terms, w.cond(c))
	}
	if len(terms) > 0 {
		w.line(form, strings.Join(terms, ", "))
	}
}

func (w *writer) ban(b *model.Ban) {
	w.line("  ban %s {", b.Name)
	w.line("    %s must not %s", w.p.Actors[b.Bound].Name, w.p.Acts[b.Act].Name)
	w.optional("    while %s", b.While)
	w.owed(b.For, b.Return)
	w.line("  }")
}

func (w *writer) power(u *model.Power) {
	w.line("  power %s {", u.Name)
	holder := w.p.Actors[u.Holder].Name
	switch u.Effect {
	case model.Suspend:
		w.line("    %s may suspend %s", holder, w.p.Instruments[u.Target].Name)
	case model.Resume:
		w.line("    %s may resume %s", holder, w.p.Instruments[u.Target].Name)
	case model.Terminate:
		w.line("    %s may terminate %s", holder, w.p.Instruments[u.Target].Name)
	case model.Excuse:
		w.line("    %s may excuse %s", holder, w.p.Duties[u.Duty].Name)
	case model.SetFact:
		w.line("    %s may %s becomes %s", holder, w.p.Facts[u.Fact].Name, w.value(u.Fact, u.Value))
	}
	if u.Notice != nil {
		w.line("    on notice of %s", w.duration(u.Notice))
	}
	w.optional("    when %s", u.When)
	w.line("  }")
}

func (w *writer) check(c *model.Check) {
	var q string
	switch c.Kind {
	case model.Never:
		q = "never " + w.cond(c.Cond)
	case model.Possible:
		q = "possible " + w.cond(c.Cond)
	case model.LeadsTo:
		q = w.cond(c.Cond) + " leads to " + w.cond(c.Then)
		if c.Within != nil {
			q += " within " + w.duration(c.Within)
		}
	case model.CanAvoid:
		q = w.actors(c.Players) + " can avoid " + w.cond(c.Cond)
	case model.CanEnsure:
		q = w.actors(c.Players) + " can ensure " + w.cond(c.Cond)
	}
	switch c.World {
	case model.NobodyKeeps:
		q += " if nobody keeps"
	case model.AllButKeep:
		q += " if all but " + w.actors(c.Except) + " keep"
	}
	if c.Reading != model.None {
		q += " in reading " + w.p.Readings[c.Reading].Name
	}
	if c.ExpectFails {
		q += " expect fails"
	}
	w.line("check %q { %s }", c.Label, q)
}

func (w *writer) source(s *model.Source) {
	w.line("source %s {", s.Name)
	for _, r := range s.Relays {
		w.line("  relays %s", w.p.Sources[r].Name)
	}
	if s.Unnamed {
		w.line("  unnamed")
	}
	w.line("}")
}

func (w *writer) cites(indent string, cs []model.Cite) {
	for _, c := range cs {
		w.line("%scite %s", indent, w.p.Sources[c.Source].Name)
	}
}

func (w *writer) bindings(bs []model.Binding) string {
	var out []string
	for _, b := range bs {
		out = append(out, w.p.Points[b.Point].Name+" is "+w.p.Points[b.Point].Values[b.Value].Text)
	}
	return strings.Join(out, ", ")
}

func (w *writer) scenario(s *model.Scenario) {
	w.line("scenario %q {", s.Label)
	if len(s.Given) > 0 {
		w.line("  given %s", w.bindings(s.Given))
	}
	for i := range s.Steps {
		w.step(&s.Steps[i])
	}
	w.line("}")
}

func (w *writer) step(s *model.Step) {
	who := ""
	if s.Kind != model.OnDay && s.Kind != model.Expect {
		who = w.p.Actors[s.Actor].Name
	}
	switch s.Kind {
	case model.OnDay:
		w.line("  on day %d", s.Day)
	case model.Expect:
		w.line("  expect %s", w.cond(s.Cond))
	case model.Signs:
		w.line("  %s signs %s", who, w.p.Instruments[s.Instrument].Name)
	case model.Does:
		w.line("  %s does %s", who, w.p.Acts[s.Act].Name)
	case model.Decides:
		d := &w.p.Decisions[s.Decision]
		w.line("  %s decides %s on %s", who, d.Values[s.Value], d.Name)
	case model.Uses:
		w.line("  %s uses %s", who, w.p.Powers[s.Power].Name)
	}
}
