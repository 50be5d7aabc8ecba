package explore

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"unsafe"

	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/memory"
)

// The search.
//
// States are expanded in the order of their numbers, in batches. A batch is a copy of some states; a worker
// makes all moves out of them and hashes where they lead. Batches are taken back in the order in which they
// were handed out, and only then are the states that they lead to looked up and numbered. So numbers, and
// with them everything that is found later, are the same whatever the number of workers.

// Explore finds every state reachable in the physical world. The error is *Inconclusive if a limit was
// reached, the end of ctx included. When Explore returns no goroutine of its own is left.
func Explore(ctx context.Context, m *machine.Machine, lim Limits) (*Graph, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	x := newSearch(ctx, m, lim)
	defer x.close()
	defer cancel(nil) // so that workers come to rest soon, however the search ends
	x.store.add(m.Initial(), hash(m.Initial()))
	for x.expanded < x.g.store.count {
		x.handOut()
		if err := x.takeBack(); err != nil {
			return nil, err
		}
	}
	return x.graph()
}

// search is an exploration under way.
type search struct {
	ctx    context.Context
	g      *Graph
	store  *store
	budget budget
	lim    Limits
	first  list[int32]       // by state: the number of its first move
	to     list[int32]       // by move
	sort   list[uint16]      // by move
	known  []uint32          // room for what of a batch is known
	sorts  map[string]uint16 // by key: the sorts of the graph

	crew     []*worker
	running  sync.WaitGroup
	waiting  []*batch // handed out, oldest first
	spare    []*batch
	portion  int // states of a batch
	batches  int // handed out
	handed   int // states handed out
	expanded int // states taken back
}

// batchSize is the most states that are handed out together: enough to make the handing over cheap, few enough
// to keep all workers busy early. batchRoom is what the moves out of them may take, and batchPart their part of the memory, all
// batches together.
const (
	batchSize = 256
	batchRoom = 4 << 20
	batchPart = 8
)

// portion is how many states are handed out together, so that what they lead to finds room however wide they are.
func portion(m *machine.Machine, lim Limits) int {
	state := 8 * m.Words()
	most, room := state+len(m.Labels())*(state+16), int64(batchRoom)
	if lim.Bytes > 0 {
		room = min(room, lim.Bytes/batchPart/int64(4*(max(lim.Workers, 1)+1))) // a slice that grows leaves its half behind
	}
	return int(min(max(room/int64(most), 1), batchSize))
}

func newSearch(ctx context.Context, m *machine.Machine, lim Limits) *search {
	x := &search{ctx: ctx, lim: lim, sorts: map[string]uint16{}, portion: portion(m, lim)}
	x.first.width, x.to.width, x.sort.width = 1, 1, 1
	x.budget = budget{memory.NewBudget(lim.Bytes), func() bool { return ctx.Err() != nil }}
	x.store = newStore(m.Words(), &x.budget)
	x.g = &Graph{Machine: m, store: x.store, budget: x.budget.Budget}
	crew := max(lim.Workers, 1)
	for i := range crew {
		keep := memory.NewBudget(mostKept)
		if lim.Bytes > 0 {
			keep = x.budget.Part(int64(keptPart * crew))
		}
		x.crew = append(x.crew, newWorker(i, m, machine.Bounds{Context: ctx, States: lim.States, Budget: x.budget.Budget, Keep: keep}))
	}
	if len(x.crew) > 1 {
		for _, w := range x.crew {
			x.running.Go(w.run)
		}
	}
	return x
}

// close lets the workers go home, and waits until they have.
func (x *search) close() {
	for _, w := range x.crew {
		close(w.jobs)
	}
	x.running.Wait()
}

// handOut gives states that nobody has yet to workers, as long as few batches are out.
func (x *search) handOut() {
	for x.handed < x.store.count && len(x.waiting) < 2*len(x.crew) {
		n := min(x.portion, x.store.count-x.handed)
		if len(x.crew) > 1 && n < x.portion && len(x.waiting) > 0 {
			return // more may come from the batches that are out
		}
		b := x.batch()
		b.load(x.store, x.handed, n)
		x.handed += n
		x.waiting = append(x.waiting, b)
		w := x.crew[b.number%len(x.crew)]
		b.worker = w.number
		if len(x.crew) == 1 {
			w.expand(b)
		} else {
			w.jobs <- b
		}
	}
}

// batch gives an empty batch, a used one if there is one.
func (x *search) batch() *batch {
	b := &batch{done: make(chan struct{}, 1)}
	if n := len(x.spare); n > 0 {
		b, x.spare = x.spare[n-1], x.spare[:n-1]
	}
	b.number = x.batches
	x.batches++
	return b
}

