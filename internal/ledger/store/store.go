// Package store keeps a ledger in a database: one SQLite file, or PostgreSQL.
//
// Input: signed statements. Output: receipts, once what they tell of is on the disk; and a ledger.Source to verify and to export.
// An entry and the hashes of the Merkle tree that are whole with it stand in one row, so neither can be there without the other. All
// that one call adds, and the checkpoint if one is signed, is one transaction: acknowledged is what was committed, with a database that
// is told to bring each commit to the disk (synchronous=FULL, synchronous_commit=on) before it says so.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"github.com/servanda-lang/servanda/internal/database"
	"github.com/servanda-lang/servanda/internal/ledger"
	"golang.org/x/mod/sumdb/tlog"
)

// version is the form of the tables.
const version = "1"

// Store is an open ledger.
type Store struct {
	db  *sql.DB
	d   dialect
	log ledger.Public

	check func(context.Context, *sql.DB) error // of the form of the database

	mu   sync.Mutex // one transaction that adds at a time
	edge *edge      // as it was after the last one; nil if not known

	rosterMu sync.Mutex
	roster   *ledger.Roster // as it was when it was read last
	rosterAt int64          // the number of the entry about keys that was the last then
}

// dialect is what differs from one database to the other.
type dialect struct {
	name   string
	schema []string
	lock   string // makes a transaction the only one that adds
	number bool   // parameters are $1, $2, … and not ?

	snapshot sql.IsolationLevel // of a transaction that sees one moment
}

// sql writes a query for the database.
func (d dialect) sql(query string) string {
	if !d.number {
		return query
	}
	return database.Numbered(query)
}

// Create makes a new, empty ledger of which log signs the checkpoints: in a file that must not be there yet, or in a PostgreSQL
// database that holds no ledger. It is there whole when there is no error.
func Create(ctx context.Context, where string, log ledger.Private) (*Store, error) {
	s, discard, err := connectNew(ctx, where)
	if err != nil {
		return nil, err
	}
	if err := s.fill(ctx, log); err != nil {
		s.Close()
		discard()
		return nil, err
	}
	return s, nil
}

func connectNew(ctx context.Context, where string) (s *Store, discard func(), err error) {
	if database.IsPostgres(where) {
		s, err = connectPostgres(ctx, where)
		return s, func() {}, err
	}
	return createSQLite(ctx, where)
}

// fill makes the tables and the first checkpoint, of nothing, in one transaction.
func (s *Store) fill(ctx context.Context, log ledger.Private) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, q := range s.d.schema {
		if _, err := tx.ExecContext(ctx, q); err != nil {
			return fmt.Errorf("the tables of a ledger cannot be made here (is there one already?): %w", err)
		}
	}
	for key, value := range map[string]string{"version": version, "log": log.Public.String()} {
		if _, err := tx.ExecContext(ctx, s.d.sql("INSERT INTO ledger_about (name, value) VALUES (?, ?)"), key, value); err != nil {
			return err
		}
	}
	root, err := new(ledger.Frontier).Root()
	if err != nil {
		return err
	}
	note, err := ledger.Tree{Origin: log.Name, Root: root}.Sign(log)
	if err != nil {
		return err
	}
	if err := s.putCheckpoint(ctx, tx, 0, note, false); err != nil {
		return err
	}
	s.log = log.Public
	return tx.Commit()
}

