package repair

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// claim is a finding as it can be held against one of another wording of the pact: by names, for numbers differ.
type claim struct {
	code      codes.Code
	severity  codes.Severity
	class     ask.Class
	clause    string // "" if it is about a purpose or the whole pact
	purpose   int    // -1 if none
	party     string
	how       string
	defectors []string
	by        []string // veto, withheld, outlasted: the set that can do it
	days      int
	accepted  bool
	where     region
	at        int           // index into the findings of its answer
	seen      model.Filling // one in which it was seen; nil if none is known
}

// names are actors as they are called in the pact.
func names(p *model.Pact, s model.ActorSet) []string {
	var out []string
	for _, id := range s.IDs() {
		if id == model.Outsider {
			out = append(out, "outsider")
		} else {
			out = append(out, p.Actors[id].Name)
		}
	}
	return out
}

// region is a set of fillings, whichever space it is looked at in.
type region struct {
	all          bool
	when, except []fillings.Cube
}

// in is the set in a space.
func (g region) in(s *fillings.Space) fillings.Set {
	if g.all {
		return s.Valid()
	}
	return s.And(s.Of(g.when, g.except), s.Valid())
}

// claimsOf are the claims of an answer, with the fillings in which each holds.
func claimsOf(a *inquiry.Answer) []claim {
	p := a.Pact
	var out []claim
	for i := range a.Findings {
		f := &a.Findings[i]
		c := claim{code: f.Code, severity: f.Severity, class: f.Class, purpose: f.Purpose, how: f.How, defectors: names(p, f.Defectors),
			days: f.Days, accepted: f.Accepted != nil, where: region{f.Always, f.When, f.Except}, at: i}
		if d := p.Declaration(f.Clause); d != nil {
			c.clause = d.Name
		}
		if len(f.Fillings) > 0 {
			c.seen = a.Fillings[f.Fillings[0]].Filling
		}
		if f.Party != model.None {
			c.party = p.Actors[f.Party].Name
		}
		if f.Code != ask.Exposed && f.Code != ask.BoundAlone && len(f.By) > 0 {
			c.by = names(p, f.By[0])
			for _, more := range f.By[1:] {
				next := c
				next.by = names(p, more)
				out = append(out, next)
			}
		}
		out = append(out, c)
	}
	return out
}

// within reports whether every name of one set is in another.
func within(a, b []string) bool {
	return !slices.ContainsFunc(a, func(x string) bool { return !slices.Contains(b, x) })
}

// family is what else says the same of the same thing, at least as badly.
var family = map[codes.Code][]codes.Code{
	codes.Conflict:   {codes.Impossible},
	codes.Dependent:  {codes.Conflict, codes.Impossible},
	codes.Veto:       {codes.Stuck},
	codes.Limbo:      {codes.Stuck},
	codes.DeadEnd:    {codes.Stuck},
	codes.Uncovered:  {codes.Exposed},
	codes.BoundAlone: nil,
}

// covers reports whether a says of the same thing something at least as bad as b: who is hurt by the breach of some is hurt by
// the breach of more, and what few can keep from coming about more can. When an exposed party had been safe makes none of it worse.
func (a *claim) covers(b *claim) bool {
	if a.clause != b.clause || a.purpose != b.purpose || a.severity > b.severity {
		return false
	}
	if a.code != b.code {
		return slices.Contains(family[b.code], a.code) && within(a.defectors, b.defectors)
	}
	return a.party == b.party && (a.how == b.how || a.code == codes.Exposed) && a.class >= b.class && a.days >= b.days && within(a.defectors, b.defectors) &&
		(b.by == nil || a.by != nil && within(a.by, b.by))
}

// about reports whether a says anything of the very thing that b says something of.
func (a *claim) about(b *claim) bool {
	return a.clause == b.clause && a.purpose == b.purpose && (a.code == b.code || slices.Contains(family[b.code], a.code))
}

// payers are those whom a claim hurts; nobody if it is about what the pact is for, and so about all.
func (c *claim) payers(p *model.Pact) []string {
	switch c.code {
	case codes.Hollow, codes.Withheld, codes.Toothless:
		return owedTo(p, c.clause)
	}
	if c.party != "" {
		return []string{c.party}
	}
	return nil
}

// owedTo is to whom a promise is made: all others that its instrument is between, if it does not say.
func owedTo(p *model.Pact, clause string) []string {
	var to []model.ActorID
	var by model.ActorID
	var in model.InstrumentID
	found := false
	for i := range p.Duties {
		if d := &p.Duties[i]; d.Name == clause {
			to, by, in, found = d.For, d.Obligor, d.Instrument, true
		}
	}
	for i := range p.Bans {
		if b := &p.Bans[i]; b.Name == clause {
			to, by, in, found = b.For, b.Bound, b.Instrument, true
		}
	}
	if !found {
		return nil
	}
	if len(to) == 0 {
		to = p.Instruments[in].Between
	}
	var out []string
	for _, id := range to {
		if id != by {
			out = append(out, p.Actors[id].Name)
		}
	}
	return out
}
