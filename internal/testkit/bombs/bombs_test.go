package bombs_test

import (
	"testing"
	"testing/fstest"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/testkit/bombs"
)

// Each is a pact that can be read, has a name of its own, and is the same whenever it is written.
func TestBombsAreWell(t *testing.T) {
	all, again := bombs.All(), bombs.All()
	if len(all) < 50 {
		t.Errorf("%d shapes, want 50", len(all))
	}
	seen := map[string]bool{}
	for i, b := range all {
		if seen[b.Name] || b != again[i] {
			t.Errorf("%s: there are two", b.Name)
		}
		seen[b.Name] = true
		r, err := load.FS(fstest.MapFS{"main.pact": {Data: []byte(b.Text)}, "part.pact": {Data: []byte(b.Part)}}, "main.pact")
		if err != nil {
			t.Fatal(b.Name, err)
		}
		if r.Pact == nil {
			t.Errorf("%s: %s", b.Name, r.Diagnostics[0].Render(false))
		}
	}
}
