// Package peer holds the ledger against tools of other people, who read the same standards: Tessera's fsck reads an export, its log asks our
// witness, we ask the witness litewitness, and the packages formats and merkle read checkpoints, cosignatures and proofs. It is for tests only.
package peer_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/transparency-dev/formats/log"
	fnote "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/formats/proof"
	"github.com/transparency-dev/formats/witness"
	mproof "github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"
	"golang.org/x/mod/sumdb/note"
)

const origin = "ledger.example/accord"

func key(t *testing.T, name string, a ledger.Algorithm) ledger.Private {
	t.Helper()
	k, err := ledger.Generate(name, a, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// kept is a ledger of so many entries, exported, with the cosignature of a witness.
type kept struct {
	log, witness ledger.Private
	store        *store.Store
	checkpoint   *ledger.Checkpoint
	dir          string
}

func keep(t *testing.T, entries int) kept {
	t.Helper()
	ctx := t.Context()
	k := kept{log: key(t, origin, ledger.Ed25519), witness: key(t, "witness.example", ledger.Cosignature), dir: filepath.Join(t.TempDir(), "export")}
	s, err := store.Create(ctx, filepath.Join(t.TempDir(), "x.ledger"), k.log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	var all []ledger.Signed
	for i := range entries {
		st, err := ledger.Statement{Ledger: origin, Kind: "event", ID: fmt.Sprint(i), Claimed: time.Now(), Line: fmt.Appendf(nil, `{"n":%d}`, i)}.Sign(k.log)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, st)
	}
	if _, err := s.Add(ctx, all, &k.log); err != nil {
		t.Fatal(err)
	}
	w := &ledger.Witness{Key: k.witness, Log: k.log.Public, Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: time.Now}
	r, err := w.Look(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	cosigned, err := w.Cosign(r)
	if err != nil {
		t.Fatal(err)
	}
	if k.checkpoint, err = s.Cosign(ctx, cosigned.Note, k.witness.Public); err != nil {
		t.Fatal(err)
	}
	if err := ledger.Export(ctx, ledger.Folder{Disk: safefile.OS, Dir: k.dir}, s, k.checkpoint); err != nil {
		t.Fatal(err)
	}
	k.store = s
	return k
}

func (k kept) verifier(t *testing.T) note.Verifier {
	t.Helper()
	v, err := fnote.NewVerifier(k.log.Public.String())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// hashes is how Tessera hashes the entries of a bundle.
func hashes(bundle []byte) ([][]byte, error) {
	var b api.EntryBundle
	if err := b.UnmarshalText(bundle); err != nil {
		return nil, err
	}
	var out [][]byte
	for _, e := range b.Entries {
		out = append(out, rfc6962.DefaultHasher.HashLeaf(e))
	}
	return out, nil
}

func check(ctx context.Context, v note.Verifier, dir string) error {
	return fsck.New(origin, v, client.FileFetcher{Root: dir}, hashes, fsck.Opts{N: 2}).Check(ctx)
}

func TestTesseraReadsAnExport(t *testing.T) {
	for _, size := range []int{1, 2, 255, 256, 257, 700} {
		k := keep(t, size)
		if err := check(t.Context(), k.verifier(t), k.dir); err != nil {
			t.Errorf("%d entries: %v", size, err)
		}
	}
}

// What we refuse it refuses too; a check that takes everything would fail here.
func TestTesseraRefusesWhatWasChanged(t *testing.T) {
	k := keep(t, 300)
	for _, name := range []string{"checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/44"} {
		path := filepath.Join(k.dir, filepath.FromSlash(name))
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text[len(text)/2] ^= 1
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
		if check(t.Context(), k.verifier(t), k.dir) == nil {
			t.Errorf("%s was changed and Tessera took it", name)
		}
		text[len(text)/2] ^= 1
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := check(t.Context(), k.verifier(t), k.dir); err != nil {
		t.Error(err)
	}
}

func TestTheirPackagesReadAProof(t *testing.T) {
	k := keep(t, 300)
	cosigned, err := fnote.NewVerifierForCosignatureV1(k.witness.Public.String())
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int64{0, 1, 128, 255, 256, 299} {
		ours, err := ledger.Prove(t.Context(), k.store, n, k.checkpoint)
		if err != nil {
			t.Fatal(err)
		}
		var theirs proof.TLogProof
		if err := theirs.Unmarshal(ours.Encode()); err != nil {
			t.Fatal(err)
		}
		if got := string(theirs.Marshal()); got != string(ours.Encode()) {
			t.Errorf("they write it as %q", got)
		}
		c, _, signed, err := log.ParseCheckpoint(theirs.Checkpoint, origin, k.verifier(t), cosigned)
		if err != nil {
			t.Fatal(err)
		}
		if len(signed.Sigs) != 2 {
			t.Errorf("they find %d signatures", len(signed.Sigs))
		}
		var path [][]byte
		for _, h := range theirs.Hashes {
			path = append(path, h[:])
		}
		leaf := rfc6962.DefaultHasher.HashLeaf(theirs.ExtraData)
		if err := mproof.VerifyInclusion(rfc6962.DefaultHasher, theirs.Index, c.Size, leaf, path, c.Hash); err != nil {
			t.Error(err)
		}
		if mproof.VerifyInclusion(rfc6962.DefaultHasher, theirs.Index+1, c.Size, leaf, path, c.Hash) == nil {
			t.Error("they take it for another entry too")
		}
	}
}

// Their policy of witnesses is satisfied by our cosignature, and theirs is taken by us.
func TestCosignaturesGoBothWays(t *testing.T) {
	k := keep(t, 3)
	w, err := witness.New(k.witness.Public.String(), &url.URL{Scheme: "https", Host: "witness.example"})
	if err != nil {
		t.Fatal(err)
	}
	if !w.Satisfied(k.checkpoint.Note) {
		t.Error("they do not take our cosignature")
	}
	secret, public, err := note.GenerateKey(rand.Reader, "other.example")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := fnote.NewSignerForCosignatureV1(secret)
	if err != nil {
		t.Fatal(err)
	}
	if public, err = fnote.VKeyToCosignatureV1(public); err != nil {
		t.Fatal(err)
	}
	ours, err := ledger.ParsePublic(public)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := note.Open(k.checkpoint.Note, note.VerifierList(k.verifier(t)))
	if err != nil {
		t.Fatal(err)
	}
	signed, err := note.Sign(opened, signer)
	if err != nil {
		t.Fatal(err)
	}
	c, err := ledger.OpenCheckpoint(signed, k.log.Public, ours)
	if err != nil || len(c.By) != 1 || time.Since(c.By[0].At) > time.Hour {
		t.Errorf("%+v, %v", c, err)
	}
}

// The proof that a checkpoint goes on from an earlier one is theirs too.
func TestTheirPackagesReadARequest(t *testing.T) {
	k := keep(t, 10)
	before := k.checkpoint
	var all []ledger.Signed
	for i := range 13 {
		st, err := ledger.Statement{Ledger: origin, Kind: "event", ID: fmt.Sprint("more", i), Claimed: time.Now(), Line: []byte(`{}`)}.Sign(k.log)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, st)
	}
	if _, err := k.store.Add(t.Context(), all, &k.log); err != nil {
		t.Fatal(err)
	}
	texts, err := k.store.Checkpoints(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	after, err := ledger.OpenCheckpoint(texts[len(texts)-1], k.log.Public)
	if err != nil {
		t.Fatal(err)
	}
	r, err := ledger.Ask(t.Context(), k.store, before.Size, after)
	if err != nil {
		t.Fatal(err)
	}
	var path [][]byte
	for _, h := range r.Path {
		path = append(path, h[:])
	}
	if err := mproof.VerifyConsistency(rfc6962.DefaultHasher, uint64(before.Size), uint64(after.Size), path, before.Root[:], after.Root[:]); err != nil {
		t.Error(err)
	}
}
