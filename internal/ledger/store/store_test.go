package store_test

import (
	"crypto/rand"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
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
	st := ledger.KeyStatement(ledger.KindAdmit, who, at)
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

func TestWhatIsAddedIsVerified(t *testing.T) {
	k := newKeys(t)
	s := opened(t, k, file(t))
	for i := range 40 {
		got := add(t, s, &k.log, events(t, k, i*7, 7)...)
		if got[0].Entry != int64(2+i*7) || !got[0].New {
			t.Fatalf("receipt %+v", got[0])
		}
	}
	sum, err := ledger.Verify(t.Context(), s, ledger.Trust{Log: &k.log.Public})
	if err != nil {
		t.Fatal(err)
	}
	if sum.Size != 282 || sum.Signed != 282 || sum.Kinds["event"] != 280 || !sum.LogTrusted {
		t.Errorf("found %+v", sum)
	}
}
