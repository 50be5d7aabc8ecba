package explore

import (
	"context"
	"slices"

	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/machine"
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
	fault  *fault.Fault // what went wrong in us, to be raised again where the caller can catch it
	done   chan struct{}
}

// load copies n states from number first on into the batch.
func (b *batch) load(s *store, first, n int) {
	b.width = s.width
	b.states = append(b.states[:0], s.words[first*s.width:(first+n)*s.width]...)
	b.moves, b.words, b.hashes, b.sorts, b.fresh, b.fault = b.moves[:0], b.words[:0], b.hashes[:0], b.sorts[:0], nil, nil
}

// worker makes moves with a machine of its own.
type worker struct {
	ctx    context.Context
	number int
	m      *machine.Machine
	jobs   chan *batch

	plain  []int32 // by label: 1 + the sort of such moves that break and perform nothing; 0 if not met yet
	others map[sortKey]uint16
	met    int
	global []uint16 // its sorts as the graph numbers them; used by the search only
}

type sortKey struct {
	label    machine.LabelID
	culprits model.ActorSet
	performs string
}

func newWorker(ctx context.Context, number int, m *machine.Machine) *worker {
	return &worker{
		ctx: ctx, number: number, m: m.Fork().Until(ctx.Done()), jobs: make(chan *batch, 4),
		plain: make([]int32, len(m.Labels())), others: map[sortKey]uint16{},
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

// sort gives the worker's number for the sort of a move.
func (w *worker) sort(b *batch, mv *machine.Move) uint16 {
	if mv.Culprits == 0 && len(mv.Performs) == 0 {
		if w.plain[mv.Label] == 0 {
			w.plain[mv.Label] = int32(w.meet(b, mv)) + 1
		}
		return uint16(w.plain[mv.Label] - 1)
	}
	key := sortKey{label: mv.Label, culprits: mv.Culprits}
	for _, d := range mv.Performs {
		key.performs += string(rune(d))
	}
	k, ok := w.others[key]
	if !ok {
		k = w.meet(b, mv)
		w.others[key] = k
	}
	return k
}

func (w *worker) meet(b *batch, mv *machine.Move) uint16 {
	b.fresh = append(b.fresh, Sort{
		Label: mv.Label, Move: w.m.Label(mv.Label), Culprits: mv.Culprits, Performs: slices.Clone(mv.Performs),
	})
	w.met++
	return uint16(w.met - 1)
}

// sortNumber gives the graph's number of a sort, a new one if it has none.
func (g *Graph) sortNumber(s Sort) uint16 {
	for i, t := range g.Sorts {
		if t.Label == s.Label && t.Culprits == s.Culprits && slices.Equal(t.Performs, s.Performs) {
			return uint16(i)
		}
	}
	g.Sorts = append(g.Sorts, s)
	return uint16(len(g.Sorts) - 1)
}
