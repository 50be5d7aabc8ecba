package assistant

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/compare"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/points"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/model"
)

// What the status of a comparison means.
const (
	same      = "no difference was found"
	different = "there are differences"
)

// diffIn is what diff takes.
type diffIn struct {
	Old      Given             `json:"old" jsonschema:"the old draft, or the one draft of which two readings are compared"`
	New      *Given            `json:"new,omitempty" jsonschema:"the new draft"`
	Readings []string          `json:"readings,omitempty" jsonschema:"in place of a new draft: the names of two readings of the old one"`
	Renames  map[string]string `json:"renames,omitempty" jsonschema:"what has another name in the new draft: the old name and the new one"`
	Asked
	Budget
}

func init() {
	offer("diff", "Compare two drafts, or two readings", "Compares two drafts of one agreement: which change of the text makes findings come or go, what is newly possible or obliged, each with a course that shows it, and who is more or less exposed; "+
		"or two readings of one draft. ok: no difference was found; findings: there are some.", diff)
}

func diff(c *call, in diffIn) (*Answer, error) {
	if (in.New == nil) == (len(in.Readings) == 0) {
		return nil, errors.New("give a new draft, or two readings of the old one")
	}
	l, err := c.limits(in.Budget)
	if err != nil {
		return nil, err
	}
	old, a, err := c.read(in.Old, l.Bytes)
	if old == nil {
		return a, err
	}
	if in.New == nil {
		return c.betweenReadings(in, old, a, l)
	}
	later, b, err := c.read(*in.New, l.Bytes)
	if later == nil {
		return b, err
	}
	a.Diagnostics, a.Text = append(a.Diagnostics, b.Diagnostics...), a.Text+b.Text
	return c.betweenDrafts(in, [2]*model.Pact{old, later}, [2]string{a.Pact, b.Pact}, a, l)
}

// betweenDrafts compares two drafts; what a says of the texts stays in it.
func (c *call) betweenDrafts(in diffIn, pacts [2]*model.Pact, paths [2]string, a *Answer, l inquiry.Limits) (*Answer, error) {
	q, err := c.query(pacts[0], in.Asked, l)
	if err != nil {
		return nil, fmt.Errorf("the old draft: %w", err)
	}
	later, err := c.query(pacts[1], in.Asked, l)
	if err != nil {
		return nil, fmt.Errorf("the new draft: %w", err)
	}
	o := compare.Options{Old: q.Fixed, New: later.Fixed, Pairs: l.States, Tell: c.tell(pacts[0])}
	for _, name := range slices.Sorted(maps.Keys(in.Renames)) {
		o.Renames = append(o.Renames, [2]string{name, in.Renames[name]})
	}
	q.Fixed = nil
	d := report.Diff{Paths: paths}
	d.Comparison, err = bounded(c, q, func(ctx context.Context, q inquiry.Query) (*compare.Comparison, error) {
		o := o
		o.Check = q
		return compare.Drafts(ctx, pacts[0], pacts[1], o)
	})
	var limit *explore.Inconclusive
	if err != nil && !errors.As(err, &limit) || d.Comparison == nil {
		return nil, err
	}
	a.Pact = paths[0] + " → " + paths[1]
	a.compared(d.Comparison, limit)
	a.Reading = readings(pacts[0], in.Asked, o.Old, "those that were compared, as told below")
	var text strings.Builder
	if err := report.DiffTerminal(&text, d, report.Style{}); err != nil {
		return nil, err
	}
	a.add(doc.Literal{Text: text.String()})
	return a, nil
}

// compared judges a comparison.
func (a *Answer) compared(d *compare.Comparison, limit *explore.Inconclusive) {
	a.TickDays, a.NotCovered = d.TickDays, d.Caveats
	switch {
	case limit != nil:
		a.Status, a.Why = Inconclusive, limit.Why()
	case d.Truncated:
		a.Status, a.Why = Inconclusive, "the search for differences reached its limit, and there may be more"
	case d.Same():
		a.Status, a.Why = OK, same
	default:
		a.Status, a.Why = Findings, different
	}
}

// betweenReadings compares two readings of one draft.
func (c *call) betweenReadings(in diffIn, p *model.Pact, a *Answer, l inquiry.Limits) (*Answer, error) {
	if len(in.Readings) != 2 || in.Reading != "" || len(in.Open) > 0 || len(in.Renames) > 0 {
		return nil, errors.New("name two readings, and nothing else that is held fast or renamed")
	}
	var named [2]points.Named
	for i, name := range in.Readings {
		held, err := inquiry.Hold(p, name, nil)
		if err != nil {
			return nil, err
		}
		id := slices.IndexFunc(p.Readings, func(r model.Reading) bool { return r.Name == name })
		named[i] = points.Named{Name: points.ReadingWords(p, model.ReadingID(id)), Fixes: held}
	}
	q, err := c.query(p, in.Asked, l)
	if err != nil {
		return nil, err
	}
	d, err := bounded(c, q, func(ctx context.Context, q inquiry.Query) (*points.Change, error) {
		return points.Between(ctx, p, named[0], named[1], q, c.tell(p))
	})
	if err != nil {
		return nil, err
	}
	a.Status, a.Why, a.TickDays, a.Reading = Findings, different, d.TickDays, named[0].Name+" → "+named[1].Name
	if d.Same() {
		a.Status, a.Why = OK, same
	}
	a.document(d.Document())
	return a, nil
}
