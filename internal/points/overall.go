package points

import (
	"cmp"
	"math"
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/model"
)

// Overall is what open points decide over all fillings.
type Overall struct {
	Fillings float64    // how many there are; exact up to 2^53
	Facts    []Fact     // what can be so or not, of which the rows are made
	Settles  []Settling // the points, that first whose answer settles most
	Free     Free
}

// Fact is something that can be so of a filling: that a party can be left with nothing though no promise is broken, that somebody can
// block a purpose alone.
type Fact struct {
	Row    int
	Kind   FactKind
	Actor  model.ActorID // Blocks: who
	Always bool          // it is so in every filling
	set    fillings.Set
}

// FactKind is what a fact says of its row.
type FactKind uint8

// The kinds. Lost and Kept are of parties: that it can come about somehow, and with no promise broken (nor, at no price, by care
// avoided). Unreached and Blocks are of purposes.
const (
	Lost FactKind = iota
	Kept
	Unreached
	Blocks
)

// Settling is what the answers to one point settle, whatever the other answers are.
type Settling struct {
	Point   model.PointID
	Bits    float64         // of information about all facts together, every filling counted once; 0 if nothing hangs on it
	Answers []Answer        // by value
	Nearest []model.Binding // if no answer changes anything from the base: what else has to be answered otherwise for it to matter; nil if nothing does
}

// Answer is what one value of a point settles by itself: facts that are so with some other value, or with some filling at all.
type Answer struct {
	RulesOut []int // facts that are never so with it, and are so elsewhere
	Brings   []int // facts that are always so with it, and are not so everywhere
}

// Free is the fillings in which nobody can be left with nothing while no promise is broken.
type Free struct {
	All, None    bool
	When, Except []fillings.Cube
	Still        []int           // facts that are so in all of them (in all fillings, if there are none)
	Everywhere   []int           // facts that are so in every filling: no answer mends them
	Parties      []model.ActorID // if there are none: those who can be so left in every filling
}

// overall looks at all fillings.
func (s *sets) overall(t *Table) *Overall {
	o := &Overall{Fillings: s.Weigh(s.Valid())}
	o.Facts = s.facts(t)
	columns := s.columns(o.Facts)
	for i := range t.Points {
		o.Settles = append(o.Settles, s.settling(t, o, &t.Points[i], columns))
	}
	slices.SortStableFunc(o.Settles, func(a, b Settling) int { return cmp.Compare(b.Bits, a.Bits) })
	o.Free = s.free(t, o)
	return o
}

// facts lists what can be so in some filling.
func (s *sets) facts(t *Table) []Fact {
	var out []Fact
	add := func(f Fact, mine func(c *Claim) bool) {
		f.set = s.None()
		for _, n := range t.Rows[f.Row].Claims {
			if c := &t.Claims[n]; mine(c) {
				f.set = s.Or(f.set, s.holds[c.was])
			}
		}
		if f.Always = s.Same(f.set, s.Valid()); !s.Empty(f.set) {
			out = append(out, f)
		}
	}
	for i := range t.Rows {
		if t.Rows[i].Code != ask.Veto {
			if t.Rows[i].Code != ask.Hollow {
				add(Fact{Row: i, Kind: Kept, Actor: model.None}, func(c *Claim) bool { return c.level().Kept() })
			}
			add(Fact{Row: i, Kind: Lost, Actor: model.None}, func(*Claim) bool { return true })
			continue
		}
		add(Fact{Row: i, Kind: Unreached, Actor: model.None}, func(c *Claim) bool { return c.Code == ask.Stuck })
		for a := range t.Pact.Actors {
			alone := model.SetOf(model.ActorID(a))
			add(Fact{Row: i, Kind: Blocks, Actor: model.ActorID(a)}, func(c *Claim) bool { return c.Code == ask.Veto && c.By[0] == alone })
		}
	}
	return out
}

// columns are the fillings sorted by which facts are so: each part is a set of fillings of which all the same is so.
func (s *sets) columns(facts []Fact) []fillings.Set {
	parts := []fillings.Set{s.Valid()}
	for i := range facts {
		var next []fillings.Set
		for _, p := range parts {
			for _, half := range []fillings.Set{s.And(p, facts[i].set), s.Diff(p, facts[i].set)} {
				if !s.Empty(half) {
					next = append(next, half)
				}
			}
		}
		parts = next
	}
	return parts
}

