package sources

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Independent origins of some sources: the fewest sources through which all of them come to what they say, and of several such
// sets the one nearest to where it begins. So many would have to be wrong at once for all of it to fall. Three voices that
// are heard through one report are one origin, that report; a voice that two reports heard each by itself is one too.
//
// It is a smallest cut of vertices between the sources and the ends of their chains, found by as many disjoint chains (Menger
// 1927; augmenting paths as of Ford and Fulkerson 1956, each vertex split into its way in and its way out).
func Independent(p *model.Pact, from []model.SourceID) []model.SourceID {
	c := &cut{p: p, flow: map[[2]int]bool{}, begun: map[int]bool{}}
	for _, s := range from {
		c.begin = append(c.begin, 2*int(s))
	}
	for c.augment() {
	}
	return c.last()
}

// cut is a flow of one unit through each vertex. Vertex 2s is the way into source s, 2s+1 the way out.
type cut struct {
	p     *model.Pact
	begin []int
	begun map[int]bool // where a chain begins
	flow  map[[2]int]bool
}

const end = -1

// edges are where one can go from a vertex by an edge of the graph.
func (c *cut) edges(v int) []int {
	if v%2 == 0 {
		return []int{v + 1}
	}
	s := &c.p.Sources[v/2]
	if len(s.Relays) == 0 {
		return []int{end}
	}
	var out []int
	for _, r := range s.Relays {
		out = append(out, 2*int(r))
	}
	return out
}

// into are the vertices from which an edge leads to one.
func (c *cut) into(v int) []int {
	if v%2 == 1 {
		return []int{v - 1}
	}
	var out []int
	for i := range c.p.Sources {
		if slices.Contains(c.p.Sources[i].Relays, model.SourceID(v/2)) {
			out = append(out, 2*i+1)
		}
	}
	return out
}

// augment finds one more chain that shares no vertex with those there are, and takes it. It may undo parts of others; each
// source that is asked about begins at most one.
func (c *cut) augment() bool {
	for _, b := range c.begin {
		if c.begun[b] {
			continue
		}
		before := map[int]int{b: b}
		for queue := []int{b}; len(queue) > 0; queue = queue[1:] {
			v := queue[0]
			if v == end {
				c.begun[b] = true
				c.take(before, b)
				return true
			}
			for _, w := range c.open(v) {
				if _, seen := before[w]; !seen {
					before[w] = v
					queue = append(queue, w)
				}
			}
		}
	}
	return false
}

// open is where flow can still go from a vertex: through a source that lets none through yet, along any edge between two,
// or back along what carries some.
func (c *cut) open(v int) []int {
	var out []int
	if v == end {
		return nil
	}
	for _, w := range c.edges(v) {
		if v%2 == 1 || !c.flow[[2]int{v, w}] {
			out = append(out, w)
		}
	}
	for _, w := range c.into(v) {
		if c.flow[[2]int{w, v}] {
			out = append(out, w)
		}
	}
	return out
}

func (c *cut) take(before map[int]int, b int) {
	for v := end; v != b; v = before[v] {
		u := before[v]
		if c.flow[[2]int{v, u}] {
			delete(c.flow, [2]int{v, u})
		} else {
			c.flow[[2]int{u, v}] = true
		}
	}
}

// last is the cut nearest to the ends: the full vertices of which the way out, and not the way in, can still reach an end.
func (c *cut) last() []model.SourceID {
	reaches := map[int]bool{end: true}
	for queue := []int{end}; len(queue) > 0; queue = queue[1:] {
		for v := range 2 * len(c.p.Sources) {
			if !reaches[v] && slices.Contains(c.open(v), queue[0]) {
				reaches[v] = true
				queue = append(queue, v)
			}
		}
	}
	var out []model.SourceID
	for i := range c.p.Sources {
		if c.flow[[2]int{2 * i, 2*i + 1}] && reaches[2*i+1] && !reaches[2*i] {
			out = append(out, model.SourceID(i))
		}
	}
	return out
}
