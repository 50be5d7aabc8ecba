package guarantees

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// certifier: whose word is needed before the duty falls due.
func (x *pledge[S, M]) certifier() Said {
	if !x.callable() {
		return Never
	}
	c := x.newCall()
	var ways []string
	var said Said
	for _, s := range c.words() {
		if s == 0 {
			said.Text, said.Missing = "nobody: it falls due by itself", true
			return said
		}
		moves, ok := x.shortest(c.withWordsOf(s), x.then()...)
		if said.Course == nil {
			said.Course = x.courseOf(moves, ok)
		}
		ways = append(ways, x.spoken(x.chosen(moves, c.word)))
	}
	said.Text = strings.Join(ways, "; or ")
	return said
}

// spoken tells words with the part that each speaker has in the guarantee: "the monitors: find that ...; then
// the beneficiary, Ukraine: call ...".
func (x *pledge[S, M]) spoken(ls []machine.Label) string {
	var out []string
	for _, l := range ls {
		out = append(out, x.part(l.Actor)+course.Said(x.exact, l))
	}
	return strings.Join(out, ", then ")
}

// part is the part that an actor has in the guarantee, ready to stand before its name.
func (x *pledge[S, M]) part(a model.ActorID) string {
	switch {
	case a == x.duty.Obligor:
		return "the guarantor itself, "
	case x.side.Has(a):
		return "the guarantor's own body, "
	case ask.SideOf(x.Pact, model.SetOf(x.duty.For...)).Has(a):
		return "the beneficiary, "
	}
	return ""
}
