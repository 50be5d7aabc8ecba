package stability

import (
	"cmp"
	"slices"
)

// What one player would have to prefer for a state to be stable for everybody.
//
// For the player itself that is Needs. The others hang on it in sequential stability alone, where its answers count only if it prefers
// to give them: there the player must prefer some states to those from which it moves. So a way is a set of comparisons, some that
// must not hold and some that must; it is told if an order of preference can have them all, and if none that is told asks for less.

// Order is what is asked of an order of preference: no state of NotAbove is preferred to the state in question, and of each pair of Rather
// the second is preferred to the first.
type Order struct {
	NotAbove []int
	Rather   []Pair
}

// Pair is two states.
type Pair struct{ Than, To int }

// Deal is what a player would have to prefer for a state to be stable for everybody: just if its order of preference is as one of the ways
// asks.
type Deal struct {
	Player  int
	State   int
	Concept Concept
	Ways    []Order
	Leaves  []int // players for whom the state is not stable whatever this one prefers; Ways is empty then
	Known   bool  // false if it hangs on what is not known of others
	TooMany bool  // there are more ways than are worth looking for
}

// Deal says what a player would have to prefer for a state to be stable for everybody.
func (s *Solver) Deal(player, state int, c Concept) Deal {
	d := Deal{Player: player, State: state, Concept: c}
	own := s.Needs(player, state, c)
	d.Known, d.TooMany = own.Known, own.TooMany
	for _, w := range own.Ways {
		d.Ways = append(d.Ways, Order{NotAbove: w})
	}
	for y := range s.Players {
		if y != player {
			s.add(&d, y)
		}
	}
	if len(d.Leaves) > 0 || !d.Known || d.TooMany {
		d.Ways = nil
	}
	return d
}

// add adds what another player asks.
func (s *Solver) add(d *Deal, y int) {
	if d.Concept != Sequential {
		switch s.Stable(y, d.State, d.Concept) {
		case No:
			d.Leaves = append(d.Leaves, y)
		case Open:
			d.Known = false
		}
		return
	}
	for _, m := range s.Players[y].Moves[d.State] {
		wants := min(sure(m), s.better(y, d.State, m.To))
		if wants == No {
			continue
		}
		ways, known, few := s.threats(d, y, m.To)
		switch {
		case wants == Open || !known:
			d.Known = false
		case !few:
			d.TooMany = true
		case len(ways) == 0:
			if !slices.Contains(d.Leaves, y) {
				d.Leaves = append(d.Leaves, y)
			}
		default:
			d.require(ways)
		}
	}
}

// require joins each way with each set of pairs that one more move asks for.
func (d *Deal) require(sets [][]Pair) {
	var out []Order
	for _, w := range d.Ways {
		for _, set := range sets {
			o := Order{w.NotAbove, merge(w.Rather, set)}
			if o.possible(d.State) {
				out = append(out, o)
			}
		}
		if len(out) > mostAtWork {
			d.TooMany = true
			return
		}
	}
	d.Ways = weakest(out, d.State)
}

// threats finds the least sets of preferences of the player by which the others have an answer to a move of y, each step of it
// preferred by who makes it.
func (s *Solver) threats(d *Deal, y, t int) (ways [][]Pair, known, few bool) {
	type place struct {
		at  node
		set []Pair
	}
	known = true
	held := map[node][][]Pair{}
	work := []place{{node{state: t}, nil}}
	for i := 0; i < len(work); i++ {
		if s.step(); len(work) > mostAtWork {
			return nil, known, false
		}
		p := work[i]
		for z := range s.Players {
			if z == y || p.at.last == Only(z) {
				continue
			}
			for _, m := range s.Players[z].Moves[p.at.state] {
				v, set := sure(m), p.set
				if z == d.Player {
					set = merge(set, []Pair{{p.at.state, m.To}})
				} else {
					v = min(v, s.better(z, p.at.state, m.To))
				}
				n := node{m.To, Only(z)}
				if v == No || slices.ContainsFunc(held[n], func(x []Pair) bool { return subset(x, set) }) {
					continue
				}
				known = known && v == Yes
				held[n] = append(held[n], set)
				work = append(work, place{n, set})
				switch s.better(y, d.State, m.To) {
				case No:
					ways = append(ways, set)
				case Open:
					known = false
				}
			}
		}
	}
	return fewest(ways), known, true
}

