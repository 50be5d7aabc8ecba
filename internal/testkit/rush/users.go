package rush

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"golang.org/x/mod/sumdb/tlog"
)

// writer hands in one batch after the other. Its events have the names w0-0, w0-1 and so on.
func (r *run) writer(i int) func(work, over context.Context, rec Record) error {
	return func(work, over context.Context, rec Record) error {
		for n := 0; over.Err() == nil; n += r.Batch {
			batch, err := r.batch(i, n)
			if err != nil {
				return err
			}
			began := time.Now()
			entries, err := rec.Add(work, batch)
			if err != nil {
				return err
			}
			if len(entries) != len(batch) {
				return fmt.Errorf("%d of %d events were acknowledged, and no error was told", len(entries), len(batch))
			}
			r.acknowledged(batch, entries, time.Since(began))
		}
		return nil
	}
}

func (r *run) batch(writer, from int) ([]ledger.Signed, error) {
	key := r.Writers[writer]
	var out []ledger.Signed
	for n := from; n < from+r.Batch; n++ {
		id := fmt.Sprintf("w%d-%d", writer, n)
		line := fmt.Appendf(nil, `{"id":%q,"kind":"note","note":"the store holds %d sacks","reporter":%q}`, id, n, key.Name)
		if writer == 0 {
			line = supply(n)
		}
		s, err := ledger.Statement{Ledger: r.Log.Name, Kind: "event", ID: id, Claimed: time.Now(), Line: line}.Sign(key)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

func (r *run) acknowledged(batch []ledger.Signed, entries []int64, took time.Duration) {
	r.delays.add(took)
	r.acked.Add(int64(len(batch)))
	last := len(batch) - 1
	r.recent.add(said{batch[last].ID, entries[last]})
	r.note(func(f *Figures) {
		t := f.Acknowledged[batch[0].Reporter.Name]
		for i, s := range batch {
			t.Add(s.ID, entries[i])
		}
		f.Acknowledged[batch[0].Reporter.Name] = t
		f.Batches, f.Events, f.Slowest = f.Batches+1, f.Events+int64(len(batch)), max(f.Slowest, took)
	})
}

// reader asks for checkpoints and proofs, and believes none of them.
func (r *run) reader(work, over context.Context, rec Record) error {
	var last *ledger.Checkpoint
	for sleep(over, r.Rest) {
		began := time.Now()
		next, err := r.goesOn(work, rec, last)
		if err != nil {
			return err
		}
		last = next
		if err := r.proof(work, rec, last); err != nil {
			return err
		}
		r.note(func(f *Figures) {
			f.Checkpoints, f.Proofs, f.SlowestRead = f.Checkpoints+1, f.Proofs+1, max(f.SlowestRead, time.Since(began))
		})
	}
	if last != nil {
		r.note(func(f *Figures) { f.Seen = append(f.Seen, last.Note) })
	}
	return nil
}

// goesOn takes the newest checkpoint, which has to go on from the last one.
func (r *run) goesOn(ctx context.Context, rec Record, last *ledger.Checkpoint) (*ledger.Checkpoint, error) {
	old := int64(0)
	if last != nil {
		old = last.Size
	}
	q, err := rec.Ask(ctx, old)
	if err != nil {
		return nil, err
	}
	c, err := ledger.OpenCheckpoint(q.Checkpoint, r.Log)
	switch {
	case err != nil:
		return nil, err
	case c.Size < old:
		return nil, fmt.Errorf("the record was rolled back: %d entries were seen, and there are %d", old, c.Size)
	case c.Size == old && last != nil && c.Root != last.Root:
		return nil, fmt.Errorf("the record was forked: it has another root for %d entries", old)
	case old > 0 && c.Size > old && tlog.CheckTree(q.Path, c.Size, c.Root, old, last.Root) != nil:
		return nil, fmt.Errorf("the record was forked: the checkpoint of %d entries does not go on from that of %d", c.Size, old)
	}
	return c, nil
}

// proof asks for the proof of an event that was acknowledged a moment ago, or of any entry.
func (r *run) proof(ctx context.Context, rec Record, seen *ledger.Checkpoint) error {
	want, ok := r.recent.pick(rand.IntN(mostRecent))
	if !ok || rand.IntN(2) == 0 {
		want = said{entry: rand.Int64N(seen.Size)}
	}
	text, err := rec.Proof(ctx, want.entry)
	if err != nil {
		return err
	}
	p, err := ledger.ParseProof(text)
	if err != nil {
		return err
	}
	e, under, err := p.Check(r.Log)
	switch {
	case err != nil:
		return err
	case p.Index != want.entry || want.id != "" && e.ID != want.id:
		return fmt.Errorf("entry %d was asked for, %q, and entry %d was proved, %q", want.entry, want.id, p.Index, e.ID)
	case under.Size < seen.Size:
		return fmt.Errorf("the record was rolled back: %d entries were seen, and a proof is under %d", seen.Size, under.Size)
	}
	return nil
}

// witness cosigns again and again.
func (r *run) witness(work, over context.Context, rec Record) error {
	for {
		if _, err := r.cosign(work, rec); err != nil {
			return err
		}
		if !sleep(over, r.Pause) {
			return nil
		}
	}
}

// cosign has the witness cosign what goes on from all that it cosigned before, and hands that in.
func (r *run) cosign(ctx context.Context, rec Record) (note []byte, err error) {
	old := int64(0)
	last, err := r.Witness.Last()
	if err != nil {
		return nil, err
	}
	if last != nil {
		old = last.Size
	}
	q, err := rec.Ask(ctx, old)
	if err != nil {
		return nil, err
	}
	c, err := r.Witness.Cosign(q)
	if err != nil {
		return nil, err
	}
	r.note(func(f *Figures) { f.Cosigned++ })
	return c.Note, rec.Cosign(ctx, c.Note, r.Witness.Key.Public)
}