// settling weighs one point.
func (s *sets) settling(t *Table, o *Overall, pt *Point, columns []fillings.Set) Settling {
	out := Settling{Point: pt.Point}
	gain := s.entropy(columns, s.Valid())
	for v := range pt.Switches {
		with := s.Where(pt.Point, v)
		if n := s.Weigh(with); n > 0 {
			gain -= n / o.Fillings * s.entropy(columns, with)
		}
		out.Answers = append(out.Answers, s.answer(o.Facts, with))
	}
	hangs := s.hangs(pt)
	if out.Bits = gain; s.Empty(hangs) || gain < 0 {
		out.Bits = 0 // what is left is rounding
	}
	if !pt.Changes() && !s.Empty(hangs) {
		out.Nearest = beside(s.nearest(t.Base, hangs), t.Base, pt.Point)
	}
	return out
}

// entropy is that of which column a filling lies in, in bits, of the fillings of a set.
func (s *sets) entropy(columns []fillings.Set, in fillings.Set) float64 {
	all, h := s.Weigh(in), 0.0
	for _, c := range columns {
		if n := s.Weigh(s.And(c, in)); n > 0 {
			h -= n / all * math.Log2(n/all)
		}
	}
	return h
}

// answer is what the fillings with one answer settle.
func (s *sets) answer(facts []Fact, with fillings.Set) Answer {
	var out Answer
	for i := range facts {
		switch f := &facts[i]; {
		case s.Empty(s.And(f.set, with)):
			out.RulesOut = append(out.RulesOut, i)
		case !f.Always && s.Empty(s.Diff(with, f.set)):
			out.Brings = append(out.Brings, i)
		}
	}
	return out
}

// hangs is the fillings in which some claim hangs on a point: it holds with one value of it, and not with another.
func (s *sets) hangs(pt *Point) fillings.Set {
	out := s.None()
	for _, holds := range s.holds {
		out = s.Or(out, s.And(s.any(pt, holds), s.any(pt, s.Not(holds))))
	}
	return out
}

// any is the fillings that some value of a point brings into a set.
func (s *sets) any(pt *Point, in fillings.Set) fillings.Set {
	out := s.None()
	for v := range pt.Switches {
		here := s.And(in, s.Where(pt.Point, v))
		for w := range pt.Switches {
			out = s.Or(out, s.Switched(here, pt.Point, w))
		}
	}
	return out
}

// nearest is a filling of a set that differs from the base in the fewest points.
func (s *sets) nearest(base model.Filling, in fillings.Set) model.Filling {
	ball := s.Of([]fillings.Cube{cubeOf(base)}, nil)
	for {
		if some := s.And(ball, in); some != bdd.False {
			return fillings.First(s, some, false)
		}
		wider := ball
		for i := range base {
			for v := range s.Pact().Points[i].Values {
				wider = s.Or(wider, s.Switched(ball, model.PointID(i), v))
			}
		}
		ball = wider
	}
}

func cubeOf(f model.Filling) fillings.Cube {
	var c fillings.Cube
	for i, v := range f {
		c = append(c, fillings.Literal{Point: model.PointID(i), Values: []int{v}})
	}
	return c
}

// beside is what a filling has other than the base, one point apart.
func beside(f, base model.Filling, but model.PointID) []model.Binding {
	out := []model.Binding{}
	for i := range f {
		if pt := model.PointID(i); f[i] != base[i] && pt != but {
			out = append(out, model.Binding{Point: pt, Value: f[i]})
		}
	}
	return out
}

// free is where nobody can be left with nothing while no promise is broken.
func (s *sets) free(t *Table, o *Overall) Free {
	var out Free
	free := s.Valid()
	for i := range o.Facts {
		f := &o.Facts[i]
		if r := &t.Rows[f.Row]; r.Code == ask.Exposed && f.Kind == Kept {
			free = s.Diff(free, f.set)
			if f.Always {
				out.Parties = append(out.Parties, r.Party)
			}
		}
	}
	out.All, out.None = s.Same(free, s.Valid()), s.Empty(free)
	if !out.All && !out.None {
		out.When, out.Except = fillings.Describe(s, free)
	}
	for i := range o.Facts {
		f := &o.Facts[i]
		if f.Always {
			out.Everywhere = append(out.Everywhere, i)
		} else if !out.None && s.Empty(s.Diff(free, f.set)) {
			out.Still = append(out.Still, i)
		}
	}
	return out
}
