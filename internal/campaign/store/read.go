package store

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"strings"
)

// Campaign is a plan that stands in the store.
type Campaign struct {
	ID, About string
	Latest    bool // no other was begun later
}

// Campaigns are those in the store, the latest last.
func (s *Store) Campaigns(ctx context.Context) ([]Campaign, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT id, about FROM campaign_plan ORDER BY seq")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Campaign
	for rows.Next() {
		var c Campaign
		if err := rows.Scan(&c.ID, &c.About); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	if len(out) > 0 {
		out[len(out)-1].Latest = true
	}
	return out, rows.Err()
}

// Find is the campaign whose id begins with what is given; the latest if nothing is.
func (s *Store) Find(ctx context.Context, id string) (*Campaign, error) {
	all, err := s.Campaigns(ctx)
	if err != nil {
		return nil, err
	}
	var found *Campaign
	for i := range all {
		if id == "" && all[i].Latest || id != "" && strings.HasPrefix(all[i].ID, id) {
			if found != nil {
				return nil, errors.New("several campaigns begin with " + id)
			}
			found = &all[i]
		}
	}
	if found == nil {
		return nil, ErrNone
	}
	return found, nil
}

// Row is a part of a plan and what came of it.
type Row struct {
	Label, Job, Spec string
	Result           *Result // nil if there is none yet
}

// Result is what counts.
type Result struct {
	Outcome
	Second []byte // another answer to the same job: then neither counts
}

// Rows reads a plan, part after part in its order.
func (s *Store) Rows(ctx context.Context, plan string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		rows, err := s.read.QueryContext(ctx, s.d.sql("SELECT p.label, p.job, COALESCE(j.spec, ''), r.kind, r.body, r.second FROM campaign_part p"+
			" LEFT JOIN campaign_job j ON j.id = p.job LEFT JOIN campaign_result r ON r.job = p.job WHERE p.plan = ? ORDER BY p.seq"), plan)
		if err != nil {
			yield(Row{}, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			row, err := scanned(rows)
			if !yield(row, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(Row{}, err)
		}
	}
}

func scanned(rows *sql.Rows) (Row, error) {
	var r Row
	var kind sql.NullString
	var body, second []byte
	if err := rows.Scan(&r.Label, &r.Job, &r.Spec, &kind, &body, &second); err != nil || !kind.Valid {
		return r, err
	}
	text, err := unpack(body)
	if err != nil {
		return r, err
	}
	r.Result = &Result{Outcome: Outcome{Kind(kind.String), text}}
	if second != nil {
		r.Result.Second, err = unpack(second)
	}
	return r, err
}

// left reports whether a queue has a job that has not come to its end.
func (s *Store) left(ctx context.Context, queue string) (bool, error) {
	var there bool
	err := s.read.QueryRowContext(ctx, s.d.sql("SELECT EXISTS (SELECT 1 FROM river_job WHERE state IN ('available', 'pending', 'retryable', 'running', 'scheduled') AND queue = ?)"), queue).Scan(&there)
	return there, err
}

// Standing is how far a campaign is.
type Standing struct {
	Parts    int
	Answered int
	GaveUp   int
	Faults   int
	Differ   int // jobs with two answers
	Cannot   int // parts that cannot be done
	Missing  int // without a result
	AtHand   []AtHand
	Queues   map[string]int // how many jobs of the store wait, by queue
}

// AtHand is a job that a worker has begun.
type AtHand struct {
	Job, Worker string
	Tries       int
	Alive       bool
}

// Standing counts.
func (s *Store) Standing(ctx context.Context, plan string) (Standing, error) {
	out := Standing{Queues: map[string]int{}}
	err := s.read.QueryRowContext(ctx, s.d.sql("SELECT COUNT(*), "+counted("r.kind = 'answered' AND r.second IS NULL")+", "+counted("r.kind = 'gave up'")+", "+counted("r.kind = 'fault'")+", "+
		counted("r.second IS NOT NULL")+", "+counted("p.job = ''")+", "+counted("p.job <> '' AND r.job IS NULL")+
		" FROM campaign_part p LEFT JOIN campaign_result r ON r.job = p.job WHERE p.plan = ?"), plan).Scan(
		&out.Parts, &out.Answered, &out.GaveUp, &out.Faults, &out.Differ, &out.Cannot, &out.Missing)
	if err != nil {
		return out, err
	}
	if err := s.waiting(ctx, out.Queues); err != nil {
		return out, err
	}
	out.AtHand, err = s.begun(ctx)
	return out, err
}

func counted(what string) string { return "COALESCE(SUM(CASE WHEN " + what + " THEN 1 ELSE 0 END), 0)" }

func (s *Store) waiting(ctx context.Context, queues map[string]int) error {
	rows, err := s.read.QueryContext(ctx, "SELECT queue, COUNT(*) FROM river_job WHERE state IN ('available', 'pending', 'retryable', 'scheduled') GROUP BY queue")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var queue string
		var n int
		if err := rows.Scan(&queue, &n); err != nil {
			return err
		}
		queues[queue] = n
	}
	return rows.Err()
}

func (s *Store) begun(ctx context.Context) ([]AtHand, error) {
	jobs, err := s.atHand(ctx)
	if err != nil {
		return nil, err
	}
	alive, err := s.alive(ctx)
	if err != nil {
		return nil, err
	}
	var out []AtHand
	for _, j := range jobs {
		out = append(out, AtHand{Job: orderOf(j).Job, Worker: workerOf(j), Tries: j.Attempt, Alive: alive[workerOf(j)]})
	}
	return out, nil
}
