package compare

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/inquiry"
)

// What a gate asks of a new draft: that nobody can newly be left with nothing, and nobody newly keep the parties from what it is for.

// News is a finding of the new draft of which the old one, in a filling that corresponds, has nothing as bad.
type News struct {
	Code     inquiry.Code
	Finding  int   // index into the findings of the new draft's answer
	Fillings []int // indexes into Comparison.Fillings
}

// Exposures are the codes of what leaves somebody with nothing, and Vetoes that of what somebody can block.
var (
	Exposures = []inquiry.Code{ask.Exposed, ask.BoundAlone}
	Vetoes    = []inquiry.Code{ask.Veto}
)

// news lists what is newly so in the fillings that are compared.
func (m *matching) news(c *Comparison) []News {
	var out []News
	for n, f := range c.Fillings {
		old, new := m.answerFor(c, Old, f[Old]).Findings, m.answerFor(c, New, f[New]).Findings
		for i := range new {
			x := &new[i]
			if !slices.Contains(Exposures, x.Code) && !slices.Contains(Vetoes, x.Code) || m.asBad(old, x) {
				continue
			}
			k := slices.IndexFunc(c.Answers[New].Findings, func(a inquiry.Across) bool { return a.Key() == x.Key() })
			if k < 0 || c.Answers[New].Findings[k].Accepted != nil {
				continue
			}
			at := slices.IndexFunc(out, func(n News) bool { return n.Finding == k })
			if at < 0 {
				at, out = len(out), append(out, News{Code: x.Code, Finding: k})
			}
			out[at].Fillings = append(out[at].Fillings, n)
		}
	}
	return out
}

// asBad reports whether the old draft has something as bad as a finding of the new one: of the same thing and party, through the
// breach of no more, and in no milder a class; of a purpose, by no more actors, or that it is out of reach for everybody.
func (m *matching) asBad(old []inquiry.Finding, x *inquiry.Finding) bool {
	is, defectors := m.issueOf(New, x), m.actors(New, x.Defectors)
	return slices.ContainsFunc(old, func(o inquiry.Finding) bool {
		was := m.issueOf(Old, &o)
		if x.Code == ask.Veto && o.Code == ask.Stuck {
			return was.purpose >= 0 && was.purpose == is.purpose
		}
		if was != is || o.Class < x.Class || m.actors(Old, o.Defectors)&^defectors != 0 {
			return false
		}
		return x.Code != ask.Veto || slices.ContainsFunc(m.sets(Old, o.By), func(b uint64) bool {
			return slices.ContainsFunc(m.sets(New, x.By), func(y uint64) bool { return b&^y == 0 })
		})
	})
}

// Newly lists the news of some kinds.
func (c *Comparison) Newly(codes []inquiry.Code) []News {
	return slices.DeleteFunc(slices.Clone(c.News), func(n News) bool { return !slices.Contains(codes, n.Code) })
}

// Whole reports whether all ways to fill the open points of both drafts are compared that the caller left open, so that what is not
// among the news is not new.
func (c *Comparison) Whole() bool { return c.Checked && c.whole }
