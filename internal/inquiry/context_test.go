package inquiry

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/load"
)

// A context that is done ends a check soon, with its error, whichever engine is at work and wherever it is.
func TestAContextEndsACheck(t *testing.T) {
	r := load.Source("many.pact", []byte(manyWays()))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	for name, o := range map[string]Query{
		"one by one":     {Workers: 2, AllFillings: true},
		"together":       {Workers: 2},
		"without graphs": {Workers: 2, large: 1},
	} {
		for _, after := range []time.Duration{0, time.Millisecond, 20 * time.Millisecond} {
			ctx, cancel := context.WithTimeout(context.Background(), after)
			began := time.Now()
			_, err := Check(ctx, r.Pact, o)
			cancel()
			if late := time.Since(began) - after; err != nil && !errors.Is(err, context.DeadlineExceeded) || late > time.Second {
				t.Errorf("%s, ended after %v: it went on for %v and gave %v", name, after, late, err)
			}
			if after == 0 && err == nil {
				t.Errorf("%s: it was not ended", name)
			}
		}
	}
}