// takeBack waits for the oldest batch that is out and numbers what it leads to.
func (x *search) takeBack() error {
	b := x.waiting[0]
	x.waiting = x.waiting[1:]
	if len(x.crew) > 1 {
		<-b.done
	}
	if b.fault != nil {
		panic(b.fault)
	}
	if err := x.check(); err != nil {
		return err
	}
	if b.limit != nil {
		return x.tooFar(b.limit)
	}
	if err := x.number(b); err != nil {
		return err
	}
	x.expanded += len(b.moves)
	x.spare = append(x.spare, b)
	return nil
}

// number puts the moves of a batch into the graph.
func (x *search) number(b *batch) error {
	g, w := x.g, x.crew[b.worker]
	if !x.reserve(len(b.moves), len(b.sorts)) {
		return x.noRoom()
	}
	for _, s := range b.fresh {
		k, ok := x.sortNumber(s)
		if !ok {
			return x.noRoom()
		}
		w.global = append(w.global, k)
	}
	if len(g.Sorts) > mostSorts {
		return x.stop(fmt.Sprintf("the largest number of kinds of moves that can be kept, %d,", mostSorts))
	}
	x.known = x.store.known(b.words, b.hashes, x.known)
	at, width := 0, x.store.words.width
	for _, n := range b.moves {
		x.first.push(int32(x.to.rows))
		for range n {
			to, ok := int(x.known[at])-1, true
			if to < 0 {
				to, ok = x.store.add(machine.State(b.words[at*width:(at+1)*width]), b.hashes[at])
			}
			if !ok {
				return x.noRoom()
			}
			x.to.push(int32(to))
			x.sort.push(w.global[b.sorts[at]])
			at++
		}
	}
	return nil
}

// keptOf is about what a kind of moves takes: here, with some workers, and its keys. It does not hang on how many workers there are.
func keptOf(s *Sort) int64 {
	return int64(unsafe.Sizeof(*s)) + 100 + 32*int64(len(s.Performs)+len(s.Breaches)+len(s.FallsDue)+len(s.Lapses))
}

// mostSorts is what Graph.Sort can hold, mostMoves what the numbers of states and moves can.
// Tests lower the first.
var mostSorts = 1<<16 - 1

const mostMoves = 1<<31 - 1<<20

// What the workers may keep of the searches for what can be brought about: a part of the memory, or so much if it has no limit.
const (
	keptPart = 16
	mostKept = 64 << 20
)

// check looks at the limits.
func (x *search) check() error {
	if x.lim.Progress != nil {
		x.lim.Progress(x.store.count, x.to.rows, x.store.count-x.expanded)
	}
	switch {
	case x.ctx.Err() != nil:
		return x.stop(x.ended())
	case x.lim.States > 0 && x.store.count > x.lim.States:
		return x.stop(fmt.Sprintf("the limit of %d states", x.lim.States))
	case x.to.rows > mostMoves:
		return x.stop(fmt.Sprintf("the largest number of moves that can be kept, %d,", mostMoves))
	}
	return nil
}

// noRoom is the error when there is no room for more, or none was made because the search is to end.
func (x *search) noRoom() error {
	if x.ctx.Err() != nil {
		return x.stop(x.ended())
	}
	err := x.stop(memory.Limit(x.lim.Bytes))
	err.Memory = true
	return err
}

// tooFar is the error when a search for what can still be brought about reached a limit.
func (x *search) tooFar(limit error) error {
	if states := new(machine.TooFar); errors.As(limit, &states) {
		return x.stop(states.Error())
	}
	err := x.stop(memory.Limit(x.lim.Bytes))
	err.Memory, err.Shared = true, len(x.crew) > 1
	return err
}

// ended says in words why the context has.
func (x *search) ended() string {
	if errors.Is(x.ctx.Err(), context.DeadlineExceeded) {
		return "the time limit"
	}
	return "the moment at which it was to stop"
}

func (x *search) stop(limit string) *Inconclusive {
	return &Inconclusive{States: x.store.count, Moves: x.to.rows, Limit: limit, Cause: context.Cause(x.ctx)}
}

// graph closes the last row, lets go of what only the search needs, and lays the moves out.
func (x *search) graph() (*Graph, error) {
	g := x.g
	if !x.reserve(1, 0) {
		return nil, x.noRoom()
	}
	x.first.push(int32(x.to.rows))
	x.store.close()
	g.Knots = game.Whole(g.States())
	switch done, err := x.sortStates(); {
	case err != nil:
		return nil, err
	case done:
		return g, nil
	}
	size := int64(4*x.to.rows) + pageRows*4 // the longest list, while it is copied
	if !x.budget.Claim(size) {
		return nil, x.noRoom()
	}
	defer x.budget.Return(size)
	g.First, g.To, g.Sort = x.first.flat(), x.to.flat(), x.sort.flat()
	return g, nil
}

// reserve makes room for some more states and moves in the graph.
func (x *search) reserve(states, moves int) bool {
	return x.first.reserve(&x.budget, states) && x.to.reserve(&x.budget, moves) && x.sort.reserve(&x.budget, moves) &&
		x.budget.Claim(int64(states)*laterPerState+int64(moves)*laterPerMove)
}
