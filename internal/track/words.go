package track

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// view puts a standing into words.
type view struct {
	*Standing
	words.Speaker
}

// said is a move in words.
func (x *text) said(l machine.Label) string {
	q := words.Speaker{Pact: x.pact}
	return q.Retold(course.Capital(course.Said(x.m, l)))
}

// date is a day of the pact: "31 Mar 2006", "day 12".
func (v *view) date(day int) string {
	if v.Standing.Pact.Starts.IsZero() {
		return fmt.Sprintf("day %d", day)
	}
	return course.Date(v.Standing.Pact.Starts.Plus(day))
}

// at is a time as it was reported.
func (v *view) at(w record.When) string {
	switch {
	case !w.IsSet():
		return ""
	case w.Numbered():
		return v.date(w.Day)
	}
	out := course.Date(model.Date{Time: w.Date})
	if w.HasClock() {
		out += " " + strings.TrimPrefix(w.Text[len("2006-01-02"):], "T")
	}
	return out
}

// move is what a report says was done, and when.
func (v *view) move(r *Report) string {
	said := r.Said
	if said == "" {
		said = strings.TrimSpace(r.Event.Actor + ": " + r.Event.Move + " " + r.Event.Value)
	}
	if at := v.at(r.Event.When); at != "" {
		if until := v.at(r.Event.Until); until != "" {
			at += " to " + until
		}
		said += " (" + at + ")"
	}
	return said
}

// reported is the same with who says so.
func (v *view) reported(r *Report) string {
	return v.move(r) + ", " + v.by(r)
}

// by is who reports something, who else says so, and when it was said if that was later.
func (v *view) by(r *Report) string {
	out := "reported by " + course.List(append([]string{reporter(r.Event.Reporter)}, r.Confirmed...), "and")
	if told := r.Event.Recorded; told.IsSet() && v.at(told) != v.at(r.Event.When) {
		out += " on " + v.at(told)
	}
	return out
}

// clause is what a reader calls a clause.
func (v *view) clause(ref model.Ref) string { return v.Named(ref) }

// due is what is to be kept, until when, and how late it is.
func (v *view) due(d *Due) string {
	duty := &v.Standing.Pact.Duties[d.Duty]
	who := course.Capital(v.Who(duty.Obligor))
	verb := func(one, many string) string { return course.Verb(v.Standing.Pact, duty.Obligor, one, many) }
	if d.Breached {
		out := fmt.Sprintf("%s %s to %s", who, verb("was", "were"), v.Task(duty))
		if d.Deadline >= 0 {
			out += fmt.Sprintf(" until %s: %s late", v.date(d.Deadline), course.Days(-d.Left))
		}
		if !d.Culprit {
			out += ", though it was not in " + verb("its", "their") + " power alone"
		}
		return out
	}
	out := fmt.Sprintf("%s %s to %s", who, verb("has", "have"), v.Task(duty))
	switch {
	case d.Deadline < 0:
		out += ", with no last day"
	case d.Left < 0:
		out += fmt.Sprintf(" until %s: %s late by the calendar, though the step of %s is not over, and it still counts", v.date(d.Deadline), course.Days(-d.Left), course.Days(v.Tick))
	case d.Left == 0:
		out += ", today at the latest"
	default:
		out += fmt.Sprintf(" until %s: %s left", v.date(d.Deadline), course.Days(d.Left))
	}
	if d.CountsIn > 0 {
		out += "; it does not count before " + course.Days(d.CountsIn) + " have passed"
	}
	return out
}

// runs is what else runs out, and when.
func (v *view) runs(x *Runs) string {
	p := v.Standing.Pact
	out := ""
	switch x.Thing.Kind {
	case model.KindDecision:
		var by []string
		for _, id := range p.Decisions[x.Thing.Index].By {
			by = append(by, v.Who(id))
		}
		out = "What " + course.List(by, "or") + " can decide on " + v.Named(x.Thing) + " lapses"
	case model.KindPower:
		out = "The notice for " + v.Named(x.Thing) + " runs out"
	default:
		out = "The term of " + v.Named(x.Thing) + " ends"
	}
	if v.Tick > 1 {
		return out + " with the step that begins on " + v.date(x.Day)
	}
	return out + " on " + v.date(x.Day) + ": " + course.Days(x.Day-v.Day) + " left"
}

// fault is what was not kept, whose fault it was, and who says so.
func (v *view) fault(f *Fault) string {
	if f.in != v.Standing.Pact {
		v = &view{v.Standing, words.Speaker{Pact: f.in}}
	}
	out := v.date(f.Day) + ": " + course.Capital(v.clause(f.Clause)) + " "
	switch f.Kind {
	case Missed:
		out = v.date(f.Deadline) + ": " + course.Capital(v.clause(f.Clause)) + " was not kept by its last day"
		if f.Deadline < 0 {
			out = v.date(f.Day) + ": " + course.Capital(v.clause(f.Clause)) + " was breached"
		}
	case Broken:
		out += "was broken"
	case Hindered:
		out += "was made impossible by " + v.Who(f.Culprit) + ", before its last day"
	case Late:
		out += "was kept, " + course.Days(f.Day-f.Deadline) + " late"
	case WithinStep:
		out += "was kept, " + course.Days(f.Day-f.Deadline) + " late by the calendar; within a step of " + course.Days(v.Tick) + " this counts as in time"
	case Lapsed:
		out += "was let lapse, as it might"
	}
	switch {
	case f.Kind == Missed && f.Blamed:
		out += ", by a breach of " + v.Who(f.Culprit)
	case f.Kind == Missed:
		out += "; it was not in the power of " + v.Who(v.Bound(f.Clause)) + " alone"
	case f.Kind == Broken:
		out += " by " + v.Who(f.Culprit)
	}
	if f.by != nil {
		out += ", " + v.by(f.by)
	}
	return out
}

// thing is how a thing stands.
func (v *view) thing(x *Thing) string { return v.thingName(x.Ref) + ": " + words.Spaced(x.Reads) }

// thingName is what a thing is called in a list: by its label; a clause without one by what it asks of whom.
func (v *view) thingName(of model.Ref) string { return titled(v.Speaker, of) }

// score is how far a provision has been carried out.
func (v *view) score(s *Score) string {
	return fmt.Sprintf("%s: %s (%s)", v.thingName(s.Clause), scoreWords(s.Value), words.Spaced(s.Why))
}

func scoreWords(n int) string {
	if n < 0 {
		return "–, nothing is to be done"
	}
	return fmt.Sprintf("%d, %s", n, Scale[n])
}

// prospect is what can still become of a purpose.
func (v *view) prospect(p *Prospect) string {
	x := &v.Standing.Pact.Purposes[p.Purpose]
	out := "“" + x.Label + "”"
	if x.Label == "" {
		out = "“" + v.Plainly(x.Cond) + "”"
	}
	switch {
	case p.Holds:
		out += " is reached"
	case p.Within < 0:
		return out + " can be reached no more, whatever anybody does"
	case p.Within == 0:
		out += " can be reached at once if all help"
	default:
		out += " can be reached in " + course.Days(p.Within) + " if all help"
	}
	if !p.Holds && !p.Lawful {
		out += ", but not without a breach"
	}
	switch {
	case p.LostIn < 0:
		return out + "; nothing can put it out of reach for good"
	case p.LostIn == 0:
		out += "; it can be put out of reach for good at once"
	default:
		out += "; it can be out of reach for good in " + course.Days(p.LostIn)
	}
	if p.Broken {
		return out + ", by a breach"
	}
	return out + ", and that takes no breach"
}
