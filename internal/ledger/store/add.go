package store

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
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

// edge is the end of the ledger: what is needed to add to it.
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
		for i, st := range statements {
			r, err := a.add(i, st)
			if err != nil {
				return err
			}
			out = append(out, r)
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
	s      *Store
	ctx    context.Context
	tx     *sql.Tx
	edge   *edge
	insert *sql.Stmt
	find   *sql.Stmt
	now    time.Time
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
	a := &adding{s: s, ctx: ctx, tx: tx, now: time.Now().UTC()}
	if a.edge, err = s.readEdge(ctx, tx); err != nil {
		return err
	}
	if a.insert, err = tx.PrepareContext(ctx, s.d.sql("INSERT INTO ledger_entry (seq, ref, id, kind, data, hashes) VALUES (?, ?, ?, ?, ?, ?)")); err != nil {
		return err
	}
	defer a.insert.Close()
	if a.find, err = tx.PrepareContext(ctx, s.d.sql(bySaying)); err != nil {
		return err
	}
	defer a.find.Close()
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

// readEdge gives the end of the ledger, to be added to. What is remembered of it is good as long as nobody else has added.
// readRoster follows all entries about keys.
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

// add records one statement that was checked.
func (a *adding) add(i int, st ledger.Signed) (Receipt, error) {
	before, there, err := a.before(i, st)
	if err != nil || there {
		return before, err
	}
	if err := a.edge.roster.Take(st.Statement); err != nil {
		return Receipt{}, &Refused{i, st.ID, err.Error(), NotAllowed, 0}
	}
	return a.record(st)
}

// before looks for what the reporter has said under this id before.
func (a *adding) before(i int, st ledger.Signed) (Receipt, bool, error) {
	n, e, err := said(a.find.QueryRowContext(a.ctx, st.Ref()))
	if err != nil || e == nil {
		return Receipt{}, false, err
	}
	if !e.Same(st.Statement) {
		return Receipt{}, false, &Refused{i, st.ID, fmt.Sprintf("%s has said something else under this id, in entry %d; a correction is an event of its own, with an id of its own", st.Reporter.Name, n), Otherwise, n}
	}
	return Receipt{Entry: n, ID: st.ID, Recorded: e.Recorded}, true, nil
}

// record puts a statement at the end.
func (a *adding) record(st ledger.Signed) (Receipt, error) {
	e := ledger.Entry{Signed: st, Recorded: a.now}
	if e.Recorded.Before(a.edge.last) {
		e.Recorded = a.edge.last // the clock was set back; the order of the ledger is not
	}
	n, data := a.edge.tree.Size(), e.Encode()
	var hashes []byte
	for _, h := range a.edge.tree.Add(tlog.RecordHash(data)) {
		hashes = append(hashes, h[:]...)
	}
	if _, err := a.insert.ExecContext(a.ctx, n, st.Ref(), st.ID, st.Kind, data, hashes); err != nil {
		return Receipt{}, err
	}
	a.edge.last = e.Recorded
	return Receipt{Entry: n, ID: st.ID, Recorded: e.Recorded, New: true}, nil
}

// sign signs a checkpoint of what is recorded, unless there is one.
// putCheckpoint keeps a checkpoint. One that nobody cosigned gives way to the next.
// Cosign keeps what a witness has cosigned: a checkpoint of this ledger, also one that gave way to a later one meanwhile, or the
// signature line alone for one that is kept.
// withLine finds the checkpoint that a line signs.
// withCheckpoint checks that a cosigned checkpoint is of this ledger, and puts its signature with those that are there.
// joined is a checkpoint with a signature, and with those of others that are kept for it.
