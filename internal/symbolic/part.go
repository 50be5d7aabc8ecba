package symbolic

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/model"
)

// What is asked, in a slice that tells it.
//
// A slice tells a set, of some states, if of all of these with one projection the set has all or none. It has to tell the states that are
// asked about of all that their moves may lead to, or a move that leaves them would stay in them in the projection.

// asked is a question: states, and which of them and which moves it is about.
type asked struct {
	*Family
	defectors model.ActorSet
	states    bdd.Ref
	frame     bdd.Ref // what moves out of the states may lead to
	target    bdd.Ref
	made      []bdd.Ref // by move: some of where it can be made if these may break their word; nil if it is about none
}

// teller is a slice that tells all that is asked, the one that told what was asked last or else the smallest; nil if there is none.
func (a *asked) teller() *slice {
	if len(a.slices) == 0 {
		return nil
	}
	a.frame = a.Reach
	if a.defectors == 0 && a.Diff(a.states, a.lawful) == bdd.False {
		a.frame = a.lawful
	}
	a.frame = a.And(a.frame, a.Fillings(a.states))
	if last := a.lastTold; last != nil && a.toldBy(last) {
		return last
	}
	for _, s := range a.slices {
		if s != a.lastTold && a.toldBy(s) {
			a.lastTold = s
			return s
		}
	}
	return nil
}

func (a *asked) toldBy(s *slice) bool {
	return s.tells(a.states, a.frame) && s.tells(a.target, a.states) && a.madeIn(s)
}

// tells reports whether a set, of some states, has of all that have one projection all or none.
func (s *slice) tells(set, of bdd.Ref) bool {
	key := [2]bdd.Ref{set, of}
	yes, known := s.told[key]
	if !known {
		rest := s.Diff(of, set)
		yes = set == bdd.False || rest == bdd.False ||
			s.Diff(set, s.like(rest)) == set && s.Diff(rest, s.like(set)) == rest && s.And(s.Exists(set, s.gone), rest) == bdd.False
		s.told[key] = yes
	}
	return yes
}

// like is all that is projected where one state of a set is. That it is of one of two sets alone is soon seen.
func (s *slice) like(set bdd.Ref) bdd.Ref { return s.Exists(s.One(set, s.whole()), s.gone) }

// madeIn reports whether a slice tells the moves, none of which is idle in it.
func (a *asked) madeIn(s *slice) bool {
	if a.made == nil {
		return true
	}
	may := a.Permitted(a.defectors)
	for i, m := range a.made {
		if m != bdd.False && a.And(a.Exists(m, s.gone), a.And(may[i], a.And(s.busy[i], a.states))) != m {
			return false
		}
	}
	return true
}

// projected is sets by move in a slice; nil stays nil.
func (s *slice) projected(made []bdd.Ref) []bdd.Ref {
	out := slices.Clone(made)
	for i := range out {
		out[i] = s.Exists(out[i], s.gone)
	}
	return out
}

// part is a game in a slice, with what is asked of it.
type part struct {
	*board
	target bdd.Ref
	made   []bdd.Ref // by move
}

// part is the game in a slice that tells a target and moves; nil if there is none.
func (g *Game) part(target bdd.Ref, made []bdd.Ref) *part {
	if target == bdd.False && made == nil {
		return nil // soon answered
	}
	a := &asked{Family: g.Family, defectors: g.match.Defectors, states: g.states, target: g.And(target, g.states)}
	if made != nil {
		a.made = g.permitted(made, g.match.Defectors, g.states)
	}
	s := a.teller()
	if s == nil {
		return nil
	}
	b := g.parts[s]
	if b == nil {
		b = s.board(g.match, g.Exists(g.states, s.gone))
		g.parts[s] = b
	}
	return &part{b, g.Exists(a.target, s.gone), s.projected(a.made)}
}

// permitted is those of some moves, out of some states, that can be made when only these actors may break their word.
func (f *Family) permitted(made []bdd.Ref, defectors model.ActorSet, states bdd.Ref) []bdd.Ref {
	may, out := f.Permitted(defectors), slices.Clone(made)
	for i, m := range out {
		if m != bdd.False {
			out[i] = f.And(f.And(m, may[i]), states)
		}
	}
	return out
}

// backwardInPart is Backward in a slice that tells what is asked; ok is false if there is none.
//
// There has to be a world of defectors in which the moves are permitted, and those of its moves that are left out are not idle.
func (f *Family) backwardInPart(to bdd.Ref, allowed []bdd.Ref, within bdd.Ref) (from bdd.Ref, ok bool) {
	d, some := f.worldOf(allowed, within)
	if !some {
		return from, false
	}
	may := f.Permitted(d)
	left := make([]bdd.Ref, len(allowed))
	for i := range allowed {
		if left[i] = bdd.False; allowed[i] != may[i] {
			left[i] = f.And(f.Diff(may[i], allowed[i]), within)
		}
	}
	a := &asked{Family: f, defectors: d, states: within, target: f.And(to, within), made: left}
	s := a.teller()
	if s == nil {
		return from, false
	}
	allowed, left = slices.Clone(s.Permitted(d)), s.projected(left)
	for i := range allowed {
		allowed[i] = s.Diff(allowed[i], left[i])
	}
	return f.And(within, s.backward(s.Exists(a.target, s.gone), allowed, s.Exists(within, s.gone))), true
}

// worldOf finds defectors in whose world, of those asked about before, moves out of some states are permitted, the one with the most of
// them as they are there.
func (f *Family) worldOf(allowed []bdd.Ref, within bdd.Ref) (best model.ActorSet, ok bool) {
	most := 0
	for d, may := range f.permits {
		n := 0
		for i := range may {
			if may[i] == allowed[i] {
				n++
			}
		}
		if n > most || n == most && ok && d < best {
			best, most, ok = d, n, true
		}
	}
	if !ok {
		return best, false
	}
	for i, m := range f.permits[best] {
		if allowed[i] != m && f.And(f.Diff(allowed[i], m), within) != bdd.False {
			return best, false
		}
	}
	return best, true
}
