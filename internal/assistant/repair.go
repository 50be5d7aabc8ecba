package assistant

import (
	"context"
	"errors"
	"fmt"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/repair"
	"github.com/servanda-lang/servanda/model"
)

// repairIn is what repair takes.
type repairIn struct {
	Given
	Asked
	Statement string `json:"statement,omitempty" jsonschema:"what is to go: a statement of check, by its id; everything serious if nothing is named"`
	Finding   string `json:"finding,omitempty" jsonschema:"what is to go, instead: the findings of a code, such as exposed, or of a code and a clause or party, such as exposed:yard"`
	Alone     bool   `json:"alone,omitempty" jsonschema:"only changes that take no third party and no one moment for several texts"`
	Size      int    `json:"size,omitempty" jsonschema:"how many changes to make at a time, at most (1 if it is left out)"`
	Budget
}

// mendsShown is how many changes an answer tells.
const mendsShown = 5

func init() {
	offer("repair", "What would mend it", "Looks for the smallest changes of a pact that remove what was found. Each that is told was written into the text and run in full; "+
		"told are what goes, what comes and for whom, what remains, and the change as lines. If there is none of the shapes that were looked at, how many were looked at is told. Nothing is written. "+
		"Say which statement or finding is to go, and in which reading, if the pact is large.", whatMends)
}

func whatMends(c *call, in repairIn) (*Answer, error) {
	switch {
	case in.Statement != "" && in.Finding != "":
		return nil, errors.New("say what is to go by a statement or by a finding, not by both")
	case in.Size < 0 || in.Size > repair.MostSize:
		return nil, fmt.Errorf("size is from 1 to %d: of larger changes there are too many", repair.MostSize)
	}
	l, err := c.limits(in.Budget)
	if err != nil {
		return nil, err
	}
	base, at, a, err := c.readFrom(in.Given, l.Bytes)
	if err != nil || base.Pact == nil {
		return a, err
	}
	q, err := c.query(base.Pact, in.Asked, l)
	if err != nil {
		return nil, err
	}
	found, err := bounded(c, q, func(ctx context.Context, q inquiry.Query) (*repair.Result, error) {
		return repair.Run(ctx, base, repair.Query{
			Statement: in.Statement, Finding: in.Finding, Reading: in.Reading, Alone: in.Alone, Size: max(in.Size, 1), Workers: q.Workers,
			Read: func(ctx context.Context, text []byte) (*load.Result, error) {
				return at.with(ctx, text, textRoom(l.Bytes))
			},
			Options: func(p *model.Pact) (inquiry.Query, error) {
				x, err := c.query(p, in.Asked, q.Limits)
				x.Workers = 1
				return x, err
			},
		})
	})
	if err != nil {
		return nil, err
	}
	a.TickDays, a.Reading = found.TickDays, readings(base.Pact, in.Asked, q.Fixed, "all there are")
	a.Status, a.Why = Findings, "what is told would mend it; whether it should be is for people to say"
	switch {
	case len(found.Targets) == 0:
		a.Status, a.Why = OK, "there is nothing to mend of what was named"
	case found.Unfinished != nil || len(found.Mends) == 0 && !found.Whole():
		a.Status, a.Why = Inconclusive, "not every change was looked at"
	case len(found.Mends) == 0:
		a.Why = "no change of the shapes that were looked at mends it"
	}
	a.document(found.Document("", mendsShown))
	return a, nil
}
