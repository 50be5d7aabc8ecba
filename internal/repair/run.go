package repair

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/format"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/model"
)

// runner tries changes.
type runner struct {
	ctx     context.Context
	query   Query
	base    *load.Result
	shapes  []Shape
	maker   *maker
	changes []change

	tick     int
	before   []claim
	targets  []claim
	possible possible // of the pact as it is

	original  []byte          // the text as it is, formatted
	shown     []shown         // courses that prove what is to go
	witnesses []model.Filling // those in which what is to go was seen, there or in a candidate

	alone []map[int]bool      // by change: the targets that it removes by itself, once that is known
	idle  map[string][]bool   // what is known not to change anything, by world
	seen  map[string]struct{} // texts that were looked at
}

// batch is how many candidates are looked at before what was learned from them is used for the next: the counts do not depend on
// the number of workers.
const batch = 16

// Tally counts what became of the changes of a size.
type Tally struct {
	Size   int
	Space  int // combinations of so many changes
	ByRule [rules]int
	Run    int // checked by running every course
	Kept   int // accepted
	Left   int // not looked at, because the bound came first
	Needs  [3]NeedsTally
	Shapes []int // by shape: combinations of the space that have a change of it
}

// NeedsTally counts changes that take nobody else and no one moment, and others.
type NeedsTally struct{ Space, Kept, Moved int }

// rule says why a candidate was left out or refused.
type rule int

// The rules. What is left out by the first four is not run, nor what does not compile.
const (
	meddling   rule = iota // its changes meddle with each other
	same                   // it is the same text as the pact, or as another candidate
	inert                  // it can make no difference to what is to go
	replayed               // a course that shows what is to go can still be made
	unreadable             // it does not compile
	stays                  // what is to go stays
	lost                   // a purpose, or an exchange, that could be reached no longer can
	never                  // it makes a clause one that can never apply
	tooLarge               // a limit was reached before it was known: nothing is claimed of it
	kept
	rules = int(kept)
)

// candidate is a set of changes as a text.
type candidate struct {
	changes []int
	text    []byte
	fixed   [][2]string
	needs   Needs
}

// verdict is what became of a candidate.
type verdict struct {
	rule    rule
	gone    map[int]bool  // targets that are gone
	witness model.Filling // in which one is not
	mend    *Mend
	run     bool
}

// size looks at all combinations of so many changes.
func (r *runner) size(n int) (Tally, []Mend, error) {
	t, all := r.tally(n), r.combinations(n)
	if n == 1 {
		r.alone = make([]map[int]bool, len(r.changes))
		r.seen = map[string]struct{}{}
	}
	var mends []Mend
	for at := 0; at < len(all); at += batch {
		if err := r.ctx.Err(); err != nil {
			t.Left = t.Space - at
			return t, mends, err
		}
		part := all[at:min(at+batch, len(all))]
		vs, err := r.together(part)
		if err != nil {
			t.Left = t.Space - at
			return t, mends, err
		}
		for i, v := range vs {
			mends = r.count(&t, part[i], v, mends)
			r.remember(v.witness)
		}
		if r.query.Tell != nil {
			r.query.Tell(at+len(part), t.Space, len(mends), n)
		}
	}
	t.Left = t.Space - len(all)
	return t, mends, nil
}

// mostWitnesses is how many fillings are kept to look at first.
const mostWitnesses = 6

// remember keeps a filling in which what is to go was seen.
func (r *runner) remember(f model.Filling) {
	if f != nil && len(r.witnesses) < mostWitnesses && !slices.ContainsFunc(r.witnesses, func(g model.Filling) bool { return slices.Equal(f, g) }) {
		r.witnesses = append(r.witnesses, f)
	}
}

// count notes what became of one candidate.
func (r *runner) count(t *Tally, c []int, v verdict, mends []Mend) []Mend {
	if v.run {
		t.Run++
	}
	if len(c) == 1 {
		r.alone[c[0]] = v.gone
	}
	if v.rule != kept {
		t.ByRule[v.rule]++
		return mends
	}
	t.Kept++
	if v.mend.serious() {
		t.Needs[r.needs(c)].Moved++
	} else {
		t.Needs[r.needs(c)].Kept++
	}
	return append(mends, *v.mend)
}

// together judges some candidates, several at a time.
func (r *runner) together(part [][]int) ([]verdict, error) {
	out, errs := make([]verdict, len(part)), make([]error, len(part))
	cands := make([]*candidate, len(part))
	for i, c := range part { // in order, for of the same texts the first counts
		cands[i], out[i].rule = r.written(c)
	}
	ctx, stop := context.WithCancel(r.ctx)
	defer stop()
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(r.query.Workers, len(part)) {
		wg.Go(func() {
			for i := range next {
				if out[i], errs[i] = r.guarded(ctx, cands[i]); errs[i] != nil {
					stop()
				}
			}
		})
	}
	for i := range part {
		if cands[i] != nil {
			next <- i
		}
	}
	close(next)
	wg.Wait()
	var late error
	for _, err := range errs {
		if err != nil && (late == nil || errors.Is(late, context.Canceled)) {
			late = err
		}
	}
	if err := r.ctx.Err(); err != nil && late != nil {
		return out, err
	}
	return out, late
}

// guarded judges a candidate; a panic becomes an error. One that is too large for the limits of the call is no reason not to look at
// the others.
func (r *runner) guarded(ctx context.Context, c *candidate) (v verdict, err error) {
	defer fault.Catch(&err)
	v, err = r.judge(ctx, c)
	if errors.As(err, new(*explore.Inconclusive)) && ctx.Err() == nil {
		return verdict{rule: tooLarge, run: true}, nil
	}
	return v, err
}

// written makes the text of a combination; nil, and why, if there is no need to look at it.
func (r *runner) written(c []int) (*candidate, rule) {
	var steps []step
	out := &candidate{changes: c, needs: r.needs(c)}
	for _, k := range c {
		steps = append(steps, r.maker.apart(steps, r.changes[k].steps)...)
		for _, f := range r.changes[k].fixed {
			if slices.ContainsFunc(out.fixed, func(o [2]string) bool { return o[0] == f[0] }) {
				return nil, meddling
			}
			out.fixed = append(out.fixed, f)
		}
	}
	text, ok := r.maker.apply(steps)
	if !ok {
		return nil, meddling
	}
	done, _ := format.Source(source.NewFile(r.maker.main.Path, text))
	if done == nil {
		return nil, unreadable
	}
	key := string(done)
	for _, f := range out.fixed {
		key += "\x00" + f[0] + "\x00" + f[1]
	}
	if _, known := r.seen[key]; known || len(out.fixed) == 0 && bytes.Equal(done, r.original) {
		return nil, same
	}
	r.seen[key] = struct{}{}
	out.text = done
	if !r.query.Unpruned && r.inert(c) {
		return nil, inert
	}
	return out, kept
}

// read reads the text of a candidate.
func (r *runner) read(ctx context.Context, c *candidate) (*load.Result, error) {
	if r.query.Read != nil {
		return r.query.Read(ctx, c.text)
	}
	return load.Source(r.maker.main.Path, c.text), nil
}
