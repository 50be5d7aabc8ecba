package store

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"golang.org/x/mod/sumdb/tlog"
)

// Receipt says where a statement stands. Whoever has one can rely on it: it is on the disk.
type Receipt struct {
	Entry    int64
	ID       string
	Recorded time.Time
	New      bool // false if it stood there already
}

// Cause is what stands against a statement.
type Cause uint8

// The causes.
const (
	Malformed  Cause = iota // it is not what can be recorded here, whoever hands it in
	NotAllowed              // its reporter may not make it
	Otherwise               // its reporter has said something else under the same id
)

// Refused says that a statement was not recorded, and why.
type Refused struct {
	Which  int // of those that were handed in
	ID     string
	Why    string
	Cause  Cause
	Before int64 // of Otherwise: the entry in which that was said
}

func (r *Refused) Error() string {
	return fmt.Sprintf("statement %d, %s: %s; nothing was recorded", r.Which+1, r.ID, r.Why)
}

// Add records statements in their order, all or none, and signs a checkpoint if it is given the key of the log. What the same reporter
// has said under the same id before is acknowledged again and not recorded twice. When there is no error, all of it is on the disk.
func (s *Store) Add(ctx context.Context, statements []ledger.Signed, log *ledger.Private) ([]Receipt, error) {
	if err := s.look(statements); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Receipt
	err := s.adding(ctx, func(a *adding) error {
		if err := a.look(statements); err != nil {
			return err
		}
		for i, st := range statements {
			r, err := a.add(i, st)
			if err != nil {
				return err
			}
			out = append(out, r)
		}
		if err := a.write(); err != nil {
			return err
		}
		if log != nil {
			return a.sign(*log)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// Sign signs a checkpoint of all that is recorded.
func (s *Store) Sign(ctx context.Context, log ledger.Private) error {
	_, err := s.Add(ctx, nil, &log)
	return err
}

// adding is a transaction that adds.
type adding struct {
	s    *Store
	ctx  context.Context
	tx   *sql.Tx
	edge *edge
	now  time.Time
	said map[string]place // what stands there, or will, by its ref; of those that are handed in
	rows []any            // that are to be written, column by column
}

// place is an entry with its number.
type place struct {
	n int64
	e *ledger.Entry
}

// adding runs a transaction that no other that adds runs beside.
func (s *Store) adding(ctx context.Context, do func(*adding) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.lock(ctx, tx); err != nil {
		return err
	}
	a := &adding{s: s, ctx: ctx, tx: tx, now: time.Now().UTC(), said: map[string]place{}}
	if a.edge, err = s.readEdge(ctx, tx); err != nil {
		return err
	}
	if err := do(a); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		s.edge = nil
		return fmt.Errorf("nothing is acknowledged; what was handed in may be recorded or not, and can be handed in again: %w", err)
	}
	s.edge = a.edge
	return nil
}

// lock makes this the only transaction that adds. SQLite has done so when it began.
func (s *Store) lock(ctx context.Context, tx *sql.Tx) error {
	if s.d.lock == "" {
		return nil
	}
	for _, q := range []string{"SET LOCAL synchronous_commit = on", s.d.lock} {
		if _, err := tx.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// look checks statements one by one, on several processors, before anybody has to wait for them. What is told is what is wrong first.
func (s *Store) look(statements []ledger.Signed) error {
	why := make([]string, len(statements))
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range min(workers, len(statements)) {
		wg.Go(func() {
			for i := w; i < len(statements); i += workers {
				why[i] = s.refuses(statements[i])
			}
		})
	}
	wg.Wait()
	for i, st := range statements {
		if why[i] != "" {
			return &Refused{i, st.ID, why[i], Malformed, 0}
		}
	}
	return nil
}

// refuses says why a statement cannot be recorded whatever else is; "" if it can.
func (s *Store) refuses(st ledger.Signed) string {
	if st.Ledger != s.log.Name {
		return "it was signed for another ledger, " + st.Ledger
	}
	// What is recorded is read back as it will be read: nothing goes in that would not come out.
	again, err := ledger.ParseSigned(st.Encode())
	if err != nil {
		return err.Error()
	}
	if !again.Verified() {
		return "the signature of " + st.Reporter.Name + " does not hold"
	}
	return ""
}

// together is how many rows are asked for, or written, at once: a server that is asked for each by itself is waited for each time.
const together = 128

// look finds what the reporters have said before under these ids.
func (a *adding) look(statements []ledger.Signed) error {
	for some := range slices.Chunk(statements, together) {
		var refs []any
		for _, st := range some {
			refs = append(refs, st.Ref())
		}
		rows, err := a.tx.QueryContext(a.ctx, a.s.d.sql("SELECT seq, data, ref FROM ledger_entry WHERE ref IN ("+marks(len(refs))+")"), refs...)
		if err != nil {
			return err
		}
		if err := a.take(rows); err != nil {
			return err
		}
	}
	return nil
}

func (a *adding) take(rows *sql.Rows) error {
	defer rows.Close()
	for rows.Next() {
		var ref string
		n, e, err := said(rows, &ref)
		if err != nil {
			return err
		}
		a.said[ref] = place{n, e}
	}
	return rows.Err()
}

// marks are so many places for values in a query.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

// add records one statement that was checked.
func (a *adding) add(i int, st ledger.Signed) (Receipt, error) {
	if before, there := a.said[st.Ref()]; there {
		if !before.e.Same(st.Statement) {
			return Receipt{}, &Refused{i, st.ID, fmt.Sprintf("%s has said something else under this id, in entry %d; a correction is an event of its own, with an id of its own", st.Reporter.Name, before.n), Otherwise, before.n}
		}
		return Receipt{Entry: before.n, ID: st.ID, Recorded: before.e.Recorded}, nil
	}
	if err := a.edge.roster.Take(st.Statement); err != nil {
		return Receipt{}, &Refused{i, st.ID, err.Error(), NotAllowed, 0}
	}
	return a.record(st), nil
}

// record puts a statement at the end.
func (a *adding) record(st ledger.Signed) Receipt {
	e := ledger.Entry{Signed: st, Recorded: a.now}
	if e.Recorded.Before(a.edge.last) {
		e.Recorded = a.edge.last // the clock was set back; the order of the ledger is not
	}
	n, data := a.edge.tree.Size(), e.Encode()
	var hashes []byte
	for _, h := range a.edge.tree.Add(tlog.RecordHash(data)) {
		hashes = append(hashes, h[:]...)
	}
	a.rows = append(a.rows, n, st.Ref(), st.ID, st.Kind, data, hashes)
	a.said[st.Ref()] = place{n, &e}
	a.edge.last = e.Recorded
	return Receipt{Entry: n, ID: st.ID, Recorded: e.Recorded, New: true}
}

// write writes what was put at the end.
func (a *adding) write() error {
	const columns = 6
	for some := range slices.Chunk(a.rows, columns*together) {
		row := "(" + marks(columns) + ")"
		query := "INSERT INTO ledger_entry (seq, ref, id, kind, data, hashes) VALUES " + row + strings.Repeat(", "+row, len(some)/columns-1)
		if _, err := a.tx.ExecContext(a.ctx, a.s.d.sql(query), some...); err != nil {
			return err
		}
	}
	return nil
}
