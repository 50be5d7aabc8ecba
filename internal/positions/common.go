package positions

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/model"
)

// What all accept who have spoken.
//
// A party has a say on a thing: on an open point, or on a declaration, which is part of every filling. In a filling it
//
//   - rules the filling out if it opposes the thing (the value that the point has), or may do so: its condition holds, or hangs
//     on what happens;
//   - accepts it if it accepts the thing (that value) and the condition surely holds;
//   - accepts it on a condition if that hangs on what happens. This rules nothing out, and is no consent yet;
//   - rules it out as well if none of these is so and it accepts some other value of the point, or the thing in other cases:
//     who says which it takes does not take the rest, unless it is recorded of the rest that it has not said;
//   - has not spoken otherwise. That is no consent, and rules nothing out.

// say is what a party says on one thing, by fillings.
type say struct {
	against fillings.Set
	accepts fillings.Set
	maybe   fillings.Set // where it accepts, if only on a condition
	somehow bool         // it accepts some value of the point, or the thing in some cases
	unsaid  fillings.Set // where it is recorded that it has not said
}

// sayOn is what the party says on a thing.
func (t *Table) sayOn(s *fillings.Space, party model.ActorID, on model.Ref) say {
	out := say{against: s.None(), accepts: s.None(), maybe: s.None(), unsaid: s.None()}
	for _, i := range Words(t.Pact, party, on, model.None) {
		x := &t.Pact.Positions[i]
		surely, possibly := s.Under(x.If)
		at := s.None()
		for _, here := range places(s, x, on) {
			at = s.Or(at, here)
		}
		switch x.Stance {
		case model.StanceOpposes:
			out.against = s.Or(out.against, s.And(at, possibly))
		case model.StanceAccepts:
			out.accepts = s.Or(out.accepts, s.And(at, surely))
			out.maybe = s.Or(out.maybe, s.And(at, possibly))
			out.somehow = true
		default:
			out.unsaid = s.Or(out.unsaid, s.And(at, possibly))
		}
	}
	return out
}

// places are the fillings that a position speaks of when it speaks of a thing: those with the value, of a point; else all.
func places(s *fillings.Space, x *model.Position, on model.Ref) []fillings.Set {
	var out []fillings.Set
	if slices.Contains(x.Refs, on) {
		out = append(out, s.Valid())
	}
	for _, b := range x.Fillers {
		if on == (model.Ref{Kind: model.KindPoint, Index: int(b.Point)}) {
			out = append(out, s.Where(b.Point, b.Value))
		}
	}
	return out
}

// out is the fillings that a party rules out by what it says on a thing.
func (x *say) out(s *fillings.Space) fillings.Set {
	if !x.somehow {
		return x.against
	}
	return s.Or(x.against, s.Diff(s.Valid(), s.Or(x.maybe, x.unsaid)))
}

func (t *Table) common(s *fillings.Space) Common {
	var c Common
	left := s.Valid()
	for _, party := range t.Parties {
		if t.speaks(party) {
			c.Spoken = append(c.Spoken, party)
		}
	}
	for _, on := range t.things() {
		ruled := s.None()
		for _, party := range t.Parties {
			x := t.sayOn(s, party, on)
			ruled = s.Or(ruled, x.out(s))
		}
		if s.Same(ruled, s.Valid()) {
			c.Clashes = append(c.Clashes, on)
		}
		left = s.Diff(left, ruled)
	}
	c.All, c.None = s.Same(left, s.Valid()), s.Empty(left)
	if !c.All && !c.None {
		c.When, c.Except = fillings.Describe(s, left)
	}
	for _, party := range t.Parties {
		if u := t.unsaid(s, party, left); len(u.Undeclared)+len(u.Silent)+len(u.Condition) > 0 {
			c.Unspoken = append(c.Unspoken, u)
		}
	}
	return c
}

// speaks reports whether something is recorded that a party accepts or opposes.
func (t *Table) speaks(party model.ActorID) bool {
	return slices.ContainsFunc(t.Pact.Positions, func(x model.Position) bool { return x.Party == party && x.Stance != model.Undeclared })
}

// things is what the rows are about, each once.
func (t *Table) things() []model.Ref {
	var out []model.Ref
	for _, r := range t.Rows {
		if !slices.Contains(out, r.On) {
			out = append(out, r.On)
		}
	}
	return out
}

// unsaid is what a party that is concerned has not surely accepted, somewhere in what is left (in all of it, if nothing is).
func (t *Table) unsaid(s *fillings.Space, party model.ActorID, left fillings.Set) Unsaid {
	u := Unsaid{Party: party}
	if s.Empty(left) {
		left = s.Valid()
	}
	for _, on := range t.things() {
		x := t.sayOn(s, party, on)
		if !slices.Contains(Concerned(t.Pact, on), party) || s.Empty(s.Diff(left, x.accepts)) {
			continue
		}
		words := Words(t.Pact, party, on, model.None)
		switch {
		case !s.Empty(s.And(s.Diff(left, x.accepts), x.unsaid)):
			u.Undeclared = append(u.Undeclared, on)
		case x.somehow:
			u.Condition = append(u.Condition, t.undecided(s, words)...)
		case len(words) == 0 && (on.Kind == model.KindPoint || on.Kind == model.KindInstrument):
			u.Silent = append(u.Silent, on)
		}
	}
	return u
}

// undecided are those of some positions that accept on a condition that hangs on what happens.
func (t *Table) undecided(s *fillings.Space, words []int) []int {
	var out []int
	for _, i := range words {
		if surely, possibly := s.Under(t.Pact.Positions[i].If); t.Pact.Positions[i].Stance == model.StanceAccepts && !s.Same(surely, possibly) {
			out = append(out, i)
		}
	}
	return out
}
