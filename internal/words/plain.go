package words

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/model"
)

// What a reader is told who has never seen the pact: no name of a clause, fact or value that only its author knows. What has
// no label is told by who does what.

// Named is a thing as such a reader knows it: a clause by its label, else by what it asks of whom.
func (q Speaker) Named(ref model.Ref) string {
	d := q.Pact.Declaration(ref)
	switch {
	case d == nil:
		return "the pact"
	case ref.Kind == model.KindActor:
		return q.Who(model.ActorID(ref.Index))
	case ref.Kind == model.KindInstrument && d.Label != "":
		return course.Thing(q.Pact, ref)
	case d.Label != "":
		return "“" + d.Label + "”"
	}
	q.within++
	switch ref.Kind {
	case model.KindDuty, model.KindBan:
		if q.within > deepest {
			return "a promise of " + q.Who(q.Bound(ref))
		}
		return q.promise(ref)
	case model.KindPower:
		w := &q.Pact.Powers[ref.Index]
		if q.within > deepest {
			return "a right of " + q.Who(w.Holder)
		}
		return "the right of " + q.Who(w.Holder) + " to " + q.Right(w)
	}
	return Spaced(d.Name)
}

// deepest is how many clauses are told within one another.
const deepest = 2

// promise is a duty or a ban without a label: "the promise of Northland not to seize the hill".
func (q Speaker) promise(ref model.Ref) string {
	return "the promise of " + q.Who(q.Bound(ref)) + " " + q.Promised(ref)
}

// Bound is whom a duty or a ban binds; None if it is neither.
func (q Speaker) Bound(ref model.Ref) model.ActorID {
	switch ref.Kind {
	case model.KindDuty:
		return q.Pact.Duties[ref.Index].Obligor
	case model.KindBan:
		return q.Pact.Bans[ref.Index].Bound
	}
	return model.None
}

// Promised is what a duty or a ban asks, after "promises": "to pull back", "not to seize the hill".
func (q Speaker) Promised(ref model.Ref) string {
	if ref.Kind == model.KindBan {
		return "not to " + q.Act(q.Pact.Bans[ref.Index].Act)
	}
	return "to " + q.Task(&q.Pact.Duties[ref.Index])
}

// Act is what doing an act is.
func (q Speaker) Act(id model.ActID) string { return course.Plain(&q.Pact.Acts[id].Decl) }

// Task is what a duty asks for.
func (q Speaker) Task(d *model.Duty) string {
	if d.Ensure != nil {
		return "see to it that " + q.Plainly(d.Ensure)
	}
	if len(d.Acts) == 1 {
		return q.Act(d.Acts[0])
	}
	var parts []string
	for _, a := range d.Acts {
		parts = append(parts, "“"+q.Act(a)+"”")
	}
	return "do one of these: " + course.List(parts, "or")
}

// Right is what a power lets its holder do.
func (q Speaker) Right(w *model.Power) string {
	target := func() string { return q.Named(model.Ref{Kind: model.KindInstrument, Index: int(w.Target)}) }
	switch w.Effect {
	case model.Suspend:
		return "suspend " + target()
	case model.Resume:
		return "resume " + target()
	case model.Terminate:
		return "end " + target()
	case model.Excuse:
		return "waive " + q.Named(model.Ref{Kind: model.KindDuty, Index: int(w.Duty)})
	}
	f := &q.Pact.Facts[w.Fact]
	return fmt.Sprintf("make %s %s", q.Named(model.Ref{Kind: model.KindFact, Index: int(w.Fact)}), q.value(f, w.Value))
}

// value is a value of a fact; one that is called as an actor is, is that actor.
func (q Speaker) value(f *model.Fact, v int) string {
	if f.Values == nil {
		return fmt.Sprint(v)
	}
	return q.Word(f.Values[v])
}

// Word is a value as a person reads it: with spaces, and with actors called as they are: "begun by Northland".
func (q Speaker) Word(value string) string {
	parts := strings.Split(value, "_")
	for k, part := range parts {
		for i := range q.Pact.Actors {
			if a := &q.Pact.Actors[i]; a.Name == part && a.Label != "" {
				parts[k] = a.Label
			}
		}
	}
	return strings.Join(parts, " ")
}

// Plainly puts a condition into words for such a reader.
func (q Speaker) Plainly(c model.Cond) string { return q.plainly(c, true) }

func (q Speaker) plainly(c model.Cond, holds bool) string {
	switch c := c.(type) {
	case model.And:
		return q.joined(c.Terms, holds, map[bool]string{true: " and ", false: " or "}[holds])
	case model.Or:
		return q.joined(c.Terms, holds, map[bool]string{true: " or ", false: " and "}[holds])
	case model.Not:
		return q.plainly(c.Term, !holds)
	}
	subject, is := q.atom(c)
	if is == "" {
		return course.Condition(q.Pact, c, holds)
	}
	return subject + said(is, holds)
}

// said is what is said of a subject, or denied of it.
func said(is string, holds bool) string {
	verb := " is "
	if rest, past := strings.CutPrefix(is, "was "); past {
		verb, is = " was ", rest
	}
	if !holds {
		verb += "not "
	}
	return verb + is
}

// joined is several conditions in a row; what is said of one thing is said once: "the hill is nobody or Northland".
func (q Speaker) joined(terms []model.Cond, holds bool, word string) string {
	var parts []string
	last := ""
	for _, t := range terms {
		subject, is := q.atom(t)
		if is != "" && subject == last && holds {
			parts[len(parts)-1] += word + is
			continue
		}
		last = subject
		s := q.plainly(t, holds)
		switch t.(type) {
		case model.And, model.Or:
			s = "(" + s + ")"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, word)
}

// kept is what the bare name of a promise says of it.
func (q Speaker) kept(ref model.Ref) string {
	if ref.Kind == model.KindDuty && !q.Pact.Duties[ref.Index].Recurs() {
		return "performed"
	}
	return "in force and kept"
}

// InReturn is what something is given for; promises of which the same is asked are told together.
func (q Speaker) InReturn(terms []model.Cond) string {
	if len(terms) == 1 {
		return q.Plainly(terms[0])
	}
	var of []string
	is := ""
	for _, t := range terms {
		c, kept := t.(model.Kept)
		if !kept || q.Bound(c.Thing) == model.None || q.Pact.Declaration(c.Thing).Label != "" || is != "" && is != q.kept(c.Thing) {
			return q.Plainly(model.And{Terms: terms})
		}
		is, of = q.kept(c.Thing), append(of, "of "+q.Who(q.Bound(c.Thing))+" "+q.Promised(c.Thing))
	}
	if len(of) < 2 {
		return q.Plainly(model.And{Terms: terms})
	}
	return "the promises " + course.List(of, "and") + " are " + is
}

// atom is a simple condition as its subject and what it is; nothing for one of another kind.
func (q Speaker) atom(c model.Cond) (subject, is string) {
	ref, simple := model.Subject(c)
	if !simple {
		return "", ""
	}
	_, is = course.Atom(q.Pact, c)
	switch c := c.(type) {
	case model.Kept:
		if q.Bound(ref) != model.None {
			is = q.kept(ref)
		}
	case model.FactIs:
		is = q.value(&q.Pact.Facts[c.Fact], c.Value)
	case model.PointIs:
		is = q.Answers(c.Point, []int{c.Value})
	}
	if ref.Kind == model.KindPoint {
		return q.Question(model.PointID(ref.Index)), is
	}
	return q.Named(ref), is
}
