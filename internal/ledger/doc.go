// Package ledger is a record on which parties who distrust one another can each verify what was reported, without a server.
//
// It knows nothing of pacts. An entry is one line of JSON, with the key of who reported it, the time the reporter claims, the time it
// was recorded and the reporter's signature. Entries are the leaves of a Merkle tree (RFC 6962, by golang.org/x/mod/sumdb/tlog);
// the log signs the root of the tree as a checkpoint (C2SP tlog-checkpoint, signed-note v1.0.0), witnesses cosign it (C2SP
// tlog-cosignature, the Ed25519 form cosignature/v1, asked for as tlog-witness has it), an export is laid out in tiles (C2SP
// tlog-tiles), and the proof that one entry is in the tree is a bundle (C2SP tlog-proof@v1).
//
// Input: statements that reporters signed. Output: entries, checkpoints, proofs, exports, and what Verify finds wrong with them.
// Where a record is kept is the business of package store; an export is read here (Dir).
package ledger

import "fmt"

// Broken says that a record, a checkpoint or a proof is not what it claims to be.
type Broken struct {
	Entry int64 // the entry it is about; -1 if it is about none
	What  string
}

func (b *Broken) Error() string {
	if b.Entry < 0 {
		return b.What
	}
	return fmt.Sprintf("entry %d: %s", b.Entry, b.What)
}

// broken is a Broken about no single entry.
func broken(format string, args ...any) error {
	return &Broken{Entry: -1, What: fmt.Sprintf(format, args...)}
}

// brokenAt is a Broken about one entry.
func brokenAt(n int64, format string, args ...any) error {
	return &Broken{Entry: n, What: fmt.Sprintf(format, args...)}
}
