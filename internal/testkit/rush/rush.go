// Package rush holds a record under a load of those who use it: writers who hand in batches, readers who ask for proofs, a witness who
// cosigns, and somebody who follows where everyone stands.
//
// Input: how the record is reached (a database at hand, or a server that is asked), who the users are, and for how long. Output: what was
// acknowledged, how long it took at most, what memory it took early and late; or the first thing that went wrong, which ends it. Nobody
// believes the record: each checkpoint has to go on from the last one that its reader saw (RFC 6962, section 2.1.2), each proof has to
// hold, and what was acknowledged has to stand where it was said to stand. Afterwards the whole record is held to what came of it (Holds).
package rush

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
)

// Record is a ledger as those who use it reach it.
type Record interface {
	// Add hands statements in, and gives the number of the entry of each once they are on the disk.
	Add(ctx context.Context, statements []ledger.Signed) ([]int64, error)
	// Ask gives the newest checkpoint, with the proof that it goes on from that of so many entries.
	Ask(ctx context.Context, old int64) (*ledger.Request, error)
	// Proof gives the bundle that proves an entry under the newest checkpoint.
	Proof(ctx context.Context, entry int64) ([]byte, error)
	// Cosign hands in a checkpoint that a witness has cosigned.
	Cosign(ctx context.Context, note []byte, witness ledger.Public) error
	// Entries reads entries from one on, at most so many.
	Entries(ctx context.Context, from int64, most int) ([][]byte, error)
}

// Teller is a record that says by itself where everyone stands.
type Teller interface {
	// Told has the record say where everyone stands, and gives from how many entries it was told. It may be ErrTooLong.
	Told(ctx context.Context) (int64, error)
}

// ErrTooLong is that a record has not said within its time where everyone stands.
var ErrTooLong = errors.New("where everyone stands was not told within the time that there is")

// Load is who does what, and for how long.
type Load struct {
	Log     ledger.Public
	Writers []ledger.Private // admitted; the first reports what the one who follows looks at, the others' reports are notes
	Batch   int
	Readers int
	Rest    time.Duration // of a reader, after each checkpoint and proof
	Witness *ledger.Witness
	Pause   time.Duration // of the witness, between two checkpoints
	For     time.Duration
	Early   time.Duration // when memory is looked at first; at the end it is looked at again
	Process int           // whose memory it is; 0: that of this process
}

// Figures are what came of it.
type Figures struct {
	Took                       time.Duration
	Acknowledged               map[string]Tally // by reporter
	Events, Batches            int64
	Slowest, Most              time.Duration // the slowest acknowledgement, and what 99 in 100 did not exceed
	Proofs, Checkpoints        int64         // that readers checked
	Cosigned, Standings, Told  int64
	MemoryEarly, MemoryAtEnd   int64    // bytes of the process, where the system tells
	Seen                       [][]byte // the checkpoint that each reader saw last, and the witness
	SlowestRead, SlowestFollow time.Duration
	SlowestTold                time.Duration
	Untold                     int64 // times that it took too long
	load                       Load
}

// run is a load while it is held.
type run struct {
	Load
	mu      sync.Mutex
	figures Figures
	delays  delays
	acked   atomic.Int64
	recent  recent
}

// user is one who uses the record, until it is over. Work that was begun is brought to its end.
type user struct {
	name string
	do   func(work, over context.Context, rec Record) error
}

func (r *run) users() []user {
	out := []user{{"who follows", r.follower}, {"memory", r.memory}, {"who asks", r.asker}}
	for i := range r.Writers {
		out = append(out, user{"a writer", r.writer(i)})
	}
	for range r.Readers {
		out = append(out, user{"a reader", r.reader})
	}
	return append(out, user{"the witness", r.witness})
}

// Run holds the load. Each user reaches the record by one of the ways, in turn. What one of them finds wrong ends it.
func Run(ctx context.Context, ways []Record, l Load) (*Figures, error) {
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	r := &run{Load: l, figures: Figures{Acknowledged: map[string]Tally{}, load: l}}
	began := time.Now()
	over, stop := context.WithTimeout(ctx, l.For)
	defer stop()
	var wg sync.WaitGroup
	for i, u := range r.users() {
		wg.Go(func() {
			if err := u.do(ctx, over, ways[i%len(ways)]); err != nil {
				fail(fmt.Errorf("%s: %w", u.name, err))
			}
		})
	}
	wg.Wait()
	f := &r.figures
	f.Took, f.Most, f.MemoryAtEnd = time.Since(began), r.delays.most(0.99), memory(r.Process)
	if err := context.Cause(ctx); err != nil {
		return f, err
	}
	return f, r.end(ctx, ways[0])
}

// end has the witness and the one who follows look once more, when nobody writes any more.
func (r *run) end(ctx context.Context, rec Record) error {
	if r.figures.Events == 0 {
		return errors.New("nothing was acknowledged")
	}
	note, err := r.cosign(ctx, rec)
	if err != nil {
		return err
	}
	r.figures.Seen = append(r.figures.Seen, note)
	s, err := r.standing(ctx, rec)
	if err == nil && int64(s.Reports) != r.figures.Events {
		err = fmt.Errorf("%d events were acknowledged; where everyone stands was told from %d", r.figures.Events, s.Reports)
	}
	return err
}

// note writes figures down.
func (r *run) note(what func(f *Figures)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	what(&r.figures)
}

// memory looks at memory when it is early.
func (r *run) memory(_, over context.Context, _ Record) error {
	if sleep(over, r.Early) {
		r.note(func(f *Figures) { f.MemoryEarly = memory(r.Process) })
	}
	return nil
}

// sleep waits, and reports whether there is time left.
func sleep(over context.Context, d time.Duration) bool {
	select {
	case <-over.Done():
		return false
	case <-time.After(d):
		return true
	}
}
