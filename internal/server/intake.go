package server

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
)

// together is how many events are recorded in one transaction if so many wait.
const together = 1024

// recordTime is how long one transaction may take.
const recordTime = 30 * time.Second

// intake records what is handed in, one transaction after the other. What waits meanwhile goes into the next one together. Its queue is
// bounded: who finds it full is told so at once.
type intake struct {
	store *store.Store
	log   *ledger.Private
	queue chan *job
	told  *metrics
	busy  atomic.Bool // something is being recorded

	mu     sync.RWMutex
	closed bool
	ended  chan struct{}
}

// job is what one request hands in.
type job struct {
	ctx      context.Context
	all      []ledger.Signed
	receipts []store.Receipt
	err      error
	done     chan struct{}
}

func newIntake(st *store.Store, log *ledger.Private, queue int, told *metrics) *intake {
	in := &intake{store: st, log: log, queue: make(chan *job, queue), told: told, ended: make(chan struct{})}
	go in.run()
	return in
}

// record hands statements in and waits until they are on the disk.
func (in *intake) record(ctx context.Context, all []ledger.Signed) ([]store.Receipt, error) {
	j := &job{ctx: ctx, all: all, done: make(chan struct{})}
	if err := in.enqueue(j); err != nil {
		return nil, err
	}
	select {
	case <-j.done:
		return j.receipts, j.err
	case <-ctx.Done():
		return nil, ctx.Err() // it may be recorded or not, and was not acknowledged
	}
}

func (in *intake) enqueue(j *job) error {
	in.mu.RLock()
	defer in.mu.RUnlock()
	if in.closed {
		return busy("the server is about to end")
	}
	select {
	case in.queue <- j:
		return nil
	default:
		in.told.full.Inc()
		return busy("as many requests wait to be recorded as may")
	}
}

// close records what waits, and ends.
func (in *intake) close() {
	in.mu.Lock()
	if !in.closed {
		in.closed = true
		close(in.queue)
	}
	in.mu.Unlock()
	<-in.ended
}

func (in *intake) run() {
	defer close(in.ended)
	var next *job // that found no more room
	for {
		first := next
		if first == nil {
			first = <-in.queue
		}
		if first == nil {
			return
		}
		var jobs []*job
		jobs, next = in.gather(first)
		in.add(jobs)
	}
}

// gather takes what waits, as long as it fits together.
func (in *intake) gather(first *job) (jobs []*job, next *job) {
	jobs, n := []*job{first}, len(first.all)
	for {
		select {
		case j := <-in.queue:
			if j == nil {
				return jobs, nil
			}
			if n += len(j.all); n > together {
				return jobs, j
			}
			jobs = append(jobs, j)
		default:
			return jobs, nil
		}
	}
}

// add records jobs together, or, if one of them is refused, one by one: nobody's event stands in the way of another's.
func (in *intake) add(jobs []*job) {
	if len(jobs) > 1 {
		var all []ledger.Signed
		for _, j := range jobs {
			all = append(all, j.all...)
		}
		receipts, err := in.commit(context.Background(), all)
		var refused *store.Refused
		if !errors.As(err, &refused) {
			for _, j := range jobs {
				if j.err = err; err == nil {
					j.receipts, receipts = receipts[:len(j.all)], receipts[len(j.all):]
				}
				close(j.done)
			}
			return
		}
	}
	for _, j := range jobs {
		if j.err = j.ctx.Err(); j.err == nil {
			j.receipts, j.err = in.commit(context.Background(), j.all)
		}
		close(j.done)
	}
}

// commit is one transaction. A fault in it is an error of these jobs, and the end of nothing.
func (in *intake) commit(ctx context.Context, all []ledger.Signed) (receipts []store.Receipt, err error) {
	defer fault.Catch(&err)
	ctx, stop := context.WithTimeout(ctx, recordTime)
	defer stop()
	in.busy.Store(true)
	defer in.busy.Store(false)
	began := time.Now()
	receipts, err = in.store.Add(ctx, all, in.log)
	if err == nil {
		in.told.recorded(receipts, time.Since(began))
	}
	return receipts, err
}
