package ledger

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// Trust is what a verifier knows from elsewhere than the record.
type Trust struct {
	Log       *Public                   // the key of the log; nil if there is only the record's word for it
	Witnesses []Public                  // who has to have cosigned the newest checkpoint
	Earlier   [][]byte                  // checkpoints seen before; the record has to go on from each
	Workers   int                       // how many processors may check signatures; 0 for all
	Look      func(int64, *Entry) error // is given every entry once it was checked, in order; may be nil
}

// Summary is what was found in a record that is whole.
type Summary struct {
	Log         Public
	LogTrusted  bool // the key was known from elsewhere
	Size        int64
	Signed      int64 // the entries under the newest checkpoint; those beyond are promised by nobody yet
	Root        tlog.Hash
	Checkpoints int
	Newest      *Checkpoint // with the witnesses that were asked for
	Earlier     int         // how many earlier checkpoints it goes on from
	Kinds       map[string]int64
	Roster      *Roster
	First, Last time.Time // recorded
}

const (
	block     = 1024    // entries read at a time
	namesHeld = 1 << 22 // names of statements held at a time, of 24 bytes each
)

// Verify checks a record from the first entry on: that every entry has its form, that whoever was admitted signed it, that no
// statement stands twice, that the hashes are those of the entries, and that checkpoints and roots are one.
// The error is a *Broken if the record is not what it claims to be. Memory does not grow with the record beyond a bound.
func Verify(ctx context.Context, src Source, trust Trust) (*Summary, error) {
	v, err := newVerifying(ctx, src, trust)
	if err != nil {
		return nil, err
	}
	if c, ok := src.(checker); ok {
		if err := c.CheckForm(ctx); err != nil {
			return nil, err
		}
	}
	for v.tree.Size() < v.size {
		if err := v.block(ctx); err != nil {
			return nil, err
		}
	}
	if err := v.end(); err != nil {
		return nil, err
	}
	if err := v.twice(ctx); err != nil {
		return nil, err
	}
	return v.summary(), nil
}

// verifying is a verification under way.
type verifying struct {
	src    Source
	trust  Trust
	log    Public
	size   int64
	tree   Frontier
	roster *Roster
	points []*Checkpoint // still to be reached, the smallest first
	newest *Checkpoint
	count  int
	kinds  map[string]int64
	names  names
	first  time.Time
	last   time.Time
}

func newVerifying(ctx context.Context, src Source, trust Trust) (*verifying, error) {
	v := &verifying{src: src, trust: trust, log: src.LogKey(), kinds: map[string]int64{}}
	if trust.Log != nil {
		if !trust.Log.Is(v.log) {
			return nil, broken("the record calls itself that of %s, key %s; it was to be that of %s, key %s", v.log.Name, short(v.log), trust.Log.Name, short(*trust.Log))
		}
		v.log = *trust.Log
	}
	v.roster = NewRoster(v.log)
	// The checkpoints first: what is added meanwhile makes the record longer than they are, and never shorter.
	if err := v.readPoints(ctx); err != nil {
		return nil, err
	}
	var err error
	if v.size, err = src.Size(ctx); err != nil {
		return nil, err
	}
	v.names.parts = v.size/namesHeld + 1
	return v, v.inReach()
}

// readPoints opens all checkpoints that the record has to agree with.
func (v *verifying) readPoints(ctx context.Context) error {
	texts, err := v.src.Checkpoints(ctx)
	if err != nil {
		return err
	}
	if len(texts) == 0 {
		return broken("the record has no checkpoint: the log has signed nothing")
	}
	for _, text := range texts {
		c, err := OpenCheckpoint(text, v.log, v.trust.Witnesses...)
		if err != nil {
			return err
		}
		v.points = append(v.points, c)
		v.newest = c
	}
	v.count = len(texts)
	for _, w := range v.trust.Witnesses {
		if !v.newest.by(w) {
			return broken("%s has not cosigned the newest checkpoint, of %d entries", w.Name, v.newest.Size)
		}
	}
	for _, text := range v.trust.Earlier {
		c, err := OpenCheckpoint(text, v.log)
		if err != nil {
			return fmt.Errorf("the earlier checkpoint: %w", err)
		}
		v.points = append(v.points, c)
	}
	return nil
}

