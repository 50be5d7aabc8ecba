//go:build unix

package store_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/servanda-lang/servanda/internal/testkit/postgres"
)

const origin = "ledger.example/accord"

// keys are those of a log, of two reporters and of a witness.
type keys struct{ log, north, south, witness ledger.Private }

func newKeys(t testing.TB) keys {
	t.Helper()
	make := func(name string, a ledger.Algorithm) ledger.Private {
		k, err := ledger.Generate(name, a, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	return keys{make(origin, ledger.Ed25519), make("north.example", ledger.Ed25519), make("south.example", ledger.Ed25519), make("witness.example", ledger.Cosignature)}
}

// says is what a reporter says.
func says(t testing.TB, by ledger.Private, id, line string) ledger.Signed {
	t.Helper()
	s, err := ledger.Statement{Ledger: origin, Kind: "event", ID: id, Claimed: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Line: []byte(line)}.Sign(by)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// admit is how the log admits a key.
func admit(t testing.TB, k keys, who ledger.Public, at int64) ledger.Signed {
	t.Helper()
	st := ledger.KeyStatement(ledger.KindAdmit, who, ledger.RoleParty, at)
	st.Ledger, st.Claimed = origin, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	s, err := st.Sign(k.log)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// events are so many statements by both reporters in turn.
func events(t testing.TB, k keys, from, n int) []ledger.Signed {
	t.Helper()
	var out []ledger.Signed
	for i := from; i < from+n; i++ {
		by := k.north
		if i%2 == 1 {
			by = k.south
		}
		out = append(out, says(t, by, fmt.Sprintf("e%d", i), fmt.Sprintf(`{"date":"2026-03-01","move":"pay","n":%d}`, i)))
	}
	return out
}

// opened is a new ledger with both reporters admitted.
func opened(t testing.TB, k keys, where string) *store.Store {
	t.Helper()
	s, err := store.Create(t.Context(), where, k.log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	add(t, s, &k.log, admit(t, k, k.north.Public, 0), admit(t, k, k.south.Public, 1))
	return s
}

func add(t testing.TB, s *store.Store, log *ledger.Private, st ...ledger.Signed) []store.Receipt {
	t.Helper()
	r, err := s.Add(t.Context(), st, log)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func file(t testing.TB) string { return filepath.Join(t.TempDir(), "accord.ledger") }

// onBoth runs a test with a place for a new ledger in SQLite, and with one in PostgreSQL.
func onBoth(t *testing.T, test func(t *testing.T, where string)) {
	t.Run("SQLite", func(t *testing.T) { test(t, file(t)) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, postgres.URL(t)) })
}

func verify(t testing.TB, src ledger.Source, trust ledger.Trust) *ledger.Summary {
	t.Helper()
	sum, err := ledger.Verify(t.Context(), src, trust)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func TestWhatIsAddedIsVerified(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		k := newKeys(t)
		s := opened(t, k, where)
		for i := range 40 {
			got := add(t, s, &k.log, events(t, k, i*7, 7)...)
			if got[0].Entry != int64(2+i*7) || !got[0].New {
				t.Fatalf("receipt %+v", got[0])
			}
		}
		for _, workers := range []int{1, 2, 8} {
			sum := verify(t, s, ledger.Trust{Log: &k.log.Public, Workers: workers})
			if sum.Size != 282 || sum.Signed != 282 || sum.Kinds["event"] != 280 || !sum.LogTrusted || sum.Checkpoints != 1 {
				t.Errorf("found %+v", sum)
			}
		}
	})
}

func TestTheSameIsRecordedOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		k := newKeys(t)
		s := opened(t, k, where)
		first := add(t, s, nil, says(t, k.north, "a", `{"n":1}`))[0]
		again := add(t, s, nil, says(t, k.north, "b", `{"n":2}`), says(t, k.north, "a", `{"n":1}`), says(t, k.north, "b", `{"n":2}`))
		if again[1].Entry != first.Entry || again[1].New || !again[1].Recorded.Equal(first.Recorded) || again[2].Entry != again[0].Entry {
			t.Errorf("first %+v, again %+v", first, again)
		}
		// Another reporter has names of its own.
		if r := add(t, s, nil, says(t, k.south, "a", `{"n":3}`)); !r[0].New {
			t.Errorf("receipt %+v", r[0])
		}
		_, err := s.Add(t.Context(), []ledger.Signed{says(t, k.north, "c", `{}`), says(t, k.north, "a", `{"n":9}`)}, nil)
		var refused *store.Refused
		if !errors.As(err, &refused) || refused.Which != 1 || !strings.Contains(refused.Why, "something else under this id, in entry 2") {
			t.Errorf("error %v", err)
		}
		if n, err := s.Size(t.Context()); n != 5 || err != nil {
			t.Errorf("%d entries, %v; one refused takes the others with it", n, err)
		}
		verify(t, s, ledger.Trust{Log: &k.log.Public})
	})
}

func TestWhoMayNotReportIsRefused(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		k, other := newKeys(t), newKeys(t)
		s := opened(t, k, where)
		forged := says(t, k.north, "x", `{}`)
		forged.Line = []byte(`{"a":1}`)
		elsewhere, err := ledger.Statement{Ledger: "another", Kind: "event", ID: "x", Line: []byte(`{}`)}.Sign(k.north)
		if err != nil {
			t.Fatal(err)
		}
		st := ledger.KeyStatement(ledger.KindAdmit, other.north.Public, ledger.RoleParty, 2)
		st.Ledger = origin
		usurped, err := st.Sign(k.north)
		if err != nil {
			t.Fatal(err)
		}
		for says, signed := range map[string]ledger.Signed{
			"was not admitted": says(t, other.north, "x", `{}`), "does not hold": forged, "signed for another ledger": elsewhere,
			"only the key of the log may": usurped, "in that state already": admit(t, k, k.north.Public, 9),
		} {
			if _, err := s.Add(t.Context(), []ledger.Signed{signed}, &k.log); err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("error %v, want %s", err, says)
			}
		}
		if err := s.Sign(t.Context(), other.log); err == nil {
			t.Error("another's key signed a checkpoint")
		}
		if n, _ := s.Size(t.Context()); n != 2 {
			t.Errorf("%d entries", n)
		}
	})
}

