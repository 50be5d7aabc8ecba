package brief

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/points"
	"github.com/servanda-lang/servanda/model"
)

// Turn is one other answer to one open point, and what changes by it. In the note of one reading it is the change against
// that reading. In the note of all it is what the answer undoes in every reading, and what it brings about in at least one in
// which something of that held.
type Turn struct {
	Answer model.Binding
	Goes   []int    // indexes of statements that do not hold with it
	Stays  string   // what there still is of these, which is less; empty if nothing
	Comes  []string // what there is in their place, of what points tells of
	Grave  bool     // something of that is serious
	Others int      // how many matters of other kinds come, notes apart
}

// turns looks for the answers that undo a statement of the bottom line. Those that bring nothing serious come first; of these
// those that undo most, and then those that bring least.
func (n *Note) turns(ctx context.Context, answer Asker) ([]Turn, error) {
	var out []Turn
	var err error
	if n.Reading == model.None {
		err = fillings.Try(func() { out = n.turnsInAll(ctx) })
	} else {
		out, err = n.turnsOfReading(ctx, answer)
	}
	slices.SortStableFunc(out, func(a, b Turn) int {
		grave := map[bool]int{true: 1}
		return cmp.Or(cmp.Compare(grave[a.Grave], grave[b.Grave]), cmp.Compare(len(b.Goes), len(a.Goes)), cmp.Compare(a.Goes[0], b.Goes[0]),
			cmp.Compare(len(a.Comes), len(b.Comes)), cmp.Compare(a.Others, b.Others), cmp.Compare(len(a.Stays), len(b.Stays)))
	})
	return out, err
}

// turnsOfReading answers the pact anew for each other answer to each point.
func (n *Note) turnsOfReading(ctx context.Context, answer Asker) ([]Turn, error) {
	var out []Turn
	for pt := range n.Pact.Points {
		id := model.PointID(pt)
		fixed := slices.DeleteFunc(slices.Clone(n.fixes()), func(b model.Binding) bool { return b.Point == id })
		for v := range n.Pact.Points[pt].Values {
			turned := model.Binding{Point: id, Value: v}
			if slices.Contains(n.fixes(), turned) {
				continue
			}
			a, err := answer(ctx, append(slices.Clone(fixed), turned))
			if err != nil {
				return nil, err
			}
			if a.Unfinished != nil {
				return nil, a.Unfinished
			}
			if t := n.against(turned, a); len(t.Goes) > 0 {
				out = append(out, t)
			}
		}
	}
	return out, nil
}

// against compares the reading with it turned in one point.
func (n *Note) against(turned model.Binding, a *inquiry.Answer) Turn {
	t := Turn{Answer: turned}
	had, has := map[string]bool{}, map[string]bool{}
	for i := range n.Answer.Findings {
		note(had, &n.Answer.Findings[i])
	}
	for i := range a.Findings {
		note(has, &a.Findings[i])
	}
	for _, i := range n.Leads() {
		if !slices.ContainsFunc(a.Findings, func(f inquiry.Across) bool { return n.says(i, &f.Finding) }) {
			t.Goes = append(t.Goes, i)
		}
	}
	t.tell(n, a, func(key string) bool { return has[key] && !had[key] })
	return t
}

// matter is what a finding says, whoever can bring it about, whose help it takes, and however long it lasts.
func matter(f *ask.Finding) string {
	return fmt.Sprint(f.Code, f.Clause, f.Purpose, f.Party, f.Defectors, f.Class)
}

// says reports whether a finding says what a statement's sentence says, or worse: the same, with no more breaches and no less
// helplessly.
func (n *Note) says(i int, f *ask.Finding) bool {
	return slices.ContainsFunc(n.Statements[i].About, func(k int) bool {
		was := &n.Answer.Findings[k]
		return alike(&was.Finding, f) && f.Defectors.Within(was.Defectors) && f.Class >= was.Class
	})
}

// alike reports whether two findings are of one kind, about the same.
func alike(f, g *ask.Finding) bool {
	return f.Code == g.Code && f.Clause == g.Clause && f.Purpose == g.Purpose && f.Party == g.Party
}

// note adds the matter of a finding to a set, and what points calls its claims.
func note(set map[string]bool, f *inquiry.Across) {
	set[matter(&f.Finding)] = true
	for _, k := range points.Keys(&f.Finding) {
		set[k] = true
	}
}

