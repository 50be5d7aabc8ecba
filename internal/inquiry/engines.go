package inquiry

import (
	"context"
	"time"
)

// Both engines side by side.
//
// Whether the sets of states of all fillings or the graph of one take less time is not to be seen from a pact. So where a
// filling is large both are set to work, each with half of the memory. Which of them is done first is a matter of the machine,
// and must not show in the answer: if the sets can be had within their steps, which are counted and not timed, the answer is
// theirs, and the graphs are given up; if not, it is that of the graphs, which are well under way by then. So what is paid for
// a pact at which the sets fail is the slower of the two, and the head start that the sets have: most of what is large is
// soon answered by them, with all workers. With one worker they take turns, the sets first.

// headStart is how long the sets are alone at work.
const headStart = 4 * time.Second

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
	over := make(chan struct{}) // the sets are done, or have failed
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
		select {
		case <-over:
		case <-time.After(headStart):
		}
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
