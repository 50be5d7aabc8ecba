// Package points says what each open point of a pact decides: from one filling, by answering one question otherwise at a time;
// over all fillings, which answer settles most, what each rules out and brings, and where nobody can be left with nothing while every
// promise is kept; and what is different between two fillings.
//
// Input: a pact and a base filling, or an answer of package inquiry. Output: a Table or a Change, as plain data, and each
// as a doc.Document. What is found is that of package ask; nothing is asked here that is not a finding. Which answer settles
// most is the information gain of decision trees (Quinlan 1986) about what can be found, every filling counted once: a way to count
// cases, not an expectation of any (docs/points.md).
package points

import (
	"context"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// Codes are the findings that the table tells of: who can be left with nothing, or bound alone; what can be blocked, or is out of reach;
// which help need not come.
var Codes = []ask.Code{ask.Stuck, ask.Exposed, ask.Veto, ask.BoundAlone, ask.Hollow}

// Query says what to make a table of. Of the query of package inquiry only what bounds it and the tick counts.
type Query struct {
	inquiry.Query
	Base []model.Binding // the filling to start from; what it leaves open has the first value
	All  bool            // over all fillings too
}

// Table is what the open points of a pact decide.
type Table struct {
	Pact     *model.Pact
	TickDays int
	Caveats  []string // what it does not cover, in plain words, the step of time apart
	Base     model.Filling
	Reading  model.ReadingID // the first reading that fixes it; or None
	Claims   []Claim         // all that is found in any of the fillings, in order of weight
	Here     []int           // those found in the base, by number
	Points   []Point         // in order of declaration
	Rows     []Row           // who can be left with nothing, and so on
	Readings []Column        // the named readings, one after the other
	Overall  *Overall        // over all fillings; nil if that was not asked
}

// Point is what one open point decides.
type Point struct {
	Point    model.PointID
	Switches []Switch // by value; that to the value of the base is left as it is
	Occurs   int      // how often it stands in conditions and amounts
}

// Switch is what comes and goes when one point, and nothing else, is answered otherwise than in the base.
type Switch struct {
	Value       int
	Goes, Comes []int // claims
	Else        bool  // something else comes or goes, which is no claim of the table
}

// Assumed reports whether the point has one value only: a number that nobody stated, and that stands for any.
func (x *Point) Assumed() bool { return len(x.Switches) < 2 }

// Changes reports whether any answer to the point changes anything from the base.
func (x *Point) Changes() bool {
	return slices.ContainsFunc(x.Switches, func(s Switch) bool { return len(s.Goes)+len(s.Comes) > 0 })
}

// Column is what is found under a named reading; what it leaves open has the first value.
type Column struct {
	Reading model.ReadingID
	Filling model.Filling
	Whole   bool // the reading answers every question itself
	Claims  []int
}

// Ask makes the table of a pact: each filling that it needs is looked at by itself; with All, all of them together as well. It tells
// how far it is, if tell is not nil. Limits and faults are as with inquiry.Run.
func Ask(ctx context.Context, p *model.Pact, q Query, tell func(inquiry.Event)) (*Table, error) {
	t, err := build(p, q.Base, &alone{ctx: ctx, pact: p, query: q.Query, tell: tell})
	if err != nil || !q.All {
		return t, err
	}
	only := q.Query
	only.Only, only.Fixed, only.Unquestioned, only.Unshown = Codes, nil, true, true
	a, err := inquiry.Run(ctx, p, only, tell)
	if err != nil {
		return nil, err
	}
	return t, t.over(ctx, a)
}

// Of makes the table of an answer for all fillings in which everything was asked for; nothing is looked at again.
func Of(ctx context.Context, a *inquiry.Answer, base []model.Binding) (t *Table, err error) {
	if err := whole(a); err != nil {
		return nil, err
	}
	if stopped := fillings.Try(func() { t, err = build(a.Pact, base, newSets(ctx, a)) }); stopped != nil {
		return nil, stopped
	}
	if err != nil {
		return nil, err
	}
	return t, t.over(ctx, a)
}

// whole says why an answer is not for all fillings.
func whole(a *inquiry.Answer) error {
	if a.Unfinished != nil {
		return a.Unfinished
	}
	if a.Looked < a.AllFillings || a.AllFillings < a.Pact.CountFillings(nil, 1<<40) {
		return fmt.Errorf("what holds over all answers needs an answer for every way to fill the open points, and there was none; hold some of them fast with --open, or allow more with --max-memory")
	}
	return nil
}

// over adds what holds over all fillings.
func (t *Table) over(ctx context.Context, a *inquiry.Answer) error {
	if err := whole(a); err != nil {
		return err
	}
	return fillings.Try(func() { t.Overall = newSets(ctx, a).overall(t) })
}

// finder finds out what is found in fillings.
type finder interface {
	at(fs []model.Filling) ([][]int, error) // the claims in each, ascending
	claims() []Claim                        // all that were found so far
	bounds() (tickDays int, caveats []string)
}

// build makes the part of the table that is about single fillings.
func build(p *model.Pact, base []model.Binding, in finder) (*Table, error) {
	t := &Table{Pact: p, Base: fill(p, base)}
	t.Reading = readingOf(p, t.Base)
	need := []model.Filling{t.Base}
	for i := range p.Points {
		for v := range p.Points[i].Values {
			need = append(need, switched(t.Base, model.PointID(i), v))
		}
	}
	for r := range p.Readings {
		need = append(need, fill(p, p.Readings[r].Fixes))
	}
	found, err := in.at(need)
	if err != nil {
		return nil, err
	}
	t.TickDays, t.Caveats = in.bounds()
	found = t.number(in.claims(), found)
	t.Here, found = found[0], found[1:]
	for i := range p.Points {
		pt := Point{Point: model.PointID(i), Occurs: occurs(p, model.PointID(i))}
		for v := range p.Points[i].Values {
			pt.Switches = append(pt.Switches, t.change(v, t.Here, found[v]))
		}
		t.Points, found = append(t.Points, pt), found[len(p.Points[i].Values):]
	}
	for r := range p.Readings {
		t.Readings = append(t.Readings, Column{model.ReadingID(r), fill(p, p.Readings[r].Fixes), Whole(p, model.ReadingID(r)), found[r]})
	}
	t.tidy()
	return t, nil
}

// change is what is different between two fillings, for a switch to a value.
func (t *Table) change(v int, from, to []int) Switch {
	s := Switch{Value: v, Goes: without(from, to), Comes: without(to, from)}
	n := len(s.Goes) + len(s.Comes)
	s.Goes, s.Comes = t.own(s.Goes), t.own(s.Comes)
	s.Else = len(s.Goes)+len(s.Comes) < n
	return s
}

// own are those of some claims that the table tells of.
func (t *Table) own(claims []int) []int {
	return slices.DeleteFunc(slices.Clone(claims), func(n int) bool { return !slices.Contains(Codes, t.Claims[n].Code) })
}

// tidy leaves what the table does not tell of out of it.
func (t *Table) tidy() {
	t.Here = t.own(t.Here)
	for i := range t.Readings {
		t.Readings[i].Claims = t.own(t.Readings[i].Claims)
	}
	t.Rows = rowsOf(t.Pact, t.Claims)
}

// number puts claims in order of weight, and calls them by their new numbers.
func (t *Table) number(claims []Claim, found [][]int) [][]int {
	order := make([]int, len(claims))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compareClaims(&claims[a], &claims[b]) })
	place := make([]int, len(claims))
	for to, from := range order {
		place[from] = to
		t.Claims = append(t.Claims, claims[from])
	}
	out := make([][]int, len(found))
	for i, f := range found {
		for _, n := range f {
			out[i] = append(out[i], place[n])
		}
		slices.Sort(out[i])
	}
	return out
}

