package game

// Many sides at once.
//
// The same question is often asked for many sides: for every coalition of actors, say. All are answered in
// one pass: for each state a set of sides, a bit each, and the equations of Force and Avoid read as
// operations on such sets. A state is looked at after those that its moves lead to.

// Sides is, for each state, a set of sides: the first is bit 0.
type Sides struct {
	n, words int
	bits     []uint64
}

// NewSides makes empty sets of sides out of n, one for each state.
func NewSides(states, n int) *Sides {
	words := (n + 63) / 64
	return &Sides{n: n, words: words, bits: make([]uint64, states*words)}
}

// SidesOf gives each side its own set of states, as far as they are within a set; all if that is nil.
func SidesOf(sets []Set, states int, within Set) *Sides {
	x := NewSides(states, len(sets))
	for i := range x.words {
		rows := sets[64*i : min(64*(i+1), len(sets))]
		for b := range (states + 63) / 64 {
			if within != nil && within[b] == 0 {
				continue
			}
			var m [64]uint64
			for j, s := range rows {
				m[j] = s[b]
			}
			transpose(&m)
			for k := range min(64, states-64*b) {
				x.bits[(64*b+k)*x.words+i] = m[k]
			}
		}
	}
	return x
}

// Sets gives the set of states of each side, as far as they are within a set; all if that is nil.
func (x *Sides) Sets(within Set) []Set {
	states := len(x.bits) / x.words
	out := make([]Set, x.n)
	for i := range out {
		out[i] = NewSet(states)
	}
	for i := range x.words {
		for b := range (states + 63) / 64 {
			if within != nil && within[b] == 0 {
				continue
			}
			var m [64]uint64
			for k := range min(64, states-64*b) {
				m[k] = x.bits[(64*b+k)*x.words+i]
			}
			transpose(&m)
			for j := range min(64, x.n-64*i) {
				out[64*i+j][b] = m[j]
			}
		}
	}
	return out
}

// transpose makes the rows of a matrix of bits its columns (Warren, Hacker's Delight, section 7-3).
func transpose(m *[64]uint64) {
	mask := uint64(1<<32 - 1)
	for j := 32; j != 0; j, mask = j>>1, mask^mask<<(j>>1) {
		for k := 0; k < 64; k = (k + j + 1) &^ j {
			t := (m[k]>>j ^ m[k+j]) & mask
			m[k] ^= t << j
			m[k+j] ^= t
		}
	}
}

// At is the set for a state; it may be written to.
func (x *Sides) At(s int32) []uint64 { return x.bits[int(s)*x.words : (int(s)+1)*x.words] }

// Has reports whether a side is in the set of a state.
func (x *Sides) Has(s int32, side int) bool { return x.At(s)[side>>6]>>(side&63)&1 == 1 }

// full is word i of the set of all sides.
func (x *Sides) full(i int) uint64 {
	if left := x.n - 64*i; left < 64 {
		return 1<<left - 1
	}
	return ^uint64(0)
}

// roles says, for each sort of move, for which sides it is of which class.
type roles struct {
	words                                           int
	theirs, forward, mine, heldByOthers, heldByMine []uint64 // by sort; forward: mine, or time that goes on
}

func newRoles(tables []Table) *roles {
	r := &roles{words: (len(tables) + 63) / 64}
	n := len(tables[0]) * r.words
	for _, f := range []*[]uint64{&r.theirs, &r.forward, &r.mine, &r.heldByOthers, &r.heldByMine} {
		*f = make([]uint64, n)
	}
	for side, t := range tables {
		for sort, class := range t {
			at, bit := sort*r.words+side>>6, uint64(1)<<(side&63)
			switch class {
			case Theirs:
				r.theirs[at] |= bit
			case Shared:
				r.theirs[at] |= bit
				r.mine[at] |= bit
				r.forward[at] |= bit
			case Mine:
				r.mine[at] |= bit
				r.forward[at] |= bit
			case Goes:
				r.forward[at] |= bit
			case HeldByOthers:
				r.heldByOthers[at] |= bit
			case HeldByMine:
				r.heldByMine[at] |= bit
			}
		}
	}
	return r
}

// ForceEach is Force for many sides, each with its own table and its own target.
func (a *Arena) ForceEach(tables []Table, target *Sides, within Set) *Sides {
	r := newRoles(tables)
	win := &Sides{n: target.n, words: target.words, bits: append([]uint64(nil), target.bits...)}
	a.Settle(within, func(s int32) bool {
		changed := false
		for i := range r.words {
			in, push, held, others := ^uint64(0), uint64(0), uint64(0), uint64(0)
			for e := a.First[s]; e < a.First[s+1]; e++ {
				k, w := int(a.Sort[e])*r.words+i, win.bits[int(a.To[e])*r.words+i]
				in &= w | ^r.theirs[k]
				push |= w & r.forward[k]
				held |= r.heldByOthers[k]
				others |= r.theirs[k]
			}
			more := in & (push | held&others) &^ win.bits[int(s)*r.words+i]
			win.bits[int(s)*r.words+i] |= more
			changed = changed || more != 0
		}
		return changed
	})
	return win
}

// AvoidEach is Avoid for many sides, each with its own table and its own bad states. It gives the states
// from which each side cannot avoid them: the complement of what Avoid gives.
func (a *Arena) AvoidEach(tables []Table, bad *Sides, within Set) (lost *Sides) {
	return a.AvoidEachMaking(tables, bad, nil, nil, within)
}

// AvoidEachMaking is AvoidEach with bad moves as well: those that are bad for the sides in the set of the state they lead to.
func (a *Arena) AvoidEachMaking(tables []Table, bad *Sides, badMoves Moves, into *Sides, within Set) (lost *Sides) {
	pick := badMoves.Picker()
	r := newRoles(tables)
	lost = &Sides{n: bad.n, words: bad.words, bits: append([]uint64(nil), bad.bits...)}
	a.Settle(within, func(s int32) bool {
		changed, some := false, pick.At(s)
		for i := range r.words {
			hit, ways, mine, held := uint64(0), uint64(0), uint64(0), uint64(0)
			for e := a.First[s]; e < a.First[s+1]; e++ {
				k, l := int(a.Sort[e])*r.words+i, lost.bits[int(a.To[e])*r.words+i]
				if some && pick.Has(a.Sort[e], a.To[e]) {
					l |= into.bits[int(a.To[e])*r.words+i]
				}
				hit |= l & r.theirs[k]
				ways |= ^l&r.forward[k] | r.heldByOthers[k]
				mine |= r.mine[k]
				held |= r.heldByMine[k]
			}
			ways |= held &^ mine
			more := (hit | ^ways) & lost.full(i) &^ lost.bits[int(s)*r.words+i]
			lost.bits[int(s)*r.words+i] |= more
			changed = changed || more != 0
		}
		return changed
	})
	return lost
}
