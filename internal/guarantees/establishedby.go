package guarantees

import (
	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/model"
)

// establishedBy: without whom the guarantee does not fall due when its case has come about. These are the least sets of actors
// who can see to it that it does not, keeping their word as the guarantor does.
func (x *pledge[S, M]) establishedBy() Said {
	if len(x.duty.Against) == 0 {
		return Said{Text: "not asked: no case is stated", Short: "–"}
	}
	sets := ask.EstablishedBy(x.World, x.Pact, x.id)
	switch {
	case len(sets) == 0:
		return Said{Text: "nobody: nobody can keep it from falling due after the case"}
	case sets[0] == 0:
		return Said{Text: "it never falls due by its case"}
	}
	said := Said{Text: x.EitherOf(sets) + " can keep it from falling due after the case"}
	for _, s := range sets {
		if s.Within(model.SetOf(x.duty.Obligor)) {
			said.Text += " (the guarantor itself)"
		}
	}
	return said
}
