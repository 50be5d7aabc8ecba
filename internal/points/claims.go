package points

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/model"
)

// Claim is one thing that can be found, however it is shown in one filling or another: a finding without its course, without who can
// deny what, and without its price. What can be blocked is a claim for each smallest set that can.
type Claim struct{ ask.Finding }

// claimsOf makes claims of a finding.
func claimsOf(f *ask.Finding) []Claim {
	g := ask.Finding{Code: f.Code, Severity: f.Severity, Clause: f.Clause, Purpose: f.Purpose, Party: f.Party, Defectors: f.Defectors,
		Needs: f.Needs, Days: f.Days, How: f.How, Class: f.Class, At: f.At, Message: f.Message}
	if f.Code != ask.Veto {
		if f.Code != ask.Exposed && f.Code != ask.BoundAlone {
			g.By = f.By
		}
		return []Claim{{Finding: g}}
	}
	var out []Claim
	for _, set := range f.By {
		one := g
		one.By = []model.ActorSet{set}
		out = append(out, Claim{one})
	}
	return out
}

// key tells claims apart.
func (c *Claim) key() string {
	return fmt.Sprint(c.Code, c.Clause, c.Purpose, c.Party, c.Defectors, c.By, c.Needs, c.Days, c.How, c.Class)
}

// list numbers claims in the order in which they are first noted.
type list struct {
	all []Claim
	at  map[string]int
}

// note gives the numbers of the claims of a finding.
func (l *list) note(f *ask.Finding) []int {
	if l.at == nil {
		l.at = map[string]int{}
	}
	var out []int
	for _, c := range claimsOf(f) {
		k := c.key()
		n, known := l.at[k]
		if !known {
			n = len(l.all)
			l.at[k] = n
			l.all = append(l.all, c)
		}
		out = append(out, n)
	}
	return out
}

// Level is how badly somebody can come off, the worse the greater.
type Level uint8

// The levels.
const (
	Not      Level = iota
	ByBreach       // only if somebody else breaks a promise
	Careless       // with no promise broken, and care avoids it at no price
	AtPrice        // with no promise broken, and care avoids it only at a price
	Anyway         // with no promise broken
)

// level is that of a claim.
func (c *Claim) level() Level {
	switch {
	case c.TakesBreach() && c.Defectors != 0:
		return ByBreach
	case c.Class == ask.WithCare:
		return Careless
	case c.Class == ask.AtPrice:
		return AtPrice
	}
	return Anyway
}

// Kept reports whether it takes nobody's breach and care does not avoid it for nothing.
func (l Level) Kept() bool { return l >= AtPrice }

// compareClaims puts the graver first: by severity, kind, purpose, party, clause, level and who does it.
func compareClaims(a, b *Claim) int {
	rank := func(c ask.Code) int { return slices.Index(codes.All(), c) }
	by := func(c *Claim) (s model.ActorSet) {
		if len(c.By) > 0 {
			s = c.By[0]
		}
		return s
	}
	return cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(rank(a.Code), rank(b.Code)), cmp.Compare(a.Purpose, b.Purpose),
		cmp.Compare(a.Party, b.Party), cmp.Compare(a.Clause.Kind, b.Clause.Kind), cmp.Compare(a.Clause.Index, b.Clause.Index),
		cmp.Compare(b.level(), a.level()), cmp.Compare(a.Defectors, b.Defectors), cmp.Compare(by(a).Len(), by(b).Len()), cmp.Compare(by(a), by(b)))
}
