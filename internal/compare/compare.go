// Package compare lays two drafts of one agreement side by side: what the new one newly allows, no longer
// allows, newly obliges or no longer obliges, which findings came and went, which change of the text did
// it, and for whom that is better or worse.
//
// Input: two models, the old draft and the new, and options. Output: a Comparison, a plain value that
// package report puts into a form. docs/diff.md says what each part of it means.
//
// Nothing is guessed. Things are the same if they have the same name, or if the caller says so. A
// difference is shown by a course of one draft that the other does not have, and the course is replayed
// before it is given out. That a change of the text brings a finding about is not read off the text but
// tried: the old draft is given the change and checked again.
package compare

import (
	"cmp"
	"context"
	"errors"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// Options say how to compare. The zero value compares everything, with the limits that are usual.
type Options struct {
	Renames  [][2]string     // old name, new name
	Old, New []model.Binding // open points to hold fast in each draft
	Check    inquiry.Query
	Tell     func(inquiry.Event) // what is told while the drafts are checked; may be nil
	Pairs    int                 // pairs of states to look at, over all fillings; UsualPairs if 0
	Effort   int                 // states to spend on finding the change that matters; UsualEffort if 0
}

// The limits if none are given. The first bounds the search for courses, the second the tries by which
// the change that matters is found.
const (
	UsualPairs  = 2_000_000
	UsualEffort = 4_000_000
)

// Side says which draft.
type Side uint8

// The two drafts.
const (
	Old Side = iota
	New
)

// Other is the other draft.
func (s Side) Other() Side { return 1 - s }

// Filling is one way to fill the open points of both drafts that agree on all points they share.
type Filling [2]model.Filling

// Comparison is everything that is different between two drafts. What is indexed by Side comes first for
// the old draft, then for the new.
type Comparison struct {
	Pacts       [2]*model.Pact
	Answers     [2]*inquiry.Answer
	TickDays    int
	Fillings    []Filling // those that were compared
	Changes     []Change  // of the text, in order of kind and declaration
	Reworded    int       // declarations of which only the label is another
	Causes      []Cause   // the changes that make findings come or go
	Findings    []Row
	Parties     []Party
	News        []News       // what the new draft newly allows to befall somebody, or to be blocked
	Differences []Difference // those of the shortest courses first
	Truncated   bool         // the search for differences reached its limit; there may be more
	Caveats     []string     // what the comparison does not cover, in plain words

	// Unfinished is why the comparison ended early; nil if it did not. What it tells of then was found by then; that it does
	// not tell of something says nothing. Checked says whether both drafts had been checked, and so what Findings and Parties
	// say of all that was looked at.
	Unfinished *explore.Inconclusive
	Checked    bool

	whole bool // every filling that the caller left open was compared
}

// Same reports whether no difference of any kind was found. It claims nothing if the comparison is
// truncated.
func (c *Comparison) Same() bool {
	return len(c.Changes)+len(c.Findings)+len(c.Differences) == 0
}

// Drafts compares two drafts. The error is *explore.Inconclusive if a limit was reached before it was done, or ctx is done: the
// comparison is then what was known, marked as unfinished. Else it says in plain words why they cannot be compared.
func Drafts(ctx context.Context, old, new *model.Pact, o Options) (*Comparison, error) {
	m, err := match(old, new, o.Renames)
	if err != nil {
		return nil, err
	}
	c := &Comparison{Pacts: [2]*model.Pact{old, new}}
	c.Changes, c.Reworded = m.changes()
	err = c.work(ctx, m, o)
	var limit *explore.Inconclusive
	if errors.As(err, &limit) {
		c.Unfinished = limit
		return c, limit
	}
	if err != nil {
		return nil, err
	}
	return c, nil
}

// work finds everything but what is seen in the text.
func (c *Comparison) work(ctx context.Context, m *matching, o Options) error {
	if err := c.check(ctx, m, o); err != nil {
		return err
	}
	c.Checked = true
	issues := m.issues(c)
	c.Findings = rows(issues)
	c.Parties = m.parties(c)
	c.News = m.news(c)
	c.Caveats = m.caveats(c)
	if err := c.search(ctx, m, o); err != nil {
		return err
	}
	causes := m.causes(ctx, c, issues, cmp.Or(o.Effort, UsualEffort))
	if limit := inquiry.Stopped(ctx); limit != nil {
		return limit
	}
	c.Causes = causes
	return nil
}

// check asks every finding of both drafts, with one step of time and over fillings that correspond.
func (c *Comparison) check(ctx context.Context, m *matching, o Options) error {
	o.Check.Tick = cmp.Or(o.Check.Tick, gcd(c.Pacts[Old].TickDays(), c.Pacts[New].TickDays()))
	c.TickDays = o.Check.Tick
	for _, side := range []Side{Old, New} {
		opts := o.Check
		opts.Selection = true // what is compared is what was looked at
		opts.Fixed = m.fixed(side, [2][]model.Binding{o.Old, o.New}[side])
		a, err := inquiry.Run(ctx, c.Pacts[side], opts, o.Tell)
		if err != nil {
			return err
		}
		c.Answers[side] = a
	}
	c.Fillings = m.pairFillings(c.Answers)
	c.whole = true
	for side, given := range [2][]model.Binding{o.Old, o.New} {
		c.whole = c.whole && c.Pacts[side].CountFillings(given, len(c.Fillings)+1) == len(c.Fillings)
	}
	return nil
}

// search looks for differences, filling by filling.
func (c *Comparison) search(ctx context.Context, m *matching, o Options) error {
	left := cmp.Or(o.Pairs, UsualPairs)
	found := newLedger(m)
	defer func() { c.Differences = found.sorted() }()
	for i, f := range c.Fillings {
		if left <= 0 {
			c.Truncated = true
			break
		}
		s, err := newSearch(ctx, m, f, c.TickDays, explore.Limits{Bytes: o.Check.Limits.Bytes}, found)
		if err != nil {
			return err
		}
		used, whole := s.run(left)
		left -= used
		c.Truncated = c.Truncated || !whole
		found.endOf(i)
	}
	return nil
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// String names a side: "old" or "new".
func (s Side) String() string { return [...]string{"old", "new"}[s] }
