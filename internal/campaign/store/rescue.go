package store

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"
)

// live says every now and then that the worker is alive, and looks for those that are not. A worker whose job did not end when it was told to
// says nothing more.
func (r *running) live(ctx context.Context) {
	often := time.NewTicker(max(r.lease/4, 10*time.Millisecond))
	defer often.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-often.C:
		}
		if _, stuck := r.state(); stuck {
			return
		}
		err := r.beat(ctx, r.ID)
		if err == nil {
			err = r.Rescue(ctx)
		}
		if err != nil && ctx.Err() == nil && r.Log != nil {
			io.WriteString(r.Log, fmt.Sprintf("the store cannot be written to: %v\n", err))
		}
	}
}

// beat notes that a worker is alive.
func (s *Store) beat(ctx context.Context, worker string) error {
	return s.exec.Exec(ctx, s.d.sql("INSERT INTO campaign_worker (id, beat) VALUES (?, NOW()) ON CONFLICT (id) DO UPDATE SET beat = excluded.beat"), worker)
}

// Forget notes that a worker is gone: what it was at can be done by others at once.
func (s *Store) Forget(ctx context.Context, worker string) error {
	return s.exec.Exec(ctx, s.d.sql("DELETE FROM campaign_worker WHERE id = ?"), worker)
}

// alive lists the workers who are.
func (s *Store) alive(ctx context.Context) (map[string]bool, error) {
	rows, err := s.read.QueryContext(ctx, s.d.sql("SELECT id FROM campaign_worker WHERE beat > NOW() - ?"), s.lease.Seconds())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]bool{}
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out[id] = true
	}
	return out, rows.Err()
}

// atHand are the jobs that workers have begun.
func (s *Store) atHand(ctx context.Context) ([]*rivertype.JobRow, error) {
	var out []*rivertype.JobRow
	for after := int64(0); ; after = out[len(out)-1].ID {
		some, err := s.exec.JobGetStuck(ctx, &riverdriver.JobGetStuckParams{AfterID: after, Max: 1000, StuckHorizon: time.Now().Add(100 * 365 * 24 * time.Hour)})
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
		if len(some) < 1000 {
			return out, nil
		}
	}
}

// Rescue hands out again what is at hand of workers who are not alive. The jobs are read before the workers: whoever has begun a job was alive before.
//
// A worker may be taken for dead that is only slow: then two do the job, and the result counts once.
func (s *Store) Rescue(ctx context.Context) error {
	jobs, err := s.atHand(ctx)
	if err != nil || len(jobs) == 0 {
		return err
	}
	alive, err := s.alive(ctx)
	if err != nil {
		return err
	}
	for _, job := range jobs {
		if who := workerOf(job); !alive[who] && job.Kind == (order{}).Kind() {
			if err := s.handOutAgain(ctx, job, who); err != nil {
				return err
			}
		}
	}
	return nil
}

// workerOf is who began a job last.
func workerOf(job *rivertype.JobRow) string {
	if n := len(job.AttemptedBy); n > 0 {
		return job.AttemptedBy[n-1]
	}
	return ""
}

// handOutAgain does so unless the job has ended since, or was begun by another.
func (s *Store) handOutAgain(ctx context.Context, job *rivertype.JobRow, who string) error {
	now := time.Now().UTC()
	begun := now
	if job.AttemptedAt != nil {
		begun = *job.AttemptedAt
	}
	_, err := s.exec.JobRescueMany(ctx, &riverdriver.JobRescueManyParams{
		ID: []int64{job.ID}, Error: [][]byte{lost(now, job.Attempt, who)}, FinalizedAt: []*time.Time{nil}, ScheduledAt: []time.Time{begun},
		State: []string{string(rivertype.JobStateAvailable)}, StuckHorizon: begun.Add(time.Millisecond),
	})
	return err
}
