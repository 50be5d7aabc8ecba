package explore

import (
	"context"
	"encoding/binary"
	"errors"

	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/memory"
	"github.com/servanda-lang/servanda/model"
)

// batch is some states to be expanded, and then the moves out of them.
type batch struct {
	number, worker int
	states         []uint64 // to be expanded
	width          int

	moves  []int        // by state: how many moves lead out of it
	words  []uint64     // by move: the state it leads to
	hashes []uint64     // by move
	sorts  []uint16     // by move: its sort, as the worker numbers them
	fresh  []Sort       // sorts that the worker met for the first time
	limit  error        // that a worker reached
	fault  *fault.Fault // what went wrong in us, to be raised again where the caller can catch it
	done   chan struct{}
}

// load copies n states from number first on into the batch.
func (b *batch) load(s *store, first, n int) {
	b.width, b.states = s.words.width, b.states[:0]
	for i := range n {
		b.states = append(b.states, s.at(first+i)...)
	}
	b.moves, b.words, b.hashes, b.sorts, b.fresh, b.fault = b.moves[:0], b.words[:0], b.hashes[:0], b.sorts[:0], nil, nil
	b.limit = nil
}

// worker makes moves with a machine of its own.
type worker struct {
	ctx    context.Context
	number int
	m      *machine.Machine
	jobs   chan *batch

	plain  []int32           // by label: 1 + the sort of such moves that break no word and by which nothing happens to a duty; 0 if not met yet
	others map[string]uint16 // by key: the other sorts
	key    []byte            // room for one
	met    int
	global []uint16 // its sorts as the graph numbers them; used by the search only
}

func newWorker(number int, m *machine.Machine, b machine.Bounds) *worker {
	return &worker{
		ctx: b.Context, number: number, m: m.Fork().Within(b), jobs: make(chan *batch, 4),
		plain: make([]int32, len(m.Labels())), others: map[string]uint16{},
	}
}

func (w *worker) run() {
	for b := range w.jobs {
		w.attempt(b)
		b.done <- struct{}{}
	}
}

// attempt expands a batch and keeps what goes wrong in it.
func (w *worker) attempt(b *batch) {
	defer func() {
		if r := recover(); r != nil {
			b.fault = fault.Of(r)
		}
	}()
	w.expand(b)
}

// expand makes every move out of the states of a batch. When the search is to end it does not go on.
func (w *worker) expand(b *batch) {
	defer b.stopped()
	for at := 0; at < len(b.states) && w.ctx.Err() == nil; at += b.width {
		before := len(b.sorts)
		w.m.Moves(machine.State(b.states[at:at+b.width]), func(mv machine.Move) {
			b.words = append(b.words, mv.To...)
			b.hashes = append(b.hashes, hash(mv.To))
			b.sorts = append(b.sorts, w.sort(b, &mv))
		})
		b.moves = append(b.moves, len(b.sorts)-before)
	}
}

// stopped keeps the limit that made a worker stop; that the context is done is seen by who takes the batch back. It is to be
// deferred.
func (b *batch) stopped() {
	r := recover()
	if r == nil {
		return
	}
	err, _ := r.(error)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
	case errors.As(err, new(*memory.Full)), errors.As(err, new(*machine.TooFar)):
		b.limit = err
	default:
		panic(fault.Of(r))
	}
}

// sort gives the worker's number for the sort of a move.
func (w *worker) sort(b *batch, mv *machine.Move) uint16 {
	if mv.Culprits == 0 && mv.NoEvents() {
		if w.plain[mv.Label] == 0 {
			w.plain[mv.Label] = int32(w.meet(b, mv)) + 1
		}
		return uint16(w.plain[mv.Label] - 1)
	}
	w.key = sortKey(w.key[:0], mv.Label, mv.Culprits, &mv.Events)
	k, ok := w.others[string(w.key)]
	if !ok {
		k = w.meet(b, mv)
		w.others[string(w.key)] = k
	}
	return k
}

func (w *worker) meet(b *batch, mv *machine.Move) uint16 {
	b.fresh = append(b.fresh, Sort{
		Label: mv.Label, Move: w.m.Label(mv.Label), Culprits: mv.Culprits, Events: mv.CloneEvents(),
	})
	w.met++
	return uint16(w.met - 1)
}

// sortKey is the same for moves of one sort only. It is written to the end of b.
func sortKey(b []byte, l machine.LabelID, culprits model.ActorSet, e *machine.Events) []byte {
	b = binary.AppendUvarint(b, uint64(l))
	b = binary.AppendUvarint(b, uint64(culprits))
	for _, ds := range [...][]model.DutyID{e.Performs, e.Breaches, e.FallsDue, e.Lapses} {
		b = binary.AppendUvarint(b, uint64(len(ds)))
		for _, d := range ds {
			b = binary.AppendUvarint(b, uint64(d))
		}
	}
	return b
}

// sortNumber gives the graph's number of a sort, a new one if it has none; ok is false if there is no memory for it.
func (x *search) sortNumber(s Sort) (k uint16, ok bool) {
	key := string(sortKey(nil, s.Label, s.Culprits, &s.Events))
	if k, ok = x.sorts[key]; ok {
		return k, true
	}
	if !x.budget.Claim(keptOf(&s)) {
		return 0, false
	}
	k = uint16(len(x.g.Sorts))
	x.g.Sorts, x.sorts[key] = append(x.g.Sorts, s), k
	return k, true
}
