package load_test

import (
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/diag"
	"github.com/servanda-lang/servanda/load"
)

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
