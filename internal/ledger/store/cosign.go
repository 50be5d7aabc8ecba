package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/servanda-lang/servanda/internal/ledger"
)

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
	// Only the newest can be one that nobody cosigned. It is named, so that those that are kept are not gone through each time.
	const givesWay = "DELETE FROM ledger_checkpoint WHERE size = ? OR (size = (SELECT MAX(size) FROM ledger_checkpoint) AND size < ? AND cosigned = 0)"
	if _, err := tx.ExecContext(ctx, s.d.sql(givesWay), size, size); err != nil {
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
