package compare_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/servanda-lang/servanda/internal/compare"
)

// TestMinskBeforeAndAfterTheFormula holds what is said about the Steinmeier formula to its effect: the
// status no longer waits for a vote of the Rada, and so the Rada cannot keep it away alone.
func TestMinskBeforeAndAfterTheFormula(t *testing.T) {
	if testing.Short() {
		t.Skip("some seconds")
	}
	dir := "../../library/minsk-ii-2015/"
	c := drafts(t, read(t, dir+"minsk-ii-2015.pact"), read(t, dir+"steinmeier.pact"), compare.Options{})
	if d := cmp.Diff([]string{
		"stuck came, veto changed, limbo changed: changed status_law",
		"dependent went: removed status_11",
		"exposed changed: changed status_law",
		"dead_end came: changed status_law",
		"dead_end came: changed status_law",
	}, ways(c)); d != "" {
		t.Error(d)
	}
	want := "follows differently: The Special status of the areas is now in force, no longer draft"
	if !slices.Contains(told(c), want) {
		t.Errorf("no difference %q in %q", want, told(c))
	}
}
