package compare

import (
	"github.com/servanda-lang/servanda/model"
)

// An aspect is one thing that a declaration says: when a duty falls due, how long a term is. Drafts are
// compared aspect by aspect, and a draft is changed aspect by aspect to try what a change brings about.
type aspect struct {
	get func(p *model.Pact, i int) any    // in the numbers of the pact
	set func(p *model.Pact, i int, x any) // x is something that get gave
	phrase
}

// phrase says an aspect in words: "X" + now + say, "X" + not + say. What say gives is empty if the
// declaration says nothing about it.
type phrase struct {
	now, not string
	say      func(p *model.Pact, i int) string
}

// of makes an aspect of a part of declarations of one type.
func of[D, X any](all func(*model.Pact) []D, part func(*D) X, put func(*D, X), now, not string, say func(p *model.Pact, d *D) string) aspect {
	return aspect{
		get:    func(p *model.Pact, i int) any { return part(&all(p)[i]) },
		set:    func(p *model.Pact, i int, x any) { put(&all(p)[i], x.(X)) },
		phrase: phrase{now, not, func(p *model.Pact, i int) string { return say(p, &all(p)[i]) }},
	}
}

// The parts that only together make sense.
type (
	actorIs struct {
		Kind model.ActorKind
		Of   model.ActorID
	}
	factRange struct {
		Values    []string
		Low, High int
	}
	dutyAsks struct {
		Acts   []model.ActID
		Ensure model.Cond
	}
	dutyDeadline struct {
		Within *model.Amount
		By     *model.Date
	}
	dutyTrigger struct {
		Once model.Cond
		Upon model.ActID
	}
	powerDoes struct {
		Effect model.PowerEffect
		Target model.InstrumentID
		Duty   model.DutyID
		Fact   model.FactID
		Value  int
	}
	cond   struct{ model.Cond }
	conds  struct{ All []model.Cond }
	amount struct{ *model.Amount }
)

// does is what using a power does, with nothing in the places that its kind of effect has no use for.
func does(w *model.Power) powerDoes {
	out := powerDoes{Effect: w.Effect, Target: model.None, Duty: model.None, Fact: model.None}
	switch w.Effect {
	case model.Excuse:
		out.Duty = w.Duty
	case model.SetFact:
		out.Fact, out.Value = w.Fact, w.Value
	default:
		out.Target = w.Target
	}
	return out
}

// The declarations of each kind.
func actors(p *model.Pact) []model.Actor           { return p.Actors }
func facts(p *model.Pact) []model.Fact             { return p.Facts }
func acts(p *model.Pact) []model.Act               { return p.Acts }
func decisions(p *model.Pact) []model.Decision     { return p.Decisions }
func instruments(p *model.Pact) []model.Instrument { return p.Instruments }
func duties(p *model.Pact) []model.Duty            { return p.Duties }
func bans(p *model.Pact) []model.Ban               { return p.Bans }
func powers(p *model.Pact) []model.Power           { return p.Powers }

