package ledger_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/safefile"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const origin = "ledger.example/accord"

var day = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// key is a key that is the same each time.
func key(t testing.TB, name string, a ledger.Algorithm) ledger.Private {
	t.Helper()
	seed := sha256.Sum256([]byte(name))
	k, err := ledger.Generate(name, a, bytes.NewReader(seed[:]))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// record is a ledger in memory: what package store keeps, and no more.
type record struct {
	log     ledger.Private
	tree    ledger.Frontier
	rows    []ledger.Row
	stored  []tlog.Hash
	points  [][]byte
	written time.Time
}

func newRecord(t testing.TB) *record {
	return &record{log: key(t, origin, ledger.Ed25519), written: day}
}

func (r *record) Size(context.Context) (int64, error)           { return int64(len(r.rows)), nil }
func (r *record) Checkpoints(context.Context) ([][]byte, error) { return r.points, nil }
func (r *record) Levels() int                                   { return 1 }
func (r *record) LogKey() ledger.Public                         { return r.log.Public }
func (r *record) Rows(_ context.Context, from int64, most int) ([]ledger.Row, error) {
	return r.rows[from:min(len(r.rows), int(from)+most)], nil
}

func (r *record) Hashes(context.Context) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var out []tlog.Hash
		for _, i := range indexes {
			out = append(out, r.stored[i])
		}
		return out, nil
	})
}

// put records a statement.
func (r *record) put(t testing.TB, by ledger.Private, st ledger.Statement) {
	t.Helper()
	if st.Ledger == "" {
		st.Ledger = origin
	}
	signed, err := st.Sign(by)
	if err != nil {
		t.Fatal(err)
	}
	r.written = r.written.Add(time.Second)
	r.row(ledger.Entry{Signed: signed, Recorded: r.written}.Encode())
}

func (r *record) row(data []byte) {
	var kept []byte
	for _, h := range r.tree.Add(tlog.RecordHash(data)) {
		kept = append(kept, h[:]...)
		r.stored = append(r.stored, h)
	}
	r.rows = append(r.rows, ledger.Row{Data: data, Hashes: kept})
}

// admit admits a key.
func (r *record) admit(t testing.TB, who ledger.Public) {
	t.Helper()
	r.put(t, r.log, ledger.KeyStatement(ledger.KindAdmit, who, ledger.RoleParty, int64(len(r.rows))))
}

// event records an event.
func (r *record) event(t testing.TB, by ledger.Private, n int) {
	t.Helper()
	r.put(t, by, ledger.Statement{Kind: "event", ID: fmt.Sprint("e", n), Claimed: day, Line: fmt.Appendf(nil, `{"n":%d}`, n)})
}

// sign signs what there is.
func (r *record) sign(t testing.TB) *ledger.Checkpoint {
	t.Helper()
	root, err := r.tree.Root()
	if err != nil {
		t.Fatal(err)
	}
	text, err := ledger.Tree{Origin: origin, Size: r.tree.Size(), Root: root}.Sign(r.log)
	if err != nil {
		t.Fatal(err)
	}
	r.points = append(r.points, text)
	c, err := ledger.OpenCheckpoint(text, r.log.Public)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// small is a record of so many events by one reporter, signed.
func small(t testing.TB, events int) (*record, *ledger.Checkpoint) {
	t.Helper()
	r, north := newRecord(t), key(t, "north.example", ledger.Ed25519)
	r.admit(t, north.Public)
	for i := range events {
		r.event(t, north, i)
	}
	return r, r.sign(t)
}

// wrong wants a record to be refused with words in it.
func wrong(t testing.TB, src ledger.Source, trust ledger.Trust, says string) {
	t.Helper()
	_, err := ledger.Verify(t.Context(), src, trust)
	var broken *ledger.Broken
	if !errors.As(err, &broken) || !strings.Contains(err.Error(), says) {
		t.Errorf("error %v, want %q", err, says)
	}
}

// The edge of a tree gives what package tlog makes of all of it.
func TestTheEdgeIsThatOfTheTree(t *testing.T) {
	var edge ledger.Frontier
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var out []tlog.Hash
		for _, i := range indexes {
			out = append(out, stored[i])
		}
		return out, nil
	})
	for n := range int64(600) {
		root, err := edge.Root()
		want, werr := tlog.TreeHash(n, reader)
		if err != nil || werr != nil || root != want {
			t.Fatalf("size %d: root %v, want %v (%v, %v)", n, root, want, err, werr)
		}
		again, err := ledger.ReadFrontier(n, reader)
		if err != nil {
			t.Fatal(err)
		}
		if r, _ := again.Root(); r != root || again.Size() != n {
			t.Fatalf("size %d: the edge that was read is another", n)
		}
		data := fmt.Append(nil, n)
		hashes, err := tlog.StoredHashes(n, data, reader)
		if err != nil {
			t.Fatal(err)
		}
		if got := edge.Add(tlog.RecordHash(data)); !slices.Equal(got, hashes) {
			t.Fatalf("size %d: hashes %v, want %v", n, got, hashes)
		}
		stored = append(stored, hashes...)
	}
}