// fill is the filling that bindings name; the rest has the first value.
func fill(p *model.Pact, bs []model.Binding) model.Filling {
	f := make(model.Filling, len(p.Points))
	for _, b := range bs {
		f[b.Point] = b.Value
	}
	return f
}

func switched(f model.Filling, pt model.PointID, v int) model.Filling {
	g := slices.Clone(f)
	g[pt] = v
	return g
}

// readingOf is the first reading that fixes every point as a filling has it.
func readingOf(p *model.Pact, f model.Filling) model.ReadingID {
	for r := range p.Readings {
		if Whole(p, model.ReadingID(r)) && f.Agrees(p.Readings[r].Fixes) {
			return model.ReadingID(r)
		}
	}
	return model.None
}

// Whole reports whether a reading answers every question that has more than one answer.
func Whole(p *model.Pact, r model.ReadingID) bool {
	for i := range p.Points {
		fixes := func(b model.Binding) bool { return b.Point == model.PointID(i) }
		if len(p.Points[i].Values) > 1 && !slices.ContainsFunc(p.Readings[r].Fixes, fixes) {
			return false
		}
	}
	return true
}

// without is what one ascending list has and another has not.
func without(a, b []int) []int {
	var out []int
	for _, n := range a {
		if _, in := slices.BinarySearch(b, n); !in {
			out = append(out, n)
		}
	}
	return out
}

// occurs counts how often a point stands in the conditions and amounts of the pact; those of questions of the author's own are not counted.
func occurs(p *model.Pact, pt model.PointID) int {
	n := 0
	for i := range model.Sections {
		s := &model.Sections[i]
		for j := range s.Count(p) {
			for _, f := range s.Fields {
				if f.Role != model.Meaning {
					continue
				}
				model.Rewriter{Ref: func(r model.Ref, value int) (int, int) {
					if r == (model.Ref{Kind: model.KindPoint, Index: int(pt)}) {
						n++
					}
					return r.Index, value
				}}.Rewrite(f.Get(p, j))
			}
		}
	}
	return n
}