// turnsInAll finds, in the answer for all fillings, the answers with which nothing is found of the matters of a statement, and what then
// holds where it did not hold with another answer with which something of them was found.
func (n *Note) turnsInAll(ctx context.Context) []Turn {
	space := fillings.Over(ctx, n.Pact, nil)
	holds := n.sets(space)
	var out []Turn
	for pt := range n.Pact.Points {
		for v := range n.Pact.Points[pt].Values {
			t := Turn{Answer: model.Binding{Point: model.PointID(pt), Value: v}}
			with, undone := space.Where(t.Answer.Point, v), space.None()
			for _, i := range n.Leads() {
				in := space.None()
				for k := range n.Answer.Findings {
					if f := &n.Answer.Findings[k]; n.says(i, &f.Finding) {
						in = space.Or(in, where(space, f))
					}
				}
				if space.Empty(space.And(in, with)) {
					t.Goes, undone = append(t.Goes, i), space.Or(undone, in)
				}
			}
			if len(t.Goes) == 0 {
				continue
			}
			t.tell(n, n.Answer, func(key string) bool {
				came := space.Diff(space.Switched(holds[key], t.Answer.Point, v), holds[key])
				return !space.Empty(space.And(came, undone))
			})
			out = append(out, t)
		}
	}
	return out
}

// sets are the fillings in which each matter, and each claim, holds.
func (n *Note) sets(space *fillings.Space) map[string]fillings.Set {
	out := map[string]fillings.Set{}
	for i := range n.Answer.Findings {
		f := &n.Answer.Findings[i]
		keys := map[string]bool{}
		note(keys, f)
		for k := range keys {
			if _, known := out[k]; !known {
				out[k] = space.None()
			}
			out[k] = space.Or(out[k], where(space, f))
		}
	}
	return out
}

// where is the fillings in which a finding holds.
func where(space *fillings.Space, f *inquiry.Across) fillings.Set {
	if f.Always {
		return space.Valid()
	}
	return space.Of(f.When, f.Except)
}

// tell says what is new. What is of the same kind, about a clause or a purpose of which something goes, is what stays of that.
func (t *Turn) tell(n *Note, a *inquiry.Answer, isNew func(key string) bool) {
	var stay, come []ask.Finding
	others := map[string]bool{}
	for i := range a.Findings {
		f := a.Findings[i].Finding
		switch {
		case a.Findings[i].Accepted != nil:
		case t.same(n, &f):
			stay = append(stay, f)
		default:
			come = append(come, f)
			keys := points.Keys(&f)
			if len(keys) == 0 && f.Severity != codes.Note && isNew(matter(&f)) {
				keys, others[matter(&f)] = []string{matter(&f)}, true
			}
			t.Grave = t.Grave || f.Severity == codes.Serious && slices.ContainsFunc(keys, isNew)
		}
	}
	t.Others = len(others)
	t.Stays, t.Comes = n.lesser(stay, isNew), points.Told(n.Pact, come, isNew)
}

// same reports whether a finding is alike one of a statement that goes.
func (t *Turn) same(n *Note, f *ask.Finding) bool {
	return slices.ContainsFunc(t.Goes, func(g int) bool {
		return slices.ContainsFunc(n.Statements[g].About, func(k int) bool { return alike(&n.Answer.Findings[k].Finding, f) })
	})
}

// lesser says what stays of a loss: what it then takes.
func (n *Note) lesser(of []ask.Finding, isNew func(key string) bool) string {
	var takes, breaks []string
	add := func(to []string, text string) []string {
		if !slices.Contains(to, text) {
			to = append(to, text)
		}
		return to
	}
	for i := range of {
		f := &of[i]
		switch {
		case f.Party == model.None || !isNew(matter(f)):
		case f.Defectors != 0:
			breaks = add(breaks, n.People(f.Defectors))
		case f.Class == ask.WithCare:
			takes = add(takes, "carelessness of "+n.Who(f.Party))
		case f.Class == ask.AtPrice:
			takes = add(takes, "that "+n.Who(f.Party)+" will not pay the price of avoiding it")
		}
	}
	if len(breaks) > 0 {
		takes = append(takes, "a breach by "+course.List(breaks, "or"))
	}
	if len(takes) == 0 {
		return ""
	}
	return "It then takes " + course.List(takes, "or") + "."
}