// aspects lists what declarations of a kind say.
var aspects = map[model.Kind][]aspect{
	model.KindActor: {
		of(actors, func(a *model.Actor) actorIs { return actorIs{a.Kind, a.Of} }, func(a *model.Actor, x actorIs) { a.Kind, a.Of = x.Kind, x.Of },
			"is now", "is no longer", actorWords),
	},
	model.KindFact: {
		of(facts, func(f *model.Fact) factRange { return factRange{f.Values, f.Low, f.High} },
			func(f *model.Fact, x factRange) { f.Values, f.Low, f.High = x.Values, x.Low, x.High },
			"is now one of", "is no longer one of", rangeWords),
	},
	model.KindAct: {
		of(acts, func(a *model.Act) []model.ActorID { return a.By }, func(a *model.Act, x []model.ActorID) { a.By = x },
			"can now be done by", "can no longer be done by", func(p *model.Pact, a *model.Act) string { return either(p, a.By) }),
		of(acts, func(a *model.Act) cond { return cond{a.When} }, func(a *model.Act, x cond) { a.When = x.Cond },
			"can now be done only when", "no longer needs that", func(p *model.Pact, a *model.Act) string { return when(p, a.When) }),
		of(acts, func(a *model.Act) []model.Effect { return a.Effects }, func(a *model.Act, x []model.Effect) { a.Effects = x },
			"now makes that", "no longer makes that", effectsWords),
		of(acts, func(a *model.Act) bool { return a.Irreversible }, func(a *model.Act, x bool) { a.Irreversible = x },
			"now counts as", "no longer counts as", func(_ *model.Pact, a *model.Act) string { return said(a.Irreversible, "irreversible") }),
	},
	model.KindDecision: {
		of(decisions, func(d *model.Decision) []model.ActorID { return d.By }, func(d *model.Decision, x []model.ActorID) { d.By = x },
			"is now made by", "is no longer made by", func(p *model.Pact, d *model.Decision) string { return either(p, d.By) }),
		of(decisions, func(d *model.Decision) []string { return d.Values }, func(d *model.Decision, x []string) { d.Values = x },
			"can now come out as", "can no longer come out as", func(_ *model.Pact, d *model.Decision) string { return outcomes(d.Values) }),
		of(decisions, func(d *model.Decision) cond { return cond{d.Once} }, func(d *model.Decision, x cond) { d.Once = x.Cond },
			"is now asked only once", "is asked from the first day, no longer only once", func(p *model.Pact, d *model.Decision) string { return when(p, d.Once) }),
		of(decisions, func(d *model.Decision) amount { return amount{d.Within} }, func(d *model.Decision, x amount) { d.Within = x.Amount },
			"now has to be made within", "no longer has to be made within", func(p *model.Pact, d *model.Decision) string { return days(p, d.Within) }),
	},
	model.KindInstrument: {
		of(instruments, func(i *model.Instrument) []model.ActorID { return i.Between }, func(i *model.Instrument, x []model.ActorID) { i.Between = x },
			"is now between", "is no longer between", func(p *model.Pact, i *model.Instrument) string { return people(p, i.Between, "and") }),
		of(instruments, func(i *model.Instrument) cond { return cond{i.InForceOnce} }, func(i *model.Instrument, x cond) { i.InForceOnce = x.Cond },
			"now enters into force once", "no longer enters into force once", func(p *model.Pact, i *model.Instrument) string { return when(p, i.InForceOnce) }),
		of(instruments, func(i *model.Instrument) cond { return cond{i.EndsOnce} }, func(i *model.Instrument, x cond) { i.EndsOnce = x.Cond },
			"now ends once", "no longer ends once", func(p *model.Pact, i *model.Instrument) string { return when(p, i.EndsOnce) }),
		of(instruments, func(i *model.Instrument) amount { return amount{i.Expires} }, func(i *model.Instrument, x amount) { i.Expires = x.Amount },
			"now expires after", "no longer expires after", func(p *model.Pact, i *model.Instrument) string { return days(p, i.Expires) }),
	},
	model.KindDuty:  dutyAspects,
	model.KindBan:   banAspects,
	model.KindPower: powerAspects,
}

var dutyAspects = []aspect{
	of(duties, func(d *model.Duty) model.InstrumentID { return d.Instrument }, func(d *model.Duty, x model.InstrumentID) { d.Instrument = x },
		"now stands in", "no longer stands in", func(p *model.Pact, d *model.Duty) string { return instrumentName(p, d.Instrument) }),
	of(duties, func(d *model.Duty) model.ActorID { return d.Obligor }, func(d *model.Duty, x model.ActorID) { d.Obligor = x },
		"is now to be kept by", "is no longer to be kept by", func(p *model.Pact, d *model.Duty) string { return people(p, []model.ActorID{d.Obligor}, "") }),
	of(duties, func(d *model.Duty) dutyAsks { return dutyAsks{d.Acts, d.Ensure} }, func(d *model.Duty, x dutyAsks) { d.Acts, d.Ensure = x.Acts, x.Ensure },
		"now asks to", "no longer asks to", asks),
	of(duties, func(d *model.Duty) dutyDeadline { return dutyDeadline{d.Within, d.By} }, func(d *model.Duty, x dutyDeadline) { d.Within, d.By = x.Within, x.By },
		"now has to be kept", "no longer has to be kept", deadline),
	of(duties, func(d *model.Duty) dutyTrigger { return dutyTrigger{d.Once, d.Upon} }, func(d *model.Duty, x dutyTrigger) { d.Once, d.Upon = x.Once, x.Upon },
		"now falls due", "no longer falls due", trigger),
	of(duties, func(d *model.Duty) amount { return amount{d.Every} }, func(d *model.Duty, x amount) { d.Every = x.Amount },
		"now falls due again every", "no longer falls due again every", func(p *model.Pact, d *model.Duty) string { return days(p, d.Every) }),
	of(duties, func(d *model.Duty) amount { return amount{d.NotBefore} }, func(d *model.Duty, x amount) { d.NotBefore = x.Amount },
		"now counts as kept only after", "no longer has to wait for", func(p *model.Pact, d *model.Duty) string { return days(p, d.NotBefore) }),
	of(duties, func(d *model.Duty) cond { return cond{d.Unless} }, func(d *model.Duty, x cond) { d.Unless = x.Cond },
		"is now excused while", "is no longer excused while", func(p *model.Pact, d *model.Duty) string { return when(p, d.Unless) }),
	of(duties, func(d *model.Duty) bool { return d.Discretion }, func(d *model.Duty, x bool) { d.Discretion = x },
		"can now lawfully be let go", "can no longer lawfully be let go", func(p *model.Pact, d *model.Duty) string {
			return said(d.Discretion, "at the discretion of "+people(p, []model.ActorID{d.Obligor}, ""))
		}),
	of(duties, func(d *model.Duty) []model.ActorID { return d.For }, func(d *model.Duty, x []model.ActorID) { d.For = x },
		"is now owed to", "is no longer owed to", func(p *model.Pact, d *model.Duty) string { return people(p, d.For, "and") }),
	of(duties, func(d *model.Duty) conds { return conds{d.Return} }, func(d *model.Duty, x conds) { d.Return = x.All },
		"is now given in return for this:", "is no longer given in return for this:", func(p *model.Pact, d *model.Duty) string { return returns(p, d.Return) }),
	of(duties, func(d *model.Duty) conds { return conds{d.Against} }, func(d *model.Duty, x conds) { d.Against = x.All },
		"is now promised against", "is no longer promised against", func(p *model.Pact, d *model.Duty) string { return cases(p, d.Against) }),
}

