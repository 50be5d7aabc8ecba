package ledger

import (
	"context"

	"golang.org/x/mod/sumdb/tlog"
)

// Row is an entry as a record keeps it, with what the record keeps beside it.
type Row struct {
	Data   []byte
	Hashes []byte  // of the parts of the tree that are whole with this entry, as far as the record keeps them
	Beside *Beside // nil if the record keeps nothing of the kind
}

// Beside is what a database keeps beside an entry to find it by.
type Beside struct{ Ref, ID, Kind string }

// Source is a record that can be read: a database or an export.
type Source interface {
	// Size is how many entries there are, those beyond the newest checkpoint too.
	Size(context.Context) (int64, error)
	// Rows reads the entries from one on, at most so many; fewer only at the end.
	Rows(ctx context.Context, from int64, most int) ([]Row, error)
	// Checkpoints are the checkpoints that are kept, the newest last. There is always one.
	Checkpoints(context.Context) ([][]byte, error)
	// Levels is how many levels of the tree lie between those of which the record keeps hashes.
	Levels() int
	// LogKey is the key of the log by the record's own word.
	LogKey() Public
	// Hashes reads the hashes that the record keeps, for proofs.
	Hashes(context.Context) tlog.HashReader
}

// checker is a source that can look at itself too.
type checker interface {
	CheckForm(context.Context) error
}

// kept gives the part of the hashes that a record keeps, as its bytes.
func kept(done []tlog.Hash, levels int) []byte {
	var out []byte
	for i := 0; i < len(done); i += levels {
		out = append(out, done[i][:]...)
	}
	return out
}