// Keys of logs and reporters are those of package note, which signs and opens what we open and sign.
func TestKeysAreThoseOfSignedNotes(t *testing.T) {
	k := key(t, origin, ledger.Ed25519)
	signer, err := note.NewSigner(k.Secret())
	if err != nil {
		t.Fatal(err)
	}
	checker, err := note.NewVerifier(k.String())
	if err != nil {
		t.Fatal(err)
	}
	_, c := small(t, 3)
	if _, err := note.Open(c.Note, note.VerifierList(checker)); err != nil {
		t.Error(err)
	}
	theirs, err := note.Sign(&note.Note{Text: string(tlog.FormatTree(tlog.Tree{N: 4, Hash: c.Root}))}, signer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ledger.OpenCheckpoint(theirs, k.Public); err == nil {
		t.Error("a note of another origin was taken for a checkpoint")
	}
	theirs, err = note.Sign(&note.Note{Text: strings.TrimSuffix(string(c.Note), string(c.Note[bytes.LastIndex(c.Note, []byte("\n\n"))+1:]))}, signer)
	if err != nil || !bytes.Equal(theirs, c.Note) {
		t.Errorf("%q, %v, want %q", theirs, err, c.Note)
	}
}

// The number of the key of a witness is made as C2SP tlog-cosignature says.
func TestTheNumberOfTheKeyOfAWitness(t *testing.T) {
	k := key(t, "witness.example", ledger.Cosignature)
	sum := sha256.Sum256(append([]byte("witness.example\n\x04"), k.Key...))
	if got := fmt.Sprintf("%08x", k.KeyHash()); got != fmt.Sprintf("%x", sum[:4]) {
		t.Errorf("key %s", got)
	}
}

func TestEveryLieIsTold(t *testing.T) {
	north, south := key(t, "north.example", ledger.Ed25519), key(t, "south.example", ledger.Ed25519)
	for _, lie := range []struct {
		says string
		tell func(r *record)
	}{
		{"entry 4: the key", func(r *record) { r.event(t, south, 9) }},
		{"entry 4: this was said before, in entry 2", func(r *record) { r.event(t, north, 1) }},
		{"entry 4: it was signed for another ledger", func(r *record) {
			r.put(t, north, ledger.Statement{Ledger: "another", Kind: "event", ID: "x", Line: []byte("1")})
		}},
		{"entry 4: north.example admits or retires a key", func(r *record) {
			r.put(t, north, ledger.KeyStatement(ledger.KindAdmit, south.Public, ledger.RoleParty, 4))
		}},
		{"entry 4: it was recorded at", func(r *record) { r.written = day.Add(-time.Hour); r.event(t, north, 9) }},
		{"entry 4: at byte 0", func(r *record) { r.row([]byte("{}")) }},
		{"entry 4: the signature of north.example", func(r *record) { r.row(bytes.Replace(r.rows[3].Data, []byte(`"n":2`), []byte(`"n":3`), 1)) }},
		{"entry 6: the key", func(r *record) {
			r.event(t, north, 9)
			r.put(t, r.log, ledger.KeyStatement(ledger.KindRetire, north.Public, ledger.RoleParty, 5))
			r.event(t, north, 10)
		}},
	} {
		r, _ := small(t, 3)
		lie.tell(r)
		r.sign(t)
		wrong(t, r, ledger.Trust{Log: &r.log.Public}, lie.says)
	}
}

func TestForksAndRollbacksAreTold(t *testing.T) {
	north := key(t, "north.example", ledger.Ed25519)
	r, seen := small(t, 5)
	fork, _ := small(t, 4)
	fork.event(t, north, 77)
	fork.event(t, north, 78)
	fork.sign(t)
	shorter, _ := small(t, 4)
	trust := ledger.Trust{Log: &r.log.Public, Earlier: [][]byte{seen.Note}}
	wrong(t, fork, trust, "the first 6 entries are not those that the log has signed")
	wrong(t, shorter, trust, "rolled back")
	r.event(t, north, 6)
	r.sign(t)
	if sum, err := ledger.Verify(t.Context(), r, trust); err != nil || sum.Earlier != 1 {
		t.Errorf("%+v, %v", sum, err)
	}
	other := key(t, "other.example", ledger.Ed25519)
	wrong(t, r, ledger.Trust{Log: &other.Public}, "the record calls itself that of")
}

// A witness cosigns what goes on from what it has seen, and nothing else, whatever it is asked.
func TestTheWitness(t *testing.T) {
	north := key(t, "north.example", ledger.Ed25519)
	now := day
	w := &ledger.Witness{Key: key(t, "witness.example", ledger.Cosignature), Log: key(t, origin, ledger.Ed25519).Public,
		Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: func() time.Time { return now }}
	r, first := small(t, 5)
	line := cosign(t, w, r, 0, first, "")
	c, err := first.With(line, w.Log, w.Key.Public)
	if err != nil || len(c.By) != 1 || !c.By[0].At.Equal(day) {
		t.Fatalf("%+v, %v", c, err)
	}
	now = now.Add(time.Hour)
	if again := cosign(t, w, r, 6, first, ""); again == line {
		t.Error("the time is not in the signature")
	}
	for i := range 5 {
		r.event(t, north, 50+i)
	}
	later := r.sign(t)
	cosign(t, w, r, 0, later, "has cosigned a checkpoint of 6 entries")
	cosign(t, w, r, 6, later, "")
	cosign(t, w, r, 11, first, "rolled back")
	fork, _ := small(t, 4)
	for i := range 8 {
		fork.event(t, north, 70+i)
		forked := fork.sign(t)
		if forked.Size == 11 {
			cosign(t, w, fork, 11, forked, "forked: witness.example has cosigned another checkpoint of 11 entries")
		}
		if forked.Size > 11 {
			cosign(t, w, fork, 11, forked, "forked: the checkpoint of")
		}
	}
	last, err := w.Last()
	if err != nil || last.Size != 11 {
		t.Errorf("it remembers %+v, %v", last, err)
	}
}

// cosign asks a witness, and wants an answer or a refusal.
func cosign(t *testing.T, w *ledger.Witness, r *record, old int64, c *ledger.Checkpoint, says string) string {
	t.Helper()
	q, err := ledger.Ask(t.Context(), r, old, c)
	if err != nil {
		t.Fatal(err)
	}
	again, err := ledger.ParseRequest(q.Encode())
	if err != nil {
		t.Fatal(err)
	}
	cosigned, err := w.Cosign(again)
	if says == "" && err != nil || says != "" && (err == nil || !strings.Contains(err.Error(), says)) {
		t.Errorf("of %d entries after %d: error %v, want %q", c.Size, old, err, says)
	}
	if err != nil {
		return ""
	}
	return cosigned.Line(w.Key.Public)
}

// Every byte of what a witness remembers counts: changed, it is noticed before anything is cosigned.
func TestTheMemoryOfAWitnessIsItsOwn(t *testing.T) {
	w := &ledger.Witness{Key: key(t, "witness.example", ledger.Cosignature), Log: key(t, origin, ledger.Ed25519).Public,
		Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: func() time.Time { return day }}
	r, c := small(t, 2)
	cosign(t, w, r, 0, c, "")
	text, err := os.ReadFile(w.Memory)
	if err != nil {
		t.Fatal(err)
	}
	each(t, text, func(at int, changed []byte) {
		if err := os.WriteFile(w.Memory, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Last(); err == nil {
			t.Errorf("byte %d of the memory was changed and nobody noticed", at)
		}
	})
}

// each gives a text with one byte after the other turned round in one bit and in another.
func each(t *testing.T, text []byte, try func(at int, changed []byte)) {
	t.Helper()
	for at := range text {
		for _, bits := range []byte{1, 0x20} {
			changed := bytes.Clone(text)
			changed[at] ^= bits
			try(at, changed)
			if t.Failed() {
				return
			}
		}
	}
}

// exported is a small export, with the witness's signature on it.
func exported(t *testing.T, events int) (dir string, trust ledger.Trust, r *record, c *ledger.Checkpoint) {
	t.Helper()
	r, c = small(t, events)
	witness := key(t, "witness.example", ledger.Cosignature)
	w := &ledger.Witness{Key: witness, Log: r.log.Public, Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: func() time.Time { return day }}
	c, err := c.With(cosign(t, w, r, 0, c, ""), r.log.Public, witness.Public)
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	if err := ledger.Export(t.Context(), ledger.Folder{Disk: safefile.OS, Dir: dir}, r, c); err != nil {
		t.Fatal(err)
	}
	return dir, ledger.Trust{Log: &r.log.Public, Witnesses: []ledger.Public{witness.Public}}, r, c
}

func verifyDir(t *testing.T, dir string, trust ledger.Trust) error {
	t.Helper()
	d, err := ledger.OpenDir(dir)
	if err != nil {
		return err
	}
	_, err = ledger.Verify(t.Context(), d, trust)
	return err
}

func TestEveryByteOfAnExportCounts(t *testing.T) {
	dir, trust, _, _ := exported(t, 2)
	if err := verifyDir(t, dir, trust); err != nil {
		t.Fatal(err)
	}
	files, bytes := 0, 0
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		each(t, text, func(at int, changed []byte) {
			if err := os.WriteFile(path, changed, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := verifyDir(t, dir, trust); err == nil {
				t.Errorf("byte %d of %s was changed and nobody noticed", at, path)
			}
		})
		// Nor does it do to add to a file or to cut it off.
		for _, other := range [][]byte{append(slices.Clone(text), 0), append(slices.Clone(text), '\n'), text[:len(text)-1], nil} {
			if err := os.WriteFile(path, other, 0o600); err != nil {
				return err
			}
			if err := verifyDir(t, dir, trust); err == nil {
				t.Errorf("%s was made another length and nobody noticed", path)
			}
		}
		files, bytes = files+1, bytes+len(text)
		return os.WriteFile(path, text, 0o600)
	})
	if err != nil || files != 4 {
		t.Errorf("%d files, %v", files, err)
	}
	t.Logf("%d bytes in %d files", bytes, files)
}

// An export is gone on with, over full tiles and several levels, and what is read from it is what was recorded.
func TestExportsGoOn(t *testing.T) {
	r, _ := small(t, 2)
	north := key(t, "north.example", ledger.Ed25519)
	dir := t.TempDir()
	for _, size := range []int{200, 255, 256, 257, 511, 512, 700} {
		for len(r.rows) < size {
			r.event(t, north, len(r.rows)+1000)
		}
		c := r.sign(t)
		if err := ledger.Export(t.Context(), ledger.Folder{Disk: safefile.OS, Dir: dir}, r, c); err != nil {
			t.Fatal(err)
		}
		d, err := ledger.OpenDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ledger.Verify(t.Context(), d, ledger.Trust{Log: &r.log.Public}); err != nil {
			t.Fatalf("size %d: %v", size, err)
		}
		p, err := ledger.Prove(t.Context(), d, int64(size/2), c)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := p.Check(r.log.Public); err != nil {
			t.Error(err)
		}
	}
	other, _ := small(t, 9)
	north2 := key(t, "north.example", ledger.Ed25519)
	for len(other.rows) < 300 {
		other.event(t, north2, len(other.rows)+5000)
	}
	if err := ledger.Export(t.Context(), ledger.Folder{Disk: safefile.OS, Dir: dir}, other, other.sign(t)); err == nil {
		t.Error("another record went into the same folder")
	}
}

// Every entry is proved under every checkpoint that it is under; every byte of a proof counts.
func TestProofs(t *testing.T) {
	r, _ := small(t, 0)
	north := key(t, "north.example", ledger.Ed25519)
	for size := 1; size <= 20; size++ {
		c := r.sign(t)
		for n := range int64(size) {
			p, err := ledger.Prove(t.Context(), r, n, c)
			if err != nil {
				t.Fatal(err)
			}
			again, err := ledger.ParseProof(p.Encode())
			if err != nil {
				t.Fatal(err)
			}
			if e, _, err := again.Check(r.log.Public); err != nil || !bytes.Equal(e.Encode(), r.rows[n].Data) {
				t.Errorf("entry %d of %d: %v", n, size, err)
			}
		}
		if _, err := ledger.Prove(t.Context(), r, int64(size), c); err == nil {
			t.Error("what is not there was proved")
		}
		r.event(t, north, size)
	}
	dir, trust, r, c := exported(t, 6)
	d, err := ledger.OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	p, err := ledger.Prove(t.Context(), d, 3, c)
	if err != nil {
		t.Fatal(err)
	}
	each(t, p.Encode(), func(at int, changed []byte) {
		if q, err := ledger.ParseProof(changed); err == nil {
			if _, _, err := q.Check(r.log.Public, trust.Witnesses...); err == nil {
				t.Errorf("byte %d of a proof was changed and nobody noticed", at)
			}
		}
	})
}

func TestWhatIsWithheldIsShownLater(t *testing.T) {
	o, err := ledger.Withhold(rand.NewChaCha8([32]byte{7}))
	if err != nil {
		t.Fatal(err)
	}
	c, err := o.Commitment(strings.NewReader("a receipt"))
	if err != nil || !ledger.IsCommitment(c) {
		t.Fatal(c, err)
	}
	again, err := ledger.ParseOpening(o.Encode())
	if err != nil {
		t.Fatal(err)
	}
	for content, is := range map[string]bool{"a receipt": true, "a receipt ": false, "": false} {
		if got, err := again.Opens(c, strings.NewReader(content)); got != is || err != nil {
			t.Errorf("%q: %v, %v", content, got, err)
		}
	}
	each(t, o.Encode(), func(at int, changed []byte) {
		if q, err := ledger.ParseOpening(changed); err == nil {
			if ok, _ := q.Opens(c, strings.NewReader("a receipt")); ok {
				t.Errorf("byte %d of an opening was changed and nobody noticed", at)
			}
		}
	})
	salt := strings.TrimSuffix(strings.TrimPrefix(string(o.Encode()), "servanda-opening/v1 "), "\n")
	var raw []byte
	fmt.Sscanf(salt, "%x", &raw)
	if want := fmt.Sprintf("salted-sha256:%x", sha256.Sum256(append(raw, "a receipt"...))); c != want {
		t.Errorf("%s, and by the documented form %s", c, want)
	}
}

// Names are other people's text: what no signed note can carry is no name.
func TestNamesOfKeys(t *testing.T) {
	for _, name := range []string{"", "a b", "a+b", "a\nb", "\xff", "a\x1b[31m", strings.Repeat("x", 300)} {
		if _, err := ledger.Generate(name, ledger.Ed25519, rand.NewChaCha8([32]byte{})); err == nil {
			t.Errorf("%q is a name", name)
		}
	}
}
