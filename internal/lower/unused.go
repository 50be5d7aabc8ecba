package lower

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// idleParts warns of what the pact declares and nothing depends on. It is usually a slip of the pen, and
// the states it adds make every answer slower. It runs on pacts without errors only.
func (l *lowerer) idleParts() {
	u := l.usage()
	for i := range l.pact.Facts {
		f := &l.pact.Facts[i]
		switch {
		case !u.tested[model.FactID(i)]:
			l.warn("W001", f.At, fmt.Sprintf("nothing depends on the fact `%s`", f.Name),
				"Test it in a condition, or take it out.")
		case !u.changed[model.FactID(i)]:
			l.warn("W002", f.At, fmt.Sprintf("nothing changes the fact `%s`", f.Name),
				"Let an act or a power change it; if it is only unknown, declare it as `open`.")
		}
	}
	for i := range l.pact.Acts {
		if a := &l.pact.Acts[i]; !u.acted[model.ActID(i)] && !u.matters(a) {
			l.warn("W003", a.At, fmt.Sprintf("nothing depends on the act `%s`", a.Name),
				"Let a clause or a check speak of it, or let it change a fact that something tests.")
		}
	}
	for i := range l.pact.Points {
		if p := &l.pact.Points[i]; !l.reads[model.PointID(i)] {
			l.warn("W004", p.At, fmt.Sprintf("nothing depends on the open point `%s`", p.Name),
				"Test it in a condition or use it as an amount, or take it out.")
		}
	}
}

// usage says what the conditions, clauses and courses of a pact speak of.
type usage struct {
	tested, changed map[model.FactID]bool
	acted           map[model.ActID]bool
}

// matters reports whether the act changes something that is tested.
func (u *usage) matters(a *model.Act) bool {
	return slices.ContainsFunc(a.Effects, func(e model.Effect) bool { return u.tested[e.Fact] })
}

func (l *lowerer) usage() *usage {
	u := &usage{map[model.FactID]bool{}, map[model.FactID]bool{}, map[model.ActID]bool{}}
	for _, c := range l.pact.Conditions() {
		model.Visit(c, u.condition)
	}
	for i := range l.pact.Preferences {
		for _, c := range l.pact.Preferences[i].Over {
			model.Visit(c, u.condition)
		}
	}
	for i := range l.pact.Acts {
		for _, e := range l.pact.Acts[i].Effects {
			u.changed[e.Fact] = true
		}
	}
	for i := range l.pact.Powers {
		if w := &l.pact.Powers[i]; w.Effect == model.SetFact {
			u.changed[w.Fact] = true
		}
	}
	u.acts(l.pact)
	return u
}

func (u *usage) condition(c model.Cond) {
	switch c := c.(type) {
	case model.FactIs:
		u.tested[c.Fact] = true
	case model.FactAtLeast:
		u.tested[c.Fact] = true
	case model.FactAtMost:
		u.tested[c.Fact] = true
	case model.Done:
		u.acted[c.Act] = true
	}
}

func (u *usage) acts(p *model.Pact) {
	for i := range p.Duties {
		for _, a := range append(slices.Clone(p.Duties[i].Acts), p.Duties[i].Upon) {
			u.acted[a] = true
		}
	}
	for i := range p.Bans {
		u.acted[p.Bans[i].Act] = true
	}
}

// waitTooLong warns of a duty that, whatever the reading, can only be performed late.
func (l *lowerer) waitTooLong(it *syntax.NotBeforeItem, d *model.Duty) {
	if d.NotBefore == nil || d.Within == nil {
		return
	}
	wait, _ := l.bounds(*d.NotBefore)
	_, deadline := l.bounds(*d.Within)
	if wait > deadline {
		l.warn("W005", it.Span(), fmt.Sprintf("what is done before day %d does not count, but the deadline is day %d", wait, deadline),
			"Shorten the wait or lengthen the deadline: as it stands the duty can only be performed late.")
	}
}

func (l *lowerer) warn(code diag.Code, at source.Span, summary, mend string) {
	l.report(diag.Diagnostic{Code: code, Severity: code.Severity(), Span: at, Summary: summary, Detail: mend})
}
