package page

import (
	"context"
	"errors"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/points"
	"github.com/servanda-lang/servanda/internal/positions"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/model"
)

// Asking is how all is asked that a page tells.
type Asking struct {
	Path   string
	Query  inquiry.Query // what it holds fast is what the page is of
	Answer func(ctx context.Context, q inquiry.Query) (*inquiry.Answer, error)
	Tell   func(inquiry.Event)           // of what is asked beside that; may be nil
	Open   func(s *sources.Survey) error // looks at the documents that sources name
}

// Gather asks all that a page tells: of the pact as it is asked for, of each named reading by itself, of the guarantees, of what each answer to an
// open question decides. What was known when a limit was reached is told, with the limit. There is no answer if the error, or the
// limit, came before anything was known.
func Gather(ctx context.Context, p *model.Pact, a Asking) (in Input, limit *explore.Inconclusive, err error) {
	in.Path, in.Held = a.Path, a.Query.Fixed
	in.Answer, err = a.Answer(ctx, a.Query)
	if errors.As(err, &limit); err != nil && (limit == nil || in.Answer == nil) {
		in.Answer = nil
		return in, limit, err
	}
	for _, ask := range []func(context.Context, *model.Pact, *Input) error{a.readings, a.guarantees, a.switches} {
		if limit != nil {
			break
		}
		if err := ask(ctx, p, &in); err != nil && !errors.As(err, &limit) {
			return in, nil, err
		}
	}
	return in, limit, a.parts(ctx, p, &in)
}

// readings answers each named reading by itself, unless something is held fast.
func (a *Asking) readings(ctx context.Context, p *model.Pact, in *Input) error {
	if len(a.Query.Fixed) > 0 {
		return nil
	}
	for i := range p.Readings {
		q := a.Query
		q.Fixed = p.Readings[i].Fixes
		answer, err := a.Answer(ctx, q)
		if answer != nil {
			in.Readings = append(in.Readings, Reading{ID: model.ReadingID(i), Answer: answer})
		}
		if limit := new(explore.Inconclusive); err != nil && (answer == nil || !errors.As(err, &limit)) {
			return err
		}
	}
	return nil
}

func (a *Asking) guarantees(ctx context.Context, p *model.Pact, in *Input) (err error) {
	in.Guarantees, err = inquiry.Guarantees(ctx, p, a.Query, a.Tell)
	return err
}

// switches asks what each open question decides, from what was asked for or the first named reading.
func (a *Asking) switches(ctx context.Context, p *model.Pact, in *Input) error {
	if len(p.Points) == 0 {
		return nil
	}
	base := a.Query.Fixed
	if len(base) == 0 && len(p.Readings) > 0 {
		base = p.Readings[0].Fixes
	}
	t, err := points.Ask(ctx, p, points.Query{Query: a.Query, Base: base}, a.Tell)
	if err != nil {
		return err
	}
	in.Parts = append(in.Parts, Part{ID: "open-questions", Document: t.Document()})
	return nil
}

// parts are what other rooms have to tell.
func (a *Asking) parts(ctx context.Context, p *model.Pact, in *Input) error {
	if len(p.Positions) > 0 {
		t, err := positions.Of(ctx, p)
		if err != nil {
			return err
		}
		in.Parts = append(in.Parts, Part{ID: "who-stands-where", Document: t.Document()})
	}
	if len(p.Sources) > 0 {
		survey := sources.Look(p)
		if err := a.Open(survey); err != nil {
			return err
		}
		d := survey.Document(false)
		first := min(1, len(d.Under)) // how many there are; what that means stands with the sources
		in.Basis = d.Under[:first]
		in.Parts = append(in.Parts, Part{ID: "where-it-comes-from", Document: doc.Document{Title: d.Title, Under: d.Under[first:], Blocks: d.Blocks}})
	}
	return nil
}
