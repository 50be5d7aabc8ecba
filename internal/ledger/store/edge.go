package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
)

// edge is the end of the ledger: what is needed to add to it.
type edge struct {
	tree   *ledger.Frontier
	roster *ledger.Roster
	last   time.Time // recorded
}

func (e *edge) copy() *edge { return &edge{e.tree.Copy(), e.roster.Copy(), e.last} }

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

// Roster says who may do what now. It is read anew only if an entry about keys has come since; nobody may change what is given.
func (s *Store) Roster(ctx context.Context) (*ledger.Roster, error) {
	s.rosterMu.Lock()
	defer s.rosterMu.Unlock()
	var last int64
	err := s.db.QueryRowContext(ctx, "SELECT COALESCE(MAX(seq), -1) FROM ledger_entry WHERE kind IN ('admit', 'retire')").Scan(&last)
	if err != nil {
		return nil, err
	}
	if s.roster != nil && s.rosterAt == last {
		return s.roster, nil
	}
	r, err := s.readRoster(ctx, s.db)
	if err == nil {
		s.roster, s.rosterAt = r, last // which may be newer than last: then it is read once more
	}
	return r, err
}

// readRoster follows all entries about keys.
func (s *Store) readRoster(ctx context.Context, tx querier) (*ledger.Roster, error) {
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
