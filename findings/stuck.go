package findings

import (
	"fmt"

	"github.com/servanda-lang/servanda/model"
)

// stuck: no state satisfying a purpose is reachable when everybody keeps their word.
func (q *inquiry) stuck(purpose int, reached []bool) bool {
	for _, s := range q.lawful.Order {
		if reached[s] {
			return false
		}
	}
	p := &q.pact.Purposes[purpose]
	q.report(Finding{
		Code: Stuck, Purpose: purpose, Party: model.None, At: p.At,
		Message: fmt.Sprintf("The purpose %q cannot be reached as long as everybody keeps their word.", purposeName(p)),
		Why:     q.waitsNever(p.Cond).lines(q),
		Mend:    "Break the ring: let one of these conditions stand without the next, or let them be fulfilled at the same time.",
	})
	return true
}

// purposeName is the label, else the condition's place.
func purposeName(p *model.Purpose) string {
	if p.Label != "" {
		return p.Label
	}
	return "the purpose"
}
