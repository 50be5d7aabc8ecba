package store

import (
	"bytes"
	"context"
	"fmt"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
)

// Kind is how a job came to its end.
type Kind string

// The kinds.
const (
	Answered Kind = "answered" // the same whoever does it: another answer to the same job is a fault
	GaveUp   Kind = "gave up"  // a limit was reached, or its workers died: nothing is claimed
	Faulty   Kind = "fault"    // a fault of our own, or of the text in the store: nothing is claimed
)

// Outcome is what came of a job.
type Outcome struct {
	Kind Kind
	Body []byte // the answer, or in plain words why there is none
}

// settle writes what came of a job and ends it, in one transaction.
func (s *Store) settle(ctx context.Context, job *river.Job[order], out Outcome) error {
	return s.together(ctx, func(tx riverdriver.ExecutorTx) error {
		if err := s.count(ctx, tx, job.Args.Job, out); err != nil {
			return err
		}
		return s.queue.complete(ctx, tx, job)
	})
}

// count lets an outcome count: the first, or the first answer. A second answer changes nothing if it is the same; if it is another, both stay,
// and neither counts.
func (s *Store) count(ctx context.Context, tx riverdriver.ExecutorTx, job string, out Outcome) error {
	packed, err := pack(out.Body)
	if err != nil {
		return err
	}
	// Of two who do this at once the second waits here for the first to commit.
	if err := tx.Exec(ctx, s.d.sql("INSERT INTO campaign_result (job, kind, body) VALUES (?, ?, ?) ON CONFLICT (job) DO NOTHING"), job, string(out.Kind), packed); err != nil {
		return err
	}
	var kind string
	var there []byte
	if err := tx.QueryRow(ctx, s.d.sql("SELECT kind, body FROM campaign_result WHERE job = ?"), job).Scan(&kind, &there); err != nil {
		return err
	}
	if out.Kind != Answered {
		return nil
	}
	if Kind(kind) != Answered {
		return tx.Exec(ctx, s.d.sql("UPDATE campaign_result SET kind = ?, body = ? WHERE job = ?"), string(out.Kind), packed, job)
	}
	was, err := unpack(there)
	if err != nil || bytes.Equal(was, out.Body) {
		return err
	}
	return tx.Exec(ctx, s.d.sql("UPDATE campaign_result SET second = ? WHERE job = ? AND second IS NULL"), packed, job)
}

// answered reports whether a job has an answer that counts.
func (s *Store) answered(ctx context.Context, job string) (bool, error) {
	var there bool
	err := s.exec.QueryRow(ctx, s.d.sql("SELECT EXISTS (SELECT 1 FROM campaign_result WHERE job = ? AND kind = ?)"), job, string(Answered)).Scan(&there)
	return there, err
}

// died is the outcome of a job that no worker brought to its end.
func died(tries int) Outcome {
	return Outcome{GaveUp, fmt.Appendf(nil, "it was begun %d times, and each time the process that worked on it ended first: it was killed, or there was no memory left", tries)}
}
