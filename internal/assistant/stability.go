package assistant

import (
	"context"

	"github.com/servanda-lang/servanda/internal/conflict"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/inquiry"
)

// stabilityIn is what stability takes.
type stabilityIn struct {
	Given
	Asked
	Budget
}

func init() {
	offer("stability", "What would hold", "Says, given what each party is said to prefer (prefer, cited), which combinations of choices nobody would leave, by how far each looks ahead, and why. "+
		"Open points that are not answered have their first answer. It says what follows from the preferences, not what anybody will do, and nothing about whether the pact is sound.", whatWouldHold)
}

func whatWouldHold(c *call, in stabilityIn) (*Answer, error) {
	l, err := c.limits(in.Budget)
	if err != nil {
		return nil, err
	}
	p, a, err := c.read(in.Given, l.Bytes)
	if p == nil {
		return a, err
	}
	if len(p.Preferences) == 0 {
		a.Status, a.Why = Unavailable, "the pact records no preference of anybody, so nothing can be said of what would hold: write prefer PARTY: CONDITION > CONDITION cite SOURCE"
		return a, nil
	}
	q, err := c.query(p, in.Asked, l)
	if err != nil {
		return nil, err
	}
	var tick int
	t, err := bounded(c, q, func(ctx context.Context, q inquiry.Query) (doc.Document, error) {
		x, err := conflict.Of(ctx, p, conflict.Query{Fixed: q.Fixed, Tick: q.Tick, States: q.Limits.States})
		if err != nil {
			return doc.Document{}, err
		}
		tick = x.Tick
		told, err := x.Answer(ctx, conflict.Wanted{})
		if err != nil {
			return doc.Document{}, err
		}
		return told.Document(), nil
	})
	if err != nil {
		return nil, err
	}
	a.Status, a.TickDays = OK, tick
	a.Why = "what follows from the preferences was told to its end; whether the pact is sound was not asked"
	a.Reading = readings(p, in.Asked, q.Fixed, "what is left open has its first answer")
	a.document(t)
	return a, nil
}