// inReach checks that the record is as long as what was signed.
func (v *verifying) inReach() error {
	slices.SortStableFunc(v.points, func(a, b *Checkpoint) int { return cmp.Compare(a.Size, b.Size) })
	if last := v.points[len(v.points)-1]; last.Size > v.size {
		return broken("the record was rolled back: the log has signed a checkpoint of %d entries, and there are %d", last.Size, v.size)
	}
	return v.reach()
}

// reach compares the tree with the checkpoints of its size.
func (v *verifying) reach() error {
	for len(v.points) > 0 && v.points[0].Size == v.tree.Size() {
		root, err := v.tree.Root()
		if err != nil {
			return err
		}
		if root != v.points[0].Root {
			return broken("the first %d entries are not those that the log has signed: their root is %s, that of the checkpoint is %s", v.tree.Size(), root, v.points[0].Root)
		}
		v.points = v.points[1:]
	}
	return nil
}

// block reads and checks the next entries.
func (v *verifying) block(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	from := v.tree.Size()
	rows, err := v.src.Rows(ctx, from, int(min(block, v.size-from)))
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return brokenAt(from, "it is missing, though there are said to be %d", v.size)
	}
	entries, err := v.signatures(from, rows)
	if err != nil {
		return err
	}
	for i := range rows {
		if err := v.entry(from+int64(i), rows[i], &entries[i]); err != nil {
			return err
		}
	}
	return nil
}

// signatures parses entries and checks their signatures, on several processors. What is told is what is wrong first.
func (v *verifying) signatures(from int64, rows []Row) ([]Entry, error) {
	entries, wrong := make([]Entry, len(rows)), make([]error, len(rows))
	workers := v.trust.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(rows); i += workers {
				entries[i], wrong[i] = v.parse(from+int64(i), rows[i].Data)
			}
		})
	}
	wg.Wait()
	for _, err := range wrong {
		if err != nil {
			return nil, err
		}
	}
	return entries, nil
}

// parse reads one entry, and checks what can be seen of it alone.
func (v *verifying) parse(n int64, data []byte) (Entry, error) {
	e, err := ParseEntry(data)
	switch {
	case err != nil:
		return e, brokenAt(n, "%v", err)
	case e.Ledger != v.log.Name:
		return e, brokenAt(n, "it was signed for another ledger, %s", e.Ledger)
	case !e.Verified():
		return e, brokenAt(n, "the signature of %s does not hold for what stands here", e.Reporter.Name)
	}
	return e, nil
}

// entry checks one entry in its place.
func (v *verifying) entry(n int64, row Row, e *Entry) error {
	if err := v.roster.Take(e.Statement); err != nil {
		return brokenAt(n, "%v", err)
	}
	if e.Recorded.Before(v.last) {
		return brokenAt(n, "it was recorded at %s, before the entry that it follows", e.Recorded.Format(time.RFC3339Nano))
	}
	if n == 0 {
		v.first = e.Recorded
	}
	v.last = e.Recorded
	if b := row.Beside; b != nil && (*b != (Beside{e.Ref(), e.ID, e.Kind})) {
		return brokenAt(n, "what stands beside it to find it by is not what it says")
	}
	if done := v.tree.Add(tlog.RecordHash(row.Data)); !bytes.Equal(row.Hashes, kept(done, v.src.Levels())) {
		return brokenAt(n, "the hashes that are kept are not those of the entries")
	}
	v.kinds[e.Kind]++
	v.names.add(e.Ref(), n, 0)
	if err := v.reach(); err != nil || v.trust.Look == nil {
		return err
	}
	return v.trust.Look(n, e)
}

// end checks that everything was reached.
func (v *verifying) end() error {
	if len(v.points) > 0 {
		return errors.New("a checkpoint was passed over; this is our own fault")
	}
	return nil
}

// names finds statements that stand twice, by the first 16 bytes of the hash of their names. It holds one part of all names at a time.
// twice looks for two that are one among the names that are held, and lets go of them.
// twice looks for statements that stand twice, reading the record once more for each further part of the names.
func (v *verifying) summary() *Summary {
	root, _ := v.tree.Root()
	return &Summary{
		Log: v.log, LogTrusted: v.trust.Log != nil, Size: v.size, Signed: v.newest.Size, Root: root,
		Checkpoints: v.count, Newest: v.newest, Earlier: len(v.trust.Earlier), Kinds: v.kinds, Roster: v.roster, First: v.first, Last: v.last,
	}
}

// Each reads entries again that were verified, the first of them first.
