package inquiry

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/symbolic"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/internal/world/sets"
	"github.com/servanda-lang/servanda/model"
)

// The answer for all fillings.
//
// Some fillings have been looked at one by one; their findings have courses and words. Here every question is put to all
// fillings together (package ask, over package sets), which gives for each finding the set of fillings in which it holds. A finding that
// was not among those looked at is looked up in the filling nearest to the base in which it is to hold. The two ways of
// asking share nothing from the states on, and in each filling looked at they must agree; if they do not, the fault is
// ours, and nothing is answered. A filling with too many states cannot be looked at: what holds only there is told as
// far as it can be without a graph (family_courses.go), and the answer says that it was found in one way only.

// What bounds the decision diagrams: the nodes of each worker, some two gigabytes, and the steps to make the family and
// to answer one question, each a minute or two. The questions of library/reported-framework-2025-12 took up to 280 million.
const (
	mostNodes = 32 << 20
	mostSteps = 400_000_000
)

// mostLearnt is the nodes up to which it is kept for later what can be reached in worlds of defectors.
const mostLearnt = 1 << 22

// lookAt answers one filling.
type lookAt = func(model.Filling, explore.Limits) (FillingAnswer, error)

// askTogether answers for all fillings, and puts what it finds into the answer. It is false if the diagrams would take
// more memory than there is, or too long: the answer is then as it was.
func (j *job) askTogether(a *Answer) (bool, error) {
	err := j.answerTogether(a)
	if errors.Is(err, bdd.ErrFull) {
		return false, nil
	}
	return err == nil, err
}

func (j *job) answerTogether(a *Answer) (err error) {
	defer world.Catch(&err)
	t, err := j.newTogether(a)
	if err != nil {
		return err
	}
	return t.answer(a)
}

// answer puts all questions, and what they find into the answer.
func (t *together) answer(a *Answer) error {
	if err := t.askAll(); err != nil {
		return err
	}
	for i := range t.known.answers {
		t.compare(&t.known.answers[i])
	}
	if err := errors.Join(t.lookUp(), t.lookUpChecks()); err != nil {
		return err
	}
	texts, err := t.texts()
	if err != nil {
		return err
	}
	found, err := t.across()
	if err != nil {
		return err
	}
	if len(t.large) > 0 {
		a.untold, a.states = untold(found), t.family.States(t.family.All())
	}
	found, checks := append(found, texts...), t.askedWays()
	sortAcross(t.pact, found)
	a.Fillings, a.Findings, a.Checks = t.known.answers, found, checks
	a.Looked, a.Together = a.AllFillings, true
	return nil
}

// together is such an answer in the making.
type together struct {
	*job
	steps  int // for the family, and for each question
	family *space
	known  *behaviours // the fillings looked at one by one
	found  []found
	holds  []set           // by check: the fillings in which it does
	large  []model.Filling // those that were found to have too many states to look at
}

func (j *job) newTogether(a *Answer) (*together, error) {
	t := &together{job: j}
	if len(a.Fillings) == 0 && a.AllFillings == 1 { // it was tried just now
		t.large = a.Pact.Fillings(j.Fixed)
	}
	if t.steps = cmp.Or(j.steps, mostSteps); len(a.Fillings) == 0 {
		t.steps /= 8 // there is another way, by patience: a graph laid out
	}
	t.known = &behaviours{pact: a.Pact, fixed: j.Fixed, answers: a.Fillings}
	base := make(model.Filling, len(a.Pact.Points)) // any filling will do
	m, err := machine.Reduced(a.Pact, base, j.tick)
	if err != nil {
		return nil, err
	}
	lim := symbolic.Limits{Nodes: t.nodes(), Steps: cmp.Or(j.ahead, t.steps), Leap: j.leap, Context: j.ctx}
	f, err := symbolic.New(program.Family(m.Frame), j.Fixed, lim, func(nodes int) { t.tell(Progress{Phase: States, Nodes: nodes}) })
	if err != nil {
		return nil, err
	}
	t.family = &space{sets.New(f), a.Pact}
	if j.found != nil {
		j.found()
	}
	t.tell(Progress{Phase: States, States: f.States(f.Reach)})
	return t, nil
}

