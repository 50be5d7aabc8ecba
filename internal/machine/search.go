package machine

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/memory"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// The search for what can still be brought about.
//
// Breadth first over the states that some actors can come to by their own moves. It can become as large as the search for all
// states, and is made for each move that may be a breach; so it has bounds like that one, and what it found out that cannot
// be brought about is remembered: from none of the states that were seen then it can. That spares whole searches and never a
// part of one, so whether a limit is reached does not hang on what was searched before.

// Bounds bound a search for what can be brought about. The zero value bounds nothing.
type Bounds struct {
	Context context.Context // when it is done the search panics with its error; may be nil
	States  int             // of one search; it panics with *TooFar where there are more
	Budget  *memory.Budget  // where it gives no more, the search panics with *memory.Full
	Keep    *memory.Budget  // for what is remembered from one search to the next; nothing is if it is nil
}

// TooFar is the error of a search with more states than it may have.
type TooFar struct{ States int }

func (e *TooFar) Error() string {
	return fmt.Sprintf("the limit of %d states, in the search for what can still be brought about,", e.States)
}

// Within bounds the searches of this machine.
func (m *Machine) Within(b Bounds) *Machine {
	m.bounds, m.hopeless = b, hopeless{}
	return m
}

// reached is a state of a search, with those whose move a shortest way to it begins with.
type reached struct {
	words []uint64
	first model.ActorSet
}

// errand is what a search is for.
type errand struct {
	promise *promise
	who     model.ActorSet
	today   bool // keep the memory of the tick, and rule out acts that a ban forbids
}

// search is one under way.
type search struct {
	*Machine
	errand
	moving  []int // the moves that it makes
	seen    map[string]bool
	claimed int64
}

// canBringAbout reports whether some actors alone, by any number of their own moves, can perform a promise.
func (m *Machine) canBringAbout(from []uint64, x *promise, who model.ActorSet, today bool) bool {
	return m.search(from, x, who, today) != 0
}

// search gives those with whose move a shortest sequence of moves of some actors begins that performs a promise; if
// nothing is left to do but an act, all. today keeps the memory of the tick and rules out acts that a ban forbids; otherwise
// the memory and the wait are wiped before each move, and it is enough that an act becomes possible.
func (m *Machine) search(from []uint64, x *promise, who model.ActorSet, today bool) model.ActorSet {
	start := slices.Clone(from)
	if !today {
		wipe(start, x.wiped)
	}
	w, k := &search{Machine: m, errand: errand{x, who, today}}, m.key(start)
	if m.hopeless[w.errand][k] {
		return 0
	}
	w.seen, w.moving = map[string]bool{k: true}, m.ownMoves(x, who, today)
	defer func() { m.bounds.Budget.Return(w.claimed) }()
	for layer := []reached{{words: start}}; len(layer) > 0; {
		var found model.ActorSet
		if layer, found = w.nextLayer(layer); found != 0 {
			return found
		}
	}
	m.remember(w)
	return 0
}

// nextLayer makes all moves of a search out of the states of a layer.
func (w *search) nextLayer(layer []reached) (next []reached, found model.ActorSet) {
	at := map[string]int{}
	var fx effects
	for n, v := range layer {
		w.Pause(n)
		if !w.today && w.holds(w.promise.atHand, v.words) {
			return nil, w.who
		}
		for _, i := range w.moving {
			if !w.holds(w.moves[i].when, v.words) || w.today && w.holds(w.moves[i].banned, v.words) {
				continue
			}
			to := reached{make([]uint64, w.room), v.first}
			if v.first == 0 {
				to.first = model.SetOf(w.moves[i].actor)
			}
			w.make(v.words, to.words, i, &fx)
			if slices.Contains(fx.events[program.Performs], w.promise.duty) {
				found |= to.first
			}
			if !w.today {
				wipe(to.words, w.promise.wiped)
			}
			k := w.key(to.words)
			if j, ok := at[k]; ok {
				next[j].first |= to.first
			} else if !w.seen[k] {
				at[k] = len(next)
				next = append(next, to)
				w.see(k)
			}
		}
	}
	return next, found
}

// see notes a state, if there may be one more.
func (w *search) see(k string) {
	w.seen[k] = true
	if b := w.bounds.States; b > 0 && len(w.seen) > b {
		panic(&TooFar{b})
	}
	const portion = 1 << 8 // of states are claimed at once
	if len(w.seen)%portion == 0 {
		size := portion * w.searched()
		w.bounds.Budget.Must(size)
		w.claimed += size
	}
}

// searched is what a state of a search takes: its words in a layer, and its key in a table.
func (m *Machine) searched() int64 { return int64(8*m.room+8*m.words) + 112 }

// Pause ends what is done with the machine with a panic, now and then as steps are counted, if the context of its bounds is done.
func (m *Machine) Pause(step int) {
	if ctx := m.bounds.Context; step&(1<<6-1) == 0 && ctx != nil && ctx.Err() != nil {
		panic(ctx.Err())
	}
}

// hopeless is by errand the states from which it was found that it cannot be done.
type hopeless map[errand]map[string]bool

// remember keeps what a search found that came to nothing: from each state that it saw it cannot be brought about. Where there
// is no room for it, all is forgotten that was kept before.
func (m *Machine) remember(w *search) {
	if m.bounds.Keep == nil {
		return
	}
	size := int64(len(w.seen)) * m.searched()
	if !m.bounds.Keep.Claim(size) {
		m.forget()
		if !m.bounds.Keep.Claim(size) {
			return
		}
	}
	known := m.hopeless[w.errand]
	if known == nil {
		m.hopeless[w.errand] = w.seen
		return
	}
	for k := range w.seen {
		known[k] = true
	}
}

// forget gives back what is remembered.
func (m *Machine) forget() {
	for _, seen := range m.hopeless {
		m.bounds.Keep.Return(int64(len(seen)) * m.searched())
	}
	m.hopeless = hopeless{}
}

// ownMoves lists the moves of some actors that bear on a promise.
func (m *Machine) ownMoves(x *promise, who model.ActorSet, today bool) []int {
	bears := x.bears[0]
	if today {
		bears = x.bears[1]
	}
	var out []int
	for _, a := range who.IDs() {
		for _, i := range m.own[a] {
			if bears[i] {
				out = append(out, i)
			}
		}
	}
	return out
}

// wipe sets some bits of a state to 0.
func wipe(w, bits []uint64) {
	for k := range bits {
		w[k] &^= bits[k]
	}
}

func (m *Machine) key(w []uint64) string {
	b := make([]byte, 0, 8*m.words)
	for _, n := range w[:m.words] {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	return string(b)
}
