package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver
)

var postgres = dialect{
	name: "PostgreSQL",
	schema: []string{
		`CREATE TABLE ledger_about (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,
		`CREATE TABLE ledger_entry (seq BIGINT PRIMARY KEY, ref TEXT NOT NULL UNIQUE, id TEXT NOT NULL, kind TEXT NOT NULL, data BYTEA NOT NULL, hashes BYTEA NOT NULL)`,
		// With seq in it, so that the first entries of an id are those of the index: without, PostgreSQL goes through the whole record by seq.
		`CREATE INDEX ledger_entry_id ON ledger_entry (id, seq)`,
		`CREATE INDEX ledger_entry_keys ON ledger_entry (seq) WHERE kind IN ('admit', 'retire')`,
		`CREATE TABLE ledger_checkpoint (size BIGINT PRIMARY KEY, note BYTEA NOT NULL, cosigned INTEGER NOT NULL)`,
		`CREATE FUNCTION ledger_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'an entry is never changed or taken away'; END $$`,
		`CREATE TRIGGER ledger_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_stays()`,
	},
	lock:   "LOCK TABLE ledger_entry IN EXCLUSIVE MODE",
	number: true,

	snapshot: sql.LevelRepeatableRead,
}

// connectPostgres opens a database, unless it is one that acknowledges what is not on its disk.
func connectPostgres(ctx context.Context, where string) (*Store, error) {
	db, err := sql.Open("pgx", where)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(4)
	if err := durable(ctx, db); err != nil {
		db.Close()
		return nil, err
	}
	return &Store{db: db, d: postgres, check: durable}, nil
}

func durable(ctx context.Context, db *sql.DB) error {
	for _, setting := range []string{"fsync", "full_page_writes"} {
		var is string
		if err := db.QueryRowContext(ctx, "SELECT current_setting($1)", setting).Scan(&is); err != nil {
			return fmt.Errorf("the PostgreSQL database cannot be reached: %w", err)
		}
		if is != "on" {
			return errors.New("this PostgreSQL server has " + setting + " turned off: what it acknowledges is not on its disk, and a ledger cannot be kept there")
		}
	}
	return nil
}