// Writers at once, each with a connection of its own as processes have: everything stands there once, in one order.
func TestWritersAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		k := newKeys(t)
		opened(t, k, where)
		var wg sync.WaitGroup
		failed := make(chan error, 4)
		for w := range 4 {
			var all [][]ledger.Signed
			for i := range 10 {
				all = append(all, events(t, k, w*100+i*3, 3))
			}
			wg.Go(func() { failed <- write(t.Context(), where, k, all) })
		}
		wg.Wait()
		close(failed)
		for err := range failed {
			if err != nil {
				t.Fatal(err)
			}
		}
		s, err := store.Open(t.Context(), where)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if sum := verify(t, s, ledger.Trust{Log: &k.log.Public}); sum.Kinds["event"] != 120 {
			t.Errorf("%d events", sum.Kinds["event"])
		}
	})
}

func write(ctx context.Context, where string, k keys, all [][]ledger.Signed) error {
	s, err := store.Open(ctx, where)
	if err != nil {
		return err
	}
	defer s.Close()
	for _, some := range all {
		if _, err := s.Add(ctx, some, &k.log); err != nil {
			return err
		}
	}
	return nil
}

// A cosigned checkpoint is kept while later ones come, and the record has to agree with it.
func TestCosignedCheckpointsAreKept(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		k := newKeys(t)
		s := opened(t, k, where)
		w := &ledger.Witness{Key: k.witness, Log: k.log.Public, Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: time.Now}
		for i := range 5 {
			add(t, s, &k.log, events(t, k, 10*i, 3+i)...)
			r, err := w.Look(t.Context(), s)
			if err != nil {
				t.Fatal(err)
			}
			cosigned, err := w.Cosign(r)
			if err != nil {
				t.Fatal(err)
			}
			text := cosigned.Note
			switch i {
			case 1: // the line alone, as C2SP tlog-witness answers
				text = []byte(cosigned.Line(k.witness.Public))
			case 2: // the record has gone on meanwhile
				add(t, s, &k.log, says(t, k.north, "meanwhile", "1"))
			}
			if _, err := s.Cosign(t.Context(), text, k.witness.Public); err != nil {
				t.Fatal(err)
			}
		}
		sum := verify(t, s, ledger.Trust{Log: &k.log.Public, Witnesses: []ledger.Public{k.witness.Public}})
		if sum.Checkpoints != 5 || len(sum.Newest.By) != 1 {
			t.Errorf("found %+v", sum)
		}
		if _, err := s.Cosign(t.Context(), []byte("— witness.example AAAAAAAA\n"), k.witness.Public); err == nil {
			t.Error("no signature was taken for one")
		}
		// What was cosigned in a fork, or in a longer record, is no checkpoint of this one.
		for n, says := range map[int]string{21: "forked", 99: "rolled back"} {
			other := opened(t, k, file(t))
			add(t, other, &k.log, events(t, k, 1000, n)...)
			w.Memory = filepath.Join(t.TempDir(), "seen")
			r, err := w.Look(t.Context(), other)
			if err != nil {
				t.Fatal(err)
			}
			cosigned, err := w.Cosign(r)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Cosign(t.Context(), cosigned.Note, k.witness.Public); err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("error %v, want %s", err, says)
			}
		}
	})
}

