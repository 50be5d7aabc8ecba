package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
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

// Refused says that a statement was not recorded, and why.
type Refused struct {
	Which int // of those that were handed in
	ID    string
	Why   string
}

func (r *Refused) Error() string {
	return fmt.Sprintf("statement %d, %s: %s; nothing was recorded", r.Which+1, r.ID, r.Why)
}

// edge is the end of the ledger: what is needed to add to it.
type edge struct {
	tree   *ledger.Frontier
	roster *ledger.Roster
	last   time.Time // recorded
}

func (e *edge) copy() *edge { return &edge{e.tree.Copy(), e.roster.Copy(), e.last} }

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
func (s *Store) readEdge(ctx context.Context, tx *sql.Tx) (*edge, error) {
	n, err := size(ctx, tx)
	if err != nil {
		return nil, err
	}
	if s.edge != nil && s.edge.tree.Size() == n {
		return s.edge.copy(), nil
	}
	e := &edge{}
	if e.tree, err = ledger.ReadFrontier(n, s.hashes(ctx, tx)); err != nil {
		return nil, err
	}
	if e.roster, err = s.readRoster(ctx, tx); err != nil {
		return nil, err
	}
	if n == 0 {
		return e, nil
	}
	var data []byte
	if err := tx.QueryRowContext(ctx, s.d.sql("SELECT data FROM ledger_entry WHERE seq = ?"), n-1).Scan(&data); err != nil {
		return nil, err
	}
	last, err := ledger.ParseEntry(data)
	if err != nil {
		return nil, &ledger.Broken{Entry: n - 1, What: err.Error()}
	}
	e.last = last.Recorded
	return e, nil
}

