package differential

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/findings"
	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/model"
)

// verdict writes a finding in one line: all that the two readings must agree on.
func verdict(p *model.Pact, code findings.Code, about string, party model.ActorID, extra string) string {
	who := "nobody"
	if party != model.None {
		who = p.Actors[party].Name
	}
	return strings.TrimSpace(fmt.Sprintf("%s: %s, %s %s", code, about, who, extra))
}

func about(p *model.Pact, r model.Ref, purpose int) string {
	if d := p.Declaration(r); d != nil {
		return d.Name
	}
	return fmt.Sprint("purpose ", purpose)
}

// engineSays lists what the engine finds under one filling.
func engineSays(p *model.Pact, fs []findings.Finding) []string {
	var out []string
	for _, f := range fs {
		extra := ""
		switch f.Code {
		case ask.Exposed:
			extra = "to " + actors(p, f.Defectors) + " by" + sets(p, f.By)
		case ask.Veto:
			extra = sets(p, f.By)
		case ask.Dependent:
			extra = "needs" + sets(p, f.Needs)
		}
		out = append(out, verdict(p, f.Code, about(p, f.Clause, f.Purpose), f.Party, extra))
	}
	slices.Sort(out)
	return out
}

// oracleSays lists what the oracle finds.
func oracleSays(w *oracle.World) []string {
	p := w.Pact
	var out []string
	add := func(yes bool, code findings.Code, about string, party model.ActorID, extra string) {
		if yes {
			out = append(out, verdict(p, code, about, party, extra))
		}
	}
	for i := range p.Purposes {
		name := fmt.Sprint("purpose ", i)
		if w.Stuck(i) {
			add(true, ask.Stuck, name, model.None, "")
			continue
		}
		for _, b := range w.Veto(i, model.MaxActors) {
			add(true, ask.Veto, name, model.None, sets(p, []model.ActorSet{b}))
		}
		add(w.Limbo(i), ask.Limbo, name, model.None, "")
	}
	for i := range p.Duties {
		duty, d := &p.Duties[i], model.DutyID(i)
		for _, x := range w.Exposed(d) {
			add(true, ask.Exposed, duty.Name, duty.Obligor, "to "+actors(p, x.Defectors)+" by"+sets(p, x.By))
		}
		switch k, needs := w.Keep(d, model.MaxActors); k {
		case oracle.Dependent:
			add(true, ask.Dependent, duty.Name, duty.Obligor, "needs"+sets(p, needs))
		case oracle.Conflict:
			add(true, ask.Conflict, duty.Name, duty.Obligor, "")
		case oracle.Impossible:
			add(true, ask.Impossible, duty.Name, duty.Obligor, "")
		}
		_, hollow := w.Hollow(d)
		add(hollow, ask.Hollow, duty.Name, duty.Obligor, "")
		add(w.BlankCheque(d), ask.BlankCheque, duty.Name, duty.Obligor, "")
		add(w.ToothlessDuty(d), ask.Toothless, duty.Name, duty.Obligor, "")
		add(w.IdleDuty(d), ask.Idle, duty.Name, model.None, "")
		add(oracle.SelfJudged(p, w.Filling, d), ask.SelfJudged, duty.Name, duty.Obligor, "")
	}
	for i := range p.Bans {
		add(w.ToothlessBan(model.BanID(i)), ask.Toothless, p.Bans[i].Name, p.Bans[i].Bound, "")
		add(w.IdleBan(model.BanID(i)), ask.Idle, p.Bans[i].Name, model.None, "")
	}
	for i := range p.Powers {
		add(w.IdlePower(model.PowerID(i)), ask.Idle, p.Powers[i].Name, model.None, "")
	}
	for _, r := range oracle.OpenEnded(p) {
		party := model.ActorID(model.None)
		if r.Kind == model.KindDuty {
			party = p.Duties[r.Index].Obligor
		}
		add(true, ask.OpenEnded, about(p, r, 0), party, "")
	}
	for _, r := range oracle.OneOrigin(p) {
		add(true, ask.OneOrigin, about(p, r, 0), model.None, "")
	}
	slices.Sort(out)
	return out
}

// only lists what is in the one and not in the other.
func only(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(x string) bool { return slices.Contains(b, x) })
}

// verdicts compares the findings, and the lengths of the courses that show them where that is simple.
func verdicts(p *model.Pact, a *findings.FillingAnswer, w *oracle.World) string {
	engine, naive := engineSays(p, a.Findings), oracleSays(w)
	if !slices.Equal(engine, naive) {
		return fmt.Sprintf("only the engine finds %q\nonly the oracle finds %q", only(engine, naive), only(naive, engine))
	}
	for _, f := range a.Findings {
		if d := lengthOf(&f, w); d != "" {
			return d
		}
	}
	return ""
}

// lengthOf compares the course of a finding with the shortest there is.
func lengthOf(f *findings.Finding, w *oracle.World) string {
	switch f.Code {
	case ask.Toothless:
		broken := model.WasBreached{Duty: model.None, Ban: model.None}
		if f.Clause.Kind == model.KindBan {
			broken.Ban = model.BanID(f.Clause.Index)
		} else {
			broken.Duty = model.DutyID(f.Clause.Index)
		}
		if got, want := len(f.Course.Steps), w.Breach(f.Party, broken); got != want {
			return fmt.Sprintf("the shortest breach of %s has %d moves by the engine, %d by the oracle", about(w.Pact, f.Clause, 0), got, want)
		}
	case ask.Exposed, ask.Limbo, ask.Hollow, ask.BlankCheque, ask.Impossible, ask.Conflict, ask.Dependent:
		if f.Course == nil {
			return string(f.Code) + " has no course"
		}
	}
	return ""
}

// checks compares the answers to the author's own checks.
func checks(p *model.Pact, a *findings.FillingAnswer, w *oracle.World) string {
	asked := 0
	for i := range p.Checks {
		c := &p.Checks[i]
		if c.Reading != model.None && !w.Filling.Agrees(p.Readings[c.Reading].Fixes) {
			continue
		}
		if asked == len(a.Checks) || a.Checks[asked].Check != i {
			return fmt.Sprintf("the engine does not answer %q", c.Label)
		}
		r := a.Checks[asked]
		asked++
		if holds := w.Check(c); r.Holds != holds || r.Passed != (holds != c.ExpectFails) {
			return fmt.Sprintf("%q: the engine says %v (passed %v), the oracle %v", c.Label, r.Holds, r.Passed, holds)
		}
		if (c.Kind == model.Possible) == r.Holds && (c.Kind == model.Possible || c.Kind == model.Never) {
			if got, want := len(r.Course.Steps), w.Event(c); got != want {
				return fmt.Sprintf("%q: the shortest course has %d moves by the engine, %d by the oracle", c.Label, got, want)
			}
		}
	}
	if asked != len(a.Checks) {
		return "the engine answers checks that are not asked"
	}
	return ""
}

// actors writes a set of actors by their names.
func actors(p *model.Pact, s model.ActorSet) string {
	var names []string
	for _, id := range s.IDs() {
		names = append(names, p.Actors[id].Name)
	}
	return "{" + strings.Join(names, " ") + "}"
}

func sets(p *model.Pact, ss []model.ActorSet) string {
	var out []string
	for _, s := range ss {
		out = append(out, " "+actors(p, s))
	}
	slices.Sort(out)
	return strings.Join(out, "")
}