// What the database says of its own rows cannot be changed through it.
func TestEntriesAreNotChanged(t *testing.T) {
	onBoth(t, func(t *testing.T, where string) {
		k := newKeys(t)
		opened(t, k, where)
		db := raw(t, where)
		for _, q := range []string{"UPDATE ledger_entry SET kind = 'x' WHERE seq = 0", "DELETE FROM ledger_entry WHERE seq = 1"} {
			if _, err := db.Exec(q); err == nil || !strings.Contains(err.Error(), "never") {
				t.Errorf("%s: error %v", q, err)
			}
		}
	})
}

// raw is the database behind a ledger.
func raw(t testing.TB, where string) *sql.DB {
	t.Helper()
	driver := "sqlite"
	if strings.HasPrefix(where, "postgres") {
		driver = "pgx"
	}
	db, err := sql.Open(driver, where)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// An event is found by its id without going through the record, also where PostgreSQL has not counted yet what there is.
func TestAnEventIsFoundByItsId(t *testing.T) {
	k, where := newKeys(t), postgres.URL(t)
	s := opened(t, k, where)
	add(t, s, nil, events(t, k, 0, 3000)...)
	rows, err := raw(t, where).Query("EXPLAIN SELECT seq FROM ledger_entry WHERE id = 'e77' ORDER BY seq LIMIT 10")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	plan := ""
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		plan += line + "\n"
	}
	if !strings.Contains(plan, "ledger_entry_id") || strings.Contains(plan, "Sort") || strings.Contains(plan, "Filter") {
		t.Errorf("it is found so:\n%s", plan)
	}
	if at, err := s.Find(t.Context(), "e77"); err != nil || !slices.Equal(at, []int64{79}) {
		t.Errorf("found at %v, %v", at, err)
	}
}

