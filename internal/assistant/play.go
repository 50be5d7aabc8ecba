package assistant

import (
	"context"
	"errors"
	"fmt"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/player"
)

// playIn is what play takes.
type playIn struct {
	Given
	Asked
	Lines []string `json:"lines,omitempty" jsonschema:"what is done, from the first day on: moves as scenarios write them (north signs peace), or the commands time N, next, back N, why WORDS, show, course, worst PARTY, adversary PARTY, save LABEL, help"`
	Budget
}

// looked is how many states are laid out, to tell what can come, unless less is allowed.
const looked = 2_000_000

func init() {
	offer("play", "Play a pact move by move", "Plays a pact from the first day on, in one reading (the first answers where none is given), and answers the last of the lines: where everyone stands, what is owed, who can be left with nothing from here, "+
		"and what can be done now. Each call begins anew, so send all lines again with the next ones after them.", play)
}

func play(c *call, in playIn) (*Answer, error) {
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
	lim := explore.Limits{States: looked, Bytes: l.Bytes / 2, Workers: c.Workers}
	if l.States > 0 {
		lim.States = min(l.States, looked)
	}
	blocks, err := bounded(c, q, func(ctx context.Context, q inquiry.Query) ([]doc.Block, error) {
		g, err := player.Begin(ctx, p, q.Fixed, q.Tick, lim, l.Time/2)
		if err != nil {
			return nil, err
		}
		a.begun(g)
		return played(g, in.Lines)
	})
	if err != nil {
		return nil, err
	}
	a.add(blocks...)
	return a, nil
}

// begun says how far can be looked ahead.
func (a *Answer) begun(g *player.Console) {
	a.Status = OK
	if dark := g.Dark(); dark != "" {
		a.Status, a.Why = Inconclusive, "the game is played, but what can come is not known: "+dark
	}
	a.Reading = "the one that is played: each open point has one answer"
	if len(g.Pact().Points) == 0 {
		a.Reading = "the one reading there is: the text leaves nothing open"
	}
}

// played carries out lines and gives what is said to the last.
func played(g *player.Console, lines []string) ([]doc.Block, error) {
	out := g.Opening()
	for i, line := range lines {
		var err error
		if out, err = g.Answer(line); errors.Is(err, player.ErrQuit) {
			return []doc.Block{doc.Para{Text: doc.T("The game is over.")}}, nil
		} else if err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return out, nil
}
