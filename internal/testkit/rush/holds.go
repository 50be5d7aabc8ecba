package rush

import (
	"context"
	"fmt"
	"maps"
	"os"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
)

// Length is how long a load is held; SERVANDA_RUSH says so, such as 10m.
func Length(t testing.TB) time.Duration {
	t.Helper()
	said := os.Getenv("SERVANDA_RUSH")
	if said == "" {
		return 2 * time.Second
	}
	d, err := time.ParseDuration(said)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// mostMore is how much more memory may be held at the end of a long load, beside twice what was held early.
const mostMore = 64 << 20

// Holds verifies the record from its first entry on, when the load is over: each event that was acknowledged stands there once, where it was
// said to stand, and no other; the record goes on from all that was seen. Everybody has to have come to something.
func (f *Figures) Holds(ctx context.Context, src ledger.Source, log ledger.Public) (*ledger.Summary, error) {
	stands := map[string]Tally{}
	sum, err := ledger.Verify(ctx, src, ledger.Trust{Log: &log, Earlier: f.Seen, Look: func(n int64, e *ledger.Entry) error {
		if e.Kind == "event" {
			x := stands[e.Reporter.Name]
			x.Add(e.ID, n)
			stands[e.Reporter.Name] = x
		}
		return nil
	}})
	switch {
	case err != nil:
		return nil, err
	case !maps.Equal(stands, f.Acknowledged):
		return nil, fmt.Errorf("acknowledged were %v, there are %v", f.Acknowledged, stands)
	case f.Proofs == 0 || f.Cosigned < 2 || f.Standings == 0 || len(f.Seen) != f.load.Readers+1:
		return nil, fmt.Errorf("not everybody came to anything: %v", f)
	case f.Took >= time.Minute && f.MemoryAtEnd > 2*f.MemoryEarly+mostMore:
		return nil, fmt.Errorf("the memory grew without end: %v", f)
	}
	return sum, nil
}

// String is the figures in words.
func (f *Figures) String() string {
	ms := func(d time.Duration) time.Duration { return d.Round(time.Millisecond) }
	out := fmt.Sprintf("in %s: %d events acknowledged in %d batches (%.0f a second), the slowest in %s, 99 of 100 within %s; ", f.Took.Round(time.Second), f.Events, f.Batches,
		float64(f.Events)/f.Took.Seconds(), ms(f.Slowest), ms(f.Most))
	out += fmt.Sprintf("%d checkpoints and %d proofs checked by readers (the slowest pair in %s), %d checkpoints cosigned, %d times followed where everyone stands (at most %s); ",
		f.Checkpoints, f.Proofs, ms(f.SlowestRead), f.Cosigned, f.Standings, ms(f.SlowestFollow))
	if f.Told > 0 {
		out += fmt.Sprintf("%d times told by the record itself (at most %s), %d times not in time; ", f.Told, ms(f.SlowestTold), f.Untold)
	}
	return out + fmt.Sprintf("memory: %d MiB early, %d MiB at the end", f.MemoryEarly>>20, f.MemoryAtEnd>>20)
}
