package track

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/carry"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Became says in one sentence what became of a thing by an amendment on a day. date puts a day of the pact into words.
func Became(old, new *model.Pact, it *carry.Item, day int, date func(int) string) string {
	x := became{words.Speaker{Pact: old}, words.Speaker{Pact: new}, it, day, date}
	if it.Rule == carry.Gone {
		return x.gone()
	}
	name := titled(x.new, it.New)
	was, is := words.Spaced(it.Was), words.Spaced(it.Is)
	switch it.Rule {
	case carry.Stood:
		return name + ": " + is + ", as before"
	case carry.Turned:
		return name + ": " + is + "; by the old text it was " + was
	case carry.Begins:
		return name + " is new, and begins as if it had been written on that day: " + is
	case carry.Another:
		return fmt.Sprintf("%s is that of %s now and begins anew (%s); what %s had under that name (%s) is gone", name,
			x.new.Who(holder(new, it.New)), is, x.old.Who(holder(old, it.Old)), was)
	case carry.Stays:
		return name + ": " + is + ", as before, though the text says something else now; what is settled stays settled"
	case carry.Unsigned, carry.Unseated, carry.Forgotten:
		return x.party(name)
	case carry.Unexcused:
		return name + ": what excused it is in the text no more, so it falls due on the day of the amendment"
	case carry.Asleep:
		return name + ": it stands in a text that is a draft now, and is owed only once that is in force"
	}
	return x.clock(name)
}

type became struct {
	old, new words.Speaker
	it       *carry.Item
	day      int
	date     func(int) string
}

// titled is what a thing is called at the beginning of a sentence.
func titled(q words.Speaker, of model.Ref) string {
	clause := of.Kind == model.KindDuty || of.Kind == model.KindBan || of.Kind == model.KindPower
	if clause && q.Pact.Declaration(of).Label == "" {
		return course.Capital(q.Named(of))
	}
	return strings.Trim(course.Thing(q.Pact, of), `"`)
}

// holder is whose promise or right a clause is.
func holder(p *model.Pact, of model.Ref) model.ActorID {
	switch of.Kind {
	case model.KindDuty:
		return p.Duties[of.Index].Obligor
	case model.KindBan:
		return p.Bans[of.Index].Bound
	}
	return p.Powers[of.Index].Holder
}

func (x *became) gone() string {
	was := words.Spaced(x.it.Was)
	out := titled(x.old, x.it.Old) + " is in the text no more; it was " + was
	if x.it.Old.Kind == model.KindDuty && (was == "due" || was == "breached" || strings.Contains(was, "suspended")) {
		out += ", and what was owed by it is owed no more"
	}
	return out
}

func (x *became) party(name string) string {
	switch x.it.Rule {
	case carry.Unseated:
		return fmt.Sprintf("%s had signed %s and is no party to it by the new text; the signature counts for nothing now", course.Capital(x.old.Who(x.it.Party)), name)
	case carry.Unsigned:
		return fmt.Sprintf("%s: the new text makes %s a party to it, and there is no signature; it stays as it is, and binds by the amendment alone", name, x.new.Who(x.it.Party))
	}
	return fmt.Sprintf("%s: whether it was done by %s before is not known, for the old text did not have to remember it; it counts as not done", name, x.new.Who(x.it.Party))
}

// clock tells of what is counted otherwise than before.
func (x *became) clock(name string) string {
	was, is := "none", "none"
	if x.it.Before >= 0 {
		was = x.date(x.day + x.it.Before)
	}
	if x.it.Days >= 0 {
		is = x.date(x.day + x.it.Days)
	}
	switch x.it.Rule {
	case carry.Moved:
		return fmt.Sprintf("%s: the last day is %s, counted as if the new text had been there from the first; by the old text it was %s", name, is, was)
	case carry.Past:
		return fmt.Sprintf("%s: by the new text the last day would be over, so it is %s, the day of the amendment; by the old text it was %s", name, is, was)
	case carry.FromToday:
		return fmt.Sprintf("%s: the last day is %s, counted from the amendment, for the old text did not count from any day (its last day: %s)", name, is, was)
	case carry.Stopped:
		return fmt.Sprintf("%s: there is no last day any more; by the old text it was %s", name, was)
	case carry.Resumes:
		return fmt.Sprintf("%s: it is suspended, and once it is taken up again there are %s left; by the old text %s", name, daysLeft(x.it.Days), daysLeft(x.it.Before))
	case carry.Waits:
		return fmt.Sprintf("%s: it counts in %s; by the old text in %s", name, course.Days(x.it.Days), course.Days(x.it.Before))
	}
	return fmt.Sprintf("%s: it comes round in %s; by the old text %s", name, course.Days(x.it.Days), rhythm(x.it.Before))
}

// daysLeft is a number of days, if there is a last one.
func daysLeft(days int) string {
	if days < 0 {
		return "days without end"
	}
	return course.Days(days)
}

func rhythm(days int) string {
	if days < 0 {
		return "not at all"
	}
	return "in " + course.Days(days)
}
