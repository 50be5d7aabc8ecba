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
	Rows     []Row      // as those of the table, of all that is found in any filling; their claims are numbered otherwise
	Facts    []Fact     // what can be so or not
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
// avoided). Unreached, Blockable and Blocks are of purposes: out of reach, that some can block it, and that somebody can alone.
const (
	Lost FactKind = iota
	Kept
	Unreached
	Blockable
	Blocks
)

// Settling is what the answers to one point settle, whatever the other answers are.
type Settling struct {
	Point   model.PointID
	Hangs   bool            // some claim of the table hangs on it, in some filling
	Bits    float64         // of information about all facts together, every filling counted once; 0 if no fact hangs on it
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
	Region
	Parties    []PartyFree       // those who can be left so somewhere, in order of the rows
	Nearest    [][]model.Binding // what to answer otherwise than in the base to come there, in the fewest points; at most mostNearest ways; nil if the base is there
	Still      []int             // facts that are so in all of them, and not in every filling
	Everywhere []int             // facts that are so in every filling: no answer mends them
}

// PartyFree is the fillings in which one party cannot be left so, and those in which it can.
type PartyFree struct {
	Party     model.ActorID
	Safe, Not Region
}

// Region is a set of fillings in few cubes.
type Region struct {
	All, None    bool
	When, Except []fillings.Cube
}

// size is how much there is to read.
func (r *Region) size() int {
	n := 0
	for _, c := range slices.Concat(r.When, r.Except) {
		n += 1 + len(c)
	}
	return n
}

func (s *sets) region(set fillings.Set) Region {
	r := Region{All: s.Same(set, s.Valid()), None: s.Empty(set)}
	if !r.All && !r.None {
		r.When, r.Except = fillings.Describe(s, set)
	}
	return r
}

// overall looks at all fillings.
func (s *sets) overall(t *Table) *Overall {
	o := &Overall{Fillings: s.Weigh(s.Valid()), Rows: rowsOf(t.Pact, s.all)}
	o.Facts = s.facts(t.Pact, o.Rows)
	columns := s.columns(o.Facts)
	for i := range t.Points {
		if t.Points[i].Assumed() {
			continue
		}
		o.Settles = append(o.Settles, s.settling(t, o, &t.Points[i], columns))
	}
	slices.SortStableFunc(o.Settles, func(a, b Settling) int { return cmp.Compare(b.Bits, a.Bits) })
	o.Free = s.free(t, o)
	return o
}

// facts lists what can be so in some filling.
func (s *sets) facts(p *model.Pact, rows []Row) []Fact {
	var out []Fact
	add := func(f Fact, mine func(c *Claim) bool) {
		f.set = s.None()
		for _, n := range rows[f.Row].Claims {
			if mine(&s.all[n]) {
				f.set = s.Or(f.set, s.holds[n])
			}
		}
		if f.Always = s.Same(f.set, s.Valid()); !s.Empty(f.set) {
			out = append(out, f)
		}
	}
	for i := range rows {
		if rows[i].Code != ask.Veto {
			if rows[i].Code != ask.Hollow {
				add(Fact{Row: i, Kind: Kept, Actor: model.None}, func(c *Claim) bool { return c.level().Kept() })
			}
			add(Fact{Row: i, Kind: Lost, Actor: model.None}, func(*Claim) bool { return true })
			continue
		}
		add(Fact{Row: i, Kind: Unreached, Actor: model.None}, func(c *Claim) bool { return c.Code == ask.Stuck })
		add(Fact{Row: i, Kind: Blockable, Actor: model.None}, func(c *Claim) bool { return c.Code == ask.Veto })
		for a := range p.Actors {
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
	out.Hangs = !s.Empty(hangs)
	if out.Bits = gain; gain < rounding {
		out.Bits = 0
	}
	if !pt.Changes() && out.Hangs {
		out.Nearest = beside(fillings.First(s, s.nearest(t.Base, hangs), false), t.Base, pt.Point)
	}
	return out
}

// rounding is what may be left of a gain that is none.
const rounding = 1e-9

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
	for n, holds := range s.holds {
		if !slices.Contains(Codes, s.all[n].Code) {
			continue
		}
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

// nearest is the fillings of a set that differ from the base in the fewest points; the set must not be empty.
func (s *sets) nearest(base model.Filling, in fillings.Set) fillings.Set {
	ball := s.Of([]fillings.Cube{cubeOf(base)}, nil)
	for {
		if some := s.And(ball, in); some != bdd.False {
			return some
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

// mostNearest is how many ways are told to come somewhere.
const mostNearest = 6

// ways are what to answer otherwise than in the base to come into a set, in the fewest points.
func (s *sets) ways(base model.Filling, in fillings.Set) [][]model.Binding {
	if s.Empty(in) || s.Has(in, base) {
		return nil
	}
	var out [][]model.Binding
	for left := s.nearest(base, in); !s.Empty(left) && len(out) < mostNearest; {
		f := fillings.First(s, left, false)
		out = append(out, beside(f, base, model.None))
		left = s.Diff(left, s.Of([]fillings.Cube{cubeOf(f)}, nil))
	}
	return out
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
		if r := &o.Rows[f.Row]; r.Code == ask.Exposed && f.Kind == Kept {
			free = s.Diff(free, f.set)
			out.Parties = append(out.Parties, PartyFree{r.Party, s.region(s.Not(f.set)), s.region(f.set)})
		}
	}
	out.Region, out.Nearest = s.region(free), s.ways(t.Base, free)
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
