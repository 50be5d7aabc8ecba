package assistant

import (
	"context"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/points"
)

// pointsIn is what points takes.
type pointsIn struct {
	Given
	Asked
	All bool `json:"all,omitempty" jsonschema:"over all ways to fill the open points too, however many there are"`
	Budget
}

func init() {
	offer("points", "What the open questions decide", "Says what each question decides that a pact leaves open, and for whom: what goes and what comes when it is answered otherwise, from one reading (the first answers if none is named), "+
		"and the named readings side by side. Looked for is who can be left with nothing or bound alone, what can be blocked, and which help need not come; check looks for more.", whatPointsDecide)
}

func whatPointsDecide(c *call, in pointsIn) (*Answer, error) {
	l, err := c.limits(in.Budget)
	if err != nil {
		return nil, err
	}
	p, a, err := c.read(in.Given, l.Bytes)
	if p == nil {
		return a, err
	}
	q, err := c.query(p, in.Asked, l)
	if err != nil {
		return nil, err
	}
	all := in.All || p.CountFillings(nil, inquiry.FewFillings) <= inquiry.FewFillings
	t, err := bounded(c, q, func(ctx context.Context, q inquiry.Query) (*points.Table, error) {
		return points.Ask(ctx, p, points.Query{Query: q, Base: q.Fixed, All: all}, c.tell(p))
	})
	if err != nil {
		return nil, err
	}
	a.Status, a.TickDays, a.NotCovered = OK, t.TickDays, t.Caveats
	if len(t.Claims) > 0 {
		a.Status = Findings
	}
	a.Reading = readings(p, in.Asked, q.Fixed, "as the table says, one after the other")
	if t.Overall != nil {
		a.Reading = "all there are, one after the other and together"
	}
	a.document(t.Document())
	return a, nil
}
