package brief

import (
	"cmp"
	"context"
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/points"
	"github.com/servanda-lang/servanda/internal/statement"
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
			cmp.Compare(len(a.Comes), len(b.Comes)), cmp.Compare(len(a.Stays), len(b.Stays)))
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
	now := statement.Of(a)
	for _, i := range n.Leads() {
		if s := statement.Find(now, n.Statements[i].ID); s == nil || s.Sentence != n.Statements[i].Sentence {
			t.Goes = append(t.Goes, i)
		}
	}
	had := map[string]bool{}
	for i := range n.Answer.Findings {
		for _, k := range points.Keys(&n.Answer.Findings[i].Finding) {
			had[k] = true
		}
	}
	t.tell(n, a, func(key string) bool { return !had[key] })
	return t
}

// turnsInAll finds, in the answer for all fillings, the answers with which a statement holds nowhere, and what then holds
// where it did not hold with another answer with which the statement did.
func (n *Note) turnsInAll(ctx context.Context) []Turn {
	space := fillings.Over(ctx, n.Pact, nil)
	var out []Turn
	for _, i := range n.Leads() {
		for _, b := range n.Statements[i].Where.Never {
			k := slices.IndexFunc(out, func(t Turn) bool { return t.Answer == b })
			if k < 0 {
				k, out = len(out), append(out, Turn{Answer: b})
			}
			out[k].Goes = append(out[k].Goes, i)
		}
	}
	holds := n.claims(space)
	for k := range out {
		t := &out[k]
		undone := space.None()
		for _, i := range t.Goes {
			for _, f := range n.Statements[i].About {
				undone = space.Or(undone, where(space, &n.Answer.Findings[f]))
			}
		}
		t.tell(n, n.Answer, func(key string) bool {
			came := space.Diff(space.Switched(holds[key], t.Answer.Point, t.Answer.Value), holds[key])
			return !space.Empty(space.And(came, undone))
		})
	}
	return out
}

// claims are the fillings in which each claim holds.
func (n *Note) claims(space *fillings.Space) map[string]fillings.Set {
	out := map[string]fillings.Set{}
	for i := range n.Answer.Findings {
		f := &n.Answer.Findings[i]
		for _, k := range points.Keys(&f.Finding) {
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

// tell says the claims that are new. Those of the same kind, about a clause of which something goes, are what stays of that.
func (t *Turn) tell(n *Note, a *inquiry.Answer, isNew func(key string) bool) {
	var stay, come []ask.Finding
	for i := range a.Findings {
		f := a.Findings[i].Finding
		same := slices.ContainsFunc(t.Goes, func(g int) bool {
			return slices.ContainsFunc(n.Statements[g].About, func(k int) bool {
				was := &n.Answer.Findings[k]
				return was.Code == f.Code && was.Clause == f.Clause && was.Purpose == f.Purpose
			})
		})
		switch {
		case a.Findings[i].Accepted != nil:
		case same:
			stay = append(stay, f)
		default:
			come = append(come, f)
			t.Grave = t.Grave || f.Severity == codes.Serious && slices.ContainsFunc(points.Keys(&f), isNew)
		}
	}
	t.Stays, t.Comes = n.lesser(stay, isNew), points.Told(n.Pact, come, isNew)
}

// lesser says what stays of a loss: what it then takes.
func (n *Note) lesser(of []ask.Finding, isNew func(key string) bool) string {
	var breaks []model.ActorSet
	careless := ""
	for i := range of {
		f := &of[i]
		switch keys := points.Keys(f); {
		case len(keys) == 0 || !isNew(keys[0]) || f.Party == model.None:
		case f.Defectors != 0 && !slices.Contains(breaks, f.Defectors):
			breaks = append(breaks, f.Defectors)
		case f.Defectors == 0 && f.Class == ask.WithCare:
			careless = "carelessness of " + n.Who(f.Party)
		}
	}
	var out []string
	if careless != "" {
		out = append(out, careless)
	}
	if len(breaks) > 0 {
		var who []string
		for _, set := range breaks {
			who = append(who, n.People(set))
		}
		out = append(out, "a breach by "+course.List(who, "or"))
	}
	if len(out) == 0 {
		return ""
	}
	return "It then takes " + course.List(out, "or") + "."
}
