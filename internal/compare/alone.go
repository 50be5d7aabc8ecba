package compare

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// What only one draft has is looked for in that draft alone: a duty that falls due, a ban that binds, a
// move that can be made. The course shown is a shortest one on which everybody keeps their word, if there
// is one, else a shortest of all.

// alone notes what comes into play of the things that only this draft has.
func (s *search) alone(v *view) {
	own := s.m.only(v.side)
	for _, lawful := range []bool{true, false} {
		w := wander{s: s, v: v, lawful: lawful}
		w.walk(own)
	}
}

// only lists the duties and bans that only one draft has, in its own numbers.
func (m *matching) only(side Side) []model.Ref {
	var out []model.Ref
	for _, k := range []model.Kind{model.KindDuty, model.KindBan} {
		for i := range m.places[k] {
			ref := model.Ref{Kind: k, Index: i}
			if own, ok := m.in(side, ref); ok && !m.both(ref) {
				out = append(out, own)
			}
		}
	}
	return out
}

// wander goes through one draft breadth first.
type wander struct {
	s      *search
	v      *view
	lawful bool

	from  map[int32]int32 // by state: the move that reached it, -1 for the first
	prev  map[int32]int32 // by state: the state before
	depth map[int32]int32
}

func (w *wander) walk(own []model.Ref) {
	twinless := slices.Contains(w.v.twin, noTwin)
	if len(own) == 0 && !twinless {
		return
	}
	w.from, w.prev, w.depth = map[int32]int32{0: -1}, map[int32]int32{}, map[int32]int32{0: 0}
	var texts []string
	for todo := []int32{0}; len(todo) > 0; todo = todo[1:] {
		at := todo[0]
		texts = w.v.m.ReadAll(w.v.g.State(int(at)), own, texts[:0])
		for i, ref := range own {
			if texts[i] == "due" || texts[i] == "binding" {
				w.obliged(at, ref)
			}
		}
		for e, end := w.v.moves(at); e < end; e++ {
			if w.lawful && !w.v.lawful(e) {
				continue
			}
			if w.v.twin[w.v.g.SortOf(e).Label] == noTwin {
				w.allowed(at, e)
			}
			if to := w.v.g.To[e]; !w.known(to) {
				w.from[to], w.prev[to], w.depth[to] = e, at, w.depth[at]+1
				todo = append(todo, to)
			}
		}
	}
}

func (w *wander) known(s int32) bool {
	_, ok := w.from[s]
	return ok
}

func (w *wander) path(s int32) []int32 {
	var out []int32
	for ; w.from[s] >= 0; s = w.prev[s] {
		out = append(out, w.from[s])
	}
	slices.Reverse(out)
	return out
}

func (w *wander) obliged(at int32, own model.Ref) {
	g := [2]Group{NoLongerObliged, NewlyObliged}[w.v.side]
	k := key{group: g, thing: w.s.m.to(w.v.side, own)}
	if !w.s.found.wants(k, w.lawful, w.depth[at]) {
		return
	}
	c := w.v.course(w.path(at))
	w.s.found.note(k, Difference{Side: w.v.side, Course: c, Text: comesIntoPlay(w.v.m.Pact, own, w.v.side), Lawful: w.lawful}, w.depth[at])
}

func (w *wander) allowed(at, e int32) {
	g := [2]Group{NoLongerAllowed, NewlyAllowed}[w.v.side]
	k := key{group: g, move: keyOf(w.v.label[w.v.g.SortOf(e).Label])}
	length := w.depth[at] + 1
	if !w.s.found.wants(k, w.lawful, length) {
		return
	}
	c := w.v.course(append(w.path(at), e))
	w.s.found.note(k, Difference{Side: w.v.side, Course: c, Text: lastMove(c), Lawful: w.lawful}, length)
}

// keyOf tells moves apart as differences: who signs first makes none.
func keyOf(l machine.Label) moveKey {
	if l.Kind == machine.Sign || l.Kind == machine.Use {
		l.Actor = 0
	}
	return moveKey{Label: l, set: true}
}
