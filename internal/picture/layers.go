package picture

import (
	"slices"
)

// layout places nodes, and the threads of arrows that pass a layer: every arrow goes from layer to layer, through a cell of its
// own in each that it passes, so that none runs through a box.
type layout struct {
	cells  []cell  // of the nodes, then of the threads
	layers [][]int // cells in each, from left to right
	chains [][]int // by edge: the cells that it goes through, from top to bottom
	turned []bool  // by edge: it leads upwards
	ring   []bool  // by edge: it is part of a cycle
	up     [][]int // by cell: its neighbours in the layer above, and below
	down   [][]int

	width, height float64
}

// cell is a place: the middle of its top, its size, and from where to where its layer reaches.
type cell struct{ x, y, w, h, top, bottom float64 }

func layOut(b Boxes) *layout {
	l := &layout{ring: rings(b), turned: turns(b)}
	for _, n := range b.Nodes {
		l.cells = append(l.cells, cell{w: boxWidth, h: n.height()})
	}
	l.layer(b)
	l.order()
	l.place()
	return l
}

// turns opens cycles: it says which edges go back to a node that was come from.
func turns(b Boxes) []bool {
	out := make([]bool, len(b.Edges))
	const on, done = 1, 2
	state := make([]int, len(b.Nodes))
	var visit func(n int)
	visit = func(n int) {
		state[n] = on
		for i, e := range b.Edges {
			if e.From != n || e.To == n {
				continue
			}
			switch state[e.To] {
			case on:
				out[i] = true
			case 0:
				visit(e.To)
			}
		}
		state[n] = done
	}
	for n := range b.Nodes {
		if state[n] == 0 {
			visit(n)
		}
	}
	return out
}

// rings says which edges lie on a cycle: from their end one comes back to their beginning. What stops is no part of a ring.
func rings(b Boxes) []bool {
	out := make([]bool, len(b.Edges))
	for i, e := range b.Edges {
		if e.Stops || e.From == e.To {
			continue
		}
		seen, queue := make([]bool, len(b.Nodes)), []int{e.To}
		for len(queue) > 0 {
			n := queue[0]
			queue = queue[1:]
			if n == e.From {
				out[i] = true
				break
			}
			for _, x := range b.Edges {
				if x.From == n && !x.Stops && !seen[x.To] {
					seen[x.To] = true
					queue = append(queue, x.To)
				}
			}
		}
	}
	return out
}

// layer gives each node the layer of its longest way from the top, and lays the threads.
func (l *layout) layer(b Boxes) {
	depth := make([]int, len(b.Nodes))
	for range b.Nodes {
		for i, e := range b.Edges {
			if from, to := l.ends(i, e); from != to {
				depth[to] = max(depth[to], depth[from]+1)
			}
		}
	}
	l.layers = make([][]int, slices.Max(append([]int{0}, depth...))+1)
	for n, d := range depth {
		l.layers[d] = append(l.layers[d], n)
	}
	for i, e := range b.Edges {
		from, to := l.ends(i, e)
		if from == to {
			l.chains = append(l.chains, nil)
			continue
		}
		chain := []int{from}
		for d := depth[from] + 1; d < depth[to]; d++ {
			chain = append(chain, len(l.cells))
			l.layers[d] = append(l.layers[d], len(l.cells))
			l.cells = append(l.cells, cell{w: threadGap})
		}
		l.chains = append(l.chains, append(chain, to))
	}
	l.up, l.down = make([][]int, len(l.cells)), make([][]int, len(l.cells))
	for _, chain := range l.chains {
		for k := 1; k < len(chain); k++ {
			l.down[chain[k-1]] = append(l.down[chain[k-1]], chain[k])
			l.up[chain[k]] = append(l.up[chain[k]], chain[k-1])
		}
	}
}

// ends are the upper and the lower end of an edge.
func (l *layout) ends(i int, e Edge) (upper, lower int) {
	if l.turned[i] {
		return e.To, e.From
	}
	return e.From, e.To
}

// order reduces crossings: each layer by the mean place of its neighbours in the one before, downwards and upwards in turn;
// the best order seen is kept.
func (l *layout) order() {
	best, least := l.snapshot(), l.crossings()
	for sweep := range 16 {
		for k := range l.layers {
			d, near := k, l.up
			if sweep%2 == 1 {
				d, near = len(l.layers)-1-k, l.down
			}
			l.sort(d, near)
		}
		if n := l.crossings(); n < least {
			best, least = l.snapshot(), n
		}
	}
	l.layers = best
}

