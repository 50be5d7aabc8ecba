package witness_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/witness"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/servanda-lang/servanda/internal/testkit/faulty"
)

// Each call that the memory of a witness makes of the disk fails in turn, or is the last before the machine is gone: what was answered is
// remembered and on the disk, what is remembered is the old or the new, whole, and the witness goes on from it.
func TestEveryCallOfItsDiskGoesWrong(t *testing.T) {
	g := begin(t)
	r := g.record(t, "a")
	three, five := r.to(t, 3), r.to(t, 5)
	for _, before := range []*ledger.Checkpoint{nil, three} {
		for _, killed := range []bool{false, true} {
			runs := 0
			for at := 1; ; at++ {
				disk := &faulty.Disk{Disk: safefile.OS, At: at, Killed: killed}
				g.onDisk(t, r, disk, before, five)
				if disk.Failed == "" {
					break
				}
				runs++
			}
			if runs < 5 {
				t.Errorf("only %d calls went wrong", runs)
			}
		}
	}
}

// onDisk has a witness cosign on a disk, and looks at what is left.
func (g *ground) onDisk(t *testing.T, r *record, disk *faulty.Disk, before, next *ledger.Checkpoint) {
	t.Helper()
	if err := os.RemoveAll(g.by.Memory); err != nil {
		t.Fatal(err)
	}
	old := int64(0)
	if before != nil {
		if _, err := g.by.Cosign(&ledger.Request{Checkpoint: before.Note}); err != nil {
			t.Fatal(err)
		}
		old = before.Size
	}
	broken := *g.by
	broken.Disk = disk
	status, answer := asks(&broken, r.request(t, old, next))
	last, err := g.by.Last()
	if err != nil {
		t.Fatalf("%s fails: %v", disk.Failed, err)
	}
	isNew := last != nil && last.Tree == next.Tree
	switch {
	case status == http.StatusOK && (!isNew || len(disk.Done()) > 0):
		t.Errorf("%s fails: it answers %q, remembers %+v, and %q", disk.Failed, answer, last, disk.Done())
	case status != http.StatusOK && (status != http.StatusInternalServerError || disk.Failed == ""):
		t.Errorf("%s fails: %d %q", disk.Failed, status, answer)
	case !isNew && (last == nil) != (before == nil), !isNew && before != nil && last.Tree != before.Tree:
		t.Errorf("%s fails: it remembers %+v", disk.Failed, last)
	}
	if isNew {
		old = next.Size
	}
	status, answer = asks(g.by, r.request(t, old, next))
	g.holds(t, status, answer, next)
}

// asks is what a witness answers to a request.
func asks(by *ledger.Witness, body []byte) (int, string) {
	w := httptest.NewRecorder()
	witness.Handler(by, slog.New(slog.DiscardHandler)).ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/add-checkpoint", bytes.NewReader(body)))
	return w.Code, w.Body.String()
}
