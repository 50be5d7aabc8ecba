package player

import (
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/machine"
)

// What a page shows of a game beside the words: each move by itself, to be chosen.

// Offer is a move that can be made now, by the number under which the words speak of it.
type Offer struct {
	Number int
	Move   machine.Label
	Item   doc.Item // the move, what comes of it, and whose word it breaks
}

// Offers are the moves that can be made now, those of time left out, and what time would do.
func (s *Session) Offers() (moves []Offer, time doc.Item) {
	v := s.view()
	for i, o := range v.options {
		moves = append(moves, Offer{i + 1, o.Move, v.option(o, v.Retold(course.Capital(course.Said(v.exact, o.Move))))})
	}
	return moves, v.option(&v.at.Time.Next, course.Capital(v.timeGoes()))
}

// Standing is Show without what can be done now.
func (s *Session) Standing() []doc.Block {
	all := s.Show()
	return all[:len(all)-1]
}

// Moves are those made so far.
func (s *Session) Moves() []machine.Label { return s.moves[:len(s.moves):len(s.moves)] }

// Course is what happened so far.
func (s *Session) Course() (*course.Course, error) { return s.course(nil) }

// Foresees lets the session know what can come; until then it did not.
func (s *Session) Foresees(ahead *Ahead) { s.ahead, s.dark = ahead, "" }

// InTheDark lets the session say why it is not known what can come.
func (s *Session) InTheDark(why string) { s.dark = why }
