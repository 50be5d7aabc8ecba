// Package repair looks for the smallest change of a pact that removes what was found, and says what it costs whom.
//
// Input: a pact as it was read, with its text, and what is to go. Output: the changes that do it, each as a sentence, as a text and
// as what goes, what comes and what remains, the cheapest first; and how many changes there are in all, how many were left out
// and by which rule, and how many were run. docs/repair.md says what is looked at, what a change may cost, and what is not covered.
//
// A change is a member of a shape (one file a shape), made upon the lossless tree, so that it is a text. Every change is read,
// resolved and checked in full: nothing is taken to help because it ought to. What is left out without being run is left out by a
// rule that cannot leave out what would have been accepted (prune.go). So the answer is complete within its bound, in the manner
// of bounded exhaustive repair (Gutiérrez Brida et al., BeAFix, ICSE 2021): if nothing is found, there is nothing of these
// shapes up to that size. Where the parties of an exchange are left by themselves that must be so: no order of steps is safe for
// both (Even and Yacobi 1980; Sandholm and Wang 2002 on what third parties can do).
package repair

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/internal/format"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/model"
)

// Query says what is to go, and how far to look.
type Query struct {
	Statement string                                   // the number or name of a statement; or
	Finding   string                                   // CODE or CODE:WHO; if neither is given, everything serious
	Reading   string                                   // the named reading that Options hold to, if they do
	Size      int                                      // how many changes at a time, at most; UsualSize if 0
	Most      int                                      // how many candidates to look at of each size beyond the first; UsualMost if 0
	Read      Reader                                   // nil: the text of the main file is all there is
	Options   func(*model.Pact) (inquiry.Query, error) // what is asked of a pact, this one or a changed one
	Alone     bool                                     // only changes that need nobody else and no one moment
	Workers   int
	Unpruned  bool                            // run everything that compiles: for tests of the rules
	Tell      func(done, of, found, size int) // how far it is; may be nil
}

// Reader reads the pact with another text of its main file.
type Reader func(ctx context.Context, text []byte) (*load.Result, error)

// Beside is the Reader of a pact that lies in a file, beside others; texts of the overlay stand in their place.
func Beside(path string, over load.Overlay) Reader {
	return func(ctx context.Context, text []byte) (*load.Result, error) {
		real, err := load.RealPath(path)
		if err != nil {
			return nil, err
		}
		with := load.Overlay{}
		maps.Copy(with, over)
		with[real] = text
		return load.Limits{Context: ctx}.LoadOver(path, with)
	}
}

// The bounds if none are given.
const (
	UsualSize = 2
	UsualMost = 3000
)

// Result is what was found.
type Result struct {
	Pact     *model.Pact
	Answer   *inquiry.Answer // of the pact as it is
	Targets  []int           // indexes into its findings
	Mends    []Mend          // small ones first, of the same size the cheapest
	Tried    []Tally         // by size, from 1
	Worse    []Mend          // those that mend by leaving somebody else with nothing: as Mends, at a serious price
	TickDays int

	formatted string // the main file as it is, formatted

	Unfinished *explore.Inconclusive // why it ended early; nil if it did not
}

// Run looks for changes. Limits and faults are as with inquiry.Run; what was found by then is in the result.
func Run(ctx context.Context, base *load.Result, q Query) (*Result, error) {
	r := &runner{ctx: ctx, query: q, base: base, shapes: Shapes()}
	r.query.Size, r.query.Most, r.query.Workers = cmp.Or(q.Size, UsualSize), cmp.Or(q.Most, UsualMost), max(q.Workers, 1)
	out := &Result{Pact: base.Pact}
	if err := r.begin(out); err != nil {
		return nil, err
	}
	if len(out.Targets) == 0 {
		return out, nil
	}
	for size := 1; size <= r.query.Size && !out.enough(q.Size > 0); size++ {
		tally, found, err := r.size(size)
		out.Tried = append(out.Tried, tally)
		for _, m := range found {
			if m.serious() {
				out.Worse = append(out.Worse, m)
			} else {
				out.Mends = append(out.Mends, m)
			}
		}
		if limit := inquiry.Stopped(ctx); limit != nil && err != nil {
			out.Unfinished = limit
			break
		}
		if err != nil {
			return nil, err
		}
	}
	for _, ms := range [][]Mend{out.Mends, out.Worse} {
		for i := range ms {
			ms[i].Goes = items(out.Answer, ms[i].goes)
			ms[i].touched = touched(out.formatted, string(ms[i].Text))
		}
	}
	slices.SortStableFunc(out.Mends, byPrice)
	slices.SortStableFunc(out.Worse, byPrice)
	return out, r.question(out)
}

