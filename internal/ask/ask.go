package ask

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Found is a finding, as far as it is the same in all fillings in which it holds, and those fillings.
type Found[S any] struct {
	Finding
	Fillings S
}

// Question is one that can be put alone.
type Question[S, M any] struct {
	Codes []Code // of what can be found
	topic topic[S, M]
	of    []int
}

// Questions lists all that can be asked of a world, for a pact.
func Questions[S, M any](p *model.Pact) []Question[S, M] {
	var out []Question[S, M]
	for _, t := range topics[S, M]() {
		all := t.over(p)
		if t.whole {
			out = append(out, Question[S, M]{t.codes, t, all})
			continue
		}
		for i := range all {
			out = append(out, Question[S, M]{t.codes, t, all[i : i+1]})
		}
	}
	return out
}

// Rank is small for questions that take long: they are best put first. That of no question is the largest.
func (q *Question[S, M]) Rank() int {
	long := []Code{Exposed, Hollow, Veto}
	if i := slices.IndexFunc(long, func(c Code) bool { return slices.Contains(q.Codes, c) }); i >= 0 {
		return i
	}
	return len(long)
}

// Ask puts the question.
func (q *Question[S, M]) Ask(w world.World[S, M], p *model.Pact) []Found[S] {
	var out []Found[S]
	for _, i := range q.of {
		out = append(out, q.topic.holds(newAsker(w, p), i)...)
	}
	return joined(w, out)
}

// joined makes one finding of those that are the same, each found in other fillings in another way.
func joined[S, M any](w world.World[S, M], fs []Found[S]) []Found[S] {
	var out []Found[S]
	at := map[string]int{}
	for _, f := range fs {
		k := f.SameEverywhere()
		i, known := at[k]
		if !known {
			at[k] = len(out)
			out = append(out, f)
			continue
		}
		out[i].Fillings = w.Or(out[i].Fillings, f.Fillings)
	}
	return out
}

// asker puts questions to a world.
type asker[S, M any] struct {
	world.World[S, M]
	words.Speaker
}

func newAsker[S, M any](w world.World[S, M], p *model.Pact) *asker[S, M] {
	return &asker[S, M]{w, words.Speaker{Pact: p}}
}

// when makes a finding of a set of fillings, unless it is empty.
func (a *asker[S, M]) when(f Finding, fillings S) []Found[S] {
	if a.Empty(fillings) {
		return nil
	}
	return []Found[S]{{f, fillings}}
}

func (a *asker[S, M]) everyone() model.ActorSet { return a.Pact.Everyone() }

// status is where a duty has a status.
func (a *asker[S, M]) status(d model.DutyID, s model.DutyStatus) S {
	return a.Where(model.DutyIs{Duty: d, Status: s})
}

// force and lost ask about one match.
func (a *asker[S, M]) force(k world.Match, target, states S) S {
	return a.Force([]world.Match{k}, []S{target}, states)[0]
}

func (a *asker[S, M]) lost(k world.Match, bad, states S) S {
	return a.Lost([]world.Match{k}, []S{bad}, states)[0]
}

// teller shows a finding in one filling.
type teller[S, M any] struct {
	*asker[S, M]
	exact     *machine.Machine // the definition's, through which courses are replayed
	filling   S
	first     S               // the first day
	explained []model.PointID // open points that explanations came of, verdicts aside
}

// Show completes a finding by what is asked of one filling, that of the machine, in which it holds: its course, who can do
// it, why it is so. It gives the open points that the explanation came of. If the world ends the work by a panic, what is
// there is right but may not be all.
func Show[S, M any](w world.World[S, M], exact *machine.Machine, f *Finding) []model.PointID {
	t := newTeller(w, exact)
	for _, x := range topics[S, M]() {
		for _, c := range x.codes {
			if c == f.Code {
				x.show(t, f)
			}
		}
	}
	return t.explained
}

func newTeller[S, M any](w world.World[S, M], exact *machine.Machine) *teller[S, M] {
	filling := w.Filling(exact.Filling)
	return &teller[S, M]{asker: newAsker(w, exact.Pact), exact: exact, filling: filling, first: w.And(w.Init(), filling)}
}

// Say puts a finding that a world showed into words.
func Say(p *model.Pact, f *Finding) {
	k := kindOf(f.Code)
	f.Severity = severityOf(f)
	f.Message = k.say(words.Speaker{Pact: p}, f)
}

