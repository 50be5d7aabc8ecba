package brief

import (
	"cmp"
	"context"
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/model"
)

// Turn is one other answer to one open point, and what changes by it. Of the note of one reading it is the change against
// that reading. Of the note of all: what the answer undoes in every reading, and what it brings about in at least one in which
// something was undone.
type Turn struct {
	Answer model.Binding
	Goes   []int                 // indexes of statements that do not hold with it
	Stays  []statement.Statement // what there still is of these, the lesser for it
	Comes  []statement.Statement // what there is in their place
}

// turns looks for the answers that undo a statement of the bottom line; those that undo most and bring least come first.
func (n *Note) turns(ctx context.Context, ask Asker) ([]Turn, error) {
	var out []Turn
	var err error
	if n.Reading == model.None {
		err = fillings.Try(func() { out = n.turnsInAll(ctx) })
	} else {
		out, err = n.turnsOfReading(ctx, ask)
	}
	slices.SortStableFunc(out, func(a, b Turn) int {
		return cmp.Or(cmp.Compare(a.Goes[0], b.Goes[0]), cmp.Compare(len(b.Goes), len(a.Goes)), cmp.Compare(weight(a.Comes), weight(b.Comes)))
	})
	return out, err
}

// weight is how much statements count as a price.
func weight(ss []statement.Statement) int {
	w := 0
	for _, s := range ss {
		w += map[codes.Severity]int{codes.Serious: 100, codes.Warning: 1}[s.Severity]
	}
	return w
}

// turnsOfReading answers the pact anew for each other answer to each point.
func (n *Note) turnsOfReading(ctx context.Context, ask Asker) ([]Turn, error) {
	var out []Turn
	for pt := range n.Pact.Points {
		id := model.PointID(pt)
		for v := range n.Pact.Points[pt].Values {
			turned := model.Binding{Point: id, Value: v}
			if slices.Contains(n.fixes(), turned) {
				continue
			}
			fixed := slices.DeleteFunc(slices.Clone(n.fixes()), func(b model.Binding) bool { return b.Point == id })
			a, err := ask(ctx, append(fixed, turned))
			if err != nil || a.Unfinished != nil {
				return nil, cmp.Or[error](err, a.Unfinished)
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
	now := statement.Of(a)
	for _, i := range n.leads() {
		if s := statement.Find(now, n.Statements[i].ID); s == nil || s.Sentence != n.Statements[i].Sentence {
			t.Goes = append(t.Goes, i)
		}
	}
	had := map[string]bool{}
	for i := range n.Answer.Findings {
		had[n.Answer.Findings[i].Key()] = true
	}
	t.tell(n, a, func(f *inquiry.Across) bool { return !had[f.Key()] })
	return t
}

// turnsInAll finds, in the answer for all fillings, the answers with which a statement holds nowhere, and what then holds
// where it did not hold with another answer with which the statement did.
func (n *Note) turnsInAll(ctx context.Context) []Turn {
	space := fillings.Over(ctx, n.Pact, nil)
	var out []Turn
	for _, i := range n.leads() {
		for _, b := range n.Statements[i].Where.Never {
			k := slices.IndexFunc(out, func(t Turn) bool { return t.Answer == b })
			if k < 0 {
				k, out = len(out), append(out, Turn{Answer: b})
			}
			out[k].Goes = append(out[k].Goes, i)
		}
	}
	for k := range out {
		t := &out[k]
		undone := space.None()
		for _, i := range t.Goes {
			for _, f := range n.Statements[i].About {
				undone = space.Or(undone, where(space, &n.Answer.Findings[f]))
			}
		}
		t.tell(n, within(n.Answer, t.Answer), func(f *inquiry.Across) bool {
			w := where(space, f)
			came := space.Diff(space.Switched(w, t.Answer.Point, t.Answer.Value), w)
			return !space.Empty(space.And(came, undone))
		})
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

// within is an answer as it is for the fillings with one answer to one point, for statements to be made of. It keeps where
// each finding holds by the original cubes, less the point itself.
func within(a *inquiry.Answer, b model.Binding) *inquiry.Answer {
	out := *a
	out.Findings = nil
	for _, f := range a.Findings {
		f.When, f.Except = narrowed(f.When, b), narrowed(f.Except, b)
		if f.Always || len(f.When) > 0 {
			out.Findings = append(out.Findings, f)
		}
	}
	return &out
}

// narrowed keeps of cubes what has the answer.
func narrowed(cs []inquiry.Cube, b model.Binding) []inquiry.Cube {
	var out []inquiry.Cube
	for _, c := range cs {
		fits := !slices.ContainsFunc(c, func(l inquiry.Literal) bool {
			return l.Point == b.Point && !slices.Contains(l.Values, b.Value)
		})
		if fits {
			out = append(out, c)
		}
	}
	return out
}

// tell makes statements of the findings that are new. Those that say of the same matter what was said before, only less, are
// what stays of it.
func (t *Turn) tell(n *Note, a *inquiry.Answer, isNew func(*inquiry.Across) bool) {
	only := *a
	only.Findings = slices.DeleteFunc(slices.Clone(a.Findings), func(f inquiry.Across) bool {
		return f.Accepted != nil || f.Severity == codes.Note || !isNew(&f)
	})
	for _, s := range statement.Of(&only) {
		same := slices.ContainsFunc(t.Goes, func(i int) bool {
			return s.Cause == n.Statements[i].Cause && slices.ContainsFunc(s.Clauses, func(r model.Ref) bool { return slices.Contains(n.Statements[i].Clauses, r) })
		})
		if same {
			t.Stays = append(t.Stays, s)
		} else {
			t.Comes = append(t.Comes, s)
		}
	}
}
