package guarantees

import (
	"github.com/servanda-lang/servanda/internal/ask"
)

// falseCall: can it be called without its case? The finding `false_call`.
func (x *pledge[S, M]) falseCall() Said {
	if len(x.duty.Against) == 0 {
		return Said{Text: "not asked: no case is stated", Short: "–"}
	}
	all := ask.All(x.World, x.exact, ask.FalseCall, int(x.id))
	if len(all) == 0 {
		return Said{Text: "no", Verdict: No}
	}
	said := Said{Text: "yes: nobody has to break a promise for it", Verdict: Yes, Course: all[0].Course}
	if all[0].Defectors != 0 {
		said.Short = "by a breach"
		said.Text = "yes, by a breach of "
		for i, f := range all {
			if i > 0 {
				said.Text += ", or of "
			}
			said.Text += x.People(f.Defectors)
		}
	}
	return said
}