// severityOf is how much a finding weighs: what care avoids at no price weighs less.
func severityOf(f *Finding) Severity {
	s := codes.SeverityOf(f.Code)
	if f.Class == WithCare {
		s++
	}
	return s
}

// course replays moves from the first day and makes a course of them. Moves that the machine does not offer are our own
// fault, never the user's.
func (t *teller[S, M]) course(moves []machine.Label) *course.Course { return t.endless(moves, -1) }

// endless is course for one that goes on for ever as from move number round; -1 if it ends.
func (t *teller[S, M]) endless(moves []machine.Label, round int) *course.Course {
	return t.marked(moves, round, func(int, *course.Step) bool { return false })
}

// marked is endless for a course with a careless step, the first that passes a test.
func (t *teller[S, M]) marked(moves []machine.Label, round int, careless func(int, *course.Step) bool) *course.Course {
	ids := make([]machine.LabelID, len(moves))
	for i, l := range moves {
		id, ok := t.exact.Find(l)
		if !ok {
			panic(fmt.Errorf("a course has a move that is none: %v", l))
		}
		ids[i] = id
	}
	c, err := course.ReplayMarked(t.exact, ids, round, careless)
	if err != nil {
		panic(fmt.Errorf("a course does not replay: %w", err))
	}
	return c
}

// must is Path where there has to be one.
func (t *teller[S, M]) must(begin int, stages ...world.Stage[S, M]) ([]machine.Label, S) {
	moves, end, ok := t.Path(t.first, begin, stages)
	if !ok {
		panic("ask: a finding without a course")
	}
	return moves, end
}

// path finds a shortest course to a goal along moves; it is empty if the course is there already.
func (t *teller[S, M]) path(from S, m M, goal S) (moves []machine.Label, end S, ok bool) {
	if !t.Empty(t.And(from, goal)) {
		return nil, from, true
	}
	return t.Path(from, 0, []world.Stage[S, M]{{{By: m, Into: goal, To: 1}, {By: m, Into: t.All(), To: 0}}})
}

// intoRound finds a shortest course of moves to a round of them that comes through a set, and goes round once; round is the
// number of the move that begins it, -1 if it is not told.
func (t *teller[S, M]) intoRound(from S, m M, through S) (moves []machine.Label, end S, round int, ok bool) {
	on := t.Rounds(from, m, through)
	for range mostRounds {
		moves, end, ok = t.Path(from, 0, []world.Stage[S, M]{{{By: t.Only(m, passes), Into: on, To: 1}, {By: m, Into: t.All(), To: 0}}})
		if !ok {
			return nil, end, -1, false
		}
		if moves, round = t.roundAt(moves, end, m, through); round >= 0 {
			break
		}
		on = t.Diff(on, end) // it is between two rounds
	}
	return moves, end, round, ok
}

// mostRounds is how many states are tried, of those that may be on a round.
const mostRounds = 100

// roundAt goes round once at the end of a course.
func (t *teller[S, M]) roundAt(moves []machine.Label, end S, m M, through S) ([]machine.Label, int) {
	cycle, ok := t.Round(end, m, through)
	if !ok {
		return moves, -1
	}
	return append(moves, cycle...), len(moves)
}

func passes(l machine.Label) bool { return l.Kind == machine.Pass }

// One puts one question about one thing, a purpose or duty by its number, in the filling of the machine, and shows the
// first finding if it holds there; nil if not, or if it is not asked of that thing.
func One[S, M any](w world.World[S, M], exact *machine.Machine, c Code, i int) *Finding {
	if all := All(w, exact, c, i); len(all) > 0 {
		return &all[0]
	}
	return nil
}

// All is One for all findings of that kind about the thing.
func All[S, M any](w world.World[S, M], exact *machine.Machine, c Code, i int) []Finding {
	var out []Finding
	for _, x := range topics[S, M]() {
		if !slices.Contains(x.codes, c) || !slices.Contains(x.over(exact.Pact), i) {
			continue
		}
		t := newTeller(w, exact)
		for _, f := range x.holds(t.asker, i) {
			if f.Code == c && !t.Empty(t.And(f.Fillings, t.filling)) {
				x.show(t, &f.Finding)
				out = append(out, f.Finding)
			}
		}
	}
	return out
}
