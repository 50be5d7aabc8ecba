package inquiry_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
)

// A pact of which the graph finds no room is answered on sets of states, and the findings are those of the graph.
func TestSetsAreTriedWhereTheGraphFindsNoRoom(t *testing.T) {
	var text strings.Builder
	text.WriteString("pact \"Switches\"\nparty a\nparty b\n")
	for i := range 6 {
		fmt.Fprintf(&text, "fact f%[1]d {x,y}\nact on%[1]d by a { when f%[1]d is x f%[1]d becomes y }\nact off%[1]d by b { when f%[1]d is y f%[1]d becomes x }\n", i)
	}
	text.WriteString("instrument t { between a, b in force once signed duty d { a must on0 within 3 days for b } ban k { b must not off1 for a } }\npurpose \"lit\" { f0 is y and f1 is y }\n")
	r := load.Source("in.pact", []byte(text.String()))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	found := func(q inquiry.Query) (keys []string, filling int) {
		t.Helper()
		a, err := inquiry.Check(t.Context(), r.Pact, q)
		if err != nil {
			t.Fatal(err)
		}
		for i := range a.Findings {
			keys = append(keys, a.Findings[i].SameEverywhere())
		}
		slices.Sort(keys)
		return keys, len(a.Fillings)
	}
	graph, one := found(inquiry.Query{Workers: 1})
	for _, workers := range []int{1, 2} {
		sets, none := found(inquiry.Query{Workers: workers, Limits: inquiry.Limits{Bytes: 6 << 20}})
		if one != 1 || none != 0 {
			t.Errorf("%d and %d fillings were laid out, want 1 and 0", one, none)
		}
		if len(graph) == 0 || !slices.Equal(graph, sets) {
			t.Errorf("on the graph %v, on sets %v", graph, sets)
		}
	}
	if _, err := inquiry.Check(t.Context(), r.Pact, inquiry.Query{Workers: 1, Limits: inquiry.Limits{Bytes: 1 << 16}}); err == nil || !strings.Contains(err.Error(), "states and") {
		t.Errorf("with 64 kB: %v", err)
	}
}
