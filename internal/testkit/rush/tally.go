package rush

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"
)

// Tally is a set of events with the numbers of their entries, in sixteen bytes: how many, and a sum that hangs on each of them.
type Tally struct {
	N   int64
	Sum uint64
}

// Add takes an event in.
func (t *Tally) Add(id string, entry int64) {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", id, entry))
	t.N++
	t.Sum += binary.BigEndian.Uint64(sum[:])
}

// delays are how long acknowledgements took, in steps of a tenth.
type delays struct {
	mu   sync.Mutex
	seen [200]int64
	n    int64
}

func (d *delays) add(took time.Duration) {
	step := int(math.Log(float64(took)/float64(100*time.Microsecond)) / math.Log(1.1))
	d.mu.Lock()
	defer d.mu.Unlock()
	d.seen[min(max(step, 0), len(d.seen)-1)]++
	d.n++
}

// most is what such a share of them did not exceed.
func (d *delays) most(share float64) time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	left := int64(math.Ceil(share * float64(d.n)))
	for step, n := range d.seen {
		if left -= n; left <= 0 {
			return time.Duration(float64(100*time.Microsecond) * math.Pow(1.1, float64(step+1)))
		}
	}
	return 0
}

// recent are some of the events that were acknowledged last, for readers to look for.
type recent struct {
	mu     sync.Mutex
	events []said
}

type said struct {
	id    string
	entry int64
}

const mostRecent = 512

func (r *recent) add(s said) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.events = append(r.events, s); len(r.events) > mostRecent {
		r.events = slices.Delete(r.events, 0, mostRecent/2)
	}
}

// pick gives one of them, the n-th in a circle; false if there is none yet.
func (r *recent) pick(n int) (said, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.events) == 0 {
		return said{}, false
	}
	return r.events[n%len(r.events)], true
}
