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
	"errors"
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/memory"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/internal/world/sets"
	"github.com/servanda-lang/servanda/model"
)

// largeFilling is the number of states from which it is worth trying not to lay the graph of a filling out.
const largeFilling = 1_000_000

// answerAll answers the fillings one by one, and then together if too many are left; or all together at once if there are
// very many states in one of them.
func (j *job) answerAll(a *Answer) error {
	small := *j
	if !j.Selection && !j.Exact && !j.AllFillings && j.Limits.States == 0 && a.AllFillings <= mostCounted {
		small.Limits.States = cmp.Or(j.large, largeFilling)
		if done, err := small.askAhead(a); done || err != nil {
			return err
		}
	}
	err := small.oneByOne(a)
	if outOfMemory(err) && small.Limits.States != j.Limits.States {
		return small.withoutGraph(a, err)
	}
	if tooLarge(err) && j.Limits.States == 0 {
		done, failed := j.bothEngines(a, &small)
		if done || failed != nil {
			return failed
		}
		small, err = *j, nil
	}
	if err != nil {
		return err
	}
	if j.Limits.States > 0 {
		return nil // an answer in so many states is wanted, no other
	}
	return small.beyond(a)
}

// withoutGraph answers a pact of which the graph of a filling does not find room. If the sets do not either, the error is that of
// the graph, which says how far it came.
func (j *job) withoutGraph(a *Answer, limit error) error {
	done, err := j.askTogether(a)
	if done || err != nil && !outOfMemory(err) {
		return err
	}
	return limit
}

// tooLarge reports whether a filling has more states than were to be laid out.
func tooLarge(err error) bool {
	var limit *explore.Inconclusive
	return errors.As(err, &limit) && !limit.Memory && limit.Cause == nil
}

func (j *job) oneByOne(a *Answer) (err error) {
	told := *j
	told.at.Phase = Fillings
	if a.Fillings, err = told.eachBehaviour(told.answerFilling); err != nil {
		return err
	}
	a.Looked = lookedAt(a, j.Query)
	a.Findings = j.across(a.Fillings)
	a.Checks = countChecks(a, j.Query)
	return nil
}

// beyond asks all fillings together if too many are left, and says so if that cannot be done.
func (j *job) beyond(a *Answer) error {
	if j.Selection || !moreToAsk(a.Pact, j.Query) || j.Exact || a.Looked == a.AllFillings || a.AllFillings > mostCounted {
		return nil
	}
	done, err := j.askTogether(a)
	if err == nil && !done {
		a.full = true
	}
	return err
}

// moreToAsk reports whether anything is asked of fillings that belong to no reading.
func moreToAsk(p *model.Pact, o Query) bool {
	return slices.ContainsFunc(ask.Questions[sets.Set, sets.Moves](p), func(q question) bool { return wanted(o.Only, q.Codes...) }) ||
		slices.ContainsFunc(p.Checks, func(c model.Check) bool {
			return c.Reading == model.None || len(p.Readings[c.Reading].Fixes) < len(p.Points)
		})
}

// lookedAt is how many fillings the answers stand for. Numbers beyond mostCounted are not exact; it is all
// of them only if no filling is left.
func lookedAt(a *Answer, o Query) int {
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
func countChecks(a *Answer, o Query) []CheckWays {
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

// eachFilling looks at the fillings, several at a time, and gives the answers in their order.
func eachFilling[A any](j *job, fillings []model.Filling, look func(model.Filling, explore.Limits) (A, error)) ([]A, error) {
	if len(fillings) == 0 {
		return nil, nil // what is held fast contradicts itself
	}
	answers, errs := make([]A, len(fillings)), make([]error, len(fillings))
	workers := min(max(j.Workers, 1), len(fillings))
	lim := j.Limits.inSearch()
	if lim.Bytes > 0 { // 0 would be no limit
		lim.Bytes = max(lim.Bytes/int64(workers), 1)
	}
	lim.Workers = max(j.Workers/len(fillings), 1)
	one := func(i int, lim explore.Limits) {
		lim.Progress = func(states, _, _ int) { j.laidOut(states) }
		answers[i], errs[i] = look(fillings[i], lim)
	}
	sideBySide(workers, len(fillings), func(i int) { one(i, lim) })
	for i := range errs {
		// What did not fit into its share of the memory may fit into all of it: what can be answered must not depend
		// on how many are looked at side by side.
		if outOfMemory(errs[i]) && workers > 1 {
			alone := j.Limits.inSearch()
			alone.Workers = max(j.Workers, 1)
			one(i, alone)
		}
		if shared(errs[i]) {
			one(i, j.Limits.inSearch())
		}
		if errs[i] != nil {
			return nil, errs[i]
		}
	}
	return answers, nil
}

// laidOut tells how many states a filling has so far.
func (j *job) laidOut(states int) {
	j.feed.visited(states)
	if j.at.Phase != "" && states > 1 {
		at := j.at
		at.States = float64(states)
		j.feed.progress(at)
	}
}

// outOfMemory reports whether it was the limit on memory that was reached.
func outOfMemory(err error) bool {
	var limit *explore.Inconclusive
	return errors.As(err, &limit) && limit.Memory
}

// shared reports whether a limit was reached that might not be without other workers.
func shared(err error) bool {
	var limit *explore.Inconclusive
	return errors.As(err, &limit) && limit.Shared
}

// manyStates is from how many on what is held for them is most of what is held.
const manyStates = 100_000

// answerFilling asks every question of one filling.
func (j *job) answerFilling(f model.Filling, lim explore.Limits) (a FillingAnswer, err error) {
	q, err := j.newInquiry(f, lim)
	if err != nil {
		return FillingAnswer{}, err
	}
	defer q.reached(&err)
	defer world.Catch(&err)
	if q.g.States() >= manyStates {
		defer memory.Frugal()()
	}
	a.Filling = f
	a.Physical = Count{q.g.States(), q.g.MoveCount()}
	a.Lawful.States, a.Lawful.Moves = q.world.Count(0)
	if a.Findings, err = q.findings(lim.Workers); err != nil {
		return a, err
	}
	for _, c := range codes.All() {
		if ask.OfText(c) && wanted(j.Only, c) {
			for _, x := range ask.Read(c, q.m) {
				j.feed.found(x, f)
				a.Findings = append(a.Findings, x)
			}
		}
	}
	a.Findings = slices.DeleteFunc(a.Findings, func(f Finding) bool { return !wanted(j.Only, f.Code) })
	sortFindings(a.Findings)
	a.Checks = q.checks()
	a.Matters = asked(q.m)
	if j.each {
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
func sortFindings(fs []Finding) {
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
