package points

import (
	"context"

	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// sets looks fillings up in an answer for all of them: each claim is the set of the fillings in which it holds.
type sets struct {
	*fillings.Space
	list
	from  *inquiry.Answer
	holds []fillings.Set // by claim, as first noted
}

// newSets makes the sets of what the table tells of, from the cubes of an answer. What an answer tells apart by who can deny
// what, or by its price, is one claim, and holds wherever one of these does.
func newSets(ctx context.Context, a *inquiry.Answer) *sets {
	s := &sets{Space: fillings.Over(ctx, a.Pact, nil), from: a}
	for i := range a.Findings {
		f := &a.Findings[i]
		in := s.Valid()
		if !f.Always {
			in = s.Of(f.When, f.Except)
		}
		for _, n := range s.note(&f.Finding) {
			if n == len(s.holds) {
				s.holds = append(s.holds, s.None())
			}
			s.holds[n] = s.Or(s.holds[n], in)
		}
	}
	return s
}

func (s *sets) claims() []Claim         { return append([]Claim{}, s.all...) }
func (s *sets) bounds() (int, []string) { return s.from.TickDays, s.from.CaveatsOfFindings() }

// at looks fillings up.
func (s *sets) at(fs []model.Filling) ([][]int, error) {
	out := make([][]int, len(fs))
	for i, f := range fs {
		for n := range s.holds {
			if s.Has(s.holds[n], f) {
				out[i] = append(out[i], n)
			}
		}
	}
	return out, nil
}
