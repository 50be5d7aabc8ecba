package inquiry

import (
	"context"
	"errors"
	"time"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// Both engines side by side.
//
// Whether the sets of states of all fillings or the graph of one take less time is not to be seen from a pact. So where a
// filling is large both are set to work, each with half of the memory. Which of them is done first is a matter of the machine,
// and must not show in the answer: if the sets can be had within their steps, which are counted and not timed, the answer is
// theirs, and the graphs are given up; if not, it is that of the graphs, which are well under way by then. So what is paid for
// a pact at which the sets fail is the slower of the two, and the head start that the sets have: most of what is large is
// soon answered by them, with all workers. With one worker they take turns, the sets first.

// headStart is how long the sets are alone at work; and, if by then they know what can be reached, patience is how long they stay
// so: most that is left to do for them is to put questions, and two engines at work take more than one.
const (
	headStart = 8 * time.Second
	patience  = 30 * time.Second
)

// bothEngines answers a pact with a filling of more states than small allows. It is done if the answer is that of the sets;
// else the fillings have been looked at one by one.
func (j *job) bothEngines(a *Answer, small *job) (done bool, err error) {
	if j.Workers < 2 {
		return j.inTurn(a, small)
	}
	ctx, stop := context.WithCancel(j.ctx)
	defer stop()
	sets, graphs := *small, *j
	graphs.ctx = ctx
	sets.Limits.Bytes, graphs.Limits.Bytes = half(j.Limits.Bytes), half(j.Limits.Bytes)
	other := *a
	over, known := make(chan struct{}), make(chan struct{}) // the sets are done, or have failed; they know what can be reached
	sets.found = func() { close(known) }
	var failed error
	sideBySide(2, 2, func(engine int) {
		if engine == 0 {
			defer close(over)
			err = sets.caught(func() (err error) { done, err = sets.askTogether(a); return err })
			if done || err != nil {
				stop()
			}
			return
		}
		letThemWork(over, known)
		failed = graphs.caught(func() error { return graphs.oneByOne(&other) }) // at an end at once if the sets have answered
	})
	switch {
	case done || err != nil:
		return done, err
	case outOfMemory(failed):
		return false, j.oneByOne(a) // half was not enough
	}
	*a = other
	return false, failed
}

// letThemWork waits for the sets as long as they are to be alone.
func letThemWork(over, known <-chan struct{}) {
	select {
	case <-over:
		return
	case <-time.After(headStart):
	}
	select {
	case <-known:
	default:
		return
	}
	select {
	case <-over:
	case <-time.After(patience):
	}
}

// Long terms.
//
// Where something runs for a very long time there are many states or few in which it does, and the sets tell which long before a
// graph of them would be laid out. So they are asked first, for a moment; whether the graph is laid out hangs on the number of
// states as ever.

// longTerm is the ticks of a long term, and stepsAhead what the sets may take to tell how many states there are.
const (
	longTerm   = 256
	stepsAhead = 6_000_000
)

// askAhead answers by the sets if something runs for long and the sets say that the first filling that would be looked at has too
// many states for that. It is not done if they do not say so, or cannot be had.
func (j *job) askAhead(a *Answer) (done bool, err error) {
	m, err := machine.Reduced(a.Pact, make(model.Filling, len(a.Pact.Points)), j.tick)
	if err != nil || program.Family(m.Frame).LongestClock() < longTerm {
		return false, err
	}
	ahead := *j
	ahead.ahead = stepsAhead
	err = ahead.caught(func() error {
		t, err := ahead.newTogether(a)
		if err != nil || !t.isLarge(t.family.nearest(t.family.Valid())) {
			return err
		}
		done = true
		return t.answer(a)
	})
	if errors.Is(err, bdd.ErrFull) {
		return false, nil
	}
	return done && err == nil, err
}

// inTurn is bothEngines for one worker.
func (j *job) inTurn(a *Answer, small *job) (done bool, err error) {
	sets := *small
	sets.Limits.Bytes = half(j.Limits.Bytes)
	if done, err := sets.askTogether(a); done || err != nil {
		return done, err
	}
	return false, j.oneByOne(a) // nothing but patience helps
}

// half is half of a limit; 0 is none.
func half(bytes int64) int64 {
	if bytes == 0 {
		return 0
	}
	return max(bytes/2, 1)
}
