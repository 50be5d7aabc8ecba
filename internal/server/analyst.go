package server

import (
	"context"
	"errors"
	"sync"

	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

// analyst works standings out: few at once, each within its time, and each once for all who ask the same. What was worked out is kept
// until others need its place; the name of an answer holds the size of the ledger, so that one never outlives what it is about.
type analyst struct {
	s      *Server
	slots  chan struct{} // of those that are being worked out
	ctx    context.Context
	stop   context.CancelFunc
	work   func(context.Context, ask) (*Stands, error)
	ending sync.WaitGroup

	mu      sync.Mutex
	closed  bool
	answers map[string]*answer
	order   []string // of answers that are done, the oldest first
	waiting int
}

// answer is one that is there, or that somebody is working out.
type answer struct {
	done chan struct{}
	is   *Stands
	err  error
}

func newAnalyst(s *Server) *analyst {
	a := &analyst{s: s, slots: make(chan struct{}, s.limits.Analyses), answers: map[string]*answer{}, work: s.follow}
	a.ctx, a.stop = context.WithCancel(context.Background())
	return a
}

// close gives up what is being worked out.
func (a *analyst) close() {
	a.mu.Lock()
	a.closed = true
	a.mu.Unlock()
	a.stop()
	a.ending.Wait()
}

// ask gives an answer, and waits for it as long as the context lasts.
func (a *analyst) ask(ctx context.Context, q ask) (*Stands, error) {
	x, err := a.answer(q)
	if err != nil {
		return nil, err
	}
	select {
	case <-x.done:
		return x.is, x.err
	case <-ctx.Done():
		return nil, ctx.Err() // it is worked out all the same, for who asks next
	}
}

// answer finds an answer, or has it worked out if not too many wait.
func (a *analyst) answer(q ask) (*answer, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if x := a.answers[q.key()]; x != nil {
		a.s.told.analyses.WithLabelValues("kept").Inc()
		return x, nil
	}
	if a.closed || a.waiting >= a.s.limits.Waiting {
		a.s.told.analyses.WithLabelValues("refused").Inc()
		return nil, busy("as many standings wait to be worked out as may")
	}
	x := &answer{done: make(chan struct{})}
	a.answers[q.key()] = x
	a.waiting++
	a.ending.Go(func() { a.run(q, x) })
	return x, nil
}

// run works an answer out once there is a place.
func (a *analyst) run(q ask, x *answer) {
	select {
	case a.slots <- struct{}{}:
		x.is, x.err = a.bounded(q)
		<-a.slots
	case <-a.ctx.Done():
		x.err = busy("the server is about to end")
	}
	a.keep(q, x)
	close(x.done)
}

// bounded is the work within its time; a fault in it is an error.
func (a *analyst) bounded(q ask) (is *Stands, err error) {
	defer fault.Catch(&err)
	ctx, stop := context.WithTimeout(a.ctx, a.s.limits.Analysis)
	defer stop()
	is, err = a.work(ctx, q)
	if ctx.Err() != nil && err != nil {
		return nil, busy("the standing took longer to work out than it may")
	}
	return is, err
}

// keep keeps an answer, and what is a problem for good; what would pass is asked anew.
func (a *analyst) keep(q ask, x *answer) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.waiting--
	var p *wire.Problem
	var l *later
	outcome := "answered"
	if x.err != nil {
		outcome = "problem"
		if !errors.As(x.err, &p) || errors.As(x.err, &l) {
			outcome = "failed"
			delete(a.answers, q.key())
		}
	}
	a.s.told.analyses.WithLabelValues(outcome).Inc()
	if outcome == "failed" {
		return
	}
	if a.order = append(a.order, q.key()); len(a.order) > a.s.limits.Kept {
		delete(a.answers, a.order[0])
		a.order = a.order[1:]
	}
}
