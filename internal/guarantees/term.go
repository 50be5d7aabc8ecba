package guarantees

import (
	"strings"

	"github.com/servanda-lang/servanda/model"
)

// term: how long the guarantee runs if nobody ends it.
func (x *pledge[S, M]) term() Said {
	in := x.instrument()
	var parts []string
	var said Said
	if in.Expires != nil {
		n := in.Expires.In(x.Pact, x.exact.Filling)
		said.Days, said.Assumed = &n, assumed(in.Expires)
		parts = append(parts, Span(n))
	}
	switch ends := x.settled(in.EndsOnce).(type) {
	case nil, model.False:
	default:
		parts = append(parts, "until "+x.Condition(ends))
	}
	if said.Text = strings.Join(parts, ", or "); said.Text == "" {
		said.Text, said.Missing = "without term", true
	}
	return said
}
