package differential

import (
	"context"

	"slices"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// sameReduced: leaving out memory that makes no difference makes none to the answer, to the last word of every
// course; only states and moves are fewer. Two workers give what one would.
func sameReduced(p *model.Pact, exact *inquiry.Answer) string {
	a, err := inquiry.Check(context.Background(), p, inquiry.Query{Workers: 2, AllFillings: true})
	if err != nil {
		return "error: " + err.Error()
	}
	for i := range a.Fillings {
		if x, y := &exact.Fillings[i], &a.Fillings[i]; y.Physical.States > x.Physical.States || y.Lawful.States > x.Lawful.States {
			return "reduced: there are more states than without"
		}
	}
	if d := cmp.Diff(plain(uncounted(exact)), plain(uncounted(a))); d != "" {
		return "reduced: the answer is another (- exact, + reduced)\n" + d
	}
	return ""
}

// uncounted is an answer without the numbers of states and moves.
func uncounted(a *inquiry.Answer) *inquiry.Answer {
	b := *a
	b.Fillings = slices.Clone(a.Fillings)
	for i := range b.Fillings {
		b.Fillings[i].Physical, b.Fillings[i].Lawful = inquiry.Count{}, inquiry.Count{}
	}
	return &b
}
