package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// inShort writes the gist: one line for each kind of serious finding and warning, with the names of those
// it is about, for a reader who may stop there.
func (t *terminal) inShort() {
	lines, sometimes := gist(t.answer)
	t.heading(bold, "IN SHORT")
	t.blank()
	if sometimes {
		t.para("  ", dim, "Each in at least one reading; below stands in which.")
	}
	if len(t.open(codes.Serious)) == 0 {
		t.para("  ", plainInk, t.nothingSerious())
	}
	for _, l := range lines {
		t.para("  - ", plainInk, l)
	}
	if s := Summarise(t.answer); s.ChecksFailed+s.ScenariosFailed > 0 {
		t.para("  - ", plainInk, "Not as the author expects: "+course.List(failures(s), "and")+".")
	}
}

// nothingSerious claims no more than was looked at.
func (t *terminal) nothingSerious() string {
	text := "Nothing serious was found"
	if n := t.answer.Looked; n > 0 && n < allFillings(t.answer) {
		text += " in the readings looked at"
	}
	if len(t.only) > 0 {
		text += " (looked for was only " + course.List(t.only, "and") + ")"
	}
	return text + "."
}

func failures(s Summary) []string {
	var out []string
	if s.ChecksFailed > 0 {
		out = append(out, count(s.ChecksFailed, "check"))
	}
	if s.ScenariosFailed > 0 {
		out = append(out, count(s.ScenariosFailed, "scenario"))
	}
	return out
}

// kinds are the lines of the gist, gravest first: what is said, of which findings, and how they are named.
var kinds = []struct {
	says string
	of   func(f *inquiry.Across) bool
	name func(p *model.Pact, fs []*inquiry.Across) string
}{
	{"Locks up, and is never reached while everybody keeps their word", code(ask.Stuck), purposes},
	{"Can be left with nothing after having given, though nobody breaks a promise", exposedTo(false, ask.Unavoidable), byParty},
	{"Can be left with nothing after having given, though nobody breaks a promise, or has to give up what it is all for", exposedTo(false, ask.AtPrice), byParty},
	{"Can be left with nothing after having given, if somebody breaks a promise", exposedTo(true, ask.Unavoidable), byParty},
	{"Can be left with nothing after having given, if somebody breaks a promise, or has to give up what it is all for", exposedTo(true, ask.AtPrice), byParty},
	{"Can keep one promise only by breaking another", grave(ask.Conflict), byParty},
	{"Has promised what cannot be kept, whoever helps", grave(ask.Impossible), byParty},
	{"Is left with nothing after having given, if careless", careless(ask.Exposed), byParty},
	{"Can keep one promise only by breaking another, if careless", careless(ask.Conflict), byParty},
	{"Has promised what cannot be kept, if careless", careless(ask.Impossible), byParty},
	{"Can be blocked by one alone", vetoOf(true), byBlockers},
	{"Can be blocked by some together", vetoOf(false), byBlockersTogether},
	{"Needs the help of others to keep its own promise", grave(ask.Dependent), byParty},
	{"Can wait for ever, with all signed", code(ask.Limbo), purposes},
	{"Can bind for ever, though it can no longer be reached", code(ask.DeadEnd), purposes},
	{"Can stay bound without what it is bound for, though nobody breaks a promise", boundAlone(false), byParty},
	{"Can stay bound without what it is bound for, if somebody breaks a promise", boundAlone(true), byParty},
	{"Gives first and may lawfully have to wait for what it gets", code(ask.Uncovered), byParty},
	{"Hollow, for the guarantor can see to it that nothing follows", code(ask.Hollow), byClause},
	{"Can be withheld by others than who gives it", code(ask.Withheld), byClause},
	{"Can be called upon though its case has not come about", code(ask.FalseCall), byClause},
	{"Blank cheque, for it can be called upon again for ever", code(ask.BlankCheque), byClause},
	{"No teeth, for nothing in this pact follows a breach", code(ask.Toothless), byClause},
}

// gist gives the lines; sometimes says that some finding holds in some readings only. What a graver line
// of the same code names already is not named again.
func gist(a *inquiry.Answer) (lines []string, sometimes bool) {
	named := map[string]int{} // clauses and purposes, by their code, with the line that names them
	for n, k := range kinds {
		var of []*inquiry.Across
		for i := range a.Findings {
			f := &a.Findings[i]
			if f.Accepted != nil || !k.of(f) {
				continue
			}
			sometimes = sometimes || !f.Always
			what := fmt.Sprint(f.Code, f.Clause, f.Purpose)
			if line, known := named[what]; known && line < n {
				continue
			}
			named[what] = n
			of = append(of, f)
		}
		if len(of) > 0 {
			lines = append(lines, k.says+": "+k.name(a.Pact, of)+".")
		}
	}
	return lines, sometimes
}

