package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"
)

// Budget is what a job may take, and how often it is begun before it is given up. 0 is no limit.
type Budget struct {
	Bytes  int64         `json:"bytes,omitempty"`
	Time   time.Duration `json:"time,omitempty"`
	States int           `json:"states,omitempty"`
	Tries  int           `json:"tries,omitempty"`
}

// order is what River hands out. A job is queued once at a time, whatever its budget.
type order struct {
	Job    string `json:"job" river:"unique"`
	Budget Budget `json:"budget"`
}

func (order) Kind() string { return "servanda_campaign_job" }

// pending are the states in which River has a job that is still to come to its end.
var pending = []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled}

// inserted are the options of an order in a queue. A job that no worker brings to its end is given up by a worker, with a result that says so, not
// by River: so River allows it more tries than there are.
func inserted(queue string) *river.InsertOpts {
	return &river.InsertOpts{Queue: queue, MaxAttempts: 10_000, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: pending}}
}

// queue is River over one of the databases.
type queue interface {
	migrate(context.Context) error
	insert(ctx context.Context, tx riverdriver.ExecutorTx, name string, orders []order) error
	start(ctx context.Context, w *Work, do func(context.Context, *river.Job[order]) error) (stop func(context.Context) error, err error)
	complete(ctx context.Context, tx riverdriver.ExecutorTx, job *river.Job[order]) error
}

// handout is River over transactions of a type.
type handout[T any] struct {
	driver   riverdriver.Driver[T]
	inserter *river.Client[T]
}

// quiet is a log that nobody reads.
func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func (h *handout[T]) migrate(ctx context.Context) error {
	m, err := rivermigrate.New(h.driver, &rivermigrate.Config{Logger: quiet()})
	if err != nil {
		return err
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

func (h *handout[T]) insert(ctx context.Context, tx riverdriver.ExecutorTx, name string, orders []order) error {
	if len(orders) == 0 {
		return nil
	}
	if h.inserter == nil {
		c, err := river.NewClient(h.driver, &river.Config{Logger: quiet()})
		if err != nil {
			return err
		}
		h.inserter = c
	}
	many := make([]river.InsertManyParams, len(orders))
	for i, o := range orders {
		many[i] = river.InsertManyParams{Args: o, InsertOpts: inserted(name)}
	}
	_, err := h.inserter.InsertManyTx(ctx, h.driver.UnwrapTx(tx), many) // the fast way knows of no job that is queued already
	return err
}

// worker is what River calls with a job.
type worker struct {
	river.WorkerDefaults[order]
	do func(context.Context, *river.Job[order]) error
}

func (w *worker) Work(ctx context.Context, job *river.Job[order]) error { return w.do(ctx, job) }

// Timeout is none of River's: the budget of a job bounds it.
func (*worker) Timeout(*river.Job[order]) time.Duration { return -1 }

// soon is when a job is tried again that went wrong for want of a database.
type soon struct{}

func (soon) NextRetry(*rivertype.JobRow) time.Time { return time.Now().Add(time.Second) }

// start begins to take jobs out of a queue, one at a time: a job may take all the memory there is for it, and whoever is killed for that
// takes no other job with it. River's own rescuer is told to wait for ever: it goes by when a job began, and cannot tell a long job from a
// dead worker; leases can (rescue.go).
func (h *handout[T]) start(ctx context.Context, w *Work, do func(context.Context, *river.Job[order]) error) (func(context.Context) error, error) {
	workers := river.NewWorkers()
	river.AddWorker(workers, &worker{do: do})
	client, err := river.NewClient(h.driver, &river.Config{
		ID: w.ID, Workers: workers, Queues: map[string]river.QueueConfig{w.Queue: {MaxWorkers: 1}},
		FetchCooldown: time.Millisecond, FetchPollInterval: 100 * time.Millisecond, PollOnly: true,
		JobTimeout: -1, RescueStuckJobsAfter: 100 * 365 * 24 * time.Hour, RetryPolicy: soon{}, Logger: logTo(w.Log),
	})
	if err != nil {
		return nil, err
	}
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return nil, err
	}
	return client.StopAndCancel, nil
}

// logTo writes what goes wrong in River.
func logTo(w io.Writer) *slog.Logger {
	if w == nil {
		return quiet()
	}
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelError}))
}

// complete ends a job within a transaction. One that River no longer has, or has ended, has ended.
func (h *handout[T]) complete(ctx context.Context, tx riverdriver.ExecutorTx, job *river.Job[order]) error {
	_, err := river.JobCompleteTx[riverdriver.Driver[T]](ctx, h.driver.UnwrapTx(tx), job)
	if errors.Is(err, rivertype.ErrNotFound) {
		return nil
	}
	return err
}

// lost is what River is told of a job whose worker is gone.
func lost(at time.Time, attempt int, worker string) []byte {
	text, err := json.Marshal(rivertype.AttemptError{At: at, Attempt: attempt, Error: fmt.Sprintf("the worker %s has not been heard of", worker)})
	if err != nil {
		panic(err) // strings and numbers can be written
	}
	return text
}

// orderOf is the order of a job; empty if it is none of ours.
func orderOf(job *rivertype.JobRow) order {
	var o order
	if json.Unmarshal(job.EncodedArgs, &o) != nil {
		return order{}
	}
	return o
}
