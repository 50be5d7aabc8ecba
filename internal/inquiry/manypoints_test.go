package inquiry_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
)

// Open points that nothing reads cost next to nothing, however many they are.
func TestPointsThatNothingReadsCostNothing(t *testing.T) {
	var b strings.Builder
	b.WriteString("pact \"x\"\nparty a\nfact f { x, y }\nact g by a { f becomes y }\npurpose { f is y }\n")
	want, err := inquiry.Check(t.Context(), load.Source("none.pact", []byte(b.String())).Pact, inquiry.Query{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 10_000 {
		fmt.Fprintf(&b, "open o%d { p, q, r }\n", i)
	}
	p := load.Source("many.pact", []byte(b.String())).Pact
	for _, together := range []bool{false, true} {
		started := time.Now()
		a, err := inquiry.Check(t.Context(), p, inquiry.Query{Selection: !together})
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(started); took > 20*time.Second {
			t.Errorf("together %v: took %v", together, took)
		}
		if len(a.Fillings) != 1 || len(a.Findings) != len(want.Findings) || a.Findings[0].Message != want.Findings[0].Message {
			t.Errorf("together %v: in %d fillings %+v, want in one %+v", together, len(a.Fillings), a.Findings, want.Findings)
		}
	}
}
