package findings

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/model"
)

// The sentences of findings that come of the graph: what is wrong, and what would mend it.

// say puts a finding into a sentence; movers are the actors that ever have a move.
func (q speaker) say(f *Finding, movers model.ActorSet) {
	switch f.Code {
	case Stuck, Veto, Limbo:
		f.Message, f.Mend = q.sayOfPurpose(f, &q.pact.Purposes[f.Purpose])
	case Toothless:
		d := q.pact.Declaration(f.Clause)
		f.Message = fmt.Sprintf("%s has no teeth: if %s %s it, nothing in the pact follows.", q.nameOf(f.Clause), q.who(f.Party), course.Verb(q.pact, f.Party, "breaks", "break"))
		f.Mend = fmt.Sprintf("Say what follows: a power, a duty or an end `when %s is breached`, or let something else wait for it to be performed.", d.Name)
	case Idle:
		f.Message = fmt.Sprintf("%s can never apply.", q.nameOf(f.Clause))
		f.Mend = "Look at the conditions it hangs on, or leave it out."
	default:
		f.Message, f.Mend = q.sayOfDuty(f, &q.pact.Duties[f.Clause.Index], movers)
	}
}

func (q speaker) sayOfPurpose(f *Finding, p *model.Purpose) (message, mend string) {
	name := purposeName(p)
	switch f.Code {
	case Stuck:
		return fmt.Sprintf("%s cannot be reached as long as everybody keeps their word.", course.Capital(name)),
			"Break the ring: let one of these conditions stand without the next, or let them be fulfilled at the same time."
	case Veto:
		return fmt.Sprintf("%s can lawfully keep %s from ever being reached, though all others help.", q.together(f.By[0]), name),
			"Say what happens if nothing is decided or done within a time, or let somebody else bring it about as well."
	}
	return fmt.Sprintf("Everybody has signed, %s is not reached, and nothing ever has to happen: the deal can stay like this for ever.", name),
		"Give the step that is waited for a deadline, or say what follows if it does not come."
}

func (q speaker) sayOfDuty(f *Finding, d *model.Duty, movers model.ActorSet) (message, mend string) {
	name, who := thingOf(q.pact, d), q.who(d.Obligor)
	verb := func(singular, plural string) string { return course.Verb(q.pact, d.Obligor, singular, plural) }
	switch f.Code {
	case Exposed:
		return q.exposure(f) + q.deniers(f.By, "; "),
			fmt.Sprintf("Let %s fall due only once what it is given for is there, or give in instalments, or give %s a remedy that restores it.", name, who)
	case Dependent:
		return fmt.Sprintf("%s alone cannot be sure to keep %s (%s); %s the help of %s.", who, name, q.doing(d), verb("it needs", "they need"), q.eitherOf(f.Needs)),
			fmt.Sprintf("Excuse %s while that help is missing (`unless …`), or let %s fall due only once it is there.", who, name)
	case Conflict:
		return fmt.Sprintf("%s can keep %s (%s) only by breaking another promise.", who, name, q.doing(d)),
			"Give one of the two promises way: an exception, an excuse or another date."
	case Impossible:
		return fmt.Sprintf("%s cannot be sure to keep %s (%s), whoever helps.", who, name, q.doing(d)),
			fmt.Sprintf("Let %s fall due only when it can be done, give it more time, or excuse it when it cannot.", name)
	case Hollow:
		return fmt.Sprintf("%s is hollow: when called upon, %s can lawfully see to it by %s that nothing follows.", name, who, verb("itself", "themselves")),
			"Name a least act that is owed in any case and a day by which it is due, or take away the way out."
	case BlankCheque:
		return fmt.Sprintf("%s is a blank cheque: %s can make it fall due again and again for ever, and %s %s no way out.", name, q.people(callers(q.pact, d)&movers), who, verb("has", "have")),
			"Give the instrument a term or the obligor an exit on notice, bound how often it can be called upon, or let somebody else judge the call."
	}
	panic("findings: a finding of unknown kind")
}

// exposure says who is exposed, and to whom, without the full stop.
func (q speaker) exposure(f *Finding) string {
	d := &q.pact.Duties[f.Clause.Index]
	how := "Nobody has to break a promise for it"
	if f.Defectors != 0 {
		how = "It takes a breach by " + q.people(f.Defectors)
	}
	return fmt.Sprintf("%s can be left with nothing after having given: once %s falls due %s this for (%s). %s",
		q.who(d.Obligor), thingOf(q.pact, d),
		course.Verb(q.pact, d.Obligor, "it cannot make sure that it gets what it gives", "they cannot make sure that they get what they give"),
		q.condition(model.And{Terms: d.Return}), how)
}

// deniers says who can deny the return of an exposure, after some words that lead to it.
func (q speaker) deniers(by []model.ActorSet, lead string) string {
	if len(by) == 0 {
		return lead + "when it falls due nobody can bring that about any more."
	}
	return lead + q.eitherOf(by) + " can deny it though all others help."
}
