package load_test

import (
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/load"
)

// Whatever the bytes of two files, one of which takes in the other: no panic.
func FuzzUse(f *testing.F) {
	const part = "body house \"The house\" of owner\ndecision vote { house decides approved  once text is signed }\n"
	for _, name := range archives(f) {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a.Files[0].Data, []byte(part))
	}
	f.Add([]byte("pact \"P\"\nuse \"vote.pact\" with house as vote, vote as house \"H\", text as owner, owner as text"), []byte(part))
	f.Fuzz(func(t *testing.T, main, part []byte) {
		r, err := load.FS(fstest.MapFS{"in.pact": {Data: main}, "vote.pact": {Data: part}, "parts/vote.pact": {Data: part}}, "in.pact")
		if err != nil {
			t.Fatal(err)
		}
		if (r.Pact == nil) != diag.HasErrors(r.Diagnostics) {
			t.Fatalf("pact %v with diagnostics %v", r.Pact != nil, codes(r.Diagnostics))
		}
	})
}

// Whatever the bytes: no panic, and either an error or a pact that keeps what the model promises.
func FuzzLoad(f *testing.F) {
	for _, name := range archives(f) {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			f.Add(file.Data)
		}
	}
	for _, e := range diag.Entries() {
		f.Add([]byte(e.Bad))
		f.Add([]byte(e.Good))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r := load.Source("fuzz.pact", text)
		if (r.Pact == nil) != diag.HasErrors(r.Diagnostics) {
			t.Fatalf("pact %v with diagnostics %v", r.Pact != nil, codes(r.Diagnostics))
		}
		if r.Pact == nil {
			return
		}
		if err := r.Pact.Validate(); err != nil {
			t.Fatal(err)
		}
		tick := r.Pact.TickDays()
		for _, d := range r.Pact.Durations() {
			if d%tick != 0 {
				t.Fatalf("the tick of %d days does not divide %d days", tick, d)
			}
		}
	})
}
