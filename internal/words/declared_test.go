package words_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

var update = flag.Bool("update", false, "write what is said into the golden file")

// Every declaration of a pact that has everything, in sentences.
func TestDeclared(t *testing.T) {
	r, err := load.Load("../testkit/sample/everything.pact")
	if err != nil || r.Pact == nil {
		t.Fatal(err, r.Diagnostics)
	}
	q := words.Speaker{Pact: r.Pact}
	var b strings.Builder
	for i := range r.Pact.Sources {
		fmt.Fprintf(&b, "%s\n\t%s\n", r.Pact.Sources[i].Name, strings.Join(q.Declared(model.Ref{Kind: model.KindSource, Index: i}), "\n\t"))
	}
	for _, d := range r.Pact.Declared() {
		fmt.Fprintf(&b, "%s\n\t%s\n", d.Decl.Name, strings.Join(q.Declared(d.Ref), "\n\t"))
	}
	const golden = "testdata/declared.txt"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
