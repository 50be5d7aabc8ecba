package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Stuck: no state satisfying a purpose is reachable when everybody keeps their word.
const Stuck = codes.Stuck

func (a *asker[S, M]) stuck(purpose int) []Found[S] {
	return a.when(ofPurpose(a.Pact, Stuck, purpose), a.Diff(a.Valid(), a.reachable(a.reached(purpose))))
}

// reached is where a purpose is reached.
func (a *asker[S, M]) reached(purpose int) S { return a.Where(a.Pact.Purposes[purpose].Cond) }

// reachable is the fillings in which a goal can be reached when everybody keeps their word.
func (a *asker[S, M]) reachable(goal S) S { return a.Fillings(a.And(a.Reach(0), goal)) }

func (t *teller[S, M]) stuck(f *Finding) {
	f.Why = t.waitsOf(t.Pact.Purposes[f.Purpose].Cond, t.And(t.Reach(0), t.filling), "")
}

func sayStuck(q words.Speaker, f *Finding) string {
	return fmt.Sprintf("%s cannot be reached as long as everybody keeps their word.", course.Capital(purposeName(q.Pact, f)))
}

// purposeName names the purpose of a finding within a sentence: by its label, if it has one.
func purposeName(p *model.Pact, f *Finding) string { return purposeNamed(p, f.Purpose) }

func purposeNamed(p *model.Pact, i int) string {
	if label := p.Purposes[i].Label; label != "" {
		return fmt.Sprintf("the purpose %q", label)
	}
	return "the purpose"
}