// nodes is how many a space may hold, however many workers there are: the family, what they find, and one question must
// find room at a time.
func (t *together) nodes() int {
	if t.Limits.Bytes <= 0 {
		return mostNodes
	}
	return int(min(max(t.Limits.Bytes/(3*bdd.BytesPerNode), 1<<12), mostNodes))
}

// share is how many a space may hold while all workers put questions; what is too much for it is asked alone.
func (t *together) share() int {
	if t.Limits.Bytes <= 0 {
		return mostNodes
	}
	return min(t.nodes(), int(min(max(t.Limits.Bytes/int64(bdd.BytesPerNode*(max(t.Workers, 1)+2)), 1<<12), mostNodes)))
}

func (t *together) tell(p Progress) { t.feed.progress(p) }

// found is a finding with the fillings in which it holds, and question one of those that are put to all fillings together.
type (
	found    = ask.Found[set]
	question = ask.Question[sets.Set, sets.Moves]
)

// task is a question to be put, or a check.
type task struct {
	question question
	check    int // -1 if it is none
}

// tasks lists what is wanted, that which takes long first.
func (t *together) tasks() []task {
	var out []task
	for _, q := range ask.Questions[sets.Set, sets.Moves](t.pact) {
		if wanted(t.Only, q.Codes...) {
			out = append(out, task{q, -1})
		}
	}
	for i := range t.pact.Checks {
		if !t.Unquestioned {
			out = append(out, task{check: i})
		}
	}
	slices.SortStableFunc(out, func(a, b task) int { return cmp.Compare(a.question.Rank(), b.question.Rank()) })
	return out
}

// put answers a task.
func (x *task) put(w *space) (out []found, err error) {
	defer world.Catch(&err)
	if x.check >= 0 {
		return []found{{Fillings: ask.CheckHolds(w.World, w.pact, x.check)}}, nil
	}
	return x.question.Ask(w.World, w.pact), nil
}

// askAll puts every question that is wanted, several at a time; then, one at a time, those for which there was not the memory.
func (t *together) askAll() error {
	asked := t.tasks()
	x := &answers{together: t, home: t.family.Fork(), to: make([][]found, len(asked)), errs: make([]error, len(asked))}
	sideBySide(t.Workers, len(asked), func(i int) { x.put(&asked[i], i, t.share()) })
	for i, err := range x.errs {
		if errors.Is(err, bdd.ErrFull) && !errors.Is(err, bdd.ErrSteps) && t.share() < t.nodes() {
			x.errs[i] = nil
			x.put(&asked[i], i, t.nodes())
		}
	}
	if err := cmp.Or(x.errs...); err != nil {
		return err
	}
	t.family = &space{x.home, t.pact}
	t.holds = make([]set, len(t.pact.Checks))
	for i, task := range asked {
		if task.check >= 0 {
			t.holds[task.check] = x.to[i][0].Fillings
			continue
		}
		t.found = append(t.found, x.to[i]...)
	}
	t.found = slices.DeleteFunc(t.found, func(x found) bool { return !wanted(t.Only, x.Code) })
	return nil
}

// answers collects what the questions find. Home takes it; the family stays as it is, so that no question hangs on another.
type answers struct {
	*together
	home *sets.World
	to   [][]found
	errs []error

	one  sync.Mutex
	over bool // no need to go on
	done int
}

