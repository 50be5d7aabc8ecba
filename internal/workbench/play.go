package workbench

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/page"
	"github.com/servanda-lang/servanda/internal/player"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/internal/world"
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

// playing is what a player does.
type playing struct {
	URI       string `json:"uri"`
	Do        string `json:"do"`   // start, line, along, state
	Line      string `json:"line"` // a command of the player
	choice           // start: under which answers
	Statement string `json:"statement"` // start: whose course to go along
	Link      *link  `json:"link"`      // start: where somebody else was
}

// link is a course with where one is on it, for an address.
type link struct {
	Filling map[string]string `json:"filling"`
	Moves   []int             `json:"moves"` // by their numbers among the moves of the pact
	At      int               `json:"at"`
}

// played is where a game stands.
type played struct {
	Text     string `json:"text"`     // names the text that it is of
	Title    string `json:"title"`    // what the course shows, or what is played
	Under    string `json:"under"`    // HTML: which answers it is played with
	Happened string `json:"happened"` // HTML: what came of what was done
	Standing string `json:"standing"` // HTML: how everything stands
	Course   string `json:"course"`   // HTML: what happened so far, drawn and in words
	Lanes    []lane `json:"lanes"`
	Time     string `json:"time"`  // HTML: what time would do
	Step     int    `json:"step"`  // how many moves were made
	Along    int    `json:"along"` // how many of them are of the course that is gone along; -1 if one has left it
	Of       int    `json:"of"`    // how long that course is
	Next     string `json:"next"`  // its next move, in words
	Ahead    string `json:"ahead"` // why it is not known what can come
	Foe      string `json:"foe"`   // who is played by the worst adversary, in words
	Link     link   `json:"link"`
	Scenario string `json:"scenario"` // what was saved just now
}

// lane is what one actor may do now.
type lane struct {
	Who   string  `json:"who"`
	Moves []offer `json:"moves"`
}

// offer is a move, under its number.
type offer struct {
	Number int    `json:"number"`
	HTML   string `json:"html"`
}

// play does what a player does, and says where that leads.
func (s *session) play(_ context.Context, p playing) (*played, error) {
	if p.Do == "start" {
		if err := s.begin(p); err != nil {
			return nil, err
		}
	}
	s.mu.Lock()
	g := s.game
	s.mu.Unlock()
	if g == nil {
		return nil, errors.New("no game was begun here")
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.do(p)
}

// do makes a move and shows the game. The game is locked.
func (g *game) do(p playing) (out *played, err error) {
	defer world.Catch(&err)
	var blocks []doc.Block
	g.console.Saved = ""
	switch p.Do {
	case "line":
		blocks, err = g.console.Do(p.Line)
	case "along":
		err = g.along()
	}
	if err != nil {
		return nil, err
	}
	return g.show(blocks)
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

// show says where the game stands; blocks are what came of what was done.
func (g *game) show(blocks []doc.Block) (*played, error) {
	pact, q := g.board.pact, words.Speaker{Pact: g.board.pact}
	out := &played{Text: g.board.text, Title: g.shows, Step: len(g.console.Moves()), Along: g.on(), Of: len(g.script), Ahead: g.ahead, Scenario: g.console.Saved, Link: g.link(), Lanes: []lane{}}
	if len(g.script) == 0 {
		out.Along = -1
	}
	out.Next = g.upcoming()
	if foe := g.console.Foe(); foe != 0 {
		out.Foe = q.People(foe)
	}
	var facts doc.Facts
	for i, v := range g.filling {
		pt := &pact.Points[i]
		facts.Rows = append(facts.Rows, doc.Fact{Name: pt.Title(), Text: doc.T(words.Spaced(pt.Values[v].Text))})
	}
	done, err := g.done()
	if err != nil {
		return nil, err
	}
	for to, bs := range map[*string][]doc.Block{&out.Under: {facts}, &out.Happened: g.came(blocks), &out.Standing: g.console.Standing(), &out.Course: done} {
		if *to, err = fragment(doc.Document{Blocks: bs}); err != nil {
			return nil, err
		}
	}
	return out, g.offers(out)
}

// came is what came of what was done, without how everything stands then, which is shown by itself.
func (g *game) came(blocks []doc.Block) []doc.Block {
	return slices.DeleteFunc(blocks, func(b doc.Block) bool {
		_, isStanding := b.(doc.Section)
		return isStanding
	})
}

// done is what happened so far, drawn and in words.
func (g *game) done() ([]doc.Block, error) {
	if len(g.console.Moves()) == 0 {
		return nil, nil
	}
	c, err := g.console.Course()
	if err != nil {
		return nil, err
	}
	return page.Happened(g.board.pact, c)
}

// offers are the moves that can be made, those of each actor in a lane of its own.
func (g *game) offers(out *played) error {
	moves, time := g.console.Offers()
	q := words.Speaker{Pact: g.board.pact}
	var err error
	if out.Time, err = line(time); err != nil {
		return err
	}
	at := map[model.ActorID]int{}
	for _, o := range moves {
		i, known := at[o.Move.Actor]
		if !known {
			i = len(out.Lanes)
			at[o.Move.Actor] = i
			out.Lanes = append(out.Lanes, lane{Who: course.Capital(q.Who(o.Move.Actor))})
		}
		html, err := line(o.Item)
		if err != nil {
			return err
		}
		out.Lanes[i].Moves = append(out.Lanes[i].Moves, offer{o.Number, html})
	}
	return nil
}

// line is one line as HTML.
func line(it doc.Item) (string, error) {
	return fragment(doc.Document{Blocks: []doc.Block{doc.Para{Text: it.Text, Tone: it.Tone}}})
}

// link is where the game stands, for an address: the course that is gone along, or the moves that were made.
func (g *game) link() link {
	out := link{Filling: map[string]string{}, Moves: []int{}, At: len(g.console.Moves())}
	for i, v := range g.filling {
		out.Filling[g.board.pact.Points[i].Name] = g.board.pact.Points[i].Values[v].Text
	}
	course := g.script
	if g.on() < 0 {
		course = g.console.Moves()
	}
	for _, l := range course {
		id, _ := g.exact.Find(l)
		out.Moves = append(out.Moves, int(id))
	}
	return out
}
