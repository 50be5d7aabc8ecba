package guarantees

import (
	"strings"

	"github.com/servanda-lang/servanda/model"
)

// theCase: what the guarantee is promised against.
func (x *pledge[S, M]) theCase() Said {
	if len(x.duty.Against) == 0 {
		return Said{Text: "not stated: it is judged from the call", Missing: true}
	}
	var out []string
	for _, c := range x.duty.Against {
		if settled := x.settled(c); settled != (model.Cond)(model.False{}) {
			out = append(out, x.Condition(settled))
		}
	}
	if len(out) == 0 {
		return Said{Text: "none that can come about"}
	}
	return Said{Text: strings.Join(out, ", or ")}
}