// put answers a task in a space of at most so many nodes.
func (x *answers) put(asked *task, i, nodes int) {
	x.one.Lock()
	over := x.over
	x.one.Unlock()
	if over {
		return
	}
	w := x.fork(nodes)
	got, err := asked.put(w)
	x.one.Lock()
	defer x.one.Unlock()
	if x.errs[i] = err; err != nil {
		x.over = x.over || !errors.Is(err, bdd.ErrFull) || errors.Is(err, bdd.ErrSteps) || nodes >= x.nodes()
		return
	}
	for _, f := range got {
		f.Fillings = x.home.Take(w.Space, f.Fillings)
		x.to[i] = append(x.to[i], f)
	}
	if len(x.known.answers) == 0 { // then all that is found has yet to be shown, in these worlds
		x.home.Learn(w.World, min(mostLearnt, x.nodes()/4))
	}
	x.done++
	x.tell(Progress{Phase: Questions, Done: x.done, Of: len(x.to)})
}

// fork is a copy of the family for one question, with the nodes and the steps that it may take.
func (t *together) fork(nodes int) *space {
	w := &space{t.family.Fork(), t.pact}
	w.Hold(nodes)
	w.Allow(t.steps)
	return w
}

// compare holds the answer of one filling against those for all.
func (t *together) compare(a *FillingAnswer) {
	t.compareChecks(a)
	alone := map[string]bool{}
	for i := range a.Findings {
		if f := &a.Findings[i]; !ask.OfText(f.Code) {
			alone[f.SameEverywhere()] = true
		}
	}
	for _, x := range t.found {
		k := x.SameEverywhere()
		in := t.family.Has(x.Fillings, a.Filling)
		if in != alone[k] {
			panic(fmt.Errorf("two ways of asking disagree on %s in filling %v: together %v, alone %v", k, a.Filling, in, alone[k]))
		}
		delete(alone, k)
	}
	for k := range alone {
		panic(fmt.Errorf("two ways of asking disagree on %s in filling %v: it was found there alone only", k, a.Filling))
	}
}

// lookUp looks at fillings until every finding was seen in one.
func (t *together) lookUp() error {
	for i := range t.found {
		x := &t.found[i]
		if t.seen(x) >= 0 {
			continue
		}
		t.tell(Progress{Phase: Examples, Done: i, Of: len(t.found)})
		if err := t.lookAt(x.Fillings); err != nil {
			return err
		}
		if t.seen(x) < 0 && !t.tooLarge(x.Fillings) {
			panic(fmt.Errorf("%s is not in the filling that was to show it", x.SameEverywhere()))
		}
	}
	return nil
}

// lookAt looks at one more filling, that nearest to the base among those, unless it has too many states.
func (t *together) lookAt(fillings set) error {
	if t.tooLarge(fillings) {
		return nil
	}
	filling := t.family.nearest(fillings)
	if t.isLarge(filling) {
		t.large = append(t.large, filling)
		return nil
	}
	answers, err := eachFilling(t.job, []model.Filling{filling}, t.answerFilling)
	if tooLarge(err) || outOfMemory(err) {
		t.large = append(t.large, filling)
		return nil
	}
	if err != nil {
		return err
	}
	t.compare(&answers[0])
	t.known.accept(&answers[0])
	return nil
}

// isLarge reports whether a filling has more states than are laid out: the sets have the states of its graph.
func (t *together) isLarge(f model.Filling) bool {
	most := t.Limits.States
	return most > 0 && t.family.States(t.family.And(t.family.All(), t.family.Filling(f))) > float64(most)
}

// tooLarge reports whether the filling that would be looked at is known to have too many states for that.
func (t *together) tooLarge(fillings set) bool {
	f := t.family.nearest(fillings)
	return slices.ContainsFunc(t.large, func(g model.Filling) bool { return slices.Equal(f, g) })
}

// seen gives the first filling looked at that has a finding; -1 if there is none.
func (t *together) seen(x *found) int {
	return slices.IndexFunc(t.known.answers, func(a FillingAnswer) bool { return a.find(x) != nil })
}

// find gives the finding as the answer has it; nil if it does not.
func (a *FillingAnswer) find(x *found) *Finding {
	k := x.SameEverywhere()
	for i := range a.Findings {
		if a.Findings[i].Code == x.Code && a.Findings[i].SameEverywhere() == k {
			return &a.Findings[i]
		}
	}
	return nil
}
