package lsp

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/report"
)

// budget is what a check may take; no time is no limit on it.
type budget struct {
	time  time.Duration
	bytes int64
}

// schedule has a pact checked when its text has been quiet for so long. The server is locked.
func (s *server) schedule(p *pact, b budget, quiet time.Duration) {
	p.halt()
	ctx, stop := context.WithCancel(s.ctx)
	p.stop = stop
	c := &check{server: s, pact: p, reading: p.reading, at: s.uri(p.main), run: p.run, budget: b}
	s.set(p, protocol.Waiting, "waiting for the text to rest")
	s.start(func() {
		defer stop()
		select {
		case <-time.After(quiet):
		case <-ctx.Done():
			return
		}
		select {
		case s.checking <- struct{}{}:
			defer func() { <-s.checking }()
		case <-ctx.Done():
			return
		}
		c.safely(ctx)
	})
}

// check is one check of one text of a pact.
type check struct {
	*server
	pact    *pact
	reading *reading
	at      string // the URI of the main file
	run     int    // of the pact
	budget  budget

	begun, last, said time.Time // when it began, when something was told on the way, and when progress was shown
	shown             *progress
}

// What is told on the way is not told too often; that a check goes on is shown only of those that are not soon over.
const (
	pause     = 100 * time.Millisecond
	patience  = 300 * time.Millisecond
	longPause = 500 * time.Millisecond // between two lines of progress
)

// current does something with the pact locked, if the check is still the one of its text.
func (c *check) current(do func()) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pact.run != c.run || c.ctx.Err() != nil {
		return false
	}
	do()
	return true
}

// safely is work; a fault of our own in it is told like one in the check itself.
func (c *check) safely(ctx context.Context) {
	var err error
	func() {
		defer fault.Catch(&err)
		c.work(ctx)
	}()
	if err != nil && c.current(func() { c.finish(nil, err) }) {
		c.publish()
	}
}

func (c *check) work(ctx context.Context) {
	if !c.current(func() { c.set(c.pact, protocol.Looking, "looking at every course of events") }) {
		return
	}
	c.publish()
	c.begun = time.Now()
	c.last = c.begun
	c.shown = c.newProgress()
	c.current(func() { c.pact.shown = c.shown.token })
	defer c.shown.end()
	answer, err := c.Run(ctx, c.at, c.reading.Result, inquiry.Query{
		Workers: max(c.Workers, 1), Limits: inquiry.Limits{Bytes: c.budget.bytes, Time: c.budget.time},
	}, c.tell)
	if c.current(func() { c.finish(answer, err) }) {
		c.publish()
		c.refreshLenses()
	}
}

// tell takes what the check tells on the way.
func (c *check) tell(e inquiry.Event) {
	switch {
	case e.Found != nil:
		c.current(func() { c.pact.add(toldSoFar(c.reading, e.Found)) })
	case e.Progress != nil:
		text := report.ProgressWords(c.reading.Pact, e.Progress)
		c.current(func() { c.set(c.pact, protocol.Looking, "looking: %s", text) })
		if now := time.Now(); now.Sub(c.begun) > patience {
			due := now.Sub(c.said) > longPause
			if due {
				c.said = now
			}
			c.shown.say(text, due)
		}
	default:
		return
	}
	if now := time.Now(); now.Sub(c.last) > pause {
		c.last = now
		c.publish()
	}
}

// finish takes the answer. The server is locked.
func (c *check) finish(a *inquiry.Answer, err error) {
	p := c.pact
	p.stop = nil
	var limit *explore.Inconclusive
	var broken *fault.Fault
	switch {
	case errors.As(err, &limit) && a != nil:
		p.takeAnswer(c.reading, a)
		c.set(p, protocol.GaveUp, "gave up: %s; %s", limit.Why(), report.LookedAt(a))
	case errors.As(err, &broken):
		p.found, p.answer, p.stale = nil, nil, false
		c.set(p, protocol.Failed, "the check failed by a fault of its own; nothing is claimed")
		c.log.Printf("a check: %v\n%s", broken.What, broken.Stack)
	case err != nil:
		p.found, p.answer, p.stale = nil, nil, false
		c.set(p, protocol.Failed, "not checked: %v", err)
	default:
		p.takeAnswer(c.reading, a)
		state, text := verdict(a)
		c.set(p, state, "%s", text)
	}
}

// verdict says how a pact stands that was looked at.
func verdict(a *inquiry.Answer) (protocol.State, string) {
	s := report.Summarise(a)
	switch {
	case !report.Whole(a):
		return protocol.GaveUp, "not all was looked at: " + report.LookedAt(a)
	case s.Serious+s.Warnings+s.ChecksFailed+s.ScenariosFailed == 0:
		return protocol.Clean, "clean: " + report.Counts(a)
	}
	return protocol.Found, report.Counts(a)
}

// takeAnswer puts an answer in the place of all that was found before. The server is locked.
func (p *pact) takeAnswer(r *reading, a *inquiry.Answer) {
	p.answer, p.stale, p.found = a, false, toldOf(r, a)
}

// add takes a finding told on the way in place of the same one found before.
func (p *pact) add(t told) {
	p.found = append(slices.DeleteFunc(slices.Clone(p.found), func(o told) bool { return o.key == t.key }), t)
}

// refreshLenses asks the client to ask for lenses anew.
func (s *server) refreshLenses() {
	s.mu.Lock()
	able := s.client.Workspace.CodeLens.RefreshSupport
	s.mu.Unlock()
	if able {
		s.start(func() { s.call("workspace/codeLens/refresh", nil) })
	}
}
