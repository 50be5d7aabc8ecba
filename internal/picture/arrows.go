package picture

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// path is the way of an edge, straight within the layers and bent between them, and where it ends.
func (l *layout) path(edge int) (d string, x, y float64) {
	chain := l.chains[edge]
	var points [][2]float64
	for k, c := range chain {
		at := l.cells[c]
		x, from, to := at.x, at.y, at.y+at.h
		switch k {
		case 0:
			x, from, to = l.port(edge, c, l.down[c], true), to, at.bottom
		case len(chain) - 1:
			x, from, to = l.port(edge, c, l.up[c], false), at.top, from
		}
		points = append(points, [2]float64{x, from}, [2]float64{x, to})
	}
	if l.turned[edge] {
		slices.Reverse(points)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "M%s %s", px(points[0][0]), px(points[0][1]))
	for k := 1; k < len(points); k++ {
		from, to := points[k-1], points[k]
		switch middle := px((from[1] + to[1]) / 2); {
		case k%2 == 0:
			fmt.Fprintf(&b, "C%s %s %s %s %s %s", px(from[0]), middle, px(to[0]), middle, px(to[0]), px(to[1]))
		case px(from[1]) != px(to[1]):
			fmt.Fprintf(&b, "V%s", px(to[1]))
		}
	}
	end := points[len(points)-1]
	return b.String(), end[0], end[1]
}

// port is where an edge leaves or meets a box: several stand beside one another in the order of where they lead.
func (l *layout) port(edge, c int, others []int, below bool) float64 {
	n := len(others)
	if n < 2 {
		return l.cells[c].x
	}
	var edges []int
	for i, chain := range l.chains {
		if len(chain) > 1 && (below && chain[0] == c || !below && chain[len(chain)-1] == c) {
			edges = append(edges, i)
		}
	}
	next := func(i int) float64 {
		chain := l.chains[i]
		if below {
			return l.cells[chain[1]].x
		}
		return l.cells[chain[len(chain)-2]].x
	}
	slices.SortStableFunc(edges, func(a, b int) int { return cmp.Compare(next(a), next(b)) })
	spread := min(18, (boxWidth-40)/float64(len(edges)-1))
	return l.cells[c].x + spread*(float64(slices.Index(edges, edge))-float64(len(edges)-1)/2)
}
