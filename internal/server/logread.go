package server

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/track"
)

// ledgerLog is the log that stands in the first entries of a ledger. Who says a thing, and when it was said, is what the ledger knows, and not
// what the event says of itself.
type ledgerLog struct {
	ctx    context.Context
	store  *store.Store
	size   int64
	dated  bool // the pact has a calendar, so that the time of recording means something to it
	unread []Unread
	taken  map[string]string // by the id of an event: who said it first
}

// mostUnread is how many events that cannot be read are told.
const mostUnread = 100

// readLog looks through the ledger: which events cannot be followed, and whose the ids are.
func readLog(ctx context.Context, st *store.Store, size int64, dated bool) (*ledgerLog, error) {
	l := &ledgerLog{ctx: ctx, store: st, size: size, dated: dated, unread: []Unread{}, taken: map[string]string{}}
	return l, ledger.Each(ctx, st, size, func(n int64, e *ledger.Entry) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if e.Kind == kindEvent {
			l.event(n, e)
		}
		return nil
	})
}

// event notes what has to be known of an event before all are read.
func (l *ledgerLog) event(n int64, e *ledger.Entry) {
	x, err := record.ParseLine(e.Line)
	if err != nil {
		if len(l.unread) < mostUnread {
			l.unread = append(l.unread, Unread{n, err.Error()})
		}
		return
	}
	if _, there := l.taken[x.ID]; x.ID != "" && !there {
		l.taken[x.ID] = e.Reporter.Name
	}
}

// open reads the log from its beginning.
func (l *ledgerLog) open() (track.Stream, error) { return &ledgerStream{l: l}, nil }

// ledgerStream is a ledger being read.
type ledgerStream struct {
	l    *ledgerLog
	next int64
	rows []ledger.Row
}

func (s *ledgerStream) Close() error { return nil }

// rowsRead is how many entries are read at a time.
const rowsRead = 256

func (s *ledgerStream) Next() (record.Event, error) {
	for {
		if len(s.rows) == 0 {
			if err := s.read(); err != nil {
				return record.Event{}, err
			}
		}
		n, row := s.next, s.rows[0]
		s.next, s.rows = s.next+1, s.rows[1:]
		e, err := parse(n, row.Data)
		if err != nil {
			return record.Event{}, err
		}
		if e.Kind != kindEvent {
			continue
		}
		if x, err := record.ParseLine(e.Line); err == nil {
			return s.l.told(n, e, x), nil
		}
	}
}

func (s *ledgerStream) read() error {
	if s.next >= s.l.size {
		return io.EOF
	}
	var err error
	s.rows, err = s.l.store.Rows(s.l.ctx, s.next, int(min(rowsRead, s.l.size-s.next)))
	if err == nil && len(s.rows) == 0 {
		err = &ledger.Broken{Entry: s.next, What: "it is gone since it was read a moment ago"}
	}
	return err
}

// told is an event with what the ledger knows of it. Somebody else's id cannot be taken: who uses it later is told apart by the name.
func (l *ledgerLog) told(n int64, e *ledger.Entry, x record.Event) record.Event {
	x.Line = int(n) + 1
	x.Reporter = e.Reporter.Name
	if first := l.taken[x.ID]; x.ID != "" && first != x.Reporter {
		x.ID = fmt.Sprintf("%s/%s", x.Reporter, x.ID)
	}
	x.Recorded = record.When{}
	if l.dated {
		at := e.Recorded.UTC()
		x.Recorded = record.When{Text: at.Format(time.RFC3339Nano), Date: at.Truncate(24 * time.Hour), At: at}
	}
	return x
}
