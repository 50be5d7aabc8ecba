package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/safefile"
	_ "modernc.org/sqlite" // the driver
)

var sqlite = dialect{
	name: "SQLite",
	schema: []string{
		`CREATE TABLE ledger_about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
		`CREATE TABLE ledger_entry (seq INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE, id TEXT NOT NULL, kind TEXT NOT NULL, data BLOB NOT NULL, hashes BLOB NOT NULL)`,
		`CREATE INDEX ledger_entry_id ON ledger_entry (id)`,
		`CREATE INDEX ledger_entry_keys ON ledger_entry (seq) WHERE kind IN ('admit', 'retire')`,
		`CREATE TABLE ledger_checkpoint (size INTEGER PRIMARY KEY, note BLOB NOT NULL, cosigned INTEGER NOT NULL)`,
		`CREATE TRIGGER ledger_entry_stays BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END`,
		`CREATE TRIGGER ledger_entry_is_kept BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'an entry is never taken away'); END`,
	},
}

// options are those of every connection: a commit is on the disk before it is acknowledged, pages are looked at before they are
// believed, and who finds another writing waits.
const options = "_pragma=busy_timeout(20000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=cell_size_check(1)&_pragma=trusted_schema(0)&_txlock=immediate"

// address is a file as SQLite is to open it.
func address(path, more string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	full = filepath.ToSlash(full)
	if !strings.HasPrefix(full, "/") {
		full = "/" + full // a drive
	}
	return (&url.URL{Scheme: "file", Path: full, RawQuery: options + more}).String(), nil
}

func connectSQLite(ctx context.Context, path string) (*Store, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file with a ledger in it", path)
	}
	dsn, err := address(path, "&mode=rw")
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(4)
	if err := db.PingContext(ctx); err != nil {
		db.Close()
		return nil, fmt.Errorf("%s cannot be opened as a ledger: %w", path, err)
	}
	return &Store{db: db, d: sqlite, check: checkSQLite}, nil
}

// createSQLite makes the file. discard takes it away again.
func createSQLite(ctx context.Context, path string) (*Store, func(), error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return nil, nil, fmt.Errorf("%s is there already; it was left as it is", path)
	}
	if err != nil {
		return nil, nil, err
	}
	f.Close()
	discard := func() {
		for _, end := range []string{"", "-wal", "-shm", "-journal"} {
			os.Remove(path + end)
		}
	}
	s, err := connectSQLite(ctx, path)
	if err == nil {
		if err = safefile.OS.SyncDir(filepath.Dir(path)); err != nil {
			s.Close()
		}
	}
	if err != nil {
		discard()
		return nil, nil, err
	}
	return s, discard, nil
}

// checkSQLite asks SQLite to look at all its pages, and checks that the tables, with what guards them, are those of a ledger and no others.
func checkSQLite(ctx context.Context, db *sql.DB) error {
	said, err := column(ctx, db, "PRAGMA integrity_check(1)")
	if err != nil {
		return err
	}
	if len(said) != 1 || said[0] != "ok" {
		return &ledger.Broken{Entry: -1, What: "the file of the ledger is damaged: " + strings.Join(said, "; ")}
	}
	made, err := column(ctx, db, "SELECT COALESCE(sql, type || ' ' || name || ' ' || tbl_name) FROM sqlite_schema")
	if err != nil {
		return err
	}
	want := append(slices.Clone(sqlite.schema), "index sqlite_autoindex_ledger_entry_1 ledger_entry") // which SQLite made for UNIQUE
	slices.Sort(want)
	slices.Sort(made)
	if !slices.Equal(want, made) {
		return &ledger.Broken{Entry: -1, What: "the tables in the file, or what guards them, are not those of a ledger"}
	}
	return nil
}

// column reads texts.
func column(ctx context.Context, db *sql.DB, query string) ([]string, error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		out = append(out, text)
	}
	return out, rows.Err()
}