// Open opens a ledger that is there.
func Open(ctx context.Context, where string) (*Store, error) {
	s, err := connect(ctx, where)
	if err != nil {
		return nil, err
	}
	if err := s.about(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func connect(ctx context.Context, where string) (*Store, error) {
	if database.IsPostgres(where) {
		return connectPostgres(ctx, where)
	}
	return connectSQLite(ctx, where)
}

// about reads what the ledger says of itself.
func (s *Store) about(ctx context.Context) error {
	said := map[string]string{}
	for _, key := range []string{"version", "log"} {
		var value string
		err := s.db.QueryRowContext(ctx, s.d.sql("SELECT value FROM ledger_about WHERE name = ?"), key).Scan(&value)
		if errors.Is(err, sql.ErrNoRows) {
			return &ledger.Broken{Entry: -1, What: "the ledger does not say its " + key}
		}
		if err != nil {
			return fmt.Errorf("this is no ledger, or it cannot be read: %w", err)
		}
		said[key] = value
	}
	if said["version"] != version {
		return fmt.Errorf("this ledger is of the form %q; this program knows the form %s", said["version"], version)
	}
	var err error
	if s.log, err = ledger.ParsePublic(said["log"]); err != nil {
		return &ledger.Broken{Entry: -1, What: "the key of the log that stands in the ledger: " + err.Error()}
	}
	return nil
}

// Close lets go of the database.
func (s *Store) Close() error { return s.db.Close() }

// LogKey is the key of the log, by the word of the ledger.
func (s *Store) LogKey() ledger.Public { return s.log }

// Levels: the hashes of every level are kept.
func (s *Store) Levels() int { return 1 }

// CheckForm asks the database whether its own form is whole.
func (s *Store) CheckForm(ctx context.Context) error { return s.check(ctx, s.db) }

// Size is how many entries there are.
func (s *Store) Size(ctx context.Context) (int64, error) { return size(ctx, s.db) }

// querier is a database or a transaction.
type querier interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}

func size(ctx context.Context, q querier) (int64, error) {
	var n int64
	err := q.QueryRowContext(ctx, "SELECT COALESCE(MAX(seq) + 1, 0) FROM ledger_entry").Scan(&n)
	return n, err
}

// Rows reads entries.
func (s *Store) Rows(ctx context.Context, from int64, most int) ([]ledger.Row, error) {
	rows, err := s.db.QueryContext(ctx, s.d.sql("SELECT seq, ref, id, kind, data, hashes FROM ledger_entry WHERE seq >= ? AND seq < ? ORDER BY seq"), from, from+int64(most))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []ledger.Row
	for rows.Next() {
		var seq int64
		r := ledger.Row{Beside: &ledger.Beside{}}
		if err := rows.Scan(&seq, &r.Beside.Ref, &r.Beside.ID, &r.Beside.Kind, &r.Data, &r.Hashes); err != nil {
			return nil, err
		}
		if want := from + int64(len(out)); seq != want {
			return nil, &ledger.Broken{Entry: want, What: "it is missing"}
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// Checkpoints are the checkpoints that are kept: those that were cosigned, and the newest.
func (s *Store) Checkpoints(ctx context.Context) ([][]byte, error) { return checkpoints(ctx, s.db) }

// Newest is the newest checkpoint.
func (s *Store) Newest(ctx context.Context) ([]byte, error) {
	var note []byte
	err := s.db.QueryRowContext(ctx, "SELECT note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1").Scan(&note)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, &ledger.Broken{Entry: -1, What: "there is no checkpoint"}
	}
	return note, err
}

// Find is the number of the entry that a reporter gave this id.
func (s *Store) Find(ctx context.Context, id string) ([]int64, error) {
	rows, err := s.db.QueryContext(ctx, s.d.sql("SELECT seq FROM ledger_entry WHERE id = ? ORDER BY seq LIMIT 10"), id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []int64
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, rows.Err()
}

// Said is what was recorded under a name; nil if nothing was.
func (s *Store) Said(ctx context.Context, ref string) (*ledger.Entry, error) {
	_, e, err := said(s.db.QueryRowContext(ctx, s.d.sql("SELECT seq, data FROM ledger_entry WHERE ref = ?"), ref))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return e, err
}

// said reads an entry with its number, and what more stands in the row.
func said(row interface{ Scan(...any) error }, more ...any) (int64, *ledger.Entry, error) {
	var n int64
	var data []byte
	if err := row.Scan(append([]any{&n, &data}, more...)...); err != nil {
		return 0, nil, err
	}
	e, err := ledger.ParseEntry(data)
	if err != nil {
		return 0, nil, &ledger.Broken{Entry: n, What: err.Error()}
	}
	return n, &e, nil
}

// Hashes reads the hashes that are kept. The hash of a part of the tree stands in the row of the last entry of that part.
func (s *Store) Hashes(ctx context.Context) tlog.HashReader { return s.hashes(ctx, s.db) }

func (s *Store) hashes(ctx context.Context, q querier) tlog.HashReader {
	query := s.d.sql("SELECT hashes FROM ledger_entry WHERE seq = ?")
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			level, n := tlog.SplitStoredHashIndex(index)
			last := (n+1)<<level - 1
			var all []byte
			if err := q.QueryRowContext(ctx, query, last).Scan(&all); err != nil {
				return nil, fmt.Errorf("the hashes of entry %d: %w", last, err)
			}
			if len(all) < (level+1)*tlog.HashSize {
				return nil, &ledger.Broken{Entry: last, What: "hashes of it are missing"}
			}
			copy(out[i][:], all[level*tlog.HashSize:])
		}
		return out, nil
	})
}
