package player

import (
	"context"
	"errors"
	"time"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Begin begins a game of a pact: with these open points held fast, and the others at their first value; with steps of time of so
// many days, or the pact's own if that is 0. It looks ahead within the limits, in at most so much time if that is not 0; where
// that is not enough the game is played without, and says so. The context ends it at any time.
func Begin(ctx context.Context, p *model.Pact, held []model.Binding, tick int, lim explore.Limits, most time.Duration) (*Console, error) {
	tick, err := p.TickOf(tick)
	if err != nil {
		return nil, err
	}
	filling := make(model.Filling, len(p.Points))
	for _, b := range held {
		filling[b.Point] = b.Value
	}
	m, err := machine.New(p, filling, tick)
	if err != nil {
		return nil, err
	}
	ahead, err := Look(ctx, m, lim, most)
	dark := ""
	var limit *explore.Inconclusive
	switch {
	case errors.As(err, &limit) && !limit.Interrupted():
		dark = "there is too much that can happen (" + limit.Limit + " was reached)"
	case err != nil:
		return nil, err
	}
	c := &Console{Session: New(m, ahead, dark)}
	c.Within(ctx)
	return c, nil
}

// Dark says in words why it is not known what can come; it is empty if that is known.
func (s *Session) Dark() string { return s.dark }

// Answer is Do for whoever may be told to stop meanwhile: then the error is that of the context, and nothing more is looked at.
func (c *Console) Answer(line string) (blocks []doc.Block, err error) {
	defer world.Catch(&err)
	if c.ctx != nil && c.ctx.Err() != nil {
		return nil, c.ctx.Err()
	}
	return c.Do(line)
}

// Opening is the title, what is held open points to, and where everyone stands.
func (c *Console) Opening() []doc.Block {
	p := c.Pact()
	var facts doc.Facts
	for i, v := range c.Filling() {
		pt := &p.Points[i]
		facts.Rows = append(facts.Rows, doc.Fact{Name: pt.Title(), Text: doc.T(words.Spaced(pt.Values[v].Text))})
	}
	out := []doc.Block{doc.Para{Text: doc.In(doc.Strong, p.Title)}}
	if len(facts.Rows) > 0 {
		out = append(out, doc.Section{Title: doc.T("Played under this reading"), Blocks: []doc.Block{facts}})
	}
	return append(out, c.Show()...)
}
