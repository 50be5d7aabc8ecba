// Package track is a pact and the log of what happened under it into where everyone stands: what is due and late, whose word
// was broken, what could not have happened, who is exposed now, and where it matters which of two reports is true.
//
// Input: a pact, the open points that are settled, the step of time, and a log that can be read more than once. Output: a
// Standing, plain data, and its forms: a document, a record for machines, a calendar. What a move does and why it cannot be
// made is the machine's; who is in danger is told by package player as in a game. Reports that contradict one another are
// kept as courses side by side: a course takes a largest set of them that can be true together, as in N. Rescher and R. Manor,
// "On inference from inconsistent premisses" (Theory and Decision 1, 1970). docs/tracking.md says what a log means.
package track

import (
	"context"
	"fmt"
	"time"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Query is what is asked.
type Query struct {
	Pact   *model.Pact
	Fixed  []model.Binding // open points that are settled from without
	Tick   int             // days; 0: that of the pact
	On     record.When     // the day looked at; unset: the last one of the log
	Known  record.When     // only what was reported until then; unset: all
	Look   explore.Limits  // to tell what can come
	Within time.Duration   // the same, for each course; 0: no limit
	Text   TextOf          // gives the texts that amendments in the log name; nil: there are none
	Tell   func(read int)  // is told now and then how many reports were read; may be nil
}

// TextOf gives the text that an amendment puts in force.
type TextOf func(amendment *record.Event) (*model.Pact, error)

// Stream gives the events of a log one after the other, io.EOF at its end.
type Stream interface {
	Next() (record.Event, error)
	Close() error
}

// Log opens a log. It is read several times, and has to be the same each time.
type Log func() (Stream, error)

// The bounds of what is kept at once.
const (
	mostFillings   = 64      // ways to fill the open points
	mostCourses    = 4096    // ways to decide what is disputed, times fillings
	mostSpecial    = 200_000 // reports that are about others, or come late
	mostOfOneDay   = 200_000
	mostTold       = 2000 // reports that are listed, and faults of a course; of more the last
	mostReportsOne = 12   // reports that hang together by contradictions
)

// TooMuch is the error where a bound is reached. Nothing is claimed.
type TooMuch struct{ What string }

func (e *TooMuch) Error() string { return e.What + "; nothing is claimed" }

// Follow tells where everyone stands. The error is *record.Error if the log cannot be read, *TooMuch if there is more than is
// kept side by side.
func Follow(ctx context.Context, q Query, log Log) (s *Standing, err error) {
	defer world.Catch(&err)
	r, err := replayed(ctx, &q, log)
	if err != nil {
		return nil, err
	}
	return r.standing()
}

// replayed plays a log to the day looked at. more are pacts whose step of time has to be met as well.
func replayed(ctx context.Context, q *Query, log Log, more ...*model.Pact) (*replay, error) {
	if err := q.valid(); err != nil {
		return nil, err
	}
	p, err := lay(ctx, q, log)
	if err != nil {
		return nil, err
	}
	if err := p.setTick(more); err != nil {
		return nil, err
	}
	r, err := newReplay(ctx, q, p)
	if err != nil {
		return nil, err
	}
	return r, r.run(log)
}

// setTick settles the step of time: one for all texts that the log and the caller name, for what is carried over has to be counted in it.
func (p *plan) setTick(more []*model.Pact) error {
	tick := 0
	for _, x := range p.texts {
		more = append(more, x.pact)
	}
	for _, x := range more {
		own, err := x.TickOf(p.q.Tick)
		if err != nil {
			return err
		}
		for own != 0 {
			tick, own = own, tick%own
		}
	}
	p.q.Tick = tick
	return nil
}

func (q *Query) valid() error {
	for _, w := range []record.When{q.On, q.Known} {
		if w.IsSet() && !w.Numbered() && q.Pact.Starts.IsZero() {
			return fmt.Errorf("the pact says no date on which it starts: name a day of it, such as \"day 12\", and not %s", w.Text)
		}
	}
	if n := q.Pact.CountFillings(q.Fixed, mostFillings+1); n > mostFillings {
		return &TooMuch{fmt.Sprintf("the open points can be filled in more than %d ways: settle some of them by --in or --open", mostFillings)}
	}
	return nil
}

// day is the day of the pact that a time falls on.
func (q *Query) day(w record.When) int { return w.DayFrom(q.Pact.Starts.Time) }
