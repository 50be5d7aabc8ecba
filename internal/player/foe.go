package player

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/internal/world/laid"
	"github.com/servanda-lang/servanda/model"
)

// The worst adversary.
//
// It plays some sides against an obligor that gives for good and is none of them; everybody else plays for that obligor. Where
// these can no longer avoid that the obligor is left with nothing the adversary goes there by a shortest way, and lets no
// time pass by which they could escape; where they can avoid it, it goes by a shortest way to where they cannot, as long as the next
// step of that is its own. Once there it sees to it that the return does not come. It breaks its word only if it may.

// foe is who is played by the adversary; nobody at first.
type foe struct {
	sides model.ActorSet
	may   bool // break their word
}

// Against lets the adversary play some sides from now on, and gives what it does at once; nobody ends it. It has to be known
// what can come.
func (s *Session) Against(sides model.ActorSet, mayBreach bool) []machine.Label {
	s.foe = foe{sides, mayBreach}
	return s.foeActs()
}

// Foe is who is played by the adversary.
func (s *Session) Foe() model.ActorSet { return s.foe.sides }

// Hunted says how those stand that the adversary is after, by the duty by which they give. The adversary lets nobody go who
// is lost.
func (s *Session) Hunted() map[model.DutyID]How {
	out := map[model.DutyID]How{}
	for _, h := range s.hunts() {
		out[h.duty] = h.how
	}
	return out
}

// MayBreak is who is played by the adversary and may break their word.
func (s *Session) MayBreak() model.ActorSet {
	if s.foe.may {
		return s.foe.sides
	}
	return 0
}

// hunt is one obligor that the adversary is after.
type hunt struct {
	duty  model.DutyID
	how   How
	path  []machine.Label // to where it wants to be
	stays laid.Set        // what it must not let go
}

func (s *Session) hunts() []hunt {
	if s.foe.sides == 0 || s.ahead == nil {
		return nil
	}
	w := s.ahead.world
	at, moves := s.ahead.at(s.moves), w.Permitted(s.MayBreak())
	var out []hunt
	for _, x := range s.ahead.perilsOf(sides{s.Pact().Everyone() &^ s.foe.sides, s.MayBreak()}) {
		if s.foe.sides.Has(s.Pact().Duties[x.Duty].Obligor) {
			continue
		}
		h := s.ahead.huntOf(at, moves, x)
		if h.how > Safe {
			out = append(out, h)
		}
	}
	return out
}

func (a *Ahead) huntOf(at laid.Set, moves laid.Moves, x ask.Peril[laid.Set]) hunt {
	w := a.world
	h := hunt{duty: x.Duty, stays: x.Lost}
	goal, within := x.Bare, x.Lost
	switch {
	case !w.Empty(w.And(at, x.Bare)):
		h.how, h.stays = Bare, x.Bare
		return h
	case !w.Empty(w.And(at, x.Lost)):
		h.how = Lost
	default:
		goal, within, h.stays = x.Lost, w.All(), w.All()
	}
	path, _, ok := w.Path(at, 0, []world.Stage[laid.Set, laid.Moves]{{{By: moves, Into: goal, To: 1}, {By: moves, Into: within, To: 0}}})
	if ok {
		h.path, h.how = path, max(h.how, Open)
	}
	return h
}

// worst is the hunt that is nearest to its end.
func (s *Session) worst() (out hunt) {
	for _, h := range s.hunts() {
		if h.how > out.how || h.how == out.how && out.how > Safe && len(h.path) < len(out.path) {
			out = h
		}
	}
	return out
}

// foeActs makes the adversary's moves as long as the next step of its way is its own, and gives them.
func (s *Session) foeActs() []machine.Label {
	began := len(s.moves)
	for {
		h := s.worst()
		if len(h.path) == 0 || !s.plays(h.path[0]) {
			return s.moves[began:len(s.moves):len(s.moves)]
		}
		s.must(h.path[0])
	}
}

// foeHolds makes those moves of the adversary's without which time, going on, would break its word for it, if it keeps that, or
// let somebody escape.
func (s *Session) foeHolds() {
	for s.foe.sides != 0 {
		next, h := &s.Position().Time.Next, s.worst()
		breach := !s.foe.may && next.Culprits&s.foe.sides != 0
		if !breach && (h.how < Lost || s.leads(next.Move, h.stays)) {
			return
		}
		move, ok := s.holding(h, next.Breaks)
		if !ok {
			return
		}
		s.must(move)
	}
}

// leads reports whether a move leads into a set.
func (s *Session) leads(l machine.Label, set laid.Set) bool {
	w := s.ahead.world
	return !w.Empty(w.And(set, s.ahead.at(append(s.moves[:len(s.moves):len(s.moves)], l))))
}

// holding is a move of the adversary's that does not let go, if it can be one that performs what would be broken.
func (s *Session) holding(h hunt, broken []model.Ref) (out machine.Label, ok bool) {
	for o := range s.Position().Options() {
		if !s.plays(o.Move) || o.Culprits != 0 && !s.foe.may || h.how >= Lost && !s.leads(o.Move, h.stays) {
			continue
		}
		performs := slices.ContainsFunc(o.Performs, func(d model.DutyID) bool {
			return slices.Contains(broken, model.Ref{Kind: model.KindDuty, Index: int(d)})
		})
		if performs {
			return o.Move, true
		}
		if !ok {
			out, ok = o.Move, true
		}
	}
	return out, ok
}

// plays reports whether a move is the adversary's.
func (s *Session) plays(l machine.Label) bool {
	return l.Actor != machine.Time && s.foe.sides.Has(l.Actor)
}

func (s *Session) must(l machine.Label) {
	if err := s.Make(l); err != nil {
		panic(err) // it was offered
	}
}
