//go:build unix

package server

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/safefile"
)

// A server that is written to all the while signs the next checkpoint before a witness has handed in its signature on the last one. The
// signature is taken all the same, and stands under the checkpoint that it was given for.
func TestACosignatureIsTakenThoughTheRecordHasGrown(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		g := open(t, where, nil)
		log, key := g.keys[ledger.RoleLog].Public, g.keys[ledger.RoleWitness]
		by := &ledger.Witness{Key: key, Log: log, Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: time.Now}
		witness, party := g.as(t, ledger.RoleWitness), g.as(t, ledger.RoleParty)
		old := int64(0)
		for n := range 3 {
			q, err := witness.Ask(t.Context(), old)
			if err != nil {
				t.Fatal(err)
			}
			c, err := by.Cosign(q)
			if err != nil {
				t.Fatal(err)
			}
			old = c.Size
			if _, err := party.Add(t.Context(), []ledger.Signed{note(t, g.keys[ledger.RoleParty], n)}, false); err != nil {
				t.Fatal(err)
			}
			if err := witness.Cosign(t.Context(), []byte(c.Line(key.Public))); err == nil || !strings.Contains(err.Error(), "no signature of witness.example on a checkpoint that stands") {
				t.Errorf("a line whose checkpoint gave way: %v", err)
			}
			if err := witness.Cosign(t.Context(), c.Note); err != nil {
				t.Errorf("a checkpoint that gave way: %v", err)
			}
		}
		sum, err := ledger.Verify(t.Context(), g.c.Store, ledger.Trust{Log: &log})
		if err != nil || sum.Checkpoints != 4 {
			t.Errorf("%+v, %v", sum, err)
		}
	})
}
