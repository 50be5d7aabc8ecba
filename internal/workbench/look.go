package workbench

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/model"
)

// How a pact is looked at. The language server says when: its check of a text becomes that of a board, in which what somebody looks
// at is asked first, and where there is much left open the named readings, one after the other, before all of it together. So there is
// something to see within seconds, also of a pact that takes a minute. The board ends with the text.

// board is one text of a pact with all that is known of it. What changes in it is changed while the session is locked.
type board struct {
	uri    string
	text   string // names the texts that it was read from, letter by letter
	digest string // names the pact, however its lines are broken; see load.Digest
	pact   *model.Pact
	read   *load.Result
	query  inquiry.Query
	ctx    context.Context // of the text
	held   map[string]*held
	order  []choice // in which they are asked by themselves
	own    context.CancelFunc
	quick  time.Time // when progress was told last
}

// held is what is known of one choice.
type held struct {
	choice
	state   protocol.State
	message string
	answer  *inquiry.Answer // finished or not; nil while it is looked at
	found   []inquiry.Found // so far, while it is
}

// many is from how many ways to fill what is left open on the readings are asked first.
const many = 64

// look is the check of a text: see lsp.Runner. It gives the answer to all of it.
func (s *session) look(ctx context.Context, uri string, r *load.Result, q inquiry.Query, tell func(inquiry.Event)) (*inquiry.Answer, error) {
	b := newBoard(ctx, uri, r, q)
	s.put(b)
	var whole *inquiry.Answer
	var why error
	for {
		h := s.next(b)
		if h == nil {
			return whole, why
		}
		a, err := s.ask(ctx, b, h, tell)
		if h.all() {
			whole, why = a, err
		}
	}
}

func newBoard(ctx context.Context, uri string, r *load.Result, q inquiry.Query) *board {
	b := &board{uri: uri, pact: r.Pact, read: r, query: q, ctx: ctx, held: map[string]*held{}}
	sum := sha256.New()
	for _, f := range r.Files() {
		fmt.Fprintf(sum, "%q %d\n", f.Path, len(f.Text))
		sum.Write(f.Text)
	}
	b.text = hex.EncodeToString(sum.Sum(nil))
	b.digest, _, _ = r.Digest() // it compiles
	ways := r.Pact.CountFillings(nil, many+1)
	if ways <= many {
		b.order = append(b.order, choice{})
	}
	if ways > 1 {
		for i := range r.Pact.Readings {
			b.order = append(b.order, choice{Reading: r.Pact.Readings[i].Name})
		}
	}
	if ways > many {
		b.order = append(b.order, choice{})
	}
	for _, c := range b.order {
		b.hold(c)
	}
	return b
}

// hold makes a place for a choice.
func (b *board) hold(c choice) *held {
	if b.held[c.key()] == nil {
		b.held[c.key()] = &held{choice: c, state: protocol.Waiting, message: "not looked at yet"}
	}
	return b.held[c.key()]
}

// put makes a board the one of its pact, and goes on with what was chosen there, or with what the pact puts first.
func (s *session) put(b *board) {
	s.mu.Lock()
	old := s.boards[b.uri]
	if old != nil && old.own != nil {
		old.own()
	}
	s.boards[b.uri] = b
	c, chosen := s.wanted[b.uri]
	if _, err := c.fixes(b.pact); err != nil || !chosen {
		c = b.order[0]
		s.wanted[b.uri] = c
	}
	b.hold(c)
	s.mu.Unlock()
	if old != nil && old.text != b.text {
		s.edited()
	}
	s.tellBoard(b)
}

// forget lets go of what was found in a text that is closed.
func (s *session) forget(uri string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.boards[uri]; b != nil && b.own != nil {
		b.own()
	}
	delete(s.boards, uri)
}

// next is what is to be asked now: what was chosen, else what comes first in order; nil if all was asked.
func (s *session) next(b *board) *held {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h := b.held[s.wanted[b.uri].key()]; h != nil && h.state == protocol.Waiting {
		h.state = protocol.Looking
		return h
	}
	for _, c := range b.order {
		h := b.held[c.key()]
		switch {
		case h.state != protocol.Waiting:
		case b.ctx.Err() != nil && !h.all(): // all of it is asked even so: the answer says that it was stopped
			h.state, h.message = protocol.GaveUp, "stopped before this was looked at"
		default:
			h.state = protocol.Looking
			return h
		}
	}
	return nil
}

// ask looks at one choice, within what a check may take.
func (s *session) ask(ctx context.Context, b *board, h *held, tell func(inquiry.Event)) (*inquiry.Answer, error) {
	fixed, err := h.fixes(b.pact)
	if err != nil {
		s.finish(b, h, nil, err)
		return nil, err
	}
	if a := s.known.get(b.text, h.key()); a != nil {
		s.finish(b, h, a, nil)
		return a, nil
	}
	if len(s.checks) == cap(s.checks) {
		s.set(b, h, "waiting for what is looked at in another window")
	}
	ctx, done, _ := s.room(ctx) // without a place it ends at once, and the answer says why
	defer done()
	s.set(b, h, "looking at every course of events")
	q := b.query
	q.Fixed = fixed
	a, err := inquiry.Run(ctx, b.pact, q, func(e inquiry.Event) { s.told(b, h, e, tell) })
	if err == nil && a.Unfinished == nil {
		s.known.put(b.text, h.key(), a)
	}
	s.finish(b, h, a, err)
	return a, err
}

// told takes what a check tells on the way. What is found in a reading is found; how far the whole is only the whole can tell.
func (s *session) told(b *board, h *held, e inquiry.Event, tell func(inquiry.Event)) {
	switch {
	case e.Found != nil:
		s.mu.Lock()
		h.found = append(h.found, *e.Found)
		s.mu.Unlock()
	case e.Progress != nil:
		s.set(b, h, report.ProgressWords(b.pact, e.Progress))
		if !h.all() {
			return
		}
	}
	if tell != nil && e.Answer == nil {
		tell(e)
	}
}

// finish takes an answer.
func (s *session) finish(b *board, h *held, a *inquiry.Answer, err error) {
	s.mu.Lock()
	h.answer, h.found = a, nil
	h.state, h.message = verdict(a, err)
	current := s.boards[b.uri] == b
	s.mu.Unlock()
	if current {
		s.tellBoard(b)
	}
}

// verdict says how a choice stands that was looked at.
func verdict(a *inquiry.Answer, err error) (protocol.State, string) {
	var limit *explore.Inconclusive
	switch {
	case errors.As(err, &limit) && a != nil:
		return protocol.GaveUp, limit.Why() + "; what is told was found by then, and nothing else is claimed"
	case errors.As(err, new(*fault.Fault)):
		return protocol.Failed, "the check failed by a fault of its own; nothing is claimed"
	case err != nil:
		return protocol.Failed, "not checked: " + err.Error()
	case a.Looked < a.AllFillings:
		return protocol.GaveUp, "not all was looked at: " + report.LookedAt(a)
	}
	sum := report.Summarise(a)
	if sum.Serious+sum.Warnings+sum.ChecksFailed+sum.ScenariosFailed == 0 {
		return protocol.Clean, report.Counts(a)
	}
	return protocol.Found, report.Counts(a)
}

// set notes how far a choice is.
func (s *session) set(b *board, h *held, message string) {
	s.mu.Lock()
	h.message = message
	due := time.Since(b.quick) > 200*time.Millisecond && s.boards[b.uri] == b && b.ctx.Err() == nil
	if due {
		b.quick = time.Now()
	}
	s.mu.Unlock()
	if due {
		s.tellBoard(b)
	}
}
