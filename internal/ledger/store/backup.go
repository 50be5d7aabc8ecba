package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/safefile"
)

// Backup copies the ledger as it is in one moment into a new file (SQLite), while others read and write, and verifies the copy. The file
// is there whole when there is no error, and not at all if there is one.
func (s *Store) Backup(ctx context.Context, path string) (*ledger.Summary, error) {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(err, fmt.Errorf("%s is there already; it was left as it is", path))
	}
	part := path + ".part"
	to, discard, err := createSQLite(ctx, part)
	if err != nil {
		return nil, err
	}
	defer discard()
	sum, err := s.copied(ctx, to, ledger.Trust{Log: &s.log})
	if err == nil {
		_, err = to.db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	}
	if err = errors.Join(err, to.Close()); err != nil {
		return nil, err
	}
	return sum, settle(part, path)
}

// settle gives a whole file its name, which nothing may have.
func settle(part, path string) error {
	f, err := os.OpenFile(part, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(part, path); err != nil {
		return err
	}
	return safefile.OS.SyncDir(filepath.Dir(path))
}

// Restore makes a new ledger of a backup: in a file that must not be there yet, or in a PostgreSQL database that holds none. The backup
// is verified first, and refused if it does not go on from every checkpoint that somebody kept; so is what was made of it, afterwards.
func Restore(ctx context.Context, backup, where string, trust ledger.Trust) (*ledger.Summary, error) {
	from, err := Open(ctx, backup)
	if err != nil {
		return nil, err
	}
	defer from.Close()
	if _, err := ledger.Verify(ctx, from, trust); err != nil {
		return nil, err
	}
	to, discard, err := connectNew(ctx, where)
	if err != nil {
		return nil, err
	}
	sum, err := from.copied(ctx, to, trust)
	if err = errors.Join(err, to.Close()); err != nil {
		discard()
		return nil, err
	}
	return sum, nil
}

// copied copies all there is in one moment into an empty database, and verifies it there.
func (s *Store) copied(ctx context.Context, to *Store, trust ledger.Trust) (*ledger.Summary, error) {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{Isolation: s.d.snapshot, ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	if err := to.copyFrom(ctx, tx); err != nil {
		return nil, err
	}
	if err := to.about(ctx); err != nil {
		return nil, err
	}
	return ledger.Verify(ctx, to, trust)
}

// copyFrom takes all rows of another ledger, in one transaction.
func (s *Store) copyFrom(ctx context.Context, from querier) error {
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
	for _, t := range []struct{ read, write string }{
		{"SELECT name, value FROM ledger_about", "INSERT INTO ledger_about (name, value) VALUES (?, ?)"},
		{"SELECT seq, ref, id, kind, data, hashes FROM ledger_entry ORDER BY seq", "INSERT INTO ledger_entry (seq, ref, id, kind, data, hashes) VALUES (?, ?, ?, ?, ?, ?)"},
		{"SELECT size, note, cosigned FROM ledger_checkpoint", "INSERT INTO ledger_checkpoint (size, note, cosigned) VALUES (?, ?, ?)"},
	} {
		if err := copyRows(ctx, from, tx, t.read, s.d.sql(t.write)); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// copyRows writes what a query gives.
func copyRows(ctx context.Context, from querier, to *sql.Tx, read, write string) error {
	insert, err := to.PrepareContext(ctx, write)
	if err != nil {
		return err
	}
	defer insert.Close()
	rows, err := from.QueryContext(ctx, read)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, places := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		places[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return err
		}
		if _, err := insert.ExecContext(ctx, values...); err != nil {
			return err
		}
	}
	return rows.Err()
}
