package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
)

var postgres = dialect{
	schema: worded("BYTEA", "BIGSERIAL PRIMARY KEY"),
	number: true,
	now:    "(EXTRACT(EPOCH FROM clock_timestamp())::double precision)",
	size:   "SELECT pg_database_size(current_database())",
	fit:    func(context.Context, *sql.DB) error { return nil }, // a database of a server may hold many things
}

// connectPostgres opens a database. A worker takes few connections of it, so that many workers find room. With synchronous_commit=off a worker
// that is killed loses nothing; a server that loses its power may lose the last moments, whole transactions of them, and what they had done
// is then done again (PostgreSQL documentation, "Asynchronous Commit").
func connectPostgres(ctx context.Context, where string) (*Store, error) {
	config, err := pgxpool.ParseConfig(where)
	if err != nil {
		return nil, fmt.Errorf("this is no address of a PostgreSQL database: %w", err)
	}
	config.MaxConns = 4
	config.ConnConfig.RuntimeParams["synchronous_commit"] = "off"
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("the PostgreSQL database cannot be reached: %w", err)
	}
	driver, read := riverpgxv5.New(pool), stdlib.OpenDBFromPool(pool)
	return &Store{
		queue: &handout[pgx.Tx]{driver: driver}, exec: driver.GetExecutor(), read: read, d: postgres,
		close: func() { read.Close(); pool.Close() },
	}, nil
}
