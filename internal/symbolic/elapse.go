package symbolic

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
)

// Waiting.
//
// A fixed point that goes tick by tick takes as many rounds as a term has ticks. Where by waiting nothing happens (program/elapse.go)
// it need not: 1, 2, 4, 8 ... ticks are each one subtraction, and put together they are any number of ticks. What is added so to a
// fixed point is what it would come to by itself, tick by tick, so it is the same fixed point, sooner.
//
// Only waits of usualLeap ticks and more are made at once; what lies between comes of the ticks that are made one by one. A set in
// which many short countdowns stand at any time at once is much larger than those that come one after the other while they run.

// leap is the passing of so many ticks at once, a power of two.
type leap struct {
	calm      bdd.Ref // from where they can pass, of the states at rest
	relation  bdd.Ref // what the bits that change become
	now, next bdd.Ref // cubes of these
	toNext    int
}

// usualLeap is the ticks from which on waits are made at once. With 8 and 16, pacts of many short countdowns took up to
// six times as many steps.
const usualLeap = 32

// makeLeaps makes the relations of 1, 2, 4 ... ticks, and says which is the first to be made at once. There are none if
// nothing runs as long as that.
func (f *Family) makeLeaps() {
	longest := f.Program.LongestClock()
	for f.shortest = 0; 1<<f.shortest < f.leapFrom; {
		f.shortest++
	}
	if longest < 1<<f.shortest {
		return
	}
	for n := 1; n <= longest; n *= 2 {
		r := f.newRun(bdd.True)
		r.exec(f.Program.Elapse(n), bdd.True)
		changed := r.changes()
		f.leaps = append(f.leaps, leap{
			calm: f.newRun(bdd.True).holds(f.Program.Calm(n)), relation: r.becomes(changed),
			now: f.cube(changed, 0), next: f.cube(changed, 1), toNext: f.shift(changed),
		})
	}
}

// findPass finds the passing of a tick among the moves.
func (f *Family) findPass() {
	f.pass = slices.IndexFunc(f.moves, func(m move) bool { return m.label.Kind == machine.Pass })
}

// OnRounds is all states on rounds on which time passes, and more: those in which nothing runs that runs but once.
func (f *Family) OnRounds() bdd.Ref {
	out := bdd.True
	for _, v := range f.Program.OnceOnly() {
		out = f.And(out, f.Is(v, 0))
	}
	return out
}

// atRest is where, of some states, no rule of settling would do anything, what was done in the tick forgotten.
func (f *Family) atRest(states bdd.Ref) bdd.Ref {
	r := f.newRun(states)
	for _, v := range f.Program.Cells {
		if v.Kind == program.Memory {
			r.values[v] = f.constant(v, 0)
		}
	}
	out := states
	for i := range f.Program.Rules {
		out = f.Diff(out, r.holds(f.Program.Rules[i].Stirs()))
	}
	return out
}

// waiting is how one may wait: from where, of the states at rest, each of the leaps can be made.
type waiting struct {
	*Family
	may []bdd.Ref
}

// waiting says how one may wait where the passing of a tick is allowed, without leaving some states; nil if it does not pay.
func (f *Family) waiting(allowed []bdd.Ref, within bdd.Ref) *waiting {
	if len(f.leaps) == 0 || f.pass < 0 || allowed[f.pass] == bdd.False {
		return nil
	}
	if (within == f.Reach || within == bdd.True) && allowed[f.pass] == f.moves[f.pass].guard { // whoever waits stays there
		w := &waiting{Family: f}
		for i := range f.leaps {
			w.may = append(w.may, f.leaps[i].calm)
		}
		return w
	}
	return f.waitingIn(f.And(allowed[f.pass], within))
}

// waitAfter reports whether a fixed point that has taken so many rounds is to look for what comes of waiting: now and then, for
// it takes some time to know from where one can wait.
func (f *Family) waitAfter(rounds int) bool {
	return len(f.leaps) > 0 && f.pass >= 0 && rounds%f.leapFrom == 0
}

// waitingIn says how one may wait where each tick begins in certain states, in all of which one may pass. n ticks may pass if they
// may the first half of the time, and may again after it.
func (f *Family) waitingIn(states bdd.Ref) *waiting {
	w := &waiting{Family: f}
	may := f.And(states, f.leaps[0].calm)
	for i := range f.leaps {
		w.may = append(w.may, may)
		if may != bdd.False {
			may = f.And(may, w.from(i, may))
		}
	}
	return w
}

// to is where leap i leads to from states.
func (w *waiting) to(i int, s bdd.Ref) bdd.Ref {
	x := &w.leaps[i]
	return w.Move(w.AndExists(s, x.relation, x.now), w.toNow)
}

// from is where leap i leads from into states.
func (w *waiting) from(i int, s bdd.Ref) bdd.Ref {
	x := &w.leaps[i]
	return w.AndExistsMoved(s, x.toNext, x.relation, x.next)
}

// on is where waiting leads to from states at rest, these included.
func (w *waiting) on(s bdd.Ref) bdd.Ref {
	for i := w.shortest; i < len(w.leaps); i++ {
		from := w.And(s, w.may[i])
		if from == bdd.False {
			break
		}
		s = w.Or(s, w.to(i, from))
	}
	return s
}

// back is from where waiting leads into states, these included as far as they are at rest.
func (w *waiting) back(s bdd.Ref) bdd.Ref {
	for i := w.shortest; i < len(w.leaps); i++ {
		may := w.And(w.rest, w.may[i])
		if may == bdd.False {
			break
		}
		s = w.Or(s, w.And(may, w.from(i, s)))
	}
	return s
}
