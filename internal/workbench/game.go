package workbench

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/page"
	"github.com/servanda-lang/servanda/internal/player"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// The bounds of looking ahead in a game: what can come of every state is laid out while it is played.
const (
	mostAhead     = 500_000 // states
	mostAheadTime = 30 * time.Second
)

// game is a pact being played in a window. It goes on being of the text that it was begun with.
type game struct {
	mu      sync.Mutex // held while something is done
	board   *board
	filling model.Filling
	exact   *machine.Machine
	console *player.Console
	script  []machine.Label // a course to go along; empty if there is none
	quiet   []bool          // of each of its moves, that it is a step of time by which nothing becomes different
	shows   string          // what that course shows
	ahead   string          // why it is not known what can come; empty if it is
	stop    context.CancelFunc
}

// begin starts a game in the place of the one before.
func (s *session) begin(p playing) error {
	b, err := s.boardOf(p.URI)
	if err != nil {
		return err
	}
	g := &game{board: b}
	at := 0
	if err := g.set(s, p); err != nil {
		return err
	}
	if p.Link != nil {
		at = p.Link.At
	}
	ctx, stop := context.WithCancel(s.ctx)
	g.stop = stop
	g.ahead = "it is still being looked at"
	g.console = &player.Console{Session: player.New(g.exact, nil, g.ahead)}
	g.console.Within(ctx)
	for _, l := range g.script[:max(0, min(at, len(g.script)))] {
		if err := g.console.Make(l); err != nil {
			panic(err) // the course was gone along once
		}
	}
	s.mu.Lock()
	if s.game != nil {
		s.game.stop()
	}
	s.game = g
	s.mu.Unlock()
	s.work.Go(func() { s.lookAhead(ctx, g) })
	return nil
}

// set finds out under which answers a game is played, and along which course.
func (g *game) set(s *session, p playing) error {
	pact, tick := g.board.pact, g.board.pact.TickDays()
	fixes := p.choice
	if p.Link != nil {
		fixes = choice{Open: p.Link.Filling}
	}
	fixed, err := fixes.fixes(pact)
	if err != nil {
		return err
	}
	g.filling = make(model.Filling, len(pact.Points))
	for _, b := range fixed {
		g.filling[b.Point] = b.Value
	}
	var moves []machine.LabelID
	if p.Statement != "" {
		c, says, err := s.courseOf(g.board, p.choice, p.Statement)
		if err != nil {
			return err
		}
		g.filling, tick, g.shows = c.Filling, c.Tick, says
		for i := range c.Steps {
			for range 1 + c.Steps[i].Again {
				g.script = append(g.script, c.Steps[i].Move)
			}
		}
	}
	if g.exact, err = machine.New(pact, g.filling, tick); err != nil {
		return err
	}
	for _, l := range g.script {
		id, _ := g.exact.Find(l) // it is a move of this pact
		moves = append(moves, id)
	}
	if p.Link != nil {
		for _, n := range p.Link.Moves {
			if n < 0 || n >= len(g.exact.Labels()) {
				return errors.New("the course of this link is not one of this pact")
			}
			moves = append(moves, machine.LabelID(n))
		}
	}
	return g.plan(moves)
}

// plan is the course that is gone along.
func (g *game) plan(moves []machine.LabelID) error {
	c, err := course.Replay(g.exact, moves, -1)
	if err != nil {
		return fmt.Errorf("the course of this link cannot be gone along any more: %w", err)
	}
	g.script = nil
	for i := range c.Steps {
		step := &c.Steps[i]
		for range 1 + step.Again {
			g.script = append(g.script, step.Move)
			g.quiet = append(g.quiet, step.Move.Kind == machine.Pass && len(step.Changes) == 0)
		}
	}
	return nil
}

// courseOf is the course that shows a statement, and what it says.
func (s *session) courseOf(b *board, c choice, id string) (*course.Course, string, error) {
	s.mu.Lock()
	h := b.held[c.key()]
	s.mu.Unlock()
	if h == nil || h.answer == nil {
		return nil, "", errors.New("this is still being looked at")
	}
	st := statement.Find(statement.Of(h.answer), id)
	if st == nil {
		return nil, "", errors.New("this is not found any more, as the text is now")
	}
	f := page.Shown(h.answer, st)
	if f == nil {
		return nil, "", errors.New("no course shows this")
	}
	return f.Course, st.Sentence, nil
}

// lookAhead finds out what can come, while the game goes on.
func (s *session) lookAhead(ctx context.Context, g *game) {
	_, done, err := s.room(ctx)
	defer done()
	if err != nil {
		return
	}
	q := g.board.query
	// The context is that of the game: what can come is asked as long as it is played.
	ahead, err := player.Look(ctx, g.exact, explore.Limits{States: mostAhead, Bytes: q.Limits.Bytes / 2, Workers: q.Workers}, mostAheadTime)
	if ctx.Err() != nil {
		return
	}
	g.mu.Lock()
	var limit *explore.Inconclusive
	switch {
	case err == nil:
		g.console.Foresees(ahead)
		g.ahead = ""
	case errors.As(err, &limit):
		g.ahead = "there is too much that can happen (" + limit.Limit + " was reached)"
		g.console.InTheDark(g.ahead)
	default:
		g.ahead = err.Error()
		g.console.InTheDark(g.ahead)
	}
	g.mu.Unlock()
	s.notify("workbench/ahead", struct{}{})
}

// on is how many of the moves made are of the course that is gone along; -1 if another was made.
func (g *game) on() int {
	moves := g.console.Moves()
	if len(moves) > len(g.script) || !slices.Equal(moves, g.script[:len(moves)]) {
		return -1
	}
	return len(moves)
}

// along makes the next move of the course, and before it the steps of time by which nothing becomes different.
func (g *game) along() error {
	n := g.on()
	if n < 0 || n >= len(g.script) {
		return errors.New("the course does not go on from here")
	}
	for ; n < len(g.script); n++ {
		if err := g.console.Make(g.script[n]); err != nil || !g.quiet[n] {
			return err
		}
	}
	return nil
}

// upcoming says what the next move of the course is.
func (g *game) upcoming() string {
	n := g.on()
	if n < 0 || n >= len(g.script) {
		return ""
	}
	passes := false
	for n < len(g.script)-1 && g.quiet[n] {
		passes = true
		n++
	}
	q := words.Speaker{Pact: g.board.pact}
	switch l := g.script[n]; {
	case l.Actor == machine.Time && !passes:
		_, time := g.console.Offers()
		return time.Text[0].Text
	case l.Actor == machine.Time:
		return "time goes on"
	case passes:
		return "later, " + q.Retold(course.Said(g.exact, l))
	default:
		return q.Retold(course.Capital(course.Said(g.exact, l)))
	}
}
