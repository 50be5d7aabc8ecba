package ledger_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/ledger"
)

func TestARoleSaysWhoReports(t *testing.T) {
	for _, role := range ledger.Roles() {
		r, who := newRecord(t), key(t, "north.example", ledger.Ed25519)
		if role == ledger.RoleWitness {
			who = key(t, "north.example", ledger.Cosignature)
		}
		r.put(t, r.log, ledger.KeyStatement(ledger.KindAdmit, who.Public, role, 0))
		if role != ledger.RoleWitness { // whose key signs no statements
			r.event(t, who, 1)
		}
		r.sign(t)
		sum, err := ledger.Verify(t.Context(), r, ledger.Trust{})
		if role == ledger.RoleObserver {
			if err == nil || !strings.Contains(err.Error(), "entry 1: the key") || !strings.Contains(err.Error(), "is that of an observer, who does not report") {
				t.Errorf("%s: %v", role, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", role, err)
			continue
		}
		if got := sum.Roster.Role(who.Public); got != role {
			t.Errorf("admitted as %s, and is %s", role, got)
		}
		if got := sum.Roster.Role(r.log.Public); got != ledger.RoleLog {
			t.Errorf("the log is %s", got)
		}
	}
}

func TestRolesThatCannotBe(t *testing.T) {
	north, witness := key(t, "north.example", ledger.Ed25519).Public, key(t, "w.example", ledger.Cosignature).Public
	for says, line := range map[string]string{
		"there is no role \"king\"": `{"key":"` + north.String() + `","role":"king"}`,
		"not that of a witness":     `{"key":"` + north.String() + `","role":"witness"}`,
		"cannot report":             `{"key":"` + witness.String() + `"}`,
		"has the form":              `{"key":"` + north.String() + `","role":7}`,
	} {
		r := newRecord(t)
		r.put(t, r.log, ledger.Statement{Kind: ledger.KindAdmit, ID: "a", Line: []byte(line)})
		r.sign(t)
		var broken *ledger.Broken
		if _, err := ledger.Verify(t.Context(), r, ledger.Trust{}); !errors.As(err, &broken) || broken.Entry != 0 || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

// Every tile of an export is made of the record just so, and no other tile is given.
func TestTilesAreThoseOfTheExport(t *testing.T) {
	for _, events := range []int{1, 255, 300} {
		dir, _, r, c := exported(t, events)
		seen := 0
		err := filepath.WalkDir(filepath.Join(dir, "tile"), func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			seen++
			name, err := filepath.Rel(dir, path)
			if err != nil {
				return err
			}
			tile, err := ledger.ParseTile(filepath.ToSlash(name))
			if err != nil {
				return err
			}
			want, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if got, err := ledger.ReadTile(t.Context(), r, tile, c); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s: %d bytes, want %d: %v", name, len(got), len(want), err)
			}
			return nil
		})
		if err != nil || seen < 2 {
			t.Fatalf("%d tiles: %v", seen, err)
		}
		for _, beyond := range []ledger.Tile{{Level: -1, N: 9, Width: 256}, {Level: 0, N: (c.Size) / 256, Width: c.Size%256 + 1}, {Level: 7, N: 1 << 40, Width: 256}} {
			if got, err := ledger.ReadTile(t.Context(), r, beyond, c); got != nil || err != nil {
				t.Errorf("%s of %d entries: %d bytes, %v", beyond.Path(), c.Size, len(got), err)
			}
		}
	}
}

func FuzzTile(f *testing.F) {
	for _, path := range []string{"tile/0/000", "tile/entries/x001/234.p/7", "tile/7/x999/x999/999", "tile/0/000.p/256", "tile/8/000", "tile/0/x000/001"} {
		f.Add(path)
	}
	r, c := small(f, 2)
	f.Fuzz(func(t *testing.T, path string) {
		tile, err := ledger.ParseTile(path)
		if err != nil {
			return
		}
		if tile.Path() != path {
			t.Fatalf("%q is read and written as %q", path, tile.Path())
		}
		if _, err := ledger.ReadTile(t.Context(), r, tile, c); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzKeyURI(f *testing.F) {
	f.Add(key(f, "north.example", ledger.Ed25519).URI())
	f.Add(key(f, "Süd:1%/?#", ledger.Cosignature).URI())
	f.Add("servanda-key:%zz")
	f.Fuzz(func(t *testing.T, text string) {
		if k, err := ledger.ParseKeyURI(text); err == nil && k.URI() != text {
			t.Fatalf("%q is read and written as %q", text, k.URI())
		}
	})
}
