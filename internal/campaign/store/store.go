// Package store keeps the jobs of campaigns, the texts they are about and what came of them in a database, and has them worked: one
// SQLite file, or PostgreSQL for workers on many machines.
//
// Input: jobs, each known by its id, and somebody who does one. Output: one result for each id. Jobs are handed out by River
// (github.com/riverqueue/river, pinned), and a result and the end of its job are one transaction: a worker that is killed leaves
// either both or neither. A job is done at least once and counts once: its result stands under its id, and a second one must be the
// same, byte for byte; if it is not, neither counts and that is told (Result.Second).
//
// A worker says every few moments that it is alive, by the clock of the database. A job whose worker has not said so for the time of a lease
// is handed out again, by whichever worker notices it first (Gray and Cheriton 1989, "Leases", on what that takes). It knows nothing of pacts.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/riverqueue/river/riverdriver"

	"github.com/servanda-lang/servanda/internal/database"
)

// version is the form of the tables.
const version = "1"

// UsualLease is after how long without a word a worker is taken for dead, where nobody says otherwise.
const UsualLease = 20 * time.Second

// Store is an open store.
type Store struct {
	queue queue
	exec  riverdriver.Executor // one statement at a time
	read  *sql.DB              // for what has many rows
	d     dialect
	lease time.Duration
	close func()
}

// dialect is what differs from one database to the other, River aside.
type dialect struct {
	schema []string
	number bool                                 // parameters are $1, $2, … and not ?
	now    string                               // seconds, by the clock of the database
	size   string                               // what it takes on the disk
	fit    func(context.Context, *sql.DB) error // whether the tables may be made here
}

// sql writes a query for the database.
func (d dialect) sql(query string) string {
	query = strings.ReplaceAll(query, "NOW()", d.now)
	if !d.number {
		return query
	}
	return database.Numbered(query)
}

// tables are those of both databases; BYTES and SERIAL are words of each.
var tables = []string{
	`CREATE TABLE IF NOT EXISTS campaign_about (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,
	`CREATE TABLE IF NOT EXISTS campaign_text (digest TEXT PRIMARY KEY, body BYTES NOT NULL)`,
	`CREATE TABLE IF NOT EXISTS campaign_job (id TEXT PRIMARY KEY, digest TEXT NOT NULL, spec TEXT NOT NULL)`,
	`CREATE TABLE IF NOT EXISTS campaign_plan (seq SERIAL, id TEXT NOT NULL UNIQUE, about TEXT NOT NULL)`,
	`CREATE TABLE IF NOT EXISTS campaign_part (plan TEXT NOT NULL, seq BIGINT NOT NULL, job TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (plan, seq))`,
	`CREATE TABLE IF NOT EXISTS campaign_result (job TEXT PRIMARY KEY, kind TEXT NOT NULL, body BYTES NOT NULL, second BYTES)`,
	`CREATE TABLE IF NOT EXISTS campaign_worker (id TEXT PRIMARY KEY, beat DOUBLE PRECISION NOT NULL)`,
}

// worded are the tables in the words of a database.
func worded(bytes, serial string) []string {
	var out []string
	for _, t := range tables {
		out = append(out, strings.NewReplacer("BYTES", bytes, "SERIAL", serial).Replace(t))
	}
	return out
}

// Open opens a store that is there.
func Open(ctx context.Context, where string) (*Store, error) {
	s, err := connect(ctx, where, false)
	if err != nil {
		return nil, err
	}
	if err := s.about(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// Create opens a store, and makes it if it is not there. The lease is that of a new store; one that is there keeps its own.
func Create(ctx context.Context, where string, lease time.Duration) (*Store, error) {
	s, err := connect(ctx, where, true)
	if err != nil {
		return nil, err
	}
	for tries := 0; ; tries++ {
		if err = s.about(ctx); err == nil {
			break
		}
		if err = s.d.fit(ctx, s.read); err != nil {
			break
		}
		if err = s.fill(ctx, lease); err != nil && tries == 20 {
			break
		}
		if err != nil { // somebody else may be making it just now
			select {
			case <-ctx.Done():
			case <-time.After(100 * time.Millisecond):
			}
		}
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func connect(ctx context.Context, where string, create bool) (*Store, error) {
	if database.IsPostgres(where) {
		return connectPostgres(ctx, where)
	}
	return connectSQLite(ctx, where, create)
}

// fill makes the tables, River's first.
func (s *Store) fill(ctx context.Context, lease time.Duration) error {
	if lease <= 0 {
		lease = UsualLease
	}
	if err := s.queue.migrate(ctx); err != nil {
		return fmt.Errorf("the tables of the queue cannot be made here: %w", err)
	}
	return s.together(ctx, func(tx riverdriver.ExecutorTx) error {
		for _, q := range s.d.schema {
			if err := tx.Exec(ctx, q); err != nil {
				return fmt.Errorf("the tables of a campaign cannot be made here: %w", err)
			}
		}
		for name, value := range map[string]string{"version": version, "lease": strconv.FormatInt(lease.Milliseconds(), 10)} {
			if err := tx.Exec(ctx, s.d.sql("INSERT INTO campaign_about (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING"), name, value); err != nil {
				return err
			}
		}
		return nil
	})
}

// about reads what the store says of itself.
func (s *Store) about(ctx context.Context) error {
	said := map[string]string{}
	for _, name := range []string{"version", "lease"} {
		var value string
		if err := s.read.QueryRowContext(ctx, s.d.sql("SELECT value FROM campaign_about WHERE name = ?"), name).Scan(&value); err != nil {
			return fmt.Errorf("this is no store of campaigns, or it cannot be read: %w", err)
		}
		said[name] = value
	}
	if said["version"] != version {
		return fmt.Errorf("this store is of the form %q; this program knows the form %s", said["version"], version)
	}
	ms, err := strconv.ParseInt(said["lease"], 10, 64)
	if err != nil || ms <= 0 {
		return fmt.Errorf("the store says that its lease is %q", said["lease"])
	}
	s.lease = time.Duration(ms) * time.Millisecond
	return nil
}

// together does something in one transaction.
func (s *Store) together(ctx context.Context, do func(riverdriver.ExecutorTx) error) error {
	tx, err := s.exec.Begin(ctx)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, undone(tx.Rollback(context.WithoutCancel(ctx))))
	}
	return tx.Commit(ctx)
}

// undone passes over that there was nothing left to roll back, for the context had ended the transaction.
func undone(err error) error {
	if err == nil || errors.Is(err, sql.ErrTxDone) || strings.Contains(err.Error(), "closed") {
		return nil
	}
	return err
}

// Lease is after how long without a word a worker is taken for dead.
func (s *Store) Lease() time.Duration { return s.lease }

// Close lets go of the database.
func (s *Store) Close() { s.close() }

// Bytes is what the store takes on the disk of its database.
func (s *Store) Bytes(ctx context.Context) (int64, error) {
	var n int64
	err := s.read.QueryRowContext(ctx, s.d.size).Scan(&n)
	return n, err
}
