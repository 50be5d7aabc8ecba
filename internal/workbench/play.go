package workbench

import (
	"context"
	"errors"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/page"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

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
