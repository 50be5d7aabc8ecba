package workbench

import (
	"context"
	"errors"
	"slices"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// standing is how a pact stands: what can be chosen, and what is known of each choice.
type standing struct {
	URI     string     `json:"uri"`
	Text    string     `json:"text"`   // names the text that it is of
	Digest  string     `json:"digest"` // names the pact
	Title   string     `json:"title"`
	Chosen  choice     `json:"chosen"`
	Choices []stand    `json:"choices"` // in the order in which they are asked; what was chosen by itself is last
	Open    []question `json:"open"`
	Parties []string   `json:"parties"` // by name; those that the worst adversary can play
	People  []string   `json:"people"`  // the same in words
}

// stand is how one choice stands.
type stand struct {
	choice
	Key     string         `json:"key"`
	Name    string         `json:"name"`
	State   protocol.State `json:"state"`
	Message string         `json:"message"`
	Found   int            `json:"found"` // so far
}

// question is an open point.
type question struct {
	Name    string   `json:"name"`
	Title   string   `json:"title"`
	Values  []string `json:"values"`
	Answers []string `json:"answers"` // the values in words
	Now     string   `json:"now"`     // the value in what is chosen; empty if that leaves it open
}

// tellBoard tells the page how a pact stands.
func (s *session) tellBoard(b *board) {
	s.mu.Lock()
	st := s.standing(b)
	s.mu.Unlock()
	s.notify("workbench/standing", st)
}

// standing is how a board stands. The session is locked.
func (s *session) standing(b *board) standing {
	out := standing{URI: b.uri, Text: b.text, Digest: b.digest, Title: b.pact.Title, Chosen: s.wanted[b.uri], Choices: []stand{}, Open: []question{}}
	add := func(h *held) {
		out.Choices = append(out.Choices, stand{h.choice, h.key(), h.name(b.pact), h.state, h.message, len(h.found)})
	}
	for _, c := range b.order {
		add(b.held[c.key()])
	}
	if h := b.held[out.Chosen.key()]; h != nil && len(h.Open) > 0 {
		add(h)
	}
	out.Open = questions(b.pact, out.Chosen)
	for i := range b.pact.Actors {
		if a := &b.pact.Actors[i]; a.Kind != model.IsOutsider {
			out.Parties = append(out.Parties, a.Name)
			out.People = append(out.People, words.Speaker{Pact: b.pact}.Who(model.ActorID(i)))
		}
	}
	return out
}

// questions are the open points that have more than one answer.
func questions(p *model.Pact, chosen choice) []question {
	q := words.Speaker{Pact: p}
	now := map[model.PointID]int{}
	fixed, _ := chosen.fixes(p)
	for _, b := range fixed {
		now[b.Point] = b.Value
	}
	out := []question{}
	for i := range p.Points {
		pt := &p.Points[i]
		if len(pt.Values) < 2 {
			continue
		}
		one := question{Name: pt.Name, Title: pt.Title()}
		for v := range pt.Values {
			one.Values = append(one.Values, pt.Values[v].Text)
			one.Answers = append(one.Answers, words.Spaced(q.Answers(model.PointID(i), []int{v})))
		}
		if v, ok := now[model.PointID(i)]; ok {
			one.Now = pt.Values[v].Text
		}
		out = append(out, one)
	}
	return out
}

// choosing says what is looked at from now on.
type choosing struct {
	URI string `json:"uri"`
	choice
}

// choose looks at something else first. What nobody asks by itself is asked now, beside what goes on.
func (s *session) choose(_ context.Context, p choosing) (standing, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.boards[p.URI]
	if b == nil {
		s.wanted[p.URI] = p.choice // it is not read yet
		return standing{}, nil
	}
	if _, err := p.choice.fixes(b.pact); err != nil {
		return standing{}, err
	}
	s.wanted[b.uri] = p.choice
	h := b.hold(p.choice)
	inOrder := slices.ContainsFunc(b.order, func(c choice) bool { return c.key() == p.choice.key() })
	if !inOrder && h.state == protocol.Waiting {
		s.askBeside(b, h)
	}
	return s.standing(b), nil
}

// askBeside asks a choice that is not in the order, and lets go of the one that was asked so before. The session is locked.
func (s *session) askBeside(b *board, h *held) {
	if b.own != nil {
		b.own()
	}
	ctx, stop := context.WithCancel(s.ctx)
	b.own = stop
	h.state = protocol.Looking
	s.work.Go(func() {
		defer stop()
		if _, err := s.ask(ctx, b, h, nil); err != nil && ctx.Err() != nil {
			s.mu.Lock()
			delete(b.held, h.key()) // it was let go, and may be asked anew
			s.mu.Unlock()
		}
	})
}

var errNotRead = errors.New("this text is not read yet, or does not compile")

// boardOf is the board of a pact.
func (s *session) boardOf(uri string) (*board, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.boards[uri]; b != nil {
		return b, nil
	}
	return nil, errNotRead
}
