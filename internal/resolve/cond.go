package resolve

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// scope is what decides the meaning of an atom besides its names.
type scope struct {
	in     *Symbol // the instrument that a plain `signed` speaks of, or nil
	events bool    // an act may stand here: it is true of the move just made
}

// testable are the kinds of things that have statuses or values.
var testable = []Kind{Fact, Instrument, Duty, Ban, Power, Decision, Point}

// Testable lists the kinds of things that have statuses or values: what a condition can speak of.
func Testable() []Kind { return slices.Clone(testable) }

func (r *resolver) cond(c syntax.Cond, s scope) {
	switch c := c.(type) {
	case *syntax.BinaryCond:
		for _, t := range c.Terms {
			r.cond(t, s)
		}
	case *syntax.NotCond:
		r.cond(c.Term, s)
	case *syntax.ParenCond:
		r.cond(c.Inner, s)
	case *syntax.AtomCond:
		r.atom(c, s)
	}
}

func (r *resolver) atom(c *syntax.AtomCond, s scope) {
	switch {
	case c.Subject == nil:
		r.plainSigned(c, s)
	case c.Tail == nil && c.Verb == syntax.Bare:
		r.bare(c, s)
	default:
		r.test(c)
	}
	r.tail(c.Tail)
}

func (r *resolver) tail(t syntax.Tail) {
	switch t := t.(type) {
	case *syntax.AtLeastTail:
		r.quantity(t.Amount)
	case *syntax.AtMostTail:
		r.quantity(t.Amount)
	case *syntax.SignedTail:
		r.optional(t.By, parties)
	}
}

func (r *resolver) plainSigned(c *syntax.AtomCond, s scope) {
	if s.in != nil {
		return
	}
	r.report(diag.Diagnostic{
		Code: "N006", Span: c.Span(),
		Summary: "`signed` by itself stands only inside an instrument",
		Detail:  "Say which instrument: `NAME is signed`.",
	})
}

// bare is a name by itself: it means that something is kept, or, in a check or after `against`, that an act was just done.
func (r *resolver) bare(c *syntax.AtomCond, s scope) {
	want := []Kind{Instrument, Duty, Ban}
	if s.events {
		want = append(want, Act)
	}
	sym := r.find(c.Subject, want)
	if sym == nil {
		return
	}
	switch sym.Kind {
	case Instrument, Duty, Ban:
		r.Uses[c.Subject] = sym
	case Act:
		if s.events {
			r.Uses[c.Subject] = sym
			return
		}
		r.eventAsCondition(c, sym)
	case Fact, Decision, Power, Point:
		r.report(diag.Diagnostic{
			Code: "N005", Span: c.Span(),
			Summary: fmt.Sprintf("`%s` is %s: it is not kept or broken, it has values", sym.Name, sym.Kind),
			Detail:  fmt.Sprintf("Say which one is meant, as in `%s is %s`.", sym.Name, exampleValue(sym)),
		})
	default:
		r.wrongKind(c.Subject, sym, want)
	}
}

func (r *resolver) test(c *syntax.AtomCond) {
	sym := r.find(c.Subject, testable)
	switch {
	case sym == nil:
	case sym.Kind == Act:
		r.eventAsCondition(c, sym)
	case sym.Kind <= Source || sym.Kind == Reading:
		r.report(diag.Diagnostic{
			Code: "N003", Span: c.Subject.Span(),
			Summary: fmt.Sprintf("`%s` is %s, which has neither status nor value", sym.Name, sym.Kind),
			Detail:  "Test a fact, an instrument, a clause, a decision or an open point.",
		})
	default:
		r.Uses[c.Subject] = sym
	}
}

func (r *resolver) eventAsCondition(c *syntax.AtomCond, sym *Symbol) {
	r.report(diag.Diagnostic{
		Code: "N004", Span: c.Span(),
		Summary: fmt.Sprintf("`%s` is an act: an event, not a condition", sym.Name),
		Detail: "Did you mean `upon " + sym.Name + "`, or `against " + sym.Name + "`? To test for it later, let the act change a fact and test that; " +
			"in a check it may stand by itself after `never` or `possible`, or on the left of `leads to`.",
		Related: []diag.Related{{Span: sym.At(), Message: "the act is declared here"}},
	})
}

// exampleValue is something the symbol can be, to show how a test is written.
func exampleValue(s *Symbol) string {
	switch n := s.Node.(type) {
	case *syntax.FactDecl:
		if len(n.Values) > 0 {
			return n.Values[0].Text
		}
		return "at least 1"
	case *syntax.OpenDecl:
		if len(n.Values) > 0 {
			return n.Values[0].Span().Text()
		}
	case *syntax.DecisionDecl:
		for _, it := range items(n.Block) {
			if d, ok := it.(*syntax.DecidesItem); ok && len(d.Values) > 0 {
				return d.Values[0].Text
			}
		}
	case *syntax.PowerClause:
		return "used"
	}
	return "VALUE"
}