var banAspects = []aspect{
	of(bans, func(b *model.Ban) model.InstrumentID { return b.Instrument }, func(b *model.Ban, x model.InstrumentID) { b.Instrument = x },
		"now stands in", "no longer stands in", func(p *model.Pact, b *model.Ban) string { return instrumentName(p, b.Instrument) }),
	of(bans, func(b *model.Ban) model.ActorID { return b.Bound }, func(b *model.Ban, x model.ActorID) { b.Bound = x },
		"now binds", "no longer binds", func(p *model.Pact, b *model.Ban) string { return people(p, []model.ActorID{b.Bound}, "") }),
	of(bans, func(b *model.Ban) model.ActID { return b.Act }, func(b *model.Ban, x model.ActID) { b.Act = x },
		"now forbids to", "no longer forbids to", func(p *model.Pact, b *model.Ban) string { return doing(p, []model.ActID{b.Act}) }),
	of(bans, func(b *model.Ban) cond { return cond{b.While} }, func(b *model.Ban, x cond) { b.While = x.Cond },
		"now binds only while", "binds as long as its instrument does, no longer only while", func(p *model.Pact, b *model.Ban) string { return when(p, b.While) }),
	of(bans, func(b *model.Ban) []model.ActorID { return b.For }, func(b *model.Ban, x []model.ActorID) { b.For = x },
		"is now owed to", "is no longer owed to", func(p *model.Pact, b *model.Ban) string { return people(p, b.For, "and") }),
	of(bans, func(b *model.Ban) conds { return conds{b.Return} }, func(b *model.Ban, x conds) { b.Return = x.All },
		"is now given in return for this:", "is no longer given in return for this:", func(p *model.Pact, b *model.Ban) string { return returns(p, b.Return) }),
}

var powerAspects = []aspect{
	of(powers, func(w *model.Power) model.InstrumentID { return w.Instrument }, func(w *model.Power, x model.InstrumentID) { w.Instrument = x },
		"now stands in", "no longer stands in", func(p *model.Pact, w *model.Power) string { return instrumentName(p, w.Instrument) }),
	of(powers, func(w *model.Power) model.ActorID { return w.Holder }, func(w *model.Power, x model.ActorID) { w.Holder = x },
		"now belongs to", "no longer belongs to", func(p *model.Pact, w *model.Power) string { return people(p, []model.ActorID{w.Holder}, "") }),
	of(powers, does, func(w *model.Power, x powerDoes) {
		w.Effect, w.Target, w.Duty, w.Fact, w.Value = x.Effect, x.Target, x.Duty, x.Fact, x.Value
	}, "now lets its holder", "no longer lets its holder", powerEffect),
	of(powers, func(w *model.Power) amount { return amount{w.Notice} }, func(w *model.Power, x amount) { w.Notice = x.Amount },
		"now needs a notice of", "no longer needs a notice of", func(p *model.Pact, w *model.Power) string { return days(p, w.Notice) }),
	of(powers, func(w *model.Power) cond { return cond{w.When} }, func(w *model.Power, x cond) { w.When = x.Cond },
		"can now be used only when", "can now be used at any time, no longer only when", func(p *model.Pact, w *model.Power) string { return when(p, w.When) }),
}
