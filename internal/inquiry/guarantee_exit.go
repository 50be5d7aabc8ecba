package inquiry

import (
	"cmp"
	"container/heap"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/game"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// term: how long the guarantee runs if nobody ends it.
func (x *pledge) term() Said {
	in := x.instrument()
	var parts []string
	var said Said
	if in.Expires != nil {
		n := in.Expires.In(x.q.Pact, x.q.m.Filling)
		said.Days = &n
		parts = append(parts, Span(n))
	}
	switch ends := x.q.settled(in.EndsOnce).(type) {
	case nil, model.False:
	default:
		parts = append(parts, "until "+x.q.Condition(ends))
	}
	if said.Text = strings.Join(parts, ", or "); said.Text == "" {
		said.Text, said.Missing = "without term", true
	}
	return said
}

// exit: the least number of days from the entry into force until the instrument has ended, otherwise than by its
// term, or is suspended for as long as the guarantor likes; by lawful moves of the guarantor and its bodies
// alone, while the others only do what they owe. If there is no such way, one on which others move first,
// their word kept or not, and which the guarantor's side brings to its end.
func (x *pledge) exit() Said {
	if moves, days, ok := x.leave(x.own(), func(int32) bool { return true }); ok {
		if words, moved := x.exitWords(days, moves, x.side); moved {
			return Said{Text: words, Days: &days, Course: x.q.course(moves)}
		}
	}
	if moves, days, ok := x.leave(x.kept, x.ownDoing); ok {
		words, _ := x.exitWords(days, moves, x.q.everyone())
		return Said{Text: "only if others move first: " + words, Days: &days, Course: x.q.course(moves)}
	}
	if x.instrument().Expires != nil {
		return Said{Text: "none before its term runs out", Missing: true}
	}
	return Said{Text: "none", Missing: true}
}

// ownDoing reports whether a move is of the guarantor's side, or the taking effect of a notice it gave.
func (x *pledge) ownDoing(e int32) bool {
	m := x.q.g.SortOf(e).Move
	switch {
	case m.Actor != machine.Time:
		return x.side.Has(m.Actor)
	case m.Kind == machine.Pass:
		return false
	}
	before := x.q.g.State(int(x.q.world.Arena.Source(e)))
	for i := range x.q.Pact.Powers {
		w := &x.q.Pact.Powers[i]
		ends := w.Effect == model.Terminate || w.Effect == model.Suspend
		if ends && w.Target == x.duty.Instrument && x.side.Has(w.Holder) && x.q.m.Reads(before, model.Ref{Kind: model.KindPower, Index: i}) == "noticed" {
			return true
		}
	}
	return false
}

// own marks the lawful moves of the guarantor's side, of time, and of others who do what they owe.
func (x *pledge) own() []bool {
	out := make([]bool, len(x.q.g.Sorts))
	for i, s := range x.q.g.Sorts {
		mine := s.Move.Actor == machine.Time || x.side.Has(s.Move.Actor)
		out[i] = s.Culprits == 0 && (mine || len(s.Performs) > 0)
	}
	return out
}

// left marks the states in which the guarantee no longer binds, or only if the guarantor wills.
func (x *pledge) left() game.Set {
	in := model.Ref{Kind: model.KindInstrument, Index: int(x.duty.Instrument)}
	ended := x.q.where(func(s machine.State) bool { return x.q.m.Reads(s, in) == "ended" })
	if !x.suspendable() {
		return ended
	}
	self := model.SetOf(x.duty.Obligor)
	k := world.Match{Players: self, Defectors: x.q.everyone() &^ self}
	lost := x.q.world.Lost([]world.Match{k}, []game.Set{x.due}, x.q.world.All())[0]
	suspended := x.q.world.Where(model.InstrumentIs{Instrument: x.duty.Instrument, Status: model.Suspended})
	return ended.Or(suspended.Diff(lost))
}

// leave is a course out of the guarantee with the fewest days, and among those the fewest moves, from its
// entry into force on, along the moves allowed after it, the last of which passes a test.
func (x *pledge) leave(allowed []bool, last func(e int32) bool) (moves []int32, days int, ok bool) {
	running := x.q.world.Where(ask.InForce(x.duty.Instrument))
	r := &race{x: x, running: running, left: x.left(), before: x.q.keptBy(x.q.everyone()), after: allowed, last: last}
	enters := func(e int32) bool { return running.Has(x.q.g.To[e]) }
	if !running.Has(0) && !x.q.happens(r.before, enters) {
		r.before = x.kept
	}
	return r.run()
}

// race is a search for the soonest way out: a state before the entry into force is in stage 0, one after it in
// stage 1, and only days in stage 1 count.
type race struct {
	x             *pledge
	running, left game.Set
	before, after []bool // moves allowed in each stage
	last          func(e int32) bool
	seen          map[int64]leg
	todo          legs
}

// leg is how a state is come to.
type leg struct {
	at, prev   int64 // stage*states + state
	move       int32
	days, made int
}

type legs []leg

func (l legs) Len() int           { return len(l) }
func (l legs) Swap(i, j int)      { l[i], l[j] = l[j], l[i] }
func (l legs) Less(i, j int) bool { return l[i].before(l[j]) }
func (l *legs) Push(x any)        { *l = append(*l, x.(leg)) }
func (l *legs) Pop() any {
	last := (*l)[len(*l)-1]
	*l = (*l)[:len(*l)-1]
	return last
}

func (a leg) before(b leg) bool {
	return cmp.Or(cmp.Compare(a.days, b.days), cmp.Compare(a.made, b.made), cmp.Compare(a.at, b.at), cmp.Compare(a.prev, b.prev), cmp.Compare(a.move, b.move)) < 0
}

func (r *race) run() (moves []int32, days int, ok bool) {
	q := r.x.q
	n := int64(q.g.States())
	r.seen = map[int64]leg{}
	start := leg{prev: -1}
	if r.running.Has(0) {
		start.at = n
	}
	r.todo = legs{start}
	for len(r.todo) > 0 {
		here := heap.Pop(&r.todo).(leg)
		if _, known := r.seen[here.at]; known {
			continue
		}
		r.seen[here.at] = here
		s := int32(here.at % n)
		if here.at >= n && r.left.Has(s) {
			if r.last(here.move) {
				return r.back(here), here.days * q.m.Tick, true
			}
			continue // it is over already, by what somebody else did
		}
		for e := q.g.First[s]; e < q.g.First[s+1]; e++ {
			if next, ok := r.next(here, e, n); ok {
				heap.Push(&r.todo, next)
			}
		}
	}
	return nil, 0, false
}

// next is the leg that a move makes.
func (r *race) next(here leg, e int32, n int64) (leg, bool) {
	q := r.x.q
	to := int64(q.g.To[e])
	next := leg{at: to, prev: here.at, move: e, days: here.days, made: here.made + 1}
	if here.at < n {
		if r.running.Has(int32(to)) {
			next.at += n
		}
		return next, r.before[q.g.Sort[e]]
	}
	next.at += n
	if q.g.Passes(e) {
		next.days++
	}
	return next, r.after[q.g.Sort[e]]
}

func (r *race) back(l leg) []int32 {
	var moves []int32
	for ; l.prev >= 0; l = r.seen[l.prev] {
		moves = append(moves, l.move)
	}
	slices.Reverse(moves)
	return moves
}

// exitWords says how long it takes and what these actors do on the way, from the entry into force on; moved is
// false if they do nothing.
func (x *pledge) exitWords(days int, moves []int32, who model.ActorSet) (words string, moved bool) {
	running := x.q.world.Where(ask.InForce(x.duty.Instrument))
	var does []string
	in := running.Has(0)
	for _, e := range moves {
		s := x.q.g.SortOf(e)
		if in && s.Move.Actor != machine.Time && who.Has(s.Move.Actor) && len(s.Performs) == 0 {
			does = append(does, course.Said(x.q.m, s.Move))
		}
		in = in || running.Has(x.q.g.To[e])
	}
	when := Span(days) + " after entry into force"
	if days == 0 {
		when = "on the day of entry into force"
	}
	if len(does) == 0 {
		return when, false
	}
	return when + ": " + strings.Join(does, ", then "), true
}