func code(c inquiry.Code) func(*inquiry.Across) bool {
	return func(f *inquiry.Across) bool { return f.Code == c }
}

func exposedTo(breach bool, c ask.Class) func(*inquiry.Across) bool {
	return func(f *inquiry.Across) bool {
		return f.Code == ask.Exposed && (f.Defectors != 0) == breach && f.Class != ask.WithCare && (f.Class == ask.AtPrice) == (c == ask.AtPrice)
	}
}

// grave is of losses that care cannot avoid, or not for nothing; careless of the others.
func grave(c inquiry.Code) func(*inquiry.Across) bool {
	return func(f *inquiry.Across) bool { return f.Code == c && f.Class != ask.WithCare }
}

func careless(c inquiry.Code) func(*inquiry.Across) bool {
	return func(f *inquiry.Across) bool { return f.Code == c && f.Class == ask.WithCare }
}

func boundAlone(breach bool) func(*inquiry.Across) bool {
	return func(f *inquiry.Across) bool { return f.Code == ask.BoundAlone && (f.Defectors != 0) == breach }
}

func vetoOf(alone bool) func(*inquiry.Across) bool {
	return func(f *inquiry.Across) bool { return f.Code == ask.Veto && (blockers(f).Len() < 2) == alone }
}

func blockers(f *inquiry.Across) model.ActorSet {
	if len(f.By) == 0 {
		return 0
	}
	return f.By[0]
}

// few is how many names of one kind are told before the rest are only counted.
const few = 5

// some lists the first few names.
func some(names []string) string {
	if n := len(names) - few; n > 1 {
		return strings.Join(names[:few], ", ") + " and " + number(n) + " more"
	}
	return course.List(names, "and")
}

// distinct keeps the first of equal names.
func distinct(names []string) []string {
	var out []string
	for _, n := range names {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// byParty names parties with their clauses: Ukraine ("leave_zone"), Russia ("pay").
func byParty(p *model.Pact, fs []*inquiry.Across) string {
	var parties, out []string
	clauses := map[string][]string{}
	for _, f := range fs {
		who := course.Actor(p, f.Party)
		parties = append(parties, who)
		clauses[who] = append(clauses[who], course.Thing(p, f.Clause))
	}
	for _, who := range distinct(parties) {
		out = append(out, who+" ("+some(distinct(clauses[who]))+")")
	}
	return some(out)
}

// byClause names clauses, each with the party it binds.
func byClause(p *model.Pact, fs []*inquiry.Across) string {
	var out []string
	for _, f := range fs {
		name := course.Thing(p, f.Clause)
		if f.Party != model.None {
			name += " (" + course.Actor(p, f.Party) + ")"
		}
		out = append(out, name)
	}
	return some(distinct(out))
}

// purposes names the purposes that findings are about.
func purposes(p *model.Pact, fs []*inquiry.Across) string {
	var out []int
	for _, f := range fs {
		out = append(out, f.Purpose)
	}
	return purposeNames(p, out)
}

func purposeNames(p *model.Pact, ids []int) string {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) > 1 && len(ids) == len(p.Purposes) {
		return "every purpose"
	}
	var out []string
	for _, i := range ids {
		if i < 0 || i >= len(p.Purposes) || p.Purposes[i].Label == "" {
			out = append(out, "the purpose")
			continue
		}
		out = append(out, "\""+p.Purposes[i].Label+"\"")
	}
	return some(distinct(out))
}

// byBlockers names purposes with those who can block them alone; purposes that the same can block stand
// together.
func byBlockers(p *model.Pact, fs []*inquiry.Across) string {
	return blocked(p, fs, func(who []string) string { return course.List(who, "or") })
}

// byBlockersTogether is byBlockers for those who have to act together.
func byBlockersTogether(p *model.Pact, fs []*inquiry.Across) string {
	return blocked(p, fs, func(who []string) string { return strings.Join(who, "; or ") })
}

func blocked(p *model.Pact, fs []*inquiry.Across, list func(who []string) string) string {
	who := map[int][]string{}
	for _, f := range fs {
		who[f.Purpose] = append(who[f.Purpose], course.Actors(p, blockers(f)))
	}
	same := map[string][]int{}
	var lists, out []string
	for _, f := range fs {
		l := list(distinct(who[f.Purpose]))
		lists = append(lists, l)
		same[l] = append(same[l], f.Purpose)
	}
	for _, l := range distinct(lists) {
		out = append(out, purposeNames(p, same[l])+" (by "+l+")")
	}
	return strings.Join(out, ", ")
}
