package compare

import (
	"cmp"
	"maps"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Group says in what way two drafts differ.
type Group uint8

// The groups. A move is allowed if it can be made and nobody breaks their word by it.
const (
	NewlyAllowed Group = iota
	NoLongerAllowed
	NewlyObliged
	NoLongerObliged
	FollowsDifferently
)

// String names a group.
func (g Group) String() string {
	return [...]string{"newly allowed", "no longer allowed", "newly obliged", "no longer obliged", "follows differently"}[g]
}

// Groups lists them all, in the order in which they are shown.
func Groups() []Group {
	return []Group{NewlyAllowed, NoLongerAllowed, NewlyObliged, NoLongerObliged, FollowsDifferently}
}

// Difference is one thing that one draft has and the other has not, with a shortest course that shows it.
type Difference struct {
	Group    Group
	Name     string     // the name of what it is about
	Of       model.Kind // what that is
	Text     string     // in plain words, without a full stop
	Side     Side       // whose course it is
	Course   *course.Course
	Lawful   bool  // everybody keeps their word on it, the last move aside
	Fillings []int // indexes into Comparison.Fillings: where it was seen
	shownIn  int
	length   int32
	key      key
}

// key tells differences apart: each is noted once.
type key struct {
	group Group
	thing model.Ref // in common numbers; or else
	move  moveKey
}

type moveKey struct {
	machine.Label
	set bool
}

// ledger keeps the differences, each with its best course.
type ledger struct {
	m       *matching
	all     map[key]*Difference
	filling int
}

func newLedger(m *matching) *ledger { return &ledger{m: m, all: map[key]*Difference{}} }

// wants reports whether a course of this length is better than what is known; that the difference is seen
// in the filling at hand is noted in any case.
func (l *ledger) wants(k key, lawful bool, length int32) bool {
	d, known := l.all[k]
	if !known {
		return true
	}
	if !slices.Contains(d.Fillings, l.filling) {
		d.Fillings = append(d.Fillings, l.filling)
	}
	if d.Lawful != lawful {
		return lawful
	}
	return length < d.length
}

// note keeps a difference that is wanted.
func (l *ledger) note(k key, d Difference, length int32) {
	d.Group, d.key, d.length, d.shownIn = k.group, k, length, l.filling
	thing := k.thing
	if k.move.set {
		thing, _ = thingOf(k.move.Label)
	}
	if thing.Kind != model.KindNone {
		p, own := l.m.best(thing)
		d.Name, d.Of = declOf(p, own).Name, thing.Kind
	}
	d.Fillings = []int{l.filling}
	if before, known := l.all[k]; known {
		d.Fillings = before.Fillings
	}
	l.all[k] = &d
}

// endOf says that a filling is done.
func (l *ledger) endOf(filling int) { l.filling = filling + 1 }

// ShownIn is the filling, an index into Comparison.Fillings, that the course belongs to.
func (d *Difference) ShownIn() int { return d.shownIn }

// sorted lists the differences by group; in each those come first that need no breach, then the shorter.
func (l *ledger) sorted() []Difference {
	var out []Difference
	for _, d := range slices.Collect(maps.Values(l.all)) {
		out = append(out, *d)
	}
	slices.SortFunc(out, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), -compareBool(a.Lawful, b.Lawful), cmp.Compare(a.length, b.length),
			cmp.Compare(a.key.thing.Kind, b.key.thing.Kind), cmp.Compare(a.key.thing.Index, b.key.thing.Index),
			cmp.Compare(a.key.move.Kind, b.key.move.Kind), cmp.Compare(a.key.move.Index, b.key.move.Index),
			cmp.Compare(a.key.move.Value, b.key.move.Value), cmp.Compare(a.key.move.Actor, b.key.move.Actor))
	})
	return out
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