// Whoever has the database can change all of it, triggers too; verification tells which entry is wrong.
func TestWhatIsChangedBehindItIsTold(t *testing.T) {
	for change, says := range map[string]string{
		"UPDATE ledger_entry SET data = REPLACE_BYTES WHERE seq = 5":                                     "entry 5: ",
		"UPDATE ledger_entry SET kind = 'pact' WHERE seq = 4":                                            "entry 4: what stands beside it",
		"UPDATE ledger_entry SET ref = 'x' WHERE seq = 4":                                                "entry 4: what stands beside it",
		"UPDATE ledger_entry SET hashes = (SELECT hashes FROM ledger_entry WHERE seq = 2) WHERE seq = 6": "entry 6: the hashes",
		"DELETE FROM ledger_entry WHERE seq = 4":                                                         "entry 4: it is missing",
		"DELETE FROM ledger_entry WHERE seq > 8":                                                         "rolled back",
		"DELETE FROM ledger_checkpoint":                                                                  "no checkpoint",
		"UPDATE ledger_about SET value = 'x' WHERE name = 'log'":                                         "key of the log",
	} {
		onBoth(t, func(t *testing.T, where string) {
			k := newKeys(t)
			add(t, opened(t, k, where), &k.log, events(t, k, 0, 10)...)
			spoil(t, where, change)
			s, err := store.Open(t.Context(), where)
			if err == nil {
				defer s.Close()
				_, err = ledger.Verify(t.Context(), s, ledger.Trust{Log: &k.log.Public})
			}
			var broken *ledger.Broken
			if !errors.As(err, &broken) || !strings.Contains(err.Error(), says) {
				t.Errorf("%s: error %v, want %s", change, err, says)
			}
		})
	}
}

// spoil changes a database as somebody does who owns it: what guards it is taken away first, and put back.
func spoil(t *testing.T, where, change string) {
	t.Helper()
	db := raw(t, where)
	off, on := []string{"ALTER TABLE ledger_entry DISABLE TRIGGER ALL"}, []string{"ALTER TABLE ledger_entry ENABLE TRIGGER ALL"}
	bytes := "convert_to(replace(convert_from(data, 'UTF8'), '2026', '2025'), 'UTF8')"
	if !strings.HasPrefix(where, "postgres") {
		off = []string{"DROP TRIGGER ledger_entry_stays", "DROP TRIGGER ledger_entry_is_kept"}
		on = guards(t, db)
		bytes = "CAST(replace(CAST(data AS TEXT), '2026', '2025') AS BLOB)"
	}
	for _, q := range slices.Concat(off, []string{strings.ReplaceAll(change, "REPLACE_BYTES", bytes)}, on) {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(q, err)
		}
	}
}

// guards are the triggers of a file, as they are made.
func guards(t *testing.T, db *sql.DB) []string {
	t.Helper()
	rows, err := db.Query("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var q string
		if err := rows.Scan(&q); err != nil {
			t.Fatal(err)
		}
		out = append(out, q)
	}
	return out
}

// A file in which what guards the entries was taken away, or something was put beside them, is no ledger any more.
func TestWhatGuardsTheEntriesStays(t *testing.T) {
	for _, change := range []string{"DROP TRIGGER ledger_entry_stays", "DROP INDEX ledger_entry_id", "CREATE TABLE more (x)",
		"CREATE TRIGGER more AFTER INSERT ON ledger_entry BEGIN DELETE FROM ledger_checkpoint; END"} {
		k, where := newKeys(t), file(t)
		s := opened(t, k, where)
		if _, err := raw(t, where).Exec(change); err != nil {
			t.Fatal(err)
		}
		if _, err := ledger.Verify(t.Context(), s, ledger.Trust{}); err == nil || !strings.Contains(err.Error(), "are not those of a ledger") {
			t.Errorf("%s: error %v", change, err)
		}
	}
}

func TestWhatIsNoLedgerIsNotOpened(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text")
	if err := os.WriteFile(text, []byte(strings.Repeat("no ledger\n", 1000)), 0o644); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(dir, "empty")
	if err := os.WriteFile(empty, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{text, empty, dir, filepath.Join(dir, "none"), "postgres:///?host=" + dir} {
		if s, err := store.Open(t.Context(), path); err == nil {
			s.Close()
			t.Errorf("%s was opened", path)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "none")); err == nil {
		t.Error("a file was made")
	}
	if _, err := store.Create(t.Context(), text, newKeys(t).log); err == nil {
		t.Error("a file was written over")
	}
}