// enough reports whether there is no need to look at larger changes: one is found, or, if a size was asked for, one that costs nobody
// anything.
func (r *Result) enough(asked bool) bool {
	return slices.ContainsFunc(r.Mends, func(m Mend) bool {
		return !asked || m.weight(codes.Serious)+m.weight(codes.Warning) == 0
	})
}

// begin looks at the pact as it is, and makes all changes.
func (r *runner) begin(out *Result) error {
	opts, err := r.query.Options(r.base.Pact)
	if err != nil {
		return err
	}
	opts.Unquestioned = true
	if out.Answer, err = inquiry.Check(r.ctx, r.base.Pact, opts); err != nil {
		return err
	}
	if out.Targets, err = targets(out.Answer, &r.query); err != nil || len(out.Targets) == 0 {
		return err
	}
	r.original, _ = format.Source(r.base.Trees[0].Source)
	out.TickDays, out.formatted, r.tick = out.Answer.TickDays, string(r.original), out.Answer.TickDays
	r.before = claimsOf(out.Answer)
	for i := range r.before {
		if slices.Contains(out.Targets, r.before[i].at) {
			r.targets = append(r.targets, r.before[i])
			r.remember(r.before[i].seen)
		}
	}
	r.showing(out.Answer)
	r.make()
	opts.Tick, opts.Workers = r.tick, r.query.Workers
	if r.possible, err = r.whatIsPossible(r.ctx, fillings.Over(r.ctx, r.base.Pact, opts.Fixed), r.base.Pact, opts); err != nil {
		return err
	}
	return r.learn(opts)
}

// make makes the changes of all shapes.
func (r *runner) make() {
	r.maker = newMaker(r.base, r.targets, r.query.Reading)
	for i := range r.shapes {
		if r.query.Alone && r.shapes[i].Needs != Alone {
			continue
		}
		for _, c := range r.shapes[i].Changes(r.maker) {
			c.shape = i
			r.changes = append(r.changes, c)
		}
	}
}

// byPrice puts first what costs nobody anything; of the same price what leaves less of it, and then what changes fewer lines.
func byPrice(a, b Mend) int {
	return cmp.Or(cmp.Compare(len(a.Changes), len(b.Changes)), cmp.Compare(a.weight(codes.Serious), b.weight(codes.Serious)), cmp.Compare(a.weight(codes.Warning), b.weight(codes.Warning)),
		cmp.Compare(len(a.Left), len(b.Left)), cmp.Compare(a.touched, b.touched))
}

// Mend is a change that removes what is to go.
type Mend struct {
	Changes []Change
	Text    []byte // of the main file, formatted
	Goes    []Item
	Comes   []Item // the price, as far as it is serious or a warning
	Left    []Item // of what was to go: in a lesser form
	Stays   []Item // what else is serious

	Otherwise []string // the author's checks and scenarios that then come out as they did not before; only of the first mostQuestioned

	pact    *model.Pact
	opts    inquiry.Query
	goes    []claim // of the pact as it is
	touched int     // lines of the text that go or come
}

// Change is one change of a mend.
type Change struct {
	Shape string
	Needs Needs
	Says  string
}

// Item is something that goes, comes or remains.
type Item struct {
	Code     codes.Code
	Severity codes.Severity
	Says     string
	Payers   []string // labels of those whom it hurts; nobody if it is about what the pact is for
}

// weight is how much of a severity comes with a mend.
func (m *Mend) weight(s codes.Severity) int {
	n := 0
	for i := range m.Comes {
		if m.Comes[i].Severity == s {
			n++
		}
	}
	return n
}

// serious reports whether somebody else is left with nothing by it.
func (m *Mend) serious() bool { return m.weight(codes.Serious) > 0 }

// items tells claims of an answer.
func items(a *inquiry.Answer, cs []claim) []Item {
	if len(cs) == 0 {
		return nil
	}
	said := statement.Sentences(a)
	var out []Item
	for i := range cs {
		it := Item{Code: cs[i].code, Severity: cs[i].severity, Says: said[cs[i].at]}
		for _, name := range cs[i].payers(a.Pact) {
			it.Payers = append(it.Payers, titled(a.Pact, name))
		}
		if !slices.ContainsFunc(out, func(o Item) bool { return o.Says == it.Says && o.Code == it.Code }) {
			out = append(out, it)
		}
	}
	return out
}

// titled is what a person calls an actor.
func titled(p *model.Pact, name string) string {
	for i := range p.Actors {
		if p.Actors[i].Name == name {
			return p.Actors[i].Title()
		}
	}
	return fmt.Sprint(name)
}
