package certify

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/verify"
)

// solver works out the sets that definitions speak of, and keeps them: a source of verify.
type solver struct {
	ctx  context.Context
	g    *verify.Graph
	from []int32 // by move
	into []int32 // moves by where they lead to
	head []int32 // those to state s are into[head[s]:head[s+1]]

	sets  []verify.Set
	keys  [][sha256.Size]byte // of the sets
	known map[[sha256.Size]byte]bool
	most  int // sets
}

// tooMany says that more sets than are allowed would be needed.
type tooMany struct{}

func (tooMany) Error() string { return "too many sets" }

func newSolver(ctx context.Context, g *verify.Graph, most int) *solver {
	n := len(g.States)
	x := &solver{ctx: ctx, g: g, from: make([]int32, len(g.Moves)), into: make([]int32, len(g.Moves)), head: make([]int32, n+1), most: most, known: map[[sha256.Size]byte]bool{}}
	for s := range n {
		for i := g.First[s]; i < g.First[s+1]; i++ {
			x.from[i] = int32(s)
			x.head[g.Moves[i].To+1]++
		}
	}
	for s := range n {
		x.head[s+1] += x.head[s]
	}
	next := append([]int32(nil), x.head...)
	for i := range g.Moves {
		to := g.Moves[i].To
		x.into[next[to]] = int32(i)
		next[to]++
	}
	return x
}

// Set works a set out, layer by layer: first what belongs to it by itself, then what does given what does already, looking only
// at states from which a move leads to what was added last. Where ticks count, one passes only when nothing else is added.
func (x *solver) Set(h verify.Set, ticks bool, rule verify.Rule) (*verify.Ranked, error) {
	l := &layers{solver: x, rule: rule, ranks: make([]int, len(x.g.States)), ticks: ticks, seen: make([]int, len(x.g.States))}
	for s := range l.ranks {
		l.ranks[s] = verify.Never
	}
	all := make([]int, len(l.ranks))
	for s := range all {
		all[s] = s
	}
	var bounds []int
	for added := l.add(all); ; {
		var fresh []int // since a tick passed last
		for ; len(added) > 0; added = l.add(l.leading(added)) {
			if err := x.ctx.Err(); err != nil {
				return nil, err
			}
			fresh = append(fresh, added...)
		}
		if !ticks {
			break
		}
		bounds, l.passed = append(bounds, l.rank), l.rank
		if added = l.add(l.leading(fresh)); len(added) == 0 {
			break
		}
	}
	out := &verify.Ranked{Ranks: l.ranks, Ticks: bounds}
	return out, x.keep(h, out)
}

// keep adds a set to those of the certificate, unless it is there.
func (x *solver) keep(h verify.Set, r *verify.Ranked) error {
	key := keyOf(&h, r)
	if x.known[key] {
		return nil
	}
	h.Ranks, h.Ticks = verify.PackRanks(r.Ranks), r.Ticks
	if x.known[key], x.sets, x.keys = true, append(x.sets, h), append(x.keys, key); len(x.sets) > x.most {
		return tooMany{}
	}
	return nil
}

// keyOf tells sets apart.
func keyOf(h *verify.Set, r *verify.Ranked) [sha256.Size]byte {
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q %q %q %v\n", h.Shows, h.Players, h.Breaking, h.Willing, r.Ticks)
	var b [8]byte
	for _, n := range r.Ranks {
		sum.Write(binary.LittleEndian.AppendUint64(b[:0], uint64(n)))
	}
	return [sha256.Size]byte(sum.Sum(nil))
}

// forget takes back all sets but the first so many.
func (x *solver) forget(n int) {
	for _, key := range x.keys[n:] {
		delete(x.known, key)
	}
	x.sets, x.keys = x.sets[:n], x.keys[:n]
}

// layers is the work on one set.
type layers struct {
	*solver
	rule   verify.Rule
	ranks  []int
	rank   int   // of what is added next
	ticks  bool  // they count
	passed int   // ticks lead only to ranks below
	seen   []int // by state: the turn in which it was listed last
	turn   int
}

// in tells whether a move counts as leading into what is there.
func (l *layers) in(m *verify.Move) bool {
	r := l.ranks[m.To]
	return r != verify.Never && (!l.ticks || m.Kind != program.Pass || r < l.passed)
}

// add gives those of some states that belong to the set, given what does, their rank.
func (l *layers) add(candidates []int) []int {
	var out []int
	for _, s := range candidates {
		if l.ranks[s] == verify.Never && l.rule(s, l.in) {
			out = append(out, s)
		}
	}
	for _, s := range out {
		l.ranks[s] = l.rank
	}
	if len(out) > 0 {
		l.rank++
	}
	return out
}

// leading lists the states from which a move leads to some states, each once.
func (l *layers) leading(to []int) []int {
	l.turn++
	var out []int
	for _, s := range to {
		for _, i := range l.into[l.head[s]:l.head[s+1]] {
			if from := l.from[i]; l.seen[from] != l.turn {
				l.seen[from] = l.turn
				out = append(out, int(from))
			}
		}
	}
	return out
}
