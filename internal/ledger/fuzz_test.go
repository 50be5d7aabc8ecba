package ledger_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/safefile"
)

// Each decoder reads what it wrote, and what it reads it would have written just so.

func FuzzEntry(f *testing.F) {
	r, _ := small(f, 2)
	for _, row := range r.rows {
		f.Add(row.Data)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		e, err := ledger.ParseEntry(text)
		if err != nil {
			return
		}
		if !bytes.Equal(e.Encode(), text) {
			t.Fatalf("%q is read and written as %q", text, e.Encode())
		}
		again, err := ledger.ParseSigned(e.Signed.Encode())
		if err != nil || !again.Same(e.Statement) {
			t.Fatalf("the statement in it: %v", err)
		}
	})
}

func FuzzStatements(f *testing.F) {
	r, _ := small(f, 2)
	var all []byte
	for _, row := range r.rows {
		e, err := ledger.ParseEntry(row.Data)
		if err != nil {
			f.Fatal(err)
		}
		all = append(all, e.Signed.Encode()...)
		f.Add(all)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var again []byte
		err := ledger.ReadSigned(bytes.NewReader(text), func(s ledger.Signed) error {
			again = append(again, s.Encode()...)
			return nil
		})
		if err == nil && !bytes.Equal(again, text) {
			t.Fatalf("%q is read and written as %q", text, again)
		}
	})
}

func FuzzCheckpoint(f *testing.F) {
	r, c := small(f, 2)
	witness := key(f, "witness.example", ledger.Cosignature)
	f.Add(c.Note)
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := ledger.OpenCheckpoint(text, r.log.Public, witness.Public)
		if err == nil && (got.Tree != c.Tree || len(got.By) > 0) {
			t.Fatalf("a checkpoint that nobody signed: %q", text)
		}
	})
}

func FuzzProof(f *testing.F) {
	r, c := small(f, 5)
	for n := range int64(3) {
		p, err := ledger.Prove(f.Context(), r, n, c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(p.Encode())
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := ledger.ParseProof(text)
		if err != nil {
			return
		}
		if !bytes.Equal(p.Encode(), text) {
			t.Fatalf("%q is read and written as %q", text, p.Encode())
		}
		if e, _, err := p.Check(r.log.Public); err == nil && !bytes.Equal(e.Encode(), r.rows[p.Index].Data) {
			t.Fatalf("what is not in the record was proved: %q", text)
		}
	})
}

func FuzzRequest(f *testing.F) {
	r, c := small(f, 5)
	q, err := ledger.Ask(f.Context(), r, 3, c)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(q.Encode())
	f.Fuzz(func(t *testing.T, text []byte) {
		if q, err := ledger.ParseRequest(text); err == nil && !bytes.Equal(q.Encode(), text) {
			t.Fatalf("%q is read and written as %q", text, q.Encode())
		}
	})
}

func FuzzKeys(f *testing.F) {
	k := key(f, "north.example", ledger.Ed25519)
	f.Add(k.String())
	f.Add(k.Secret())
	f.Add(key(f, "witness.example", ledger.Cosignature).String())
	f.Fuzz(func(t *testing.T, text string) {
		if p, err := ledger.ParsePublic(text); err == nil && p.String() != text {
			t.Fatalf("%q is read and written as %q", text, p)
		}
		if p, err := ledger.ParsePrivate(text); err == nil && p.Secret() != text {
			t.Fatalf("a private key is read as another")
		}
	})
}

func FuzzOpening(f *testing.F) {
	f.Add([]byte("servanda-opening/v1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if o, err := ledger.ParseOpening(text); err == nil && !bytes.Equal(o.Encode(), text) {
			t.Fatalf("%q is read and written as %q", text, o.Encode())
		}
	})
}

// FuzzBundle reads an export whose entries are anything.
func FuzzBundle(f *testing.F) {
	r, c := small(f, 2)
	dir := f.TempDir()
	if err := ledger.Export(f.Context(), ledger.Folder{Disk: safefile.OS, Dir: dir}, r, c); err != nil {
		f.Fatal(err)
	}
	path := filepath.Join(dir, "tile", "entries", "000.p", "3")
	text, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Fuzz(func(t *testing.T, changed []byte) {
		if err := os.WriteFile(path, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		err := verifyDir(t, dir, ledger.Trust{Log: &r.log.Public})
		if (err == nil) != bytes.Equal(changed, text) {
			t.Fatalf("error %v for %q", err, changed)
		}
	})
}
