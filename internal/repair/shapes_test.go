package repair

import (
	"path/filepath"
	"testing"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/format"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/source"
)

// Every change is a text that compiles, and there is one of every shape, whatever of a pact is to go.
func TestEveryChangeCompilesAndEveryShapeIsTried(t *testing.T) {
	paths, err := filepath.Glob("../../examples/*/flawed.pact")
	if err != nil || len(paths) < 10 {
		t.Fatal(paths, err)
	}
	paths = append(paths, "testdata/swap.pact", "testdata/two-ways.pact", "testdata/surviving.pact", "testdata/judge.pact")
	count := make([]int, len(Shapes()))
	for _, path := range paths {
		base, err := load.Load(path)
		if err != nil || base.Pact == nil {
			t.Fatal(path, err)
		}
		a, err := inquiry.Check(t.Context(), base.Pact, inquiry.Query{})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range claimsOf(a) {
			m := newMaker(base, []claim{c}, "")
			for i, s := range Shapes() {
				for _, ch := range s.Changes(m) {
					count[i]++
					compiles(t, path, m, ch)
				}
			}
		}
	}
	for i, s := range Shapes() {
		if count[i] == 0 {
			t.Errorf("there is no change of the shape %q", s.Name)
		}
	}
}

func compiles(t *testing.T, path string, m *maker, c change) {
	t.Helper()
	text, ok := m.apply(c.steps)
	if !ok {
		t.Errorf("%s: %s: its steps meddle with each other", path, c.says)
		return
	}
	done, ds := format.Source(source.NewFile(path, text))
	if done == nil {
		t.Errorf("%s: %s: %v\n%s", path, c.says, ds, text)
		return
	}
	if r := load.Source(path, done); diag.HasErrors(r.Diagnostics) {
		t.Errorf("%s: %s: %v\n%s", path, c.says, r.Diagnostics, done)
	}
}
