package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/riverqueue/river/riverdriver"
)

// Part is one line of a plan: a job, and what it is called there. A part without a job is one of which it was known beforehand that it cannot be
// done; its label says why.
type Part struct {
	Job    string // the id; jobs with the same id are one
	Digest string // of the text that it is about
	Spec   string // what is to be done
	Label  string
}

// Plan is what is to be done.
type Plan struct {
	ID     string // plans with the same id are one
	About  string
	Queue  string // whose workers may do it
	Parts  []Part
	Texts  map[string][]byte // by digest
	Budget Budget
	Again  bool // what was given up is done once more
}

// batch is how many parts are put into the store in one transaction.
const batch = 500

// Put puts a plan into the store and queues what has no result and is not queued. It may be called again, by anybody, at any time: whoever is
// killed meanwhile has left parts that are found again. The plan itself stands there once all of it does.
func (s *Store) Put(ctx context.Context, p *Plan) error {
	for at := 0; at < len(p.Parts); at += batch {
		part := p.Parts[at:min(at+batch, len(p.Parts))]
		if err := s.together(ctx, func(tx riverdriver.ExecutorTx) error { return s.putParts(ctx, tx, p, at, part) }); err != nil {
			return err
		}
	}
	return s.exec.Exec(ctx, s.d.sql("INSERT INTO campaign_plan (id, about) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET about = excluded.about"), p.ID, p.About)
}

func (s *Store) putParts(ctx context.Context, tx riverdriver.ExecutorTx, p *Plan, first int, parts []Part) error {
	var orders []order
	queued := map[string]bool{}
	for i := range parts {
		if err := s.putPart(ctx, tx, p, int64(first+i), &parts[i]); err != nil {
			return err
		}
		if parts[i].Job == "" || queued[parts[i].Job] {
			continue
		}
		queued[parts[i].Job] = true
		open, err := s.open(ctx, tx, parts[i].Job, p.Again)
		if err != nil {
			return err
		}
		if open {
			orders = append(orders, order{parts[i].Job, p.Budget})
		}
	}
	return s.queue.insert(ctx, tx, p.Queue, orders)
}

func (s *Store) putPart(ctx context.Context, tx riverdriver.ExecutorTx, p *Plan, seq int64, part *Part) error {
	if part.Job != "" {
		if err := s.putJob(ctx, tx, p, part); err != nil {
			return err
		}
	}
	return tx.Exec(ctx, s.d.sql("INSERT INTO campaign_part (plan, seq, job, label) VALUES (?, ?, ?, ?) ON CONFLICT (plan, seq) DO NOTHING"), p.ID, seq, part.Job, part.Label)
}

func (s *Store) putJob(ctx context.Context, tx riverdriver.ExecutorTx, p *Plan, part *Part) error {
	body, ok := p.Texts[part.Digest]
	if !ok {
		return fmt.Errorf("the text %s of a job is not given", part.Digest)
	}
	var there bool
	if err := tx.QueryRow(ctx, s.d.sql("SELECT EXISTS (SELECT 1 FROM campaign_text WHERE digest = ?)"), part.Digest).Scan(&there); err != nil {
		return err
	}
	if !there {
		packed, err := pack(body)
		if err != nil {
			return err
		}
		if err := tx.Exec(ctx, s.d.sql("INSERT INTO campaign_text (digest, body) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING"), part.Digest, packed); err != nil {
			return err
		}
	}
	return tx.Exec(ctx, s.d.sql("INSERT INTO campaign_job (id, digest, spec) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING"), part.Job, part.Digest, part.Spec)
}

// open reports whether a job is still to be done. What was given up is taken back if it is to be done again.
func (s *Store) open(ctx context.Context, tx riverdriver.ExecutorTx, job string, again bool) (bool, error) {
	if again {
		if err := tx.Exec(ctx, s.d.sql("DELETE FROM campaign_result WHERE job = ? AND kind <> ?"), job, string(Answered)); err != nil {
			return false, err
		}
	}
	var there bool
	err := tx.QueryRow(ctx, s.d.sql("SELECT EXISTS (SELECT 1 FROM campaign_result WHERE job = ?)"), job).Scan(&there)
	return !there, err
}

// ErrNone is that a store holds no plan, or not the one that was named.
var ErrNone = errors.New("there is no such campaign in the store")
