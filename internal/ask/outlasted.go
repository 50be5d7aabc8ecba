package ask

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Outlasted: what is given is for good, what it is given for is not.
//
// It is asked of the duties of which exposed is asked. In the return an instrument is tested for being in force, or a ban or
// a standing promise for being kept; and some lawful course leads to where the duty is performed and that instrument (for a
// promise: the one it stands in) has ended by its term, or has ended otherwise after a power of another to end it was used.
const Outlasted = codes.Outlasted

// byTerm is how a finding says that the return ends by a term.
const byTerm = "term"

// ending is a way in which what was got ends.
type ending[S any] struct {
	of    model.InstrumentID
	by    model.ActorID // whose power ends it; None if it is the term
	where S             // it has so ended, and the duty is performed
}

func (a *asker[S, M]) outlasted(i int) []Found[S] {
	f := ofDuty(a.Pact, Outlasted, i)
	var ways []minimal[S]
	for _, x := range a.endings(f.duty(), a.Reach(0)) {
		var who model.ActorSet // empty for the term
		if x.by != model.None {
			who = model.SetOf(x.by)
		}
		k := slices.IndexFunc(ways, func(w minimal[S]) bool { return w.actors == who })
		if k < 0 {
			k, ways = len(ways), append(ways, minimal[S]{who, a.None()})
		}
		ways[k].fillings = a.Or(ways[k].fillings, a.Fillings(x.where))
	}
	var out []Found[S]
	for _, part := range a.parts(ways, a.Valid()) {
		var who model.ActorSet
		f.How, f.By = "", nil
		for _, s := range part.sets {
			if who |= s; s == 0 {
				f.How = byTerm
			}
		}
		if who != 0 {
			f.By = []model.ActorSet{who}
		}
		if len(part.sets) > 0 {
			out = append(out, Found[S]{f, part.fillings})
		}
	}
	return out
}

// endings lists how what is got for a duty can end among some states, each with where it has.
func (a *asker[S, M]) endings(id model.DutyID, states S) []ending[S] {
	d := &a.Pact.Duties[id]
	done := a.And(states, a.status(id, model.Performed))
	var out []ending[S]
	add := func(in model.InstrumentID, by model.ActorID, where S) {
		if !a.Empty(where) {
			out = append(out, ending[S]{in, by, where})
		}
	}
	a.eachLasting(d, func(in model.InstrumentID, fillings S) {
		ran, over := a.RanOut(in), a.And(a.And(done, fillings), a.Where(model.InstrumentIs{Instrument: in, Status: model.Ended}))
		add(in, model.None, a.And(over, ran))
		for k := range a.Pact.Powers {
			if w := &a.Pact.Powers[k]; w.Effect == model.Terminate && w.Target == in && w.Holder != d.Obligor {
				used := a.Where(model.PowerIs{Power: model.PowerID(k), Status: model.Used})
				add(in, w.Holder, a.And(a.Diff(over, ran), used))
			}
		}
	})
	return out
}

// eachLasting gives the instruments that a return needs to be in force, and the fillings in which it does.
func (a *asker[S, M]) eachLasting(d *model.Duty, yield func(model.InstrumentID, S)) {
	for _, c := range d.Return {
		a.EachSettled(c, func(settled model.Cond, fillings S) {
			model.Visit(settled, func(c model.Cond) {
				if in, ok := a.Pact.Lasting(c); ok {
					yield(in, fillings)
				}
			})
		})
	}
}

// outlasted is a shortest lawful course to where what was given stands and what was got has ended.
func (t *teller[S, M]) outlasted(f *Finding) {
	states, over := t.And(t.Reach(0), t.filling), t.None()
	for _, x := range t.endings(f.duty(), states) {
		over = t.Or(over, x.where)
		if !slices.Contains(f.ends, x.of) {
			f.ends = append(f.ends, x.of)
		}
	}
	moves, _, ok := t.path(t.first, t.From(t.Permitted(0), states), over)
	if !ok {
		panic("ask: a return that ends, without a course")
	}
	f.Course = t.course(moves)
}

func sayOutlasted(q words.Speaker, f *Finding) string {
	var ends, how []string
	for _, i := range f.ends {
		ends = append(ends, words.Thing(q.Pact, model.KindInstrument, int(i)))
	}
	if f.How == byTerm {
		how = append(how, "by its term")
	}
	if len(f.By) > 0 {
		how = append(how, "by a right of "+q.People(f.By[0])+" to end it")
	}
	return fmt.Sprintf("What %s under %s is for good, what it is given for (%s) is not: %s can end lawfully, %s.",
		q.Who(f.Party)+" "+course.Verb(q.Pact, f.Party, "gives", "give"), q.NameOf(f.Clause),
		q.Condition(model.And{Terms: q.Pact.Duties[f.duty()].Return}), course.List(ends, "and"), course.List(how, "or"))
}
