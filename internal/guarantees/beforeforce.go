package guarantees

import (
	"github.com/servanda-lang/servanda/internal/machine"
)

// beforeForce: the steps without which the instrument never enters into force, whatever anybody else does,
// everybody free to break their word. Signatures under the instrument itself are left out.
func (x *pledge[S, M]) beforeForce() Said {
	running := x.running()
	if !x.Empty(x.And(x.first, running)) {
		return Said{Text: "none: in force from the first day"}
	}
	all := x.Permitted(x.Pact.Everyone())
	steps, moves, ok := x.needed(all, x.From(x.Into(all, running), x.Diff(x.All(), running)))
	if !ok {
		return Said{Text: "it can never enter into force"}
	}
	own, others := x.bySide(steps, func(l step) bool {
		return l.Kind == machine.Sign && l.Index == int(x.duty.Instrument)
	})
	return Said{Text: x.stepWords(own, others), Course: x.course(moves)}
}
