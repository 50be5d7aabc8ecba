package guarantees

import (
	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/model"
)

// theCase: what the guarantee is promised against.
func (x *pledge[S, M]) theCase() Said {
	if len(x.duty.Against) == 0 {
		return Said{Text: "not stated: it is judged from the call", Missing: true}
	}
	var out []model.Cond
	for _, c := range x.duty.Against {
		if c = x.settled(c); c != (model.Cond)(model.False{}) {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return Said{Text: "none that can come about"}
	}
	return Said{Text: ask.TheCase(x.Speaker, out)}
}
