// Package inquiry answers what nobody had to ask: where a deal locks up, who can be left with nothing
// after having given, who can block it alone, which promises have no teeth; and what the author did ask.
//
// Input: a *model.Pact and options. Output: an Answer, a plain value that package report puts into a form.
// Each finding is in a file of its own, which begins with its definition. The definitions are those of
// docs/language.md; they are asked of one graph per filling of the open points, or, where there are too many fillings or
// too many states, of sets of states (together.go).
//
// Two safeguards stand behind every answer: each course is replayed through the machine before it is
// given out, and each strategy by which something "can be avoided" in a graph is followed through it again by
// code that did not make it. Where no graph could be laid out the second is missing, and the answer says so.
package inquiry

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/internal/world/sets"
	"github.com/servanda-lang/servanda/model"
)

// Options say what to look at. The zero value looks at everything, without limits, with one worker.
type Options struct {
	Context     context.Context // ends the work with its error when it is done; nil for none
	Tick        int             // days; 0 for the pact's own
	Fixed       []model.Binding // open points to hold fast
	AllFillings bool            // every filling, however many; otherwise see Fillings
	Limits      explore.Limits  // for all fillings at work together
	Workers     int             // goroutines; at least 1. The answer does not depend on it
	Only        []Code          // nil for all
	Together    bool            // if too many fillings, or states of one, are left to look at each, ask all of them together
	Exact       bool            // visit every state of the definition, so that counts are of these; nothing else changes by it
	Progress    func(message string)

	before string // what to say in front of progress
	large  int    // from how many states on a filling is not laid out if all can be asked together; 0 for largeFilling
	few    int    // how many fillings or behaviours are looked at unasked; 0 for the usual numbers
	each   bool   // each filling gets an answer of its own, with its own explanations
}

// Check answers everything about a pact. The error is *explore.Inconclusive if a limit was reached, or
// says in plain words why the pact cannot be run.
func Check(p *model.Pact, o Options) (*Answer, error) {
	tick, err := tickOf(p, o)
	if err != nil {
		return nil, err
	}
	a := &Answer{Pact: p, TickDays: tick, Exact: o.Exact, AllFillings: p.CountFillings(o.Fixed, mostCounted)}
	o.each = a.AllFillings <= cmp.Or(o.few, FewFillings)
	look := func(f model.Filling, lim explore.Limits) (FillingAnswer, error) {
		return answerFilling(p, f, tick, lim, o)
	}
	if err := answerAll(a, tick, o, look); err != nil {
		return nil, err
	}
	if a.Scenarios, err = Scenarios(p, o); err != nil {
		return nil, err
	}
	a.Caveats = caveats(a)
	return a, nil
}

// largeFilling is the number of states from which it is worth trying not to lay the graph of a filling out.
const largeFilling = 4_000_000

// answerAll answers the fillings one by one, and then together if too many are left; or all together at once if there are
// very many states in one of them.
func answerAll(a *Answer, tick int, o Options, look lookAt) error {
	small := o
	if o.Together && !o.Exact && !o.AllFillings && o.Limits.States == 0 && a.AllFillings <= mostCounted {
		small.Limits.States = cmp.Or(o.large, largeFilling)
	}
	err := oneByOne(a, small, look)
	if tooLarge(err) && o.Limits.States == 0 {
		if done, err := askTogether(a, tick, small, look); done || err != nil {
			return err
		}
		small = o // nothing but patience helps
		err = oneByOne(a, o, look)
	}
	if err != nil {
		return err
	}
	if o.Limits.States > 0 {
		return nil // an answer in so many states is wanted, no other
	}
	return beyond(a, tick, small, look)
}

// tooLarge reports whether a filling has more states than were to be laid out.
func tooLarge(err error) bool {
	var limit *explore.Inconclusive
	return errors.As(err, &limit) && !limit.Memory
}

func oneByOne(a *Answer, o Options, look lookAt) (err error) {
	if a.Fillings, err = eachBehaviour(a.Pact, o, look); err != nil {
		return err
	}
	a.Looked = lookedAt(a, o)
	a.Findings = across(a.Pact, a.Fillings, o)
	a.Checks = countChecks(a, o)
	return nil
}

// beyond asks all fillings together if too many are left, and says so if that cannot be done.
func beyond(a *Answer, tick int, o Options, look lookAt) error {
	if !o.Together || !moreToAsk(a.Pact, o) || o.Exact || a.Looked == a.AllFillings || a.AllFillings > mostCounted {
		return nil
	}
	done, err := askTogether(a, tick, o, look)
	if err == nil && !done {
		a.full = true
	}
	return err
}

// moreToAsk reports whether anything is asked of fillings that belong to no reading.
func moreToAsk(p *model.Pact, o Options) bool {
	return slices.ContainsFunc(ask.Questions[sets.Set, sets.Moves](p), func(q question) bool { return wanted(o.Only, q.Codes...) }) ||
		slices.ContainsFunc(p.Checks, func(c model.Check) bool {
			return c.Reading == model.None || len(p.Readings[c.Reading].Fixes) < len(p.Points)
		})
}

