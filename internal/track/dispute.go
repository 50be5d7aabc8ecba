package track

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/record"
)

// dispute is reports that hang together by contradictions, and the ways to believe them.
type dispute struct {
	claims   []*claim
	versions []version
}

// version is a largest set of the reports of a dispute that can be true together.
type version struct{ holds []bool } // by claim

// happens reports whether by a version a claim is true that something happened.
func (v version) happens(c *claim) bool { return v.holds[c.mentioned] && !c.denies }

// findDisputes puts together the reports that contradict one another and still stand.
func (p *plan) findDisputes() error {
	for _, c := range p.claims {
		if c.dispute >= 0 || !p.contested(c) {
			continue
		}
		d := &dispute{claims: p.tied(c, len(p.disputes))}
		if len(d.claims) > mostReportsOne {
			return &TooMuch{fmt.Sprintf("%d reports hang together by contradictions, among them that of line %d; at most %d are kept side by side", len(d.claims), c.ev.Line, mostReportsOne)}
		}
		if i := slices.IndexFunc(d.claims, func(c *claim) bool { return c.ev.Kind == record.Amendment }); i >= 0 {
			return &TooMuch{fmt.Sprintf("whether the amendment of line %d of the log was made is disputed, and two texts of a pact are not followed side by side: settle it", d.claims[i].ev.Line)}
		}
		d.versions = versionsOf(d.claims)
		p.disputes = append(p.disputes, d)
	}
	return nil
}

// stands reports whether a claim is taken, and speaks of days that are looked at.
func (p *plan) stands(c *claim) bool {
	return c.gone == "" && (!c.ev.When.IsSet() || p.q.day(c.ev.When) <= p.on)
}

func (p *plan) contested(c *claim) bool {
	return p.stands(c) && slices.ContainsFunc(c.against, p.stands)
}

// tied is all claims that hang together with one.
func (p *plan) tied(c *claim, number int) []*claim {
	out := []*claim{c}
	c.dispute = number
	for i := 0; i < len(out); i++ {
		for _, o := range out[i].against {
			if p.stands(o) && o.dispute < 0 {
				o.dispute = number
				out = append(out, o)
			}
		}
	}
	slices.SortFunc(out, func(a, b *claim) int { return a.n - b.n })
	for i, c := range out {
		c.mentioned = i
	}
	return out
}

// versionsOf lists the largest sets of claims without a contradiction, each once by what happened in it: what an earlier
// report says first.
func versionsOf(claims []*claim) []version {
	var out []version
	seen := map[string]bool{}
	for set := 1<<len(claims) - 1; set > 0; set-- {
		v := version{make([]bool, len(claims))}
		for i := range claims {
			v.holds[i] = set&(1<<(len(claims)-1-i)) != 0
		}
		if !consistent(claims, v) || !largest(claims, v) {
			continue
		}
		happened := ""
		for _, c := range claims {
			happened += fmt.Sprint(v.happens(c))
		}
		if !seen[happened] {
			seen[happened] = true
			out = append(out, v)
		}
	}
	return out
}

func consistent(claims []*claim, v version) bool {
	for i, c := range claims {
		if v.holds[i] && clashes(claims, v, c) {
			return false
		}
	}
	return true
}

// largest reports whether every claim that is left out contradicts one that is not.
func largest(claims []*claim, v version) bool {
	for i, c := range claims {
		if !v.holds[i] && !clashes(claims, v, c) {
			return false
		}
	}
	return true
}

// clashes reports whether a claim contradicts one of a version.
func clashes(claims []*claim, v version, c *claim) bool {
	return slices.ContainsFunc(c.against, func(o *claim) bool {
		i := slices.Index(claims, o)
		return i >= 0 && v.holds[i]
	})
}