// readRoster follows all entries about keys.
func (s *Store) readRoster(ctx context.Context, tx *sql.Tx) (*ledger.Roster, error) {
	rows, err := tx.QueryContext(ctx, "SELECT seq, data FROM ledger_entry WHERE kind IN ('admit', 'retire') ORDER BY seq")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	r := ledger.NewRoster(s.log)
	for rows.Next() {
		var n int64
		var data []byte
		if err := rows.Scan(&n, &data); err != nil {
			return nil, err
		}
		e, err := ledger.ParseEntry(data)
		if err == nil && !e.Verified() {
			err = errors.New("its signature does not hold")
		}
		if err == nil {
			err = r.Take(e.Statement)
		}
		if err != nil {
			return nil, &ledger.Broken{Entry: n, What: err.Error()}
		}
	}
	return r, rows.Err()
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
			return &Refused{i, st.ID, why[i]}
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
		return Receipt{}, &Refused{i, st.ID, err.Error()}
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
		return Receipt{}, false, &Refused{i, st.ID, fmt.Sprintf("%s has said something else under this id, in entry %d; a correction is an event of its own, with an id of its own", st.Reporter.Name, n)}
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
func (a *adding) sign(log ledger.Private) error {
	if !log.Public.Is(a.s.log) {
		return fmt.Errorf("this is not the key of the log %s", a.s.log.Name)
	}
	var newest int64
	if err := a.tx.QueryRowContext(a.ctx, "SELECT COALESCE(MAX(size), -1) FROM ledger_checkpoint").Scan(&newest); err != nil {
		return err
	}
	n := a.edge.tree.Size()
	if newest == n {
		return nil
	}
	root, err := a.edge.tree.Root()
	if err != nil {
		return err
	}
	note, err := ledger.Tree{Origin: log.Name, Size: n, Root: root}.Sign(log)
	if err != nil {
		return err
	}
	return a.s.putCheckpoint(a.ctx, a.tx, n, note, false)
}

// putCheckpoint keeps a checkpoint. One that nobody cosigned gives way to the next.
func (s *Store) putCheckpoint(ctx context.Context, tx *sql.Tx, size int64, note []byte, cosigned bool) error {
	if _, err := tx.ExecContext(ctx, s.d.sql("DELETE FROM ledger_checkpoint WHERE size = ? OR (cosigned = 0 AND size < ?)"), size, size); err != nil {
		return err
	}
	mark := 0
	if cosigned {
		mark = 1
	}
	_, err := tx.ExecContext(ctx, s.d.sql("INSERT INTO ledger_checkpoint (size, note, cosigned) VALUES (?, ?, ?)"), size, note, mark)
	return err
}

// Cosign keeps what a witness has cosigned: a checkpoint of this ledger, also one that gave way to a later one meanwhile, or the
// signature line alone for one that is kept.
func (s *Store) Cosign(ctx context.Context, text []byte, witness ledger.Public) (*ledger.Checkpoint, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out *ledger.Checkpoint
	err := s.adding(ctx, func(a *adding) (err error) {
		if bytes.HasPrefix(text, []byte("— ")) {
			out, err = a.withLine(string(text), witness)
		} else {
			out, err = a.withCheckpoint(text, witness)
		}
		if err != nil {
			return err
		}
		return s.putCheckpoint(ctx, a.tx, out.Size, out.Note, true)
	})
	return out, err
}

// withLine finds the checkpoint that a line signs.
func (a *adding) withLine(line string, witness ledger.Public) (*ledger.Checkpoint, error) {
	texts, err := checkpoints(a.ctx, a.tx)
	if err != nil {
		return nil, err
	}
	for i := len(texts) - 1; i >= 0; i-- {
		c, err := ledger.OpenCheckpoint(texts[i], a.s.log)
		if err != nil {
			return nil, err
		}
		if c, err = c.With(line, a.s.log, witness); err == nil {
			return c, nil
		}
	}
	return nil, &ledger.Broken{Entry: -1, What: "this is no signature of " + witness.Name + " on a checkpoint that stands in the ledger"}
}

// withCheckpoint checks that a cosigned checkpoint is of this ledger, and puts its signature with those that are there.
func (a *adding) withCheckpoint(text []byte, witness ledger.Public) (*ledger.Checkpoint, error) {
	c, err := ledger.OpenCheckpoint(text, a.s.log, witness)
	if err != nil {
		return nil, err
	}
	line := c.Line(witness)
	if line == "" {
		return nil, &ledger.Broken{Entry: -1, What: witness.Name + " has not cosigned this checkpoint"}
	}
	if c.Size > a.edge.tree.Size() {
		return nil, &ledger.Broken{Entry: -1, What: fmt.Sprintf("the record was rolled back: this checkpoint is of %d entries, and there are %d", c.Size, a.edge.tree.Size())}
	}
	then, err := ledger.ReadFrontier(c.Size, a.s.hashes(a.ctx, a.tx))
	if err != nil {
		return nil, err
	}
	if root, err := then.Root(); err != nil || root != c.Root {
		return nil, &ledger.Broken{Entry: -1, What: fmt.Sprintf("the record was forked: the log has signed another checkpoint of %d entries", c.Size)}
	}
	return a.joined(c, line, witness)
}

// joined is a checkpoint with a signature, and with those of others that are kept for it.
func (a *adding) joined(c *ledger.Checkpoint, line string, witness ledger.Public) (*ledger.Checkpoint, error) {
	var kept []byte
	err := a.tx.QueryRowContext(a.ctx, a.s.d.sql("SELECT note FROM ledger_checkpoint WHERE size = ?"), c.Size).Scan(&kept)
	if errors.Is(err, sql.ErrNoRows) {
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	if c, err = ledger.OpenCheckpoint(kept, a.s.log); err != nil {
		return nil, err
	}
	return c.With(line, a.s.log, witness)
}

func checkpoints(ctx context.Context, q querier) ([][]byte, error) {
	rows, err := q.QueryContext(ctx, "SELECT note FROM ledger_checkpoint ORDER BY size")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out [][]byte
	for rows.Next() {
		var note []byte
		if err := rows.Scan(&note); err != nil {
			return nil, err
		}
		out = append(out, note)
	}
	return out, rows.Err()
}
