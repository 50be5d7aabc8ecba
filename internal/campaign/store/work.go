package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/riverqueue/river"
)

// Task is a job as it is given to whoever does it.
type Task struct {
	Job    string
	Spec   string
	Text   []byte
	Budget Budget
}

// Work is how somebody works.
type Work struct {
	ID    string // of the worker; no two have the same
	Queue string // which jobs
	Drain bool   // stop when nothing is left to do, rather than wait for more
	Log   io.Writer
	Grace time.Duration // how long a job may take to end after its time is over; 0 is UsualGrace

	// Do does a job, within its budget. It ends soon after its context does, and then the outcome does not matter; otherwise there is one.
	Do func(context.Context, Task) Outcome
}

// ErrStuck is that a job did not end when it was told to. The process had better end.
var ErrStuck = errors.New("a job did not end when its time was over")

// usualTries is how often a job is begun, where its budget does not say.
const usualTries = 5

// UsualGrace is how long a job may take to end after its time is over.
const UsualGrace = 30 * time.Second

// running is a worker at work.
type running struct {
	*Store
	*Work
	ctx context.Context // ends when the worker is to stop

	mu  sync.Mutex
	due time.Time // when the job at hand must have ended; zero if there is none, or no limit
	at  string    // the job at hand
}

// Run does jobs until it is told to stop, or until nothing is left to do, if it is to drain the queue. What it is at when it is told to stop goes
// back into the queue, as if it had not been begun.
func (s *Store) Run(ctx context.Context, w Work) error {
	r := &running{Store: s, Work: &w, ctx: ctx}
	if err := s.beat(ctx, w.ID); err != nil {
		return fmt.Errorf("the store cannot be written to: %w", err)
	}
	stop, err := s.queue.start(ctx, &w, r.work)
	if err != nil {
		return err
	}
	alive, quiet := context.WithCancel(context.WithoutCancel(ctx))
	var beating sync.WaitGroup
	beating.Go(func() { r.live(alive) })
	why := r.until(ctx)
	if errors.Is(why, ErrStuck) {
		quiet()
		return why // nothing else would end
	}
	ended := stop(alive)
	quiet()
	beating.Wait()
	return errors.Join(why, ended, s.Forget(context.WithoutCancel(ctx), w.ID))
}

// until waits until there is a reason to stop.
func (r *running) until(ctx context.Context) error {
	look := time.NewTicker(200 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-look.C:
		}
		busy, stuck := r.state()
		if stuck {
			return ErrStuck
		}
		if !r.Drain || busy {
			continue
		}
		left, err := r.left(ctx, r.Queue)
		if err == nil && !left {
			return nil
		}
	}
}

// state reports whether a job is at hand, and whether it should have ended.
func (r *running) state() (busy, stuck bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.at != "", !r.due.IsZero() && time.Now().After(r.due)
}

func (r *running) begin(job string, b Budget) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.at, r.due = job, time.Time{}
	if b.Time > 0 {
		r.due = time.Now().Add(b.Time + cmp.Or(r.Grace, UsualGrace))
	}
}

func (r *running) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.at, r.due = "", time.Time{}
}

// work does one job that River hands out. An error is one of the database: River hands the job out again.
func (r *running) work(ctx context.Context, job *river.Job[order]) error {
	r.begin(job.Args.Job, job.Args.Budget)
	defer r.end()
	out, err := r.outcome(ctx, job)
	if ctx.Err() != nil || r.ctx.Err() != nil {
		return river.JobSnooze(0)
	}
	if err != nil || out == nil {
		return err
	}
	return r.settle(context.WithoutCancel(ctx), job, *out) // what is known is kept, also while the worker is told to stop
}

// outcome is what comes of a job; nil if it has an answer already.
func (r *running) outcome(ctx context.Context, job *river.Job[order]) (*Outcome, error) {
	there, err := r.answered(ctx, job.Args.Job)
	if err != nil || there {
		return nil, err
	}
	tries := cmp.Or(job.Args.Budget.Tries, usualTries)
	if job.Attempt > tries {
		out := died(tries)
		return &out, nil
	}
	task, err := r.task(ctx, job)
	if err != nil {
		return nil, err
	}
	out := r.Do(ctx, task)
	return &out, nil
}

// task reads all that a job takes.
func (r *running) task(ctx context.Context, job *river.Job[order]) (Task, error) {
	t := Task{Job: job.Args.Job, Budget: job.Args.Budget}
	var packed []byte
	err := r.exec.QueryRow(ctx, r.d.sql("SELECT j.spec, t.body FROM campaign_job j JOIN campaign_text t ON t.digest = j.digest WHERE j.id = ?"), t.Job).Scan(&t.Spec, &packed)
	if err != nil {
		return t, err
	}
	t.Text, err = unpack(packed)
	return t, err
}
