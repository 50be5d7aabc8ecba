package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Withheld: others than the guarantor and those it is owed to can, keeping their word, see to it that when the case comes
// about no act of the guarantee follows, though the guarantor keeps its word and it and all others help: monitors that never
// establish, a legislature that never funds.
//
// It is the game of hollow, put to the smallest sets of these others. Where nobody need do anything for it, nobody withholds:
// that is hollow.
const Withheld = codes.Withheld

func (a *asker[S, M]) withheld(i int) []Found[S] {
	f := ofDuty(a.Pact, Withheld, i)
	d := &a.Pact.Duties[i]
	others := a.everyone() &^ model.SetOf(d.Obligor) &^ beneficiaries(a.Pact, d)
	var out []Found[S]
	for _, part := range a.parts(a.whoHoldOut(f.duty(), others, a.acts(f.duty()), a.Valid()), a.Valid()) {
		if len(part.sets) > 0 && part.sets[0] != 0 {
			f.By = part.sets
			out = append(out, Found[S]{f, part.fillings})
		}
	}
	return out
}

// withheld shows what the first of them can do.
func (t *teller[S, M]) withheld(f *Finding) {
	moves, ok := t.comesToNothing(f.duty(), f.By[0], ownOrTime(f.By[0]), anyMove)
	if !ok {
		panic("ask: a guarantee withheld without a course")
	}
	f.Course = t.course(moves)
}

func sayWithheld(q words.Speaker, f *Finding) string {
	d := &q.Pact.Duties[f.duty()]
	return fmt.Sprintf("%s can be withheld: %s, %s can lawfully see to it that nothing follows, though %s and all others help.",
		q.NameOf(f.Clause), whenItCounts(q, d), q.EitherOf(f.By), q.Who(d.Obligor))
}
