// Package player is a pact played by people, move by move: a session holds the moves made so far, offers those that can be made,
// takes some back, goes on to the next deadline, says who stands in danger and what could still come of it, and lets the
// worst adversary play some of the sides.
//
// Input: a machine of the definition (nothing left out) and lines of commands. Output: blocks of a document for each command,
// and, for the asking, a scenario in the language. What can be done, and why not, is package play's; who is in danger is
// package ask's; every course that is shown is replayed by package course.
package player

import (
	"context"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/play"
	"github.com/servanda-lang/servanda/model"
)

// Session is a pact being played in one filling of its open points. It is for one goroutine.
type Session struct {
	Apart bool // what can be done now is shown apart, by Choices: Show leaves it out

	exact  *machine.Machine
	states []machine.State // the first is that of day 0, the last that of now
	moves  []machine.Label // between them
	ahead  *Ahead          // what can come of every state; nil if that is not known
	dark   string          // why it is not, in words
	foe    foe
	ctx    context.Context // ends what takes many steps of time; may be nil
}

// New begins a session on day 0. The ahead may be nil: then dark says in words why nobody can tell what may come.
func New(exact *machine.Machine, ahead *Ahead, dark string) *Session {
	return &Session{exact: exact, states: []machine.State{exact.Initial()}, ahead: ahead, dark: dark}
}

// Pact is what is played.
func (s *Session) Pact() *model.Pact { return s.exact.Pact }

// Within lets a context end what takes many steps of time, by a panic that world.Catch turns into its error.
func (s *Session) Within(ctx context.Context) { s.ctx = ctx }

// Filling is what the open points are held to.
func (s *Session) Filling() model.Filling { return s.exact.Filling }

func (s *Session) now() machine.State { return s.states[len(s.states)-1] }

// Position is what stands open now.
func (s *Session) Position() *play.Position { return play.At(s.exact, s.now()) }

// Day is how many days have passed.
func (s *Session) Day() int {
	n := 0
	for _, l := range s.moves {
		if l.Kind == machine.Pass {
			n += s.exact.Tick
		}
	}
	return n
}

// Make makes a move; if it cannot be made the error is *machine.Refusal, and nothing has changed.
func (s *Session) Make(l machine.Label) error {
	to, _, err := s.exact.Apply(s.now(), l)
	if err != nil {
		return err
	}
	s.states, s.moves = append(s.states, to.Clone()), append(s.moves, l)
	return nil
}

// Culprits are those who have broken their word so far.
func (s *Session) Culprits() (out model.ActorSet) {
	for i, l := range s.moves {
		_, effects, err := s.exact.Apply(s.states[i], l)
		if err != nil {
			panic(err) // it was made
		}
		out |= effects.Culprits
	}
	return out
}

// Back takes moves back, at most as many as were made, and gives how many.
func (s *Session) Back(n int) int {
	n = min(n, len(s.moves))
	s.moves, s.states = s.moves[:len(s.moves)-n], s.states[:len(s.states)-n]
	return n
}

// tick lets one step of time pass, what runs out before it included; the adversary does before each what it must.
func (s *Session) tick() {
	if s.ctx != nil && s.ctx.Err() != nil {
		panic(s.ctx.Err())
	}
	for passed := false; !passed; {
		s.foeHolds()
		next := s.Position().Time.Next.Move
		s.must(next)
		passed = next.Kind == machine.Pass
	}
	s.foeActs()
}

// next lets time pass until something runs out today, or something came about; it gives false if nothing ever does, and then
// nothing has changed.
func (s *Session) next() bool {
	began := len(s.moves)
	for steps := 0; ; steps++ {
		before := s.now()
		if steps > 0 && len(s.Position().Time.RunsOut) > 0 {
			return true
		}
		s.tick()
		if len(s.exact.Changes(before, s.now())) > 0 {
			return true
		}
		if before.Equal(s.now()) {
			s.Back(len(s.moves) - began)
			return false
		}
	}
}

// course is what happened so far and, after it, some more moves.
func (s *Session) course(more []machine.Label) (*course.Course, error) {
	var ids []machine.LabelID
	for _, l := range slices.Concat(s.moves, more) {
		id, ok := s.exact.Find(l)
		if !ok {
			panic("player: a move that is none")
		}
		ids = append(ids, id)
	}
	return course.Replay(s.exact, ids, -1)
}
