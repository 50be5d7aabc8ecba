package compare

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/model"
)

// onlyIn notes a move that both drafts know but that can be made here in one of them only.
func (s *search) onlyIn(side Side, k int32, e int32) {
	v, from := s.views[side], s.pairs[k]
	if !v.lawful(e) {
		return // it is a breach; nothing is allowed by it
	}
	name := key{group: [2]Group{NoLongerAllowed, NewlyAllowed}[side], move: keyOf(v.label[v.g.SortOf(e).Label])}
	if !s.found.wants(name, from.lawful, from.length+1) {
		return
	}
	c := v.course(append(s.path(k)[side], e))
	s.found.note(name, Difference{Side: side, Course: c, Text: lastMove(c), Lawful: from.lawful}, from.length+1)
}

// compareLaw notes a move that breaks a promise in one draft only. What a strike breaks shows in what the
// duties read, but for promises that fall due again at once.
func (s *search) compareLaw(k int32, moves [2]int32) {
	var broken [2]uint64
	for i, e := range moves {
		if e >= 0 {
			broken[i] = s.m.actors(Side(i), s.views[i].g.SortOf(e).Culprits)
		}
	}
	if moves[Old] < 0 || moves[New] < 0 || (broken[Old] == 0) == (broken[New] == 0) {
		return
	}
	from, worse := s.pairs[k], New
	if broken[Old] != 0 {
		worse = Old
	}
	name := key{group: [2]Group{NewlyAllowed, NoLongerAllowed}[worse], move: keyOf(s.views[worse].label[s.views[worse].g.SortOf(moves[worse]).Label])}
	if s.views[worse].isTime(moves[worse]) {
		if s.differs(k, moves) || s.missesOwn(s.views[worse], from.at[worse], moves[worse]) {
			return
		}
		name.group = [2]Group{NoLongerObliged, NewlyObliged}[worse]
	}
	if !s.found.wants(name, from.lawful, from.length+1) {
		return
	}
	c := s.views[worse].course(append(s.path(k)[worse], moves[worse]))
	last := c.Line(len(c.Steps) - 1)
	text := last.Text + ": now " + strings.Join(last.Breaks, "; ")
	if worse == Old {
		text = last.Text + ": no longer a breach (before, " + strings.Join(last.Breaks, "; ") + ")"
	}
	s.found.note(name, Difference{Side: worse, Course: c, Text: text, Lawful: from.lawful}, from.length+1)
}

// missesOwn reports whether by the move a duty is breached that only this draft has: that it falls due is
// told already.
func (s *search) missesOwn(v *view, at, e int32) bool {
	for _, ch := range v.m.Changes(v.g.State(int(at)), v.g.State(int(v.g.To[e]))) {
		if ch.Thing.Kind == model.KindDuty && ch.To == "breached" && !s.m.both(s.m.to(v.side, ch.Thing)) {
			return true
		}
	}
	return false
}

// differs reports whether what follows the moves reads otherwise, so that the difference is told by that.
func (s *search) differs(k int32, moves [2]int32) bool {
	var reads [2]int32
	for i, v := range s.views {
		at := s.pairs[k].at[i]
		if moves[i] >= 0 {
			at = v.g.To[moves[i]]
		}
		reads[i] = v.reads[at]
	}
	return reads[Old] != reads[New]
}

// readOtherwise notes everything that reads differently after the same course.
func (s *search) readOtherwise(p pair, old, new []string) {
	paths := s.path(p.parent)
	lawful := p.parent < 0 || s.pairs[p.parent].lawful
	for i, e := range p.moves {
		if e >= 0 {
			paths[i] = append(paths[i], e)
		}
	}
	for i, ref := range s.gallery.things {
		if old[i] == new[i] {
			continue
		}
		said, side, group := s.m.otherwise(ref, old[i], new[i])
		name := key{group: group, thing: ref}
		if s.found.wants(name, lawful, p.length) {
			c := s.views[side].course(paths[side])
			s.found.note(name, Difference{Side: side, Course: c, Text: said, Lawful: lawful}, p.length)
		}
	}
}

// otherwise says what it means that a thing reads this in the old draft and that in the new, and in which
// of them it can be seen.
func (m *matching) otherwise(ref model.Ref, old, new string) (text string, side Side, g Group) {
	p, own := m.best(ref)
	name := course.Thing(p, own)
	switch ref.Kind {
	case model.KindDuty:
		return m.dutyOtherwise(ref, name, old, new)
	case model.KindBan:
		bound := course.Actor(p, p.Bans[own.Index].Bound)
		switch {
		case new == "binding":
			return fmt.Sprintf("%s now binds: %s", name, sentence(p, own)), New, NewlyObliged
		case old == "binding" && new == "dormant":
			return fmt.Sprintf("%s no longer binds %s", name, bound), Old, NoLongerObliged
		}
	}
	return fmt.Sprintf("%s is now %s, no longer %s", course.Capital(name), spaced(new), spaced(old)), New, FollowsDifferently
}

func (m *matching) dutyOtherwise(ref model.Ref, name, old, new string) (text string, side Side, g Group) {
	p, own := m.best(ref)
	who := course.Actor(p, p.Duties[own.Index].Obligor)
	switch {
	case new == "due" && old == "breached":
		return fmt.Sprintf("%s has more time for %s", who, name), Old, NoLongerObliged
	case old == "due" && new == "breached":
		return fmt.Sprintf("%s has less time for %s", who, name), New, NewlyObliged
	case new == "due":
		return fmt.Sprintf("%s now falls due: %s", name, dutySentence(p, &p.Duties[own.Index])), New, NewlyObliged
	case old == "due" && strings.HasPrefix(new, "excused"):
		return fmt.Sprintf("%s is now excused from %s", who, name), Old, NoLongerObliged
	case old == "due":
		return fmt.Sprintf("%s no longer falls due then; it is %s", name, new), Old, NoLongerObliged
	case new == "breached" && old == "lapsed":
		return fmt.Sprintf("to let %s go is now a breach by %s", name, who), New, NewlyObliged
	case old == "breached" && new == "lapsed":
		return fmt.Sprintf("%s may now let %s go without a breach", who, name), New, NoLongerObliged
	}
	return fmt.Sprintf("%s is now %s, no longer %s", name, new, old), New, FollowsDifferently
}

// comesIntoPlay tells of a duty or ban that only one draft has.
func comesIntoPlay(p *model.Pact, own model.Ref, side Side) string {
	said := "new"
	if side == Old {
		said = "gone"
	}
	return fmt.Sprintf("%s (%s): %s", course.Thing(p, own), said, sentence(p, own))
}

// lastMove tells the last move of a course.
func lastMove(c *course.Course) string { return c.Line(len(c.Steps) - 1).Text }

func spaced(s string) string { return strings.ReplaceAll(s, "_", " ") }
