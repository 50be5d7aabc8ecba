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
	"strings"

	"github.com/riverqueue/river/riverdriver/riversqlite"
	_ "modernc.org/sqlite" // the driver
)

var sqlite = dialect{
	schema: worded("BLOB", "INTEGER PRIMARY KEY AUTOINCREMENT"),
	now:    "unixepoch('subsec')",
	size:   "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
	fit:    mine,
}

// mine refuses a file that holds something else: it is somebody's.
func mine(ctx context.Context, db *sql.DB) error {
	var others int
	err := db.QueryRowContext(ctx, `SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'river\_%' ESCAPE '\' AND name NOT LIKE 'campaign\_%' ESCAPE '\' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`).Scan(&others)
	if err != nil {
		return fmt.Errorf("the file cannot be read as a database: %w", err)
	}
	if others > 0 {
		return errors.New("the file is the database of something else; name another")
	}
	return nil
}

// options are those of every connection. With synchronous=NORMAL in WAL mode a process that is killed loses nothing; a machine that loses
// its power may lose the last moments, whole transactions of them, and what they had done is then done again.
const options = "_pragma=busy_timeout(60000)&_pragma=journal_mode(wal)&_pragma=synchronous(normal)&_pragma=trusted_schema(0)&_txlock=immediate"

// address is a file as SQLite is to open it.
func address(path string, create bool) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	full = filepath.ToSlash(full)
	if !strings.HasPrefix(full, "/") {
		full = "/" + full // a drive
	}
	mode := "rw"
	if create {
		mode = "rwc"
	}
	return (&url.URL{Scheme: "file", Path: full, RawQuery: options + "&mode=" + mode}).String(), nil
}

func connectSQLite(ctx context.Context, path string, create bool) (*Store, error) {
	info, err := os.Stat(path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no file with a store in it", path)
	case errors.Is(err, fs.ErrNotExist) && create:
	case err != nil:
		return nil, err
	}
	dsn, err := address(path, create)
	if err != nil {
		return nil, err
	}
	write, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1) // there is one writer at a time; several connections would only wait for one another
	read, err := sql.Open("sqlite", dsn)
	if err != nil {
		write.Close()
		return nil, err
	}
	read.SetMaxOpenConns(2)
	s := &Store{read: read, d: sqlite, close: func() { write.Close(); read.Close() }}
	if err := write.PingContext(ctx); err != nil {
		s.Close()
		return nil, fmt.Errorf("%s cannot be opened as a store of campaigns: %w", path, err)
	}
	driver := riversqlite.New(write)
	s.queue, s.exec = &handout[*sql.Tx]{driver: driver}, driver.GetExecutor()
	return s, nil
}
