package rush

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/track"
)

// Pact is what is followed: two things happen every day.
const Pact = `
pact "Supply"
party mill
party bakery
act deliver by mill
act pay by bakery
instrument supply {
  between mill, bakery
  in force once signed
  duty delivering { mill must deliver within 0 days every 1 day for bakery }
  duty paying { bakery must pay within 1 day upon deliver for mill }
}
purpose { delivering }
`

// supply is the n-th report of what happens under the pact.
func supply(n int) []byte {
	who, what := [2]string{"mill", "bakery"}[n%2], [2]string{"deliver", "pay"}[n%2]
	if n < 2 {
		return fmt.Appendf(nil, `{"when":"day 0","actor":%q,"move":"signs supply"}`, who)
	}
	return fmt.Appendf(nil, `{"when":"day %d","actor":%q,"move":"does %s"}`, (n-2)/2, who, what)
}

// follower reads the whole record again and again and tells where everyone stands. It rests four times as long as it reads. What was
// acknowledged before it began has to be among what it read. What it reads when all is over it gives up: it is read once more in the end.
func (r *run) follower(work, over context.Context, rec Record) error {
	before := 0
	for ctx := work; ; ctx = over { // the first time is brought to its end in any case
		began, acknowledged := time.Now(), r.acked.Load()
		s, err := r.standing(ctx, rec)
		if err != nil && ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		if int64(s.Reports) < acknowledged || s.Reports < before {
			return fmt.Errorf("%d events were acknowledged and %d read before; where everyone stands was told from %d", acknowledged, before, s.Reports)
		}
		before = s.Reports
		r.note(func(f *Figures) {
			f.Standings, f.SlowestFollow = f.Standings+1, max(f.SlowestFollow, time.Since(began))
		})
		if !sleep(over, max(4*time.Since(began), 200*time.Millisecond)) {
			return nil
		}
	}
}

// asker has the record itself say where everyone stands, again and again, if it can. It rests four times as long as it waits for that. What
// was acknowledged before it asked has to be counted in.
func (r *run) asker(work, over context.Context, rec Record) error {
	by, can := rec.(Teller)
	if !can {
		return nil
	}
	for {
		began, acknowledged := time.Now(), r.acked.Load()
		entries, err := by.Told(work)
		switch {
		case errors.Is(err, ErrTooLong):
			r.note(func(f *Figures) { f.Untold++ })
		case err != nil:
			return err
		case entries < acknowledged:
			return fmt.Errorf("%d events were acknowledged, and where everyone stands was told from %d entries", acknowledged, entries)
		default:
			r.note(func(f *Figures) { f.Told, f.SlowestTold = f.Told+1, max(f.SlowestTold, time.Since(began)) })
		}
		if !sleep(over, max(4*time.Since(began), 200*time.Millisecond)) {
			return nil
		}
	}
}

// standing follows the pact to the newest checkpoint.
func (r *run) standing(ctx context.Context, rec Record) (*track.Standing, error) {
	loaded := load.Source("supply.pact", []byte(Pact))
	if loaded.Pact == nil {
		return nil, fmt.Errorf("the pact that is followed: %v", loaded.Diagnostics)
	}
	c, err := r.goesOn(ctx, rec, nil)
	if err != nil {
		return nil, err
	}
	q := track.Query{Pact: loaded.Pact, Look: explore.Limits{States: 10_000, Workers: 1}}
	return track.Follow(ctx, q, func() (track.Stream, error) { return &events{ctx: ctx, rec: rec, size: c.Size}, nil })
}

// events are those of a record, in its order.
type events struct {
	ctx        context.Context
	rec        Record
	next, size int64
	block      [][]byte
}

func (e *events) Close() error { return nil }

func (e *events) Next() (record.Event, error) {
	for e.next < e.size {
		if len(e.block) == 0 {
			var err error
			if e.block, err = e.rec.Entries(e.ctx, e.next, int(min(1024, e.size-e.next))); err != nil {
				return record.Event{}, err
			}
			if len(e.block) == 0 {
				return record.Event{}, fmt.Errorf("entry %d is missing", e.next)
			}
		}
		entry, err := ledger.ParseEntry(e.block[0])
		if err != nil {
			return record.Event{}, err
		}
		e.block = e.block[1:]
		e.next++
		if entry.Kind == "event" {
			return record.ParseLine(entry.Line)
		}
	}
	return record.Event{}, io.EOF
}
