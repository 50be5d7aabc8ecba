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
		Why: q.waitsNever(p.Cond).lines(q),
	})
	return true
}

// purposeName names a purpose within a sentence: by its label, if it has one.
func purposeName(p *model.Purpose) string {
	if p.Label != "" {
		return fmt.Sprintf("the purpose %q", p.Label)
	}
	return "the purpose"
}
