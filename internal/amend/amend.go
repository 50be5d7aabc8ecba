// Package amend says what a proposed change of a pact does to whom, from today.
//
// Input: where a pact stands by each of two texts (track.Weigh). Output: for every party what is worse, better or different for it by the
// new text, what becomes of what the pact is for, and what carried over; as plain data, as a document, and as JSON. docs/amending.md
// says what counts as worse. A search that was given up says that it is not known, never that nothing is different.
package amend

import (
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/compare"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/servanda-lang/servanda/model"
)

// Sense is what a difference is to a party.
type Sense uint8

// The senses.
const (
	Worse Sense = iota
	Better
	Other // different, and nobody can say from the text alone which is better
)

// String names a sense as the JSON has it.
func (s Sense) String() string { return [...]string{"worse", "better", "different"}[s] }

// Topic is what a difference is about.
type Topic uint8

// The topics, gravest first.
const (
	Exposed   Topic = iota // who can be left with nothing after giving for good
	Bound                  // who can stay bound without what it is bound for
	Uncovered              // who has to wait for what it has given for
	Due                    // what is due
	Restraint              // what is forbidden
	Return                 // what is promised for what one gives
	May                    // what may lawfully be done next
	Text                   // what the text says, whatever comes of it
)

// String names a topic as the JSON has it.
func (t Topic) String() string {
	return [...]string{"exposed", "bound_alone", "uncovered", "due", "restraint", "return", "may", "text"}[t]
}

// Party is somebody, by number in the text that has it.
type Party struct {
	Name, Title string
	Plays       bool // it is a party; else a body or an outsider
}

// Effect is one thing that is different for a party.
type Effect struct {
	Party Party
	Sense Sense
	Topic Topic
	Says  string
	Where []string // in which courses; nil if in all
	way   *way
}

// way is the soonest way to the worst.
type way struct {
	side  *track.Side
	peril *track.Peril
}

// Purpose is what becomes of something the pact is for.
type Purpose struct {
	Sense    Sense
	Same     bool
	Old, New string // how it stands by each text; empty where the text does not have it
	Where    []string
}

// Weighing is what an amendment does.
type Weighing struct {
	*track.Weighed
	Parties  []Party
	Effects  []Effect
	Purposes []Purpose
	Unknown  []string // why it is not known what can come, and where; nil if it is known everywhere
}

// Weigh says what is different for whom.
func Weigh(w *track.Weighed) (*Weighing, error) {
	changes, err := compare.Changes(w.Old, w.New, w.Renames)
	if err != nil {
		return nil, err
	}
	out := &Weighing{Weighed: w, Parties: partiesOf(w)}
	var told []told[Effect]
	var ends []told2
	for i := range w.Pairs {
		c := &comparison{Weighed: w, carried: w.Pairs[i].Carried, old: w.Pairs[i].Old, new: w.Pairs[i].New}
		c.all()
		c.texts(changes)
		for _, e := range c.effects {
			told = gather(told, e, effectKey(&e), i)
		}
		for _, e := range c.purposes() {
			ends = gather(ends, e, e.Old+"\x00"+e.New, i)
		}
		for k, dark := range []string{c.old.Dark, c.new.Dark} {
			if dark != "" {
				out.unknown([2]string{"old", "new"}[k]+" text: "+dark, strings.Join(w.Where(i), "; or "))
			}
		}
	}
	for _, x := range told {
		x.item.Where = x.where(w)
		out.Effects = append(out.Effects, x.item)
	}
	for _, x := range ends {
		x.item.Where = x.where(w)
		out.Purposes = append(out.Purposes, x.item)
	}
	slices.SortStableFunc(out.Effects, func(a, b Effect) int { return int(a.Topic) - int(b.Topic) })
	return out, nil
}

func (w *Weighing) unknown(why, where string) {
	if where != "" {
		why += " (" + where + ")"
	}
	if !slices.Contains(w.Unknown, why) {
		w.Unknown = append(w.Unknown, why)
	}
}

// told is something that is so in some of the pairs.
type told[T any] struct {
	item T
	key  string
	in   []int
}

type told2 = told[Purpose]

func gather[T any](all []told[T], item T, key string, pair int) []told[T] {
	i := slices.IndexFunc(all, func(x told[T]) bool { return x.key == key })
	if i < 0 {
		i, all = len(all), append(all, told[T]{item, key, nil})
	}
	if !slices.Contains(all[i].in, pair) {
		all[i].in = append(all[i].in, pair)
	}
	return all
}

// where says in which pairs; nothing if in all.
func (x *told[T]) where(w *track.Weighed) []string { return w.Where(x.in...) }

func effectKey(e *Effect) string {
	return e.Party.Name + "\x00" + e.Sense.String() + e.Topic.String() + "\x00" + e.Says
}

// partiesOf lists who promises by either text: those of the new text, then those that only the old one has.
func partiesOf(w *track.Weighed) []Party {
	var out []Party
	for i := range w.New.Actors {
		if w.New.Actors[i].Kind == model.IsParty {
			out = append(out, partyOf(w.New, model.ActorID(i)))
		}
	}
	for i := range w.Old.Actors {
		if w.Old.Actors[i].Kind == model.IsParty && w.Things[model.Ref{Kind: model.KindActor, Index: i}].Kind == model.KindNone {
			out = append(out, partyOf(w.Old, model.ActorID(i)))
		}
	}
	return out
}

// everybody is told of what is no single party's: a fact, an act, a decision, an instrument.
var everybody = Party{"*", "Everybody", false}

func partyOf(p *model.Pact, id model.ActorID) Party {
	a := &p.Actors[id]
	title := a.Title()
	if a.Kind == model.IsOutsider {
		title = "anybody else"
	}
	return Party{a.Name, title, a.Kind == model.IsParty}
}

// NoDifference lists the parties for which nothing was found to be different, unless there is something that is not known.
func (w *Weighing) NoDifference() []Party {
	if len(w.Unknown) > 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(w.Parties), func(p Party) bool {
		return slices.ContainsFunc(w.Effects, func(e Effect) bool { return e.Party.Name == p.Name || e.Party == everybody })
	})
}

// Same reports whether it is known that nothing is different for anybody.
func (w *Weighing) Same() bool {
	return len(w.Effects) == 0 && len(w.Unknown) == 0 && !slices.ContainsFunc(w.Purposes, func(p Purpose) bool { return !p.Same })
}