func (l *layout) snapshot() [][]int {
	out := make([][]int, len(l.layers))
	for i := range out {
		out[i] = slices.Clone(l.layers[i])
	}
	return out
}

// places is where each cell stands in its layer.
func (l *layout) places() []float64 {
	out := make([]float64, len(l.cells))
	for _, layer := range l.layers {
		for i, c := range layer {
			out[c] = float64(i)
		}
	}
	return out
}

func (l *layout) sort(d int, near [][]int) {
	at := l.places()
	wish := map[int]float64{}
	for _, c := range l.layers[d] {
		wish[c] = at[c]
		if n := near[c]; len(n) > 0 {
			wish[c] = mean(n, func(i int) float64 { return at[i] })
		}
	}
	slices.SortStableFunc(l.layers[d], func(a, b int) int {
		switch {
		case wish[a] < wish[b]:
			return -1
		case wish[a] > wish[b]:
			return 1
		}
		return 0
	})
}

func mean(of []int, value func(int) float64) float64 {
	var sum float64
	for _, i := range of {
		sum += value(i)
	}
	return sum / float64(len(of))
}

// crossings counts the pairs of threads between two layers that cross.
func (l *layout) crossings() int {
	at, n := l.places(), 0
	for _, layer := range l.layers {
		type thread struct{ from, to float64 }
		var all []thread
		for _, c := range layer {
			for _, d := range l.down[c] {
				all = append(all, thread{at[c], at[d]})
			}
		}
		for i, a := range all {
			for _, b := range all[:i] {
				if (a.from-b.from)*(a.to-b.to) < 0 {
					n++
				}
			}
		}
	}
	return n
}

// place gives cells their places: each as near to the middle of its neighbours as its layer allows.
func (l *layout) place() {
	for _, layer := range l.layers {
		x := 0.0
		for _, c := range layer {
			l.cells[c].x = x + l.cells[c].w/2
			x += l.cells[c].w + boxGap
		}
	}
	for sweep := range 12 {
		for k := range l.layers {
			d, near := k, l.up
			if sweep%2 == 1 {
				d, near = len(l.layers)-1-k, l.down
			}
			l.settle(l.layers[d], near)
		}
	}
	l.frame()
}

// settle moves the cells of a layer to the places that are nearest, by least squares, to the wished ones, in their order and
// with room between them.
func (l *layout) settle(layer []int, near [][]int) {
	type pool struct{ sum, n float64 }
	var pools []pool
	offset := make([]float64, len(layer))
	for i, c := range layer {
		if i > 0 {
			before := layer[i-1]
			offset[i] = offset[i-1] + (l.cells[before].w+l.cells[c].w)/2 + boxGap
		}
		wish := l.cells[c].x
		if n := near[c]; len(n) > 0 {
			wish = mean(n, func(i int) float64 { return l.cells[i].x })
		}
		pools = append(pools, pool{wish - offset[i], 1})
		for k := len(pools) - 1; k > 0 && pools[k-1].sum*pools[k].n > pools[k].sum*pools[k-1].n; k-- {
			pools[k-1] = pool{pools[k-1].sum + pools[k].sum, pools[k-1].n + pools[k].n}
			pools = pools[:k]
		}
	}
	i := 0
	for _, p := range pools {
		for range int(p.n) {
			l.cells[layer[i]].x = p.sum/p.n + offset[i]
			i++
		}
	}
}

// frame moves all to the edge of the page and gives the layers their heights.
func (l *layout) frame() {
	left, right := 0.0, 0.0
	for i, c := range l.cells {
		if i == 0 || c.x-c.w/2 < left {
			left = c.x - c.w/2
		}
		if i == 0 || c.x+c.w/2 > right {
			right = c.x + c.w/2
		}
	}
	y := 8.0
	for _, layer := range l.layers {
		tall := 0.0
		for _, c := range layer {
			tall = max(tall, l.cells[c].h)
		}
		for _, c := range layer {
			at := &l.cells[c]
			at.x, at.top, at.bottom = at.x+8-left, y, y+tall
			at.y = y + (tall-at.h)/2
			if at.w == threadGap {
				at.y, at.h = y, tall
			}
		}
		y += tall + layerGap
	}
	l.width, l.height = right-left+16, y-layerGap+8
}