// merge joins two lists of pairs in order.
func merge(a, b []Pair) []Pair {
	out := slices.Concat(a, b)
	slices.SortFunc(out, comparePairs)
	return slices.Compact(out)
}

func comparePairs(a, b Pair) int { return cmp.Or(a.Than-b.Than, a.To-b.To) }

func subset(a, b []Pair) bool {
	return !slices.ContainsFunc(a, func(p Pair) bool { return !slices.Contains(b, p) })
}

// fewest keeps the sets that hold no other of them.
func fewest(sets [][]Pair) [][]Pair {
	slices.SortStableFunc(sets, func(a, b []Pair) int { return cmp.Or(len(a)-len(b), slices.CompareFunc(a, b, comparePairs)) })
	var out [][]Pair
	for _, x := range sets {
		if !slices.ContainsFunc(out, func(y []Pair) bool { return subset(y, x) }) {
			out = append(out, x)
		}
	}
	return out
}

// closure is what follows from what is asked of an order: how each two of the states that are spoken of must stand.
type closure struct {
	states []int
	atMost [][]Verdict // by two of them: No: nothing follows; Open: the first is no better than the second; Yes: it is worse
}

func (o *Order) closure(state int) *closure {
	c := &closure{states: []int{state}}
	c.states = append(c.states, o.NotAbove...)
	for _, p := range o.Rather {
		c.states = append(c.states, p.Than, p.To)
	}
	slices.Sort(c.states)
	c.states = slices.Compact(c.states)
	n := len(c.states)
	for i := range n {
		c.atMost = append(c.atMost, make([]Verdict, n))
		c.atMost[i][i] = Open
	}
	for _, x := range o.NotAbove {
		c.note(x, state, Open)
	}
	for _, p := range o.Rather {
		c.note(p.Than, p.To, Yes)
	}
	for k := range n {
		for i := range n {
			for j := range n {
				if a, b := c.atMost[i][k], c.atMost[k][j]; a > No && b > No {
					c.atMost[i][j] = max(c.atMost[i][j], a, b)
				}
			}
		}
	}
	return c
}

func (c *closure) index(state int) int {
	i, ok := slices.BinarySearch(c.states, state)
	if !ok {
		return -1
	}
	return i
}

func (c *closure) note(a, b int, v Verdict) {
	i, j := c.index(a), c.index(b)
	c.atMost[i][j] = max(c.atMost[i][j], v)
}

// follows reports whether one state stands to another at least so.
func (c *closure) follows(a, b int, v Verdict) bool {
	i, j := c.index(a), c.index(b)
	return i >= 0 && j >= 0 && c.atMost[i][j] >= v
}

// possible reports whether an order of preference can have all that is asked: nothing is worse than itself.
func (o *Order) possible(state int) bool {
	c := o.closure(state)
	for i := range c.states {
		if c.atMost[i][i] == Yes {
			return false
		}
	}
	return true
}

// weakest keeps the ways from which no other of them follows.
func weakest(ways []Order, state int) []Order {
	slices.SortStableFunc(ways, func(a, b Order) int {
		return cmp.Or(len(a.NotAbove)+len(a.Rather)-len(b.NotAbove)-len(b.Rather), slices.Compare(a.NotAbove, b.NotAbove),
			slices.CompareFunc(a.Rather, b.Rather, comparePairs))
	})
	implies := func(c *closure, o *Order) bool {
		return !slices.ContainsFunc(o.NotAbove, func(x int) bool { return !c.follows(x, state, Open) }) &&
			!slices.ContainsFunc(o.Rather, func(p Pair) bool { return !c.follows(p.Than, p.To, Yes) })
	}
	closures := make([]*closure, len(ways))
	for i := range ways {
		closures[i] = ways[i].closure(state)
	}
	gone := make([]bool, len(ways))
	for i := range ways {
		for j := range ways {
			if i != j && !gone[j] && !gone[i] && implies(closures[i], &ways[j]) {
				gone[i] = true
			}
		}
	}
	var out []Order
	for i := range ways {
		if !gone[i] {
			out = append(out, ways[i])
		}
	}
	return out
}
