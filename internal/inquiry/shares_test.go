package inquiry_test

import (
	"errors"
	"testing"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/memory"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
)

// Whether there is an answer within so much memory does not depend on how many fillings are looked at side by side.
func TestMemoryIsNotAMatterOfWorkers(t *testing.T) {
	r, err := load.Load("../../examples/small-exchange.pact")
	if err != nil {
		t.Fatal(err)
	}
	answered := 0
	for _, bytes := range []int64{4 << 20, 18 << 20, 64 << 20} { // the second is enough for one at a time only
		var one error
		for _, workers := range append([]int{1}, extent.Among([]int{8, 2}, 1)...) {
			_, err := inquiry.Check(t.Context(), r.Pact, inquiry.Query{Workers: workers, Limits: inquiry.Limits{Bytes: bytes}})
			if limit := new(explore.Inconclusive); err != nil && (!errors.As(err, &limit) || limit.Limit != memory.Limit(bytes)) {
				t.Fatalf("%d bytes, %d workers: %v", bytes, workers, err)
			}
			if workers == 1 {
				one = err
			} else if (err == nil) != (one == nil) {
				t.Errorf("%d bytes: with one worker %v, with %d %v", bytes, one, workers, err)
			}
		}
		if one == nil {
			answered++
		}
	}
	if answered != 2 {
		t.Errorf("%d of 3 budgets were enough, want 2", answered)
	}
}
