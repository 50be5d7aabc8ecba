package differential

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/model"
)

func about(p *model.Pact, r model.Ref, purpose int) string {
	if d := p.Declaration(r); d != nil {
		return d.Name
	}
	return fmt.Sprint("purpose ", purpose)
}

// engineSays lists what the engine finds under one filling.
func engineSays(p *model.Pact, fs []inquiry.Finding) []oracle.Finding {
	var out []oracle.Finding
	for _, f := range fs {
		x := oracle.Finding{Code: string(f.Code), About: about(p, f.Clause, f.Purpose), Party: "nobody"}
		if f.Party != model.None {
			x.Party = p.Actors[f.Party].Name
		}
		lossOf(p, &f, &x)
		switch f.Code {
		case ask.Exposed, ask.BoundAlone:
			x.Defectors, x.By, x.How = actors(p, f.Defectors), sets(p, f.By), f.How
		case ask.Veto, ask.Withheld:
			x.By = sets(p, f.By)
		case ask.Uncovered:
			x.Days = f.Days
		case ask.Outlasted:
			x.By, x.How = sets(p, f.By), f.How
		case ask.SelfJudged:
			x.How = f.How
		case ask.FalseCall:
			x.Defectors = actors(p, f.Defectors)
		case ask.Dependent:
			x.Needs = sets(p, f.Needs)
		}
		out = append(out, x)
	}
	return out
}

// lossOf tells the class of a loss, what care gives up and what it is.
func lossOf(p *model.Pact, f *inquiry.Finding, x *oracle.Finding) {
	x.Class = map[ask.Class]oracle.Class{
		ask.NoClass: oracle.NoLoss, ask.WithCare: oracle.WithCare, ask.AtPrice: oracle.AtPrice, ask.Unavoidable: oracle.Unavoidable,
	}[f.Class]
	for _, i := range f.Price.Purposes {
		x.Price = append(x.Price, fmt.Sprint("purpose ", i))
	}
	if f.Price.Exchange {
		x.Price = append(x.Price, "the exchange")
	}
	for _, l := range f.Care.Not {
		x.Care = append(x.Care, "not "+labelOf(p, l))
	}
	for _, l := range f.Care.InTime {
		x.Care = append(x.Care, "in time "+labelOf(p, l))
	}
	if len(f.Care.Keep) > 0 {
		x.Care = append(x.Care, "keep one's word")
	}
	slices.Sort(x.Care)
}

// details are what is said of a loss besides whom it befalls; plain is the finding without them.
func details(f oracle.Finding) string {
	return fmt.Sprint(f.Class, f.Price, f.Care)
}

func plainly(f oracle.Finding) string {
	f.Class, f.Price, f.Care = oracle.NoLoss, nil, nil
	return f.String()
}

// differences holds two lists of findings against each other, code by code, and what is said of losses apart.
func differences(engine, naive []oracle.Finding) string {
	var codes []string
	for _, f := range slices.Concat(engine, naive) {
		if !slices.Contains(codes, f.Code) {
			codes = append(codes, f.Code)
		}
	}
	slices.Sort(codes)
	for _, code := range codes {
		a, b := linesOf(engine, code, plainly), linesOf(naive, code, plainly)
		differ := !slices.Equal(a, b)
		if !lags.excused(code, differ) && differ {
			return fmt.Sprintf("only the engine finds %q\nonly the oracle finds %q", only(a, b), only(b, a))
		}
		if differ {
			continue
		}
		a, b = linesOf(engine, code, details), linesOf(naive, code, details)
		differ = !slices.Equal(a, b)
		if !lags.excused("class", differ) && differ {
			return fmt.Sprintf("%s: the engine says %q of the loss, the oracle %q", code, only(a, b), only(b, a))
		}
	}
	return ""
}

func linesOf(fs []oracle.Finding, code string, write func(oracle.Finding) string) []string {
	var out []string
	for _, f := range fs {
		if f.Code == code {
			out = append(out, write(f))
		}
	}
	slices.Sort(out)
	return out
}

// only lists what is in the one and not in the other.
func only(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(x string) bool { return slices.Contains(b, x) })
}

// verdicts compares the findings, and the lengths of the courses that show them where that is simple.
func verdicts(p *model.Pact, a *inquiry.FillingAnswer, w *oracle.World) string {
	if d := differences(engineSays(p, a.Findings), w.Findings()); d != "" {
		return d
	}
	for _, f := range a.Findings {
		if d := lengthOf(&f, w); d != "" {
			return d
		}
	}
	return ""
}

// lengthOf compares the course of a finding with the shortest there is.
func lengthOf(f *inquiry.Finding, w *oracle.World) string {
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
	case ask.BoundAlone, ask.Uncovered, ask.Outlasted, ask.Exposed, ask.Limbo, ask.Hollow, ask.Withheld, ask.FalseCall, ask.BlankCheque, ask.Impossible, ask.Conflict, ask.Dependent:
		if f.Course == nil {
			return string(f.Code) + " has no course"
		}
	}
	return ""
}

// checks compares the answers to the author's own checks.
func checks(p *model.Pact, a *inquiry.FillingAnswer, w *oracle.World) string {
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

func sets(p *model.Pact, ss []model.ActorSet) []string {
	var out []string
	for _, s := range ss {
		out = append(out, actors(p, s))
	}
	slices.Sort(out)
	return out
}