// lookedAt is how many fillings the answers stand for. Numbers beyond mostCounted are not exact; it is all
// of them only if no filling is left.
func lookedAt(a *Answer, o Options) int {
	n := 0
	for i := range a.Fillings {
		n = min(n+a.Fillings[i].Alike, a.AllFillings)
	}
	b := behaviours{pact: a.Pact, fixed: o.Fixed, answers: a.Fillings}
	if n > mostCounted && b.next() != nil {
		return mostCounted
	}
	return n
}

// countChecks counts the fillings in which each check was asked and failed.
func countChecks(a *Answer, o Options) []CheckWays {
	out := make([]CheckWays, len(a.Pact.Checks))
	for i := range a.Fillings {
		held := slices.Clone(o.Fixed)
		for _, pt := range a.Fillings[i].Matters {
			held = append(held, model.Binding{Point: pt, Value: a.Fillings[i].Filling[pt]})
		}
		for _, r := range a.Fillings[i].Checks {
			asked := held
			if c := &a.Pact.Checks[r.Check]; c.Reading != model.None {
				asked = slices.Concat(held, a.Pact.Readings[c.Reading].Fixes)
			}
			x, n := &out[r.Check], a.Pact.CountFillings(asked, mostCounted)
			x.Asked = min(x.Asked+n, mostCounted)
			if !r.Passed {
				x.Failed = min(x.Failed+n, mostCounted)
			}
		}
	}
	return out
}

// tickOf gives the tick in days that the options ask for, or the pact's own.
func tickOf(p *model.Pact, o Options) (int, error) { return p.TickOf(o.Tick) }

// eachFilling looks at the fillings, several at a time, and gives the answers in their order.
func eachFilling[A any](fillings []model.Filling, o Options, look func(model.Filling, explore.Limits) (A, error)) ([]A, error) {
	if len(fillings) == 0 {
		return nil, nil // what is held fast contradicts itself
	}
	answers, errs := make([]A, len(fillings)), make([]error, len(fillings))
	workers := min(max(o.Workers, 1), len(fillings))
	lim := o.Limits
	if lim.Bytes > 0 { // 0 would be no limit
		lim.Bytes = max(lim.Bytes/int64(workers), 1)
	}
	lim.Workers = max(o.Workers/len(fillings), 1)
	var report sync.Mutex
	one := func(i int, lim explore.Limits) {
		lim.Progress = func(states, _, _ int) {
			if o.Progress != nil && states > 1 {
				report.Lock()
				o.Progress(fmt.Sprintf("%s%d states", o.before, states))
				report.Unlock()
			}
		}
		answers[i], errs[i] = look(fillings[i], lim)
	}
	sideBySide(workers, len(fillings), func(i int) { one(i, lim) })
	for i := range errs {
		// What did not fit into its share of the memory may fit into all of it: what can be answered must not depend
		// on how many are looked at side by side.
		if outOfMemory(errs[i]) && workers > 1 {
			alone := o.Limits
			alone.Workers = max(o.Workers, 1)
			one(i, alone)
		}
		if errs[i] != nil {
			return nil, errs[i]
		}
	}
	return answers, nil
}

// outOfMemory reports whether it was the limit on memory that was reached.
func outOfMemory(err error) bool {
	var limit *explore.Inconclusive
	return errors.As(err, &limit) && limit.Memory
}

// answerFilling asks every question of one filling.
func answerFilling(p *model.Pact, f model.Filling, tick int, lim explore.Limits, o Options) (a FillingAnswer, err error) {
	defer world.Catch(&err)
	q, err := newInquiry(p, f, tick, lim, o)
	if err != nil {
		return FillingAnswer{}, err
	}
	a.Filling = f
	a.Physical = Count{q.g.States(), q.g.MoveCount()}
	a.Lawful.States, a.Lawful.Moves = q.world.Count(0)
	a.Findings = q.findings(o.Only)
	for _, c := range codes.All() {
		if ask.OfText(c) && wanted(o.Only, c) {
			a.Findings = append(a.Findings, ask.Read(c, q.m)...)
		}
	}
	a.Findings = slices.DeleteFunc(a.Findings, func(f Finding) bool { return !wanted(o.Only, f.Code) })
	sortFindings(p, a.Findings)
	a.Checks = q.checks()
	a.Matters = asked(q.m)
	if o.each {
		a.Matters = append(a.Matters, q.explained...)
		slices.Sort(a.Matters)
		a.Matters = slices.Compact(a.Matters)
	}
	return a, nil
}

func wanted(only []Code, codes ...Code) bool {
	return len(only) == 0 || slices.ContainsFunc(codes, func(c Code) bool { return slices.Contains(only, c) })
}

// sortFindings orders findings by weight, then by where they stand.
func sortFindings(p *model.Pact, fs []Finding) {
	rank := map[Code]int{}
	for i, c := range codes.All() {
		rank[c] = i
	}
	slices.SortStableFunc(fs, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(rank[a.Code], rank[b.Code]),
			cmp.Compare(path(a), path(b)), cmp.Compare(a.At.Start, b.At.Start))
	})
}

func path(f Finding) string {
	if f.At.File == nil {
		return ""
	}
	return f.At.File.Path
}
